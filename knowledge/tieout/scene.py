"""All evidence of a sentence, as it is compared with."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.lexicon import japanese
from kuroji.knowledge.tieout.names import Name
from kuroji.knowledge.tieout.timing import latest

_MOST_BETWEEN = 3


@dataclass(frozen=True)
class Scene:
    """All evidence of a sentence: claims, names, the last year that is no forecast."""

    claims: tuple[Claim, ...]
    names: tuple[Name, ...]
    last_year: int | None
    text: str = ""

    @classmethod
    def of(cls, claims: tuple[Claim, ...], names: tuple[Name, ...], text: str = "") -> "Scene":
        dated = [c.time for c in claims if c.time is not None and "forecast" not in c.traits]
        return cls(claims, names, latest(dated), text)

    def rivals(self, true: Claim, *families: str) -> list[Claim]:
        """The other figures that one could mistake for `true`."""
        kinds = families or (true.amount.family,)
        return [
            c
            for c in self.claims
            if c is not true
            and c.amount.family in kinds
            and japanese(c.whole) == japanese(true.whole)
        ]

    def sided(self, said: Claim, true: Claim) -> bool:
        """Whether the two speak of different columns of a table: Consumer, Industrial."""
        one, other = said.words & self.columns, true.words & self.columns
        return bool(one and other and not one & other)

    def listed(self, said: Claim, true: Claim) -> bool:
        """Whether the two are of different entries of a list: mortgages $5.4bn, cards $1.8bn."""
        return any(
            said.words & one and (true.words & other) - said.words
            for one, other in self.entries
            if not true.words & one
        )

    @cached_property
    def entries(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The words of which a list has one entry each: two figures in a row without a verb."""
        found = []
        for one, other in pairwise(c for c in self.claims if not c.row):
            if one.place != other.place or one.amount.family != other.amount.family:
                continue
            between = one.whole.partition(one.text)[2].partition(other.text)[0]
            bare = len(between.split()) <= _MOST_BETWEEN and not japanese(one.whole)
            first, second = one.words - other.words, other.words - one.words
            if bare and first and len(second) == 1:
                found += [(first, second), (second, first)]
        return tuple(found)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The words by which the figures of a table's row differ."""
        rows: dict[tuple[object, str], list[frozenset[str]]] = {}
        for claim in self.claims:
            if claim.row:
                rows.setdefault((claim.place, claim.row), []).append(claim.words)
        told = (frozenset[str]().union(*w) - w[0].intersection(*w) for w in rows.values())
        return frozenset[str]().union(*told)
