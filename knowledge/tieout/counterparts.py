"""What the evidence names beside a figure, though it gives none for it: a base, the rest."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.restoring import Worked
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.wording import words_of

_GAP = re.compile(
    r"^\s*(?:above|below|over|under|more than|less than) (?:the |its )?(?P<en>(?:[a-z-]+ ?){1,4})"
)
_LEFT_FOR = re.compile(
    r"\b(?:rest|remainder|balance) (?:is |was |came |being |paid )?(?:in|from|as|by) (?:new |its )?"
    r"(?P<en>[a-z]+)|(?!and |of |for |from |but |with |in )\b"
    r"(?P<pre>[a-z]+) (?:took |take |made up |is |are )?the (?:rest|remainder)\b|"
    r"残り(?:は|が|を)?(?P<ja>[一-鿿ァ-ヺー]{2,6})"
)


def base_of_gap(said: Claim, scene: Scene) -> Iterator[Worked]:
    """Yield what a figure is held against: 4.35 %, 120 basis points above the benchmark."""
    if said.change:
        return
    for gap in scene.claims:
        if not _held_against(said, gap) or not gap.direction:
            continue
        for level in scene.claims:
            families = gap.amount.family, level.amount.family
            fits = families[0] == families[1] or families == ("point", "percent")
            if level.place == gap.place and not level.change and fits:
                value = level.amount.low - gap.direction * gap.amount.low
                if level.amount.family == said.amount.family:
                    yield value, (replace(level, words=level.words | said.words),)


def _held_against(said: Claim, gap: Claim) -> bool:
    """Whether the sentence speaks of what the gap is measured from."""
    base = _base_named(gap.whole.partition(gap.text)[2]) if gap.change else frozenset[str]()
    return bool(base) and base <= said.words


@lru_cache(maxsize=1024)
def _base_named(behind: str) -> frozenset[str]:
    match = _GAP.match(behind)
    return words_of(match["en"]) if match else frozenset()


def left_for(said: Claim, scene: Scene) -> frozenset[tuple[str, int]]:
    """The sentences of the evidence whose rest is what the sentence speaks of."""
    return frozenset(c.place for c in scene.claims if said.words & _rest_named(c.whole))


@lru_cache(maxsize=1024)
def _rest_named(text: str) -> frozenset[str]:
    match = _LEFT_FOR.search(text)
    return words_of(match["en"] or match["pre"] or match["ja"]) if match else frozenset()


def of_counterpart(said: Claim, true: Claim, scene: Scene) -> bool:
    """Whether the sentence gives the figure to its counterpart: the bond's to the benchmark."""
    if true.place in left_for(said, scene) and not said.words & true.words:
        return True
    return any(
        c.place == true.place and c is not true and _held_against(said, c)
        for c in scene.claims
        if not true.change
    )
