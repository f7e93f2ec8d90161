"""A sentence that has passed the gate → its events: figures, sources, then the words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kuroji.agent.events import Citation, Event, FigureShown, Token
from kuroji.knowledge.ledger import Fact, Ledger
from kuroji.knowledge.passage import Language, Source
from kuroji.knowledge.screening import marks
from kuroji.knowledge.slots import Pointer, parse_ref, slots_of
from kuroji.memo.fill import Filler, Run


@dataclass(slots=True)
class Teller:
    """Tells the sentences of one answer; sources are numbered in the order of their first use.

    A `Token` keeps its figures as slots; the nth slot is shown by the nth `FigureShown` before it.
    Marks such as `[^1]` are the numbers of `Citation`s.
    """

    ledger: Ledger
    language: Language
    sources: dict[str, Source]
    emit: Callable[[Event], None]
    withheld: bool = False
    notes: dict[str, int] = field(default_factory=dict)

    def tell(self, sentence: str) -> str:
        """Emit the events of one sentence; return its text as a reader sees it."""
        filled = Filler(self.ledger, self.language).sentence(sentence)
        slots = iter([s for s in slots_of(sentence) if isinstance(s, Pointer)])
        kept, plain = [], []
        for run in filled.runs:
            if run.source is not None:
                continue
            if run.ref is None:
                kept.append(run.text)
                plain.append(run.text)
                continue
            slot = next(slots)
            self.emit(self._figure(run))
            note = self._cited(run)
            kept.append(sentence[slot.start : slot.end] + note)
            plain.append(run.text + note)
        self.emit(Token(seq=0, text="".join(kept)))
        return "".join(plain)

    def _figure(self, run: Run) -> FigureShown:
        facts = self._facts(run)
        fact = facts[0] if len(facts) == 1 and (run.ref or "").startswith("fact:") else None
        return FigureShown(
            seq=0,
            ref=run.ref or "",
            text=run.text,
            period=fact.period if fact else None,
            basis=fact.basis if fact else "calculated" if facts else "assumed",
            grade=max((f.grade for f in facts), default=None),
        )

    def _facts(self, run: Run) -> Sequence[Fact]:
        ids = run.said.facts if run.said and not self._is_judged(run) else ()
        return [fact for id in ids if (fact := self.ledger.fact(id)) is not None]

    def _is_judged(self, run: Run) -> bool:
        """A verdict's outputs stand on every input; its own sentence cites the ones that decide."""
        pointer = parse_ref(run.ref or "")
        done = self.ledger.calculation(pointer.id) if pointer else None
        return done is not None and done.calculator in ("verdict", "verdict_flips")

    def _cited(self, run: Run) -> str:
        """Cite what a figure stands on and return the marks: each source once in the answer."""
        fresh = []
        for fact in self._facts(run):
            source = self.sources.get(fact.source_id)
            if source is None or source.id in self.notes:
                continue
            self.notes[source.id] = len(self.notes) + 1
            self.emit(self._citation(fact, source, run.ref or ""))
            fresh.append(source.id)
        return "".join(f"[^{self.notes[id]}]" for id in fresh)

    def _citation(self, fact: Fact, source: Source, ref: str) -> Citation:
        return Citation(
            seq=0,
            ref=ref if ref.startswith("fact:") else f"fact:{fact.id}",
            note=self.notes[source.id],
            source_id=source.id,
            title=self._title(source),
            publisher=None if self.withheld else source.publisher,
            published=source.published.isoformat() if source.published else None,
            grade=source.grade,
            quote=fact.quote,
        )

    def _title(self, source: Source) -> str:
        """A title is a document's own text: one that gives orders is not repeated."""
        if self.withheld or marks(source.title, self.language):
            return {"en": "(title withheld)", "ja": "（題名は伏せた）"}[self.language]
        return "".join(c for c in source.title if c.isprintable())


def plain_text(token: Token, figures: Sequence[FigureShown]) -> str:
    """Return a token's text with its figures in place of their slots."""
    shown: Iterator[str] = (figure.text for figure in figures)
    pieces, here = [], 0
    for slot in slots_of(token.text):
        pieces += [token.text[here : slot.start], next(shown)]
        here = slot.end
    return "".join([*pieces, token.text[here:]])
