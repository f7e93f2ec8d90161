"""A picture of a page: PNG, JPEG, GIF or TIFF, read by optical recognition or refused by name."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.pdf import write_page
from kuroji.knowledge.readers.pdf_layout import Layout
from kuroji.knowledge.readers.reading import Limits, Refused
from kuroji.knowledge.readers.recognised_lines import chunks_of
from kuroji.knowledge.readers.recognition import MOST_DOTS, Recogniser

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH = 600.0  # points that the width of a picture stands for


def read(data: bytes, limits: Limits) -> Draft:
    """Recognise each page of a picture; where that is not wanted, say so."""
    recogniser = Recogniser(limits)
    if not recogniser.works:
        raise Refused(
            "unsupported", "it is a picture without a text of its own", recogniser.remedy()
        )
    draft, layout = Draft("picture"), Layout()
    for number, picture in enumerate(_pages(data, limits), start=1):
        draft.page(number)
        if not recogniser.in_time():
            draft.left_out(
                f"pages from {number} on were not read; KUROJI_OCR_SECONDS gives more time"
            )
            break
        height, width = picture.shape[:2]
        chunks = chunks_of(recogniser.lines(picture), width, height, _WIDTH / width)
        if chunks:
            draft.recognised()
            write_page(draft, list(layout.blocks(chunks, _WIDTH)), recognised=True)
    for doubt in recogniser.doubts():
        draft.left_out(doubt)
    if not draft.recognises():
        raise Refused("no_text", "no text was recognised on it", recogniser.remedy())
    return draft


def _pages(data: bytes, limits: Limits) -> Iterator[Any]:
    """Yield the pages in grey, none larger than is of use; an absurd size is refused."""
    import numpy as np
    from PIL import Image, ImageSequence

    Image.MAX_IMAGE_PIXELS = 100_000_000
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "TIFF")) as file:
        for number, frame in enumerate(ImageSequence.Iterator(file)):
            if number == limits.pages or (number and file.format == "GIF"):
                return
            grey = frame.convert("RGBA")
            paper = Image.new("RGBA", grey.size, "white")
            page = Image.alpha_composite(paper, grey).convert("L")
            page.thumbnail((MOST_DOTS, MOST_DOTS))
            yield np.asarray(page)
