"""The gate: a sentence passes only if every figure in it is a slot that ties."""

from collections.abc import Iterable
from dataclasses import dataclass

from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.passage import Language
from kuroji.knowledge.predicates import truth
from kuroji.knowledge.resolve import Unresolved, resolve
from kuroji.knowledge.slots import (
    Malformed,
    Pointer,
    Test,
    sentences,
    slots_of,
    stray_digits,
)
from kuroji.memo.figures import shown
from kuroji.memo.model import Block, Numbered, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Gate:
    """Judges text against one ledger; `names` are words that may carry digits."""

    ledger: Ledger
    language: Language
    names: frozenset[str]

    def faults(self, text: str) -> tuple[str, ...]:
        """Return what does not tie in `text`, one sentence each; empty lets it pass."""
        found = [fault for slot in slots_of(text) if (fault := self._fault(slot)) is not None]
        found += [
            f"“{stray}” is a figure outside a slot" for stray in stray_digits(text, self.names)
        ]
        return tuple(found)

    def _fault(self, slot: Pointer | Test | Malformed) -> str | None:
        match slot:
            case Malformed():
                return f"{slot.text} is no slot"
            case Test():
                answer = truth(self.ledger, slot.predicate)
                if isinstance(answer, Unresolved):
                    return answer.reason
                return None if answer else f"“{slot.word}” is not true: {slot.predicate}"
            case Pointer():
                return self._untied(slot)

    def _untied(self, slot: Pointer) -> str | None:
        if slot.kind == "assume" and slot.view is None:
            known = self.ledger.assumption(slot.id)
            return None if known else f"there is no assumption {slot.id}"
        said = resolve(self.ledger, slot.ref)
        if isinstance(said, Unresolved):
            return said.reason
        if shown(said, slot.view, self.language, absolute=slot.absolute) is None:
            return f"{slot.ref} is {said.dimension} and cannot be shown as {slot.view}"
        return None

    def passed(self, block: Block) -> tuple[Block | None, tuple[str, ...]]:
        """Return the block with only the sentences that tie, and what was held back and why."""
        match block:
            case Paragraph():
                kept, faults = self._sentences(block.text)
                return (block.model_copy(update={"text": kept}) if kept else None), faults
            case Table():
                rows, faults = self._whole(block.rows)
                return (block.model_copy(update={"rows": rows}) if rows else None), faults
            case Numbered():
                items, faults = self._whole([(item,) for item in block.items])
                flat = tuple(cell for row in items for cell in row)
                return (block.model_copy(update={"items": flat}) if flat else None), faults

    def _sentences(self, text: str) -> tuple[str, tuple[str, ...]]:
        kept: list[str] = []
        faults: list[str] = []
        for sentence in sentences(text, self.language):
            wrong = self.faults(sentence)
            faults += wrong
            if not wrong:
                kept.append(sentence)
        return "".join(kept).strip(), tuple(faults)

    def _whole(
        self, rows: Iterable[tuple[str, ...]]
    ) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Keep the rows of which every cell ties; half a row would say something else."""
        kept: list[tuple[str, ...]] = []
        faults: list[str] = []
        for row in rows:
            wrong = [fault for cell in row for fault in self.faults(cell)]
            faults += wrong
            if not wrong:
                kept.append(row)
        return tuple(kept), tuple(faults)
