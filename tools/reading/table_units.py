"""The unit of a table's bare numbers: their column's, else their row's, else the table's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from kuroji.tools.reading.figure import Figure, FigureKind
from kuroji.tools.reading.folding import fold
from kuroji.tools.reading.headers import Declared, declared
from kuroji.tools.reading.numerals import numerals, scale_name
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
        if self.kind == "rate":
            return replace(figure, unit=f"{figure.currency}{self.unit[3:]}", figure_kind="rate")
        if self.kind != "money":
            return figure
        return replace(figure, value=figure.value.scaleb(self.exponent), scale=self.scale)


def cell_units(text: str, header: str) -> dict[int, CellUnit | None]:
    """Return, by the offset of its first digit, the unit of each number alone in its cell.

    None is a number in a cell whose unit nothing tells.
    """
    if not (header or "\n" in text or "|" in text or _HEADED_ROW.search(text)):
        return {}
    cells = table_cells(text) or (_lone(text) if header else ())
    found: dict[int, CellUnit | None] = {}
    currency = _currency_seen(text)
    units = _units_beside(cells)
    for cell in cells:
        folded = fold(cell.text)
        if not _ALONE.fullmatch(folded):
            continue
        beside = units.get((cell.table_start, cell.row_index))
        found[cell.start + next(numerals(folded)).start] = (
            _settled(beside, currency or "USD") if beside else _unit(cell, header, folded, currency)
        )
    return found


def _units_beside(cells: Iterable[Cell]) -> dict[tuple[int, int], Declared]:
    """What a column of units says of each row: 単位 | 億円."""
    found: dict[tuple[int, int], Declared] = {}
    for cell in cells:
        if _UNIT_COLUMN.fullmatch(cell.column.strip()):
            unit = declared(f"({cell.text})")
            if unit:
                found[cell.table_start, cell.row_index] = unit
    return found


_UNIT_COLUMN = re.compile("(?i:units?|unit of measure|uom|単位)")
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
# how many shares there are; "repurchase of shares" is money
_SHARES_ROW = re.compile(
    r"(?i:\b(?:average (?:[a-z]+ ){0,2}shares|shares ?(?:outstanding|used|issued|available)|number"
    r" of (?:shares|units|awards|options)|(?:basic|diluted|common) shares|restricted stock units"
    r"|average number of|(?:anti-?)?dilutive|effect of [a-z ]{0,30}(?:awards|options|stock plans))"
    r"\b(?!.*par value)|\(in shares\)|^(?:total |number of )?shares$)"
    "|株式数|株数"
)
_SHARES_COLUMN = re.compile(r"(?i:\bshares$|(?:stock ?options|options outstanding|units)\b)")
_COUNT_ROW = re.compile(
    r"(?i:\b(?:number of|customers|clients|stores|GPUs|accelerators|servers|units|sites"
    r"|data cent(?:er|re)s|subscribers|users|contracts|locations|patents)\b)"
    "|店舗数|顧客数|社数|件数|台数|拠点数|契約数|導入数|会員数|利用者数"
)
_MONEY_ROW = re.compile(  # "Depreciation of servers" is money about things, not things
    r"(?i:\b(?:depreciation|costs?|expenses?|revenues?|income|spending|purchases?|sales|amorti[sz]"
    r"(?:ation|ed)|value|amounts?|carrying|payments?|charges?|losses|gains|cash|receivables?|assets"
    r"|liabilities|reduction|severance|profit|proceeds|deposits|compensation|accruals?)\b)"
    "|減価償却|費用|売上|支出|残高|金額|価額"
)
_PERCENT_ROW = re.compile(r"(?i:\b(?:margin|rate|ratio|growth|share|yield)\b)|率$|比率|構成比")
_PER_SHARE = re.compile(
    r"(?i:per (?:[a-z]+ )?share\b|\bEPS\b|exercise ?price|grant[- ]?date ?fair ?value"
    r"|average price)|[1１一]株|EPS"
)
_OF_GROUP = re.compile(r"(?i:(?:basic|diluted|basic and diluted|class [a-z])\b)|基本|希薄化")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SHARES_IN = re.compile(r"(?i:\bshares in (thousands|millions|billions))")
_BUT_SHARES = re.compile(r"(?i:except (?:for )?(?:number of )?shares?\b(?! ?-?per))")
_MOST_SHARES = Decimal(10) ** 13


def _lone(text: str) -> tuple[Cell, ...]:
    """A passage that is one cell, under the heads that are handed in with it."""
    core = text.strip()
    start = text.index(core)
    return (Cell(start, start + len(core), core, "", "", 0, 0, 0, len(text), ""),)


def _unit(cell: Cell, header: str, folded: str, currency: str | None) -> CellUnit | None:
    own = declared(cell.column) or declared(cell.row)
    signed = bool(_SIGN_SEEN.search(folded))
    row = f"{cell.group} {cell.row}" if _OF_GROUP.match(cell.row) else cell.row
    over = _over(cell, header)
    shares = not signed and _of_shares(cell, row)
    per_share = _PER_SHARE.search(_IN_BRACKETS.sub("", row)) and ("." in folded or "株" in row)
    if per_share and (over or own or signed) and not shares:
        return _per_share(own if own and own.unit else over, currency)
    if own and own.unit and not (shares and own.kind == "count"):
        return _settled(own, own.unit)
    scale = own or over
    if shares:
        return _shares(cell, own, over, folded) if scale or currency else _THINGS
    code = (over.unit if over else None) or currency or "USD"
    if _PER_SHARE.search(cell.column) and (scale or "." in folded):
        return _per_share(over, currency)
    named = None if signed else _by_label(cell, header, folded, scaled=scale is not None)
    if named and named.kind == "count" and own:
        named = CellUnit("count", named.unit, own.exponent, own.scale)
    return named or (_settled(scale, code) if scale else None)


def _over(cell: Cell, header: str) -> Declared | None:
    """What the lines over the table declare, the nearest first."""
    return next(
        filter(None, (declared(line) for line in (*reversed(cell.caption.split("\n")), header))),
        None,
    )


def _of_shares(cell: Cell, row: str) -> bool:
    if _SHARES_ROW.search(row):
        return True
    column = _IN_BRACKETS.sub("", cell.column).rstrip()
    named = _SHARES_ROW.search(column) or _SHARES_COLUMN.search(column)
    return bool(named) and not _PER_SHARE.search(column)


def _shares(cell: Cell, own: Declared | None, over: Declared | None, folded: str) -> CellUnit:
    """Shares are counted in the table's scale, unless it says "except share data"."""
    told = _SHARES_IN.search(cell.caption)
    if told:
        exponent = {"t": 3, "m": 6, "b": 9}[told[1][0].lower()]
        return CellUnit("count", "count", exponent, scale_name(exponent))
    unscaled = _BUT_SHARES.search(cell.caption) or "(in shares)" in cell.row
    scale = own or (None if unscaled else over)
    if scale is None or _number(folded).scaleb(scale.exponent) > _MOST_SHARES:
        return _THINGS
    return CellUnit("count", "count", scale.exponent, scale.scale)


def _by_label(cell: Cell, header: str, folded: str, *, scaled: bool) -> CellUnit | None:
    """The unit that the words of a row or column imply: heads, shops, shares of a whole."""
    label = f"{cell.row} {cell.column}".strip() or header
    money = scaled and _MONEY_ROW.search(f"{label} {cell.group}")
    if _PEOPLE_ROW.search(label) and not _MONEY_ROW.search(label):
        return _PEOPLE
    if _COUNT_ROW.search(label) and not money and not _MONEY_ROW.search(label):
        return _THINGS
    if (
        "." in folded
        and _PERCENT_ROW.search(f"{cell.row} {cell.column}")
        and abs(_number(folded)) <= _WHOLE
    ):
        return _PERCENT
    return None


def _settled(heads: Declared, unit: str) -> CellUnit:
    """What heads declare; where they give a scale alone, it is one of money in `unit`."""
    return CellUnit(heads.kind or "money", heads.unit or unit, heads.exponent, heads.scale)


def _per_share(over: Declared | None, currency: str | None) -> CellUnit:
    code = over.unit if over and over.kind == "money" and over.unit else currency or "USD"
    return CellUnit("rate", f"{code}/share", 0, "one")


def _number(folded: str) -> Decimal:
    return Decimal(re.sub("[^0-9.]", "", folded).strip(".") or "0")


_WHOLE = Decimal(100)
_SIGN_SEEN = re.compile(r"[$€£¥]")


def _currency_seen(text: str) -> str | None:
    """The currency of the first money sign in a text whose heads name none."""
    sign = _SIGN_SEEN.search(fold(text))
    return {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}[sign[0]] if sign else None
