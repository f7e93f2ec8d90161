"""The unit of a table's bare numbers: their column's, else their row's, else the table's."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kuroji.tools.reading.figure import Figure, FigureKind
from kuroji.tools.reading.folding import fold
from kuroji.tools.reading.headers import Declared, declared
from kuroji.tools.reading.numerals import numerals
from kuroji.tools.reading.tables import Cell, table_cells


@dataclass(frozen=True, slots=True)
class CellUnit:
    """What a bare number in a cell counts, from the heads over it."""

    kind: FigureKind
    unit: str
    exponent: int
    scale: str

    def applied(self, figure: Figure) -> Figure:
        """Return `figure` with the unit and scale of its heads."""
        return replace(
            figure,
            value=figure.value.scaleb(self.exponent),
            unit=self.unit,
            figure_kind=self.kind,
            scale=self.scale,
            currency=self.unit[:3] if self.kind in ("money", "rate") else None,
        )

    def scaled(self, figure: Figure) -> Figure:
        """Return `figure`, which has its own currency, in the scale of its heads."""
        if self.kind != "money":
            return figure
        return replace(figure, value=figure.value.scaleb(self.exponent), scale=self.scale)


def cell_units(text: str, header: str) -> dict[int, CellUnit]:
    """Return, by the offset of its first digit, the unit of each number alone in its cell."""
    if not (header or "\n" in text or "|" in text or _HEADED_ROW.search(text)):
        return {}
    cells = table_cells(text) or (_lone(text) if header else ())
    found: dict[int, CellUnit] = {}
    currency = _currency_seen(text)
    for cell in cells:
        folded = fold(cell.text)
        if not _ALONE.fullmatch(folded):
            continue
        first = next(numerals(folded), None)
        unit = _unit(cell, header, folded, currency) if first else None
        if first and unit:
            found[cell.start + first.start] = unit
    return found


_HEADED_ROW = re.compile(r"[)）\]]\s+[△▲(（-]?[0-9０-９]")
_ALONE = re.compile(
    r"[(△+–-]{0,2} ?(?:[A-Z]{0,3}[$€£¥] ?)?_?[(△+-]? ?[0-9][0-9,.]*\)?[%xX倍]?\)?(?:\s?[*†])?"
)
_THINGS = CellUnit("count", "count", 0, "one")
_PEOPLE = CellUnit("count", "people", 0, "one")
_PERCENT = CellUnit("percent", "percent", 0, "one")
_PEOPLE_ROW = re.compile(
    r"(?i:\b(?:employees|headcount|staff|workforce|people|personnel|FTEs?)\b)|従業員|"
    r"社員数|人員|人数"
)
_COUNT_ROW = re.compile(
    r"(?i:\b(?:number of|customers?|clients?|shares outstanding|(?:weighted[- "
    r"])?average shares|stores|"
    r"GPUs|accelerators|servers|units|sites|data cent(?:er|re)s|subscribers|users|"
    r"contracts|locations|patents)\b)"
    "|店舗数|顧客数|社数|件数|台数|拠点数|株式数|契約数|導入数|会員数|利用者数"
)
_MONEY_ROW = re.compile(  # "Depreciation of servers" is money about things, not things
    r"(?i:\b(?:depreciation|costs?|expenses?|revenues?|income|spending|purchases?)\b)"
    "|減価償却|費用|売上|支出"
)
_PERCENT_ROW = re.compile(r"(?i:\b(?:margin|rate|ratio|growth|share|yield)\b)|率$|比率|構成比")
_PER_SHARE = re.compile(r"(?i:per share|\bEPS\b)|[1１一]株|EPS")


def _lone(text: str) -> tuple[Cell, ...]:
    """A passage that is one cell, under the heads that are handed in with it."""
    core = text.strip()
    start = text.index(core)
    return (Cell(start, start + len(core), core, "", "", 0, 0, 0, len(text), ""),)


def _unit(cell: Cell, header: str, folded: str, currency: str | None) -> CellUnit | None:
    own = declared(cell.column) or declared(cell.row)
    if own and own.unit:
        return _settled(own, own.unit)
    above = (declared(line) for line in (*reversed(cell.caption.split("\n")), header))
    over = next(filter(None, above), None)
    if over and _PER_SHARE.search(cell.row):
        return _per_share(over, currency)
    scale = own or over
    code = (over.unit if over else None) or currency or "USD"
    return _by_label(cell, header, folded) or (_settled(scale, code) if scale else None)


def _by_label(cell: Cell, header: str, folded: str) -> CellUnit | None:
    """The unit that the words of a row or column imply: heads, shops, shares of a whole."""
    label = f"{cell.row} {cell.column}".strip() or header
    if _PEOPLE_ROW.search(label):
        return _PEOPLE
    if _COUNT_ROW.search(label) and not _MONEY_ROW.search(label):
        return _THINGS
    if "." in folded and _PERCENT_ROW.search(cell.row) and abs(_number(folded)) <= _WHOLE:
        return _PERCENT
    return None


def _settled(heads: Declared, unit: str) -> CellUnit:
    """What heads declare; where they give a scale alone, it is one of money in `unit`."""
    return CellUnit(heads.kind or "money", heads.unit or unit, heads.exponent, heads.scale)


def _per_share(over: Declared, currency: str | None) -> CellUnit:
    code = over.unit if over.kind == "money" and over.unit else currency or "USD"
    return CellUnit("rate", f"{code}/share", 0, "one")


def _number(folded: str) -> Decimal:
    return Decimal(re.sub("[^0-9.]", "", folded).strip(".") or "0")


_WHOLE = Decimal(100)
_SIGN_SEEN = re.compile(r"[$€£¥]")


def _currency_seen(text: str) -> str | None:
    """The currency of the first money sign in a text whose heads name none."""
    sign = _SIGN_SEEN.search(fold(text))
    return {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}[sign[0]] if sign else None
