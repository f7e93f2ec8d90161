"""When: the periods of a sentence, with those said relative to another ("a year earlier", 前期)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kuroji.knowledge.labels.frames import words
from kuroji.tools.period import Period, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kuroji.knowledge.entities import Accounts

When = tuple[int, int, Period | None]

# Flows that happen on a day or in a month; others are never of a month by a date alone.
DATED = words(
    """equity_raised debt_raised equity_investment acquisition_price lease_payment cash_burn"""
)
_YEARS_BACK = re.compile(
    r"\b(?:(?:(?:in|for|from|of|at|than) )?(?:a|one|the) year (?:earlier|before|ago|prior)"
    r"|(?:in|for|of|than|from|vs\.?|versus) (?:the |its )?(?:prior|previous|preceding|last) "
    r"(?:fiscal |financial )?year|last year|the year before|(?:the )?(?:same|"
    r"corresponding|prior-year)"
    r" (?:quarter|period|half)(?: (?:of|in) (?:the )?(?:prior|previous|last) year"
    r"| last year| a year (?:earlier|before|ago))?|year-ago (?:quarter|period)"
    r"|prior[- ]year (?:quarter|period|figure)|(?:the )?(?:prior|previous) year)\b"
    r"|(?:前年同期|前年同四半期|前年度|前連結会計年度|前事業年度|前期末?|"
    r"前年末?(?!同|度)|1年前|一年前)"
    r"(?!比|に比べ|差|より|から|に対し)",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:in|for|during|at the end of|over) (?:that|the|this|the same) "
    r"(?:quarter|half[- ]?year|half|year|period|nine months|six months|fiscal year|full year)\b"
    r"(?! (?:to|of|ended|ending|before|earlier))"
    r"|\bthat (?:quarter|half[- ]year|year)\b|\bthe same (?:quarter|year|period|half)\b"
    r"|当(?:第[1-4]四半期|中間)?(?:連結)?(?:累計)?会計(?:期間|年度)|当(?:中間|"
    r"四半期)期?間?|当期(?!純)|当事業年度"
    r"|同期間|同期(?!比)|同四半期|同年(?!同)|当四半期|同中間期|同じ期",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:in|for) the (?:next|following) (?:fiscal )?(year|quarter)\b|次期|来期|翌期", re.I
)
_LATER = re.compile(
    r"\b(?:a|one|two|three|four|five|half a|six|seven|eight|nine|ten) (?:year|"
    r"quarter|month)s? (?:later|earlier|before|after)\b"
    r"|\bin (?:three|six|nine|twelve) months\b|\b(?:two|three|four|five) years "
    r"(?:earlier|before|ago|later)\b|半年後|翌年|\d年後|\d年前|数年",
    re.IGNORECASE,
)
_VAGUE_QUARTER = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" quarter\b|\bquarter (?:to|ended) [A-Z][a-z]+(?! ?\d)"
)
_QUARTER = re.compile(
    r"\b(?P<n>first|second|third|fourth|final)[- ](?P<part>quarter|half)\b|\bQ(?P<q>[1-4])\b"
    r"|第(?P<ja>[1-4])四半期(?P<total>連結累計期間|累計)?|(?P<jh>上期|下期|上半期|下半期|中間期)",
    re.IGNORECASE,
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_FIRST_YEAR = re.compile(r"(?<!\d)(19|20)\d\d")
_MONTH = re.compile(r"^(\d{4})-(\d\d)$")


def moments(
    text: str, stated: Iterable[tuple[int, int, Period]], base: Period | None
) -> tuple[When, ...]:
    """Return the periods of a sentence in order: `stated` ones and those relative to `base`.

    A period that the words point to, and that cannot be worked out, stands as nothing: a figure
    bound to it has no period, rather than the wrong one.
    """
    found: list[When] = list(joined(text, stated))
    anchor = next((p for _, _, p in found if p is not None), None) or base
    for pattern, work_out in _RELATIVE:
        for match in pattern.finditer(text):
            if not any(s < match.end() and match.start() < e for s, e, _ in found):
                found.append((match.start(), match.end(), work_out(match, anchor, base)))
    return tuple(sorted(found, key=lambda when: when[:2]))


def joined(text: str, stated: Iterable[tuple[int, int, Period]]) -> tuple[When, ...]:
    """Return the stated periods; `FY2025 (to 26 January 2025)` is one whose end is known."""
    kept: list[When] = []
    for start, end, period in stated:
        before = kept[-1] if kept else None
        if before and before[2] and before[2].end is None and period.kind == "day":
            between = text[before[1] : start]
            if re.fullmatch(r"\s*[,(（]?\s*(?:ended|ending|to|through|until)?\s*", between):
                kept[-1] = (before[0], end, replace(before[2], end=period.end))
                continue
        kept.append((start, end, _as_led(text[:start], period)))
    return tuple(kept)


def _as_led(left: str, period: Period) -> Period | None:
    """The period as the words before it turn it: years ended, first nine months of, start of."""
    if re.search(r"(?:start|beginning) of (?:the year )?$", left, re.IGNORECASE):
        return None
    if period.kind == "day" and period.end and re.search(r"\byears ended $", left, re.IGNORECASE):
        return Period("year", f"FY{period.end.year}", None, period.end)
    running = _MONTHS_OF.search(left)
    if running and period.kind == "year":
        return _first_months(period, running[1].lower())
    return period


_MONTHS_OF = re.compile(r"first (three|six|nine) months of (?:the )?$", re.IGNORECASE)


def _first_months(year: Period, length: str) -> Period:
    """The first nine months of a year are no year."""
    part = {"three": "Q1", "six": "H1", "nine": "9M"}[length]
    kind: PeriodKind = "quarter" if part == "Q1" else "half" if part == "H1" else "span"
    return Period(kind, f"{year.label}-{part}", year.start, None)


def shifted(period: Period | None, years: int) -> Period | None:
    """Return the same period `years` later; nothing for a span of several years."""
    if period is None or (period.kind == "span" and "/" in period.label):
        return None
    label = _FIRST_YEAR.sub(lambda y: str(int(y[0]) + years), period.label, count=1)
    return Period(period.kind, label, _moved(period.start, years), _moved(period.end, years))


def _moved(day: date | None, years: int) -> date | None:
    """The same month-end or day in another year; a 52-week year's end is not known then."""
    if day is None:
        return None
    year = day.year + years
    last = monthrange(day.year, day.month)[1]
    if day.day == last:
        return date(year, day.month, monthrange(year, day.month)[1])
    return date(year, day.month, day.day) if day.day == 1 else None


def part_of(year: Period | None, letter: str, number: int) -> Period | None:
    """Return the quarter (Q) or half (H) of the year in which `year` lies."""
    if year is None or year.kind == "span":
        return None
    stem = re.match(r"FY\d{4}(?:-\d\d)?(?=$|-[QH9])|\d{4}(?=$|-[QH])", year.label)
    if stem is None:
        return None
    kind: PeriodKind = "quarter" if letter == "Q" else "half"
    return Period(kind, f"{stem[0]}-{letter}{number}", None, None)


def _a_year_back(match: re.Match[str], anchor: Period | None, base: Period | None) -> Period | None:
    del match
    return shifted(anchor or base, -1)


def _same(match: re.Match[str], anchor: Period | None, base: Period | None) -> Period | None:
    del anchor
    said = match[0].lower()
    if base is None:
        return None
    if re.search(r"(?:full |fiscal |the |that )year$", said) and base.kind in ("quarter", "half"):
        return _whole_year(base)
    wanted = {"quarter": "quarter", "half": "half"}
    for word, kind in wanted.items():
        if word in said and base.kind != kind:
            return None
    return base


def quarter_to(month: Period) -> Period:
    """Return the quarter that closes with `month`."""
    end = month.end
    if end is None:
        return month
    first = (end.year * 12 + end.month - 3) // 12, (end.year * 12 + end.month - 3) % 12 + 1
    name = f"{end.year}-Q{end.month // 3}" if end.month % 3 == 0 else f"{end.isoformat()}-3M"
    return Period("quarter", name, date(*first, 1), end)


def _whole_year(part: Period) -> Period | None:
    stem = re.match(r"FY\d{4}(?:-\d\d(?=-|$))?|\d{4}(?=-[QH])", part.label)
    return Period("year", stem[0], None, None) if stem else None


def _next(match: re.Match[str], anchor: Period | None, base: Period | None) -> Period | None:
    del match
    now = anchor or base
    return shifted(now, 1) if now is not None and now.kind == "year" else None


def _unknown(match: re.Match[str], anchor: Period | None, base: Period | None) -> None:
    del match, anchor, base


def _part(match: re.Match[str], anchor: Period | None, base: Period | None) -> Period | None:
    year = base or anchor
    if match["jh"]:
        return part_of(year, "H", 2 if match["jh"].startswith("下") else 1)
    if match["part"] and match["part"].lower() == "half":
        return part_of(year, "H", _NUMBERS[match["n"].lower()])
    number = match["q"] or match["ja"] or str(_NUMBERS[(match["n"] or "first").lower()])
    return None if match["total"] else part_of(year, "Q", int(number))


_RELATIVE = (
    (_YEARS_BACK, _a_year_back),
    (_LATER, _unknown),
    (_NEXT, _next),
    (_VAGUE_QUARTER, _unknown),
    (_SAME, _same),
    (_QUARTER, _part),
)


def settled(period: Period, kind: str, accounts: Accounts, home: str) -> Period | None:
    """Return the period as a figure of `kind` carries it, by the company's own calendar.

    A calendar year is the fiscal year of a company whose year ends in December or is unknown; a
    stock at the end of a month is a stock at a day; a flow has no day.
    """
    if kind in ("stock", "count"):
        return _at_a_day(period, accounts, home)
    if kind == "flow" and period.kind == "day":
        return None
    return _by_calendar(period, accounts, home)


def _at_a_day(period: Period, accounts: Accounts, home: str) -> Period:
    if period.kind == "day":
        return period
    ours = _by_calendar(period, accounts, home)
    if ours.end is not None:
        return Period("day", ours.end.isoformat(), ours.end, ours.end)
    return ours


def _by_calendar(period: Period, accounts: Accounts, home: str) -> Period:
    month = accounts.year_end
    if home == "en":
        period = replace(period, label=re.sub(r"^(FY\d{4})-\d\d(?=-|$)", r"\1", period.label))
    elif month == 3 and period.end is None:
        period = replace(period, label=re.sub(r"^FY(\d{4})(?=-[QH]|$)", _nendo, period.label))
    if home == "ja" and period.kind == "year" and period.end and period.label.startswith("FY"):
        return replace(period, label=f"FY{period.end:%Y-%m}")
    if period.kind == "year":
        return _year(period, month)
    if month == 12:
        return replace(period, label=re.sub(r"^FY(\d{4}-[QH])", r"\1", period.label))
    if month and period.end and period.start and period.kind in ("quarter", "half", "span"):
        return _fiscal_part(period, month, home)
    return period


def _nendo(label: re.Match[str]) -> str:
    """2025年度 is the year that ends in March 2026."""
    return f"FY{int(label[1]) + 1}-03"


def _year(period: Period, month: int | None) -> Period:
    if re.fullmatch(r"\d{4}", period.label):
        if month not in (12, None):
            return period
        end = period.end if month == 12 else None
        return replace(period, label=f"FY{period.label}", end=end, start=None)
    if month == 12 and period.end is None and re.fullmatch(r"FY\d{4}", period.label):
        return replace(period, end=date(int(period.label[2:]), 12, 31))
    return period


def _fiscal_part(period: Period, month: int, home: str) -> Period:
    """A quarter or half of the calendar by its place in the company's fiscal year."""
    if period.end is None or period.start is None or "Q" in period.label[7:]:
        return period
    end_month = period.end.month if period.end.day > 15 else (period.end.month - 2) % 12 + 1
    months = round((period.end - period.start).days / 30.4)
    passed = (end_month - month) % 12 or 12
    year = period.end.year + (0 if end_month <= month else 1)
    stem = f"FY{year}-{month:02}" if home == "ja" else f"FY{year}"
    name = {(3, 0): f"Q{passed // 3}", (6, 6): "H1", (6, 12): "H2", (9, 9): "9M"}.get(
        (months, 0 if months == 3 else passed)
    )
    fits = months in (6, 9) or passed % 3 == 0
    return replace(period, label=f"{stem}-{name}") if name and fits else period
