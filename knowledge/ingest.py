"""The walk: file → original kept → read → screened → split → filed → indexed; resumable."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kuroji.knowledge import indexing, mentions, originals, origins
from kuroji.knowledge.ahead import Brought, brought, read_anew
from kuroji.knowledge.aliases import Names
from kuroji.knowledge.filing import Said, Seen, as_noted, filing_of, shown, source_id
from kuroji.knowledge.readers import USUAL, Limits, Reading, Unreadable
from kuroji.knowledge.readers.reading import UNTRIED
from kuroji.knowledge.walking import walked

if TYPE_CHECKING:
    from datetime import date

    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.filed import Filing
    from kuroji.knowledge.library import Library
    from kuroji.knowledge.passage import Grade

_FLUSH = 2000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: `done` of `total` files, passages or vectors."""

    stage: Literal["reading", "indexing", "embedding"]
    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class Read:
    """A file that is now in the library."""

    path: str
    source_id: str
    kind: str
    passages: int
    characters: int
    language: str
    partly: str | None
    marks: dict[str, int]  # how many passages screening marked, by kind
    recognised: int | None = None  # how many passages were told from pictures


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not, why, and what can be done about it."""

    path: str
    code: str
    reason: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file whose content is in the library already."""

    path: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of every file."""

    read: tuple[Read, ...]
    skipped: tuple[Skipped, ...]
    duplicates: tuple[Duplicate, ...]
    seconds: Decimal


Told = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Tell nobody."""


def ingest(
    library: Library,
    paths: Iterable[Path],
    *,
    company: str | None = None,
    grade: Grade | None = None,
    published: date | None = None,
    progress: Told = silent,
) -> Ingested:
    """Bring files and folders into `library`; what is acknowledged in the result is searchable.

    A file is filed whole or not at all, so the same call after an interruption does the rest.
    """
    said = Said(company, grade, published)
    found = walked(paths)
    done = ingest_said(library, [(path, said) for path in found.files], progress=progress)
    passed_by = (skipped(path, why) for path, why in found.passed_by)
    return replace(done, skipped=(*done.skipped, *passed_by))


def skipped(path: Path, why: Unreadable) -> Skipped:
    """Return the row of a file that was not read."""
    return _left_out(shown(path), why)


def _left_out(name: str, why: Unreadable) -> Skipped:
    return Skipped(name, why.code, why.reason, why.remedy or None)


def ingest_said(
    library: Library,
    files: Sequence[tuple[Path, Said]],
    *,
    progress: Told = silent,
    limits: Limits = USUAL,
) -> Ingested:
    """Bring in files, each with what is said about it: so connectors hand over what they fetch."""
    archive = library.archive
    walk = _Walk(archive, progress, limits)
    begun = time.monotonic()
    here = archive.hashes()
    with archive.in_bulk():
        for done, one in enumerate(brought(files, archive.home, here.__contains__, limits)):
            progress(Progress("reading", done, len(files), shown(Path(one.path.name))))
            walk.take(one)
    progress(Progress("reading", len(files), len(files), ""))
    walk.end()
    library.refresh()
    seconds = Decimal(time.monotonic() - begun).quantize(Decimal("0.001"))
    return Ingested(tuple(walk.read), tuple(walk.skipped), tuple(walk.duplicates), seconds)


def recover(library: Library, *, progress: Told = silent, limits: Limits = USUAL) -> Ingested:
    """Read again every kept original that the library does not know: after it was lost."""
    with tempfile.TemporaryDirectory(prefix="recover-", dir=library.home) as folder:
        files = []
        for sha256, about in originals.listed(library.home):
            if library.archive.source(source_id(sha256)) is None:
                own = Path(folder) / sha256[:16]
                own.mkdir()
                link = own / Path(about.get("path") or "original").name
                os.link(originals.place(library.home, sha256), link)
                files.append((link, as_noted(about)))
        return ingest_said(library, files, progress=progress, limits=limits)


@dataclass(slots=True)
class _Walk:
    archive: Archive
    progress: Told
    limits: Limits
    read: list[Read] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    _names: Names | None = None
    _waiting: int = 0
    _new_names: dict[str, int] = field(default_factory=dict)

    def take(self, one: Brought) -> None:
        name = one.said.url or shown(one.path)  # what was fetched lies in a folder that goes away
        if one.sha256 is None:
            self._refuse(name, one.seen)
            return
        known = self.archive.source(source_id(one.sha256))
        if known and not (self._said_otherwise(known.id, one.said) or self._more(known.id)):
            self._again(name, known.id)
            return
        seen = one.seen or read_anew(one, self.archive.home, self.limits)
        if isinstance(seen, Unreadable):
            self._refuse(name, seen)
            return
        filing = filing_of(seen, one.path, one.sha256, one.said, self._table())
        self._file(
            name, seen.reading, origins.traced(self.archive, filing), again=known is not None
        )

    def _said_otherwise(self, known: str, said: Said) -> bool:
        """Tell whether the user now says something else about a document that is here."""
        source = self.archive.source(known)
        if source is None:
            return False
        company = said.company and self._table().canonical(said.company)
        pairs = (
            (company, source.entity),
            (said.grade, source.grade),
            (said.published, source.published),
        )
        return any(new is not None and new != old for new, old in pairs)

    def _more(self, known: str) -> bool:
        """Tell whether pages of a document that is here are pictures that nobody tried to read."""
        partly: str = self.archive.filed(known).get("partly") or ""
        return self.limits.recognition > 0 and UNTRIED in partly

    def _again(self, name: str, known: str) -> None:
        if self.archive.revive(known):
            self._waiting += len(self.archive.passages(known))
        self.duplicates.append(Duplicate(name, known))

    def _file(self, name: str, reading: Reading, filing: Filing, *, again: bool) -> None:
        names = self._table()
        given = {
            alias: company for alias, company in filing.names.items() if not names.known(alias)
        }
        before = self.archive.last_row() if given else 0
        if not self.archive.add_source(filing, given, again=again):  # another process was quicker
            self.duplicates.append(Duplicate(name, filing.source.id))
            return
        if given:
            self._names = names.knowing(given)
            self._new_names |= dict.fromkeys(given, before)
        self.read.append(_read(name, reading, filing))
        self._waiting += len(filing.cuts)
        if self._waiting >= _FLUSH:
            self.flush()

    def end(self) -> None:
        """Index the rest, then look for names that only now are known in what was there before."""
        self.flush()
        if self._new_names and mentions.find_again(self.archive, self._new_names):
            self.flush()

    def flush(self) -> None:
        total = indexing.pending(self.archive)
        done = 0

        def told(more: int) -> None:
            nonlocal done
            done += more
            self.progress(Progress("indexing", min(done, total), total, ""))

        indexing.settle(self.archive, told)
        self._waiting = 0

    def _table(self) -> Names:
        if self._names is None:
            self._names = Names(self.archive.names())
        return self._names

    def _refuse(self, name: str, why: Seen | Unreadable | None) -> None:
        if isinstance(why, Unreadable):
            self.skipped.append(_left_out(name, why))


def _read(name: str, reading: Reading, filing: Filing) -> Read:
    return Read(
        path=name,
        source_id=filing.source.id,
        kind=filing.source.kind,
        passages=len(filing.cuts),
        characters=len(reading.text),
        language=reading.language,
        partly=reading.partly,
        recognised=sum(cut.passage.recognised for cut in filing.cuts) or None,
        marks=dict(
            Counter(
                kind for cut in filing.cuts for kind in {mark.kind for mark in cut.passage.marks}
            )
        ),
    )
