"""Is there an answer here? Judged by evidence — company, subject, year — never by a score.

Scores of unanswerable questions overlap with those of good ones (AUC .58 to .67 in `retrieval.md`),
so an answer needs a passage of the right company that names the subject and speaks of the year.
Only two things are left to the meaning: a passage far nearer to the question than any of so many
would be by chance answers a question at large, and what can be said without any of its names
(forecasts, staff turnover) is believed of the right company where the passage is near at all.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kuroji.knowledge.described import describes
from kuroji.knowledge.glossary import Meaning, names_of
from kuroji.knowledge.question import EMPTY_WORDS
from kuroji.knowledge.script import JAPANESE, standing_alone
from kuroji.knowledge.tokens import tokens
from kuroji.knowledge.years import years_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kuroji.knowledge.glossary import Term
    from kuroji.knowledge.question import Question
    from kuroji.knowledge.ranking import Ranked

_RUN = re.compile(f"[{JAPANESE}]+")
_HIRAGANA = re.compile("[\u3041-\u3096]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’&.-]*[A-Za-z]|[A-Za-z]")
_ASKING = frozenset(
    (
        "what", "which", "who", "how", "why", "when", "where", "is", "are", "was", "were",
        "does", "do", "did", "can", "could", "should", "would", "will", "the", "a", "an", "in",
        "of", "for", "to", "and", "or", "many", "much", "long", "old", "big", "large", "if",
        "has", "have", "had", "i", "english", "japanese", "chinese", "american", "european",
        "british", "french", "german", "korean", "january", "february", "march", "april", "may",
        "june", "july", "august", "september", "october", "november", "december", "gaap", "ifrs",
    )
)  # fmt: skip
_COMPANY_LIKE = re.compile(
    "(?:製紙|工業|産業|電機|電気|製薬|薬品|銀行|製作所|建設|商事|化学|製鉄|鉄鋼|食品|重工|自動車|証券|保険|運輸|海運"
    "|鉄道|航空|通信|電子|精機|物産|不動産|ホールディングス)$"
)
_FRAME = re.compile(
    "何.*|会社|企業|本当|結果|場合|具体的|内容|状況|実態|現状|理由|影響|程度|規模|数字|月期|年度"
)
_PLAIN = frozenset(
    ("compani", "firm", "year", "month", "day", "number", "share", "percent", "mani")
)
_LEADING = re.compile(rf"^([{JAPANESE}]{{3,}}?)(?:社)?[のはがを、]")
_ONE_LETTER = re.compile(r"[A-Z]-[a-z]")
_ACRONYM = 4
_IN_COMPANY = 0.5
_AT_LARGE = 0.34
_AT_LARGE_AND_NEAR = 0.2
_FAR_BEYOND = 0.4
_NEAR = 0.5


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
    question: Question,
    found: Sequence[Evidence],
    known: Callable[[str], bool],
    order: Sequence[Ranked] = (),
) -> bool:
    """Tell whether one of `found` can answer; `known` tells whether any passage has a word.

    `order` has the scores of what was found.
    """
    if not found or unknown_names(question, known):
        return False
    asked = set(question.years)
    right = [one for one in found if not asked or asked & one.years]
    if not right:
        return False
    subjects = _subjects(question)
    if not subjects:
        return bool(question.companies or question.terms)
    if question.companies:
        if all(isinstance(part, Meaning) and part.free for part in subjects) and _near(order):
            return True
        # Japanese puts what is asked for last: 従業員の離職率
        head = subjects[-1:] if question.language == "ja" else ()
        return _share((*subjects, *head), right, known) >= _IN_COMPANY
    beyond = max((one.beyond for one in order if one.covered > 0), default=0.0)
    least = _AT_LARGE_AND_NEAR if beyond >= 0 else _AT_LARGE
    return beyond >= _FAR_BEYOND or _share(subjects, right, known) >= least


def _share(
    subjects: Sequence[Meaning | str], found: Sequence[Evidence], known: Callable[[str], bool]
) -> float:
    """Return how much of `subjects` the best of `found` speaks of, from 0 to 1.

    The names of business count for most, and Japanese words that no passage has at all (English
    ones are often paraphrases).
    """
    weights = [_weight(part, known) for part in subjects]
    best = max(
        sum(weight for part, weight in zip(subjects, weights, strict=True) if _has(part, one))
        for one in found
    )
    return best / sum(weights)


def _weight(subject: Meaning | str, known: Callable[[str], bool]) -> int:
    if isinstance(subject, Meaning):
        return 2 if subject.special else 1
    return 1 if subject.isascii() or all(map(known, tokens(subject))) else 2


def _near(order: Sequence[Ranked]) -> bool:
    return any(one.standing >= _NEAR for one in order)


def unknown_names(question: Question, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the proper names in the question that no passage has."""
    text = unicodedata.normalize("NFKC", question.rest)
    meant = {w for t in question.terms for name in t.english for w in tokens(name)}
    for term in _everyday(question):  # a place or an office is known by its name in either language
        if any(all(map(known, words)) for words in names_of(term, "ja")):
            meant |= {w for name in term.english for w in tokens(name)}
    names = [
        found.group().removesuffix("s") if found.group()[:-1].isupper() else found.group()
        for found in _LATIN.finditer(text)
        if found.group()[0].isupper()
        and not _ONE_LETTER.match(found.group())
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
    special = [part for term in question.terms for part in term.japanese if part in name]
    if special and (not _COMPANY_LIKE.search(name) or max(map(len, special)) + 1 >= len(name)):
        return ()
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    strange = sum(not known(pair) for pair in pairs)
    figures = any(not term.general for term in question.terms) and question.years
    if (_COMPANY_LIKE.search(name) or figures) and 2 * strange > len(pairs):
        return (name,)
    return ()


def _subjects(question: Question) -> tuple[Meaning | str, ...]:
    """Return what the question is about: its special terms, else its other content words.

    General terms (AI, Japan, per cent) prove nothing, so they count only where nothing else is
    asked. Words beside the terms count where there is no term, in both languages if the everyday
    words have them.
    """
    special = tuple(one for one in question.meanings if one.special)
    if question.companies and special:
        return special
    everyday = tuple(
        one
        for one in question.meanings
        if not one.special and any(term.everyday and not term.general for term in one.terms)
    )
    business = tuple(one for one in question.meanings if not one.everyday)
    return (*special, *everyday, *_other_words(question)) or business


def _everyday(question: Question) -> tuple[Term, ...]:
    return tuple(term for one in question.meanings for term in one.terms if term.everyday)


def _other_words(question: Question) -> tuple[str, ...]:
    rest = unicodedata.normalize("NFKC", question.rest)
    named_terms = [term for one in question.meanings for term in one.terms]
    if question.language == "en":
        named = {w for t in named_terms for name in t.english for w in tokens(name)}
        words = [
            word
            for word in tokens(rest)
            if word not in named | EMPTY_WORDS | _PLAIN and len(word) > 1
        ]
    else:
        for name in sorted((n for t in named_terms for n in t.japanese), key=len, reverse=True):
            rest = rest.replace(name, "。")
        parts = (run for part in _RUN.findall(rest) for run in _HIRAGANA.split(part))
        words = [run for run in parts if len(run) > 1 and not _FRAME.fullmatch(run)]
    return tuple(word for word in words if not years_in(word) and not word[0].isdigit())


def _has(subject: Meaning | str, one: Evidence) -> bool:
    if isinstance(subject, str):
        return subject in one.words or subject in one.text
    return any(_speaks(one, term) for term in subject.terms if term.general != subject.special)


def _speaks(one: Evidence, term: Term) -> bool:
    if describes(one.text, term):
        return True
    return any(
        name in one.text and standing_alone(name, one.text) is not None for name in term.japanese
    ) or any(words and one.words.issuperset(words) for words in _english(term))


@cache
def _english(term: Term) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(tokens(name)) for name in term.english)
