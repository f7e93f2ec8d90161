"""A drafted memo with the passages and sources of its library → a sealed bundle."""

from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Passage
from kuroji.memo.bundle import Bundle, Contradiction, Evidence, bundled
from kuroji.memo.model import Memo
from kuroji.memo.places import drawn


def bound(
    memo: Memo,
    ledger: Ledger,
    library: Library,
    contradictions: tuple[Contradiction, ...],
    names: tuple[str, ...],
) -> Bundle:
    """Gather what the ledger quotes and seal it with the memo."""
    passages = quoted_passages(ledger, library)
    sources = {s.id: s for f in ledger.facts if (s := library.archive.source(f.source_id))}
    claims = tuple(
        c.id.removeprefix("origins-") for c in ledger.calculations if c.id.startswith("origins-")
    )
    given = library.archive.names()
    kept = {i: path for i in sources if (path := library.archive.original(i))}
    pictures = drawn(ledger.facts, passages, kept)
    evidence = Evidence(passages, sources, given, names, contradictions, claims, pictures)
    return bundled(memo, ledger, evidence)


def quoted_passages(ledger: Ledger, library: Library) -> dict[str, Passage]:
    """Return the passages that the ledger's facts quote, by id."""
    return library.archive.passages_of(fact.passage_id for fact in ledger.facts)
