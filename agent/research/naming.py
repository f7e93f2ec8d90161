"""What periods are called in a memo: as the company says them, with what was done to them."""

from datetime import date

from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Language
from kuroji.tools.calendar_days import MONTHS

_DOUBLED = (" (annualised)", "（年換算）")


def named(period: Fiscal) -> tuple[str, str]:
    """Return a period's names; of a half, whose flows are doubled, they say so.

    >>> named(Fiscal(2025, "H1", 12))
    ('H1 FY2025 (annualised)', '2025年度上期（年換算）')
    """
    return marked(period, ("", "") if period.whole else _DOUBLED)


def marked(period: Fiscal, marks: tuple[str, str]) -> tuple[str, str]:
    """Return a period's names, each with its mark."""
    return period.name("en") + marks[0], period.name("ja") + marks[1]


def paced(fact: Fact) -> tuple[str, str]:
    """Return the names of the time whose pace stands for a year's revenue."""
    day = fact.period_end
    if day is None:
        return "its latest run-rate", "直近のランレート"
    month = Fiscal(day.year, "Y", day.month)
    return f"{month.ends_in} {day.year} (run-rate)", f"{day.year}年{day.month}月（ランレート）"


def day(when: date, language: Language) -> str:
    """Write a date.

    >>> day(date(2027, 3, 31), "en"), day(date(2027, 3, 31), "ja")
    ('31 March 2027', '2027年3月31日')
    """
    if language == "ja":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
