"""Is a store sound? What must hold after every kill, fault and race."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kuroji.knowledge import indexing, lexical, originals
from kuroji.knowledge.lexical import Lexical
from kuroji.knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path


def faults(home: Path) -> list[str]:
    """Return everything that is not as it must be."""
    library = Library.open(home, encoder="none")
    archive = library.archive
    found = [str(row[0]) for row in archive.sql.execute("PRAGMA quick_check") if row[0] != "ok"]
    documents: set[str] = set()
    for source in archive.sources():
        document = archive.filed(source.id)["document"]
        if document in documents:
            found.append(f"{document} is current twice")
        documents.add(document)
        if not originals.sound(home, source.sha256):
            found.append(f"the original of {source.id} is not sound")
        text = archive.text(source.id) or ""
        passages = archive.passages(source.id)
        if not passages:
            found.append(f"{source.id} has no passages")
        found += [p.id for p in passages if text[p.start : p.end] != p.text]
    index = Lexical.open(indexing.folder_of(home))
    lexical.verify(indexing.folder_of(home))
    if index.count != archive.count():
        found.append(f"the word index has {index.count} of {archive.count()} passages")
    library.close()
    return found
