"""Business words in both languages: what else a question may be asking in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kuroji.knowledge.script import standing_alone
from kuroji.knowledge.tokens import latin_words, root, tokens
from kuroji.knowledge.word_forms import FUNCTION_WORDS

if TYPE_CHECKING:
    from kuroji.knowledge.passage import Language

_LATIN = re.compile(r"[ -~]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One idea with its English and Japanese names, the usual one first.

    A `general` one (cost, Japan, success) helps to find passages but proves nothing about them. A
    `free` one (forecast, staff turnover) can be spoken of without any of its names. An `everyday`
    one (author, hesitate, cable) only carries a question's word into the other language.
    """

    english: tuple[str, ...]
    japanese: tuple[str, ...]
    general: bool
    everyday: bool = False
    free: bool = False

    def names(self, language: Language) -> tuple[str, ...]:
        return self.english if language == "en" else self.japanese


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase of a text may mean, as it is written: `stock` has two meanings."""

    written: str
    terms: tuple[Term, ...]

    @property
    def everyday(self) -> bool:
        return all(term.everyday for term in self.terms)

    @property
    def special(self) -> bool:
        """Tell whether it names something of business that a passage can prove to speak of."""
        return any(not (term.everyday or term.general) for term in self.terms)

    @property
    def free(self) -> bool:
        return any(term.free for term in self.terms)


@cache
def terms() -> tuple[Term, ...]:
    """Return every entry of the glossary and of the everyday words."""
    business = (_term(line, everyday=False) for line in _lines("glossary.tsv"))
    everyday = (_term(line, everyday=True) for line in _lines("everyday.tsv"))
    return (*business, *(term for term in everyday if term.japanese))


def _lines(name: str) -> list[str]:
    lines = (files("kuroji.knowledge") / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _term(line: str, *, everyday: bool) -> Term:
    english, japanese = (
        tuple(one.strip() for one in side.split(";")) for side in line.lstrip("~?").split("\t")
    )
    if everyday:  # a single character stands in too many other words
        japanese = tuple(name for name in japanese if len(name) > 1)
    return Term(english, japanese, line.startswith("~"), everyday, line.startswith("?"))


def terms_in(text: str) -> tuple[Term, ...]:
    """Return the ideas that `text` names, in either language; a longer name hides a shorter.

    >>> "depreciation" in [term.english[0] for term in terms_in("受注残高と減価償却費")]
    True
    """
    return tuple(dict.fromkeys(term for one in meanings_in(text) for term in one.terms))


def meanings_in(text: str) -> tuple[Meaning, ...]:
    """Return what the words and phrases of `text` may mean, in either language."""
    english = sorted(_in_english(text), key=lambda one: one[0])
    japanese = sorted(_in_japanese(text), key=lambda one: one[0])
    return tuple(Meaning(written, terms) for _, written, terms in (*japanese, *english))


@cache
def names_of(term: Term, language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the index words of each name of `term`, the usual name first.

    A name of which only one word is indexed ("in the red") is left out: it would find that word.
    """
    names = term.english if language == "en" else term.japanese
    pairs = ((tuple(dict.fromkeys(tokens(name))), len(latin_words(name))) for name in names)
    return tuple(words for words, written in pairs if len(words) > 1 or (words and written < 2))


def _in_english(text: str) -> list[tuple[int, str, tuple[Term, ...]]]:
    words = latin_words(text)
    stems = [root(word) for word in words]
    found: list[tuple[int, str, tuple[Term, ...]]] = []
    taken: set[int] = set()
    for size in range(min(_longest_name(), len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            if taken.isdisjoint(range(at, at + size)):
                if size == 1 and words[at] in FUNCTION_WORDS:
                    continue
                meant = _english_names().get(tuple(stems[at : at + size]))
                if meant:
                    written = words[at : at + size]
                    found.append((at, " ".join(written), _nearest(meant, written)))
                    taken.update(range(at, at + size))
    return found


def _nearest(meant: tuple[tuple[str, Term], ...], words: list[str]) -> tuple[Term, ...]:
    """Return those that are written so, else all: `production` and `product` have one stem."""
    written = _singular(words)
    exact = [term for name, term in meant if name == written]
    return tuple(dict.fromkeys(exact or [term for _, term in meant]))


def _singular(words: list[str]) -> str:
    return " ".join(word.removesuffix("s") for word in words)


def _in_japanese(text: str) -> list[tuple[int, str, tuple[Term, ...]]]:
    flat = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, str, tuple[Term, ...]]] = []
    for name, meant in _japanese_names():
        if name in flat and (at := standing_alone(name, flat)) is not None:
            found.append((at, name, meant))
            flat = flat.replace(name, "_" * len(name))
    return found


@cache
def _english_names() -> dict[tuple[str, ...], tuple[tuple[str, Term], ...]]:
    names: dict[tuple[str, ...], tuple[tuple[str, Term], ...]] = {}
    for term in terms():
        for name in term.english:
            words = latin_words(name)
            key = tuple(root(word) for word in words)
            names[key] = (*names.get(key, ()), (_singular(words), term))
    return names


@cache
def _longest_name() -> int:
    return max(map(len, _english_names()))


@cache
def _japanese_names() -> tuple[tuple[str, tuple[Term, ...]], ...]:
    names: dict[str, tuple[Term, ...]] = {}
    for term in terms():
        for name in term.japanese:
            if not _LATIN.fullmatch(name):
                key = unicodedata.normalize("NFKC", name)
                names[key] = (*names.get(key, ()), term)
    return tuple(sorted(names.items(), key=lambda one: -len(one[0])))
