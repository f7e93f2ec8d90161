"""Brings the word index to what the archive holds; safe to repeat after any interruption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kuroji.knowledge import lexical
from kuroji.knowledge.lexical import Damaged, Entry, Lexical
from kuroji.knowledge.locking import writing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from kuroji.knowledge.archive import Archive

BATCH = 4000
_WORDS = "words-3"  # another name when the index's words change: an older index is made anew
_PENDING = """
SELECT p.row, p.header, p.text, p.language, s.kind, s.grade, p.source_id,
       (SELECT group_concat(company, char(31)) FROM mentions m WHERE m.row = p.row) AS companies
FROM passages p JOIN sources s ON s.id = p.source_id
WHERE p.lexical = 0 AND s.replaced_by IS NULL ORDER BY p.row LIMIT ?
"""


def folder_of(home: Path) -> Path:
    return home / "index" / _WORDS


def pending(archive: Archive) -> int:
    """Return how many passages cannot be found by their words yet."""
    return int(
        archive.sql.execute(
            "SELECT count(*) FROM passages p JOIN sources s ON s.id = p.source_id"
            " WHERE p.lexical = 0 AND s.replaced_by IS NULL"
        ).fetchone()[0]
    )


def unsettled(archive: Archive) -> bool:
    """Tell whether there is anything to add to the word index or to delete from it."""
    return bool(
        archive.sql.execute(
            "SELECT EXISTS (SELECT 1 FROM forgotten WHERE lexical = 0) OR EXISTS"
            " (SELECT 1 FROM passages p JOIN sources s ON s.id = p.source_id"
            "  WHERE p.lexical = 0 AND s.replaced_by IS NULL)"
        ).fetchone()[0]
    )


def settle(archive: Archive, told: Callable[[int], None] = lambda _: None) -> None:
    """Index what is not indexed, forget what was deleted; whoever holds the lock does it for all.

    The order matters: the index commits first, then the archive notes it. A kill in between costs
    a repetition, and entries are replaced by row, so a repetition changes nothing.
    """
    while unsettled(archive):
        with writing(archive.home, "indexing"):
            told(_settle_some(archive))


def _settle_some(archive: Archive) -> int:
    index = _opened(archive)
    gone = [row for (row,) in archive.sql.execute("SELECT row FROM forgotten WHERE lexical = 0")]
    fresh = archive.sql.execute(_PENDING, (BATCH,)).fetchall()
    if not gone and not fresh:
        return 0
    index.write((_entry(row) for row in fresh), gone)
    with archive.transaction() as sql:
        sql.executemany(
            "UPDATE passages SET lexical = 1 WHERE row = ?", [(row["row"],) for row in fresh]
        )
        sql.executemany("UPDATE forgotten SET lexical = 1 WHERE row = ?", [(row,) for row in gone])
        _clear(sql)
    return len(fresh)


def _clear(sql: sqlite3.Connection) -> None:
    """Drop what both indexes have forgotten."""
    sql.execute("DELETE FROM forgotten WHERE lexical = 1 AND dense = 1")


def _opened(archive: Archive) -> Lexical:
    """Open the index; a damaged one, or one that lacks what it should have, is made anew."""
    folder = folder_of(archive.home)
    try:
        index = Lexical.open(folder)
        if index.count >= _indexed(archive):
            return index
    except Damaged:
        pass
    lexical.discard(folder)
    forget_marks(archive)
    return Lexical.open(folder)


def sound(archive: Archive, index: Lexical) -> bool:
    """Tell whether the index has at least every passage that the archive believes it has.

    The index commits before the archive notes it and forgets after, so fewer means damage, unless
    another process committed between our two looks.
    """
    for _ in range(3):
        if index.count >= _indexed(archive):
            return True
        index.reload()
    return False


def rebuild(archive: Archive, told: Callable[[int], None] = lambda _: None) -> None:
    """Make the word index anew from the archive."""
    with writing(archive.home, "indexing"):
        lexical.discard(folder_of(archive.home))
        forget_marks(archive)
    settle(archive, told)


def forget_marks(archive: Archive) -> None:
    """Note that no passage is in the word index."""
    with archive.transaction() as sql:
        sql.execute("UPDATE passages SET lexical = 0 WHERE lexical = 1")


def _indexed(archive: Archive) -> int:
    found = archive.sql.execute("SELECT count(*) FROM passages WHERE lexical = 1")
    return int(found.fetchone()[0])


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        row=row["row"],
        words=lexical.words_of(row["header"], row["text"]),
        language=row["language"],
        kind=row["kind"],
        grade=row["grade"],
        source=row["source_id"],
        companies=tuple((row["companies"] or "").split("\x1f")),
    )
