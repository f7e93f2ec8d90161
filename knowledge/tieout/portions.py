"""A stated share of a stated whole: 40 % of the orders, staff costs at 35 % of revenue."""

from collections.abc import Iterator

from kuroji.knowledge.tieout import cues
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.meaning import denominators
from kuroji.knowledge.tieout.products import ENTIRE, is_stake
from kuroji.knowledge.tieout.restoring import Worked
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sums import mentions
from kuroji.knowledge.tieout.timing import disagree


def portions(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield a stated share of a stated whole; the sentence speaks of both, or asks for a part."""
    named = not cues.PORTION.search(said.whole)
    if ENTIRE.search(said.whole):
        return
    for share in scene.claims:
        if not _is_share(share):
            continue
        for whole in scene.claims:
            if whole.amount.family != family or whole.amount.high is not None:
                continue
            if share.prior and not (said.prior or (said.time is not None and said.time.past)):
                continue
            spoken = mentions(said, share)
            both = spoken and (mentions(said, whole) or whole.place == share.place)
            both = both or (spoken and share.place[0] == whole.place[0] and _of_it(share, whole))
            both = both or is_stake(said, share, whole)
            if both or (whole.place == share.place and not named):
                value = whole.amount.low * share.amount.low / 100
                yield value, (whole, share)


def _is_share(claim: Claim) -> bool:
    """A rate in percent, or one in basis points: six basis points of the volume."""
    rate = claim.amount.family == "percent" or bool(cues.BASIS_POINTS.search(claim.text))
    return rate and not claim.change


def _of_it(share: Claim, whole: Claim) -> bool:
    """Whether the share names its whole, by a word or as a metric: six basis points of volume."""
    if whole.metric and whole.metric in share.metrics:
        return True
    of_metric = whole.metric and whole.metric in denominators(share.whole)
    if of_metric and not (share.time and whole.time and disagree(share.time, whole.time)):
        return True
    if whole.place[1] == share.place[1] - 1 and cues.OF_IT.search(share.whole):
        return True
    return any(f" of {word}" in share.whole for word in share.words & whole.words)
