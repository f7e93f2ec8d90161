"""Vectors from an endpoint that answers `POST /embeddings` as OpenAI's does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np

from kuroji.knowledge.endpoint import Endpoint, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kuroji.knowledge.embedding import Vectors

_TOGETHER = 64
_TRIES = 3
_PAUSE = 0.5  # seconds, doubled with each try
_LATER = frozenset((408, 409, 429, 500, 502, 503, 504))


class EndpointEncoder:
    """An endpoint that answers `POST /embeddings`; texts are sent in batches and tried again."""

    def __init__(self, endpoint: Endpoint, pause: Callable[[float], None] = time.sleep) -> None:
        self._endpoint = endpoint
        self._pause = pause
        self.name = endpoint.vectors
        self._dim: int | None = None

    @property
    def dim(self) -> int:
        if self._dim is None:
            self.embed_query("size")
        return self._dim or 0

    def embed_query(self, text: str) -> Vectors:
        found: Vectors = self.embed_passages([text])[0]
        return found

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        parts = [texts[at : at + _TOGETHER] for at in range(0, len(texts), _TOGETHER)]
        found = np.array([vector for part in parts for vector in self._asked(part)], np.float32)
        if found.ndim != 2 or len(found) != len(texts) or not np.isfinite(found).all():
            raise self._trouble("its answer holds no vectors")
        if self._dim not in (None, found.shape[1]):
            raise self._trouble(f"its vectors have {found.shape[1]} numbers, before {self._dim}")
        self._dim = found.shape[1]
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        scaled: Vectors = found / np.maximum(lengths, 1e-9)
        return scaled

    def _asked(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the endpoint's vectors; what may pass by itself is tried again."""
        said = "it does not answer"
        for turn in range(_TRIES):
            if turn:
                self._pause(_PAUSE * 2 ** (turn - 1))
            try:
                answer = self._posted(texts)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                said = f"it cannot be reached ({type(error).__name__})"
                continue
            if answer.status_code == httpx.codes.OK:
                return self._vectors(answer, len(texts))
            said = f"it answers with status {answer.status_code}"
            if answer.status_code not in _LATER:
                break
        raise self._trouble(said)

    def _posted(self, texts: Sequence[str]) -> httpx.Response:
        key = self._endpoint.key
        return httpx.post(
            f"{self._endpoint.base_url.rstrip('/')}/embeddings",
            json={
                "model": self._endpoint.model,
                "input": [text.replace("\0", " ") or " " for text in texts],
                "encoding_format": "float",
            },
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=self._endpoint.timeout,
        )

    def _vectors(self, answer: httpx.Response, wanted: int) -> list[list[float]]:
        try:
            rows: list[dict[str, Any]] = sorted(answer.json()["data"], key=lambda one: one["index"])
            vectors = [[float(number) for number in row["embedding"]] for row in rows]
        except (ValueError, KeyError, TypeError) as error:
            raise self._trouble("its answer holds no vectors") from error
        if len(vectors) != wanted or len({len(vector) for vector in vectors}) != 1:
            raise self._trouble(f"it gives {len(vectors)} vectors for {wanted} texts")
        return vectors

    def _trouble(self, what: str) -> Unavailable:
        return Unavailable(
            f"the embedding endpoint {self._endpoint.base_url} is of no use now: {what}; check"
            " KUROJI_EMBEDDING_BASE_URL, KUROJI_EMBEDDING_MODEL and the key"
        )
