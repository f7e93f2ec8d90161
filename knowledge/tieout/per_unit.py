"""What falls on one of many: revenue per employee, a contract per year of its term."""

from collections.abc import Iterator

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.restoring import Worked
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sums import mentions, related
from kuroji.knowledge.tieout.timing import disagree


def per_unit(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    for top in related(said, scene, family):
        for bottom in scene.claims:
            if not bottom.amount.low or _at_other_times(top, bottom):
                continue
            if bottom.amount.family == "count" and mentions(said, top) and mentions(said, bottom):
                value = top.amount.low / bottom.amount.low
            elif bottom.amount.family == "month" and _spread_over(said, top, bottom):
                value = top.amount.low * 12 / bottom.amount.low
            else:
                continue
            yield value, (top, bottom)


def _at_other_times(left: Claim, right: Claim) -> bool:
    return bool(left.time and right.time and disagree(left.time, right.time))


def _spread_over(said: Claim, top: Claim, term: Claim) -> bool:
    """Whether `term` is the stretch over which `top` falls."""
    if top.place == term.place and "total" in top.traits:
        return True
    return top.place[0] == term.place[0] and mentions(said, top)
