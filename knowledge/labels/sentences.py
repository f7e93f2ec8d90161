"""A passage's text as sentences with what they name: figures, metrics, periods, companies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.tools.metrics import Mention, find_metrics
from kuroji.tools.period import Period, read_periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kuroji.knowledge.entities import Companies, Named
    from kuroji.tools.reading import Figure

# Stand-ins in `masked`: one private character for each character of what is named.
FIGURE, METRIC, PERIOD, COMPANY = "\ue000", "\ue001", "\ue002", "\ue003"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `start` of its passage; every span inside counts from the sentence's start.

    `masked` is the text with each figure, metric, period and company written over, character for
    character, so that a rule about the words between them reads only words.
    """

    start: int
    text: str
    masked: str
    paragraph: int
    heading: str
    japanese: bool
    figures: tuple[Figure, ...]
    metrics: tuple[Mention, ...]
    periods: tuple[tuple[int, int, Period], ...]
    companies: tuple[Named, ...]

    def at(self, figure: Figure) -> tuple[int, int]:
        """Return the span of `figure`, which counts from the passage, inside the sentence."""
        return figure.start - self.start, figure.end - self.start


def sentences(
    text: str, figures: Iterable[Figure], tables: Iterable[tuple[int, int]], companies: Companies
) -> Iterator[Sentence]:
    """Yield the sentences of `text` that stand outside `tables`, with what each of them names."""
    known = [f for f in figures if f.figure_kind not in ("year", "date", "multiple")]
    prose = text
    for start, end in tables:
        prose = prose[:start] + re.sub(r"[^\n]", " ", prose[start:end]) + prose[end:]
    heading, paragraph = "", 0
    for start, line in _lines(prose):
        if not line.strip():
            paragraph += 1
            continue
        title = _HEADING.match(line)
        if title:
            heading, paragraph = title[1].strip(" *"), paragraph + 1
            continue
        if _BULLET.match(line):
            paragraph += 1
        for piece, words in _pieces(line):
            first, last = start + piece, start + piece + len(words)
            lasting = bool(_LASTING.search(words))
            own = tuple(
                f
                for f in known
                if first <= f.start < last and (lasting or f.figure_kind != "duration")
            )
            if len(own) > _MOST_FIGURES or len(words) > _LONGEST:
                continue
            yield _sentence(start + piece, words, own, (paragraph, heading), companies)


# What is longer is no sentence, but a list whose figures no rule of grammar ties.
_MOST_FIGURES, _LONGEST = 24, 2_000
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*\S)\s*$|^\s{0,3}\*\*([^*]+)\*\*\s*$")
_LASTING = re.compile(
    r"\b(?:life|lives|depreciat|servers?|runway|equipment)|償却|耐用|ランウェイ|続く", re.I
)
_BULLET = re.compile(r"\s*(?:[-*•・]|\d+\.)\s")
_WRAP = re.compile(r"(?<=[a-z0-9,$€£¥])\n(?=[a-z$€£¥0-9(])(?!\d+\.\s)")
_END = re.compile(
    r"[。！？](?:[」』）)]*)|"
    r"(?<!\b[A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)(?<!\bvs)(?<!\bapprox)"
    r"(?<!\bNo)(?<!\bU\.S)"
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)"
    r"[.!?][\"”’')\]]*(?=\s+[\"“'(\[]?[A-Z0-9$€£¥\u3041-\u9fff]|\s*$)|;\s"
)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines of `text`, with those that merely wrap an English sentence put together."""
    at = 0
    for line in _WRAP.sub(" ", text).split("\n"):
        yield at, line
        at += len(line) + 1


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    at = 0
    for end in (*(found.end() for found in _END.finditer(line)), len(line)):
        words = line[at:end].lstrip()
        if words:
            yield end - len(words), words
        at = end


def _sentence(
    start: int,
    text: str,
    figures: tuple[Figure, ...],
    place: tuple[int, str],
    companies: Companies,
) -> Sentence:
    spans = [(f.start - start, f.end - start) for f in figures]
    periods = tuple(p for p in read_periods(text) if not _touches(p[0], p[1], spans))
    metrics = tuple(
        m
        for m in find_metrics(text)
        if not _touches(m.start, m.end, [(p[0], p[1]) for p in periods])
    )
    named = tuple(
        c
        for c in companies.find(text)
        if not _touches(c.start, c.end, [(m.start, m.end) for m in metrics])
    )
    masked = list(text)
    for mark, places in (
        (COMPANY, [(c.start, c.end) for c in named]),
        (PERIOD, [(p[0], p[1]) for p in periods]),
        (METRIC, [(m.start, m.end) for m in metrics]),
        (FIGURE, spans),
    ):
        for first, last in places:
            masked[first:last] = mark * (last - first)
    japanese = any("\u3041" <= c <= "\u30ff" for c in text)
    return Sentence(
        start, text, "".join(masked), place[0], place[1], japanese, figures, metrics, periods, named
    )


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)
