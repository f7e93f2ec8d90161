"""The library of one home folder: what was brought in, and the search over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kuroji.knowledge import embeddings, indexing
from kuroji.knowledge.aliases import Company, Names
from kuroji.knowledge.archive import Archive
from kuroji.knowledge.embedding import encoder_named
from kuroji.knowledge.lexical import Damaged, Filter, Lexical
from kuroji.knowledge.picking import Hit, picked
from kuroji.knowledge.question import Question, understood
from kuroji.knowledge.ranking import Nearness, Ranked, ranked
from kuroji.knowledge.semantic import Semantic
from kuroji.knowledge.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kuroji.knowledge.passage import Grade, Language

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

    def __init__(self, home: Path, archive: Archive, encoder: str) -> None:
        self.home = home
        self.archive = archive
        self._encoder = encoder
        self._seen = -1
        self._words: Lexical | None = None
        self._names: Names | None = None
        self._vectors: Store | None = None
        self._semantic: Semantic | None = None

    @classmethod
    def open(cls, home: Path, *, encoder: str = "small") -> Self:
        """Open the library in `home`; what an interrupted run left undone is done first."""
        library = cls(home, Archive.open(home), encoder)
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
        """Make the vectors that are missing, for `seconds` at most; True when all are there."""
        encoder = encoder_named(self._encoder)
        if encoder is None:
            return True
        whole = embeddings.embed(self.archive, encoder, self._encoder, self._store(), told, seconds)
        self.refresh()
        return whole

    def _store(self) -> Store:
        if self._vectors is None:
            self._vectors = Store(self.home / "index" / "chroma", "usem3")
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

    def search(
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
        order = self._order(question, only)
        hits = tuple(picked(self.archive, question, order, k))
        return Found(hits, bool(hits), None, self._where(question, only))

    def _order(self, question: Question, only: Filter) -> Sequence[Ranked]:
        words = self._index()
        near = self._near(question)
        present = self._present(question.companies)
        if len(present) == 1:
            only = Filter(kinds=only.kinds, grades=only.grades, companies=present)
        return ranked(question, words, near, only)

    def _near(self, question: Question) -> Nearness | None:
        """Return the meaning side of a search; None while there are no vectors yet."""
        if self._semantic is None:
            encoder = encoder_named(self._encoder)
            if encoder is None or not embeddings.progress(self.archive)[0]:
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

    def _where(self, question: Question, only: Filter) -> tuple[str, ...]:
        sources = self.archive.sources()
        return tuple(
            source.id
            for source in sources
            if (only.kinds is None or source.kind in only.kinds)
            and (only.grades is None or source.grade in only.grades)
        )

    def _index(self) -> Lexical:
        self._look()
        if self._words is None:
            try:
                self._words = Lexical.open(indexing.folder_of(self.home))
            except Damaged:
                indexing.settle(self.archive)
                self._words = Lexical.open(indexing.folder_of(self.home))
        return self._words

    def _look(self) -> None:
        """Notice what this or another process has changed since the last search."""
        now = self.archive.changed()
        if now == self._seen:
            return
        self._seen = now
        self._names = None
        if self._words is not None:
            self._words.reload()
        if self._semantic is not None:
            self._semantic.refresh()
