"""What a table's row looks like whose head is just what a question asks for."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kuroji.knowledge.tokens import STOP_WORDS
from kuroji.knowledge.word_forms import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kuroji.knowledge.question import Question

_WORDS = 4
_RUN = re.compile("[\u30a1-\u30fa\u30fc-\u30fe\u3005-\u3007\u3400-\u9fff0-9A-Za-z]{2,}")
_KIND = re.compile("(?:事業|部門|関連|向|分野|セグメント|地域)+$")


def row_of(question: Question) -> re.Pattern[str] | None:
    """Return the pattern of a row that begins with what is asked for, or whose head is just that.

    A line of the statements may say more than its name. What is named in the question's own words
    (a segment, a country), and what is too general a word, has to be the whole head of the row, and
    is looked for in the tables of the company asked about.
    """
    named = {
        name
        for term in question.terms
        if not term.general
        for name in (*term.english, *term.japanese)
        if len(name) > 1
    }
    parts = []
    if named:
        parts.append(rf"(?:total |net |連結)?(?:{_one_of(named)})\b(?=[^\n]*\d)")
    whole = set(_phrases(question)) if question.companies else set()
    if whole:
        parts.append(rf"(?:{_one_of(whole)})[ *]*(?:\([^|\n]*\)[ *]*)?\|(?=[^\n]*\d)")
    if not parts:
        return None
    return re.compile(rf"^\|[ *]*(?:{'|'.join(parts)})", re.IGNORECASE | re.MULTILINE)


def _phrases(question: Question) -> Iterator[str]:
    """Return what in the question, or in the other language, may be the head of a row."""
    for meaning in question.meanings:
        for term in meaning.terms:
            if term.general and not term.everyday:
                yield from (n for n in (*term.english, *term.japanese) if len(n) > 1)
    rest = unicodedata.normalize("NFKC", question.rest)
    written = re.findall(r"[^\s,;:?!()]+", rest)
    if question.language == "en":
        for size in range(1, _WORDS + 1):
            for at in range(len(written) - size + 1):
                part = [word.lower() for word in written[at : at + size]]
                if not {part[0], part[-1]} & (STOP_WORDS | FUNCTION_WORDS):
                    yield " ".join(part)
    else:
        for run in _RUN.findall(rest):
            yield run
            yield _KIND.sub("", run) or run


def _one_of(names: set[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
