"""Chroma: one vector a passage, a collection for each language; made again from the archive.

Chroma answers wrongly without an error when parts of its folder are lost (`security.md` §6), so
nothing here is believed: a sample must find itself, and counts must equal the archive's.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kuroji.knowledge.embedding import Vectors
    from kuroji.knowledge.passage import Language

_BATCH = 2000


class Unusable(Exception):
    """Chroma cannot read or write its folder, or answers wrongly; the folder can be rebuilt."""


class Store:
    """The collections of one encoder in one folder."""

    def __init__(self, folder: Path, encoder: str) -> None:
        self._folder = folder
        self._encoder = encoder
        self._client: Any = None
        self._collections: dict[Language, Any] = {}

    def add(self, language: Language, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace vectors under the ids of their passages."""
        for at in range(0, len(ids), _BATCH):
            part = list(ids[at : at + _BATCH])
            _guarded(
                lambda part=part, at=at: self._collection(language).upsert(
                    ids=part, embeddings=vectors[at : at + _BATCH]
                )
            )

    def forget(self, language: Language, ids: Sequence[str]) -> None:
        """Delete the vectors of these passages; an id that is not there is no error."""
        for at in range(0, len(ids), _BATCH):
            part = list(ids[at : at + _BATCH])
            _guarded(lambda part=part: self._collection(language).delete(ids=part))

    def nearest(self, language: Language, vector: Vectors, limit: int) -> list[str]:
        """Return the ids of the passages nearest to `vector`, best first."""
        found = _guarded(
            lambda: self._collection(language).query(
                query_embeddings=[vector], n_results=limit, include=[]
            )
        )
        return [str(one) for one in found["ids"][0]]

    def count(self, language: Language) -> int:
        return int(_guarded(lambda: self._collection(language).count()))

    def finds_itself(self, language: Language, ids: Sequence[str], vectors: Vectors) -> float:
        """Return the share of these passages that are found by their own vectors."""
        if not ids:
            return 1.0
        found = _guarded(
            lambda: self._collection(language).query(
                query_embeddings=vectors, n_results=5, include=["distances"]
            )
        )
        met = sum(
            one in near or distances[-1] < 1e-3  # several passages with one vector
            for one, near, distances in zip(ids, found["ids"], found["distances"], strict=True)
        )
        return float(met / len(ids))

    def reopen(self) -> None:
        """Forget what is held in memory: vectors that another process added are not seen else."""
        if self._client is None:
            return
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
        self._client = None
        self._collections = {}

    def discard(self) -> None:
        """Throw the folder away."""
        self.reopen()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _collection(self, language: Language) -> Any:
        if language not in self._collections:
            self._collections[language] = self._opened().get_or_create_collection(
                f"passages-{language}-{self._encoder}",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )
        return self._collections[language]

    def _opened(self) -> Any:
        if self._client is None:
            import chromadb  # takes two seconds, and most commands need no Chroma
            from chromadb.config import Settings

            self._folder.mkdir(parents=True, exist_ok=True)
            self._client = chromadb.PersistentClient(
                path=str(self._folder), settings=Settings(anonymized_telemetry=False)
            )
        return self._client


def _guarded(work: Any) -> Any:
    """Do `work`; whatever Chroma raises, its PanicException included, becomes `Unusable`."""
    try:
        return work()
    except BaseException as error:  # pyo3's PanicException is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        raise Unusable(f"the vector index cannot be used ({error})") from error
