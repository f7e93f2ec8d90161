"""A memo's files: all written under temporary names, synced, then renamed; never half a memo."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kuroji.knowledge.ledger import Ledger
from kuroji.memo.bundle import Bundle, Unopened
from kuroji.memo.html import Shown, html
from kuroji.memo.markdown import markdown

FORMATS = ("md", "html", "json")


def folder_name(company: str) -> str:
    """Return the folder of a company's memo: lower case, letters and digits of any script.

    >>> folder_name("CoreWeave, Inc."), folder_name("さくらインターネット")
    ('coreweave-inc', 'さくらインターネット')
    """
    return re.sub(r"[^\w]+", "-", company.lower()).strip("-") or "memo"


def rendered(bundle: Bundle, ledger: Ledger) -> Mapping[str, str]:
    """Return every format's text by its ending."""
    sources = {cited.source.id: cited.source for cited in bundle.sources}
    passages = {quoted.passage.id: quoted.passage for quoted in bundle.passages}
    memo = bundle.memo()
    told = frozenset(p.source_id for p in passages.values() if p.recognised)
    return {
        "md": markdown(memo, ledger, sources, told),
        "html": html(memo, ledger, Shown(passages, sources, bundle.pictures, told)),
        "json": bundle.dump(),
    }


def published(bundle: Bundle, folder: Path, formats: tuple[str, ...] = FORMATS) -> tuple[Path, ...]:
    """Write the memo's files into `folder`; `memo.json` always comes last, as the seal."""
    folder.mkdir(parents=True, exist_ok=True)
    # Rendered from what was read back, as `verify` does: 1.70 and 1.7 are one number.
    sealed = Bundle.parse(bundle.dump())
    if isinstance(sealed, Unopened):
        raise ValueError(f"the memo cannot be read back: {sealed.reason}")
    texts = rendered(sealed, sealed.ledger())
    wanted = [ending for ending in FORMATS if ending in formats or ending == "json"]
    waiting: dict[Path, Path] = {}
    try:
        for ending in wanted:
            path = folder / f"memo.{ending}"
            waiting[path] = _temporary(folder)
            _fill(waiting[path], texts[ending])
        for path, temporary in waiting.items():
            temporary.replace(path)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    return tuple(waiting)


def _temporary(folder: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".memo-")
    os.close(handle)
    return Path(name)


def _fill(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
