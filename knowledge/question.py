"""What a question asks for: which companies, which years, and in which words of both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.glossary import Meaning, Term, meanings_in, names_of
from kuroji.knowledge.script import language_of
from kuroji.knowledge.tokens import root, tokens
from kuroji.knowledge.word_forms import FUNCTION_WORDS
from kuroji.knowledge.years import years_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kuroji.knowledge.aliases import Names
    from kuroji.knowledge.passage import Language

    Idea = tuple[tuple[str, ...], ...]

_NAMES = 24
_GRAMMAR = 0.3
EMPTY_WORDS = frozenset(map(root, FUNCTION_WORDS))
_HIRAGANA = re.compile("[\u3041-\u3096]{2}")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&'’-]*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart; `rest` is its text without the companies that it names.

    `terms` are the business ideas that it names, `meanings` these and the ordinary ones. `words`
    are those to look for in passages of each language, `measure` those that a perfect passage of
    that language would have. In the other language a passage should also have one name of each of
    `ideas`, which are given by the index words of their names. `synonyms` gives the other names in
    the question's own language of what is named by some of its words.
    """

    text: str
    rest: str
    language: Language
    companies: tuple[str, ...]
    years: tuple[int, ...]
    terms: tuple[Term, ...]
    meanings: tuple[Meaning, ...]
    words: Mapping[Language, Mapping[str, float]]
    measure: Mapping[Language, Mapping[str, float]]
    ideas: tuple[Idea, ...]
    synonyms: Mapping[tuple[str, ...], Idea]


def understood(
    text: str,
    names: Names,
    *,
    language: Language | None = None,
    company: str | None = None,
    period: str | None = None,
) -> Question:
    """Take a question apart; `company` and `period` stand over what it says itself."""
    spoken = language or language_of(text)
    other: Language = "ja" if spoken == "en" else "en"
    companies = (names.canonical(company),) if company else names.find(text)
    rest = names.without(text)
    if not companies:
        companies = names.find_spoken(text)
        rest = names.without_spoken(rest)
    meanings = meanings_in(rest)
    named = tuple(dict.fromkeys(term for one in meanings for term in one.terms))
    terms = tuple(term for term in named if not term.everyday)
    own = {word: _weight(word) for word in tokens(rest)}
    abroad = {word: weight for word, weight in own.items() if word in _proper(rest, spoken)}
    return Question(
        text=text,
        rest=rest,
        language=spoken,
        companies=companies,
        years=years_in(f"{period or ''} {text}"),
        terms=terms,
        meanings=meanings,
        words={spoken: own, other: abroad},
        measure={spoken: own, other: abroad},
        ideas=tuple(dict.fromkeys(_names(one.terms, other) for one in meanings)),
        synonyms=_synonyms(meanings, own, spoken),
    )


def _synonyms(
    meanings: tuple[Meaning, ...], own: Mapping[str, float], language: Language
) -> dict[tuple[str, ...], Idea]:
    """Return the other names of what is named by words of `own`."""
    found: dict[tuple[str, ...], Idea] = {}
    for one in meanings:
        written = tuple(dict.fromkeys(word for word in tokens(one.written) if word in own))
        terms = tuple(term for term in one.terms if not term.everyday)
        names = tuple(name for name in _names(terms, language) if set(name) != set(written))
        if written and names:
            found[written] = names
    return found


def _names(meant: tuple[Term, ...], language: Language) -> Idea:
    """Return the names of all that a word may mean: one of them is enough."""
    names = (name for term in meant for name in names_of(term, language)[:_NAMES])
    return tuple(dict.fromkeys(names))


def _weight(word: str) -> float:
    """Return less for pairs of hiragana, most of which are grammar, and for words like `should`."""
    return _GRAMMAR if word in EMPTY_WORDS or _HIRAGANA.fullmatch(word) else 1.0


def _proper(text: str, spoken: Language) -> frozenset[str]:
    """Return the words that may stand as they are in a text of the other language.

    They are numbers and names: in Japanese whatever is written in Latin letters, in English what
    has a capital that is not the first of the sentence.
    """
    found: set[str] = set()
    for one in _LATIN.finditer(text):
        word = one.group()
        inside = word[1:] if one.start() == 0 else word
        if spoken == "ja" or word[0].isdigit() or inside != inside.lower():
            found.update(tokens(word))
    return frozenset(found)
