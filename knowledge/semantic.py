"""Search by meaning: exact over few windows, through Chroma over many, always scored by windows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kuroji.knowledge.embeddings import faults
from kuroji.knowledge.store import Store, Unusable
from kuroji.knowledge.vectors import VectorFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.embedding import Encoder, Vectors
    from kuroji.knowledge.lexical import Filter
    from kuroji.knowledge.passage import Language

EXACT = 30_000
_SAMPLE = 500
_FEW = 20


@dataclass(frozen=True, slots=True)
class _Table:
    """The embedded passages of one language, in order of their rows."""

    rows: NDArray[np.int64]
    start: NDArray[np.int64]
    count: NDArray[np.int64]


class Semantic:
    """The vectors of one library as they stood when it was last looked at."""

    def __init__(self, archive: Archive, encoder: Encoder, store: Store) -> None:
        self._archive = archive
        self._encoder = encoder
        self._store = store
        self._file = VectorFile(archive, encoder.name, encoder.dim)
        self._tables: dict[Language, _Table] = {}
        self._samples: dict[Language, tuple[Vectors, NDArray[np.int64]]] = {}
        self._whole: dict[Language, Vectors] = {}
        self._trusted: bool | None = None

    def about(self, text: str) -> Near:
        """Return the meaning side of one question."""
        return Near(self, self._encoder.embed_query(text))

    def count(self, language: Language) -> int:
        return len(self.table(language).rows)

    def refresh(self) -> None:
        """Look at the disk again."""
        self._tables, self._samples, self._whole = {}, {}, {}
        self._trusted = None
        self._store.reopen()

    def table(self, language: Language) -> _Table:
        if language not in self._tables:
            found = self._archive.sql.execute(
                "SELECT p.row, w.start, w.count FROM passages p"
                " JOIN windows w ON w.vector = p.vector AND w.encoder = ?"
                " WHERE p.dense > 0 AND p.language = ? AND w.start + w.count <= ? ORDER BY p.row",
                (self._encoder.name, language, self._file.rows),
            ).fetchall()
            columns = np.array([tuple(row) for row in found], dtype=np.int64).reshape(-1, 3)
            self._tables[language] = _Table(*columns.T.copy())
        return self._tables[language]

    def cosines(self, vector: Vectors, language: Language, at: NDArray[np.int64]) -> Vectors:
        """Return how near the best window of each passage is; `at` are places in the table."""
        table = self.table(language)
        if not len(at):
            return np.zeros(0, dtype=np.float32)
        if len(at) == len(table.rows) and table.count.sum() <= EXACT:
            if language not in self._whole:
                self._whole[language] = self._read(table, at)
            windows = self._whole[language]
        else:
            windows = self._read(table, at)
        return _best(windows @ vector, table.count[at])

    def _read(self, table: _Table, at: NDArray[np.int64]) -> Vectors:
        return self._file.read(list(zip(table.start[at], table.count[at], strict=True)))

    def ordinary(self, vector: Vectors, language: Language) -> tuple[float, float]:
        """Return mean and deviation of the question's cosines among passages of a language."""
        if language not in self._samples:
            table = self.table(language)
            random = np.random.default_rng(0)
            size = min(_SAMPLE, len(table.rows))
            at = np.sort(random.choice(len(table.rows), size, replace=False))
            self._samples[language] = (self._read(table, at), table.count[at])
        windows, counts = self._samples[language]
        if len(counts) < _FEW:
            return 0.25, 0.1  # what was seen between unrelated texts
        cosines = _best(windows @ vector, counts)
        return float(cosines.mean()), max(float(cosines.std()), 1e-3)

    def chosen(self, language: Language, only: Filter) -> NDArray[np.int64]:
        """Return the places in the table of the passages that pass `only`."""
        table = self.table(language)
        if (only.companies, only.kinds, only.grades, only.sources, only.rows) == (None,) * 5:
            return np.arange(len(table.rows))
        rows = np.array(_passing(self._archive, only), dtype=np.int64)
        return np.flatnonzero(np.isin(table.rows, rows))

    def by_store(self, vector: Vectors, language: Language, limit: int) -> list[int] | None:
        """Return the nearest rows as Chroma sees them; None where Chroma is of no use."""
        try:
            if self._trusted is None:
                self._trusted = not faults(self._archive, self._file, self._store)
            if not self._trusted:
                return None
            ids = self._store.nearest(language, vector, min(limit, self.count(language)))
        except Unusable:
            self._trusted = False
            return None
        found = dict(_rows_of(self._archive, ids))
        return [found[one] for one in ids if one in found]


@dataclass(frozen=True, slots=True)
class Near:
    """One question against the vectors."""

    semantic: Semantic
    vector: Vectors

    def nearest(self, language: Language, only: Filter, limit: int) -> list[int]:
        """Return the rows whose meaning is nearest."""
        table = self.semantic.table(language)
        at = self.semantic.chosen(language, only)
        if len(at) == len(table.rows) and table.count.sum() > EXACT:
            found = self.semantic.by_store(self.vector, language, limit)
            if found is not None:
                return found
        cosines = self.semantic.cosines(self.vector, language, at)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [int(row) for row in table.rows[at[best]]]

    def standing(self, language: Language, rows: Sequence[int]) -> Mapping[int, float]:
        """Return for each row how many deviations its cosine lies above the ordinary."""
        table = self.semantic.table(language)
        wanted = np.sort(np.array(rows, dtype=np.int64))
        at = np.searchsorted(table.rows, wanted)
        here = at < len(table.rows)
        here[here] = table.rows[at[here]] == wanted[here]
        at = at[here]
        if not len(at):
            return {}
        cosines = self.semantic.cosines(self.vector, language, at)
        mean, deviation = self.semantic.ordinary(self.vector, language)
        return {
            int(row): float(value)
            for row, value in zip(table.rows[at], (cosines - mean) / deviation, strict=True)
        }

    def by_chance(self, language: Language) -> float:
        """Return how many deviations the best of so many passages lies above, by chance alone."""
        return math.sqrt(2 * math.log(max(self.semantic.count(language), 2)))


def _best(products: Vectors, counts: NDArray[np.int64]) -> Vectors:
    starts = np.zeros(len(counts), dtype=np.int64)
    np.cumsum(counts[:-1], out=starts[1:])
    found: Vectors = np.maximum.reduceat(products, starts) if len(counts) else products
    return found


def _passing(archive: Archive, only: Filter) -> list[int]:
    clauses = ["s.replaced_by IS NULL"]
    given: list[str | int] = []
    if only.rows is not None:
        clauses.append(f"p.row IN ({','.join('?' * len(only.rows))})")
        given += only.rows
    for column, values in (
        ("s.kind", only.kinds),
        ("s.grade", only.grades),
        ("s.id", only.sources),
    ):
        if values is not None:
            clauses.append(f"{column} IN ({','.join('?' * len(values))})")
            given += values
    table = "passages p"
    if only.companies is not None:
        table = "mentions m JOIN passages p ON p.row = m.row"
        clauses.append(f"m.company IN ({','.join('?' * len(only.companies))})")
        given += only.companies
    found = archive.sql.execute(
        f"SELECT DISTINCT p.row FROM {table} JOIN sources s ON s.id = p.source_id"  # noqa: S608 -- constants
        f" WHERE {' AND '.join(clauses)}",
        given,
    )
    return [row for (row,) in found]


def _rows_of(archive: Archive, ids: Sequence[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for at in range(0, len(ids), 900):
        part = ids[at : at + 900]
        found += archive.sql.execute(
            f"SELECT id, row FROM passages WHERE id IN ({','.join('?' * len(part))})",  # noqa: S608 -- question marks
            part,
        ).fetchall()
    return found
