"""Sums and middles of the figures that a sentence speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from kuroji.knowledge.tieout import cues
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.counterparts import left_for
from kuroji.knowledge.tieout.opposites import opposed
from kuroji.knowledge.tieout.restoring import Worked
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sequence import one_topic
from kuroji.knowledge.tieout.timing import disagree
from kuroji.knowledge.tieout.topics import any_alike

MOST = 80  # figures of one family that are paired; beyond that the nearest in topic are kept


def sums(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    few = [c for c in related(said, scene, family) if _is_summand(c)][:14]
    few = [c for c in few if not (_of_another(said, c) or opposed(said.words, c.words))]
    named = [c for c in few if mentions(said, c)]
    if len(named) < 2:
        named = [c for c in few if not _at_another_time(said, c)]
    for size in (2, 3, 4):
        for terms in combinations(named if len(few) > 3 else few, size):
            if _addable(terms):
                value = sum((t.amount.low for t in terms), Decimal(0))
                yield value, terms


_FURTHER = re.compile(
    r"\b(?:further|additional|another|more|extra|on top)\b|追加|さらに|加えて", re.IGNORECASE
)


def _is_summand(claim: Claim) -> bool:
    """A level, or what comes on top of one: up to 40 million more."""
    added = claim.change and claim.direction > 0 and claim.amount.family not in ("percent", "point")
    return "bound" not in claim.traits and (
        not claim.change or (added and bool(_FURTHER.search(claim.whole)))
    )


def _at_another_time(said: Claim, claim: Claim) -> bool:
    return bool(said.time and claim.time and disagree(said.time, claim.time))


def _of_another(said: Claim, claim: Claim) -> bool:
    """Whether the figure is of a metric of which the sentence does not speak."""
    if claim.amount.family == "percent":  # its metric is what it is a share of
        return False
    spoken = {*said.metrics, said.metric} - {""}
    kind = any(claim.metric.startswith(f"{metric}_") for metric in spoken)  # debt due is debt
    named = {claim.metric, *claim.metrics}
    return bool(spoken and claim.metric and not kind and not any_alike(spoken, named))


def _addable(terms: Sequence[Claim]) -> bool:
    """Parts of one time, or one row over several times."""
    times = {(t.time.years, t.time.part) for t in terms if t.time is not None}
    rows = {t.row for t in terms}
    if "" in rows:
        return True
    return len(rows) == 1 or len(times) <= 1


def middles(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    few = related(said, scene, family)
    for claim in few:
        if claim.amount.high is not None:
            value = (claim.amount.low + claim.amount.high) / 2
            yield value, (claim,)
    for a, b in combinations(few[:20], 2):
        if one_topic(a, b):
            yield (a.amount.low + b.amount.low) / 2, (a, b)


def mentions(said: Claim, claim: Claim) -> bool:
    return bool(said.words & claim.words) or any_alike(said.metrics, claim.metrics)


def related(said: Claim, scene: Scene, family: str) -> list[Claim]:
    """The figures of a family, those named in the sentence first."""
    every = [c for c in scene.claims if c.amount.family == family]
    every.sort(key=lambda c: not mentions(said, c))
    return every[:MOST]


def rest_asked(said: Claim, scene: Scene) -> bool:
    """Whether the sentence asks for what is left, or speaks of what the evidence calls the rest."""
    if cues.REST.search(said.whole) or left_for(said, scene):
        return True
    return any(pattern.search(said.whole) for pair in cues.COMPLEMENT for pattern in pair)


def is_complement(said: Claim, part: Claim) -> bool:
    """Whether the sentence speaks of what is left beside the part: at home, of those abroad."""
    words = " ".join(part.words)
    return any(
        (one.search(said.whole) and other.search(words))
        or (other.search(said.whole) and one.search(words))
        for one, other in cues.COMPLEMENT
    )


def rest_of(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what is left of a whole without the part spoken of: users who do not pay."""
    places = left_for(said, scene)
    for part in related(said, scene, family):
        spoken = mentions(said, part) or is_complement(said, part) or part.place in places
        if part.change or not spoken:
            continue
        for whole in scene.claims:
            one_kind = whole.amount.family == family and whole.place == part.place
            if one_kind and not whole.change and whole.amount.size > part.amount.size:
                told = whole.words | (said.words if part.place in places else frozenset())
                yield whole.amount.low - part.amount.low, (replace(whole, words=told), part)


_OF_THEM = re.compile(r"\s*of (?:them|these|those|whom|which)\b")


def net_of(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what is left of one figure after another beside it that the sentence names."""
    few = [c for c in related(said, scene, family) if not c.change and c.amount.high is None]
    if "net of" in said.whole.lower() and len(few) == 2 and few[0].place == few[1].place:
        high, low = sorted(few, key=lambda c: -c.amount.low)
        yield high.amount.low - low.amount.low, (replace(high, words=said.words), low)
    for part in few:
        if not (mentions(said, part) or _OF_THEM.match(part.whole.partition(part.text)[2])):
            continue
        for whole in few:
            beside = whole.place == part.place and whole.prior == part.prior
            larger = whole.amount.low > part.amount.low
            if whole is not part and beside and larger and mentions(said, whole):
                told = whole.words | said.words
                yield whole.amount.low - part.amount.low, (replace(whole, words=told), part)


_THE_REST = re.compile(r"\b(?:rest|remainder|remaining|others)\b|残り|それ以外|その他")


def rest_of_all(said: Claim, scene: Scene) -> Iterator[Worked]:
    """Yield what the shares of a sentence leave, where a rest is spoken of."""
    if not rest_asked(said, scene):
        return
    shares = [c for c in scene.claims if c.amount.family == "percent" and not c.change]
    for place in {c.place for c in shares if not (c.row or c.prior)}:
        listed = tuple(c for c in shares if c.place == place and not c.prior)
        left = 100 - sum((c.amount.low for c in listed), Decimal(0))
        if len(listed) > 1 and left > 0 and _THE_REST.search(scene.text):
            yield left, listed
