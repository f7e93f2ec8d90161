"""Figures in lists: "respectively", the same order again, and what stands in brackets."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kuroji.knowledge.tieout.bounds import since
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.timing import When
from kuroji.knowledge.tieout.topics import topics_of
from kuroji.knowledge.tieout.windows import Span
from kuroji.knowledge.tieout.wording import words_of

_EACH_IN_TURN = re.compile(r"\brespectively\b|それぞれ|順に", re.IGNORECASE)
_CLOSING = re.compile(r"[)）]")


def in_turn(
    text: str, claims: list[Claim], times: Sequence[When], first: int
) -> tuple[list[Claim], tuple[When, ...]]:
    """Give each figure of a list its own time or metric: "5, 4 and 3 for 2024, 2023 and 2022".

    `first` is where the first figure stands. The times are handed back for the sentences that
    follow in the same order.
    """
    if len(claims) < 2 or not _EACH_IN_TURN.search(text) or not _one_family(claims):
        return claims, ()
    if told := _in_turn_again(text, claims) or _in_turn_after(text, claims, first):
        return told, ()
    dated = [t for t in times if t.years or t.part]
    if len(dated) == len(claims):
        pairs = zip(claims, dated, strict=True)
        return [replace(c, time=t, prior=False) for c, t in pairs], tuple(dated)
    named = [t for t in topics_of(text[:first], claims[0].amount.family) if t.metric != "profit"]
    if len(named) == len(claims) and len({t.metric for t in named}) == len(named):
        told = [
            replace(
                c, metric=t.metric, metrics=frozenset({t.metric}), words=frozenset({f"#{t.metric}"})
            )
            for c, t in zip(claims, named, strict=True)
        ]
        return told, ()
    return claims, ()


def _in_turn_again(text: str, claims: list[Claim]) -> list[Claim]:
    """Read "430 and 115 (formerly 450 and 120, それぞれ)": the same metrics in the same order."""
    half = len(claims) // 2
    first, second = claims[:half], claims[half:]
    marker = _EACH_IN_TURN.search(text)
    if len(first) != len(second) or not half or marker is None or any(c.metric for c in second):
        return []
    if len({c.metric for c in first}) != half or not all(c.metric for c in first):
        return []
    former = bool(_FORMERLY.search(text))
    return first + [
        replace(c, metric=f.metric, metrics=f.metrics, words=c.words | f.words, prior=former,
                signed=f.signed, traits=f.traits, time=f.time)
        for f, c in zip(first, second, strict=True)
    ]  # fmt: skip


def _in_turn_after(text: str, claims: list[Claim], first: int) -> list[Claim]:
    """Read "12 in 2023, 15 in 2024, 売上高はそれぞれ150と160": the same times in the same order."""
    half = len(claims) // 2
    former, second = claims[:half], claims[half:]
    marker = _EACH_IN_TURN.search(text)
    if marker is None or marker.start() < first or len(former) != len(second) or half < 2:
        return []
    at = text.find(second[0].text, marker.end())
    between = text[marker.end() : at] if at >= 0 else "、"
    if any(c.time is None for c in former) or len({c.time for c in former}) != half:
        return []
    if any(c.prior for c in former) or "、" in between:
        return []
    return former + [replace(c, time=f.time) for f, c in zip(former, second, strict=True)]


_FORMERLY = re.compile(r"従来|前回|修正前|\b(?:previous|formerly|earlier)", re.IGNORECASE)


def same_order(claims: list[Claim], series: tuple[When, ...]) -> list[Claim]:
    """A later list of as many figures runs over the same times."""
    if len(claims) != len(series) or not series or not _one_family(claims):
        return claims
    if any(c.prior or c.change for c in claims):
        return claims
    return [replace(c, time=t) for c, t in zip(claims, series, strict=True)]


def _one_family(claims: Sequence[Claim]) -> bool:
    return len({c.amount.family for c in claims}) == 1


def either_year(claims: list[Claim]) -> list[Claim]:
    """Read "rose to 72 from 65 in 2024" of either figure: the year may be of the first or last."""
    told = list(claims)
    for i, claim in enumerate(claims[1:], 1):
        time, first = claim.time, claims[i - 1]
        if not claim.prior or first.prior or first.time is not None:
            continue
        if time is None or len(time.years) != 1 or time.past or time.closing:
            continue
        year = max(time.years)
        told[i] = replace(claim, time=replace(time, years=frozenset({year, year - 1})))
        told[i - 1] = replace(first, time=replace(time, years=frozenset({year, year + 1})))
    return told


def beside(text: str, claims: list[Claim], figures: Sequence[Span]) -> list[Claim]:
    """Mark 118 in "96 (118)" as what was before: a figure alone in brackets behind its like."""
    told = list(claims)
    for i in range(1, len(told)):
        one, other = told[i - 1], told[i]
        between, behind = text[figures[i - 1][1] : figures[i][0]], text[figures[i][1] :]
        alone = bool(_FORMER_BRACKET.fullmatch(between)) and behind.lstrip()[:1] in (")", "）")
        if not alone or one.amount.family != other.amount.family or one.change != other.change:
            continue
        if one.amount.low == other.amount.low or other.amount.high is not None:
            continue
        time = one.time.shifted(-1) if one.time is not None and one.time.years else _BEFORE
        told[i] = replace(
            other,
            prior=True,
            time=time,
            metric=one.metric,
            metrics=one.metrics,
            words=one.words,
            traits=one.traits,
            amount=replace(other.amount, low=_own_sign(text, other, figures[i])),
        )
    return told


_FORMER_BRACKET = re.compile(r"の?(?:赤字|黒字)?\s*[(（]\s*同?\s*")
_BEFORE = When(frozenset(), "", "", -1, -1, -1)


def _own_sign(text: str, claim: Claim, span: Span) -> Decimal:
    """A minus sign counts only where it stands: -22 (65) was 65 before."""
    written = text[span[0] : span[1]]
    minus = any(sign in written for sign in "-−△▲–")
    return -claim.amount.size if minus else claim.amount.size


_AND = re.compile(r"^(?:\s+(?:in|for|at)\b[^,;.]{0,20})?\s*(?:,? and|,|や|、)\s*(?:about )?$")


def also_before(text: str, claims: list[Claim], figures: Sequence[Span]) -> list[Claim]:
    """In "compared with 271 in Q2 and 259 a year ago" the second figure is a former one too."""
    told = list(claims)
    for i in range(1, len(told)):
        between = text[figures[i - 1][1] : figures[i][0]]
        one, other = told[i - 1], told[i]
        alike = one.amount.family == other.amount.family and one.metric == other.metric
        if one.prior and alike and _AND.match(between):
            told[i] = replace(other, prior=True)
    return told


def bracketed(text: str, times: Sequence[When], figures: Sequence[Span]) -> tuple[When, ...]:
    """The times that stand in brackets with a figure of their own: 72 (2023: 65)."""
    return tuple(
        t for t in times if (t.years or t.part or t.past) and _in_bracket(text, t, figures)
    )


def _in_bracket(text: str, time: When, figures: Sequence[Span]) -> bool:
    before = text[: time.start].rstrip()
    if before[-1:] not in ("(", "（", ";", "；", ","):
        return False
    if max(before.rfind("("), before.rfind("（")) <= max(before.rfind(")"), before.rfind("）")):
        return False
    closing = _CLOSING.search(text, time.end)
    end = closing.start() if closing else len(text)
    return any(time.end <= start < end for start, _ in figures)


def headed(
    text: str, claims: list[Claim], times: Sequence[When], figures: Sequence[Span]
) -> list[Claim]:
    """Give all figures the former time that opens their sentence: 前の期は売上高28、純損失9."""
    opening = len(times) == 1 and times[0].past and bool(figures)
    if not opening or times[0].end > figures[0][0] or since(text, times[0]):
        return claims
    first = claims[0].time
    if first is None or claims[0].prior or any(c.prior or c.change for c in claims):
        return claims
    return [replace(c, time=c.time or first) for c in claims]


_HEAD = re.compile(r"^[^:]{3,60}:\s")


def under_head(text: str, claims: list[Claim], figures: Sequence[Span]) -> list[Claim]:
    """Give the words of the head to all that is listed: loan book: mortgages 5.4, cards 1.8."""
    head = _HEAD.match(text)
    if head is None or len(claims) < 2 or head.end() > figures[0][0]:
        return claims
    words = words_of(head[0]) & claims[0].words
    family = claims[0].amount.family
    return [
        replace(c, words=c.words | words) if c.amount.family == family and not c.change else c
        for c in claims
    ]


_ONLY_AND = re.compile(r"\s*(?:,|、)?\s*(?:and|と|や)?\s*(?:about|約)?\s*")


def in_one_list(text: str, claims: list[Claim], figures: Sequence[Span]) -> list[Claim]:
    """In "…; in 2024 it lost 91 on sales of 102" the second figure is of 2024 too."""
    told = list(claims)
    for i in range(1, len(told)):
        one, other = told[i - 1], told[i]
        between = text[figures[i - 1][1] : figures[i][0]]
        bare = other.time is None and not other.prior and not one.prior
        alike = one.amount.family == other.amount.family
        clause = ";" in text[: figures[i - 1][0]] and ";" not in between
        if bare and alike and (clause or _ONLY_AND.fullmatch(between)):
            told[i] = replace(other, time=one.time)
    return told


def listed(
    text: str, claims: list[Claim], times: Sequence[When], figures: Sequence[Span]
) -> list[Claim]:
    """Give the figures of a list what is said of all of them: a time, the words of a head."""
    told = under_head(text, headed(text, claims, times, figures), figures)
    return in_one_list(text, told, figures)


def from_to(claims: list[Claim], times: tuple[When, ...]) -> list[Claim]:
    """Between 2021 and 2025 from 1.2 to 4.8: one figure for each end of the stretch."""
    told = list(claims)
    for i, claim in enumerate(claims):
        time = claim.time
        named = time is not None and any(t.years == time.years for t in times)
        if not named or time is None or time.closing or time.part or len(time.years) != 2:
            continue
        if claim.prior:
            told[i] = replace(claim, time=replace(time, years=frozenset({min(time.years)})))
        elif i and claims[i - 1].prior and claims[i - 1].amount.family == claim.amount.family:
            told[i] = replace(claim, time=replace(time, years=frozenset({max(time.years)})))
    return told
