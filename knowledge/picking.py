"""From ranked rows to what is shown: years preferred, twins folded, sources attached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.answering import Evidence, evidence
from kuroji.knowledge.passage import GRADES, Passage, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.question import Question
    from kuroji.knowledge.ranking import Ranked

YEAR_BOOST = 0.15
ROW_BOOST = 0.4
_DEEP = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and the other sources that say the same word for word."""

    passage: Passage
    source: Source
    score: float
    duplicates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage_id: str
    source_id: str
    score: float
    fold: str
    grade: str


def picked(archive: Archive, question: Question, order: Sequence[Ranked], k: int) -> list[Hit]:
    """Return the best `k` passages of `order`; of twins the one with the best evidence is kept."""
    kept: dict[str, list[_Candidate]] = {}
    for candidate in _candidates(archive, question, order):
        twins = kept.setdefault(candidate.fold, [])
        if twins or len(kept) <= k:
            twins.append(candidate)
    groups = [group for group in kept.values() if group][:k]
    best = [min(group, key=lambda one: GRADES.index(one.grade)) for group in groups]
    passages = archive.passages_of(one.passage_id for one in best)
    sources = archive.sources_of(one.source_id for one in best)
    return [
        Hit(
            passages[one.passage_id],
            sources[one.source_id],
            round(max(twin.score for twin in group), 6),
            tuple(twin.source_id for twin in group if twin.source_id != one.source_id),
        )
        for one, group in zip(best, groups, strict=True)
        if one.passage_id in passages and one.source_id in sources
    ]


def evidence_of(archive: Archive, hits: Sequence[Hit]) -> list[Evidence]:
    """Return the passages of `hits` as they are judged: with headers and years."""
    found = {}
    ids = [hit.passage.id for hit in hits]
    marks = ",".join("?" * len(ids))
    for row in archive.sql.execute(
        f"SELECT id, header, text, years FROM passages WHERE id IN ({marks})",  # noqa: S608 -- marks
        ids,
    ):
        years = [int(year) for year in row["years"].split()]
        found[row["id"]] = evidence(row["header"], row["text"], years)
    return [found[one] for one in ids if one in found]


def _candidates(
    archive: Archive, question: Question, order: Sequence[Ranked]
) -> Iterable[_Candidate]:
    """Return what is still current, best first; passages of the year asked for are raised."""
    wanted = set(map(str, question.years))
    row_of = _row_of(question)
    scores = {one.row: one.score for one in order[:_DEEP]}
    found = []
    marks = ",".join("?" * len(scores))
    for row in archive.sql.execute(
        "SELECT p.row, p.id, p.source_id, p.years, p.fold, p.text, s.grade FROM passages p"  # noqa: S608 -- question marks
        " JOIN sources s ON s.id = p.source_id"
        f" WHERE s.replaced_by IS NULL AND p.row IN ({marks})",
        list(scores),
    ):
        speaks = bool(wanted) and not wanted.isdisjoint(row["years"].split())
        score = scores[row["row"]] + (YEAR_BOOST if speaks else 0.0)
        if row_of is not None and "\n|" in row["text"] and row_of.search(row["text"]):
            score += ROW_BOOST
        found.append(_Candidate(row["id"], row["source_id"], score, row["fold"], row["grade"]))
    return sorted(found, key=lambda one: (-one.score, one.passage_id))


def _row_of(question: Question) -> re.Pattern[str] | None:
    """Return what a table's row looks like whose head is what the question asks for."""
    heads = [
        re.escape(name)
        for term in question.terms
        if not term.general
        for name in (*term.english, *term.japanese)
        if len(name) > 1
    ]
    if not heads:
        return None
    longest = "|".join(sorted(heads, key=len, reverse=True))
    return re.compile(
        rf"^\|[ *]*(?:total |net |連結)?(?:{longest})\b", re.IGNORECASE | re.MULTILINE
    )
