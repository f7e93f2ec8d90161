"""All evidence of a sentence, as it is compared with."""

from dataclasses import dataclass

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.lexicon import japanese
from kuroji.knowledge.tieout.names import Name
from kuroji.knowledge.tieout.timing import latest


@dataclass(frozen=True, slots=True)
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
