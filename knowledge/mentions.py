"""Passages that named a company before anybody had said that it is one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kuroji.knowledge import indexing
from kuroji.knowledge.aliases import Names
from kuroji.knowledge.folding import loose, loose_text
from kuroji.knowledge.lexical import Damaged, Filter, Lexical, Wanted
from kuroji.knowledge.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kuroji.knowledge.archive import Archive

_MOST = 2000


def find_again(archive: Archive, aliases: Mapping[str, int]) -> int:
    """Look for newly known names in what is indexed; return how many passages were tagged.

    Each alias comes with the last row that was filed before it was known. A tagged passage is
    indexed again, because the filter by company works there.
    """
    try:
        words = Lexical.open(indexing.folder_of(archive.home))
    except Damaged:  # the next search makes it anew, and an ingest of the document tags it
        return 0
    rows: dict[int, list[str]] = {}
    for alias, last in aliases.items():
        asked = dict.fromkeys(tokens(alias), 1.0)
        if last and asked and all(map(words.frequency, asked)):
            for row, _ in words.scores(Wanted(asked), Filter(), _MOST):
                if row <= last:
                    rows.setdefault(row, []).append(loose(alias))
    return _tag(archive, rows, Names(archive.names())) if rows else 0


def _tag(archive: Archive, rows: Mapping[int, Sequence[str]], names: Names) -> int:
    tagged = 0
    with archive.transaction() as sql:
        for row in sorted(rows):
            found = sql.execute(
                "SELECT heading, text FROM passages WHERE row = ?", (row,)
            ).fetchone()
            if found is None:
                continue
            text = f"{found['heading']}\n{found['text']}"
            folded = loose_text(unicodedata.normalize("NFKC", text))
            if not any(key in folded for key in rows[row]):
                continue
            new = [(name, row) for name in names.find(text)]
            before = sql.total_changes
            sql.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?)", new)
            if sql.total_changes > before:
                sql.execute("UPDATE passages SET lexical = 0 WHERE row = ?", (row,))
                tagged += 1
    return tagged
