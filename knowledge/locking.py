"""One writer at a time in a home folder, known by name to whoever waits."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30


class Busy(Exception):
    """Another process has been writing here for longer than we are willing to wait."""


@contextmanager
def writing(home: Path, work: str, patience: int = PATIENCE) -> Iterator[None]:
    """Hold the lock for `work` in `home`; the system frees it when a process dies.

    The note beside the lock is only for people: who holds it is decided by the system's lock, so a
    note left behind by a killed process misleads nobody.
    """
    home.mkdir(parents=True, exist_ok=True)
    note = home / f"{work}.lock.json"
    lock = FileLock(home / f"{work}.lock")
    try:
        lock.acquire(timeout=patience, poll_interval=0.02)
    except Timeout:
        raise Busy(
            f"{_holder(note)} is {work} in {home}; wait until it has finished, or stop it"
        ) from None
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note.write_text(json.dumps({"pid": os.getpid(), "since": since}), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            note.unlink()
        lock.release()


def _holder(note: Path) -> str:
    try:
        held = json.loads(note.read_text(encoding="utf-8"))
        return f"process {held['pid']} (since {held['since']})"
    except (OSError, ValueError, KeyError):
        return "another process"
