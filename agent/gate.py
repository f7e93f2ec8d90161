"""The gate: a sentence passes only if every figure in it is a slot that ties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.passage import Language, Passage
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
from kuroji.knowledge.tieout import Evidence, Given, judge
from kuroji.memo.figures import shown
from kuroji.memo.fill import Filler, Run
from kuroji.memo.model import Block, Numbered, Paragraph, Table

# What words can get wrong around a figure that ties: also which line and year they say it is.
_WORDS_AGAINST = (
    "wrong_sign", "wrong_basis", "wrong_entity", "wrong_scale", "wrong_year_or_row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gate:
    """Judges text against one ledger; `names` are words that may carry digits."""

    ledger: Ledger
    language: Language
    names: frozenset[str]
    passages: Mapping[str, Passage] = field(default_factory=dict)

    def faults(self, text: str) -> tuple[str, ...]:
        """Return what does not tie in `text`, one sentence each; empty lets it pass.

        Where `passages` are given (a live model's text), the filled sentence is also judged
        against them by the same tie-out as `kuroji check`: a slot can be right and the words
        around it wrong.
        """
        found = [fault for slot in slots_of(text) if (fault := self._fault(slot)) is not None]
        found += [
            f"“{stray}” is a figure outside a slot" for stray in stray_digits(text, self.names)
        ]
        if self.passages and not found:
            found += self._misread(text)
        return tuple(found)

    def _misread(self, text: str) -> tuple[str, ...]:
        """Judge a filled sentence against the passages of its facts and its calculations."""
        filled = Filler(self.ledger, self.language).sentence(text)
        facts = [
            f
            for run in filled.runs
            if run.said
            for i in run.said.facts
            if (f := self.ledger.fact(i))
        ]
        quoted = dict.fromkeys(f.passage_id for f in facts if f.passage_id in self.passages)
        evidence = [Evidence(i, self.passages[i].text, self.passages[i].heading) for i in quoted]
        givens = [given for run in filled.runs if (given := _given(run)) is not None]
        if not evidence:
            return ()
        judged = judge(filled.text, evidence, givens, self.language)
        against = not judged.supported and judged.reason in _WORDS_AGAINST
        return (f"{judged.reason}: {judged.detail}",) if against else ()

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
                head = [f for text in (block.caption, *block.columns) for f in self.faults(text)]
                if head:  # without its head a table says nothing
                    return None, (*head, *faults)
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


def _given(run: Run) -> Given | None:
    """Return what is no fact as the tie-out takes it: given as true, in the unit shown."""
    if run.ref is None or run.said is None or run.ref.startswith("fact:"):
        return None
    number = run.said.number
    if number is None:
        return None
    if run.said.dimension == "ratio":
        percent = "%" in run.text
        return Given(
            run.ref, "ratio", {}, number * (100 if percent else 1), "percent" if percent else "x"
        )
    units = {"money": run.said.currency or "", "years": "years", "months": "months"}
    return Given(run.ref, "calculation", {}, number, units.get(run.said.dimension, "count"))
