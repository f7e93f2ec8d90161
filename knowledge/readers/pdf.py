"""PDF: text and tables by page, as pdfium finds the characters; nothing invisible is taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kuroji.knowledge.readers.cell_words import has_unit
from kuroji.knowledge.readers.draft import Draft, clean
from kuroji.knowledge.readers.pdf_ink import Pictures
from kuroji.knowledge.readers.pdf_layout import Block, Layout
from kuroji.knowledge.readers.pdf_page import Chunk, Seen, seen
from kuroji.knowledge.readers.pdf_places import spots_of
from kuroji.knowledge.readers.pdf_scan import Scans
from kuroji.knowledge.readers.reading import Limits, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNMAPPED = 0.3  # share of characters without meaning from which a page has no text layer
_NO_TITLE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|indd|pdf|qxd|html?|txt|rtf|odt|md|tex|key|pages)$|^(?:untitled|microsoft)",
    re.I,
)
_LEGAL_FORM = re.compile(r"[ ,](?:Inc|Corp|Co|Ltd|S\.A|N\.V|L\.P)\.$")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read(data: bytes, limits: Limits) -> Draft:
    """Read the text layer; a scan is recognised where that is wanted, and else refused by name."""
    draft = Draft("pdf")
    document = _opened(data)
    _about(document, draft)
    count = len(document)
    if count > limits.pages:
        draft.left_out(
            f"pages 1–{limits.pages:,} of {count:,} were read; KUROJI_READER_PAGES raises that"
        )
    state = _Pages(draft, limits)
    for number in range(1, min(count, limits.pages) + 1):
        state.add(document, number)
    state.conclude(min(count, limits.pages))
    return draft


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = raw.FPDF_GetLastError()
        if code == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Refused(
                "password", "it is protected with a password", "save it without one and try again"
            ) from error
        raise Refused(
            "damaged", "it is damaged or cut short", "fetch it anew, or print it to a new PDF"
        ) from error


def _about(document: pdfium.PdfDocument, draft: Draft) -> None:
    try:
        about = document.get_metadata_dict(skip_empty=True)
    except (pdfium.PdfiumError, UnicodeError):
        return
    for name in ("Title", "Author", "Subject", "Producer"):
        draft.describe(name.lower(), about.get(name, ""))
    if made := _DATE.match(about.get("CreationDate", "")):
        draft.describe("created", "-".join(made.groups()))
    if _NO_TITLE.search(draft.meta.get("title", "")):
        draft.describe("file_name", draft.meta.pop("title"))
    draft.title = draft.meta.get("title")


class _Pages:
    """The pages as they come, and what is to be said about those that gave nothing."""

    def __init__(self, draft: Draft, limits: Limits) -> None:
        self._draft = draft
        self._scans = Scans(limits)
        self._bare: list[int] = []
        self._broken: list[int] = []
        self._garbled: list[int] = []
        self._layers: list[int] = []
        self._recognised: set[int] = set()
        self._hidden = 0
        self._layout = Layout()
        self._pictures = Pictures()

    def add(self, document: pdfium.PdfDocument, number: int) -> None:
        self._draft.page(number)
        try:
            page = document[number - 1]
        except (pdfium.PdfiumError, IndexError):
            self._broken.append(number)
            return
        try:
            found = seen(page, self._pictures)
            chunks = self._usable(page, found, number)
            if chunks:
                written = list(self._layout.blocks(chunks, found.width))
                write_page(self._draft, written, recognised=number in self._recognised)
        finally:
            page.close()

    def _usable(self, page: pdfium.PdfPage, found: Seen, number: int) -> Sequence[Chunk]:
        if found.characters and found.unmapped > _UNMAPPED * found.characters:
            if read := self._scans.read(page):
                return self._from_picture(number, read)
            self._garbled.append(number)
            return ()
        if found.chunks:
            self._hidden += sum(len(c.text) for c in found.unseen)
            return found.chunks
        if found.unseen and _has_picture(page):
            self._layers.append(number)
            return self._from_picture(number, found.unseen)
        self._hidden += sum(len(c.text) for c in found.unseen)
        if _has_picture(page) and (read := self._scans.read(page)):
            return self._from_picture(number, read)
        self._bare.append(number)
        return ()

    def _from_picture(self, number: int, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        self._draft.recognised()
        self._recognised.add(number)
        return chunks

    def conclude(self, count: int) -> None:
        """Name what was left out; refuse where nothing can be read at all."""
        lost = len(self._bare) + len(self._garbled) + len(self._broken)
        if count == 0 or len(self._broken) == count:
            raise Refused(
                "damaged",
                "none of its pages can be opened",
                "fetch it anew, or print it to a new PDF",
            )
        if lost == count:
            garbled = len(self._garbled) > len(self._bare)
            reason = (
                "its letters carry no characters, so its text cannot be told"
                if garbled
                else "it has no text layer; it is probably a scan"
            )
            raise Refused("no_text", reason, self._scans.remedy())
        for pages, what in (
            (self._broken, "could not be opened"),
            (self._bare, "have no text" + self._scans.hint()),
            (self._garbled, "have letters that carry no characters"),
            (self._layers, "are scans, read from their recognition layer"),
        ):
            if pages:
                self._draft.left_out(f"pages {_listed(pages)} {what}")
        for doubt in self._scans.doubts():
            self._draft.left_out(doubt)
        if self._hidden:
            self._draft.left_out(f"hidden text was left out ({self._hidden} characters)")


def write_page(draft: Draft, written: list[Block], *, recognised: bool = False) -> None:
    """Write the blocks of a page; headings are told by the size of their letters.

    Where letters were told from a picture their size is a guess, so it must differ by more.
    """
    prose = sorted(b.size for b in written for _ in range(len(b.text) // 40 + 1) if not b.table)
    body = prose[len(prose) // 2] if prose else 0.0
    for block in written:
        text = clean(block.text).strip("\n")
        spots = spots_of(block, text)
        if _is_heading(block, 1.3 * body if recognised else body):
            draft.heading(
                1 if block.size > 1.4 * body else 2 if block.size > 1.1 * body else 3,
                block.text,
                shown=text,
                spots=spots,
            )
            if block.size > 1.4 * body and not draft.title:
                draft.title = block.text
        else:
            draft.block(text, spots=spots)


def _is_heading(block: Block, body: float) -> bool:
    """Say whether a block stands out by size or weight and is short enough for a heading."""
    if block.table or len(block.text) > 150 or not re.search(r"[^\W\d_]{2}", block.text):
        return False
    ends = block.text.endswith((".", "。", ",", ":", ";")) and not _LEGAL_FORM.search(block.text)
    if has_unit(block.text) or ends:
        return False
    return block.size > 1.15 * body or block.bold


def _has_picture(page: pdfium.PdfPage) -> bool:
    return (
        next(iter(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)), None)
        is not None
    )


def _listed(pages: list[int]) -> str:
    """Write page numbers in short: 3, 5–9.

    >>> _listed([3, 5, 6, 7, 9])
    '3, 5–7, 9'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs[:50])
