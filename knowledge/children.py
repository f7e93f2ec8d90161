"""Processes that run our own code and answer line by line; they end when their parent does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Part = TypeVar("Part")
Answer = TypeVar("Answer")
_MOST = 4
_START = (
    "import importlib, sys; module, *given = sys.argv[1:]; "
    "importlib.import_module(module).serve(*given, sys.stdin.buffer, sys.stdout.buffer)"
)


class Gone(Exception):
    """A child ended before it had answered."""


class Child:
    """A process that runs `serve(*given, lines in, answers out)` of a module."""

    def __init__(self, module: str, *given: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and code
            [sys.executable, "-c", _START, module, *given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,  # a Ctrl-C is for us; a child ends with its input
        )

    def tell(self, line: bytes) -> None:
        """Send a line; raises `Gone`."""
        given = self._process.stdin
        if given is None:
            raise Gone
        try:
            given.write(line + b"\n")
            given.flush()
        except OSError as error:
            raise Gone from error

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes of its answer; raises `Gone`."""
        whole = b"" if self._process.stdout is None else self._process.stdout.read(size)
        if len(whole) != size:
            raise Gone
        return whole

    def line(self) -> bytes:
        """Return the next line of its answer; raises `Gone`."""
        whole = b"" if self._process.stdout is None else self._process.stdout.readline()
        if not whole.endswith(b"\n"):
            raise Gone
        return whole

    def end(self) -> None:
        """Let it end, for its input does."""
        if self._process.stdin is not None:
            with suppress(OSError):  # what it was told last, and did not live to hear
                self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class Crew:
    """Children of one kind that share the parts of a work among them."""

    def __init__(self, children: list[Child], threads: ThreadPoolExecutor) -> None:
        self._free = children
        self._threads = threads
        self._turn = threading.Lock()

    def map(self, ask: Callable[[Child, Part], Answer], parts: Iterable[Part]) -> list[Answer]:
        """Return the answer to each part in order; raises `Gone`."""
        return list(self._threads.map(lambda part: self._by_a_free_one(ask, part), parts))

    def _by_a_free_one(self, ask: Callable[[Child, Part], Answer], part: Part) -> Answer:
        with self._turn:
            child = self._free.pop()
        try:
            return ask(child, part)
        finally:
            with self._turn:
                self._free.append(child)


def processors() -> int:
    """Return how many children are of use here."""
    return min(os.cpu_count() or 1, _MOST)


@contextmanager
def crew(module: str, *given: str) -> Iterator[Crew]:
    """Start a child for each processor and end them afterwards."""
    children = [Child(module, *given) for _ in range(processors())]
    with ThreadPoolExecutor(len(children)) as threads:
        try:
            yield Crew(list(children), threads)
        finally:
            for child in children:
                child.end()
