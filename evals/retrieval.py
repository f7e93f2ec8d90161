"""The product behind the interface of the retrieval scorer: `kuroji.evals.retrieval:Adapter`.

Every document becomes a Markdown file with front matter, goes through the real ingest of a library
in a temporary home, and is found by the real search.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Found, Library

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Adapter:
    """One library for one set of documents."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="kuroji-retrieval-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        encoder = os.environ.get("KUROJI_ENCODER", "small")
        self.library = Library.open(self._folder / "home", encoder=encoder)
        self._document: dict[str, str] = {}
        self._answered: dict[str, Found] = {}

    def index(self, docs: Iterable[Mapping[str, Any]]) -> None:
        """Bring in `docs` and make their vectors."""
        folder = self._folder / "docs"
        folder.mkdir()
        names: dict[str, str] = {}
        for number, doc in enumerate(docs):
            path = folder / f"{number:06d}.md"
            path.write_text(_markdown(doc), encoding="utf-8")
            names[str(path)] = str(doc["id"])
        done = ingest(self.library, [folder])
        self._document = {read.source_id: names[read.path] for read in done.read}
        twins = {twin.source_id: names[twin.path] for twin in done.duplicates}
        self._document = twins | self._document
        self.library.embed()

    def search(
        self, query: str, k: int, lang: str, meta: Mapping[str, Any] | None = None
    ) -> list[str]:
        """Return the documents of the best passages; `meta` may name the company asked about."""
        company = (meta or {}).get("company") or None
        found = self.library.search(
            query, language="ja" if lang == "ja" else "en", company=company, k=3 * k
        )
        self._answered[query] = found
        order = dict.fromkeys(
            self._document[source]
            for hit in found.passages
            for source in (hit.source.id, *hit.duplicates)
        )
        return list(order)[:k]

    def answerable(self, query: str, lang: str) -> bool:
        """Tell whether the library says that it has an answer."""
        if query not in self._answered:
            self.search(query, 10, lang)
        return self._answered[query].answerable


def _markdown(doc: Mapping[str, Any]) -> str:
    """Return a document of the set as a file that the product reads."""
    meta = doc.get("meta") or {}
    head: dict[str, Any] = {
        "title": meta.get("title") or meta.get("document") or "",
        "language": doc["lang"],
        "kind": meta.get("kind") or "article",
        "entity": meta.get("company") or None,
        "period": meta.get("period") or None,
    }
    if meta.get("company_en"):
        head["aliases"] = [meta["company_en"]]
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n{doc['text']}\n"
