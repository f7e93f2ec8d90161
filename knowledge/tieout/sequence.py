"""Earlier and later figures of one thing."""

import re

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.names import meet
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.topics import alike


def predecessor(true: Claim, scene: Scene) -> Claim | None:
    """The nearest earlier figure of the same topic, where one stands in the evidence."""
    earlier = [c for c in scene.rivals(true) if one_topic(c, true) and later(true, c)]
    return max(earlier, key=lambda c: (_one_sort(c, true), *_year_and_part(c)), default=None)


def _one_sort(claim: Claim, true: Claim) -> bool:
    """Whether both are forecasts of, or reported for, the same part of a year."""
    parts = [c.time.part if c.time is not None else "" for c in (claim, true)]
    return parts[0] == parts[1] and ("forecast" in claim.traits) == ("forecast" in true.traits)


def _year_and_part(claim: Claim) -> tuple[int, str]:
    time = claim.time
    return (max(time.years), time.part) if time is not None and time.years else (0, "")


def one_topic(left: Claim, right: Claim) -> bool:
    """Whether both figures are of one thing at two times."""
    if left.amount.family != right.amount.family or left.change or right.change:
        return False
    if left.names and right.names and not meet(left.names, right.names):
        return False
    if left.row and right.row:
        return left.row == right.row and left.place == right.place
    if left.row or right.row:
        cell, prose = (left, right) if left.row else (right, left)
        return bool(cell.metric) and cell.metric == prose.metric and prose.words <= cell.words
    if left.words == right.words:
        return True
    if left.metric and right.metric and not alike(left.metric, right.metric):
        return False
    shared, every = left.words & right.words, left.words | right.words
    if len(shared) * 2 >= len(every) or bool(left.metric and left.metric == right.metric):
        return True
    part = left.words <= right.words or right.words <= left.words
    return bool(shared) and part and left.place[0] == right.place[0] and _years_apart(left, right)


def _years_apart(left: Claim, right: Claim) -> bool:
    a, b = left.time, right.time
    return bool(a and b and a.years and b.years and not a.years & b.years)


def later(one: Claim, other: Claim) -> bool:
    """Whether `one` is known to be of a later time than `other`."""
    if one.place == other.place and other.prior and not one.prior:
        return True
    if "forecast" in one.traits and "forecast" not in other.traits:
        return True
    if "forecast" in other.traits and "forecast" not in one.traits:
        return False
    a, b = one.time, other.time
    if a is None and b is not None and b.past and one.row:
        return True
    if a is None or b is None:
        return False
    if a.years and b.years:
        return max(a.years) > max(b.years) or (
            max(a.years) == max(b.years) and a.part[:1] == b.part[:1] and a.part > b.part
        )
    if a.part[:1] == b.part[:1] == "M":  # of 31 March and 31 December the nearer way round
        return 0 < (int(a.part[1:]) - int(b.part[1:])) % 12 < 6
    if a.part and b.part and a.part != b.part:
        return a.part[:1] == b.part[:1] and a.part > b.part
    return (a.relative or 0) > (b.relative or 0)


_YEARLY = re.compile(
    r"\byear[- ](?:earlier|ago|before)\b|\byear[- ](?:on|over)[- ]year\b|\bYoY\b|"
    r"\b(?:previous|prior|preceding|last) year\b|前年|昨年",
    re.IGNORECASE,
)
_QUARTERLY = re.compile(
    r"\bsequential(?:ly)?\b|\bquarter[- ](?:on|over)[- ]quarter\b|\bQoQ\b|"
    r"\b(?:previous|prior|preceding|last) quarter\b|前四半期",
    re.IGNORECASE,
)


def stretch_asked(text: str, now: Claim, then: Claim) -> bool:
    """Whether the two are as far apart as the text says: a year, or a quarter."""
    a, b = now.time, then.time
    if a is None or b is None or not (a.years and b.years and a.part and b.part):
        return True
    within_year = a.part != b.part and a.part[0] == b.part[0]
    if _YEARLY.search(text) and not _QUARTERLY.search(text):
        return not within_year
    return not (_QUARTERLY.search(text) and not _YEARLY.search(text) and not within_year)
