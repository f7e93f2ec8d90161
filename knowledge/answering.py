"""Is there an answer here? Judged by evidence — company, subject, year — never by a score.

Scores of unanswerable questions overlap with those of good ones (AUC .58 to .67 in `retrieval.md`),
so an answer needs a passage of the right company that names the subject and speaks of the year.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.glossary import Term
from kuroji.knowledge.script import JAPANESE
from kuroji.knowledge.tokens import tokens
from kuroji.knowledge.years import years_in

if TYPE_CHECKING:
    from kuroji.knowledge.question import Question

_RUN = re.compile(f"[{JAPANESE}]+")
_HIRAGANA = re.compile("[\u3041-\u3096]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’&.-]*[A-Za-z]|[A-Za-z]")
_ASKING = frozenset(
    "what which who how why when where is are was were does do did can could should would will the"
    " a an in of for to and or many much long old big large if has have had ceo cfo ai i q fy gpu".split()
)
_SHARE = 0.5
_STRANGE = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage as it is judged: its words with its header's, and the years it speaks of."""

    text: str
    words: frozenset[str]
    years: frozenset[int]


def evidence(header: str, text: str, years: Sequence[int]) -> Evidence:
    whole = unicodedata.normalize("NFKC", f"{header}\n{text}")
    return Evidence(whole, frozenset(tokens(whole)), frozenset(years))


def answered(
    question: Question, found: Sequence[Evidence], known: Callable[[str], bool]
) -> bool:
    """Tell whether one of `found` can answer; `known` tells whether any passage has a word."""
    if not found or unknown_names(question, known):
        return False
    subjects = _subjects(question)
    if not subjects and not question.companies:
        return False
    asked = set(question.years)
    return any(
        _names_subject(subjects, one) and (not asked or bool(asked & one.years)) for one in found
    )


def unknown_names(question: Question, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the proper names in the question that no passage has."""
    text = unicodedata.normalize("NFKC", question.rest)
    names = [
        found.group()
        for found in _LATIN.finditer(text)
        if found.group()[0].isupper()
        and found.group().lower() not in _ASKING
        and (question.language == "ja" or found.start() > 0)
    ]
    return tuple(name for name in names if not all(map(known, tokens(name))))


def _subjects(question: Question) -> tuple[Term | str, ...]:
    """Return what the question is about: terms of the glossary, and its other content words."""
    rest = unicodedata.normalize("NFKC", question.rest)
    named = {word for term in question.terms for name in (*term.english, *term.japanese) for word in tokens(name)}
    if question.language == "ja":
        runs = [run for part in _RUN.findall(rest) for run in _HIRAGANA.split(part) if len(run) > 1]
        others = [run for run in runs if not any(name in run for t in question.terms for name in t.japanese)]
    else:
        others = [word for word in tokens(rest) if word not in named and not word[0].isdigit()]
    return (*question.terms, *(word for word in others if not years_in(word)))


def _names_subject(subjects: tuple[Term | str, ...], one: Evidence) -> bool:
    if not subjects:
        return True
    named = sum(_has(subject, one) for subject in subjects)
    return named >= _SHARE * len(subjects)


def _has(subject: Term | str, one: Evidence) -> bool:
    if isinstance(subject, str):
        return subject in one.words or subject in one.text
    return any(name in one.text for name in subject.japanese) or any(
        one.words.issuperset(tokens(name)) for name in subject.english
    )
