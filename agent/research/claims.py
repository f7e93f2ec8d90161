"""The claims ledger: what sources say of the company, with source, origins and a judgement."""

from collections.abc import Iterable

from kuroji.agent.research.choosing import FORECASTS, Pool, same
from kuroji.agent.research.dossier import Dossier
from kuroji.knowledge.fiscal import fiscal_of
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Language, Source
from kuroji.memo.wording import JUDGEMENTS, metric_name, said
from kuroji.tools.reading import read

_NO_NAMES = ("money", "percent", "multiple", "rate", "count")
_MOST = 8
_STALE_MONTHS = {"flow": 18, "stock": 9}
_WIDER = ("backlog", "adjusted_operating_income", "adjusted_ebitda", "business_profit")
_PACES = ("arr", "run_rate", "bookings", "rpo", "non_gaap")


def claim_rows(dossier: Dossier, language: Language) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield claim, source and grade, independent origins, judgement."""
    for fact in _material(dossier):
        source = dossier.pool.sources.get(fact.source_id)
        dossier.desk.ledger.append(fact)
        name = metric_name(fact.metric, language) + _part(fact, language)
        when = fiscal_of(fact.period, dossier.pool.month, fact.kind)
        period = when.name(language) if when else (fact.period or "")
        shown = f"{{{{fact:{fact.id}}}}}"
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
    """The figures that are told rather than filed, the most telling first, one for each label."""
    told = [f for f in dossier.pool.facts if f.basis != "survey" and dossier.pool.is_witness(f)]
    seen: set[tuple[str, str | None, object]] = set()
    chosen: list[Fact] = []
    for fact in sorted(told, key=lambda f: _telling(dossier, f)):
        labels = {(fact.metric, fact.period, fact.basis), (fact.metric, "", fact.value)}
        if not labels & seen:
            chosen.append(fact)
        seen |= labels
    return tuple(chosen[:_MOST])


def _telling(dossier: Dossier, fact: Fact) -> tuple[object, ...]:
    """Rank: claims on other bases and of weak grade first, then the newest."""
    filed = fact.basis in ("gaap", "ifrs", "jgaap")
    published = dossier.pool.published(fact)
    return (filed, fact.metric not in _WIDER, fact.grade < "C", -published.toordinal(), fact.id)


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
    if any(fact.id in (c.other.id, c.used.id) for c in dossier.conflicts):
        return "contradicted"
    if fact.basis in FORECASTS:
        return "forecast"
    if fact.metric in _WIDER or fact.basis in _PACES:
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
