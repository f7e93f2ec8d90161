"""When a figure is for: named periods, parts of a year, and words such as "a year earlier"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from kuroji.tools.calendar_days import MONTHS
from kuroji.tools.period import Period, read_periods


@dataclass(frozen=True, slots=True)
class When:
    """A period as a writer names it.

    `years` holds each number under which the year goes, and is empty for "the third quarter";
    `part` is `Q3`, `H1`, `M09` or empty; `closing` is the month in which the fiscal year ends,
    as 2025-03, where that is said; `relative` is −1 for the year before, −2 for some earlier
    time, 0 for this year, 1 for the next.
    """

    years: frozenset[int]
    part: str
    closing: str
    relative: int | None
    start: int
    end: int

    @property
    def past(self) -> bool:
        return self.relative is not None and self.relative < 0

    def at(self, other: "When") -> "When":
        """This time as it is named where `other` stands."""
        return replace(self, start=other.start, end=other.end)

    def shifted(self, relative: int) -> "When":
        """The same stretch so many years away."""
        closing = self.closing
        if closing:
            closing = f"{int(closing[:4]) + relative}{closing[4:]}"
        years = frozenset(year + relative for year in self.years)
        return replace(self, years=years, closing=closing, relative=relative)


@lru_cache(maxsize=4096)
def times_of(text: str) -> tuple[When, ...]:
    """Return every time named in `text`, in order."""
    found = [_named(start, end, period) for start, end, period in read_periods(text)]
    taken = [(one.start, one.end) for one in found]
    for pattern, build in (
        (_PART, _loose_part),
        (_MONTH_END, _loose_month),
        (_RELATIVE, _relative),
    ):
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                found.append(build(match))
                taken.append(match.span())
    found = [one for one in found if not _told_again(text, one, found)]
    found = _of_the_year_before(text, found)
    found += _elliptic(text, found)
    _join_months(text, found)
    return tuple(sorted(found, key=lambda one: one.start))


_ORDINAL = re.compile(
    r"\bin the (?P<n>first|second|third|fourth)(?= *(?:[.,;)]|$|and\b))", re.IGNORECASE
)


def _elliptic(text: str, found: list[When]) -> list[When]:
    """Read "in the first quarter and … in the second": the word left out is the one before."""
    named = [one for one in found if one.part[:1] in ("Q", "H")]
    return [
        replace(
            named[0],
            part=f"{named[0].part[0]}{_NUMBERS[m['n'].lower()]}",
            start=m.start(),
            end=m.end(),
        )
        for m in _ORDINAL.finditer(text)
        if named
    ]


_OF_THE = re.compile(r" (?:of|in) (?:the )?|の")


def _of_the_year_before(text: str, found: list[When]) -> list[When]:
    """Read "the first half of the previous year" and 前期の上期 as one time."""
    joined: dict[int, When] = {}
    taken: set[int] = set()
    for i, part in enumerate(found):
        for j, year in enumerate(found):
            if not part.part or part.years or part.relative is not None or not year.past:
                continue
            first, second = sorted((part, year), key=lambda t: t.start)
            if year.relative == -1 and _OF_THE.fullmatch(text, first.end, second.start):
                joined[i] = replace(part, relative=-1, start=first.start, end=second.end)
                taken.add(j)
    return [joined.get(i, one) for i, one in enumerate(found) if i not in taken]


def _told_again(text: str, one: When, found: list[When]) -> bool:
    """Whether a stretch in brackets only explains the one before: 第1四半期（4〜6月）."""
    bracket = text[max(0, one.start - 1) : one.start] in ("(", "（")
    return bracket and not one.years and any(t.end == one.start - 1 and t.part for t in found)


_MONTHS = tuple(month.lower() for month in MONTHS)
_MONTHS_LONG = re.compile(
    r"\b(?P<n>three|six|nine)[ -]months?(?: period)?(?= (?:of|to|through|ended|ending|in|until)\b)",
    re.IGNORECASE,
)
_PART_OF = {"three": "Q1", "six": "H1", "nine": "9M"}


_FROM_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})(?:\s*[-–~]\s*| to | through )$", re.IGNORECASE)


def _join_months(text: str, found: list[When]) -> None:
    """Read "the first nine months of 2025" and "January–June 2025" as parts of years, in place."""
    for i, one in enumerate(found):
        begun = _FROM_MONTH.search(text[: one.start])
        if begun and one.part[:1] == "M":
            last = int(one.part[1:])
            part = _part_of_months(_MONTHS.index(begun[1].lower()) + 1, last)
            years = frozenset({max(one.years)}) if one.years else one.years
            found[i] = replace(one, years=years, closing="", part=part, start=begun.start())
    for match in _MONTHS_LONG.finditer(text):
        first = text[: match.start()].rstrip().lower().endswith("first")
        part = _PART_OF[match["n"].lower()] if first or match["n"].lower() == "nine" else ""
        if not part:
            continue
        for i, one in enumerate(found):
            if 0 <= one.start - match.end() <= 12 and one.part[:1] in ("", "M"):
                found[i] = replace(one, part=part, start=match.start())


_LABEL = re.compile(
    r"^(?P<fy>FY)?(?P<y>\d{4})(?:-(?P<m>\d\d))?(?P<d>-\d\d)?(?:-(?P<part>[QH]\d|\d+M))?$"
)


def _named(start: int, end: int, period: Period) -> When:
    label = _LABEL.match(period.label)
    if label is None:
        years = frozenset(
            edge.year for edge in (period.start, period.end) if edge is not None
        ) or frozenset(int(y) for y in re.findall(r"(?:19|20)\d\d", period.label))
        return When(years, "", "", None, start, end)
    year, month = int(label["y"]), label["m"]
    part = label["part"] or ""
    if month and part.endswith("M"):
        part = _part_of_year(part, int(month))
        return When(frozenset({year}), part, "", None, start, end)
    if label["fy"] and month:
        spoken = {year, year - 1} if int(month) < 7 else {year}
        return When(frozenset(spoken), part, f"{year}-{month}", None, start, end)
    if month:
        spoken = {year, year - 1} if int(month) < 7 else {year}
        return When(frozenset(spoken), f"M{month}", f"{year}-{month}", None, start, end)
    closing = ""
    if label["fy"] and period.end is not None:
        closing = f"{period.end.year}-{period.end.month:02}"
    return When(frozenset({year}), part, closing, None, start, end)


def _part_of_year(stretch: str, month: int) -> str:
    """The six months to June or September are a first half, in most fiscal years."""
    if stretch == "6M":
        return "H1" if month in (6, 9) else "H2"
    return {"9M": "9M", "12M": ""}.get(stretch, "")


def _part_of_months(first: int, last: int) -> str:
    months = (last - first) % 12 + 1
    return f"Q{last // 3}" if months == 3 else _part_of_year(f"{months}M", last)


_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PART = re.compile(
    r"\b(?P<n>first|second|third|fourth)[ -](?P<what>quarter|half)\b|"
    r"\bQ(?P<q>[1-4])\b(?:[/ ]+(?P<y>20\d\d)\b)?"
    r"|第(?P<jq>[1-4１-４])四半期(?P<sum>累計(?:期間)?)?|"
    r"(?P<m1>1[0-2]|[1-9])[〜~～–-](?P<m2>1[0-2]|"
    r"[1-9])月期?|"
    r"(?P<fy>通期|通年|\b(?:for|during) the year\b(?! (?:to|ended|ending|end)\b(?! at))|"
    r"\bfull[- ]year\b|\bthe year as a whole\b)"
    r"|(?P<h1>上期|上半期|中間期|中間連結)|(?P<h2>下期|下半期)",
    re.IGNORECASE,
)


def _loose_part(match: re.Match[str]) -> When:
    if match["n"]:
        letter = "Q" if match["what"].lower() == "quarter" else "H"
        part = f"{letter}{_NUMBERS[match['n'].lower()]}"
    elif match["q"]:
        part = f"Q{match['q']}"
    elif match["jq"]:
        number = int(match["jq"])
        part = f"Q{number}" if not match["sum"] else {1: "Q1", 2: "H1", 3: "9M", 4: ""}[number]
    elif match["fy"]:
        part = "FY"
    elif match["m2"]:
        part = _part_of_months(int(match["m1"]), int(match["m2"]))
    else:
        part = "H1" if match["h1"] else "H2"
    if match["y"]:
        return When(frozenset({int(match["y"])}), part, "", None, *match.span())
    return When(frozenset(), part, "", None, *match.span())


_MONTH_END = re.compile(
    r"\b(?:(?:end of|in|at|since|until|by|to) |(?:3[01]|[12][0-9]|[1-9]) |end-)(?P<en>"
    + "|".join(_MONTHS)
    + r")\b|\b(?P<day>"
    + "|".join(_MONTHS)
    + r") (?:3[01]|[12][0-9]|[1-9])\b(?!\d|[,.]\d)"
    + r"|\b(?P<short>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?=:)"
    r"|(?<![0-9０-９年])(?P<ja>1[0-2]|[1-9])月(?:末|分|中|度|[0-9]{1,2}日)?(?=[時のはにまがで、よとか比])",
    re.IGNORECASE,
)


def _loose_month(match: re.Match[str]) -> When:
    name = (match["en"] or match["day"] or match["short"] or "").lower()
    found = next((i for i, month in enumerate(_MONTHS, 1) if name and month.startswith(name)), 0)
    month = found or int(match["ja"])
    return When(frozenset(), f"M{month:02}", "", None, *match.span())


_RELATIVE = re.compile(
    r"(?P<prior>\b(?:a|one|the) (?:year|quarter) (?:earlier|before|ago)\b|\b(?:the "
    r")?(?:prior|previous|"
    r"preceding|last)[ -](?:fiscal |financial )?(?:year|quarter|period)\b(?!')|\bthe "
    r"year before\b|\byear-earlier\b"
    r"|前年同期(?!比|に比|と比|より)|前年度(?!比|に比|と比|より)|前年(?!比|"
    r"同|度|に比|と比|より)|前期末(?!比|に比|と比|より|から)|前期(?!比|末|"
    r"に比|と比|より)|前の期(?!比|に比|と比|より)|前四半期(?!比|に比|と比|"
    r"より)|昨年度?|一年前|1年前)"
    r"|(?P<past>\b[\w-]{1,12} (?:years|quarters|months|weeks) (?:earlier|before|ago)\b|"
    r"(?<![0-9０-９])[0-9０-９一二三四五六七八九十]{1,3}(?:年|か月|カ月|ヶ月|四半期)前)"
    r"|(?P<next>\b(?:next|the coming|the following) "
    r"(?:fiscal |financial )?(?:year|quarter)\b|来期|"
    r"来年度?|翌期|翌年度?|次期)"
    r"|(?P<this>\b(?:this|the current) (?:fiscal |financial )?(?:year|quarter)\b|"
    r"\b(?:today|now|currently|at present)\b"
    r"|今期|当期(?!純|利益|損)|今年度?|本年度|現在|足元)",
    re.IGNORECASE,
)


def _relative(match: re.Match[str]) -> When:
    relative = -1 if match["prior"] else -2 if match["past"] else 1 if match["next"] else 0
    return When(frozenset(), "", "", relative, *match.span())


def disagree(said: When, true: When) -> bool:
    """Whether the two times cannot be the same, each as far as its words go."""
    if said.closing and true.closing and said.closing != true.closing:
        return True
    if said.years and true.years and not said.years & true.years:
        return True
    return _parts_disagree(said, true)


def _parts_disagree(said: When, true: When) -> bool:
    if said.part == true.part:
        return False
    if "FY" in (said.part, true.part):
        return bool(said.part and true.part)
    kinds = {said.part[:1], true.part[:1]}
    if "M" in kinds:
        return kinds == {"M"}
    if said.part and true.part:
        return True
    # A whole year said for a part of it is wrong; a part said where none is given is not known.
    return bool(true.part and said.years and not said.part and true.years)


def latest(times: Iterable[When]) -> int | None:
    """The last year among `times`."""
    return max((max(one.years) for one in times if one.years), default=None)
