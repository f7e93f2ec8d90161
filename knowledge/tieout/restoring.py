"""What a stated rate says of a figure not stated: the year before a growth, a part, a multiple."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from kuroji.knowledge.tieout.amounts import Amount
from kuroji.knowledge.tieout.bounds import since
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.names import Name, meet, names_of
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sequence import one_topic
from kuroji.knowledge.tieout.timing import When, disagree, times_of
from kuroji.knowledge.tieout.topics import alike, topics_of

Worked = tuple[Decimal, tuple[Claim, ...]]


def before_movement(said: Claim, scene: Scene) -> Iterator[Worked]:
    """Yield what a figure was before it moved: 310, three times the year before, was 103."""
    if said.change:
        return
    for now in scene.claims:
        if now.amount.family != said.amount.family or now.prior or now.change:
            continue
        for moved in scene.claims:
            if moved.place != now.place or moved is now or not _of(moved, now):
                continue
            from_then = _measured_from(said, moved)
            if from_then or _formerly(said, now):
                value = _undone(now, moved)
                if value is not None:
                    former = _earlier(now)
                    yield value, (replace(former, time=said.time) if from_then else former,)


def _formerly(said: Claim, now: Claim) -> bool:
    """Whether the sentence speaks of a time before that of the figure."""
    if said.prior or said.time is None:
        return said.prior
    years = now.time.years if now.time is not None else frozenset[int]()
    if said.time.years and years:
        return max(said.time.years) < max(years)
    return said.time.past or bool(said.time.years)


def _measured_from(said: Claim, moved: Claim) -> bool:
    """Whether the sentence speaks of the time from which the movement is measured."""
    when = said.time
    if when is None or not moved.change or not (when.years or when.part):
        return False
    return any(
        since(moved.whole, t) and not disagree(when, t)
        for t in times_of(moved.whole)
        if t.years or t.part
    )


def _of(moved: Claim, now: Claim) -> bool:
    """Whether the movement is of the figure: of the same metric, or of none of its own."""
    return not moved.metric or moved.metric.removesuffix("_growth") == now.metric


def _undone(now: Claim, moved: Claim) -> Decimal | None:
    low, family = now.amount.low, moved.amount.family
    if moved.amount.high is not None:
        return None
    if family == "multiple" and moved.time is not None and moved.time.past and moved.amount.low:
        return low / moved.amount.low
    if family == "multiple" and moved.change and moved.amount.low:
        return low / moved.amount.low
    if not moved.change or not moved.direction:
        return None
    if family == "percent":
        factor = 1 + moved.direction * moved.amount.low / 100
        return low / factor if factor > 0 else None
    fits = (family, now.amount.family) in (("point", "percent"), (now.amount.family, family))
    return low - moved.direction * moved.amount.low if fits else None


def _earlier(now: Claim) -> Claim:
    time = now.time
    shifted = time.shifted(-1) if time is not None and time.years else time
    return replace(now, time=shifted, prior=True)


def by_rate(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what a rate makes of its base: net debt at 2.4x EBITDA, a margin of 12 % on sales."""
    for rate in scene.claims:
        if rate.change or rate.amount.high is not None or len(rate.metrics) < 2:
            continue
        if said.metric not in rate.metrics or rate.amount.family not in ("multiple", "percent"):
            continue
        factor = rate.amount.low / (100 if rate.amount.family == "percent" else 1)
        for base in scene.claims:
            if base.amount.family != family or base.metric == said.metric or base.change:
                continue
            if base.metric in rate.metrics and not _other_time(base.time, rate.time):
                yield base.amount.low * factor, (replace(rate, metric=said.metric), base)


def under_rate(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield the base of which a figure is so many times: debt of 415 is 3.2 times EBITDA."""
    for rate in scene.claims:
        if rate.amount.family != "multiple" or rate.change or not rate.amount.low:
            continue
        behind = topics_of(rate.whole.partition(rate.text)[2], family)
        if not behind or behind[0].start > 1 or behind[0].metric != said.metric:
            continue
        for top in scene.claims:
            level = top.amount.family == family and not top.change and top.amount.high is None
            if level and top.place == rate.place and top.metric != said.metric:
                yield top.amount.low / rate.amount.low, (replace(top, metrics=said.metrics),)


def _other_time(left: When | None, right: When | None) -> bool:
    return bool(left and right and left.years and right.years and not left.years & right.years)


_PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "H1": (("Q1", "Q2"),),
    "H2": (("Q3", "Q4"),),
    "9M": (("Q1", "Q2", "Q3"), ("H1", "Q3")),
    "": (("Q1", "Q2", "Q3", "Q4"), ("H1", "H2"), ("9M", "Q4")),
}
_RESTS = {
    "H2": ("", "H1"),
    "Q4": ("", "9M"),
    "Q2": ("H1", "Q1"),
    "Q3": ("9M", "H1"),
    "9M": ("", "Q4"),
}


def over_parts(
    said: Claim, scene: Scene, family: str
) -> Iterator[tuple[Amount, tuple[Claim, ...]]]:
    """Yield a stretch of time as the sum of its parts, or as the rest of a longer one."""
    if said.time is None or said.change:
        return
    few = [c for c in scene.claims if c.amount.family == family and c.time is not None]
    part = _part(said.time)
    for first in few:
        alike = [c for c in few if c is first or (one_topic(first, c) and _one_year(first, c))]
        for parts in _PARTS.get(part, ()):
            terms = _with_parts(alike, parts)
            if terms and first is terms[0]:
                value = sum((t.amount.low for t in terms), Decimal(0))
                yield exact(family, value), _of_time(terms, said.time)
        pair = _with_parts(alike, _RESTS.get(part, ()))
        if len(pair) == 2 and first is pair[0]:
            yield _less(pair[0].amount, pair[1].amount), _of_time(pair, said.time)


def _less(whole: Amount, part: Amount) -> Amount:
    """What is left of a stretch; of a range that is expected, a range."""
    high = None if whole.high is None else whole.high - part.low
    return replace(exact(whole.family, whole.low - part.low), high=high)


def _one_year(left: Claim, right: Claim) -> bool:
    if left.time is None or right.time is None:
        return False
    years = left.time.years, right.time.years
    return bool(years[0] & years[1]) or not (years[0] and years[1])


def _with_parts(claims: Sequence[Claim], parts: tuple[str, ...]) -> tuple[Claim, ...]:
    found = [
        next((c for c in claims if c.time is not None and _part(c.time) == part), None)
        for part in parts
    ]
    return tuple(c for c in found if c is not None) if all(found) else ()


def _part(time: When) -> str:
    return "" if time.part == "FY" else time.part


def _of_time(terms: tuple[Claim, ...], time: When) -> tuple[Claim, ...]:
    years = frozenset[int]().union(*(t.time.years for t in terms if t.time is not None))
    whole = replace(time, years=years)
    return tuple(replace(t, time=whole) for t in terms)


def told_apart(said: Claim, few: Sequence[Claim], *, over_time: bool) -> list[tuple[Claim, Claim]]:
    """The pairs of figures that the sentence names, each by a word or metric of its own."""
    pairs = []
    for a, b in permutations(few, 2):
        if over_time and labels(a) == labels(b) and _at_named_times(said, a, b):
            pairs.append((a, b))
            continue
        if _of_named_companies(said, a, b):
            pairs.append((a, b))
            continue
        own, other = labels(a) - labels(b), labels(b) - labels(a)
        if own & labels(said) and other & labels(said):
            pairs.append((a, b))
    return pairs


def _of_named_companies(said: Claim, left: Claim, right: Claim) -> bool:
    """Whether the sentence sets one company's figure against another's of the same kind."""
    if not left.names or not right.names or not alike(left.metric, right.metric):
        return False
    if not left.metric and not left.words & right.words & said.words:
        return False
    if (left.metric and said.metrics and left.metric not in said.metrics) or meet(
        left.names, right.names
    ):
        return False
    return _named_in(said, left.names) and _named_in(said, right.names)


def _named_in(said: Claim, names: Sequence[Name]) -> bool:
    written = any(not n.text.isascii() and n.text in said.whole for n in names)
    return written or meet(names, names_of(said.whole))


def _at_named_times(said: Claim, left: Claim, right: Claim) -> bool:
    one, other = left.time, right.time
    if one is None or other is None or not disagree(one, other):
        return False
    named = times_of(said.whole)
    return all(any(not disagree(t, time) for t in named) for time in (one, other))


def of_one_kind(said: Claim, scene: Scene) -> Iterator[Worked]:
    """Yield the sum of what one sentence lists under the metric: cash of 48, a revolver of 75."""
    places = {c.place for c in scene.claims if said.metric and said.metric in c.metrics}
    for place in places:
        terms = tuple(
            c
            for c in scene.claims
            if c.place == place
            and c.amount.family == said.amount.family
            and said.metric in c.metrics
            and not (c.row or c.change or c.prior)
        )
        times = {(c.time.years, c.time.part) for c in terms if c.time is not None}
        if len(terms) > 1 and len(times) <= 1 and len({c.words for c in terms}) == len(terms):
            yield sum((t.amount.low for t in terms), Decimal(0)), terms


def labels(claim: Claim) -> frozenset[str]:
    """The words and metrics that tell a figure from another."""
    return claim.words | {f"#{m}" for m in claim.metrics}


def exact(family: str, value: Decimal) -> Amount:
    """A value that is worked out, and shows no digits of its own."""
    return Amount(family, value, None, Decimal(0), "exact")
