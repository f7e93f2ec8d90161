"""What follows from the passages by one step of arithmetic: growth, share, sum, middle."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, permutations

from kuroji.knowledge.tieout import cues
from kuroji.knowledge.tieout.amounts import Amount, equal
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.comparisons import comes_first, compared, more_by_percent
from kuroji.knowledge.tieout.counterparts import base_of_gap
from kuroji.knowledge.tieout.identities import (
    after_the_money,
    by_identity,
    excluded_item,
    months_covered,
    over_a_year,
)
from kuroji.knowledge.tieout.per_unit import per_unit
from kuroji.knowledge.tieout.portions import portions
from kuroji.knowledge.tieout.products import (
    each_of,
    grossed_up,
    over_term,
    price_times_quantity,
)
from kuroji.knowledge.tieout.ratios import changes, growth_changes, share_of_all, unit_margin
from kuroji.knowledge.tieout.restoring import (
    Worked,
    before_movement,
    by_rate,
    exact,
    of_one_kind,
    over_parts,
    told_apart,
    under_rate,
)
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sequence import later, one_topic, stretch_asked
from kuroji.knowledge.tieout.shares import parts
from kuroji.knowledge.tieout.sums import (
    MOST,
    mentions,
    middles,
    net_of,
    related,
    rest_asked,
    rest_of,
    rest_of_all,
    sums,
)
from kuroji.knowledge.tieout.topics import topics_of
from kuroji.knowledge.tieout.wording import words_of


@dataclass(frozen=True, slots=True)
class Derived:
    """A value worked out from `terms`; `moved` is the sign of a movement, 0 where there is none."""

    amount: Amount
    terms: tuple[Claim, ...]
    moved: int
    how: str


def derivations(said: Claim, scene: Scene) -> Iterator[Derived]:
    """Yield what equals `said` and is worked out as its words ask."""
    family = said.amount.family
    whole = frozenset(t.metric for t in topics_of(said.whole, family))
    # The terms may stand anywhere in the sentence: orders of which 31 % turned into revenue.
    said = replace(said, words=said.words | words_of(said.whole), metrics=said.metrics | whole)
    for derived in _candidates(said, scene, family):
        if equal(said.amount, derived.amount):
            yield derived


def _candidates(said: Claim, scene: Scene, family: str) -> Iterator[Derived]:
    text = said.whole
    if family == "percent":
        yield from _in_percent(said, scene)
    elif family == "point":
        yield from _movements(said, scene, "percent", "point")
        yield from _ratio_changes(said, scene)
    elif family == "multiple":
        yield from _multiples(said, scene)
    else:
        yield from _in_amounts(said, scene, family)
    yield from _exactly(family, before_movement(said, scene), "restored")
    yield from _exactly(family, base_of_gap(said, scene), "restored")
    if cues.TOGETHER.search(text):
        yield from _exactly(family, sums(said, scene, family), "sum")
    yield from _exactly(family, of_one_kind(said, scene), "sum")
    if cues.MIDDLE.search(text):
        yield from _exactly(family, middles(said, scene, family), "middle")


def _in_amounts(said: Claim, scene: Scene, family: str) -> Iterator[Derived]:
    yield from _movements(said, scene, family, family)
    if family == "month":
        if said.metric not in ("runway", "payback"):
            yield from _stretches(scene)
        yield from _exactly(family, months_covered(scene), "rate")
    if rest_asked(said, scene):
        yield from _exactly(family, rest_of(said, scene, family), "difference")
    if cues.NET.search(said.whole):
        yield from _exactly(family, net_of(said, scene, family), "difference")
    yield from _exactly(family, by_identity(said, scene, family), "identity")
    yield from _exactly(family, after_the_money(said, scene, family), "sum")
    yield from _exactly(family, excluded_item(said, scene, family), "identity")
    for amount, claim in over_a_year(said, scene, family):
        yield Derived(amount, (claim,), 0, "annualised")
    yield from _by_factor(said, scene, family)


def _by_factor(said: Claim, scene: Scene, family: str) -> Iterator[Derived]:
    yield from _exactly(family, portions(said, scene, family), "portion")
    if cues.EACH.search(said.whole):
        yield from _exactly(family, per_unit(said, scene, family), "per unit")
    yield from _exactly(family, by_rate(said, scene, family), "rate")
    yield from _exactly(family, under_rate(said, scene, family), "rate")
    for amount, terms in over_parts(said, scene, family):
        yield Derived(amount, terms, 0, "sum")
    yield from _exactly(family, price_times_quantity(said, scene, family), "product")
    yield from _exactly(family, grossed_up(said, scene, family), "product")
    yield from _exactly(family, over_term(said, scene, family), "product")
    yield from _exactly(family, each_of(said, scene, family), "per unit")


def _exactly(
    family: str, found: Iterable[tuple[Decimal, tuple[Claim, ...]]], how: str
) -> Iterator[Derived]:
    """Derive what was worked out as one value each, from its terms, in one step."""
    return (Derived(exact(family, value), terms, 0, how) for value, terms in found)


def _middle(said: Claim, claim: Claim) -> Decimal:
    """The figure itself; of a range the middle, where the sentence speaks of it."""
    high = claim.amount.high
    asked = high is not None and cues.MIDDLE.search(said.whole)
    return (claim.amount.low + high) / 2 if asked and high is not None else claim.amount.low


def _in_percent(said: Claim, scene: Scene) -> Iterator[Derived]:
    if said.change or cues.GROWTH.search(said.whole):
        for now, then in _over_time(said, scene, None):
            moved = _moved(said, now, then)
            base = abs(then.amount.low)
            value = abs(_middle(said, now) - then.amount.low) / base * 100 if base else Decimal(0)
            yield Derived(exact("percent", value), (now, then), moved, "growth")
    if cues.EXCEEDS.search(said.whole):
        yield from _exactly("percent", more_by_percent(said, scene), "difference")
    if not said.change:
        for part, whole in parts(said, scene):
            value = part.amount.low / whole.amount.low * 100
            yield Derived(exact("percent", value), (part, whole), 0, "share")
        yield from _exactly("percent", unit_margin(said, scene), "share")
        yield from _exactly("percent", share_of_all(said, scene), "share")
    for claim in related(said, scene, "percent"):
        if any(
            (one.search(said.whole) and other.search(claim.whole))
            or (other.search(said.whole) and one.search(claim.whole))
            for one, other in cues.COMPLEMENT
        ):
            yield Derived(
                exact("percent", 100 - claim.amount.low),
                (replace(claim, words=said.words),),
                0,
                "rest",
            )
    yield from _exactly("percent", rest_of_all(said, scene), "rest")
    if cues.REST.search(said.whole):
        for claim in related(said, scene, "percent"):
            yield Derived(exact("percent", 100 - claim.amount.low), (claim,), 0, "rest")


def _ratio_changes(said: Claim, scene: Scene) -> Iterator[Derived]:
    if said.change or said.direction or said.quality:
        yield from _exactly_moved(changes(parts(said, scene)))


def _multiples(said: Claim, scene: Scene) -> Iterator[Derived]:
    for now, then in _over_time(said, scene, None):
        if then.amount.low:
            value = abs(now.amount.low / then.amount.low)
            yield Derived(exact("multiple", value), (now, then), 0, "multiple")
    if cues.DOUBLED.search(said.text) and not cues.DOUBLE_THAT.search(said.whole):
        return
    for top, bottom in parts(said, scene, any_size=True):
        faster = top.amount.family in _TAKEN and bool(cues.FASTER.search(said.whole))
        if comes_first(said, top, bottom) * (-1 if faster else 1) < 0:
            continue
        value = abs(top.amount.low / bottom.amount.low)
        yield Derived(exact("multiple", value), (top, bottom), 0, "multiple")


def _exactly_moved(found: Iterable[tuple[Worked, int]]) -> Iterator[Derived]:
    return (Derived(exact("point", v), terms, moved, "change") for (v, terms), moved in found)


def _in_time(left: Claim, right: Claim) -> int:
    return int(later(left, right)) - int(later(right, left))


_TAKEN = frozenset({"hour", "day", "month"})


def _movements(said: Claim, scene: Scene, family: str, result: str) -> Iterator[Derived]:
    """Differences: of one thing at two times, or of two things that the sentence names."""
    exceeds = bool(cues.EXCEEDS.search(said.whole))
    if result == "point" and cues.GROWTH.search(said.whole):
        yield from _exactly_moved(growth_changes(scene))
    moved = said.change or said.direction or said.quality or cues.LOST.search(said.whole)
    if moved or exceeds:
        for now, then in _over_time(said, scene, family):
            value = abs(now.amount.low - then.amount.low)
            yield Derived(exact(result, value), (now, then), _moved(said, now, then), "change")
    if exceeds or said.change:
        few = related(said, scene, family)
        spoken = [c for c in few if mentions(said, c)] if exceeds else []
        if len(few) > 2 == len(spoken):
            few = spoken
        two = exceeds and len(few) <= 2
        pairs = list(permutations(few, 2)) if two else told_apart(said, few, over_time=exceeds)
        for a, b in pairs:
            value = a.amount.low - b.amount.low
            if compared(said, a, b) * value >= 0:
                moved = _in_time(a, b) * ((value > 0) - (value < 0))
                yield Derived(exact(result, abs(value)), (a, b), moved, "difference")


def _stretches(scene: Scene) -> Iterator[Derived]:
    """The years between two times that the evidence names."""
    dated = [c for c in scene.claims if c.time is not None and len(c.time.years) == 1]
    for a, b in combinations(dated[:MOST], 2):
        if a.time is not None and b.time is not None:
            years = abs(max(a.time.years) - max(b.time.years))
            yield Derived(exact("month", Decimal(12 * years)), (), 0, "stretch")


def _over_time(said: Claim, scene: Scene, family: str | None) -> Iterator[tuple[Claim, Claim]]:
    claims = [
        c
        for c in scene.claims[:MOST]
        if (c.amount.family == family or (family is None and c.amount.family != "percent"))
        and not c.change
    ]
    for now, then in permutations(claims, 2):
        if now.amount.family != then.amount.family or not one_topic(now, then):
            continue
        if later(now, then) and stretch_asked(said.whole, now, then):
            yield now, then
    if family is None:
        few = [c for c in scene.claims if c.amount.family == "percent" and not c.change]
        if said.amount.family == "multiple":
            for now, then in permutations(few[:12], 2):
                if one_topic(now, then) and later(now, then):
                    yield now, then


def _moved(said: Claim, now: Claim, then: Claim) -> int:
    """The sign of the movement as the sentence looks at it: of a loss, the movement of its size."""
    both_lost = now.amount.low < 0 and then.amount.low < 0
    if both_lost and said.signed and not said.quality and not said.metric.endswith("margin"):
        value = now.amount.size - then.amount.size
    else:
        value = now.amount.low - then.amount.low
    return (value > 0) - (value < 0)
