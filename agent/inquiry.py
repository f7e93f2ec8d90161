"""A run's state: its ledger, what was looked at, and what its tools do."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kuroji.agent.asked import LATEST_QUARTER, Asked
from kuroji.agent.assuming import amounts, assumption
from kuroji.agent.events import Event
from kuroji.agent.evidence import Row, row, shown
from kuroji.agent.research.choosing import Pool
from kuroji.agent.research.gathering import Gathered, Gatherer
from kuroji.agent.research.target import Unknown
from kuroji.agent.research.years import asked_for
from kuroji.agent.wiring import Office
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.fiscal import year_end
from kuroji.knowledge.ledger import Fact, Ledger, Missing
from kuroji.knowledge.passage import Passage, Source
from kuroji.tools.metrics import METRICS

_PASSAGES = 8
_MANY = 40
_SHOWN = 6
_SHORT = 2  # letters of a name that may stand in a question by chance
_BASES = (
    "gaap", "ifrs", "jgaap", "press_reported", "estimate", "run_rate", "arr", "survey",
    "non_gaap", "bookings", "rpo", "guidance", "projected", "assumed",
)  # fmt: skip
_AHEAD = ("guidance", "projected")
# A stretch that a question names by its last day and its length.
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)-(\d+)M")
_PARTS = {"3": ("Q1", "Q2", "Q3", "Q4"), "6": ("H1", "H2"), "9": ("9M",), "12": ("Y",)}
_WEEK = 7  # days by which the last day of a fiscal period differs from that of its month
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Inquiry:
    """What one question has found and calculated so far.

    `handed_in` says that the documents came with the question, from nobody knows whom: the model's
    own sentences are then not used. `tainted` says that a passage shown to it gives orders, with
    the same effect. Of the `passages` read, `shown` are those whose text the model has seen;
    `looked` says that a tool was used at all.
    """

    office: Office
    asked: Asked
    emit: Callable[[Event], None]
    handed_in: bool = False
    ledger: Ledger = field(default_factory=Ledger)
    sources: dict[str, Source] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    shown: dict[str, Passage] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    tainted: bool = False
    looked: bool = False
    _pools: dict[tuple[str, str | None], Pool] = field(default_factory=dict)

    @property
    def gatherer(self) -> Gatherer:
        return Gatherer(self.office.library, self.office.companies)

    def search(self, query: str, company: str | None, period: str | None) -> dict[str, Any]:
        """Search; what the passages hold becomes facts of the ledger."""
        found = self.office.library.search(query, company=company, period=period, k=_PASSAGES)
        told: list[dict[str, Any]] = []
        rows: dict[str, Row] = {}
        for hit in found.passages:
            facts = facts_of(hit.passage, hit.source, self.office.companies)
            self._seen(hit.passage, hit.source)
            self.shown[hit.passage.id] = hit.passage
            self.tainted = self.tainted or bool(hit.passage.marks)
            month = year_end(facts)
            rows.update({f.id: self._entered(f, hit.source, month) for f in facts})
            told.append(
                {
                    "source": hit.source.publisher or "",
                    "published": str(hit.source.published or ""),
                    "grade": hit.source.grade,
                    "text": "" if self.handed_in else shown(hit.passage, facts),
                }
            )
        return {
            "answerable": found.answerable,
            "notice": self._notice(found.notice),
            "passages": told,
            "facts": [one.model_dump() for one in rows.values()],
        }

    def _notice(self, notice: str | None) -> str:
        held = "stretches that address the machine were left out" if self.tainted else ""
        return "; ".join(part for part in (notice or "", held) if part)

    def _seen(self, passage: Passage, source: Source) -> None:
        self.sources[source.id] = source
        self.passages[passage.id] = passage

    def _entered(self, fact: Fact, source: Source | None, month: int) -> Row:
        self.ledger.append(fact)
        told = row(fact, source, month, self.asked.language)
        self.names |= {told.when, told.published}
        return told

    def look_up(self, metric: str, company: str | None, period: str | None) -> dict[str, Any]:
        """Return the figures of one metric, the one to use first; Missing where there is none."""
        if metric not in METRICS:
            return {"refused": f"there is no metric {metric}; use a name such as revenue"}
        pool = self._pools.get((metric, company)) or self._pool(metric, company)
        self._pools[metric, company] = pool
        rank = _rank if company else _market_rank
        facts = sorted((f for f in pool.of(metric) if f.grade != "E"), key=lambda f: rank(pool, f))
        parts = named_parts(facts, self.asked.question)
        facts.sort(key=lambda f: bool(parts) and f.perimeter not in parts)
        if period == LATEST_QUARTER:
            period = _newest_quarter(pool, facts)
        asked = [f for f in facts if _is_of(pool, f, period)] if period else facts
        if period and asked:
            facts = [*_year_before(pool, asked[0], facts), *facts]
        if not asked:
            self._missed(company or "AI market", metric, period, pool)
        few = _distinct(pool, [*asked, *facts])[: self._most(company)]
        rows = [
            self._entered(f, pool.sources.get(f.source_id), pool.month).model_copy(
                update={"asked_for": f in asked}
            )
            for f in few
        ]
        told: dict[str, Any] = {"facts": [one.model_dump() for one in rows]}
        return told if asked else {**told, "missing": metric, "sources": len(pool.sources)}

    def _most(self, company: str | None) -> int:
        """Of a document that came with the question one figure of each metric is enough."""
        return 1 if self.handed_in else _SHOWN if company else 2 * _SHOWN

    def _pool(self, metric: str, company: str | None) -> Pool:
        if company is not None:
            gathered = self.gatherer.pool(company, (metric,))
            for passage in gathered.passages:
                self._seen(passage, gathered.pool.sources[passage.source_id])
            return gathered.pool if gathered.pool.of(metric) else self._as_part(gathered, company)
        passages: dict[str, Passage] = {}
        sources: dict[str, Source] = {}
        names = (METRICS[metric].en, METRICS[metric].ja)
        for name in (*names, self.asked.question):
            for hit in self.office.library.search(name, k=_MANY).passages:
                passages[hit.passage.id], sources[hit.source.id] = hit.passage, hit.source
                self._seen(hit.passage, hit.source)
        facts = self.gatherer.read(passages, sources)
        market = tuple(f for f in facts if not f.perimeter.startswith("company:"))
        return Pool("AI market", "industry:AI market", 12, market, sources, {metric: names})

    def _as_part(self, gathered: Gathered, company: str) -> Pool:
        """Return the figures of a name that is a part of another company, where it is one."""
        pool = gathered.pool
        passages = {passage.id: passage for passage in gathered.passages}
        of_all = self.gatherer.read(passages, dict(pool.sources))
        own = tuple(f for f in of_all if f.perimeter.rpartition("/")[2] == company)
        if not own:
            return pool
        return replace(pool, perimeter=own[0].perimeter, month=year_end(own), facts=own)

    def _missed(self, entity: str, metric: str, period: str | None, pool: Pool) -> str:
        id = f"{tag_of(entity)}-{metric}-{period or 'any'}".lower().replace("_", "-")
        id = re.sub(r"[^a-z0-9-]+", "-", id)
        self.ledger.append(
            Missing(
                id=id,
                entity=entity,
                metric=metric,
                period=period,
                why_en="it was asked for",
                why_ja="質問が求めた",
                looked_in=tuple(sorted(pool.sources)),
                queries=pool.queries.get(metric, ()),
            )
        )
        return id

    def report_missing(self, entity: str, metric: str) -> dict[str, Any]:
        """Record that a figure is not there, after looking for it; refuse where it is."""
        if metric not in METRICS:
            return {"refused": f"there is no metric {metric}; use a name such as revenue"}
        known = self.known_company(entity)
        if isinstance(known, Unknown):
            return {"refused": known.reason, "near": list(known.near)}
        return self.look_up(metric, known, None)

    def assume(self, name: str, value: str, why: str) -> dict[str, Any]:
        """Make an assumption of the published list, or of what the user typed."""
        said = amounts([*self.asked.earlier, self.asked.question])
        reason = why if not self.handed_in else ""
        entry = assumption(self.ledger, name, value, reason[:200], said)
        if isinstance(entry, str):
            return {"refused": entry}
        return {"ref": f"assume:{entry.id}", "name": entry.name, "by": entry.by}

    def known_company(self, text: str) -> str | Unknown:
        target = self.office.target(text)
        return target if isinstance(target, Unknown) else target.company


def named_parts(facts: Iterable[Fact], question: str) -> frozenset[str]:
    """Return the perimeters of parts of a company that the question calls by their name."""
    said = question.casefold()
    parts = {f.perimeter for f in facts if f.perimeter.startswith(("segment:", "product:"))}
    return frozenset(
        part
        for part in parts
        if len(name := part.rpartition("/")[2].casefold()) > _SHORT
        and re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", said)
    )


def _newest_quarter(pool: Pool, facts: Iterable[Fact]) -> str | None:
    quarters = [
        w for f in facts if (w := pool.when(f)) is not None and w.part.startswith("Q")
        and f.perimeter == pool.perimeter and f.basis not in _AHEAD
    ]  # fmt: skip
    return max(quarters).label if quarters else None


def _year_before(pool: Pool, fact: Fact, facts: Iterable[Fact]) -> list[Fact]:
    """The same measure of the same part of the year before, to be set beside what is asked."""
    when = pool.when(fact)
    if when is None or when.whole:
        return []
    alike = (f for f in facts if (f.perimeter, f.basis) == (fact.perimeter, fact.basis))
    return [f for f in alike if pool.when(f) == when.prior][:1]


def tag_of(company: str, also: Iterable[str] = ()) -> str:
    """Return a prefix for ids: the company's letters, and a hash of whatever was changed.

    >>> tag_of("CoreWeave"), tag_of("さくらインターネット")
    ('coreweave', 'cb839bd')
    """
    slug = _SLUG.sub("-", company.lower()).strip("-")
    words = "|".join(also)
    if not slug or words:
        digest = hashlib.sha256(f"{company}|{words}".encode()).hexdigest()[:6]
        return f"{slug}-{digest}" if slug else f"c{digest}"
    return slug


def _rank(pool: Pool, fact: Fact) -> tuple[object, ...]:
    """The company's own actual figure of the newest whole year first, the best graded of these."""
    when = pool.when(fact)
    end = fact.period_end or pool.published(fact)
    return (
        fact.perimeter != pool.perimeter,
        fact.basis in _AHEAD,
        when is not None and not when.whole and fact.kind == "flow",
        fact.period is None,
        -end.toordinal(),
        fact.grade,
        not pool.is_witness(fact),
        _BASES.index(fact.basis),
        fact.approx != "exact",
        -len(fact.value.normalize().as_tuple().digits),
        fact.start,
        fact.id,
    )


def _distinct(pool: Pool, facts: Iterable[Fact]) -> list[Fact]:
    """Leave out what the same origin says again of the same time."""
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        seen.setdefault((fact.value, fact.period, fact.perimeter, pool.origin(fact)), fact)
    return list(seen.values())


def _market_rank(pool: Pool, fact: Fact) -> tuple[object, ...]:
    """A figure of a source of its own before a retelling, the best graded, the newest first."""
    end = fact.period_end or pool.published(fact)
    return (
        not pool.is_witness(fact) and fact.grade > "C",
        fact.grade,
        fact.period is None,
        -end.toordinal(),
        fact.approx != "exact",
        fact.start,
        fact.id,
    )


def _is_of(pool: Pool, fact: Fact, period: str) -> bool:
    if (span := _SPAN.fullmatch(period)) is not None and fact.period_end is not None:
        when, end = pool.when(fact), date.fromisoformat(span[1])
        alike = when is not None and when.part in _PARTS.get(span[2], ())
        return alike and abs((fact.period_end - end).days) <= _WEEK
    asked = asked_for(period, pool.month)
    if asked is not None and pool.when(fact) == asked:
        return True
    return fact.period is not None and fact.period.removeprefix("FY") == period.removeprefix("FY")
