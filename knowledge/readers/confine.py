"""Runs a reader in a child process with limits on memory, time and output.

One small server process is kept and forks a child for every file (for several short plain texts at
once), so that a file costs a fork and not a new interpreter. The parent never parses what a child
has parsed but as JSON.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kuroji
from kuroji.knowledge.readers.reading import Limits, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

Fields = dict[str, Any]
_GRACE = 5  # seconds beyond the wall limit until the server itself is given up
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from kuroji.knowledge.readers.warden import serve; serve(int(sys.argv[2]))"
)
_idle: list[_Server] = []
_idle_lock = threading.Lock()


def confined(kind: str, descriptor: int, limits: Limits, asked: Any = None) -> Fields | Unreadable:
    """Return the fields of a `Reading` of the open file, read in a child of its own.

    With `asked`, that is handed to the reader, which gives what was asked instead.
    """
    answered = _answered([kind], [descriptor], limits, asked)
    return answered if isinstance(answered, Unreadable) else _one(answered[0])


def confined_together(
    kinds: Sequence[str], descriptors: Sequence[int], limits: Limits
) -> list[Fields | Unreadable] | None:
    """Return what `confined` returns of each file, all read in one child; None where it died."""
    answered = _answered(kinds, descriptors, limits)
    return None if isinstance(answered, Unreadable) else [_one(one) for one in answered]


def _answered(
    kinds: Sequence[str], descriptors: Sequence[int], limits: Limits, asked: Any = None
) -> list[dict[str, Any]] | Unreadable:
    with _idle_lock:
        server = _idle.pop() if _idle else None
    server = server or _Server()
    try:
        answer, ended = server.ask(kinds, descriptors, limits, asked)
    except (OSError, EOFError, ValueError):
        server.close()
        return _failed(limits)
    except BaseException:
        server.close()
        raise
    with _idle_lock:
        _idle.append(server)
    return _understood(answer, ended, limits)


class _Server:
    """The forking process of `warden.serve`, on a socket pair."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        paths = [str(Path(kuroji.__file__).parents[1]), *(entry for entry in sys.path if entry)]
        command = [sys.executable, "-P", "-c", _START, json.dumps(paths), str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={"LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                cwd="/",
                start_new_session=True,
            )

    def ask(
        self, kinds: Sequence[str], descriptors: Sequence[int], limits: Limits, asked: Any
    ) -> tuple[bytes | None, int]:
        """Return what the child wrote (None if too much) and its wait status."""
        coming, going = os.pipe()
        try:
            job = {"kinds": kinds, "limits": asdict(limits), "asked": asked}
            request = json.dumps(job).encode()
            socket.send_fds(self._ours, [request], [*descriptors, going])
        finally:
            os.close(going)
        deadline = time.monotonic() + limits.wall + _GRACE
        try:
            answer = _all_of(coming, limits.result << 20, deadline)
        finally:
            os.close(coming)
        self._ours.settimeout(max(1.0, deadline - time.monotonic()))
        status = self._ours.recv(64)
        if not status:
            raise EOFError
        return answer, int(status)

    def close(self) -> None:
        """End the server and, through it, its child."""
        self._ours.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _all_of(descriptor: int, most: int, deadline: float) -> bytes | None:
    """Read the pipe to its end; None if more than `most` came."""
    parts: list[bytes] = []
    total = 0
    while select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(descriptor, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        total += len(part)
        if total > most:
            return None
    raise TimeoutError


def _understood(
    answer: bytes | None, ended: int, limits: Limits
) -> list[dict[str, Any]] | Unreadable:
    """Tell an answer from the ways in which a child dies."""
    if answer is None:
        return Unreadable(
            code="too_long",
            reason=f"its text is longer than {limits.result} MB",
            remedy="split it, or raise KUROJI_READER_RESULT",
        )
    if os.WIFSIGNALED(ended):
        return _killed(os.WTERMSIG(ended), limits)
    try:
        answered: list[dict[str, Any]] = json.loads(answer)
    except ValueError:
        return _failed(limits)
    return answered


def _one(answered: dict[str, Any]) -> Fields | Unreadable:
    """Tell a reading from a refusal."""
    if "refused" in answered:
        return Unreadable(**answered["refused"])
    fields: Fields = answered["reading"]
    return fields


def _killed(by: int, limits: Limits) -> Unreadable:
    if by in (signal.SIGXCPU, signal.SIGKILL):
        return Unreadable(
            code="too_slow",
            reason=f"reading it took more than {limits.processor} s of work",
            remedy="split it, or raise KUROJI_READER_SECONDS",
        )
    return _failed(limits)


def _failed(limits: Limits) -> Unreadable:
    """A library that is out of memory aborts, so the two cannot be told apart."""
    return Unreadable(
        code="reader_died",
        reason=f"it is damaged, or reading it needed more than {limits.memory} MB of memory",
        remedy="save it anew with the program that made it, or raise KUROJI_READER_MEMORY",
    )


@atexit.register
def _close_all() -> None:
    while _idle:
        _idle.pop().close()
