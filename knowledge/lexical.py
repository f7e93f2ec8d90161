"""The word index of both languages: tantivy, fed with our own words.

It can be thrown away at any time. A manifest of its files shows damage that tantivy itself reads
over (a changed byte in .idx, .term or .fieldnorm gives wrong answers without an error).
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import tantivy

from kuroji.knowledge.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

K1 = 1.2
_HEAP = 50_000_000
_TRIES = 5
_OTHERS = 0.3  # what the other names of an idea add where a passage has several of them


class Damaged(Exception):
    """The index on disk is not what was written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index is told about a passage."""

    row: int
    words: str
    language: str
    kind: str
    grade: str
    source: str
    companies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages count; None lets all pass."""

    language: str | None = None
    companies: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    grades: tuple[str, ...] | None = None
    sources: tuple[str, ...] | None = None
    rows: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: words with their weights, and ideas, of each of which one name is enough.

    A name is given by its words with their weights.
    """

    words: Mapping[str, float]
    ideas: tuple[tuple[Mapping[str, float], ...], ...] = ()


class Lexical:
    """The index in one folder; any number of readers, one writer at a time (`locking.writing`)."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index
        self._searcher = index.searcher()
        self._frequency: dict[str, int] = {}

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index, an empty one if there is none; raises `Damaged`."""
        folder.mkdir(parents=True, exist_ok=True)
        fresh = not (folder / "meta.json").exists()
        if not fresh:
            verify(folder)
        try:
            index = tantivy.Index(_schema(), path=str(folder))
        except BaseException as error:  # pyo3's PanicException is no Exception
            raise _damage(error, folder) from error
        opened = cls(folder, index)
        if fresh:
            write_manifest(folder)
        return opened

    @property
    def count(self) -> int:
        return int(self._searcher.num_docs)

    def reload(self) -> None:
        """See what other processes have committed."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._frequency = {}

    def write(self, entries: Iterable[Entry], forget: Iterable[int] = ()) -> None:
        """Add or replace `entries` and drop the rows of `forget`, in one commit."""
        entries = list(entries)
        self.reload()
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        old = [*forget, *(entry.row for entry in entries)]
        if old:
            # A term of "row" built from a Python int is signed and matches nothing; a set is not.
            writer.delete_documents_by_query(
                tantivy.Query.term_set_query(self._index.schema, "row", old)
            )
        for entry in entries:
            document = tantivy.Document()
            document.add_unsigned("row", entry.row)
            document.add_text("words", entry.words)
            for field in ("language", "kind", "grade", "source"):
                document.add_text(field, getattr(entry, field))
            for company in entry.companies:
                document.add_text("company", company)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        write_manifest(self._folder)
        self.reload()

    def scores(self, wanted: Wanted, only: Filter, limit: int) -> list[tuple[int, float]]:
        """Return rows with the BM25 score of what is `wanted`, best first."""
        if not (wanted.words or wanted.ideas) or not self.count:
            return []
        parts = [(tantivy.Occur.Must, self._any(wanted))]
        parts += [(tantivy.Occur.Must, part) for part in self._limits(only)]
        try:
            found = self._searcher.search(
                tantivy.Query.boolean_query(parts), limit=min(limit, self.count), count=False
            ).hits
            rows = self._searcher.fast_field_values("row", [address for _, address in found])
        except BaseException as error:  # pyo3's PanicException is no Exception
            raise _damage(error, self._folder) from error
        return [(int(row or 0), float(score)) for row, (score, _) in zip(rows, found, strict=True)]

    def rarity(self, word: str) -> float:
        """Return the weight of a word by its rarity; a word that no passage has is the rarest."""
        n = min(self.frequency(word), self.count)
        return math.log(1 + (self.count - n + 0.5) / (n + 0.5))

    def frequency(self, word: str) -> int:
        """Return how many passages have `word`."""
        if word not in self._frequency:
            self._frequency[word] = int(self._searcher.doc_freq("words", word))
        return self._frequency[word]

    def _any(self, wanted: Wanted) -> tantivy.Query:
        queries = self._words(wanted.words)
        for names in wanted.ideas:
            each = [_any_of(self._words(name)) for name in names]
            queries.append(tantivy.Query.disjunction_max_query(each, _OTHERS))
        return _any_of(queries)

    def _words(self, weights: Mapping[str, float]) -> list[tantivy.Query]:
        schema = self._index.schema
        return [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(schema, "words", word, "freq"), weight
            )
            for word, weight in weights.items()
        ]

    def _limits(self, only: Filter) -> list[tantivy.Query]:
        fields: list[tuple[str, Sequence[str | int] | None]] = [
            ("language", None if only.language is None else (only.language,)),
            ("company", only.companies),
            ("kind", only.kinds),
            ("grade", only.grades),
            ("source", only.sources),
            ("row", only.rows),
        ]
        return [
            tantivy.Query.const_score_query(
                tantivy.Query.term_set_query(self._index.schema, field, list(values)), 0.0
            )
            for field, values in fields
            if values is not None
        ]


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def words_of(header: str, text: str) -> str:
    """Return the words of a passage as the index takes them: separated by blanks."""
    return " ".join(tokens(f"{header}\n{text}"))


def verify(folder: Path) -> None:
    """Compare the index's files with the manifest of the last commit; raises `Damaged`.

    Another process may be in the middle of a commit, so a difference counts only when it stays.
    """
    difference = _difference(folder)
    for _ in range(_TRIES):
        if difference is None:
            return
        time.sleep(0.1)
        difference = _difference(folder)
    raise Damaged(f"{difference} in {folder} is not as it was written")


def write_manifest(folder: Path) -> None:
    """Note name, size and hash of every file of the index; old files are not read again."""
    known = _manifest(folder)
    files = {}
    for file in _files(folder):
        size = file.stat().st_size
        before = known.get(file.name)
        kept = before is not None and before[0] == size and file.name != "meta.json"
        files[file.name] = before if kept else [size, _hash(file)]
    target = folder / "manifest.json"
    new = folder / ".manifest.new"
    new.write_text(json.dumps(files), encoding="utf-8")
    new.replace(target)


def discard(folder: Path) -> None:
    """Throw the index away."""
    shutil.rmtree(folder, ignore_errors=True)


def _difference(folder: Path) -> str | None:
    for name, (size, sha256) in _manifest(folder).items():
        file = folder / name
        try:
            if name == "meta.json":
                json.loads(file.read_text(encoding="utf-8"))
            elif file.stat().st_size != size or _hash(file) != sha256:
                return name
        except FileNotFoundError:
            if _needs(folder, name):
                return name
        except (OSError, ValueError):
            return name
    return None


def _needs(folder: Path, name: str) -> bool:
    """Tell whether the present commit still uses the segment that this file belongs to."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    used = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    return name.split(".")[0] in used and not name.endswith(".del")


def _manifest(folder: Path) -> dict[str, list[int | str]]:
    try:
        found: dict[str, list[int | str]] = json.loads(
            (folder / "manifest.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError):
        return {}
    return found


def _files(folder: Path) -> list[Path]:
    skip = ("manifest.json", ".managed.json")
    return [
        file
        for file in sorted(folder.iterdir())
        if file.is_file() and file.name not in skip and not file.name.startswith((".tantivy", ".m"))
    ]


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _damage(error: BaseException, folder: Path) -> BaseException:
    """Return what to raise: `Damaged`, unless somebody wants the program to end."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        return error
    return Damaged(f"the word index in {folder} cannot be read ({error})")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for field in ("language", "company", "kind", "grade", "source"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    return builder.build()
