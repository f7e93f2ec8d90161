"""Draws pages of PDFs that have text as scans, reads them back, and counts the figures.

python -m benchmarks.recognition report.pdf:3,7,25 other.pdf --dots 200 --worn

A figure is right as often as it stands on the page and was read; one that differs in a single sign
is missed, and wrong if nothing like it stands there. That tables repeat their heads is neither.
"""

from __future__ import annotations

import argparse
import io
import re
import tempfile
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from kuroji.knowledge.readers import Limits, Reading, read_file

_FIGURE = re.compile(r"[△(]?\d(?:[\d,]*\d)?(?:\.\d+)?")
_DASHES = str.maketrans("▲−–—", "△---")
_ENOUGH = Limits(processor=60, recognition=3600, wall=7200)


def main() -> int:
    """Print right, wrong and missed figures of each page and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="PDF, or PDF:pages")
    parser.add_argument("--dots", type=int, default=200, help="per inch")
    parser.add_argument(
        "--worn", action="store_true", help="askew, soft, noisy, JPEG of quality 55"
    )
    given = parser.parse_args()
    whole = Counter[str]()
    begun = time.monotonic()
    for file in given.files:
        name, _, wanted = file.partition(":")
        document = pdfium.PdfDocument(name)
        pages = [int(n) for n in wanted.split(",")] if wanted else range(1, len(document) + 1)
        for number in pages:
            page = document[number - 1]
            found = _compared(page, _read_back(page, given.dots, worn=given.worn))
            print(f"{name} {number}: {dict(found)}", flush=True)
            whole += found
            whole["pages"] += 1
    seconds = (time.monotonic() - begun) / max(whole["pages"], 1)
    print(f"{dict(whole)} at {given.dots} dots; {seconds:.1f} s a page")
    return 0


def _compared(page: pdfium.PdfPage, read: str) -> Counter[str]:
    there = _figures(page.get_textpage().get_text_bounded())
    told = _figures(read)
    found = Counter(
        right=(there & told).total(),
        wrong=sum(times for figure, times in told.items() if figure not in there),
        missed=(there - told).total(),
    )
    if there - told:
        print("   missed", dict(there - told), "beside", dict(told - there))
    return found


def _figures(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("$", "")
    return Counter(_FIGURE.findall(plain))


def _read_back(page: pdfium.PdfPage, dots: int, *, worn: bool) -> str:
    picture: Any = page.render(scale=dots / 72, grayscale=True).to_pil().convert("L")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scan.pdf"
        (_worn(picture) if worn else picture).save(path, "PDF", resolution=dots)
        reading = read_file(path, _ENOUGH)
    return reading.text if isinstance(reading, Reading) else ""


def _worn(picture: Any) -> Any:
    """Return a picture as an old office scanner would give it; the same for the same page."""
    turned = picture.rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6))).astype(float)
    grey = grey * 0.9 + 12 + np.random.default_rng(3).normal(0, 8, grey.shape)
    packed = io.BytesIO()
    Image.fromarray(grey.clip(0, 255).astype("uint8")).save(packed, "JPEG", quality=55)
    return Image.open(packed).convert("L")


if __name__ == "__main__":
    raise SystemExit(main())
