"""Sentences, and parts of them, that hold no figure to tie out: times alone, bare decimals."""

import re
from collections.abc import Sequence
from decimal import Decimal

from kuroji.knowledge.tieout.evidence import Evidence, Judgement
from kuroji.knowledge.tieout.timing import When, disagree, times_of
from kuroji.knowledge.tieout.windows import sentences_of
from kuroji.knowledge.tieout.wording import traits_of
from kuroji.tools.reading import read

_DECIMAL = re.compile(r"(?<![\w.,#])[0-9]+\.[0-9]+(?![\w.]*[A-Za-z])(?!\.?[0-9])")


def stray(sentence: str, passages: Sequence[Evidence]) -> str:
    """Return a bare decimal that is read as no figure and stands in no passage: a PUE of 1.2."""
    spans = [(f.start, f.end) for f in read(sentence)]
    for match in _DECIMAL.finditer(sentence):
        if any(start <= match.start() < end for start, end in spans):
            continue
        percent = f"{(Decimal(match[0]) * 100).normalize():f}%"
        if not any(w in p.text or w in p.title for p in passages for w in (match[0], percent)):
            return match[0]
    return ""


def periods_only(sentence: str, passages: Sequence[Evidence]) -> Judgement:
    """Judge a sentence that names times, but no figure."""
    said = [t for t in times_of(sentence) if t.years]
    if said and _only_ahead(sentence, said, passages):
        return Judgement(False, "wrong_basis", "the passages only expect it")
    return unknown_time(sentence, said, passages) or Judgement(True, "", "no figure to tie out")


def unknown_time(
    sentence: str, said: Sequence[When], passages: Sequence[Evidence]
) -> Judgement | None:
    """Refuse a time that no passage names."""
    there = [t for p in passages for t in (*times_of(p.text), *times_of(p.title)) if t.years]
    for time in said:
        if not any(not disagree(time, other) for other in there):
            words = sentence[time.start : time.end]
            return Judgement(False, "wrong_number", f"{words} is not in the passages")
    return None


_PAST = re.compile(
    r"\b(?:was|were|has|have|had|did|went|began|came|took|left|sold|bought|built|won|lost|[a-z]+ed)\b|"
    r"(?:した|だった|なった|った|れた)。?$"
)


def _only_ahead(sentence: str, said: Sequence[When], passages: Sequence[Evidence]) -> bool:
    """Whether what is told as past is only expected wherever its time is named."""
    if "forecast" in traits_of(sentence) or not _PAST.search(sentence):
        return False
    found = [
        "forecast" in traits_of(p.text[start:end])
        for p in passages
        for start, end in sentences_of(p.text)
        for t in times_of(p.text[start:end])
        if t.years and any(not disagree(one, t) for one in said)
    ]
    return bool(found) and all(found)
