"""What a figure's own window says of it: its metric, its sign, its unit."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kuroji.knowledge.tieout.amounts import Amount
from kuroji.knowledge.tieout.topics import PROFITS, Topic, can_be, topics_of
from kuroji.tools.reading import Figure

_NEGATIVE = re.compile(r"(?:negative|minus)\s*$", re.IGNORECASE)
_POSITIVE = re.compile(r"(?:positive|plus)\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^の?(?:最終|営業|経常|純|当期|税引前)*(?:(?P<loss>赤字|損失|欠損)|黒字|利益)"
)
_DENOMINATOR = re.compile(r"^\s*of (?:[\w'’-]+ ){0,5}$")
_OF_IT = re.compile(r"^\s*(?:in|of|from) (?:\w+ )?$")
_EACH = re.compile(
    r"^\s*of (?:each|every)\b[^,.;]*\b(?:dollar|euro|pound|yen)\b|^\s*(?:cents "
    r")?[^,.;]*\b(?:per|on the|of each|of every) (?:\w+ )?dollar\b",
    re.IGNORECASE,
)


def of_each(amount: Amount, figure: Figure, right: str) -> Amount:
    """0.62 of each revenue dollar, 9 cents per dollar of revenue: a share in percent."""
    if not _EACH.match(right) or amount.family.endswith("tokens"):
        return amount
    cents = "cent" in figure.text or right.lstrip().startswith("cent")
    if cents:
        share = amount.low if amount.low >= 1 else amount.low * 100
    elif amount.low < 1:
        share = amount.low * 100
    else:
        return amount
    return Amount("percent", share, None, Decimal(1), amount.approx)


_MEASURED_FROM = re.compile(r"(?:比|同|YoY|QoQ|増減率|増減)[^0-9０-９A-Za-z一-鿿]*$", re.IGNORECASE)
_BY_THE_YEAR = re.compile(r"^\s*(?:YoY|QoQ|y/y|q/q|year[- ]on|year[- ]over)", re.IGNORECASE)


def signed_change(amount: Amount, figure: Figure, left: str, right: str) -> int:
    """The direction of a movement that a sign gives: 前年同期比＋7.1%, ▲4.3% YoY; 0 for none."""
    if amount.family not in ("percent", "point"):
        return 0
    plus = figure.text.lstrip()[:1] in ("+", "＋")
    moved = bool(_MEASURED_FROM.search(left) or _BY_THE_YEAR.match(right))
    if amount.low < 0:
        return -1 if moved else 0
    return 1 if plus else 0


def metric_at(left: str, right: str, family: str) -> tuple[Topic | None, tuple[Topic, ...]]:
    """The metric of a figure: the last one named before it, else the first one after."""
    before = tuple(t for t in topics_of(left, family) if can_be(t.metric, family))
    after = tuple(t for t in topics_of(right, family) if can_be(t.metric, family))
    if family in ("percent", "point", "multiple"):
        after = tuple(t for t in after if not _DENOMINATOR.match(right[: t.start]))
        before = tuple(t for t in before if left[t.end :].strip() not in ("の", "の約"))
    every = (*before, *after)
    if family == "multiple":  # 3.2 times EBITDA is of something else
        after = tuple(t for t in after if right[: t.start].strip())
    specific = [t for t in before if t.metric != "profit"]
    if specific:
        return specific[-1], every
    specific = [t for t in after if t.metric != "profit"]
    if specific and _OF_IT.match(right[: specific[0].start]):
        return specific[0], every
    if before and not (specific and specific[0].metric in PROFITS):
        return before[-1], every
    first = (*specific, *after)
    return (first[0] if first else None), every


def sign_said(left: str, right: str) -> tuple[int, bool] | None:
    """The sign where the words beside the figure give it: negative 22 %, 5億円の赤字."""
    if _NEGATIVE.search(left):
        return -1, True
    if _POSITIVE.search(left):
        return 1, True
    closing = _CLOSING.match(right)
    return ((-1 if closing["loss"] else 1), True) if closing else None


def sign_of(metric: Topic | None, topics: tuple[Topic, ...], amount: Amount) -> tuple[int, bool]:
    """The sign by meaning, and whether the text fixes it: a net loss of 4 is −4."""
    if amount.low < 0:
        return 1, metric is None or metric.sign != 0 or metric.metric in PROFITS
    if metric is not None and metric.metric in PROFITS:
        losing = any(t.sign < 0 for t in topics)
        gaining = any(t.sign > 0 and t.metric == metric.metric for t in topics)
        if metric.sign < 0 or (losing and not (gaining and metric.sign > 0)):
            return -1, True
        return 1, True
    return 1, False


def per_tokens(amount: Amount, right: str, text: str) -> Amount:
    """A price "per million" is per million tokens, even where the word is left out."""
    if _HOURLY.search(text) and amount.family.isupper() and len(amount.family) == 3:
        return replace(amount, family=f"{amount.family}/hour")
    match = _PER_MANY.match(right) or _PER_MANY_HEAD.search(text)
    if match is None or not amount.family.isupper():
        return amount
    factor = {"thousand": Decimal(1000), "million": Decimal(1)}[match[1].lower()]
    return replace(
        amount,
        family=f"{amount.family}/1M_tokens",
        low=amount.low * factor,
        step=amount.step * factor,
    )


_HOURLY = re.compile(r"\b[Hh]ourly (?:wages?|pay|rates?|fees?|prices?)\b|時給|時間給")
_PER_MANY_HEAD = re.compile(r"^[^:$€£¥\d]*\bper (thousand|million) (?:\w+ )?tokens\b[^:$€£¥\d]*:")
_PER_MANY = re.compile(
    r"^\s*(?:per|a|for each|for every)(?: one)? (thousand|million)\b(?! (?:dollars|"
    r"euros|users|people))",
    re.IGNORECASE,
)


_NEARLY = re.compile(
    r"\b(?:almost|nearly|close to|just under|approaching)(?:\s+|$)$", re.IGNORECASE
)


def nearly(amount: Amount, left: str) -> Amount:
    """An amount that is said to be a little less: almost 40,000 for 38,000."""
    return replace(amount, approx="nearly") if _NEARLY.search(left) else amount


@lru_cache(maxsize=1024)
def denominators(text: str) -> frozenset[str]:
    """The metrics that a text gives shares of: staff costs were 38 % of revenue."""
    found = frozenset[str]()
    for match in _SHARE_OF.finditer(text):
        after = topics_of(text[match.end() :])
        if after and not after[0].start:
            found |= {after[0].metric}
    return found


_SHARE_OF = re.compile(r"(?:[％%]|\bper ?cent) of (?:its |the |total |net )?")


_PACED = re.compile(r"^\s*(?:[a-z]+ )?(?:a|per|each|every) (?:year|quarter|month)\b")


def unmeant(right: str, family: str) -> frozenset[str]:
    """The traits that words near a figure seem to give it, but do not.

    12,000 a year for ten years is a yearly figure, and what needs 2.4 seconds takes them.
    """
    total = {"total"} if _PACED.match(right) else set[str]()
    return frozenset(total | ({"required"} if family in ("hour", "day") else set[str]()))
