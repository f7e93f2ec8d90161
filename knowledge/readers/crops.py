"""Strips of pages as small pictures, drawn from a kept original in the confined child."""

from __future__ import annotations

import base64
import io
import os
import struct
import zlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.confine import confined
from kuroji.knowledge.readers.kinds import kind_of
from kuroji.knowledge.readers.opening import opened
from kuroji.knowledge.readers.reading import USUAL, Limits, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DOTS_PER_INCH = 110
_WIDEST = 1100  # dots of a whole page
_WHOLE = 10_000
_HEAD = 64 << 10
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page; its sides are ten-thousandths of the page, as those of boxes."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


def pictures_of(
    path: Path, strips: Sequence[Strip], limits: Limits = USUAL
) -> tuple[str | None, ...]:
    """Return each strip as a PNG in base64; None for those that cannot be drawn."""
    nothing = (None,) * len(strips)
    descriptor = opened(path, limits)
    if isinstance(descriptor, Unreadable):
        return nothing
    try:
        kind = kind_of(os.pread(descriptor, _HEAD, 0), path.suffix)
        if kind not in ("pdf", "picture"):
            return nothing
        asked = [astuple(strip) for strip in strips[:_AT_ONCE]]
        found = confined("crops", descriptor, limits, [kind, asked])
    finally:
        os.close(descriptor)
    if isinstance(found, Unreadable):
        return nothing
    drawn: list[str | None] = found["crops"]
    return (*drawn, *nothing[len(drawn) :])


def drawn(data: bytes, asked: Any) -> dict[str, Any]:
    """Draw what was asked, inside the child; a page is drawn once for all of its strips."""
    kind, strips = asked
    pages = sorted({strip[0] for strip in strips})
    pictures = (_of_pdf if kind == "pdf" else _of_picture)(data, pages)
    return {"crops": [_strip(pictures.get(strip[0]), Strip(*strip)) for strip in strips]}


def _of_pdf(data: bytes, pages: Sequence[int]) -> dict[int, Any]:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    found: dict[int, Any] = {}
    for number in pages:
        if number > len(document):
            continue
        page = document[number - 1]
        width = max(page.get_width(), 1.0)
        scale = min(_DOTS_PER_INCH / 72, _WIDEST / width, 3 * _WIDEST / max(page.get_height(), 1.0))
        picture = page.render(scale=scale, grayscale=True).to_numpy()
        found[number] = picture.reshape(picture.shape[:2]).copy()
    return found


def _of_picture(data: bytes, pages: Sequence[int]) -> dict[int, Any]:
    import numpy as np
    from PIL import Image

    found: dict[int, Any] = {}
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "TIFF")) as file:
        for number in pages:
            if number > getattr(file, "n_frames", 1):
                continue
            file.seek(number - 1)
            grey = file.convert("L")
            grey.thumbnail((_WIDEST, 3 * _WIDEST))
            found[number] = np.asarray(grey)
    return found


def _strip(picture: Any, strip: Strip) -> str | None:
    if picture is None:
        return None
    height, width = picture.shape
    top, bottom = strip.top * height // _WHOLE, -(-strip.bottom * height // _WHOLE)
    left, right = strip.left * width // _WHOLE, -(-strip.right * width // _WHOLE)
    part = picture[top:bottom, left:right]
    return base64.b64encode(png(part)).decode("ascii") if part.size else None


def png(grey: Any) -> bytes:
    """Write an array of greys in sixteen steps, which text needs no more of."""
    import numpy as np

    height, width = grey.shape
    steps = np.pad((grey.astype(np.uint16) + 8) // 17, ((0, 0), (0, width % 2)))
    packed = (steps[:, 0::2] << 4 | steps[:, 1::2]).astype(np.uint8)
    lines = np.pad(packed, ((0, 0), (1, 0)))  # each line begins with the number of its filter
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(lines.tobytes(), 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, data) for name, data in parts)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
