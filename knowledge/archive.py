"""Originals by content hash, and the tables of sources and passages: the truth.

Every index can be made again from here; here nothing can be made again except from originals.
"""

from __future__ import annotations

import json
import threading
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from kuroji.knowledge import originals, schema
from kuroji.knowledge.filed import Cut, Filing, boxes_written, passage_of, source_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kuroji.knowledge.passage import Passage, Source

_MANY = 500
_SOURCE = (
    "id, title, publisher, url, published, read_at, sha256, language, kind, grade, origin,"
    " entity, path"
)
_PASSAGE = "id, source_id, start, end, text, heading, page, cells, language, marks, boxes"
_PASSAGE += ", recognised"
_SHOWN = ", ".join(f'p."{name}"' for name in _PASSAGE.split(", "))


class Archive:
    """Sources and passages of one home folder."""

    def __init__(self, home: Path, connection: sqlite3.Connection) -> None:
        self.home = home
        self.sql = connection
        self._turn = threading.RLock()

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the archive in `home`, made if it is not there; raises `Newer` or `Broken`."""
        return cls(home, schema.connect(home / "library.sqlite"))

    def close(self) -> None:
        self.sql.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all or nothing, with no other writer in between."""
        with self._turn:
            self.sql.execute("BEGIN IMMEDIATE")
            try:
                yield self.sql
            except BaseException:
                self.sql.execute("ROLLBACK")
                raise
            self.sql.execute("COMMIT")

    @contextmanager
    def in_bulk(self) -> Iterator[None]:
        """Let commits be on the disk only with the first commit afterwards, or when they are old.

        What is committed survives the end of this process at once, as ever.
        """
        self.sql.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self.sql.execute("PRAGMA synchronous = FULL")

    def changed(self) -> int:
        """Return a number that is another after each change to what is stored."""
        return int(self.state("generation") or 0)

    def state(self, key: str) -> str | None:
        found = self.sql.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def set_state(self, key: str, value: str) -> None:
        with self.transaction() as sql:
            _set(sql, key, value)

    # Sources ------------------------------------------------------------------------------

    def sources(self, *, versions: bool = False) -> tuple[Source, ...]:
        """Return the sources in the order in which they came; older versions only if asked."""
        where = "" if versions else "WHERE replaced_by IS NULL"
        found = self.sql.execute(f"SELECT {_SOURCE} FROM sources {where} ORDER BY rowid")  # noqa: S608 -- constants
        return tuple(source_of(row) for row in found)

    def source(self, source_id: str) -> Source | None:
        found = self.sql.execute(
            f"SELECT {_SOURCE} FROM sources WHERE id = ?",  # noqa: S608 -- constants
            (source_id,),
        ).fetchone()
        return None if found is None else source_of(found)

    def sources_of(self, ids: Iterable[str]) -> dict[str, Source]:
        """Return those of `ids` that are here."""
        return {
            row["id"]: source_of(row)
            for row in self._in(f"SELECT {_SOURCE} FROM sources WHERE id IN", list(ids))  # noqa: S608 -- constants
        }

    def text(self, source_id: str) -> str | None:
        """Return the whole normalised text that the spans of its passages count in."""
        found = self.sql.execute("SELECT text FROM sources WHERE id = ?", (source_id,)).fetchone()
        return None if found is None else zlib.decompress(found[0]).decode("utf-8")

    def filed(self, source_id: str) -> dict[str, Any]:
        """Return what is filed about a source beside its own fields."""
        found = self.sql.execute(
            "SELECT document, period, companies, partly, replaced_by FROM sources WHERE id = ?",
            (source_id,),
        ).fetchone()
        if found is None:
            return {}
        return {**dict(found), "companies": tuple(json.loads(found["companies"]))}

    def original(self, source_id: str) -> Path | None:
        """Return where the document lies as it came."""
        source = self.source(source_id)
        if source is None:
            return None
        kept = originals.place(self.home, source.sha256)
        return kept if kept.exists() else None

    def add_source(self, filing: Filing, names: dict[str, str], *, again: bool = False) -> bool:
        """File a source with all of its passages at once; False if it is here already.

        With `again`, what is here of the same content gives way, in the same transaction.
        `names` are the aliases that nobody gave before. An older version of the same document
        stays readable by id and is no longer searched.
        """
        source = filing.source
        with self.transaction() as sql:
            if again:
                _delete(sql, source.id)
            elif sql.execute("SELECT 1 FROM sources WHERE id = ?", (source.id,)).fetchone():
                return False
            sql.execute(
                "INSERT INTO sources VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    source.id, source.title, source.publisher, source.url,
                    source.published and source.published.isoformat(),
                    source.read_at.isoformat(), source.sha256, source.language, source.kind,
                    source.grade, source.origin, source.entity, source.path, filing.document,
                    filing.period, json.dumps(filing.companies, ensure_ascii=False),
                    filing.partly, None, zlib.compress(filing.text.encode("utf-8")),
                ),
            )  # fmt: skip
            _add_passages(sql, filing.cuts)
            sql.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", names.items())
            self._replace_older(sql, filing)
            _bump(sql)
        return True

    def _replace_older(self, sql: sqlite3.Connection, filing: Filing) -> None:
        older = sql.execute(
            "SELECT id FROM sources WHERE document = ? AND id != ? AND replaced_by IS NULL",
            (filing.document, filing.source.id),
        ).fetchall()
        for (old,) in older:
            _forget(sql, old)
            sql.execute("UPDATE sources SET replaced_by = ? WHERE id = ?", (filing.source.id, old))

    def revive(self, source_id: str) -> bool:
        """Make an older version the current one again, because its file came back."""
        with self.transaction() as sql:
            found = sql.execute(
                "SELECT document FROM sources WHERE id = ? AND replaced_by IS NOT NULL",
                (source_id,),
            ).fetchone()
            if found is None:
                return False
            for (other,) in sql.execute(
                "SELECT id FROM sources WHERE document = ? AND replaced_by IS NULL", tuple(found)
            ).fetchall():
                _forget(sql, other)
                sql.execute("UPDATE sources SET replaced_by = ? WHERE id = ?", (source_id, other))
            sql.execute("UPDATE sources SET replaced_by = NULL WHERE id = ?", (source_id,))
            sql.execute(
                "UPDATE passages SET lexical = 0, dense = 0 WHERE source_id = ?", (source_id,)
            )
            sql.execute(
                "DELETE FROM forgotten WHERE row IN (SELECT row FROM passages WHERE source_id = ?)",
                (source_id,),
            )
            _bump(sql)
        return True

    def remove_source(self, source_id: str) -> bool:
        """Delete a source, its passages and its original; the indexes forget them next."""
        with self.transaction() as sql:
            found = sql.execute("SELECT sha256 FROM sources WHERE id = ?", (source_id,)).fetchone()
            if found is None:
                return False
            _delete(sql, source_id)
            _bump(sql)
        originals.drop(self.home, found[0])
        return True

    # Passages -----------------------------------------------------------------------------

    def passages(self, source_id: str | None = None) -> tuple[Passage, ...]:
        """Return the passages of a source, or of all current sources."""
        if source_id is not None:
            found = self.sql.execute(
                f"SELECT {_SHOWN} FROM passages p WHERE source_id = ? ORDER BY start, row",  # noqa: S608 -- constants
                (source_id,),
            )
        else:
            found = self.sql.execute(
                f"SELECT {_SHOWN} FROM passages p JOIN sources s ON s.id = p.source_id"  # noqa: S608 -- constants
                " WHERE s.replaced_by IS NULL ORDER BY p.row"
            )
        return tuple(passage_of(row) for row in found)

    def passage(self, passage_id: str) -> Passage | None:
        return self.passages_of([passage_id]).get(passage_id)

    def passages_of(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return those of `ids` that are here, current or not."""
        return {
            row["id"]: passage_of(row)
            for row in self._in(f"SELECT {_SHOWN} FROM passages p WHERE p.id IN", list(ids))  # noqa: S608 -- constants
        }

    def hashes(self) -> frozenset[str]:
        """Return the hashes of all originals that are here, of older versions too."""
        return frozenset(sha for (sha,) in self.sql.execute("SELECT sha256 FROM sources"))

    def last_row(self) -> int:
        """Return the row of the passage that was filed last; 0 if there is none."""
        return int(self.sql.execute("SELECT coalesce(max(row), 0) FROM passages").fetchone()[0])

    def names(self) -> dict[str, str]:
        """Return every alias that sources gave, with its company."""
        return dict(self.sql.execute("SELECT alias, company FROM names").fetchall())

    def count(self) -> int:
        """Return how many passages of current sources there are."""
        return int(
            self.sql.execute(
                "SELECT count(*) FROM passages p JOIN sources s ON s.id = p.source_id"
                " WHERE s.replaced_by IS NULL"
            ).fetchone()[0]
        )

    def _in(self, select: str, keys: Sequence[str | int]) -> Iterator[sqlite3.Row]:
        for at in range(0, len(keys), _MANY):
            part = keys[at : at + _MANY]
            yield from self.sql.execute(f"{select} ({','.join('?' * len(part))})", part)


def _add_passages(sql: sqlite3.Connection, cuts: Sequence[Cut]) -> None:
    for cut in cuts:
        one = cut.passage
        row = sql.execute(
            f"INSERT INTO passages ({_PASSAGE}, header, years, fold, vector)"  # noqa: S608 -- constants
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                one.id, one.source_id, one.start, one.end, one.text, one.heading, one.page,
                one.cells, one.language,
                json.dumps([mark.model_dump() for mark in one.marks], ensure_ascii=False),
                boxes_written(one.boxes), int(one.recognised), cut.header,
                " ".join(map(str, cut.years)), cut.fold, cut.vector,
            ),
        ).lastrowid  # fmt: skip
        sql.executemany(
            "INSERT OR IGNORE INTO mentions VALUES (?, ?)", [(name, row) for name in cut.companies]
        )


def _delete(sql: sqlite3.Connection, source_id: str) -> None:
    _forget(sql, source_id)
    sql.execute("DELETE FROM sources WHERE id = ?", (source_id,))


def _forget(sql: sqlite3.Connection, source_id: str) -> None:
    sql.execute(
        "INSERT OR REPLACE INTO forgotten (row, passage_id)"
        " SELECT row, id FROM passages WHERE source_id = ?",
        (source_id,),
    )
    sql.execute("UPDATE passages SET lexical = 0, dense = 0 WHERE source_id = ?", (source_id,))


def _bump(sql: sqlite3.Connection) -> None:
    sql.execute(
        "INSERT INTO state VALUES ('generation', '1')"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def _set(sql: sqlite3.Connection, key: str, value: str) -> None:
    sql.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))
