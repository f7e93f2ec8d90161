"""What follows from the passages by one step of arithmetic: growth, share, sum, middle."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, permutations

from kuroji.knowledge.tieout import cues
from kuroji.knowledge.tieout.amounts import Amount, equal
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.identities import by_identity, months_covered, over_a_year
from kuroji.knowledge.tieout.names import meet
from kuroji.knowledge.tieout.per_unit import per_unit
from kuroji.knowledge.tieout.restoring import (
    before_movement,
    by_rate,
    exact,
    of_one_kind,
    over_parts,
    price_times_quantity,
    told_apart,
)
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sequence import later, one_topic, stretch_asked
from kuroji.knowledge.tieout.sums import MOST, mentions, middles, related, rest_of, sums
from kuroji.knowledge.tieout.topics import any_alike, topics_of
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
    elif family == "multiple":
        yield from _multiples(said, scene)
    else:
        yield from _in_amounts(said, scene, family)
    yield from _exactly(family, before_movement(said, scene), "restored")
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
    if cues.REST.search(said.whole):
        yield from _exactly(family, rest_of(said, scene, family), "difference")
    yield from _exactly(family, by_identity(said, scene, family), "identity")
    for amount, claim in over_a_year(said, scene, family):
        yield Derived(amount, (claim,), 0, "annualised")
    yield from _by_factor(said, scene, family)


def _by_factor(said: Claim, scene: Scene, family: str) -> Iterator[Derived]:
    yield from _portions(said, scene, family, named=not cues.PORTION.search(said.whole))
    if cues.EACH.search(said.whole):
        yield from _exactly(family, per_unit(said, scene, family), "per unit")
    yield from _exactly(family, by_rate(said, scene, family), "rate")
    for amount, terms in over_parts(said, scene, family):
        yield Derived(amount, terms, 0, "sum")
    yield from _exactly(family, price_times_quantity(said, scene, family), "product")


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
    if not said.change:
        for part, whole in _parts(said, scene):
            value = part.amount.low / whole.amount.low * 100
            yield Derived(exact("percent", value), (part, whole), 0, "share")
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
    if cues.REST.search(said.whole):
        for claim in related(said, scene, "percent"):
            yield Derived(exact("percent", 100 - claim.amount.low), (claim,), 0, "rest")


def _multiples(said: Claim, scene: Scene) -> Iterator[Derived]:
    for now, then in _over_time(said, scene, None):
        if then.amount.low:
            value = abs(now.amount.low / then.amount.low)
            yield Derived(exact("multiple", value), (now, then), 0, "multiple")
    if cues.DOUBLED.search(said.text):
        return
    for top, bottom in _parts(said, scene, any_size=True):
        value = abs(top.amount.low / bottom.amount.low)
        yield Derived(exact("multiple", value), (top, bottom), 0, "multiple")


def _movements(said: Claim, scene: Scene, family: str, result: str) -> Iterator[Derived]:
    """Differences: of one thing at two times, or of two things that the sentence names."""
    exceeds = bool(cues.EXCEEDS.search(said.whole))
    moved = said.change or said.direction or said.quality or cues.LOST.search(said.whole)
    if moved or exceeds:
        for now, then in _over_time(said, scene, family):
            value = abs(now.amount.low - then.amount.low)
            yield Derived(exact(result, value), (now, then), _moved(said, now, then), "change")
    if exceeds or said.change:
        few = related(said, scene, family)
        two = exceeds and len(few) <= 2
        pairs = list(permutations(few, 2)) if two else told_apart(said, few, over_time=exceeds)
        for a, b in pairs:
            value = abs(a.amount.low - b.amount.low)
            yield Derived(exact(result, value), (a, b), 0, "difference")


def _stretches(scene: Scene) -> Iterator[Derived]:
    """The years between two times that the evidence names."""
    dated = [c for c in scene.claims if c.time is not None and len(c.time.years) == 1]
    for a, b in combinations(dated[:MOST], 2):
        if a.time is not None and b.time is not None:
            years = abs(max(a.time.years) - max(b.time.years))
            yield Derived(exact("month", Decimal(12 * years)), (), 0, "stretch")


def _portions(said: Claim, scene: Scene, family: str, *, named: bool) -> Iterator[Derived]:
    """A stated share of a stated whole; `named` where the sentence must speak of both."""
    for share in scene.claims:
        if share.amount.family != "percent" or share.change:
            continue
        for whole in scene.claims:
            if whole.amount.family != family or whole.amount.high is not None:
                continue
            if share.prior and not (said.prior or (said.time is not None and said.time.past)):
                continue
            spoken = mentions(said, share)
            both = spoken and (mentions(said, whole) or whole.place == share.place)
            if both or (whole.place == share.place and not named):
                value = whole.amount.low * share.amount.low / 100
                yield Derived(exact(family, value), (whole, share), 0, "portion")


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


_MARGINS = {
    "gross_margin": "gross_profit",
    "operating_margin": "operating_income",
    "net_margin": "net_income",
    "ordinary_margin": "ordinary_profit",
    "ebitda_margin": "ebitda",
    "free_cash_flow_margin": "free_cash_flow",
    "capital_intensity": "capital_expenditure",
}


def _parts(said: Claim, scene: Scene, *, any_size: bool = False) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of numerator and denominator of one time that the sentence speaks of."""
    claims = [c for c in scene.claims[:MOST] if not c.change and c.amount.high is None]
    for top, bottom in permutations(claims, 2):
        if top.amount.family != bottom.amount.family or not bottom.amount.low:
            continue
        if not any_size and top.amount.size > bottom.amount.size:
            continue
        if top.row and bottom.row and top.time != bottom.time:
            continue
        strangers = top.names and bottom.names and not meet(top.names, bottom.names)
        if not any_size and (strangers or top.prior != bottom.prior):
            continue
        if _fits(said, top, bottom, scene):
            yield top, bottom


def _outdone(said: Claim, top: Claim, bottom: Claim, scene: Scene) -> bool:
    """Whether another figure of the row is nearer to the sentence than `top`."""
    own = (said.words & top.words) - bottom.words
    return bool(top.row) and any(
        c is not bottom
        and c.row == top.row
        and (said.words & c.words) - top.words - bottom.words
        and not own - c.words
        for c in scene.rivals(top)
    )


def _fits(said: Claim, top: Claim, bottom: Claim, scene: Scene) -> bool:
    profit = _MARGINS.get(said.metric.removeprefix("adjusted_"))
    if profit is not None:
        loose = "adjusted" in said.traits or profit == "ebitda"
        plain = top.metric.removeprefix("adjusted_") if loose else top.metric
        return any_alike({top.metric, plain}, {profit}) and bottom.metric == "revenue"
    if _outdone(said, top, bottom, scene):
        return False
    alone = len(scene.rivals(top)) <= 1
    if alone:
        return True
    spoken_of = {t.metric for t in topics_of(said.whole)}
    named = mentions(said, bottom) or any_alike(spoken_of, bottom.metrics)
    others = (c for c in scene.rivals(top) if c is not bottom)
    near = not bottom.row and top.place == bottom.place
    near = near and not any(any_alike(spoken_of, {c.metric}) for c in others)
    return mentions(said, top) and (named or near)
