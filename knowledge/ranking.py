"""Two rankings become one: how much of the question a passage covers, and how near its meaning is.

score = β · cov + z / 6 (`retrieval.md`): cov is the share of the question's rare words that BM25
finds in the passage, z says how far its cosine stands out among passages of its own language, so
that neither a weak word match nor the other language is flattered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kuroji.knowledge.lexical import K1, Filter, Lexical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kuroji.knowledge.passage import Language
    from kuroji.knowledge.question import Question

BETA = 1.5
_SPREAD = 6.0
_DEPTH = 200
_LEAST = 3.0
_USUAL = 1.0  # how a passage found by words stands, where its vectors are not made yet
_LANGUAGES: tuple[Language, ...] = ("en", "ja")


class Nearness(Protocol):
    """The meaning side of a search, for one question."""

    def nearest(self, language: Language, only: Filter, limit: int) -> list[int]:
        """Return the rows whose meaning is nearest."""

    def standing(self, language: Language, rows: Sequence[int]) -> Mapping[int, float]:
        """Return for each row how many deviations its cosine lies above the ordinary."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with the two parts of its score."""

    row: int
    covered: float
    standing: float

    @property
    def score(self) -> float:
        return BETA * self.covered + self.standing / _SPREAD


def ranked(question: Question, words: Lexical, near: Nearness | None, only: Filter) -> list[Ranked]:
    """Return the best rows of both languages in one order."""
    found: list[Ranked] = []
    for language in _LANGUAGES:
        if only.language in (None, language):
            found += _one_language(
                question, words, near, replace(only, language=language), language
            )
    return sorted(found, key=lambda one: -one.score)


def in_turn(orders: Sequence[Sequence[Ranked]]) -> list[Ranked]:
    """Return the first of each order, then the second of each: no company crowds out another.

    The scores are those of the best at that place, so that they fall from first to last.
    """
    found: dict[int, Ranked] = {}
    for place in range(max(map(len, orders), default=0)):
        level = [order[place] for order in orders if place < len(order)]
        best = max(level, key=lambda one: one.score)
        for one in level:
            found.setdefault(one.row, replace(best, row=one.row))
    return list(found.values())


def _one_language(
    question: Question, words: Lexical, near: Nearness | None, only: Filter, language: Language
) -> list[Ranked]:
    weights = question.words[language]
    scores = dict(words.scores(weights, only, _DEPTH))
    if near is None:
        rows = list(scores)
        standing: Mapping[int, float] = {}
    else:
        rows = list(dict.fromkeys((*scores, *near.nearest(language, only, _DEPTH))))
        unscored = tuple(row for row in rows if row not in scores)
        scores |= words.scores(weights, replace(only, rows=unscored), len(unscored) or 1)
        standing = near.standing(language, rows)
    whole = _whole(question, words, language)
    return [Ranked(row, scores.get(row, 0.0) / whole, standing.get(row, _USUAL)) for row in rows]


def _whole(question: Question, words: Lexical, language: Language) -> float:
    """Return the score of a passage that has every word that it should."""
    mass = sum(weight * words.rarity(word) for word, weight in question.measure[language].items())
    return (K1 + 1) * max(mass, _LEAST)
