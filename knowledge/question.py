"""What a question asks for: which companies, which years, and in which words of both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.glossary import Term, terms_in
from kuroji.knowledge.script import language_of
from kuroji.knowledge.tokens import tokens
from kuroji.knowledge.years import years_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kuroji.knowledge.aliases import Names
    from kuroji.knowledge.passage import Language

_SYNONYM = 0.15
_OTHER_NAME = 0.7
_NAMES = 8
_GRAMMAR = 0.3
_HIRAGANA = re.compile("[\u3041-\u3096]{2}")


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart; `rest` is its text without the companies that it names.

    `words` are those to look for in passages of each language, `measure` those that a perfect
    passage of that language would have.
    """

    text: str
    rest: str
    language: Language
    companies: tuple[str, ...]
    years: tuple[int, ...]
    terms: tuple[Term, ...]
    words: Mapping[Language, Mapping[str, float]]
    measure: Mapping[Language, Mapping[str, float]]


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
    terms = terms_in(rest)
    own = {word: _weight(word) for word in tokens(rest)}
    foreign = {word: weight for word, weight in own.items() if _travels(word)}
    return Question(
        text=text,
        rest=rest,
        language=spoken,
        companies=companies,
        years=years_in(f"{period or ''} {text}"),
        terms=terms,
        words={
            spoken: _with_names(own, terms, spoken, _SYNONYM, _SYNONYM),
            other: _with_names(foreign, terms, other, 1.0, _OTHER_NAME),
        },
        measure={spoken: own, other: _with_names(foreign, terms, other, 1.0, 0.0)},
    )


def _with_names(
    own: Mapping[str, float],
    terms: tuple[Term, ...],
    language: Language,
    usual: float,
    others: float,
) -> dict[str, float]:
    """Return `own` with the names of `terms` in `language`, the usual name and the others."""
    words = dict(own)
    for term in terms:
        for place, name in enumerate(term.names(language)[:_NAMES]):
            for word in tokens(name):
                weight = (usual if place == 0 else others) * _weight(word)
                if weight:
                    words[word] = max(words.get(word, 0.0), weight)
    return words


def _weight(word: str) -> float:
    """Return less for pairs of hiragana, most of which are grammar."""
    return _GRAMMAR if _HIRAGANA.fullmatch(word) else 1.0


def _travels(word: str) -> bool:
    """Tell whether a word may stand as it is in a text of the other language."""
    return word.isascii()
