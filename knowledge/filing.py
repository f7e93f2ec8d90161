"""A reading becomes a filing: what the source is, whom it is about, its passages with headers."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.filed import Cut, Filing
from kuroji.knowledge.filers import Subject, given, subject_of
from kuroji.knowledge.passage import GRADES, Box, Grade, Passage, Source
from kuroji.knowledge.readers.tagged import TAGGED_KINDS
from kuroji.knowledge.script import fingerprint
from kuroji.knowledge.years import years_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kuroji.knowledge.aliases import Names
    from kuroji.knowledge.readers import Reading
    from kuroji.knowledge.splitting import Piece
    from kuroji.knowledge.studying import Studied

SEED = Path(__file__).resolve().parent / "seed"
_HEADER = 300
_DATE = re.compile(r"((?:19|20)\d\d)(?:[-/年](\d\d?)(?:[-/月](\d\d?))?)?")


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says about a document, over what it says about itself."""

    company: str | None = None
    grade: Grade | None = None
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    kind: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A reading with its pieces, each studied."""

    reading: Reading
    pieces: tuple[Studied, ...]


def noted(path: Path, said: Said) -> dict[str, str | None]:
    """Return what is kept beside an original: whence it came and what was said of it."""
    said_of = {name: getattr(said, name) for name in Said.__slots__}
    texts = {name: None if value is None else str(value) for name, value in said_of.items()}
    return {**texts, "path": said.path or shown(path.absolute())}


def as_noted(about: Mapping[str, str | None]) -> Said:
    """Return what was said of an original, from what `noted` kept."""
    given: dict[str, Any] = {name: about.get(name) for name in Said.__slots__}
    given["published"] = date_in(given["published"]) if given["published"] else None
    given["grade"] = _grade(given["grade"]) if given["grade"] else None
    return Said(**given)


def source_id(sha256: str) -> str:
    """Return the id of the source with this content."""
    return sha256[:16]


def document_of(path: Path, said: Said) -> str:
    """Return the name under which versions of one document follow each other."""
    if said.url:
        return said.url
    resolved = Path(said.path or path).resolve()
    if resolved.is_relative_to(SEED):
        return f"seed/{resolved.relative_to(SEED).as_posix()}"
    return shown(resolved)


def shown(path: Path) -> str:
    """Return a path as text; bytes of its name that are no text are replaced."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def filing_of(seen: Seen, path: Path, sha256: str, said: Said, names: Names) -> Filing:
    """Return what is to be stored of a reading."""
    reading = seen.reading
    meta = reading.meta
    subject = subject_of(reading, said.company, names)
    own = source_id(sha256)
    title = said.title or given(meta, "title") or reading.title or shown(Path(path.stem))
    source = Source(
        id=own,
        title=title[:300],
        publisher=said.publisher or given(meta, "publisher"),
        url=said.url or given(meta, "url"),
        published=said.published or date_in(given(meta, "published") or "") or reading.published,
        read_at=datetime.now(UTC),
        sha256=sha256,
        language=reading.language,
        kind=_kind(reading, said),
        grade=said.grade or _grade(meta.get("grade", "A" if reading.kind in TAGGED_KINDS else "")),
        origin=given(meta, "origin") or given(meta, "primary_source_id") or own,
        entity=subject.entity,
        path=said.path or (None if said.url else shown(path)),
    )
    period = given(meta, "period")
    with_new = names.knowing(subject.aliases)
    head = _head(source, subject, period, with_new)
    own_years = years_in(f"{period or ''} {source.title}")
    return Filing(
        source=source,
        document=document_of(path, said),
        period=period,
        companies=subject.companies,
        partly=reading.partly,
        text=reading.text,
        cuts=tuple(
            _cut(one, reading, source, _About(head, subject, own_years, with_new))
            for one in seen.pieces
        ),
        names=subject.aliases,
    )


@dataclass(frozen=True, slots=True)
class _About:
    head: str
    subject: Subject
    years: tuple[int, ...]
    names: Names


def _cut(studied: Studied, reading: Reading, source: Source, about: _About) -> Cut:
    piece = studied.piece
    text = reading.text[piece.start : piece.end]
    named = about.names.find(f"{piece.heading}\n{text}")
    own = (about.subject.entity,) if about.subject.entity else ()
    header = " | ".join(part for part in (about.head, piece.heading) if part)[:_HEADER]
    passage = Passage(
        id=fingerprint(source.id, str(piece.start), str(piece.end), text),
        source_id=source.id,
        start=piece.start,
        end=piece.end,
        text=text,
        heading=piece.heading,
        page=piece.page,
        cells=piece.cells,
        language=piece.language,
        marks=studied.marks,
        boxes=_boxes(reading, piece),
        recognised=piece.page in reading.recognised,
    )
    return Cut(
        passage=passage,
        header=header,
        years=tuple(sorted({*about.years, *studied.years})),
        companies=tuple(dict.fromkeys((*own, *named))),
        fold=studied.fold,
        vector=fingerprint(header, text),
    )


def _boxes(reading: Reading, piece: Piece) -> tuple[Box, ...]:
    """Return where the lines and cells of a piece stand on its page."""
    first = bisect_right(reading.places, piece.start, key=lambda place: place[1])
    found: list[Box] = []
    for start, end, left, top, right, bottom in reading.places[first:]:
        if start >= piece.end:
            break
        found.append(
            Box(
                start=max(start, piece.start) - piece.start,
                end=min(end, piece.end) - piece.start,
                left=left,
                top=top,
                right=right,
                bottom=bottom,
            )
        )
    return tuple(found)


def _head(source: Source, subject: Subject, period: str | None, names: Names) -> str:
    parts: list[str] = []
    for company in subject.companies[:4]:
        parts += names.both_scripts(company)
    parts += [source.title, period or ""]
    seen = dict.fromkeys(part.strip() for part in parts if part.strip())
    return " | ".join(seen)


def _kind(reading: Reading, said: Said) -> str:
    """Return the kind of a document; one that tags its figures is known by that."""
    if reading.kind in TAGGED_KINDS:
        return reading.kind
    return said.kind or given(reading.meta, "kind") or reading.kind


def _grade(text: str) -> Grade:
    """Return the grade that a document claims; D, as for any unknown one, where it claims none."""
    return next((grade for grade in GRADES if grade == text.strip().upper()), "D")


def date_in(text: str) -> date | None:
    """Return the date that `text` begins with; a month or a year counts as its last day.

    >>> date_in("2025-11"), date_in("2025年3月31日"), date_in("soon")
    (datetime.date(2025, 11, 30), datetime.date(2025, 3, 31), None)
    """
    found = _DATE.match(text.strip())
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(int(found[3] or last) or last, last))
