"""Small documents made on the spot, and a way to read them."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from kuroji.knowledge.readers import Reading, Unreadable, read_file
from kuroji.knowledge.readers.kinds import kind_of
from kuroji.knowledge.readers.reading import USUAL
from kuroji.knowledge.readers.warden import _result

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[[str, bytes], Reading]
Refuse = Callable[[str, bytes], Unreadable]
MakePdf = Callable[..., bytes]
# Refused for what is in the file; any other refusal may come of the limits of the child.
BY_THE_READER = frozenset(
    ["binary", "empty", "entities", "no_encoding", "no_text", "password", "too_wide", "unsupported"]
)


def unconfined(path: Path) -> Reading | Unreadable | None:
    """Read in this process what the child has read: the limits must change nothing."""
    kind = kind_of(path.read_bytes()[: 64 << 10], path.suffix)
    if kind.startswith("binary:") or not path.stat().st_size:
        return None
    result = _result(kind, os.open(path, os.O_RDONLY), USUAL)
    if "refused" in result:
        return Unreadable(**result["refused"])
    return Reading(**result["reading"])


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_bytes(name: str, data: bytes) -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        found = read_file(path)
        assert isinstance(found, Reading), found
        assert unconfined(path) == found
        return found

    return read_bytes


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    def read_bytes(name: str, data: bytes) -> Unreadable:
        path = tmp_path / name
        path.write_bytes(data)
        found = read_file(path)
        assert isinstance(found, Unreadable), found
        if found.code in BY_THE_READER:
            assert unconfined(path) in (None, found)
        return found

    return read_bytes


@pytest.fixture
def make_pdf() -> MakePdf:
    """Return a writer of PDFs: each page is a list of (x, y, words, size), origin below left."""

    def made(
        pages: Sequence[Sequence[tuple[float, float, str, float]]], extra: bytes = b""
    ) -> bytes:
        kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
        objects = {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
            3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        }
        for i, words in enumerate(pages):
            content = extra + b"".join(
                b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, _escaped(text))
                for x, y, text, size in words
            )
            packed = zlib.compress(content)
            objects[10 + 2 * i] = (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
                b"/Resources<</Font<</F1 3 0 R>>>>>>" % (11 + 2 * i)
            )
            objects[11 + 2 * i] = b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
                len(packed),
                packed,
            )
        return _file(objects)

    return made


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _file(objects: dict[int, bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(data), max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
        for n in range(size)
    )
    return data + b"xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        start,
    )
