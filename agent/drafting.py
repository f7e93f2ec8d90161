"""A company → its memo: dossier first, then each section through model and gate."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage

from kuroji.agent.brief import Brief, SectionDraft
from kuroji.agent.events import Event, Notice, Plan, ToolResult
from kuroji.agent.faults import FINAL, fault_of
from kuroji.agent.gate import Gate
from kuroji.agent.graph import draft
from kuroji.agent.models import is_offline
from kuroji.agent.offline.sections import composed
from kuroji.agent.patience import Clock, Patience
from kuroji.agent.research.briefs import brief
from kuroji.agent.research.claims import publisher_of
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.naming import day
from kuroji.knowledge.fiscal import fiscal_of
from kuroji.knowledge.passage import Language, Passage
from kuroji.memo.model import SECTIONS, Block, Memo, Paragraph, Section
from kuroji.memo.wording import said
from kuroji.prompts.render import rendered

Emit = Callable[[Event], None]
_MOST_IN_A_ROW = 2
_NOT_AGAIN = "the model is not asked again: the sections after this one are written offline"
_MEMO_SECONDS = 6  # times the seconds of a section


@dataclass(slots=True)
class Setbacks:
    """Failures of the model in this memo: after a final one, or two in a row, it is asked no more.

    `clock` is that of the whole memo; it starts with the first section.
    """

    in_a_row: int = 0
    final: bool = False
    clock: Clock | None = None

    def failed(self, code: str) -> None:
        self.in_a_row += 1
        self.final = self.final or code in FINAL

    def over(self) -> bool:
        return self.final or self.in_a_row >= _MOST_IN_A_ROW


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts the sections of one dossier with one model; tells `emit` how far it is.

    A section may take `seconds`, the whole memo a few times that; `setbacks` counts what failed.
    """

    model: BaseChatModel
    language: Language
    calls: int
    retries: int
    emit: Emit
    passages: Mapping[str, Passage] = field(default_factory=dict)
    seconds: float = 600
    setbacks: Setbacks = field(default_factory=Setbacks)

    def memo(self, dossier: Dossier) -> tuple[Memo, tuple[str, ...]]:
        """Return the memo, and the words with digits that its sections used as names."""
        briefs = [brief(dossier, section, self.language) for section in SECTIONS]
        said = frozenset(name for b in briefs for name in b.names.values())
        names = said | _ids(dossier) | dated(dossier)
        quoted = {} if is_offline(self.model) else self.passages
        gate = Gate(dossier.desk.ledger, self.language, names, quoted)
        self.emit(Plan(seq=0, steps=tuple(b.title for b in briefs)))
        sections = tuple(self._section(b, gate) for b in briefs)
        return self._assembled(dossier, sections), tuple(sorted(names))

    def _assembled(self, dossier: Dossier, sections: tuple[Section, ...]) -> Memo:
        return Memo(
            company=dossier.pool.company,
            perimeter=dossier.pool.perimeter,
            language=self.language,
            as_of=dossier.as_of,
            currency=dossier.desk.currency,
            fiscal_year=dossier.when.label,
            ledger_head=dossier.desk.ledger.head,
            verdict=dossier.verdict,
            other_verdicts=dossier.beside,
            sections=sections,
        )

    def _section(self, told: Brief, gate: Gate) -> Section:
        drafted, by_rule = self._drafted(told, gate)
        # The tie-out of words is for a model's words: the offline analyst's are tested as they are.
        chosen = replace(gate, passages={}) if by_rule else gate
        blocks = self._gated(drafted, chosen, told)
        if not blocks:
            blocks = (Paragraph(text=_nothing(self.language)),)
        self.emit(ToolResult(seq=0, tool="section", brought=told.title))
        return Section(id=told.section, title=told.title, blocks=blocks)

    def _drafted(self, told: Brief, gate: Gate) -> tuple[SectionDraft, bool]:
        """Ask the model, once more with what was wrong, then the offline analyst.

        The second value says that the offline analyst wrote it.
        """
        if self.setbacks.over():
            return composed(told), True
        ask = _asked(told)
        try:
            first = self._ask(ask)
            self.setbacks.in_a_row = 0
            faults = tuple(_faults(gate, first.blocks))
            if not faults or is_offline(self.model):
                return first, is_offline(self.model)
            repair = f"{ask}\n\n{rendered('repair', {'faults': _bulleted(faults)})}"
            second = self._ask(repair)
            if not tuple(_faults(gate, second.blocks)):
                return second, False
            code, reason = "untied", "its second draft did not tie either"
        except Exception as error:  # noqa: BLE001 - a stranger's code: any failure of a model
            code, reason = fault_of(error)  # never the server's own words, which may echo a key
            self.setbacks.failed(code)
        self._notice("offline_section", told, f"written by the offline analyst, because {reason}")
        if self.setbacks.over():
            self._notice(code, told, _NOT_AGAIN)
        return composed(told), True

    def _notice(self, code: str, told: Brief, message: str) -> None:
        self.emit(Notice(seq=0, code=code, message=f"{told.title}: {message}"))

    def _ask(self, text: str) -> SectionDraft:
        messages = [HumanMessage(content=text)]
        patience = Patience(self._clock(), self.retries)
        return draft(self.model, messages, calls=self.calls, patience=patience)

    def _clock(self) -> Clock:
        """The time of a section, within that of the memo; rules need none."""
        if is_offline(self.model):
            return Clock.without_end()
        whole = self.setbacks.clock or Clock.of(_MEMO_SECONDS * self.seconds)
        self.setbacks.clock = whole
        return Clock(min(whole.until, Clock.of(self.seconds).until))

    def _gated(self, drafted: SectionDraft, gate: Gate, told: Brief) -> tuple[Block, ...]:
        kept: list[Block] = []
        for block in drafted.blocks:
            passed, faults = gate.passed(block)
            for fault in faults:
                self._notice("held_back", told, f"a sentence was held back, because {fault}")
            if passed is not None:
                kept.append(passed)
        return tuple(kept)


def _ids(dossier: Dossier) -> frozenset[str]:
    """The ids of calculations in brackets: a kill criterion names the one that it would flip."""
    ids = (done.id for done in dossier.desk.ledger.calculations)
    return frozenset(word for id in ids for word in (f"({id})", f"（{id}）"))


def dated(dossier: Dossier) -> frozenset[str]:
    """The periods of the ledger's facts and the names of those who published them."""
    pool = dossier.pool
    words: set[str] = set()
    for fact in dossier.desk.ledger.facts:
        when = fiscal_of(fact.period, pool.month, fact.kind)
        words |= {when.name("en"), when.name("ja")} if when else {fact.period or ""}
        if fact.kind == "stock" and fact.period_end is not None:
            words |= {day(fact.period_end, "en"), day(fact.period_end, "ja")}
    words |= {publisher_of(source) for source in pool.sources.values()}
    return frozenset(words - {""})


def _asked(told: Brief) -> str:
    values = {
        "company": told.company,
        "title": told.title,
        "language": {"en": "English", "ja": "Japanese"}[told.language],
        "brief": told.model_dump_json(),
    }
    return rendered("section", values)


def _faults(gate: Gate, blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield from gate.passed(block)[1]


def _bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _nothing(language: Language) -> str:
    return said(
        (
            "**Nothing can be said here.** The figures that this section needs are missing"
            " (section 12).",
            "**ここで言えることはない。**この節に要る数字が欠けている（12節）。",
        ),
        language,
    )
