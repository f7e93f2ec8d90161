"""Years and dates, which no one should take for figures."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kuroji.tools.period import Period, read_periods
from kuroji.tools.reading.figure import Figure, FigureKind


def dates(text: str, folded: str) -> Iterator[tuple[int, int, Figure | None]]:
    """Yield the spans of years and dates; a period that is neither (Q3 FY25) has no figure."""
    taken: list[tuple[int, int]] = []
    for start, end, period in read_periods(folded):
        if _COUNTED.match(folded, end) and folded[start:end].isdigit():
            continue
        taken.append((start, end))
        yield from _figures(text, folded, start, end, period)
    for match in _KANJI_YEAR.finditer(folded):
        number = int("".join(str("〇一二三四五六七八九".index(sign)) for sign in match[1]))
        yield *match.span(), _figure(text, *match.span(), number, "year")
    for match in _YEARLESS.finditer(folded):
        start, end = match.span()
        if any(start < b and a < end for a, b in taken):
            continue
        month, day = _month_and_day(match)
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield start, end, _figure(text, start, end, month * 100 + day, "date")


_KANJI_YEAR = re.compile("(?<![〇一二三四五六七八九])([一二][〇九][〇一二三四五六七八九]{2})年度?")
_COUNTED = re.compile(
    r" (?:people|employees|staff|users|customers|GPUs|servers|shares|tokens|MW|GW|"
    r"kWh|MWh|hours|units|stores"
    r"|companies|firms|patients|students|million|billion|thousand|trillion|bn|mn|"
    r"basis|percent|yen|dollars|euros)\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEARLESS = re.compile(
    rf"(?<![A-Za-z])(?P<name>{_NAME}) (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9,%.][0-9]|[0-9%])"
    rf"|(?<![0-9.,])(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<name2>{_NAME})(?![a-z])"
    r"|(?<![0-9年/])(?P<month>1[0-2]|0?[1-9])月(?P<day3>[0-9]{1,2})日"
)


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    if match["month"]:
        return int(match["month"]), int(match["day3"])
    name = match["name"] or match["name2"]
    return _MONTHS.index(name[:3].lower()) + 1, int(match["day"] or match["day2"])


def _figures(
    text: str, folded: str, start: int, end: int, period: Period
) -> Iterator[tuple[int, int, Figure | None]]:
    written = folded[start:end]
    yield start, end, None
    label = re.fullmatch(r"FY(\d{4})-(\d\d)(?:-.*)?", period.label)
    if label:
        yield start, end, _figure(text, start, end, int(label[1] + label[2]), "date")
    elif (
        period.kind in ("day", "month")
        and period.end
        and ("月" in written or _MONTH_NAMED.search(written))
    ):
        digits = (
            f"{period.end:%Y%m%d}"
            if period.kind == "day" and "末" not in written
            else f"{period.end:%Y%m}"
        )
        yield start, end, _figure(text, start, end, int(digits), "date")
    elif period.kind == "day" and period.end and len(re.findall("[0-9]+", written)) == 3:
        yield start, end, _figure(text, start, end, int(f"{period.end:%Y%m%d}"), "date")
    elif _ERA.match(written):
        yield (
            start,
            end,
            _figure(text, start, end, int(re.sub(r"\D", "", period.label)[:4]), "year"),
        )
    else:
        for year in _YEAR.finditer(folded, start, end):
            yield *year.span(), _figure(text, *year.span(), int(year[0][:4]), "year")


_ERA = re.compile("令和|平成|昭和")
_YEAR = re.compile("(?:19|20)[0-9]{2}年?")
_MONTH_NAMED = re.compile(_NAME)


def _figure(text: str, start: int, end: int, number: int, kind: FigureKind) -> Figure:
    written = text[start:end]
    return Figure(start, end, written, Decimal(number), None, kind, kind, "exact", "one", None)
