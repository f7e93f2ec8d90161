"""A sentence's figure in the light of the evidence: what is a name there, and what a word."""

import re
from dataclasses import replace

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.names import Name, same
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.wording import stem, words_of


def grounded(said: Claim, scene: Scene) -> Claim:
    """Return `said` with the evidence's company names as names, and all other words as words.

    A capitalised word that opens a sentence may be a company or a product; the passages tell.
    """
    spoken = frozenset[str]().union(*(c.words for c in scene.claims))
    plain = " ".join(dict.fromkeys(c.whole for c in scene.claims))
    known = [
        n
        for n in said.names
        if any(same(n.text, k.text) for k in scene.names)
        or (n.sure and not _common(n, plain) and not _said_there(n, spoken))
    ]
    loose = [n.text for n in said.names if n not in known]
    firsts = {stem(n.text.split()[0]) for n in scene.names if _leads(n)}
    firsts |= frozenset[str]().union(*(words_of(n.text) for n in scene.names if _spoken(n, said)))
    words = said.words.union(*(words_of(text) for text in loose)) - firsts
    return replace(said, names=tuple(known), words=words)


def _leads(name: Name) -> bool:
    """Whether the first word of the name stands for it: Norrland for Norrland Holding."""
    return name.text.isascii() and (name.sure or " " in name.text)


def _said_there(name: Name, spoken: frozenset[str]) -> bool:
    words = words_of(name.text)
    return bool(words) and words <= spoken


def _common(name: Name, plain: str) -> bool:
    """Whether the word stands in the evidence in small letters: operations, deposits."""
    return " " not in name.text and bool(re.search(rf"\b{re.escape(name.text.lower())}\b", plain))


def _spoken(name: Name, said: Claim) -> bool:
    return not name.text.isascii() and name.text in said.whole
