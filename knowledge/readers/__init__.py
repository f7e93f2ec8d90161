"""A file → its text in sections, or the reason why not; read in a confined child process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.confine import confined
from kuroji.knowledge.readers.kinds import kind_of
from kuroji.knowledge.readers.opening import opened
from kuroji.knowledge.readers.reading import USUAL, Limits, Reading, Section, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["USUAL", "Limits", "Reading", "Section", "Unreadable", "opened", "read_file"]

_HEAD = 64 << 10


def read_file(path: Path, limits: Limits = USUAL) -> Reading | Unreadable:
    """Read the document at `path`, whatever its name says it is."""
    descriptor = opened(path, limits)
    if isinstance(descriptor, Unreadable):
        return descriptor
    try:
        kind = kind_of(os.pread(descriptor, _HEAD, 0), path.suffix)
        if kind.startswith("binary:"):
            return _no_document(kind.removeprefix("binary:"))
        fields = confined(kind, descriptor, limits)
    finally:
        os.close(descriptor)
    return fields if isinstance(fields, Unreadable) else Reading(**fields)


def _no_document(what: str) -> Unreadable:
    return Unreadable(
        code="unsupported",
        reason=f"it is {what}, from which no text can be read",
        remedy="bring PDF, Word, Excel, PowerPoint, HTML, Markdown, CSV, e-mail or plain text",
    )
