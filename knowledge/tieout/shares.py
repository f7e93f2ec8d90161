"""Pairs of figures that a sentence sets in relation: a part and its whole, a margin, a multiple."""

from collections.abc import Iterator
from itertools import permutations

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.lexicon import japanese
from kuroji.knowledge.tieout.names import meet
from kuroji.knowledge.tieout.ratios import named_ratio, parts_of
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sums import MOST, mentions
from kuroji.knowledge.tieout.topics import any_alike, topics_of
from kuroji.knowledge.tieout.wording import words_of


def parts(said: Claim, scene: Scene, *, any_size: bool = False) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of numerator and denominator of one time that the sentence speaks of."""
    for top, bottom in permutations(parts_of(said, scene, MOST), 2):
        if top.amount.family != bottom.amount.family or not bottom.amount.low:
            continue
        if not any_size and top.amount.size > bottom.amount.size:
            continue
        if top.amount.family == "percent" and not any_size and not _of_it(said, top, bottom):
            continue
        if top.row and bottom.row and top.time != bottom.time:
            continue
        if not any_size and _of_other_years(top, bottom):
            continue
        strangers = top.names and bottom.names and not meet(top.names, bottom.names)
        if not any_size and (strangers or top.prior != bottom.prior):
            continue
        if _fits(said, top, bottom, scene):
            yield top, bottom


def _of_it(said: Claim, share: Claim, whole: Claim) -> bool:
    """Whether a share of a share is asked for: the sentence names the latter behind its figure."""
    behind = said.whole if japanese(said.whole) else said.whole.partition(said.text)[2]
    return bool(words_of(behind) & (whole.words - share.words))


def _of_other_years(left: Claim, right: Claim) -> bool:
    if left.time is None or right.time is None or not (left.time.years and right.time.years):
        return False
    return not left.time.years & right.time.years


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
    named = named_ratio(said, top, bottom)
    if named is not None:
        return named
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
