"""A figure with all that its text says of it."""

from dataclasses import dataclass, replace

from kuroji.knowledge.tieout.amounts import Amount
from kuroji.knowledge.tieout.names import Name
from kuroji.knowledge.tieout.timing import When


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure and its labels; a label that the text does not give is empty.

    `amount` is signed by meaning: a loss of 4 is −4; `signed` tells that the text fixes the sign.
    `direction` is where the words say it went, `quality` whether to better or worse; `change`
    that the figure is a movement; `prior` that it is what was before.
    """

    text: str
    amount: Amount
    signed: bool
    metric: str
    metrics: frozenset[str]
    words: frozenset[str]
    names: tuple[Name, ...]
    time: When | None
    prior: bool
    direction: int
    quality: int
    change: bool
    traits: frozenset[str]
    place: tuple[str, int]
    row: str
    whole: str


def expected(claim: Claim) -> Claim:
    """The same figure as one that is only expected."""
    return replace(claim, traits=claim.traits | {"forecast"})
