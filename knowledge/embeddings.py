"""Makes the vectors that are missing, tells how far it is, and can stop and go on at any point."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from kuroji.knowledge.embedding import windows
from kuroji.knowledge.locking import Busy, writing
from kuroji.knowledge.store import Store, Unusable
from kuroji.knowledge.vectors import VectorFile
from kuroji.knowledge.workers import encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.embedding import Encoder, Vectors
    from kuroji.knowledge.passage import Language

    Row = tuple[int, str, str, str, Language, str]

_BATCH = 128
_PART = 16
_CURRENT = "FROM passages p JOIN sources s ON s.id = p.source_id WHERE s.replaced_by IS NULL"


def progress(archive: Archive) -> tuple[int, int]:
    """Return how many current passages have vectors, of how many."""
    done, whole = archive.sql.execute(
        f"SELECT coalesce(sum(p.dense > 0), 0), count(*) {_CURRENT}"
    ).fetchone()
    return int(done), int(whole)


def embed(
    archive: Archive,
    encoder: Encoder,
    name: str,
    store: Store,
    told: Callable[[int, int], None],
    seconds: float | None = None,
) -> bool:
    """Make missing vectors until all are there or `seconds` are over; True when all are there.

    Where another process is at it already, nothing is done.
    """
    end = None if seconds is None else time.monotonic() + seconds
    try:
        with writing(archive.home, "embedding", patience=0):
            file = VectorFile(archive, encoder.name, encoder.dim)
            if file.missing():
                file.discard()
            whole = _make_all(archive, file, name, told, end)
            if whole:
                _hand_to(store, archive, file)
    except Busy:
        return False
    return whole


def empty(archive: Archive, store: Store) -> None:
    """Throw Chroma's folder away; vectors in our own file stay."""
    with writing(archive.home, "embedding"):
        store.discard()
        with archive.transaction() as sql:
            sql.execute("UPDATE passages SET dense = 1 WHERE dense = 2")


def _make_all(
    archive: Archive,
    file: VectorFile,
    name: str,
    told: Callable[[int, int], None],
    end: float | None,
) -> bool:
    done, whole = progress(archive)
    if done == whole:
        return True
    with encoding(name, 3 * (whole - done)) as encode:
        while batch := _pending(archive):
            if end is not None and time.monotonic() > end:
                return False
            _make(archive, file, encode, batch)
            told(*progress(archive))
    return True


def _pending(archive: Archive) -> list[Row]:
    found = archive.sql.execute(
        f"SELECT p.row, p.id, p.header, p.text, p.language, p.vector {_CURRENT}"
        " AND p.dense = 0 ORDER BY p.row LIMIT ?",
        (_BATCH,),
    )
    return [tuple(row) for row in found]


def _make(
    archive: Archive,
    file: VectorFile,
    encode: Callable[[list[Sequence[str]]], list[Vectors]],
    batch: list[Row],
) -> None:
    known = file.known([row[5] for row in batch])
    fresh = {row[5]: windows(row[2], row[3], row[4]) for row in batch if row[5] not in known}
    texts = [text for part in fresh.values() for text in part]
    parts: list[Sequence[str]] = [texts[at : at + _PART] for at in range(0, len(texts), _PART)]
    encoded = encode(parts)
    vectors = np.concatenate(encoded) if encoded else np.zeros((0, 1), dtype=np.float32)
    made, at = [], 0
    for vector, part in fresh.items():
        made.append((vector, vectors[at : at + len(part)]))
        at += len(part)
    file.append(made)
    with archive.transaction() as sql:
        sql.executemany(
            "UPDATE passages SET dense = 1 WHERE row = ? AND dense = 0",
            [(row[0],) for row in batch],
        )
        sql.execute("UPDATE state SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")


def _hand_to(store: Store, archive: Archive, file: VectorFile) -> None:
    """Bring Chroma to what the archive holds; a Chroma that cannot be used is started anew once."""
    try:
        _fill(store, archive, file)
    except Unusable:
        store.discard()
        with archive.transaction() as sql:
            sql.execute("UPDATE passages SET dense = 1 WHERE dense = 2")
        _fill(store, archive, file)


def _fill(store: Store, archive: Archive, file: VectorFile) -> None:
    gone = archive.sql.execute("SELECT row, passage_id FROM forgotten WHERE dense = 0").fetchall()
    if gone:
        for language in ("en", "ja"):
            store.forget(language, [one for _, one in gone])
        with archive.transaction() as sql:
            sql.executemany(
                "UPDATE forgotten SET dense = 1 WHERE row = ?", [(row,) for row, _ in gone]
            )
            sql.execute("DELETE FROM forgotten WHERE lexical = 1 AND dense = 1")
    while rows := archive.sql.execute(
        f"SELECT p.row, p.id, p.language, p.vector {_CURRENT} AND p.dense = 1"
        " ORDER BY p.row LIMIT 2000"
    ).fetchall():
        _add(store, file, rows)
        with archive.transaction() as sql:
            sql.executemany(
                "UPDATE passages SET dense = 2 WHERE row = ?", [(row["row"],) for row in rows]
            )


def _add(store: Store, file: VectorFile, rows: Sequence[Row]) -> None:
    spans = file.known([row["vector"] for row in rows])
    for language in ("en", "ja"):
        mine = [row for row in rows if row["language"] == language]
        if mine:
            means = [file.read([spans[row["vector"]]]).mean(axis=0) for row in mine]
            vectors = np.stack(means)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            store.add(language, [row["id"] for row in mine], vectors)
