"""Opens a file that a user named, if it is a regular file of a bearable size."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.reading import Limits, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

_SYSTEM = ("/proc", "/sys", "/dev")


def opened(path: Path, limits: Limits) -> int | Unreadable:
    """Return a descriptor of `path`, which may be a link that the user named.

    Nothing is read and nothing can block: pipes, sockets and devices are refused by their kind.
    """
    try:
        real = os.path.realpath(path, strict=True)
        if real.startswith(tuple(f"{folder}/" for folder in _SYSTEM)):
            return _not_a_file()
        if not stat.S_ISREG(os.lstat(real).st_mode):  # a socket cannot even be opened
            return _not_a_file()
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(real, flags)
    except OSError as error:
        return _not_opened(error)
    status = os.fstat(descriptor)
    refusal = None if stat.S_ISREG(status.st_mode) else _not_a_file()
    if status.st_size > limits.file << 20:
        refusal = Unreadable(
            code="too_big",
            reason=f"it has {status.st_size >> 20} MB, more than {limits.file} MB",
            remedy="split it, or raise KUROJI_READER_FILE",
        )
    if refusal is None and status.st_size == 0:
        refusal = Unreadable(
            code="empty", reason="it is empty", remedy="bring a file that has text"
        )
    if refusal is not None:
        os.close(descriptor)
        return refusal
    return descriptor


def _not_a_file() -> Unreadable:
    return Unreadable(
        code="not_a_file",
        reason="it is no ordinary file but a folder, pipe, socket or device",
        remedy="name a document",
    )


def _not_opened(error: OSError) -> Unreadable:
    if isinstance(error, PermissionError):
        return Unreadable(
            code="no_permission",
            reason="this account may not read it",
            remedy="change its permissions, or copy it",
        )
    if isinstance(error, FileNotFoundError):
        return Unreadable(
            code="not_found", reason="there is no such file", remedy="check the name and its link"
        )
    return Unreadable(
        code="not_opened",
        reason="the system could not open it",
        remedy="copy it to a folder with a shorter name, and try again",
    )
