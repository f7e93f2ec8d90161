"""A web address → the document behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kuroji.knowledge.connectors.access import Brought
from kuroji.knowledge.fetching import PUBLIC, Rules, Unfetchable, fetch

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.ms-excel": ".xls",
    "message/rfc822": ".eml",
}


def bring(url: str, folder: Path, rules: Rules = PUBLIC) -> tuple[Brought, ...] | Unfetchable:
    """Fetch the page or file at `url`."""
    answer = fetch(url, rules)
    if isinstance(answer, Unfetchable):
        return answer
    if answer.status != 200:
        return _refused(answer.status)
    if not answer.content:
        return Unfetchable(
            code="empty",
            reason="the server sent nothing",
            remedy="save the page and ingest the file",
        )
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    path = folder / _name(answer.url, kind)
    path.write_bytes(answer.content)
    host = urlsplit(answer.url).hostname
    return (
        Brought(
            path=path,
            url=answer.url,
            title=None,
            publisher=host,
            published=None,
            company=None,
            kind="web",
        ),
    )


def _refused(status: int) -> Unfetchable:
    if status in (401, 402, 403, 407, 451):
        return Unfetchable(
            code="refused",
            reason=f"the server wants a login or refuses programs ({status})",
            remedy="save the page in your browser and ingest the file",
        )
    if status in (404, 410):
        return Unfetchable(
            code="not_found", reason=f"there is no such page ({status})", remedy="check the address"
        )
    return Unfetchable(
        code="status", reason=f"the server could not answer ({status})", remedy="try again later"
    )


def _name(url: str, kind: str) -> str:
    """Return a harmless file name that keeps what the server says it is.

    >>> _name("https://a.example/x/..%2fReport 1.pdf?q=1", "application/pdf")
    'Report_1.pdf'
    """
    last = unquote(urlsplit(url).path).rpartition("/")[2]
    stem = re.sub(r"[^A-Za-z0-9._-]+", "_", last).strip("._-")[:80] or "page"
    suffix = _SUFFIXES.get(kind, "")
    return stem if not suffix or stem.lower().endswith(suffix) else f"{stem}{suffix}"
