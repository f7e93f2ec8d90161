"""Reads the next files while the present one is filed: one reader, a few files ahead."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kuroji.knowledge import originals
from kuroji.knowledge.filing import Seen, noted
from kuroji.knowledge.readers import (
    TOGETHER,
    USUAL,
    Limits,
    Reading,
    Unreadable,
    is_short_text,
    read_files,
)
from kuroji.knowledge.studying import Studying
from kuroji.knowledge.walking import content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kuroji.knowledge.filing import Said

_AHEAD = 4
_KEEPERS = 8
_SMALL = 4 << 20


@dataclass(frozen=True, slots=True)
class Brought:
    """A file with the hash of its bytes, and its reading, unless its bytes are known already.

    Where it is no plain file, there is no hash, and `seen` says why.
    """

    path: Path
    said: Said
    sha256: str | None
    seen: Seen | Unreadable | None


def brought(
    files: Sequence[tuple[Path, Said]],
    home: Path,
    known: Callable[[str], bool],
    limits: Limits = USUAL,
) -> Iterator[Brought]:
    """Yield each file in turn, read and its original kept.

    One file is read at a time, so that two hostile ones never share the machine; short plain texts
    count together as one. Only small ones are read ahead, so that little is held in memory.
    """
    waiting: deque[Future[list[Brought]]] = deque()
    with (
        ThreadPoolExecutor(1, "reading") as reader,
        ThreadPoolExecutor(_KEEPERS) as keepers,
        Studying() as studying,
    ):
        bring = partial(_bring, _Bringing(home, known, limits, keepers, studying))
        try:
            for group in _groups(files):
                most = _AHEAD if all(_size(path) <= _SMALL for path, _ in group) else 0
                while len(waiting) > most:
                    yield from waiting.popleft().result()
                waiting.append(reader.submit(bring, group))
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


def _groups(files: Sequence[tuple[Path, Said]]) -> Iterator[list[tuple[Path, Said]]]:
    """Put neighbouring short plain texts together; every other file is by itself."""
    group: list[tuple[Path, Said]] = []
    for path, said in files:
        plain = is_short_text(path)
        if group and (not plain or len(group) == TOGETHER):
            yield group
            group = []
        if plain:
            group.append((path, said))
        else:
            yield [(path, said)]
    if group:
        yield group


def read_anew(one: Brought, home: Path, limits: Limits) -> Seen | Unreadable:
    """Read a file whose bytes are known already, because more is said of it now."""
    (reading,) = read_files([one.path], limits)
    if isinstance(reading, Unreadable):
        return reading
    kept = originals.keep(home, one.path.read_bytes())
    originals.note(home, kept.name, noted(one.path, one.said))
    return _seen(Studying(), [reading])[0]


@dataclass(frozen=True, slots=True)
class _Bringing:
    home: Path
    known: Callable[[str], bool]
    limits: Limits
    keepers: ThreadPoolExecutor
    studying: Studying


def _bring(how: _Bringing, group: Sequence[tuple[Path, Said]]) -> list[Brought]:
    contents = {path: content_of(path, how.limits) for path, _ in group}
    hashes = {path: originals.digest(c) for path, c in contents.items() if isinstance(c, bytes)}
    new = [path for path, sha256 in hashes.items() if not how.known(sha256)]
    read = dict(zip(new, read_files(new, how.limits), strict=True))
    good = {path: one for path, one in read.items() if isinstance(one, Reading)}
    lost = {path for path, one in hashes.items() if path not in read and _is_lost(how, one)}
    # Each waits for the disk; together they wait no longer than one.
    kept = [
        how.keepers.submit(_keep, how.home, content, noted(path, said))
        for path, said in group
        if (path in good or path in lost) and isinstance(content := contents[path], bytes)
    ]
    seen = dict(zip(good, _seen(how.studying, list(good.values())), strict=True))
    for one in kept:
        one.result()
    return [
        Brought(path, said, None, content)
        if isinstance(content := contents[path], Unreadable)
        else Brought(path, said, hashes[path], seen.get(path) or _why(read.get(path)))
        for path, said in group
    ]


def _is_lost(how: _Bringing, sha256: str) -> bool:
    """Tell whether the original of a known document is missing or changed: now it can be mended."""
    return not originals.sound(how.home, sha256)


def _seen(studying: Studying, readings: Sequence[Reading]) -> list[Seen]:
    return [Seen(*both) for both in zip(readings, studying.of(readings), strict=True)]


def _why(one: Reading | Unreadable | None) -> Unreadable | None:
    return one if isinstance(one, Unreadable) else None


def _keep(home: Path, content: bytes, about: Mapping[str, str | None]) -> None:
    kept = originals.keep(home, content)
    if not originals.is_noted(kept):
        originals.note(home, kept.name, about)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
