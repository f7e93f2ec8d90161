"""Business words in both languages: what else a question may be asking in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kuroji.knowledge.tokens import tokens

if TYPE_CHECKING:
    from kuroji.knowledge.passage import Language

_LATIN = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Term:
    """One idea with its English and Japanese names, the usual one first.

    A `general` one (cost, Japan, success) helps to find passages but proves nothing about them.
    """

    english: tuple[str, ...]
    japanese: tuple[str, ...]
    general: bool

    def names(self, language: Language) -> tuple[str, ...]:
        return self.english if language == "en" else self.japanese


@cache
def terms() -> tuple[Term, ...]:
    """Return every entry of the glossary."""
    lines = (files("kuroji.knowledge") / "glossary.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_term(line) for line in lines if line and not line.startswith("#"))


def _term(line: str) -> Term:
    sides = [tuple(one.strip() for one in side.split(";")) for side in line.lstrip("~").split("\t")]
    return Term(sides[0], sides[1], line.startswith("~"))


def terms_in(text: str) -> tuple[Term, ...]:
    """Return the ideas that `text` names, in either language; a longer name hides a shorter.

    >>> "depreciation" in [term.english[0] for term in terms_in("受注残高と減価償却費")]
    True
    """
    stems = f" {' '.join(tokens(_latin_only(text)))} "
    flat = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, Term]] = []
    for key, meant in _by_length():
        if _LATIN.match(key):
            if f" {key} " in stems:
                found += [(stems.index(f" {key} "), term) for term in meant]
                stems = stems.replace(f" {key} ", f" {'_' * len(key)} ")
        elif key in flat:
            found += [(flat.index(key), term) for term in meant]
            flat = flat.replace(key, "_" * len(key))
    return tuple(dict.fromkeys(term for _, term in sorted(found, key=lambda one: one[0])))


@cache
def _by_length() -> tuple[tuple[str, tuple[Term, ...]], ...]:
    keys: dict[str, tuple[Term, ...]] = {}
    for term in terms():
        english = (" ".join(tokens(name)) for name in term.english)
        japanese = (unicodedata.normalize("NFKC", name) for name in term.japanese)
        for key in filter(None, dict.fromkeys((*english, *japanese))):
            keys[key] = (*keys.get(key, ()), term)
    return tuple(sorted(keys.items(), key=lambda one: -len(one[0])))


def _latin_only(text: str) -> str:
    return re.sub(r"[^\x00-\x7f’]+", " ", unicodedata.normalize("NFKC", text))
