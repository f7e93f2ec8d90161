"""Is there an answer here? Judged by evidence — company, subject, year — never by a score.

Scores of unanswerable questions overlap with those of good ones (AUC .58 to .67 in `retrieval.md`),
so an answer needs a passage of the right company that names the subject and speaks of the year.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.script import JAPANESE
from kuroji.knowledge.tokens import tokens
from kuroji.knowledge.years import years_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kuroji.knowledge.glossary import Term
    from kuroji.knowledge.question import Question

_RUN = re.compile(f"[{JAPANESE}]+")
_HIRAGANA = re.compile("[\u3041-\u3096]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’&.-]*[A-Za-z]|[A-Za-z]")
_ASKING = frozenset(
    (
        "what", "which", "who", "how", "why", "when", "where", "is", "are", "was", "were",
        "does", "do", "did", "can", "could", "should", "would", "will", "the", "a", "an", "in",
        "of", "for", "to", "and", "or", "many", "much", "long", "old", "big", "large", "if",
        "has", "have", "had", "i", "english", "japanese", "chinese", "american", "european",
        "british", "french", "german", "korean",
    )
)  # fmt: skip
_COMPANY_LIKE = re.compile(
    "(?:製紙|工業|産業|電機|電気|製薬|薬品|銀行|製作所|建設|商事|化学|製鉄|鉄鋼|食品|重工|自動車|証券|保険|運輸|海運"
    "|鉄道|航空|通信|電子|精機|物産|不動産|ホールディングス)$"
)
_LEADING = re.compile(rf"^([{JAPANESE}]{{3,}}?)(?:社)?[のはがを、]")
_ACRONYM = 4
_IN_COMPANY = 0.5
_AT_LARGE = 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage as it is judged: its words with its header's, and the years it speaks of."""

    text: str
    words: frozenset[str]
    years: frozenset[int]


def evidence(header: str, text: str, years: Sequence[int]) -> Evidence:
    whole = unicodedata.normalize("NFKC", f"{header}\n{text}")
    return Evidence(whole, frozenset(tokens(whole)), frozenset(years))


def answered(question: Question, found: Sequence[Evidence], known: Callable[[str], bool]) -> bool:
    """Tell whether one of `found` can answer; `known` tells whether any passage has a word."""
    if not found or unknown_names(question, known):
        return False
    asked = set(question.years)
    subjects = _subjects(question)
    right = [one for one in found if not asked or asked & one.years]
    least = _IN_COMPANY if question.companies else _AT_LARGE
    if not subjects:
        return bool(right) and bool(question.companies or question.terms)
    return any(sum(_has(part, one) for part in subjects) >= least * len(subjects) for one in right)


def unknown_names(question: Question, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the proper names in the question that no passage has."""
    text = unicodedata.normalize("NFKC", question.rest)
    meant = {w for t in question.terms for name in t.english for w in tokens(name)}
    names = [
        found.group().removesuffix("s") if found.group()[:-1].isupper() else found.group()
        for found in _LATIN.finditer(text)
        if found.group()[0].isupper()
        and found.group().lower() not in _ASKING
        and not (len(found.group()) <= _ACRONYM and found.group().isupper())
        and (question.language == "ja" or found.start() > 0)
    ]
    unknown = [
        name
        for name in names
        if not any(known(word) or word in meant for word in tokens(name) or [name.lower()])
    ]
    return (*unknown, *_unknown_japanese(text, question, known))


def _unknown_japanese(
    text: str, question: Question, known: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the company that a Japanese question begins with, if no passage has its name."""
    found = _LEADING.match(text)
    if not found or question.companies:
        return ()
    name = found[1]
    if any(part in name for term in question.terms for part in term.japanese):
        return ()
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    strange = sum(not known(pair) for pair in pairs)
    figures = any(not term.general for term in question.terms) and question.years
    if (_COMPANY_LIKE.search(name) or figures) and 2 * strange > len(pairs):
        return (name,)
    return ()


def _subjects(question: Question) -> tuple[Term | str, ...]:
    """Return what the question is about: its special terms, else its other content words.

    General terms (AI, Japan, per cent) prove nothing, so they count only where nothing else is
    asked. Words beside the terms count where there is no term, in both languages if the everyday
    words have them.
    """
    special = tuple(term for term in question.terms if not term.general)
    if question.companies and special:
        return special
    return (*special, *question.everyday, *_other_words(question)) or question.terms


def _other_words(question: Question) -> tuple[str, ...]:
    rest = unicodedata.normalize("NFKC", question.rest)
    named_terms = (*question.terms, *question.everyday)
    if question.language == "en":
        named = {w for t in named_terms for name in t.english for w in tokens(name)}
        words = [word for word in tokens(rest) if word not in named and len(word) > 1]
    else:
        for name in sorted((n for t in named_terms for n in t.japanese), key=len, reverse=True):
            rest = rest.replace(name, "。")
        parts = (run for part in _RUN.findall(rest) for run in _HIRAGANA.split(part))
        words = [run for run in parts if len(run) > 1]
    return tuple(word for word in words if not years_in(word) and not word[0].isdigit())


def _has(subject: Term | str, one: Evidence) -> bool:
    if isinstance(subject, str):
        return subject in one.words or subject in one.text
    return any(name in one.text for name in subject.japanese) or any(
        one.words.issuperset(words) for name in subject.english if (words := tokens(name))
    )
