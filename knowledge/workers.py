"""Encoders in child processes: texts in, vectors out, gone when their parent is."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kuroji.knowledge.children import crew, processors
from kuroji.knowledge.encoders import LOCAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kuroji.knowledge.children import Child
    from kuroji.knowledge.embedding import Encoder, Vectors

_WORTH_IT = 400


def serve(name: str, given: IO[bytes], back: IO[bytes]) -> None:
    """Answer each line, a JSON list of texts, with the raw vectors; ends with its input."""
    from kuroji.knowledge.encoders import encoder_named

    encoder = encoder_named(name)
    if encoder is None:
        return
    for line in given:
        back.write(encoder.embed_passages(json.loads(line)).tobytes())
        back.flush()


@contextmanager
def encoding(
    encoder: Encoder, name: str, texts: int
) -> Iterator[Callable[[list[Sequence[str]]], list[Vectors]]]:
    """Give a function that encodes lists of texts; in children where there are many `texts`.

    An endpoint is asked from here: its work is done elsewhere.
    """
    if name not in LOCAL or texts < _WORTH_IT or processors() < 2:
        yield lambda parts: [encoder.embed_passages(part) for part in parts]
        return
    with crew(__name__, name) as children:
        yield lambda parts: children.map(lambda child, part: _encoded(child, part, encoder), parts)


def _encoded(child: Child, texts: Sequence[str], encoder: Encoder) -> Vectors:
    import numpy as np  # a command that embeds nothing should not wait for it

    child.tell(json.dumps(list(texts)).encode("ascii"))
    whole = child.read(4 * encoder.dim * len(texts))
    return np.frombuffer(whole, dtype=np.float32).reshape(len(texts), encoder.dim)
