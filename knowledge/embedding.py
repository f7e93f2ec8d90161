"""Text → vectors: small windows of a passage, each with the passage's header in front."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kuroji.knowledge.passage import Language

    Vectors = NDArray[np.float32]

_WINDOW = {"en": 250, "ja": 100}
_HEADER = {"en": 160, "ja": 80}
_MOST = 24
_SENTENCE = re.compile(
    r"[^。！？.!?\n]*(?:[。！？]+[」』）]*|[.!?]+(?=\s|\Z)[\"')\]]*|\n|[.!?]|\Z)\s*"
)
_EMPTY_CELLS = re.compile(r"[|\s:-]{3,}")


class Encoder(Protocol):
    """What turns text into vectors of length one."""

    @property
    def name(self) -> str: ...
    @property
    def dim(self) -> int: ...
    def embed_query(self, text: str) -> Vectors: ...
    def embed_passages(self, texts: Sequence[str]) -> Vectors: ...


def windows(header: str, text: str, language: Language) -> tuple[str, ...]:
    """Return the texts that stand for a passage: two or three sentences each, under its header.

    The encoder averages words, so a long passage blurs; the best window counts in a search.
    """
    size = _WINDOW[language]
    parts: list[str] = []
    part = ""
    for found in _SENTENCE.finditer(text):
        for piece in _pieces(_EMPTY_CELLS.sub(" | ", found.group()), 2 * size):
            if part and len(part) + len(piece) > size:
                parts.append(part)
                part = ""
            part += piece
    if part.strip():
        parts.append(part)
    head = header[: _HEADER[language]]
    return tuple(f"{head}\n{one.strip()}" for one in _at_most(parts)) or (head,)


def _pieces(sentence: str, size: int) -> list[str]:
    return [sentence[at : at + size] for at in range(0, len(sentence), size)]


def _at_most(parts: list[str]) -> list[str]:
    """Join neighbours where a passage would have more windows than are worth their cost."""
    if len(parts) <= _MOST:
        return parts
    share = -(-len(parts) // _MOST)
    return ["".join(parts[at : at + share]) for at in range(0, len(parts), share)]
