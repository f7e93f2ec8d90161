"""Search → passages → reader → facts: every figure of a memo comes this way."""

from collections.abc import Iterable
from dataclasses import dataclass

from kuroji.agent.research.choosing import Pool
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.fiscal import year_end
from kuroji.knowledge.labels.filings import FIRST_REPORTED
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Passage, Source
from kuroji.tools.metrics import METRICS

_MANY = 40  # passages a query brings: a company's whole file is a few dozen


@dataclass(frozen=True, slots=True)
class Gathered:
    """A company's pool, and the passages that it was read from."""

    pool: Pool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Asks one library for one company's figures, metric by metric, in both languages."""

    library: Library
    companies: Companies

    def pool(self, company: str, metrics: Iterable[str], *, perimeter: str = "") -> Gathered:
        """Return every figure about `company` in the passages that its metrics' names bring up."""
        passages: dict[str, Passage] = {}
        sources: dict[str, Source] = {}
        queries: dict[str, tuple[str, ...]] = {}
        for metric in metrics:
            known = METRICS[metric]
            queries[metric] = (f"{company} {known.en}", f"{company} {known.ja}")
            for query in queries[metric]:
                self._search(query, company, passages, sources)
        own = tuple(f for f in self.read(passages, sources) if f.entity == company)
        named = perimeter or f"company:{company}"
        changed = tuple(f for f in own if f.perimeter.endswith(FIRST_REPORTED))
        own = tuple(f for f in own if f not in changed)
        pool = Pool(company, named, year_end(own), own, sources, queries, changed)
        return Gathered(pool, tuple(passages.values()))

    def market(self, metric: str, besides: str) -> tuple[Fact, ...]:
        """Return figures of `metric` for whatever company the whole store has."""
        passages: dict[str, Passage] = {}
        sources: dict[str, Source] = {}
        for name in (METRICS[metric].en, METRICS[metric].ja):
            self._search(name, None, passages, sources)
        found = self.read(passages, sources)
        return tuple(f for f in found if f.metric == metric and f.entity != besides)

    def _search(
        self,
        query: str,
        company: str | None,
        passages: dict[str, Passage],
        sources: dict[str, Source],
    ) -> None:
        for hit in self.library.search(query, company=company, k=_MANY).passages:
            passages[hit.passage.id] = hit.passage
            sources[hit.source.id] = hit.source

    def read(self, passages: dict[str, Passage], sources: dict[str, Source]) -> tuple[Fact, ...]:
        """Read every passage; one span and metric is one fact."""
        found: dict[str, Fact] = {}
        for passage in sorted(passages.values(), key=lambda p: p.id):
            for fact in facts_of(passage, sources[passage.source_id], self.companies):
                found.setdefault(fact.id, fact)
        return tuple(found.values())
