"""Passages that named a company before anybody had said that it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kuroji.knowledge import indexing
from kuroji.knowledge.aliases import Names
from kuroji.knowledge.lexical import Damaged, Filter, Lexical, Wanted
from kuroji.knowledge.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kuroji.knowledge.archive import Archive

_MOST = 2000


def find_again(archive: Archive, aliases: Iterable[str]) -> int:
    """Look for newly known names in what is indexed; return how many passages were tagged.

    A tagged passage is indexed again, because the filter by company works there.
    """
    try:
        words = Lexical.open(indexing.folder_of(archive.home))
    except Damaged:  # the next search makes it anew, and an ingest of the document tags it
        return 0
    rows: set[int] = set()
    for alias in aliases:
        asked = dict.fromkeys(tokens(alias), 1.0)
        if asked and all(map(words.frequency, asked)):
            rows.update(row for row, _ in words.scores(Wanted(asked), Filter(), _MOST))
    return _tag(archive, sorted(rows), Names(archive.names())) if rows else 0


def _tag(archive: Archive, rows: list[int], names: Names) -> int:
    tagged = 0
    with archive.transaction() as sql:
        for row in rows:
            found = sql.execute(
                "SELECT heading, text FROM passages WHERE row = ?", (row,)
            ).fetchone()
            if found is None:
                continue
            new = [(name, row) for name in names.find(f"{found['heading']}\n{found['text']}")]
            before = sql.total_changes
            sql.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?)", new)
            if sql.total_changes > before:
                sql.execute("UPDATE passages SET lexical = 0 WHERE row = ?", (row,))
                tagged += 1
    return tagged
