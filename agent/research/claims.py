"""The claims ledger: what sources say of the company, with source, origins and a judgement."""

from collections.abc import Iterable
from datetime import date

from kuroji.agent.research.choosing import FORECASTS, Pool, newest, same
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.naming import day
from kuroji.knowledge.fiscal import fiscal_of
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Language, Source
from kuroji.knowledge.readers.tagged import TAGGED_KINDS
from kuroji.memo.wording import JUDGEMENTS, metric_name, said
from kuroji.tools.reading import read

_NO_NAMES = ("money", "percent", "multiple", "rate", "count")
_MOST = 8
_STALE_MONTHS = {"flow": 18, "stock": 9}
_WIDER = ("backlog", "adjusted_operating_income", "adjusted_ebitda", "business_profit")
_PACES = ("arr", "run_rate", "bookings", "rpo", "non_gaap")
# What a filing tells of a company, the weightiest first.
_WEIGHT = (
    "revenue", "operating_income", "operating_cash_flow", "capital_expenditure", "net_income",
    "liquidity", "cash", "marketable_securities", "debt", "long_term_debt", "gross_profit",
    "remaining_performance_obligations", "purchase_obligations", "inventory",
    "stock_based_compensation", "depreciation", "equity", "deferred_revenue", "goodwill",
)  # fmt: skip


def claim_rows(dossier: Dossier, language: Language) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield claim, source and grade, independent origins, judgement."""
    for fact in _material(dossier):
        source = dossier.pool.sources.get(fact.source_id)
        dossier.desk.ledger.append(fact)
        name = metric_name(fact.metric, language) + _part(fact, language)
        period = _when(dossier, fact, language)
        shown = f"{{{{fact:{fact.id}}}}}" + _before(dossier, fact, language)
        claim = said(
            (f"{name}, {period}: {shown}" if period else f"{name}: {shown}",
             f"{name}（{period}）：{shown}" if period else f"{name}：{shown}"),
            language,
        )  # fmt: skip
        publisher = publisher_of(source)
        said_by = said((f"{publisher}, {fact.grade}", f"{publisher}、{fact.grade}"), language)
        yield (
            "claims",
            (
                claim,
                said_by,
                _counted(dossier, fact),
                said(JUDGEMENTS[judged(dossier, fact)], language),
            ),
        )


def _when(dossier: Dossier, fact: Fact, language: Language) -> str:
    """Name the time of a figure: a balance by its day, a flow by its fiscal period."""
    if fact.kind == "stock" and fact.period_end is not None:
        return day(fact.period_end, language)
    when = dossier.pool.when(fact)
    return when.name(language) if when else (fact.period or "")


def _before(dossier: Dossier, fact: Fact, language: Language) -> str:
    """Return the same measure a year before, as a slot with its time; nothing where it is not."""
    pool, when = dossier.pool, dossier.pool.when(fact)
    if when is None or not _is_filed(pool, fact):
        return ""
    alike = (f for f in pool.of(fact.metric) if _measure(f) == _measure(fact))
    earlier = newest(pool, [f for f in alike if pool.when(f) == when.prior])
    if earlier is None or earlier.unit != fact.unit:
        return ""
    dossier.desk.ledger.append(earlier)
    period, slot = _when(dossier, earlier, language), f"{{{{fact:{earlier.id}}}}}"
    return said((f" ({period}: {slot})", f"（{period}：{slot}）"), language)


def _part(fact: Fact, language: Language) -> str:
    """Name the part of the company that a figure is of; nothing where it is of the whole."""
    kind, _, name = fact.perimeter.partition(":")
    if kind == "company" or not name:
        return ""
    part = name.rpartition("/")[2]
    return said((f" ({part})", f"・{part}"), language)


def publisher_of(source: Source | None) -> str:
    """Return who published, as a name: a document may not put a figure in this place."""
    name = (source.publisher or source.title) if source else ""
    if any(figure.figure_kind in _NO_NAMES for figure in read(name)):
        return "–"
    return name


def _counted(dossier: Dossier, fact: Fact) -> str:
    """Count the independent origins of the claim as a calculation, and return its slot."""
    id = f"origins-{fact.id}"
    alike = sorted({f.source_id: f.grade for f in _alike(dossier.pool, fact)}.items())
    rows = [
        {"id": f"'{i}", "origin": f"'{s.origin}", "grade": f"'{grade}"}
        for i, grade in alike
        if (s := dossier.pool.sources.get(i)) is not None
    ]
    dossier.desk.calculate(id, "independent_sources", {"sources": rows})
    return f"{{{{calc:{id}.independent count}}}}"


def _material(dossier: Dossier) -> tuple[Fact, ...]:
    """The figures that are told rather than filed, the most telling first.

    Of what a company's own filing repeats period by period the latest is one claim.
    """
    pool = dossier.pool
    told = [f for f in pool.facts if f.basis != "survey" and pool.is_witness(f)]
    latest: dict[tuple[str, ...], tuple[object, ...]] = {}
    for fact in told:
        if _is_filed(pool, fact):
            end = _end(pool, fact)
            latest[_measure(fact)] = max(latest.get(_measure(fact), end), end)
    current = [
        f
        for f in told
        if not _is_filed(pool, f) or (_is_dated(f) and _end(pool, f) == latest[_measure(f)])
    ]
    seen: set[tuple[str, str | None, object]] = set()
    chosen: list[Fact] = []
    for fact in sorted(current, key=lambda f: _telling(dossier, f)):
        labels = {(fact.metric, fact.period, fact.basis), (fact.metric, "", fact.value)}
        if not labels & seen:
            chosen.append(fact)
        seen |= labels
    return tuple(chosen[:_MOST])


def _is_filed(pool: Pool, fact: Fact) -> bool:
    """Tell whether a figure stands in a filing that tags its figures."""
    source = pool.sources.get(fact.source_id)
    return source is not None and source.kind in TAGGED_KINDS


def _is_dated(fact: Fact) -> bool:
    """Tell whether a filing's figure is of a stated time; rates of change follow from others."""
    return fact.period is not None and not fact.metric.endswith("_growth")


def _measure(fact: Fact) -> tuple[str, ...]:
    return fact.metric, fact.perimeter, fact.basis


def _end(pool: Pool, fact: Fact) -> tuple[object, ...]:
    """When the time of a figure ends, and how long it is: nine months say more than a quarter."""
    when = pool.when(fact)
    part = when.part if when is not None else ""
    end = fact.period_end
    if end is None and when is not None:
        behind = {"Q1": 9, "Q2": 6, "H1": 6, "Q3": 3, "9M": 3}.get(part, 0)
        months = when.year * 12 + when.month - 1 - behind
        end = date(months // 12, months % 12 + 1, 28)
    return end or date.min, {"Y": 4, "9M": 3, "H1": 2}.get(part, 1)


def _telling(dossier: Dossier, fact: Fact) -> tuple[object, ...]:
    """Rank: claims on other bases and of weak grade first, then the newest, then by weight."""
    filed = fact.basis in ("gaap", "ifrs", "jgaap")
    published = dossier.pool.published(fact)
    weight = _WEIGHT.index(fact.metric) if fact.metric in _WEIGHT else len(_WEIGHT)
    part = not fact.perimeter.startswith("company")
    return (
        filed,
        fact.metric not in _WIDER,
        fact.grade < "C",
        -published.toordinal(),
        (part, weight) if _is_filed(dossier.pool, fact) else (False, 0),
        fact.id,
    )


def _alike(pool: Pool, fact: Fact) -> tuple[Fact, ...]:
    """The facts that give the same figure under the same label."""
    return tuple(
        f
        for f in pool.of(fact.metric)
        if f.period == fact.period and f.unit == fact.unit and same(f, fact) and pool.is_witness(f)
    )


def _origins(pool: Pool, fact: Fact) -> frozenset[str]:
    return frozenset(pool.origin(f) for f in _alike(pool, fact))


def judged(dossier: Dossier, fact: Fact) -> str:
    """Judge a claim by rule: what its label, grade, age and rivals say of it."""
    if fact.grade == "E":
        return "unsupported"
    if any(fact.id in (c.other.id, c.used.id) for c in dossier.conflicts if not c.restated):
        return "contradicted"
    if fact.basis in FORECASTS:
        return "forecast"
    own = fact.basis == "rpo" and _is_filed(dossier.pool, fact)  # under its own name, audited
    if fact.basis == "non_gaap" and _is_filed(dossier.pool, fact):
        return "imprecise"
    if not own and (fact.metric in _WIDER or fact.basis in _PACES):
        return "imprecise" if fact.metric in _WIDER else "conflated"
    if _is_stale(dossier, fact):
        return "stale"
    if fact.grade in ("A", "B") or len(_origins(dossier.pool, fact)) > 1:
        return "supported"
    return "unverifiable"


def _is_stale(dossier: Dossier, fact: Fact) -> bool:
    when = fiscal_of(fact.period, dossier.pool.month, fact.kind)
    limit = _STALE_MONTHS.get(fact.kind)
    if when is None or limit is None:
        return False
    months = (dossier.as_of.year - when.year) * 12 + dossier.as_of.month - when.month
    return months > limit
