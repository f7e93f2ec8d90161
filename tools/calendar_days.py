"""Days on which months, quarters and fiscal years open and close."""

import calendar
from datetime import date, timedelta
from typing import Final

# In English whatever the locale is: the standard library's names follow it.
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def opening(end: date, months: int) -> date:
    """The first day of the stretch of `months` whole months that closes at `end`.

    A fiscal year of 52 or 53 weeks starts on the day that follows the same day a year before.
    """
    year, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    at_month_end = end == last_day(end.year, end.month)
    return date(year, month + 1, length if at_month_end else min(end.day, length)) + timedelta(1)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day of that number, or nothing where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(year: str) -> int:
    """A year written with two or four digits.

    >>> full_year("25"), full_year("98"), full_year("2025")
    (2025, 1998, 2025)
    """
    number = int(year)
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number
