"""From ranked rows to what is shown: years preferred, twins folded, sources attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kuroji.knowledge.answering import Evidence, evidence
from kuroji.knowledge.described import describable, describes
from kuroji.knowledge.passage import GRADES, Passage, Source
from kuroji.knowledge.rows import row_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.question import Question
    from kuroji.knowledge.ranking import Ranked

YEAR_BOOST = 0.15
ROW_BOOST = 0.5
DESCRIBED_BOOST = 0.35
OF_ONE_COMPANY = 0.15  # what a question that names no company takes off a source about one
_WHICH_COMPANY = re.compile(
    r"\b(?:which|what|any|each|name the) (?:\w+ ){0,2}(?:compan|firm|vendor|start-?up)"
    r"|(?:どの|どんな|どこの|各|何)(?:会社|企業|社)",
    re.IGNORECASE,
)
_DEEP = 400
_MOST_TOGETHER = 2000


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


def picked(archive: Archive, order: Sequence[Ranked], k: int) -> list[Hit]:
    """Return the best `k` passages of `order`; of twins the one with the best evidence is kept."""
    kept: dict[str, list[_Candidate]] = {}
    for candidate in _candidates(archive, order):
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


def raised(archive: Archive, question: Question, order: Sequence[Ranked]) -> list[Ranked]:
    """Return the best of `order` that is current; passages of the year asked for are raised.

    So is a table with a row of just what is asked for.
    """
    wanted = set(map(str, question.years))
    row = row_of(question) if question.companies or question.years else None
    described = describable(question.terms) if question.companies else ()
    at_large = not question.companies and not _WHICH_COMPANY.search(question.text)
    found = []
    about = {
        row["row"]: row
        for row in _rows(
            archive, "p.row, p.years, p.text, s.entity", [one.row for one in order[:_DEEP]]
        )
    }
    for one in order[:_DEEP]:
        if one.row not in about:
            continue
        years, text = about[one.row]["years"], about[one.row]["text"]
        speaks = bool(wanted) and not wanted.isdisjoint(years.split())
        more = YEAR_BOOST if speaks else 0.0
        if row is not None and "\n|" in text and row.search(text):
            more += ROW_BOOST
        if any(describes(text, term) for term in described):
            more += DESCRIBED_BOOST
        if about[one.row]["entity"] and at_large:
            more -= OF_ONE_COMPANY
        found.append(replace(one, raised=one.raised + more))
    return sorted(found, key=lambda one: (-one.score, one.row))


def together(archive: Archive, companies: Sequence[str]) -> tuple[int, ...]:
    """Return the passages that speak of all of several companies: of what is between them."""
    if len(companies) < 2:
        return ()
    found = archive.sql.execute(
        f"SELECT row FROM mentions WHERE company IN ({','.join('?' * len(companies))})"  # noqa: S608 -- question marks
        " GROUP BY row HAVING count(*) = ? LIMIT ?",
        (*companies, len(companies), _MOST_TOGETHER),
    )
    return tuple(row for (row,) in found)


def _candidates(archive: Archive, order: Sequence[Ranked]) -> Iterable[_Candidate]:
    """Return what is still current, best first."""
    scores = {one.row: one.score for one in order[:_DEEP]}
    wanted = "p.row, p.id, p.source_id, p.fold, s.grade"
    found = [
        _Candidate(row["id"], row["source_id"], scores[row["row"]], row["fold"], row["grade"])
        for row in _rows(archive, wanted, list(scores))
    ]
    return sorted(found, key=lambda one: (-one.score, one.passage_id))


def _rows(archive: Archive, columns: str, rows: Sequence[int]) -> Iterable[sqlite3.Row]:
    marks = ",".join("?" * len(rows))
    return archive.sql.execute(
        f"SELECT {columns} FROM passages p JOIN sources s ON s.id = p.source_id"  # noqa: S608 -- constants, question marks
        f" WHERE s.replaced_by IS NULL AND p.row IN ({marks})",
        rows,
    )
