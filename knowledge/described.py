"""Metrics told by what they mean: "of each dollar it keeps 74 cents after serving costs".

A filing or a newspaper often gives a figure without the name under which an investor asks for it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kuroji.knowledge.glossary import Term

_SOME_WORDS = r"[^.。;；\n]{0,60}?"
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def describes(text: str, term: Term) -> bool:
    """Tell whether `text` speaks of what `term` means, under whatever name.

    >>> from kuroji.knowledge.glossary import terms_in
    >>> margin, = terms_in("gross margin")
    >>> describes("Out of every dollar it keeps 61 cents once serving is paid.", margin)
    True
    """
    pattern = _patterns().get(term.english[0])
    return pattern is not None and pattern.search(_POINT.sub("·", text)) is not None


def describable(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return those of `terms` that can be recognised by a description."""
    return tuple(term for term in terms if term.english[0] in _patterns())


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lines = (files("kuroji.knowledge") / "described.tsv").read_text(encoding="utf-8").splitlines()
    forms: dict[str, list[str]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            term, english, japanese = line.split("\t")
            forms.setdefault(term, []).extend((rf"\b(?:{english})", japanese))
    return {
        term: re.compile("|".join(of_it).replace("…", _SOME_WORDS), re.IGNORECASE)
        for term, of_it in forms.items()
    }
