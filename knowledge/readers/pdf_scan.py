"""Pages of a PDF that are pictures: drawn, and their letters told, as far as that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from kuroji.knowledge.readers.recognised_lines import chunks_of
from kuroji.knowledge.readers.recognition import (
    DOTS_PER_INCH,
    MOST_DOTS,
    Recogniser,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kuroji.knowledge.readers.pdf_page import Chunk
    from kuroji.knowledge.readers.reading import Limits


class Scans:
    """The pages of one document that show text and have none."""

    def __init__(self, limits: Limits) -> None:
        self._recogniser = Recogniser(limits)
        self._limits = limits
        self._met = False
        self._late = False

    def read(self, page: pdfium.PdfPage) -> Sequence[Chunk]:
        """Return the words of a page as they were recognised; none where it was not tried."""
        self._met = True
        if not self._recogniser.works:
            return ()
        if self._late or not self._recogniser.in_time():
            self._late = True
            return ()
        width, height = page.get_size()
        if not min(width, height) >= 1:
            return ()
        scale = min(DOTS_PER_INCH / 72, MOST_DOTS / max(width, height))
        try:
            picture = page.render(scale=scale, grayscale=True).to_numpy()
        except (pdfium.PdfiumError, ValueError, OSError):
            return ()
        lines = self._recogniser.lines(picture)
        return chunks_of(lines, picture.shape[1], picture.shape[0], 1 / scale)

    def doubts(self) -> Iterator[str]:
        """Yield what is to be said about lines that the engine itself doubts."""
        return self._recogniser.doubts()

    def hint(self) -> str:
        """Return what to add where pages are said to have no text."""
        return f" ({self.remedy()})" if self._met else ""

    def remedy(self) -> str:
        """Return what would give a scan its text."""
        if self._late:
            return "raise KUROJI_OCR_SECONDS for more pages of scans"
        return self._recogniser.remedy()
