"""The vectors of all windows in one file of half floats, appended to and read where it lies.

A passage's header and text name its vectors, so the same passage in a newer version of a document,
or in a second source, is not embedded again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.embedding import Vectors

_MANY = 900


class VectorFile:
    """The file of one encoder."""

    def __init__(self, archive: Archive, encoder: str, dim: int) -> None:
        self._archive = archive
        self._encoder = encoder
        self._dim = dim
        self._file = place(archive.home, encoder)
        self._map: NDArray[np.float16] | None = None

    @property
    def rows(self) -> int:
        """Return how many whole vectors lie in the file."""
        try:
            return self._file.stat().st_size // (2 * self._dim)
        except FileNotFoundError:
            return 0

    def known(self, names: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return for those of `names` that are here where their vectors begin and how many."""
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(names), _MANY):
            part = names[at : at + _MANY]
            for name, start, count in self._archive.sql.execute(
                "SELECT vector, start, count FROM windows WHERE encoder = ?"  # noqa: S608 -- question marks
                f" AND vector IN ({','.join('?' * len(part))})",
                (self._encoder, *part),
            ):
                found[name] = (start, count)
        return found

    def append(self, vectors: Sequence[tuple[str, Vectors]]) -> None:
        """Add the windows of passages; they are on the disk before the archive names them."""
        if not vectors:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        start = self.rows
        with self._file.open("ab") as file:
            file.truncate(start * 2 * self._dim)  # half a vector of a killed process
            file.write(np.concatenate([one for _, one in vectors]).astype(np.float16).tobytes())
            file.flush()
            os.fsync(file.fileno())
        rows = []
        for name, one in vectors:
            rows.append((self._encoder, name, start, len(one)))
            start += len(one)
        with self._archive.transaction() as sql:
            sql.executemany("INSERT OR REPLACE INTO windows VALUES (?, ?, ?, ?)", rows)

    def read(self, spans: Sequence[tuple[int, int]]) -> Vectors:
        """Return the vectors of these spans, one after the other."""
        mapped = self._mapped(max((start + count for start, count in spans), default=0))
        where = np.concatenate([np.arange(s, s + c) for s, c in spans] or [np.arange(0)])
        found: Vectors = mapped[where].astype(np.float32)
        return found

    def missing(self) -> bool:
        """Tell whether the file is shorter than the archive believes."""
        last = self._archive.sql.execute(
            "SELECT max(start + count) FROM windows WHERE encoder = ?", (self._encoder,)
        ).fetchone()[0]
        return (last or 0) > self.rows

    def discard(self) -> None:
        """Throw the vectors away; they are made again from the passages."""
        self._map = None
        with self._archive.transaction() as sql:
            sql.execute("DELETE FROM windows WHERE encoder = ?", (self._encoder,))
            sql.execute("UPDATE passages SET dense = 0")
        self._file.unlink(missing_ok=True)

    def _mapped(self, least: int) -> NDArray[np.float16]:
        if self._map is None or len(self._map) < least:
            rows = self.rows
            shape = (rows, self._dim)
            self._map = (
                np.memmap(self._file, dtype=np.float16, mode="r", shape=shape)
                if rows
                else np.zeros(shape, dtype=np.float16)
            )
        return self._map


def place(home: Path, encoder: str) -> Path:
    return home / "index" / f"{encoder}.f16"
