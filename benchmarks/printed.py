"""A page of tables as a printed document, by the Chromium that is on this machine."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SECONDS = 300
# As filings are printed: small, figures to the right, no rules between cells, a table on its page.
STYLE = """<style>
@page { size: A3 landscape; margin: 12mm }
body { font: 9pt "Times New Roman", serif }
h1 { font-size: 14pt; page-break-before: always }
table { border-collapse: collapse }
td { padding: 2px 5px; text-align: right; vertical-align: bottom }
td:first-child { text-align: left }
td.head:not(:first-child) { text-align: center }
</style>"""


def browser() -> str | None:
    """Return the path of Chromium; None where there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def printed(page: Path, document: Path, *, by: str) -> None:
    """Print the page at `page` into the PDF at `document`."""
    subprocess.run(  # noqa: S603 - a program of this machine, paths of our own
        [
            by, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={document.parent / 'profile'}", f"--print-to-pdf={document}",
            page.absolute().as_uri(),
        ],
        check=True, capture_output=True, timeout=_SECONDS,
    )  # fmt: skip
