"""The library of one home folder: what was brought in, and the search over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from kuroji.knowledge import embeddings, indexing, lexical, originals
from kuroji.knowledge.aliases import Company, Names
from kuroji.knowledge.answering import answered, unknown_names
from kuroji.knowledge.archive import Archive
from kuroji.knowledge.encoders import encoder_named, vectors_named
from kuroji.knowledge.endpoint import Endpoint, Unavailable
from kuroji.knowledge.lexical import Damaged, Filter, Lexical
from kuroji.knowledge.picking import Hit, evidence_of, picked, raised, together
from kuroji.knowledge.question import Question, understood
from kuroji.knowledge.ranking import Nearness, Ranked, in_turn, ranked
from kuroji.knowledge.semantic import Semantic
from kuroji.knowledge.store import Store, Unusable
from kuroji.knowledge.vectors import VectorFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kuroji.knowledge.passage import Grade, Language, Source

_JUDGED = 20

__all__ = ["Found", "Hit", "Library"]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a search. `where` are the sources that were looked through."""

    passages: tuple[Hit, ...]
    answerable: bool
    notice: str | None
    where: tuple[str, ...]


class Library:
    """Everything that was brought in, searchable by words and by meaning."""

    def __init__(
        self, home: Path, archive: Archive, encoder: str, endpoint: Endpoint | None
    ) -> None:
        self.home = home
        self.archive = archive
        self.trouble: str | None = None
        self._encoder = encoder
        self._endpoint = endpoint
        self._seen = -1
        self._words: Lexical | None = None
        self._names: Names | None = None
        self._listed: tuple[Source, ...] | None = None
        self._embedded: tuple[int, int] | None = None
        self._vectors: Store | None = None
        self._semantic: Semantic | None = None

    @classmethod
    def open(cls, home: Path, *, encoder: str = "small", endpoint: Endpoint | None = None) -> Self:
        """Open the library in `home`; what an interrupted run left undone is done first."""
        library = cls(home, Archive.open(home), encoder, endpoint)
        if indexing.unsettled(library.archive):
            indexing.settle(library.archive)
        return library

    def close(self) -> None:
        self.archive.close()

    def embed(
        self,
        told: Callable[[int, int], None] = lambda _done, _whole: None,
        seconds: float | None = None,
    ) -> bool:
        """Make the vectors that are missing, for `seconds` at most; True when all are there.

        Where the encoder cannot be used, `trouble` says why, and words are searchable as before.
        """
        try:
            encoder = encoder_named(self._encoder, self._endpoint)
            if encoder is None:
                return True
            whole = embeddings.embed(
                self.archive, encoder, self._encoder, self._store(), told, seconds
            )
            self.trouble = None
        except Unavailable as error:
            self.trouble, whole = str(error), False
        self.refresh()
        return whole

    def embedded(self) -> tuple[int, int]:
        """Return how many passages can be found by meaning, of how many."""
        self._look()
        if self._embedded is None:
            self._embedded = embeddings.progress(
                self.archive, vectors_named(self._encoder, self._endpoint)
            )
        return self._embedded

    def remove(self, source_id: str) -> bool:
        """Delete a source wholly: original, text, passages, words and vectors."""
        if not self.archive.remove_source(source_id):
            return False
        indexing.settle(self.archive)
        self.refresh()
        return True

    def rebuild(self, told: Callable[[int], None] = lambda _: None) -> None:
        """Make the word index anew and let Chroma be filled anew by the next `embed`."""
        indexing.rebuild(self.archive, told)
        embeddings.empty(self.archive, self._store())
        self._words = None
        self.refresh()

    def faults(self) -> list[str]:
        """Look closely, and return what is wrong with originals and indexes, in sentences."""
        found = [
            f"the original of {source.id} ({source.title}) is missing or changed;"
            " ingest the document again"
            for source in self.archive.sources()
            if not originals.sound(self.home, source.sha256)
        ]
        try:
            lexical.verify(indexing.folder_of(self.home))
        except Damaged as error:
            found.append(str(error))
        if self.embedded()[0] and (encoder := encoder_named(self._encoder, self._endpoint)):
            file = VectorFile(self.archive, encoder.name, encoder.dim)
            try:
                found += embeddings.faults(self.archive, file, self._store(), sample=500)
            except Unusable as error:
                found.append(str(error))
        return found

    def _store(self) -> Store:
        if self._vectors is None:
            name = vectors_named(self._encoder, self._endpoint) or ""
            self._vectors = Store(self.home / "index" / "chroma", name.removesuffix("-0.2.1"))
        return self._vectors

    def refresh(self) -> None:
        """Look at the disk again before the next search."""
        self._seen = -1

    # Companies ----------------------------------------------------------------------------

    def companies(self) -> tuple[Company, ...]:
        """Return the companies that something here is about, with all of their names."""
        here = {
            name for (name,) in self.archive.sql.execute("SELECT DISTINCT company FROM mentions")
        }
        return tuple(company for company in self.names().companies() if company.name in here)

    def find_company(self, text: str) -> tuple[str, ...]:
        """Return the usual names of the companies that `text` speaks of."""
        names = self.names()
        return names.find(text) or names.find_spoken(text)

    def names(self) -> Names:
        self._look()
        if self._names is None:
            self._names = Names(self.archive.names())
        return self._names

    # Search -------------------------------------------------------------------------------

    def search(  # noqa: PLR0913 -- one argument for each thing a search may be told
        self,
        query: str,
        *,
        language: Language | None = None,
        company: str | None = None,
        period: str | None = None,
        kinds: tuple[str, ...] | None = None,
        grades: tuple[Grade, ...] | None = None,
        k: int = 10,
    ) -> Found:
        """Return the passages that answer `query` best, in whichever language they are.

        `language` is the question's own (found out if not given); `company` and `period` stand over
        what the question names. Periods are preferred, companies, kinds and grades are filters.
        """
        question = understood(
            query, self.names(), language=language, company=company, period=period
        )
        only = Filter(kinds=kinds, grades=grades)
        present = self._present(question.companies)
        order = self._order(question, present, only)
        hits = tuple(picked(self.archive, order, k))
        answerable = (bool(present) or not question.companies) and answered(
            question,
            evidence_of(self.archive, hits[:_JUDGED]),
            self._known,
            order[:_JUDGED],
        )
        return Found(hits, answerable, self._notice(question, present), self._where(only))

    def _order(
        self, question: Question, present: tuple[str, ...], only: Filter
    ) -> Sequence[Ranked]:
        """Rank the passages of the company asked about; of several, each by itself, in turn."""
        words = self._index()
        try:
            near = self._near(question)
            self.trouble = self.trouble if near is None else None
        except Unavailable as error:
            near, self.trouble = None, str(error)
        parts = [replace(only, companies=(name,)) for name in present] or [only]
        if rows := together(self.archive, present):
            parts.append(replace(only, rows=rows))
        try:
            orders = [
                raised(self.archive, question, ranked(question, words, near, part))
                for part in parts
            ]
        except Damaged:  # found by this very query: make the index anew, once
            self._words = None
            indexing.rebuild(self.archive)
            return self._order(question, present, only)
        return orders[0] if len(orders) == 1 else in_turn(orders)

    def _known(self, word: str) -> bool:
        return self._index().frequency(word) > 0

    def _notice(self, question: Question, present: tuple[str, ...]) -> str | None:
        """Say what the reader of the result should know: who is absent, what is not ready."""
        absent = [name for name in question.companies if name not in present]
        absent += unknown_names(question, self._known)
        said = [f"nothing here speaks of {', '.join(absent)}"] if absent else []
        done, whole = self.embedded()
        if self._encoder != "none" and done < whole:
            said.append(f"semantic search is {100 * done // whole} % ready")
        if self.trouble:
            said.append(f"found by words only: {self.trouble}")
        return "; ".join(said) or None

    def _near(self, question: Question) -> Nearness | None:
        """Return the meaning side of a search; None while there are no vectors yet."""
        if self._semantic is None:
            if not self.embedded()[0]:
                return None
            encoder = encoder_named(self._encoder, self._endpoint)
            if encoder is None:
                return None
            self._semantic = Semantic(self.archive, encoder, self._store())
        return self._semantic.about(question.rest)

    def _present(self, companies: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of `companies` that some current passage speaks of."""
        return tuple(
            name
            for name in companies
            if self.archive.sql.execute(
                "SELECT 1 FROM mentions WHERE company = ? LIMIT 1", (name,)
            ).fetchone()
        )

    def _where(self, only: Filter) -> tuple[str, ...]:
        return tuple(
            source.id
            for source in self._sources()
            if (only.kinds is None or source.kind in only.kinds)
            and (only.grades is None or source.grade in only.grades)
        )

    def _sources(self) -> tuple[Source, ...]:
        self._look()
        if self._listed is None:
            self._listed = self.archive.sources()
        return self._listed

    def _index(self) -> Lexical:
        self._look()
        if self._words is None:
            try:
                self._words = Lexical.open(indexing.folder_of(self.home))
            except Damaged:
                indexing.rebuild(self.archive)
                self._words = Lexical.open(indexing.folder_of(self.home))
            if not indexing.sound(self.archive, self._words):
                indexing.rebuild(self.archive)
                self._words.reload()
        return self._words

    def _look(self) -> None:
        """Notice what this or another process has changed since the last search."""
        now = self.archive.changed()
        if now == self._seen:
            return
        self._seen = now
        self._names, self._listed, self._embedded = None, None, None
        if self._words is not None:
            self._words.reload()
        if self._semantic is not None:
            self._semantic.refresh()
