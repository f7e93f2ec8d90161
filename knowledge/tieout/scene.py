"""All evidence of a sentence, as it is compared with."""

from dataclasses import dataclass
from functools import cached_property

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.lexicon import japanese
from kuroji.knowledge.tieout.names import Name
from kuroji.knowledge.tieout.timing import latest


@dataclass(frozen=True)
class Scene:
    """All evidence of a sentence: claims, names, the last year that is no forecast."""

    claims: tuple[Claim, ...]
    names: tuple[Name, ...]
    last_year: int | None

    @classmethod
    def of(cls, claims: tuple[Claim, ...], names: tuple[Name, ...]) -> "Scene":
        dated = [c.time for c in claims if c.time is not None and "forecast" not in c.traits]
        return cls(claims, names, latest(dated))

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

    @cached_property
    def columns(self) -> frozenset[str]:
        """The words by which the figures of a table's row differ."""
        rows: dict[tuple[object, str], list[frozenset[str]]] = {}
        for claim in self.claims:
            if claim.row:
                rows.setdefault((claim.place, claim.row), []).append(claim.words)
        told = (frozenset[str]().union(*w) - w[0].intersection(*w) for w in rows.values())
        return frozenset[str]().union(*told)
