"""Documents as they came, each under the hash of its bytes."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ABOUT = ".about.json"


def digest(content: bytes) -> str:
    """Return the name under which `content` is kept."""
    return hashlib.sha256(content).hexdigest()


def place(home: Path, sha256: str) -> Path:
    """Return where the original with this hash lies, whether or not it is there."""
    return home / "originals" / sha256[:2] / sha256


def keep(home: Path, content: bytes) -> Path:
    """Write `content` so that it is wholly there after a power cut, or not at all."""
    sha256 = digest(content)
    target = place(home, sha256)
    if sound(home, sha256):
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


def note(home: Path, sha256: str, about: Mapping[str, str | None]) -> None:
    """Keep beside an original what was said of it, so that all can be read again from here."""
    target = place(home, sha256).with_name(sha256 + _ABOUT)
    new = target.with_name(f".new-{os.getpid()}-{target.name}")
    new.write_text(json.dumps(about, ensure_ascii=True), encoding="utf-8")
    new.replace(target)


def is_noted(kept: Path) -> bool:
    """Tell whether something is kept beside an original."""
    return kept.with_name(kept.name + _ABOUT).exists()


def listed(home: Path) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Return the hash of every original with what was said of it."""
    for file in sorted((home / "originals").glob("??/*")):
        if file.name.startswith(".") or file.name.endswith(_ABOUT):
            continue
        try:
            about = json.loads(file.with_name(file.name + _ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            about = {}
        yield file.name, about


def drop(home: Path, sha256: str) -> None:
    """Delete an original and what was said of it."""
    kept = place(home, sha256)
    kept.unlink(missing_ok=True)
    kept.with_name(sha256 + _ABOUT).unlink(missing_ok=True)


def sound(home: Path, sha256: str) -> bool:
    """Tell whether the original is there and still has the bytes that it is named after."""
    kept = place(home, sha256)
    return kept.is_file() and digest(kept.read_bytes()) == sha256
