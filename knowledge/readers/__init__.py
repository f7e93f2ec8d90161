"""A file → its text in sections, or the reason why not; read in a confined child process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.confine import Fields, confined, confined_together
from kuroji.knowledge.readers.kinds import kind_of
from kuroji.knowledge.readers.opening import opened
from kuroji.knowledge.readers.reading import USUAL, Limits, Reading, Section, Unreadable
from kuroji.knowledge.readers.warden import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "TOGETHER",
    "USUAL",
    "Limits",
    "Reading",
    "Section",
    "Unreadable",
    "is_short_text",
    "opened",
    "read_file",
    "read_files",
]

_HEAD = 64 << 10
_SHORT = 64 << 10
_SUFFIXES = (".md", ".markdown", ".txt")
_PLAIN = ("text", "markdown")


def read_file(path: Path, limits: Limits = USUAL) -> Reading | Unreadable:
    """Read the document at `path`, whatever its name says it is."""
    found = _asked_about(path, limits)
    if isinstance(found, Unreadable):
        return found
    try:
        fields = confined(found.kind, found.descriptor, limits)
    finally:
        os.close(found.descriptor)
    return _reading(fields)


def read_files(paths: Sequence[Path], limits: Limits = USUAL) -> list[Reading | Unreadable]:
    """Return what `read_file` returns of each of `paths`; short plain texts are read together.

    Only readers without a parser of others read several files in one child: where one file ends
    the child, each is read again by itself.
    """
    together = [path for path in paths if is_short_text(path)][:TOGETHER]
    found = _together(together, limits) if len(together) > 1 else {}
    return [found[path] if path in found else read_file(path, limits) for path in paths]


def _together(paths: Sequence[Path], limits: Limits) -> dict[Path, Reading | Unreadable]:
    """Read files in one child; none of them where one ended it."""
    asked = {path: _asked_about(path, limits) for path in paths}
    good = {path: one for path, one in asked.items() if isinstance(one, _Asked)}
    done: dict[Path, Reading | Unreadable] = {
        path: one for path, one in asked.items() if isinstance(one, Unreadable)
    }
    try:
        alike = {path: one for path, one in good.items() if one.kind in _PLAIN}
        answered = confined_together(
            [one.kind for one in alike.values()],
            [one.descriptor for one in alike.values()],
            limits,
        )
    finally:
        for one in good.values():
            os.close(one.descriptor)
    if answered is not None:
        done |= zip(alike, map(_reading, answered), strict=True)
    return done


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    descriptor: int


def _asked_about(path: Path, limits: Limits) -> _Asked | Unreadable:
    """Open the file and tell its kind; whoever asks closes it."""
    descriptor = opened(path, limits)
    if isinstance(descriptor, Unreadable):
        return descriptor
    try:
        kind = kind_of(os.pread(descriptor, _HEAD, 0), path.suffix)
    except BaseException:
        os.close(descriptor)
        raise
    if kind.startswith("binary:"):
        os.close(descriptor)
        return _no_document(kind.removeprefix("binary:"))
    return _Asked(kind, descriptor)


def is_short_text(path: Path) -> bool:
    """Tell whether a file, by its name and size, is one of those that are read together."""
    try:
        return path.suffix.lower() in _SUFFIXES and path.lstat().st_size <= _SHORT
    except OSError:
        return False


def _reading(fields: Fields | Unreadable) -> Reading | Unreadable:
    return fields if isinstance(fields, Unreadable) else Reading(**fields)


def _no_document(what: str) -> Unreadable:
    return Unreadable(
        code="unsupported",
        reason=f"it is {what}, from which no text can be read",
        remedy="bring PDF, Word, Excel, PowerPoint, HTML, Markdown, CSV, e-mail or plain text",
    )
