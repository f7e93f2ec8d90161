"""Documents as they came, each under the hash of its bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def digest(content: bytes) -> str:
    """Return the name under which `content` is kept."""
    return hashlib.sha256(content).hexdigest()


def place(home: Path, sha256: str) -> Path:
    """Return where the original with this hash lies, whether or not it is there."""
    return home / "originals" / sha256[:2] / sha256


def keep(home: Path, content: bytes) -> Path:
    """Write `content` so that it is wholly there after a power cut, or not at all."""
    target = place(home, digest(content))
    if target.exists() and target.stat().st_size == len(content):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return target


def sound(home: Path, sha256: str) -> bool:
    """Tell whether the original is there and still has the bytes that it is named after."""
    kept = place(home, sha256)
    return kept.is_file() and digest(kept.read_bytes()) == sha256
