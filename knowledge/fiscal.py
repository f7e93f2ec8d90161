"""Which fiscal year, half or quarter of its company a figure belongs to."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Language
from kuroji.tools.calendar_days import MONTHS

_LABEL = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]))?(?:-(?P<part>[QH]\d|9M))?$"
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")


@dataclass(frozen=True, slots=True, order=True)
class Fiscal:
    """A stretch of a company's accounts: year, and "Y" or the part ("H1", "Q3", "9M").

    `month` is the month in which the fiscal year ends.
    """

    year: int
    part: str
    month: int

    @property
    def whole(self) -> bool:
        return self.part == "Y"

    @property
    def prior(self) -> "Fiscal":
        return Fiscal(self.year - 1, self.part, self.month)

    @property
    def next(self) -> "Fiscal":
        return Fiscal(self.year + 1, self.part, self.month)

    @property
    def label(self) -> str:
        """The label of SPEC §3: FY2024, FY2025-03, 2025-H1."""
        month = "" if self.month == 12 else f"-{self.month:02d}"
        return f"FY{self.year}{month}" + ("" if self.whole else f"-{self.part}")

    def name(self, language: Language) -> str:
        """The words for it, as the company and its readers say them.

        >>> Fiscal(2025, "Y", 3).name("ja"), Fiscal(2024, "Y", 12).name("en")
        ('2025年3月期', 'FY2024')
        """
        part = "" if self.whole else self.part
        if language == "ja":
            year = f"{self.year}年度" if self.month == 12 else f"{self.year}年{self.month}月期"
            return year + {"": "", "H1": "上期", "H2": "下期", "9M": "第3四半期累計"}.get(
                part, f"第{part[-1:]}四半期"
            )
        return f"{part} FY{self.year}".strip()

    @property
    def ends_in(self) -> str:
        """The month in which the year ends, in English: the name alone does not say it."""
        return MONTHS[self.month - 1]


def fiscal_of(label: str | None, month: int, kind: str) -> Fiscal | None:
    """Return where a period label falls for a company whose year ends in `month`.

    A calendar year is a fiscal year only where they coincide; a day belongs to the year (or half)
    that ends in its month, and only a stock is dated by a day.
    """
    if label is None:
        return None
    if (day := _DAY.match(label)) is not None and kind == "stock":
        return _ending(int(day[1]), int(day[2]), month)
    found = _LABEL.match(label)
    if found is None or (not found["fiscal"] and found["month"] and found["part"] is None):
        return None
    if not found["fiscal"] and month != 12 and found["month"] is None:
        return None
    own = int(found["month"]) if found["month"] else month
    return Fiscal(int(found["year"]), found["part"] or "Y", own)


def _ending(year: int, day_month: int, month: int) -> Fiscal | None:
    after = (day_month - month) % 12
    if after == 0:
        return Fiscal(year, "Y", month)
    following = year if day_month < month else year + 1
    part = {3: "Q1", 6: "H1", 9: "9M"}.get(after)
    return Fiscal(following, part, month) if part else None


def year_end(facts: Iterable[Fact]) -> int:
    """Return the month in which the company's fiscal year ends, by what its facts say most often.

    Whole years say it before their parts do; December where nothing says otherwise.
    """
    said: Counter[int] = Counter()
    parts: Counter[int] = Counter()
    for fact in facts:
        found = _LABEL.match(fact.period or "")
        if found is None or fact.kind != "flow":
            continue
        if found["part"] is not None:
            if (month := _year_of_part(found, fact)) is not None:
                parts[month] += 1
        elif found["fiscal"] and found["month"]:
            said[int(found["month"])] += 2
        elif found["fiscal"] and fact.period_end is not None:
            said[fact.period_end.month] += 2
        elif not found["month"]:
            said[12] += 1
    known = said or parts
    return known.most_common(1)[0][0] if known else 12


_BEFORE_YEAR_END = {"Q1": 9, "Q2": 6, "H1": 6, "Q3": 3, "9M": 3}


def _year_of_part(found: re.Match[str], fact: Fact) -> int | None:
    """The month in which the fiscal year ends of which a fact covers a part."""
    if found["month"]:
        return int(found["month"])
    months = _BEFORE_YEAR_END.get(found["part"])
    if not found["fiscal"] or months is None or fact.period_end is None:
        return None
    return (fact.period_end.month + months - 1) % 12 + 1
