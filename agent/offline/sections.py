"""From a brief to a section: its paragraphs, tables and lists."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from kuroji.agent.brief import Brief, SectionDraft
from kuroji.agent.offline.grammar import holds, inventory
from kuroji.agent.offline.paragraphs import applicable, line, paragraph, paragraphs
from kuroji.memo.model import Block, Numbered, Paragraph, SectionId, Table
from kuroji.memo.wording import VERDICTS, said, word

_HEADERS: Final = frozenset(
    {"verdict.makes_money", "verdict.funded", "verdict.runway", "verdict.funding_need",
     "verdict.circular", "verdict.gross_margin", "verdict.no_growth", "verdict.too_slow",
     "verdict.missing", "verdict.evidence"}
)  # fmt: skip


def composed(brief: Brief) -> SectionDraft:
    """Write a whole section from its brief; the same brief gives the same words."""
    return SectionDraft(blocks=tuple(_AUTHORS.get(brief.section, _prose)(brief)))


def _quality(brief: Brief) -> Iterable[Block]:
    yield from paragraphs(brief, "quality")
    yield _table(brief, ("criterion", "evidence"), _rows(brief, "criteria"))


def _prose(brief: Brief) -> Iterable[Block]:
    """The section as paragraphs of its own group."""
    yield from paragraphs(brief, _group(brief.section))


def _group(section: SectionId) -> str:
    return {
        "bear_case": "bear",
        "bull_case": "bull",
        "unit_economics": "unit",
        "capital_and_depreciation": "capital",
        "cash_and_funding": "cash",
        "valuation_implied": "value",
        "claims_ledger": "claims",
    }[section]


def _verdict(brief: Brief) -> Iterable[Block]:
    told = applicable(brief, "verdict")
    # The rule that fired has its own opening; what rests on a weak figure is left out of it.
    rules = (s for s in inventory().values() if s.id in _HEADERS)
    first = next((s for s in rules if all(holds(test, brief) for test in s.when)), None)
    opening = paragraph(brief, first, bold=False) if first else None
    glue = "" if brief.language == "ja" else " "
    yield Paragraph(text=_heading(brief) + (glue + opening.text if opening else ""))
    for situation in told:
        if situation.id not in _HEADERS and (p := paragraph(brief, situation)) is not None:
            yield p


def _heading(brief: Brief) -> str:
    """The first line: code, name, rule, provisional or not, flags; in bold, as fixed words."""
    language = brief.language
    name = said(VERDICTS[brief.verdict_code], language)
    state = word("provisional" if brief.provisional else "final", language)
    raised = [f for f in brief.flags if f in ("circular", "depends_on_gpu_life", "thin")]
    if language == "ja":
        flags = f"{word('flag', language)}：{'、'.join(raised)}。" if raised else ""
        rule = f"{word('rule', language)} {brief.verdict_rule}。"
        return f"**{brief.verdict_code} {name}。{rule}{state}。{flags}**"
    flags = f" {word('flag', language)}: {', '.join(raised)}." if raised else ""
    rule = f"{word('rule', language)} {brief.verdict_rule}."
    return f"**{brief.verdict_code} — {name}. {rule} {state}.{flags}**"


def _believe(brief: Brief) -> Iterable[Block]:
    keys = ("belief", "needed", "today", "reached")
    rows = []
    for n, cells in enumerate(_rows(brief, "believe")):
        key, needed, today, becomes, met = cells
        belief = line(brief, key, {}, n)
        told = {"flip_verdict": (becomes, "text")} if becomes else {}
        reached = line(brief, "reached_flip" if becomes else f"reached_{met}", told, n)
        rows.append((belief, needed, today, reached))
    if rows:
        yield _table(brief, keys, rows)
    yield from paragraphs(brief, "believe")


def _scenarios(brief: Brief) -> Iterable[Block]:
    for table, told in (
        ("scenarios", ("life_and_return", "required", "gap")),
        ("volumes", ("sales_and_margin", "income", "break_even")),
    ):
        if rows := _rows(brief, table):
            yield _table(brief, ("scenario", *told, "probability"), rows)
    yield from paragraphs(brief, "scenario")


def _claims(brief: Brief) -> Iterable[Block]:
    rows = _rows(brief, "claims")
    if rows:
        yield _table(brief, ("claim", "source", "origins", "judgement"), rows)
    yield from paragraphs(brief, "claims")
    if not rows:
        yield Paragraph(text=f"**{word('none_found', brief.language)}**")


def _contradictions(brief: Brief) -> Iterable[Block]:
    if rows := _rows(brief, "contradictions"):
        yield _table(brief, ("contradiction", "figures", "used"), rows)
    yield from paragraphs(brief, "conflict")
    if rows := _rows(brief, "absences"):
        yield _table(brief, ("absent", "why", "effect"), rows)
        yield Paragraph(text=f"**{line(brief, 'looked', {}, len(rows))}**")


def _kills(brief: Brief) -> Iterable[Block]:
    items = []
    for n, (key, value, becomes, calculation, due) in enumerate(_rows(brief, "kills")):
        told = _pointed(flip_value=value, flip_verdict=becomes)
        sentence = line(brief, key, told, n)
        if brief.language == "ja":
            items.append(f"**{due}まで。**{sentence}（{calculation}）")
        else:
            items.append(f"**By {due}.** {sentence} ({calculation})")
    yield Numbered(items=tuple(items))
    yield from paragraphs(brief, "kill")


def _pointed(**cells: str) -> dict[str, tuple[str, str]]:
    """Read cells of a reference and its view; an empty one points at nothing."""
    return {role: (ref, view) for role, c in cells.items() if c for ref, view in [c.split(" ")]}


def _requests(brief: Brief) -> Iterable[Block]:
    items = []
    for n, (key, metric, period, why, a, b) in enumerate(_rows(brief, "requests")):
        told = _pointed(conflict_a=a, conflict_b=b)
        named = brief.model_copy(
            update={"names": {**brief.names, "metric": metric, "period": period, "why": why}}
        )
        items.append(line(named, key, told, n))
    yield Numbered(items=tuple(items))


def _rows(brief: Brief, table: str) -> list[tuple[str, ...]]:
    return [row.cells for row in brief.rows if row.table == table]


def _table(brief: Brief, keys: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    columns = tuple(word(key, brief.language) for key in keys)
    return Table(caption="", columns=columns, rows=tuple(tuple(row) for row in rows))


_AUTHORS = MappingProxyType(
    {
        "verdict": _verdict,
        "revenue_quality": _quality,
        "what_must_be_true": _believe,
        "scenarios": _scenarios,
        "claims_ledger": _claims,
        "contradictions_and_absences": _contradictions,
        "kill_criteria": _kills,
        "requests_to_management": _requests,
    }
)
