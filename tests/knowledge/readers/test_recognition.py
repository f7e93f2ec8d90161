"""Scans and pictures: what the engine read becomes lines and tables; without it, one sentence."""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pypdfium2 as pdfium
import pytest

from kuroji.knowledge.readers import Limits, Reading, Unreadable, read_file
from kuroji.knowledge.readers import recognition as engine
from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.pdf import write_page
from kuroji.knowledge.readers.pdf_layout import Layout
from kuroji.knowledge.readers.recognised_lines import Line, chunks_of
from kuroji.knowledge.readers.recognition import Recogniser, _OfOurLanguages, installed
from kuroji.knowledge.readers.warden import _result
from tests.knowledge.readers.conftest import _file

MakePdf = Callable[..., bytes]
WANTED = Limits(recognition=120, wall=400)
# What the engine gave for a scanned statement of income that lay half a degree askew.
READ = Path(__file__).with_name("recognised.jsonl")
WIDTH, HEIGHT, POINTS = 1700, 2200, 72 / 200
REAL = pytest.mark.skipif(not installed(), reason="kuroji[ocr] is not installed")
PAGE = [
    (72, 700, "Harrowgate Compute, results of fiscal 2024", 14),
    (320, 672, "2023", 11),
    (420, 672, "2024", 11),
    (72, 650, "Revenue", 11),
    (306, 650, "3,184", 11),
    (406, 650, "4,217", 11),
    (72, 632, "Operating loss", 11),
    (306, 632, "(196)", 11),
    (406, 632, "(608)", 11),
    (
        72,
        590,
        "Revenue was USD 4,217 million in fiscal 2024, of which 58% came from one buyer.",
        11,
    ),
]


def lines() -> list[Line]:
    rows = [json.loads(row) for row in READ.read_text(encoding="utf-8").splitlines()]
    return [Line(text, sure, tuple((x, y) for x, y in corners)) for text, sure, corners in rows]


def scanned(pdf: bytes, page: int = 0) -> bytes:
    """Return a PDF whose only page is the picture of a page of `pdf`."""
    picture = pdfium.PdfDocument(pdf)[page].render(scale=200 / 72, grayscale=True).to_numpy()
    height, width = picture.shape[:2]
    packed = zlib.compress(picture.tobytes())
    draw = b"q 612 0 0 792 0 0 cm /I Do Q"
    return _file(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>>>>>",
            4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(draw), draw),
            5: b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
            % (width, height, len(packed), packed),
        }
    )


def png(rows: bytes, width: int, height: int) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lined = b"".join(b"\0" + rows[i * width : (i + 1) * width] for i in range(height))
    whole = part(b"IHDR", head) + part(b"IDAT", zlib.compress(lined)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + whole


def within(kind: str, path: Path, limits: Limits) -> dict[str, object]:
    """Read in this process, where the engine can be exchanged."""
    return _result(kind, os.open(path, os.O_RDONLY), limits)


def written() -> Draft:
    draft = Draft("pdf")
    draft.page(1)
    blocks = list(Layout().blocks(chunks_of(lines(), WIDTH, HEIGHT, POINTS), WIDTH * POINTS))
    write_page(draft, blocks, recognised=True)
    return draft


def test_lines_that_lie_askew_become_the_rows_of_one_table() -> None:
    text = written().done()["text"]
    assert "| Revenue | $46,743 | $30,040 | $90,805 | $56,084 |" in text
    assert "| Interest expense | (62) | (61) | (124) | (125) |" in text
    assert "Three Months Ended Jul 27, 2025" in text


def test_every_cell_keeps_its_place_on_the_page() -> None:
    fields = written().done()
    (box,) = {p[2:] for p in fields["places"] if fields["text"][p[0] : p[1]] == "46,743"}
    left, top, right, bottom = box
    assert 4700 < left < right < 5350
    assert 2830 < top < bottom < 3050


def test_a_letter_of_neither_language_gives_way_to_the_next_likely_one() -> None:
    letters = ["blank", "壳", "売", "高"]
    seen = np.array([[[0.0, 0.6, 0.3, 0.1], [0.1, 0.0, 0.0, 0.9]]])
    told = _OfOurLanguages(lambda _: seen, letters)(None)
    assert [letters[i] for i in told[0].argmax(axis=1)] == ["売", "高"]
    assert seen[0, 0, 1] == 0.6  # the engine's own array stays


def test_without_the_setting_a_scan_names_it(tmp_path: Path, make_pdf: MakePdf) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned(make_pdf([PAGE])))
    refusal = read_file(tmp_path / "scan.pdf")
    assert isinstance(refusal, Unreadable)
    assert (refusal.code, "KUROJI_OCR=1" in refusal.remedy) == ("no_text", True)


def test_without_the_setting_a_picture_names_it(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(png(b"\xff" * 400, 20, 20))
    refusal = read_file(tmp_path / "page.png")
    assert isinstance(refusal, Unreadable)
    assert (refusal.code, "--ocr" in refusal.remedy) == ("unsupported", True)


def test_without_the_package_the_extra_is_named(
    tmp_path: Path, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "installed", lambda: False)
    (tmp_path / "scan.pdf").write_bytes(scanned(make_pdf([PAGE])))
    refused = within("pdf", tmp_path / "scan.pdf", WANTED)["refused"]
    assert isinstance(refused, dict)
    assert refused["remedy"] == "optical recognition is not installed: install kuroji[ocr]"


def test_a_page_without_text_beside_others_is_named_with_the_remedy(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    both = pdfium.PdfDocument(make_pdf([PAGE]))
    both.import_pages(pdfium.PdfDocument(scanned(make_pdf([PAGE]))))
    both.save(str(tmp_path / "both.pdf"))
    reading = read_file(tmp_path / "both.pdf")
    assert isinstance(reading, Reading)
    assert reading.partly is not None
    assert reading.partly.startswith("pages 2 have no text (read it by optical recognition: --ocr")
    assert reading.recognised == ()


def standing_in(monkeypatch: pytest.MonkeyPatch, given: list[Line]) -> None:
    """Let the engine give these lines for any picture."""
    found = SimpleNamespace(
        boxes=[line.corners for line in given],
        txts=[line.text for line in given],
        scores=[line.sureness for line in given],
    )
    monkeypatch.setattr(engine, "installed", lambda: True)
    monkeypatch.setattr(engine, "_engine", lambda: lambda _: found)
    monkeypatch.setattr(engine, "_worked", lambda: 0.0)  # this process has worked for long


def doubtful(text: str, sureness: float, y: int) -> Line:
    return Line(text, sureness, ((10, y), (90, y), (90, y + 30), (10, y + 30)))


def test_pages_are_marked_and_doubtful_lines_are_counted(
    tmp_path: Path, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure, unread = doubtful("1,234", 0.7, 1800), doubtful("5,678", 0.4, 2000)
    standing_in(monkeypatch, [*lines(), unsure, unread])
    (tmp_path / "scan.pdf").write_bytes(scanned(make_pdf([PAGE])))
    reading = within("pdf", tmp_path / "scan.pdf", WANTED)["reading"]
    assert isinstance(reading, dict)
    assert reading["recognised"] == [1]
    assert reading["partly"] == (
        "1 line of a scan was hard to recognise; 1 line of a scan was not recognised"
    )
    assert "| Revenue | $46,743 |" in reading["text"]
    assert ("1,234" in reading["text"], "5,678" in reading["text"]) == (True, False)


def test_a_page_of_which_less_than_half_is_sure_is_not_believed(
    tmp_path: Path, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing_in(monkeypatch, [doubtful(str(n), 0.6, 100 * n) for n in range(1, 9)])
    (tmp_path / "scan.pdf").write_bytes(scanned(make_pdf([PAGE])))
    refused = within("pdf", tmp_path / "scan.pdf", WANTED)["refused"]
    assert isinstance(refused, dict)
    assert (refused["code"], "sharper" in refused["remedy"]) == ("no_text", True)


def test_what_does_not_fit_into_the_time_is_named(
    tmp_path: Path, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "installed", lambda: True)
    monkeypatch.setattr(Recogniser, "in_time", lambda _: False)
    (tmp_path / "scan.pdf").write_bytes(scanned(make_pdf([PAGE])))
    refused = within("pdf", tmp_path / "scan.pdf", WANTED)["refused"]
    assert isinstance(refused, dict)
    assert "KUROJI_OCR_SECONDS" in refused["remedy"]


@REAL
def test_a_scan_is_read_figure_for_figure(tmp_path: Path, make_pdf: MakePdf) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned(make_pdf([PAGE])))
    reading = read_file(tmp_path / "scan.pdf", WANTED)
    assert isinstance(reading, Reading), reading
    assert reading.recognised == (1,)
    assert "| Revenue | 3,184 | 4,217 |" in reading.text
    assert "| Operating loss | (196) | (608) |" in reading.text
    assert "USD 4,217 million" in reading.text


@REAL
def test_a_japanese_picture_is_read_figure_for_figure() -> None:
    reading = read_file(Path(__file__).parents[2] / "corpus" / "shirakaba-scan.png", WANTED)
    assert isinstance(reading, Reading), reading
    assert (reading.language, reading.recognised) == ("ja", (1,))
    assert "| 売上高 | 37,684 | 41,257 |" in reading.text
    assert "| 営業損失 | △1,906 | △3,718 |" in reading.text
    assert "0.87％" in reading.text


@REAL
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_turned(
    tmp_path: Path, make_pdf: MakePdf, turn: int
) -> None:
    page = pdfium.PdfDocument(make_pdf([PAGE]))[0]
    upright = page.render(scale=200 / 72, grayscale=True).to_numpy().reshape(2200, 1700)
    turned = np.ascontiguousarray(np.rot90(upright, turn))
    (tmp_path / "a.png").write_bytes(png(turned.tobytes(), turned.shape[1], turned.shape[0]))
    reading = read_file(tmp_path / "a.png", WANTED)
    assert isinstance(reading, Reading), reading
    assert "| Revenue | 3,184 | 4,217 |" in reading.text
    (box,) = {p[2:] for p in reading.places if reading.text[p[0] : p[1]] == "4,217"}
    left, top, right, bottom = (
        s * n // 10_000 for s, n in zip(box, turned.shape[::-1] * 2, strict=True)
    )
    assert turned[top:bottom, left:right].min() < 60  # there is ink where it says it stands
    assert (bottom - top > right - left) == (turn != 2)


@REAL
def test_a_page_that_lies_far_askew_is_laid_level_first(tmp_path: Path, make_pdf: MakePdf) -> None:
    page = pdfium.PdfDocument(make_pdf([PAGE]))[0]
    picture = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    picture.rotate(3, fillcolor=255).save(tmp_path / "a.png")
    reading = read_file(tmp_path / "a.png", WANTED)
    assert isinstance(reading, Reading), reading
    assert "| Revenue | 3,184 | 4,217 |" in reading.text
    assert "| Operating loss | (196) | (608) |" in reading.text


@REAL
def test_a_picture_without_text_gives_no_figure(tmp_path: Path) -> None:
    (tmp_path / "stripes.png").write_bytes(png(b"\xff\0" * 240_000, 600, 800))
    refusal = read_file(tmp_path / "stripes.png", WANTED)
    assert isinstance(refusal, Unreadable)
    assert (refusal.code, refusal.reason) == ("no_text", "no text was recognised on it")


@REAL
def test_a_picture_of_absurd_size_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(png(b"", 60_000, 60_000))
    refusal = read_file(tmp_path / "page.png", WANTED)
    assert isinstance(refusal, Unreadable)
    assert refusal.code in ("damaged", "too_big")
