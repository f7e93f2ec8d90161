"""What a careful forger does after a change: recomputes the chain, the hashes, the seals."""

from typing import Literal

from kuroji.memo.bundle import (
    Bundle,
    Unopened,
    bundle_hash,
    sealed_passage,
    sealed_source,
    seals,
)

# `plain`: nothing; `chained`: the ledger's head and the document's hash; `whole`: also the seal of
# each field, passage and source, so that only reading and calculating again can tell.
Forging = Literal["plain", "chained", "whole"]
FORGINGS: tuple[Forging, ...] = ("plain", "chained", "whole")


def forged(bundle: Bundle | Unopened, forging: Forging) -> Bundle | Unopened:
    """Return the changed bundle with the hashes that `forging` recomputes."""
    if isinstance(bundle, Unopened) or forging == "plain":
        return bundle
    try:
        head = bundle.ledger().head
    except KeyError as error:
        return Unopened(reason=f"its order names {error.args[0]}, which is no entry")
    made = bundle.model_copy(update={"ledger_head": head})
    if forging == "whole":
        made = made.model_copy(
            update={
                "passages": tuple(sealed_passage(q.passage) for q in made.passages),
                "sources": tuple(sealed_source(c.source) for c in made.sources),
            }
        )
        made = made.model_copy(update={"seals": seals(made)})
    return made.model_copy(update={"bundle_hash": bundle_hash(made)})
