"""Reads the next files while the present one is filed: one reader, a few files ahead."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge import originals
from kuroji.knowledge.readers import USUAL, Limits, Reading, Unreadable, read_file
from kuroji.knowledge.walking import content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from kuroji.knowledge.filing import Said

_AHEAD = 4
_SMALL = 4 << 20


@dataclass(frozen=True, slots=True)
class Brought:
    """A file with the hash of its bytes, and its reading, unless its bytes are known already.

    Where it is no plain file, there is no hash, and `reading` says why.
    """

    path: Path
    said: Said
    sha256: str | None
    reading: Reading | Unreadable | None


def brought(
    files: Sequence[tuple[Path, Said]],
    home: Path,
    known: Callable[[str], bool],
    limits: Limits = USUAL,
) -> Iterator[Brought]:
    """Yield each file in turn, read and its original kept.

    One file is read at a time, so that two hostile ones never share the machine, and only small
    ones are read ahead, so that little is held in memory.
    """
    waiting: deque[Future[Brought]] = deque()
    with ThreadPoolExecutor(1, "reading") as reader:
        try:
            for path, said in files:
                most = _AHEAD if _size(path) <= _SMALL else 0
                while len(waiting) > most:
                    yield waiting.popleft().result()
                waiting.append(reader.submit(_bring, path, said, home, known, limits))
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


def read_anew(one: Brought, home: Path, limits: Limits) -> Reading | Unreadable:
    """Read a file whose bytes are known already, because more is said of it now."""
    reading = read_file(one.path, limits)
    if isinstance(reading, Reading):
        originals.keep(home, one.path.read_bytes())
    return reading


def _bring(
    path: Path, said: Said, home: Path, known: Callable[[str], bool], limits: Limits
) -> Brought:
    content = content_of(path, limits)
    if isinstance(content, Unreadable):
        return Brought(path, said, None, content)
    sha256 = originals.digest(content)
    if known(sha256):
        return Brought(path, said, sha256, None)
    reading = read_file(path, limits)
    if isinstance(reading, Reading):
        originals.keep(home, content)
    return Brought(path, said, sha256, reading)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
