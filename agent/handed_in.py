"""A question that brings its own document: read like any other, believed like a stranger's."""

import csv
import io
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from langchain_core.language_models import BaseChatModel

from kuroji.agent.chat import Chat
from kuroji.agent.events import Event, FigureShown, Notice
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Language
from kuroji.tools.metrics.finding import find_metrics

_ENDINGS: Final = MappingProxyType({"text": "txt", "html": "html", "markdown": "md", "csv": "csv"})
_LATIN: Final = re.compile(r"[A-Z][\w&-]*(?:[ .][A-Z0-9][\w&-]*)*", re.ASCII)
_PARTED: Final = re.compile(r"[のはがをにでとや、。？?！!「」\s]+")
_NOTE: Final = re.compile(r"\[\^\d+\]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Handed:
    """The answer, what was found wrong with the document, and the answer's figures as CSV."""

    answer: str
    warnings: tuple[str, ...]
    csv: str


def answer_on(
    document: str,
    question: str,
    *,
    model: BaseChatModel,
    format: str = "text",
    language: Language | None = None,
) -> Handed:
    """Answer `question` from `document` alone; no word of the document enters the answer."""
    events: list[Event] = []
    with tempfile.TemporaryDirectory(prefix="kuroji-") as folder:
        path = Path(folder) / f"document.{_ENDINGS.get(format, 'txt')}"
        path.write_text(_parted(document, format), encoding="utf-8", errors="replace")
        settings = Settings(home=Path(folder) / "home", encoder="none")
        library = Library.open(settings.home, encoder="none")
        try:
            brought = ingest(library, [path], company=subject(question, document))
            office = Office(settings, library, Companies(library.archive.names()))
            chat = Chat(office, model, events.append, handed_in=True)
            answer = chat.answer(question, language=language)
            marked = tuple(_marked(library))
        finally:
            library.close()
    warnings = [f"{skipped.code}: {skipped.reason}" for skipped in brought.skipped]
    warnings += [*marked, *(e.message for e in events if isinstance(e, Notice))]
    text = _NOTE.sub("", answer.text) or _nothing(answer.asked.language)
    return Handed(text, tuple(dict.fromkeys(warnings)), _table(events))


def _parted(document: str, format: str) -> str:
    """Keep the paragraphs of a page whose author parted them by empty lines alone."""
    return document.replace("\n\n", "\n<br>\n") if format == "html" else document


def _marked(library: Library) -> Iterable[str]:
    for source in library.archive.sources():
        for passage in library.archive.passages(source.id):
            yield from (f"{mark.kind}: {mark.reason}" for mark in passage.marks)


def subject(question: str, document: str) -> str | None:
    """Return the name in the question that the document has too: whom it is about.

    >>> subject("Is Velora profitable?", "Velora sells route planning.")
    'Velora'
    >>> subject("青嶺テックの売上高は。", "青嶺テックは増収となった。")
    '青嶺テック'
    """
    asked = unicodedata.normalize("NFKC", question)
    held = unicodedata.normalize("NFKC", document)
    named = [name for name in _candidates(asked) if len(name) > 1 and name in held]
    return max(named, key=len, default=None)


def _candidates(question: str) -> Iterable[str]:
    for found in _LATIN.finditer(question):
        words = found.group().split(" ")
        yield from (" ".join(words[n:]) for n in range(len(words)))
    if question.isascii():
        return
    for part in _PARTED.split(question):
        if part and not any(c.isdigit() for c in part) and not find_metrics(part):
            yield part


def _table(events: Iterable[Event]) -> str:
    """Write the figures shown as CSV; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("figure", "period", "basis", "grade"))
    for event in events:
        if isinstance(event, FigureShown):
            cells = (event.text, event.period, event.basis, event.grade)
            writer.writerow([_cell(cell or "") for cell in cells])
    return out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _nothing(language: Language) -> str:
    return {
        "en": "That cannot be determined from this document.",
        "ja": "この文書からは判定できない。",
    }[language]
