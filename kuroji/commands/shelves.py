"""What the commands on the library share: opening it plainly, and text fit for a terminal."""

import re
from collections.abc import Iterator

from kuroji.agent.settings import Settings
from kuroji.console import fail
from kuroji.knowledge.library import Library
from kuroji.knowledge.locking import Busy
from kuroji.knowledge.passage import Passage
from kuroji.knowledge.readers import Limits
from kuroji.knowledge.schema import Broken, Newer
from kuroji.knowledge.screening import meaning

_GRACE = 10  # seconds that a reader may wait beyond its seconds of work
_EXCERPT = 80


def library_of(chosen: Settings, *, as_json: bool) -> Library:
    """Open the library of the settings, or end with one sentence."""
    try:
        return Library.open(chosen.home, encoder=chosen.encoder, endpoint=chosen.embeddings)
    except (Newer, Broken, Busy, OSError) as error:
        fail(plainly(error), as_json=as_json)


def clean(text: str, keep: str = "") -> str:
    """Return `text` on one line and without control codes, which a terminal would obey."""
    if not keep:
        text = re.sub(r"\s+", " ", text)
    return "".join(one for one in text if one in keep or one.isprintable())


def plainly(error: Exception) -> str:
    """Return what went wrong as a sentence with its remedy."""
    if isinstance(error, OSError) and error.filename:
        return f"cannot use {error.filename} ({error.strerror}); choose another folder with --home"
    return str(error)


def limits_of(chosen: Settings) -> Limits:
    """Return what one file may cost, by the settings."""
    recognition = chosen.ocr_seconds if chosen.ocr else 0
    return Limits(
        memory=chosen.reader_memory,
        processor=chosen.reader_seconds,
        wall=chosen.reader_seconds + 2 * recognition + _GRACE,
        file=chosen.reader_file,
        text=chosen.reader_text,
        html=chosen.reader_html,
        pages=chosen.reader_pages,
        result=chosen.reader_result,
        parts=chosen.reader_parts,
        recognition=recognition,
    )


def place_of(passage: Passage) -> str:
    """Return where a passage stands in its document, "" where it has neither page nor cells."""
    parts = (f"page {passage.page}" if passage.page else "", clean(passage.cells or ""))
    return ", ".join(part for part in parts if part)


def warnings_of(passage: Passage) -> Iterator[str]:
    """Yield what screening found in a passage, with the beginning of its words."""
    if passage.recognised:
        yield "read by optical recognition: compare its figures with the page"
    for mark in passage.marks:
        words = clean(passage.text[mark.start : mark.end]).strip()
        shown = words[:_EXCERPT] + ("…" if len(words) > _EXCERPT else "")
        yield f'{meaning(mark.kind, "en")}: "{shown}"' if shown else meaning(mark.kind, "en")
