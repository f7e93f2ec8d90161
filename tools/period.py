"""Periods of filings and news: the label a figure carries, and where the text says it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kuroji.tools.calendar_days import day_or_none, full_year, last_day, opening

PeriodKind = Literal["year", "half", "quarter", "month", "day", "span"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time or a day, by the one name under which it is compared.

    `FY2024` is a fiscal year as its company counts it, `FY2025-03` the fiscal year that ends in
    March 2025, `2024-Q3` a quarter of the calendar, `FY2026-03-Q1` one of a fiscal year,
    `2025-03-31` a day, `2024/2026` a span. `start` and `end` are set where the words fix them.
    """

    kind: PeriodKind
    label: str
    start: date | None
    end: date | None


def read_periods(text: str) -> tuple[tuple[int, int, Period], ...]:
    """Return every period named in `text` with its span, in order; the longer reading wins.

    >>> [(s, e, p.label) for s, e, p in read_periods("In Q3 FY25 and 2026年3月期第1四半期")]
    [(3, 10, 'FY2025-Q3'), (15, 28, 'FY2026-03-Q1')]
    """
    folded = text.translate(_WIDTHS)
    if not _ANY_DIGIT.search(folded):
        return ()
    found: list[tuple[int, int, Period]] = []
    taken = bytearray(len(folded))
    for pattern, build in _RULES:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            period = build(match)
            if period is not None:
                found.append((start, end, period))
                taken[start:end] = b"\x01" * (end - start)
    return tuple(sorted(found, key=lambda one: one[0]))


_WIDTHS = str.maketrans("０１２３４５６７８９／．－～　ＦＹＱＨ", "0123456789/.-〜 FYQH")
_ANY_DIGIT = re.compile("[0-9]|元年")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2}
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_LENGTHS = {"three": 3, "3": 3, "13": 3, "six": 6, "6": 6, "26": 6, "nine": 9, "9": 9, "39": 9}

_Y4 = r"(?:19|20)\d\d"
_MON = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = (
    rf"(?:{_MON} \d{{1,2}}(?:st|nd|rd|th)?(?:,? |,){_Y4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MON},? {_Y4}"
    rf"|{_Y4}-\d\d?-\d\d?|{_Y4}/\d\d?/\d\d?|{_Y4}\.\d\d?\.\d\d?)"
)
_FY = rf"(?:(?:FY|fiscal(?: year)?|financial year)[ -]?'?(?:{_Y4}[/–-])?(?P<fy>{_Y4}|\d\d))"
_YEAR = rf"(?:{_FY}|'?(?P<y>{_Y4}|(?<=[QH'])\d\d))"
_JA_YEAR = rf"(?P<era>令和|平成|昭和)?(?P<y>{_Y4}|\d\d?|元)"


def _stretch(label: str, kind: PeriodKind, year: int, month: int, months: int) -> Period:
    end = last_day(year, month)
    return Period(kind, label, opening(end, months), end)


def _ja_year(match: re.Match[str]) -> int:
    number = 1 if match["y"] == "元" else int(match["y"])
    return _ERAS[match["era"]] + number if match["era"] else full_year(str(number))


def _part(year: int, kind: PeriodKind, number: int, fiscal: bool) -> Period | None:
    """The `number`-th quarter or half of a year."""
    letter, months = ("Q", 3) if kind == "quarter" else ("H", 6)
    if not 1 <= number <= 12 // months:
        return None
    if fiscal:
        return Period(kind, f"FY{year}-{letter}{number}", None, None)
    return _stretch(f"{year}-{letter}{number}", kind, year, number * months, months)


def _en_part(match: re.Match[str]) -> Period | None:
    names = match.groupdict()
    fiscal = names.get("fy") is not None
    year = full_year(names.get("fy") or match["y"])
    number = match["n"].lower()
    kind: PeriodKind = "quarter" if match["what"][0].lower() == "q" else "half"
    return _part(year, kind, _ORDINALS.get(number) or int(number), fiscal)


def _en_day(text: str) -> date | None:
    """The calendar day that `text` writes out, or nothing where there is no such day."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    word = re.search("[A-Za-z]{3}", re.sub(r"(?<=\d)(?:st|nd|rd|th)|of ", "", text))
    if word:
        day, year = numbers
        month = _MONTHS[word[0].lower()]
    else:
        year, month, day = numbers
    return day_or_none(year, month, day)


def _day(when: date | None) -> Period | None:
    return Period("day", when.isoformat(), when, when) if when else None


def _month(year: int, month: int) -> Period:
    return _stretch(f"{year}-{month:02}", "month", year, month, 1)


def _closing(text: str) -> date | None:
    """The day on which a period closes: a day, or the last day of a month."""
    if len(re.findall(r"\d+", text)) > 1:
        return _en_day(text)
    return last_day(int(text[-4:]), _MONTHS[text[:3].lower()])


def _ended(match: re.Match[str]) -> Period | None:
    end = _closing(match["when"])
    if end is None:
        return None
    months = _LENGTHS.get((match["length"] or "12").split()[0].lower(), 12)
    word = match["word"].lower()
    months = 3 if word == "quarter" else 6 if word.startswith("half") else months
    if months == 12:
        return Period("year", f"FY{end.year}", opening(end, 12), end)
    return _ending(end, months)


def _ending(end: date, months: int) -> Period:
    """A part of a year that closes at `end`: a quarter or half of the calendar if it is one."""
    start = opening(end, months)
    kind: PeriodKind = {3: "quarter", 6: "half"}.get(months, "span")  # type: ignore[assignment]  # mypy widens the literals of a dict
    if end == last_day(end.year, end.month) and kind != "span" and end.month % months == 0:
        letter = "Q" if months == 3 else "H"
        return Period(kind, f"{end.year}-{letter}{end.month // months}", start, end)
    return Period(kind, f"{end.isoformat()}-{months}M", start, end)


def _en_edge(match: re.Match[str]) -> Period | None:
    """The end of a year or of a month."""
    year = int(match["y"])
    month = _MONTHS[match["mon"][:3].lower()] if match["mon"] else 12
    return _day(last_day(year, month))


def _ja_fiscal(match: re.Match[str]) -> Period | None:
    """2026年3月期 and its quarters, halves and running totals."""
    year, month = _ja_year(match), int(match["m"])
    if not 1 <= month <= 12:
        return None
    whole = _stretch(f"FY{year}-{month:02}", "year", year, month, 12)
    first = year * 12 + month - 13
    if match["q"]:
        number = int(match["q"])
        if match["total"] and number > 1:
            return _running(whole.label, first, number)
        return _fraction(f"{whole.label}-Q{number}", "quarter", first + 3 * number, 3)
    if match["half"]:
        number = 2 if match["half"] in ("下期", "下半期", "後半") else 1
        return _fraction(f"{whole.label}-H{number}", "half", first + 6 * number, 6)
    return whole


def _running(label: str, first: int, number: int) -> Period:
    """The running total of `number` quarters."""
    kind: PeriodKind = "half" if number == 2 else "span" if number == 3 else "year"
    name = f"{label}-H1" if number == 2 else f"{label}-9M" if number == 3 else label
    return _fraction(name, kind, first + 3 * number, 3 * number)


def _fraction(label: str, kind: PeriodKind, closing: int, months: int) -> Period:
    year, month = divmod(closing, 12)
    return _stretch(label, kind, year, month + 1, months)


def _ja_part(match: re.Match[str]) -> Period | None:
    """2025年度上期, 2025年第1四半期."""
    fiscal = match["fy"] is not None
    if match["q"]:
        return _part(_ja_year(match), "quarter", int(match["q"]), fiscal)
    number = 2 if match["half"] in ("下期", "下半期", "後半", "下半") else 1
    return _part(_ja_year(match), "half", number, fiscal)


def _ja_months(match: re.Match[str]) -> Period | None:
    """2025年4〜6月期."""
    year, first, last = _ja_year(match), int(match["a"]), int(match["b"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    months = (last - first) % 12 + 1
    return _ending(last_day(year + (last < first), last), months)


def _ja_day(match: re.Match[str]) -> Period | None:
    year = _ja_year(match)
    month = int(match["m"]) if match["m"] else 12
    if not 1 <= month <= 12:
        return None
    if match["d"]:
        return _day(day_or_none(year, month, int(match["d"])))
    return _day(last_day(year, month)) if match["end"] else _month(year, month)


def _span(match: re.Match[str]) -> Period | None:
    first, last = int(match["a"]), full_year(match["b"] or match["c"])
    if not first < last:
        return None
    return Period("span", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))


def _vague(match: re.Match[str]) -> Period:
    """mid-2024: no day is meant."""
    return Period("span", f"{match['y']}-{match['part'].lower()}", None, None)


def _ja_plain(match: re.Match[str]) -> Period:
    return _year(int(match["y4"]) if match["y4"] else _ja_year(match))


def _year(year: int) -> Period:
    return _stretch(str(year), "year", year, 12, 12)


def _fiscal(year: int) -> Period:
    return Period("year", f"FY{year}", None, None)


_Rule = tuple[str, Callable[[re.Match[str]], Period | None]]
_N = "(?P<n>first|second|third|fourth|[1-4])"
_ENGLISH: tuple[_Rule, ...] = (
    (
        r"\b(?:(?P<length>three|six|nine|twelve|3|6|9|12|13|26|39|52|53)[ -])?"
        r"(?P<word>(?:fiscal |financial )?year|months?|weeks|quarter|half[- ]year|half)"
        rf"(?: period)?,? (?:ended|ending|to|through) (?P<when>{_DAY}|{_MON} {_Y4})(?!\d)",
        _ended,
    ),
    (rf"(?<!\d){_DAY}(?![\d年])", lambda m: _day(_en_day(m[0]))),
    (rf"\b(?P<what>Q|H)(?P<n>[1-4])(?: of)?[ -]?(?:the )?{_YEAR}\b", _en_part),
    (rf"\b(?P<n>[1-4])(?P<what>Q|H)[ -]?(?:{_FY}|'?(?P<y>{_Y4}|\d\d))\b", _en_part),
    (rf"\b{_YEAR}[ -]?(?P<what>Q|H)(?P<n>[1-4])\b", _en_part),
    (rf"\b{_N}(?:st|nd|rd|th)?[ -](?P<what>quarter|half)(?:,? of|,)? (?:the )?{_YEAR}\b", _en_part),
    (
        rf"\b(?:end[ -]|(?:year|month)-end |(?:the )?end of )(?:(?P<mon>{_MON}) )?(?P<y>{_Y4})\b",
        _en_edge,
    ),
    (rf"\b(?P<part>mid|early|late)[- ](?P<y>{_Y4})\b", _vague),
    (
        rf"\b(?P<mon>{_MON}),? (?P<y>{_Y4})\b",
        lambda m: _month(int(m["y"]), _MONTHS[m["mon"][:3].lower()]),
    ),
    (rf"\b{_FY}\b", lambda m: _fiscal(full_year(m["fy"]))),
    (
        rf"\b(?P<a>{_Y4})(?:[–—-](?P<c>\d\d)|(?:[–—-]| to | and | through )(?P<b>{_Y4}))\b(?![-/])",
        _span,
    ),
    (
        rf"(?<![\w.,$€£¥])(?<!\d[-/])({_Y4})(?![\d%ァ-ヶ一-鿿]|[.,]\d|[-/]\d)",
        lambda m: _year(int(m[1])),
    ),
)
_HALVES = "上半期|下半期|上期|下期|前半|後半|中間期|中間|上半|下半"
_JAPANESE: tuple[_Rule, ...] = (
    (
        rf"(?<!\d){_JA_YEAR}[年/](?P<m>\d\d?)月?期の?"
        rf"(?:第?(?P<q>[1-4])四半期(?P<total>累計)?|(?P<half>{_HALVES}))?",
        _ja_fiscal,
    ),
    (rf"(?<!\d){_JA_YEAR}年(?P<a>\d\d?)月?[〜–-](?P<b>\d\d?)月期?", _ja_months),
    (
        rf"(?<!\d){_JA_YEAR}年(?P<fy>度)?の?(?:第?(?P<q>[1-4])四半期|(?P<half>{_HALVES}))",
        _ja_part,
    ),
    (rf"(?<!\d){_JA_YEAR}年(?P<m>\d\d?)月(?:(?P<d>\d\d?)日|(?P<end>末))?", _ja_day),
    (rf"(?<!\d)(?P<era>)(?P<y>{_Y4})年(?P<m>)(?P<d>)(?P<end>末)", _ja_day),
    (rf"(?<!\d)(?P<a>{_Y4})年?[〜–-](?:(?P<b>{_Y4})|(?P<c>\d\d))年度?", _span),
    (rf"(?<!\d){_JA_YEAR}年度", lambda m: _fiscal(_ja_year(m))),
    (rf"(?<!\d)(?:(?P<era>令和|平成|昭和)(?P<y>\d\d?|元)|(?P<y4>{_Y4}))年", _ja_plain),
)
_RULES = tuple((re.compile(p, re.IGNORECASE), b) for p, b in (*_JAPANESE, *_ENGLISH))
