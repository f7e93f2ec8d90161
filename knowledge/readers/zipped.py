"""Office files: the archive is judged before anything in it is opened."""

from __future__ import annotations

import importlib
import io
import itertools
import re
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.reading import Limits, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTRIES, _ALL, _LARGE, _RATIO = 5000, 500 << 20, 10 << 20, 200
_DECLARED = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_ENCRYPTED = 1
_READERS = {
    "word/document.xml": "word",
    "xl/workbook.xml": "workbook",
    "ppt/presentation.xml": "slides",
}
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_FILING = re.compile(r"(?:^|/)PublicDoc/[^/]{1,120}_ixbrl\.htm$")


def read(data: bytes, limits: Limits) -> Draft:
    """Read a Word, Excel or PowerPoint file."""
    parts = Parts(data)
    for part, reader in _READERS.items():
        if part in parts:
            found: Draft = _module(reader).read_parts(parts)
            return found
    if "xl/workbook.bin" in parts or parts.mimetype == _SPREADSHEET:
        draft: Draft = _module("old_workbook").read(data, limits)
        return draft
    if pages := sorted(name for name in parts if _FILING.search(name)):
        return _filing(parts, pages, limits)
    raise Refused(
        "unsupported",
        "it is an archive, but no Word, Excel or PowerPoint file",
        "unpack it and bring the documents in it",
    )


def _module(name: str) -> Any:
    """Load a reader when a file needs it: their libraries take 0.1 to 0.4 s."""
    return importlib.import_module(f"kuroji.knowledge.readers.{name}")


def _filing(parts: Parts, pages: list[str], limits: Limits) -> Draft:
    """Read the package of a filing, in which each chapter is a page of inline XBRL."""
    html = _module("html")
    draft, tags = Draft("inline_xbrl"), html.Tags()
    for page in pages:
        html.add(parts.bytes_of(page), draft, tags, limits)
    tags.write(draft)
    draft.kind = "inline_xbrl"
    return draft


class Parts:
    """The parts of an office file, by name; nothing is ever unpacked to disk."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise Refused(
                "damaged",
                "its archive is damaged or cut short",
                "save it anew with the program that made it",
            ) from error
        self._entries = _judged(self._archive.infolist())

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    @property
    def mimetype(self) -> bytes:
        return self.bytes_of("mimetype") if "mimetype" in self else b""

    def bytes_of(self, name: str) -> bytes:
        """Return a part, stopped at the size that the archive declares for it."""
        entry = self._entries[name]
        with self._archive.open(entry) as part:
            data = part.read(entry.file_size + 1)
        if len(data) > entry.file_size:
            raise Refused(
                "bomb",
                "a part of it is larger than the archive says",
                "save it anew with the program that made it",
            )
        return data

    def tree(self, name: str) -> Any:
        """Return a part as a tree; a part that defines entities is refused."""
        data = self.bytes_of(name)
        refuse_entities(data)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        return etree.fromstring(data, parser)

    def links(self, name: str) -> dict[str, str]:
        """Return the parts that `name` refers to inside the file, by the id it uses for each."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if rels not in self:
            return {}
        found = {}
        for link in self.tree(rels):
            target = link.get("Target", "")
            if link.get("TargetMode") != "External" and target:
                found[link.get("Id", "")] = _within(folder, target)
        return found


def refuse_entities(data: bytes) -> None:
    if _DECLARED.search(data[:65536]):
        raise Refused(
            "entities",
            "it defines entities of its own, which may swell without end",
            "save it anew with the program that made it",
        )


def _within(folder: str, target: str) -> str:
    """Resolve the path of a part; ".." ends at the root of the archive."""
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.strip("/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(s for s in steps if s)


def _judged(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Refuse archives made to swell or to show different readers different things."""
    too_much = (
        len(entries) > _ENTRIES
        or sum(e.file_size for e in entries) > _ALL
        or any(
            e.file_size > _LARGE and e.file_size > _RATIO * max(e.compress_size, 1) for e in entries
        )
    )
    if too_much:
        raise Refused(
            "bomb",
            "it would swell far beyond its size when opened",
            "save it anew with the program that made it, without large pictures",
        )
    if any(e.flag_bits & _ENCRYPTED for e in entries):
        raise Refused("password", "it is protected with a password", "save it without one")
    ordered = sorted(entries, key=lambda e: e.header_offset)
    overlap = any(
        a.header_offset + 30 + a.compress_size > b.header_offset
        for a, b in itertools.pairwise(ordered)
    )
    named = {e.filename: e for e in entries}
    if overlap or len(named) != len(entries):
        raise Refused(
            "damaged",
            "two parts of its archive have one name or overlap",
            "save it anew with the program that made it",
        )
    return named
