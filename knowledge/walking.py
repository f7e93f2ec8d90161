"""Which files the user means, and their bytes; what is passed by is named with its reason."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kuroji.knowledge.readers import USUAL, Limits, Unreadable, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Walked:
    """The files of a walk in order, and what was met that is not read."""

    files: tuple[Path, ...]
    passed_by: tuple[tuple[Path, Unreadable], ...]


def walked(paths: Iterable[Path]) -> Walked:
    """Return the files that `paths` stand for: folders whole, in order, without hidden ones.

    A link that the user names is followed; one that is met inside a folder may lead anywhere, so
    it is not.
    """
    files: list[Path] = []
    passed_by: list[tuple[Path, Unreadable]] = []
    for path in paths:
        if path.name == ".env":
            passed_by.append((path, _SECRETS))
            continue
        if not _is_folder(path):
            files.append(path)
            continue
        before = len(files) + len(passed_by)
        for found in _within(path):
            if _is_link(found):
                passed_by.append((found, _LINK))
            else:
                files.append(found)
        if len(files) + len(passed_by) == before:
            passed_by.append((path, _BARE))
    return Walked(tuple(files), tuple(passed_by))


def content_of(path: Path, limits: Limits = USUAL) -> bytes | Unreadable:
    """Return the bytes of the file that `path` names, or why it is not read."""
    descriptor = opened(path, limits)
    if isinstance(descriptor, Unreadable):
        return descriptor
    try:
        with os.fdopen(descriptor, "rb") as file:
            content = file.read((limits.file << 20) + 1)
    except OSError:
        return _BROKEN
    return content if len(content) <= limits.file << 20 else _grown(limits)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that the system cannot take
        return False


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # deeper than the system can name
        return False


def _within(folder: Path) -> Iterator[Path]:
    """Yield the files below `folder`, and the folders that this account may not look into."""
    for inner, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(inner) / n for n in sorted(names) if not n.startswith("."))
        for name in folders:
            path = Path(inner) / name
            if _is_link(path) or not os.access(path, os.R_OK | os.X_OK):
                yield path


_LINK = Unreadable(
    code="link",
    reason="it is a link inside a folder, and such links are not followed",
    remedy="name the document that it leads to",
)
_SECRETS = Unreadable(
    code="secrets",
    reason="a file of that name holds keys and passwords, which are no evidence",
    remedy="rename it if it is a document",
)
_BARE = Unreadable(
    code="empty",
    reason="there is no document in this folder",
    remedy="name a folder or file that has text; hidden files are not read",
)
_BROKEN = Unreadable(
    code="not_opened",
    reason="the system could not read it to its end",
    remedy="copy it to another disk and try again",
)


def _grown(limits: Limits) -> Unreadable:
    return Unreadable(
        code="too_big",
        reason=f"it is larger than {limits.file} MB",
        remedy="split it, or raise KUROJI_READER_FILE",
    )
