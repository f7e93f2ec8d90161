"""The reader: one pass over the numerals of a text, each asked what it counts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kuroji.tools.reading.dates import dates
from kuroji.tools.reading.figure import Figure, FigureKind
from kuroji.tools.reading.folding import fold
from kuroji.tools.reading.not_figures import not_figures
from kuroji.tools.reading.numerals import numerals
from kuroji.tools.reading.phrases import phrases
from kuroji.tools.reading.qualifiers import approximation
from kuroji.tools.reading.ranges import Extent, extents
from kuroji.tools.reading.rates import rate_around
from kuroji.tools.reading.sightings import Sighting, sighting
from kuroji.tools.reading.table_units import CellUnit, cell_units
from kuroji.tools.reading.things import counted, names_a_thing


def read(text: str, lang: str | None = None, *, header: str = "") -> tuple[Figure, ...]:
    """Return the figures of `text` in order of their start.

    `lang` is taken from the text where it is not given. `header` is what stands over the passage
    and may declare the unit of bare numbers in its tables.

    >>> [(f.text, f.unit) for f in read("Revenue rose 12% to $1.2bn.")]
    [('12%', 'percent'), ('$1.2bn', 'USD')]
    """
    folded = fold(text)
    cells = cell_units(text, header)
    closed = bytearray(len(folded))
    found: list[Figure] = []
    for start, end, figure in dates(text, folded):
        _close(closed, start, end)
        if figure:
            found.append(figure)
    for start, end, value, unit, kind in phrases(folded):
        if not any(closed[start:end]):
            _close(closed, start, end)
            found.append(_figure(text, folded, (start, end), (value, None), (unit, kind, None)))
    named = bytearray(closed)
    for start, end in not_figures(folded):
        _close(named, start, end)
    for start, known in cells.items():
        if known:  # a row's label beside its number makes no name of it: Services 644
            named[start] = closed[start]
    japanese = lang == "ja" or (lang is None and bool(_KANA.search(folded)))
    found.extend(_counted_up(text, folded, named, cells, japanese))
    return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))


_KANA = re.compile("[぀-ヿ一-鿿]")
_ONE = {"one", "One", "ONE"}


def _close(closed: bytearray, start: int, end: int) -> None:
    closed[start:end] = b"\x01" * (end - start)


def _counted_up(
    text: str, folded: str, closed: bytearray, cells: dict[int, CellUnit | None], japanese: bool
) -> Iterator[Figure]:
    """Yield the figures that have a numeral."""
    seen = list(_sightings(folded, closed, cells))
    reached = 0
    extended = extents(folded, seen)
    prices = [_price(folded, extent) for extent in extended]
    for index, extent in enumerate(extended):
        price = prices[index]
        start = price[0] if price else extent.start
        following = prices[index + 1] if index + 1 < len(extended) else None
        if start < reached or (following and following[0] <= extent.start):
            continue
        figure = _of_extent(
            text, folded, extent, price, cells.get(extent.low.numeral.start), japanese
        )
        if figure:
            reached = figure.end
            yield figure


def _sightings(
    folded: str, closed: bytearray, cells: dict[int, CellUnit | None]
) -> Iterator[Sighting]:
    reached = 0
    for numeral in numerals(folded):
        if numeral.start < reached or closed[numeral.start]:
            continue
        seen = sighting(folded, numeral, numeral.start in cells)
        if seen:
            reached = seen.end
            yield seen


def _price(folded: str, extent: Extent) -> tuple[int, int, str] | None:
    if extent.low.currency is None:
        return None
    return rate_around(folded, extent.start, extent.end, extent.low.value)


def _of_extent(
    text: str,
    folded: str,
    extent: Extent,
    price: tuple[int, int, str] | None,
    cell: CellUnit | None,
    japanese: bool,
) -> Figure | None:
    low, high = extent.low, extent.high
    span = (extent.start, extent.end)
    values = (low.value, high.value if high else None)
    if low.currency:
        if price:
            return _figure(
                text, folded, price[:2], values, (f"{low.currency}/{price[2]}", "rate", low)
            )
        figure = _figure(text, folded, span, values, (low.currency, "money", low))
        return cell.scaled(figure) if cell else figure
    if low.measure:
        return _figure(text, folded, span, values, (low.measure.unit, low.measure.kind, low))
    figure = _figure(text, folded, span, values, ("count", "count", low))
    if cell:
        return cell.applied(figure)
    return _thing(folded, extent, figure, japanese)


def _thing(folded: str, extent: Extent, figure: Figure, japanese: bool) -> Figure | None:
    """A bare number in running text counts things, where it does count something."""
    last = extent.high or extent.low
    written = last.numeral
    if written.form == "kanji":
        return None
    if written.form == "words" and not names_a_thing(
        folded, figure.start, figure.end, folded[figure.start : figure.end] in _ONE
    ):
        return None
    if not written.whole and written.exponent == 0:
        return _ratio(folded, figure)
    if japanese and written.exponent == 0 and written.value < _LEAST_BARE:
        return figure if _COUNTER.match(folded, figure.end) else None
    return replace(figure, unit=counted(folded, figure.start, figure.end))


def _ratio(folded: str, figure: Figure) -> Figure | None:
    """A bare number with a fraction is a multiple where the text speaks of a ratio."""
    if not _RATIO.search(folded):
        return None
    return replace(figure, unit="multiple", figure_kind="multiple")


_RATIO = re.compile(
    r"(?i:\b(?:ratio|coverage|beta|multiple|multiplier|PUE|effectiveness|book-to-bill|leverage"
    r"|of a (?:new )?share|shares? for (?:each|every|one))\b)|比率|倍率|レシオ"
)
_LEAST_BARE = Decimal(100)
# any noun right behind a number counts; what only names or dates is taken out beforehand
_COUNTER = re.compile(
    "[ァ-ヺ一-鿿](?<![年月日時分秒期号階歳番条章節項位級次代丁目度以上下中前後内外対比率台等・])"
)


def _figure(
    text: str,
    folded: str,
    span: tuple[int, int],
    values: tuple[Decimal, Decimal | None],
    meaning: tuple[str, FigureKind, Sighting | None],
) -> Figure:
    unit, kind, seen = meaning
    start, end = span
    approx = "range" if values[1] is not None else approximation(folded, start, end)
    return Figure(
        start,
        end,
        text[start:end],
        values[0],
        values[1],
        unit,
        kind,
        approx,
        seen.numeral.scale if seen else "one",
        seen.currency if seen else None,
    )
