"""What the heads of a table's cell say: metrics, period, company, segment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.labels.segments import column_part, row_segment
from kuroji.knowledge.labels.setting import RESEARCHERS
from kuroji.knowledge.labels.timing import moments, part_of, quarter_to
from kuroji.tools.metrics import find_metrics
from kuroji.tools.period import read_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kuroji.knowledge.entities import Companies
    from kuroji.knowledge.labels.setting import Setting
    from kuroji.tools.metrics import Mention
    from kuroji.tools.period import Period
    from kuroji.tools.reading import Cell

_WHEN = re.compile(
    r"^(?:when|year|period|date|fiscal year|as of|quarter|month|時期|年|年度|期間|"
    r"期|時点|四半期|決算期|月)$",
    re.I,
)
_WHO = re.compile(
    r"^(?:company|companies|name|provider|peer|firm|会社|企業|社名|企業名|会社名)$", re.I
)
_PART = re.compile(
    r"^(?:segment|business|division|unit|product|service|market|region|geography|"
    r"platform|セグメント|事業|部門|製品|サービス|地域|区分|市場)(?:名|別)?$",
    re.I,
)
_BREAKDOWN = re.compile(
    r"\bby (?:segment|market|region|geograph|product|business|platform|customer|"
    r"type|service)|セグメント別|事業別|地域別|製品別|サービス別|の内訳|別売上|"
    r"構成",
    re.I,
)
_TOTAL = re.compile(
    r"^(?:total|consolidated|group|company total|合計|連結|全社|計|総計)\b|合計$|計$", re.I
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_FULL_YEAR = re.compile(r"^(?:full[- ]year|year|total|annual|通期|年間|通年|年度)$", re.IGNORECASE)
_SHORT_QUARTER = re.compile(r"^(?:Q([1-4])|([1-4])Q|第?([1-4])四半期)$", re.IGNORECASE)
_QUARTERLY = re.compile(r"quarter|three months|四半期|3カ月", re.IGNORECASE)
_NO_SALES = re.compile(  # of securities, investments and businesses: no revenue
    r"\b(?:unregistered )?sales? (?:and \w+ )?of (?:[a-z-]+ ){0,3}(?:securities|shares|stock|notes|"
    r"investments|businesses|property)\b|\bproceeds from (?:the |\w+ and )?sales?\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"[(（]?(?:単位\s*[：:]\s*)?(?:in\s+)?(?:(?:US\$|USD|JPY|EUR|GBP|\$|¥|€)\s*)"
    r"?(?:thousands?|millions?|billions?|百万円|千円|億円|百万ドル|億ドル|円|ドル|"
    r"percent|%|％)[)）]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heads:
    """A cell's surroundings, read: `near` is the line or heading right over the table."""

    row: str
    column: str
    near: str
    table: str
    metrics: tuple[Mention, ...]
    period: Period | None
    entity: str | None
    perimeter: str | None


def heads_of(
    text: str, cell: Cell, row: Sequence[Cell], setting: Setting, companies: Companies
) -> Heads:
    """Read the heads of `cell`; `row` are the cells of its row, for a column that says when."""
    corner = _corner(text, cell)
    near = f"{_near(text, cell, setting)} {corner}".strip()
    metrics, source = _metrics(cell, near, setting)
    base = _one(near, None) or setting.period or (setting.title_period if setting.filing else None)
    period = _when(cell, row, corner, base)
    entity, perimeter = _who(cell, (corner, near, source), metrics, setting, companies)
    part = column_part(cell.column, [one.column for one in row]) if source == "row" else None
    if part and perimeter == f"company:{entity}" and not companies.find(cell.column):
        perimeter = f"segment:{entity}/{part}"
    return Heads(
        row=cell.row,
        column=cell.column,
        near=near,
        table=text[cell.table_start : cell.table_end],
        metrics=metrics,
        period=period,
        entity=entity,
        perimeter=perimeter,
    )


def _near(text: str, cell: Cell, setting: Setting) -> str:
    """The caption, and the heading in the passage or over it that governs the table."""
    before = text[: cell.table_start]
    titles = re.findall(r"^#{1,6}\s+(.*)$", before, re.MULTILINE)
    over = titles[-1] if titles else setting.heading.rsplit(" > ", maxsplit=1)[-1]
    caption = cell.caption.lstrip("# ")
    return caption if over in caption else f"{over} {caption}".strip()


def _corner(text: str, cell: Cell) -> str:
    line = text[cell.table_start : cell.table_end].strip().split("\n", 1)[0]
    first = line.strip().strip("|").split("|", 1)[0].strip()
    return "" if "|" not in line else first


def _metrics(cell: Cell, near: str, setting: Setting) -> tuple[tuple[Mention, ...], str]:
    row = _lead_metric(cell.row)
    if row:
        return row, "row"
    column = _lead_metric(cell.column)
    if column:
        return column, "column"
    titled = find_metrics(_NO_SALES.sub(_blank, near)) or find_metrics(
        _NO_SALES.sub(_blank, setting.heading)
    )
    if len({m.metric.id for m in titled}) == 1:
        return titled[:1], "over"
    return (), ""


def _lead_metric(head: str) -> tuple[Mention, ...]:
    """The metric of a head; of several, the first, if the others only stand in brackets."""
    bare = _UNITS.sub(_blank, _NO_SALES.sub(_blank, head))
    found = find_metrics(bare)
    if not found:
        return ()
    if re.match(r"\s+(?:and|or) (?!amortization|other)", bare[found[0].end :]):
        return ()
    if len(found) > 1 and re.search(
        r"\b(?:in|within|included in|as a|to|per|and)\b|[／/・]", bare[found[0].end :]
    ):
        return ()
    if re.search(
        r"(?:effect|impact|change|increase|decrease|growth) (?:of|in|on) $",
        bare[: found[0].start],
        re.I,
    ):
        return ()
    return found[:1]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _one(text: str, base: Period | None) -> Period | None:
    found = [p for _, _, p in moments(text, read_periods(text), base) if p is not None]
    longer = [p for p in found if p.kind != "day"] or found
    return longer[0] if len({p.label for p in longer}) == 1 else None


def _when(cell: Cell, row: Sequence[Cell], corner: str, base: Period | None) -> Period | None:
    """The column's period, the row's, that of a column that says when, or what stands over it."""
    column = _one(cell.column, base)
    if column is not None and column.kind == "month" and _QUARTERLY.search(cell.column):
        column = quarter_to(column)
    beside = _one(cell.row, column or base) or _ordinal(cell.row, corner, column or base)
    if beside is not None and beside.kind == "month" and _QUARTERLY.search(corner):
        beside = quarter_to(beside)
    if beside is not None and column is not None and beside.label != column.label:
        return beside
    if column or beside:
        return column or beside
    for other in row:
        if other is not cell and _WHEN.match(other.column.strip()):
            return _one(other.text, base)
    if re.search(r"\d{4}|前期|前年", cell.column) or moments(cell.row, (), None):
        return None
    return base


def _ordinal(row: str, corner: str, base: Period | None) -> Period | None:
    """First, Q2, 通期: a part of the year that stands over the table."""
    said = row.strip().lower()
    if _FULL_YEAR.match(said):
        return base if base is not None and base.kind == "year" else None
    short = _SHORT_QUARTER.match(row.strip())
    if short:
        return part_of(base, "Q", int(short[1] or short[2] or short[3]))
    quarters = re.search("quarter|四半期", corner, re.IGNORECASE)
    return part_of(base, "Q", _ORDINALS[said]) if quarters and said in _ORDINALS else None


def _who(
    cell: Cell,
    over: tuple[str, str, str],
    metrics: tuple[Mention, ...],
    setting: Setting,
    companies: Companies,
) -> tuple[str | None, str | None]:
    """The company and the perimeter: a company in the row or column, a segment, or the whole."""
    corner, near, source = over
    for head in (cell.row, cell.column, near):
        named = [c.name for c in companies.find(head) if c.name not in RESEARCHERS]
        if len(set(named)) == 1:
            parent = companies.accounts(named[0]).parent
            if parent:
                return parent, f"segment:{parent}/{named[0]}"
            return named[0], _perimeter(named[0], cell, over, metrics, head is cell.row)
    short = companies.called(cell.row.strip()) if source == "column" else None
    if short is not None:
        return short, f"company:{short}"
    if _WHO.match(corner) and source != "row" and cell.row.strip():
        name = companies.canonical(cell.row.strip())
        return name, f"company:{name}"
    if setting.entity is None:
        return None, None
    return setting.entity, _perimeter(setting.entity, cell, over, metrics, False)


def _perimeter(
    entity: str,
    cell: Cell,
    over: tuple[str, str, str],
    metrics: tuple[Mention, ...],
    in_row: bool,
) -> str | None:
    corner, near, source = over
    whole = f"company:{entity}"
    if not metrics:
        return None
    head = {"row": cell.row, "column": cell.column, "over": near}[source]
    told = source == "over" and bool(_BREAKDOWN.search(near))
    part = None if told else row_segment(head, metrics[0], title=source == "over")
    if part == "":
        return None
    if source == "row" or part:
        return f"segment:{entity}/{part}" if part else whole
    said = _UNITS.sub("", cell.row).strip()
    if in_row or not said or _TOTAL.search(said) or _is_time(said, corner):
        return whole
    if _PART.match(corner) or (source == "over" and _BREAKDOWN.search(near)):
        return f"segment:{entity}/{said}"
    return None


def _is_time(row: str, corner: str) -> bool:
    if (
        read_periods(row)
        or _WHEN.match(corner)
        or _SHORT_QUARTER.match(row)
        or _FULL_YEAR.match(row)
    ):
        return True
    return bool(moments(row, (), None))
