"""Two rankings become one: how much of the question a passage covers, and how near its meaning is.

score = β · cov + z / 6 (`retrieval.md`): cov is the share of the question's rare words that BM25
finds in the passage, z says how far its cosine stands out among passages of its own language, so
that neither a weak word match nor the other language is flattered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kuroji.knowledge.lexical import K1, Filter, Lexical, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kuroji.knowledge.passage import Language
    from kuroji.knowledge.question import Idea, Question

BETA = 2.0
_SPREAD = 6.0
_DEPTH = 200
_LEAST = 3.0
_TURN = 1e-6
_UNTOLD = 0.6
_OF_COMPANY = {True: 0.1, False: 1.0}  # its passages are few and about it anyway
_SYNONYM = 0.6  # what another name counts for, where one as it is asked counts for 1
_IN_IDEAS = {"en": 0.8, "ja": 0.4}  # a Japanese word counts as pairs and again as single characters
_USUAL = 1.0  # how a passage found by words stands, where its vectors are not made yet
_LANGUAGES: tuple[Language, ...] = ("en", "ja")


class Nearness(Protocol):
    """The meaning side of a search, for one question."""

    def nearest(self, language: Language, only: Filter, limit: int) -> list[int]:
        """Return the rows whose meaning is nearest."""

    def standing(self, language: Language, rows: Sequence[int]) -> Mapping[int, float]:
        """Return for each row how many deviations its cosine lies above the ordinary."""

    def by_chance(self, language: Language) -> float:
        """Return how many deviations the best of so many passages lies above, by chance alone."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with the parts of its score.

    `beyond` says by how many deviations it stands above the best of as many passages that have
    nothing to do with the question; 0 where there are no vectors.
    """

    row: int
    covered: float
    standing: float
    raised: float = 0.0
    beyond: float = 0.0

    @property
    def score(self) -> float:
        return BETA * self.covered + self.standing / _SPREAD + self.raised


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

    The scores are those of the best at that place, and fall a little from one to the next.
    """
    found: dict[int, Ranked] = {}
    for place in range(max(map(len, orders), default=0)):
        level = [order[place] for order in orders if place < len(order)]
        best = max(level, key=lambda one: one.score)
        for one in level:
            raised = best.raised - _TURN * len(found)
            found.setdefault(one.row, replace(best, row=one.row, raised=raised))
    return list(found.values())


def _one_language(
    question: Question, words: Lexical, near: Nearness | None, only: Filter, language: Language
) -> list[Ranked]:
    wanted, whole = _wanted(question, words, language)
    scores = dict(words.scores(wanted, only, _DEPTH))
    if near is None:
        rows = list(scores)
        standing: Mapping[int, float] = {}
    else:
        rows = list(dict.fromkeys((*scores, *near.nearest(language, only, _DEPTH))))
        unscored = tuple(row for row in rows if row not in scores)
        scores |= words.scores(wanted, replace(only, rows=unscored), len(unscored) or 1)
        standing = near.standing(language, rows)
    chance = near.by_chance(language) if near else 0.0
    return [
        Ranked(
            row,
            scores.get(row, 0.0) / whole,
            standing.get(row, _USUAL),
            beyond=standing[row] - chance if row in standing else 0.0,
        )
        for row in rows
    ]


def _wanted(question: Question, words: Lexical, language: Language) -> tuple[Wanted, float]:
    """Return what to look for, and the score of a passage that has everything that it should."""
    mass = _mass(question.measure[language], words)
    if language == question.language:
        return _own(question, words, language), (K1 + 1) * max(mass, _LEAST)
    weighed = [_weighed(idea, words) for idea in question.ideas if idea]
    mass += sum(weight for weight, _ in weighed)
    mass += _UNTOLD * _untold(question, words, mass)
    names = tuple(each for _, each in weighed if each)
    return Wanted(question.words[language], names), (K1 + 1) * max(mass, _LEAST)


def _own(question: Question, words: Lexical, language: Language) -> Wanted:
    """Return what to look for in the question's own language: its words, or their synonyms."""
    alone = dict(question.words[language])
    ideas: list[tuple[Mapping[str, float], ...]] = []
    for written, names in question.synonyms.items():
        asked = {word: alone.pop(word) for word in written if word in alone}
        here = [name for name in names if all(map(words.frequency, name))]
        weight = _SYNONYM * _mass(asked, words)
        others = [dict.fromkeys(n, weight / sum(map(words.rarity, n))) for n in here]
        if asked:
            ideas.append((asked, *others))
    return Wanted(alone, tuple(ideas))


def _untold(question: Question, words: Lexical, told: float) -> float:
    """Return what the question asks for beyond what is `told` in the other language.

    Else a passage that has the one word which we can translate would pass for a perfect one.
    """
    own = _mass(question.measure[question.language], words)
    untold = max(0.0, _IN_IDEAS[question.language] * own - told)
    return _OF_COMPANY[bool(question.companies)] * untold


def _mass(weights: Mapping[str, float], words: Lexical) -> float:
    return sum(weight * words.rarity(word) for word, weight in weights.items())


def _weighed(idea: Idea, words: Lexical) -> tuple[float, tuple[Mapping[str, float], ...]]:
    """Return what an idea weighs, and its names, each of which weighs just that.

    An idea is as common as its commonest name, else a rare synonym would count for more than the
    usual word, and a name of many characters for more than a short one.
    """
    here = [name for name in idea if all(map(words.frequency, name))]
    if not here:
        return max(map(words.rarity, idea[0])), ()
    weight = min(max(map(words.rarity, name)) for name in here)
    shares = (weight / sum(map(words.rarity, name)) for name in here)
    return weight, tuple(
        dict.fromkeys(name, share) for name, share in zip(here, shares, strict=True)
    )
