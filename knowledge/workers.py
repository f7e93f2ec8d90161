"""Encoders in child processes: texts in, vectors out, gone when their parent is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kuroji.knowledge.encoders import LOCAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kuroji.knowledge.embedding import Encoder, Vectors

_WORTH_IT = 400
_MOST = 4


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
    count = min(os.cpu_count() or 1, _MOST)
    if name not in LOCAL or texts < _WORTH_IT or count < 2:
        yield lambda parts: [encoder.embed_passages(part) for part in parts]
        return
    crew = [_Worker(name, encoder.dim) for _ in range(count)]
    free = list(crew)
    with ThreadPoolExecutor(count) as threads:
        try:
            yield lambda parts: list(threads.map(lambda part: _by_a_free_one(free, part), parts))
        finally:
            for worker in crew:
                worker.end()


class _Worker:
    def __init__(self, name: str, dim: int) -> None:
        self._dim = dim
        command = "import sys; from kuroji.knowledge.workers import serve; "
        command += f"serve({name!r}, sys.stdin.buffer, sys.stdout.buffer)"
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and code
            [sys.executable, "-c", command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        import numpy as np  # a command that embeds nothing should not wait for it

        given, back = self._process.stdin, self._process.stdout
        if given is None or back is None:
            raise RuntimeError("the encoder's process has no pipes")
        given.write(json.dumps(list(texts)).encode("ascii") + b"\n")
        given.flush()
        whole = back.read(4 * self._dim * len(texts))
        found = np.frombuffer(whole, dtype=np.float32)
        if len(found) != len(texts) * self._dim:
            raise RuntimeError("the encoder's process ended early")
        return found.reshape(len(texts), self._dim)

    def end(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


_turn = threading.Lock()


def _by_a_free_one(free: list[_Worker], texts: Sequence[str]) -> Vectors:
    with _turn:
        worker = free.pop()
    try:
        return worker.encode(texts)
    finally:
        with _turn:
            free.append(worker)
