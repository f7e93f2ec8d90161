"""Memo and ledger → the same tree with text, figures and notes, for every format."""

import re
from dataclasses import dataclass

from kuroji.knowledge.ledger import Fact, Ledger
from kuroji.knowledge.passage import Language
from kuroji.knowledge.predicates import truth
from kuroji.knowledge.resolve import Resolved, Unresolved, resolve
from kuroji.knowledge.slots import Malformed, Pointer, Test, sentences, slots_of
from kuroji.memo.figures import shown
from kuroji.memo.model import Memo, Numbered, Paragraph, Section, SectionId, Table

_FEW = 2
_END = re.compile(r"([.!?。]?)(\*{0,2})(\s*)$")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: words, a figure (`ref`), a tested word (`predicate`), or a note."""

    text: str
    ref: str | None = None
    said: Resolved | None = None
    predicate: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Runs in order, notes among them; `failed` are tests that do not hold (any more)."""

    runs: tuple[Run, ...]
    failed: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words and figures without notes."""
        return "".join(run.text for run in self.runs if run.source is None)


@dataclass(frozen=True, slots=True)
class FilledParagraph:
    sentences: tuple[Sentence, ...]
    later: bool


@dataclass(frozen=True, slots=True)
class FilledTable:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class FilledNumbered:
    items: tuple[Sentence, ...]


FilledBlock = FilledParagraph | FilledTable | FilledNumbered


@dataclass(frozen=True, slots=True)
class FilledSection:
    id: SectionId
    title: str
    blocks: tuple[FilledBlock, ...]


class Untied(Exception):
    """A slot says nothing, or its view does not fit: a bug, since the gate refuses such text."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills slots from one ledger in one language; the one function for every consumer."""

    ledger: Ledger
    language: Language

    def memo(self, memo: Memo) -> tuple[FilledSection, ...]:
        return tuple(self.section(section) for section in memo.sections)

    def section(self, section: Section) -> FilledSection:
        blocks = tuple(self._block(block) for block in section.blocks)
        return FilledSection(section.id, section.title, blocks)

    def _block(self, block: Paragraph | Table | Numbered) -> FilledBlock:
        match block:
            case Paragraph():
                return FilledParagraph(self.paragraph(block.text), block.later)
            case Table():
                rows = tuple(tuple(self.sentence(cell) for cell in row) for row in block.rows)
                return FilledTable(block.caption, block.columns, rows)
            case Numbered():
                return FilledNumbered(tuple(self.sentence(item) for item in block.items))

    def paragraph(self, text: str) -> tuple[Sentence, ...]:
        return tuple(self.sentence(piece) for piece in sentences(text, self.language))

    def sentence(self, text: str) -> Sentence:
        """Fill one sentence; notes, grades and assumption labels go behind what they belong to."""
        runs: list[Run] = []
        failed: list[str] = []
        here = 0
        for slot in slots_of(text):
            runs.append(Run(text[here : slot.start]))
            match slot:
                case Pointer():
                    runs.append(self._figure(slot))
                case Test():
                    if truth(self.ledger, slot.predicate) is not True:
                        failed.append(slot.predicate)
                    runs.append(Run(slot.word, predicate=slot.predicate))
                case Malformed():
                    raise Untied(f"{slot.text} is no slot")
            here = slot.end
        runs.append(Run(text[here:]))
        noted = self._noted([run for run in runs if run.text])
        return Sentence(tuple(self._labelled(noted)), tuple(failed))

    def _figure(self, slot: Pointer) -> Run:
        if slot.kind == "assume" and slot.view is None:
            made = self.ledger.assumption(slot.id)
            if made is None:
                raise Untied(f"no assumption {slot.id}")
            return Run(made.label, ref=slot.ref)
        said = resolve(self.ledger, slot.ref)
        if isinstance(said, Unresolved):
            raise Untied(said.reason)
        text = shown(said, slot.view, self.language, absolute=slot.absolute)
        if text is None:
            raise Untied(f"{slot.ref} cannot be shown as {slot.view}: it is {said.dimension}")
        return Run(text, ref=slot.ref, said=said)

    def _noted(self, runs: list[Run]) -> list[Run]:
        """Put a note behind the last figure of each source, and the grade where it is D or E."""
        last = {fact.source_id: n for n, run in enumerate(runs) if (fact := self._fact(run))}
        noted: list[Run] = []
        for n, run in enumerate(runs):
            noted.append(run)
            fact = self._fact(run)
            if fact is not None and last[fact.source_id] == n:
                noted.append(Run("", source=fact.source_id))
                if fact.grade in ("D", "E"):
                    noted.append(Run(self._grade_words(fact.grade)))
        return noted

    def _fact(self, run: Run) -> Fact | None:
        direct = run.ref is not None and run.said is not None and run.ref.startswith("fact:")
        return self.ledger.fact(run.said.facts[0]) if direct and run.said else None

    def _grade_words(self, grade: str) -> str:
        return f"（等級{grade}）" if self.language == "ja" else f" (grade {grade})"

    def _label_words(self, labels: list[str]) -> str:
        """Name the first assumptions; a figure that stands on many opens to show them all."""
        few, more = labels[:_FEW], len(labels) > _FEW
        if self.language == "ja":
            return f"（{'、'.join(few)}{'…' if more else ''}）"
        return f" ({', '.join(few)}{' …' if more else ''})"

    def _labelled(self, runs: list[Run]) -> list[Run]:
        """Put the labels of the assumptions that the figures stand on before the full stop."""
        named = {run.text for run in runs if run.ref and run.said is None}
        ids = dict.fromkeys(i for run in runs if run.said for i in run.said.assumptions)
        made = [a for i in ids if (a := self.ledger.assumption(i)) is not None]
        labels = [a.label for a in made if a.label not in named]
        if not labels:
            return runs
        words = self._label_words(labels)
        ending = _END.search(runs[-1].text) if runs[-1].ref is None else None
        if ending is None or not ending.group():
            return [*runs, Run(words)]
        kept = runs[-1].text[: ending.start()]
        return [*runs[:-1], Run(kept), Run(words), Run(ending.group())]
