"""Whether a figure of the evidence is of another time than the sentence says."""

from kuroji.knowledge.tieout.amounts import equal
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.evidence import Reason
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sequence import one_topic
from kuroji.knowledge.tieout.timing import disagree


def other_time(said: Claim, true: Claim, scene: Scene) -> Reason:
    """Return the objection where the figure of the evidence is of another time than is said."""
    when, there = said.time, true.time
    if said.prior and not said.change and _followed(true, scene):
        return "wrong_year_or_row"
    if when is None:
        return "wrong_year_or_row" if _before(true) and not said.prior and _now(true, scene) else ""
    if when.years or when.part:
        if there is not None and disagree(when, there):
            return "wrong_year_or_row"
        if _told_otherwise(said, true, scene):
            return "wrong_year_or_row"
        if true.prior and not said.prior and _superseded(true, scene):
            return "wrong_year_or_row"
        past = not (when.years or when.past) and there is not None and there.past
        return "wrong_year_or_row" if past and _now(true, scene) else ""
    before = _before(true)
    older = _older(true, scene)
    wrong = {
        -1: not before and not older and _earlier_exists(true, scene),
        0: before or older,
        1: "forecast" not in true.traits and not (there is not None and there.relative == 1),
        None: False,
    }[-1 if when.past else when.relative]
    if there is not None and there.relative is not None and when.relative is not None:
        wrong = wrong or (there.relative < 0) != (when.relative < 0)
    return "wrong_year_or_row" if wrong else ""


def _superseded(true: Claim, scene: Scene) -> bool:
    """Whether a newer figure for the same time stands beside a former one: a revised forecast."""
    return any(
        not c.prior and c.time == true.time and c.place == true.place and one_topic(c, true)
        for c in scene.rivals(true)
    )


def _before(true: Claim) -> bool:
    return true.prior or (true.time is not None and true.time.past)


def _now(true: Claim, scene: Scene) -> bool:
    return any(
        not _before(c) and (c.words & true.words or (c.metric and c.metric == true.metric))
        for c in scene.rivals(true)
    )


def _older(true: Claim, scene: Scene) -> bool:
    if true.time is None or not true.time.years or scene.last_year is None:
        return False
    return max(true.time.years) < scene.last_year


def _earlier_exists(true: Claim, scene: Scene) -> bool:
    return any(
        _before(c) or _older(c, scene) for c in scene.rivals(true) if c.place[0] == true.place[0]
    )


def _followed(true: Claim, scene: Scene) -> bool:
    """Whether a former figure of the same thing stands beside this one: this is the later one."""
    return not _before(true) and any(
        c.prior and c.place == true.place and not c.change and one_topic(c, true)
        for c in scene.rivals(true)
    )


def _told_otherwise(said: Claim, true: Claim, scene: Scene) -> bool:
    """Whether the evidence gives another figure of the very thing for the time that is said.

    The figure compared with has no year of its own: then it is not the one of that time.
    """
    when, there = said.time, true.time
    if when is None or true.change or (there is not None and there.years):
        return False
    undated = there is None or (true.prior and there.past)
    return undated and any(
        c.time is not None
        and bool(c.time.years & when.years)
        and not disagree(when, c.time)
        and not c.change
        and (c.place == true.place or not true.prior)
        and not (c.prior and not true.prior and c.place == true.place and c.time.past)
        and one_topic(c, true)
        and not equal(said.amount, c.amount)
        for c in scene.rivals(true)
    )
