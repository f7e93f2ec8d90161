"""Strips of pages: drawn from the original, small, and none where nothing can be drawn."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kuroji.knowledge.readers.crops import Strip, pictures_of, png

MakePdf = Callable[..., bytes]
LINE = Strip(1, 1000, 1000, 9000, 1300)  # of a page of 612 by 792 points


def greys(data: bytes) -> list[list[int]]:
    """Decode a PNG of sixteen greys, as the standard says and not as our writer does."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place, packed, width, height = 8, b"", 0, 0
    while place < len(data):
        (size,) = struct.unpack(">I", data[place : place + 4])
        name, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        assert struct.unpack(">I", data[place + 8 + size : place + 12 + size])[0] == zlib.crc32(
            name + body
        )
        if name == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (4, 0)
        packed += body if name == b"IDAT" else b""
        place += 12 + size
    lines = zlib.decompress(packed)
    each = (width + 1) // 2 + 1
    assert len(lines) == each * height
    rows = [lines[i * each + 1 : (i + 1) * each] for i in range(height)]
    return [[step for byte in row for step in (byte >> 4, byte & 15)][:width] for row in rows]


@pytest.mark.parametrize("width", [6, 7])
def test_a_picture_holds_its_greys_in_sixteen_steps(width: int) -> None:
    grey = np.arange(3 * width, dtype=np.uint8).reshape(3, width) * 12
    told = np.array(greys(png(grey)))
    assert told.shape == grey.shape
    assert int(np.abs(told * 17 - grey.astype(int)).max()) <= 8


def test_a_strip_shows_the_line_and_no_other(tmp_path: Path, make_pdf: MakePdf) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([[(72, 700, "Revenue was 4,217", 11), (72, 500, "Another", 11)]]))
    line, empty = pictures_of(path, [LINE, Strip(1, 1000, 1500, 9000, 3000)])
    assert line is not None
    assert empty is not None
    shown = np.array(greys(base64.b64decode(line)))
    assert shown.shape == (37, 749)  # whole dots, at 110 an inch
    assert shown.min() < 3
    assert np.array(greys(base64.b64decode(empty))).min() == 15


def test_a_scan_that_is_a_picture_is_cut_like_a_page() -> None:
    path = Path(__file__).parents[2] / "corpus" / "shirakaba-scan.png"
    (strip,) = pictures_of(path, [Strip(1, 0, 3200, 10_000, 4200)])
    assert strip is not None
    assert np.array(greys(base64.b64decode(strip))).shape[1] == 1100


def test_nothing_is_drawn_of_what_is_no_page(tmp_path: Path, make_pdf: MakePdf) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([[(72, 700, "One page", 11)]]))
    (tmp_path / "a.txt").write_text("Revenue was 4,217.", encoding="utf-8")
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n")
    for name in ("a.txt", "cut.pdf", "none.pdf"):
        assert pictures_of(tmp_path / name, [LINE]) == (None,)
    beyond = Strip(9, 0, 0, 5000, 5000)
    assert [bool(one) for one in pictures_of(tmp_path / "a.pdf", [LINE, beyond])] == [True, False]
