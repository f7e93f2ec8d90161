"""A company's dossier: everything that its memo may say, before a word of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kuroji.agent.research.around import (
    place_guidance,
    place_lines,
    place_price,
    place_rival_life,
    place_rivals,
    place_segment,
    place_signed,
)
from kuroji.agent.research.choosing import FORECASTS, Conflict, Pool, best, conflicts
from kuroji.agent.research.desk import Desk
from kuroji.agent.research.inputs import DECIDING, before, place
from kuroji.agent.research.judging import Judgement, as_verdict, flips, judge
from kuroji.agent.research.naming import marked, named, paced
from kuroji.agent.research.ratios import place_ratios, place_shares
from kuroji.agent.research.scenarios import place_scenarios
from kuroji.agent.research.since import place_interim, place_later
from kuroji.agent.research.volume import is_light, place_volume
from kuroji.agent.research.years import Years
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact, Missing
from kuroji.memo.bundle import Contradiction
from kuroji.memo.model import Verdict
from kuroji.memo.outline import WANTED

_OF_A_SPLIT = (
    "ocf_margin", "self_funding", "capint", "capex_to_ocf", "capex_to_depreciation", "capex_growth",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dossier:
    """Ledger, roles and names on the desk; verdict; what contradicts; what is missing."""

    desk: Desk
    pool: Pool
    when: Fiscal
    as_of: date
    verdict: Verdict
    beside: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...]
    missing: tuple[Missing, ...]

    def contradictions(self) -> tuple[Contradiction, ...]:
        """The conflicts as the bundle carries them."""
        return tuple(
            Contradiction(metric=c.metric, period=c.when.label, used=c.used.id, other=c.other.id)
            for c in self.conflicts
        )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the library says of others: their figures, and facts of the market."""

    others: tuple[Pool, ...]
    market: tuple[Fact, ...]


def assemble(
    pool: Pool,
    years: Years,
    around: Surroundings,
    as_of: date,
    changed: Mapping[str, Decimal],
) -> Dossier:
    """Lay out the desk: inputs, verdict, ratios, scenarios, price, contradictions, absences."""
    when = years.leading
    desk = Desk(pool.company, _currency(pool, when), changed)
    place(desk, pool, when)
    _name(desk, pool, when)
    judgement = judge(desk, pool, when)
    near = flips(desk, judgement, when) if judgement.calculation.outputs else ()
    verdict = as_verdict(judgement, when, as_of, near)
    _point_at_verdict(desk, judgement, verdict)
    place_lines(desk, pool, when)
    place_signed(desk, pool)
    place_segment(desk, pool, when)
    place_later(desk, pool, when)
    place_interim(desk, pool, when)
    place_guidance(desk, pool, when)
    place_rivals(desk, around.others, when)
    place_rival_life(desk, (*around.market, *pool.facts))
    place_ratios(desk, when, before(pool, when))
    if is_light(desk):
        place_volume(desk, when)
    else:
        place_scenarios(desk, when)
    place_price(desk, when)
    _leave_burn_whole(desk)
    place_shares(desk, when)
    beside = tuple(_judged_beside(desk, pool, period, as_of) for period in years.beside)
    _count_sources(desk, pool)
    clashing = conflicts(pool, _used(desk))
    _point_at_conflict(desk, clashing)
    missing = _missing(desk, pool, when)
    return Dossier(desk, pool, when, as_of, verdict, beside, clashing, missing)


def _currency(pool: Pool, when: Fiscal) -> str:
    """The currency of the year's revenue, else the commonest of the company's figures."""
    revenue = best(pool, "revenue", when)
    if revenue is not None and revenue.currency:
        return revenue.currency
    named = [f.currency for f in pool.facts if f.currency]
    return max(sorted(set(named)), key=named.count, default="USD")


def _name(desk: Desk, pool: Pool, when: Fiscal) -> None:
    revenue = best(pool, "revenue", when)
    desk.names["fy"] = named(when)
    desk.names["prior_fy"] = named(before(pool, when))
    if revenue is None and desk.has("revenue"):  # a pace stands for it
        revenue = next(fact for fact in desk.ledger.facts if fact.basis == "run_rate")
        desk.names["fy"] = paced(revenue)
    elif revenue is not None and revenue.basis in FORECASTS:
        desk.names["fy"] = marked(when, (" (projected)", "（見通し）"))
    desk.names["period_label"] = _pair(revenue.period if revenue and revenue.period else when.label)
    desk.names["perimeter"] = _pair(revenue.perimeter if revenue else pool.perimeter)
    desk.names["basis"] = _pair(revenue.basis if revenue else "gaap")


def _pair(word: str) -> tuple[str, str]:
    return word, word


def _point_at_verdict(desk: Desk, judgement: Judgement, verdict: Verdict) -> None:
    id = judgement.calculation.id
    outputs = judgement.calculation.outputs or {}
    for role, output in (
        ("runway", "runway_months"),
        ("years_to_break_even", "years_to_break_even"),
        ("funding_need", "funding_need"),
    ):
        if outputs.get(output) is not None:
            desk.point(role, f"calc:{id}.{output}")
    if outputs.get("missing"):
        desk.point("missing_count", f"calc:{id}.missing", view="count")
    for role in ("runway", "break_even", "supplier", "thin", "stress_life", "deciding", "forty"):
        desk.point(f"rule_{role}", f"rule:{role}", view="")
    for n, flip in enumerate(verdict.nearest_flip):
        _point_at_flip(desk, f"flip_{flip.driver}", flip.calculation)
        if n < 2:
            _point_at_flip(desk, ("flip_nearest", "flip_second")[n], flip.calculation)
        if "flip_up" not in desk.roles and _better(flip.becomes, verdict.code):
            _point_at_flip(desk, "flip_up", flip.calculation)
    desk.flags |= set(verdict.flags) | {f"grade_{verdict.evidence_grade}"}
    desk.flags |= {"provisional"} if verdict.provisional else set()
    desk.flags |= {"no_flip"} if not verdict.nearest_flip and verdict.code != "R0" else set()


def _point_at_flip(desk: Desk, role: str, calculation: str) -> None:
    desk.point(role, f"calc:{calculation}.at")
    desk.point(f"{role}_change", f"calc:{calculation}.relative_change", view="pct")
    desk.point(f"{role}_verdict", f"calc:{calculation}.becomes", view="text")


_RANK = {"R1": 0, "R4": 1, "R3": 2, "R2": 3}


def _better(code: str | None, than: str) -> bool:
    return _RANK.get(code or "", -1) > _RANK.get(than, 9)


def is_worse(code: str | None, than: str) -> bool:
    """Tell whether one verdict is worse than another: R1, then R4, then R3, then R2.

    >>> is_worse("R1", "R4"), is_worse("R2", "R3")
    (True, False)
    """
    return _RANK.get(code or "", 9) < _RANK.get(than, -1)


def _judged_beside(desk: Desk, pool: Pool, when: Fiscal, as_of: date) -> Verdict:
    """Judge another period on the same ledger, its roles under a prefix of their own."""
    prefix = "beside_"
    place(desk, pool, when, prefix=prefix, later=True)
    judgement = judge(desk, pool, when, prefix=prefix)
    id = judgement.calculation.id
    desk.names["other_year"] = (when.name("en"), when.name("ja"))
    desk.point("other_verdict", f"calc:{id}.verdict", view="text", later=True)
    return as_verdict(judgement, when, as_of, ())


def _leave_burn_whole(desk: Desk) -> None:
    """Tell no half of a burn that was reported whole: its split is an assumption of the rubric."""
    if "burn_unsplit" not in desk.flags:
        return
    for role in ("operating_cash_flow", "capital_expenditure", *_OF_A_SPLIT):
        if desk.roles.pop(role, None) is not None:
            desk.unsplit.add(role)


def _used(desk: Desk) -> tuple[Fact, ...]:
    return desk.ledger.facts


def _count_sources(desk: Desk, pool: Pool) -> None:
    """Count the documents behind the ledger's facts, and their independent origins."""
    ids = dict.fromkeys(f.source_id for f in desk.ledger.facts if pool.is_witness(f))
    rows = [
        {"id": f"'{i}", "origin": f"'{s.origin}", "grade": f"'{s.grade}"}
        for i in ids
        if (s := pool.sources.get(i)) is not None
    ]
    if rows:
        desk.calculate(
            "sources",
            "independent_sources",
            {"sources": rows},
            documents="documents",
            independent="independent",
        )


def _point_at_conflict(desk: Desk, clashing: tuple[Conflict, ...]) -> None:
    wide = sorted(clashing, key=lambda c: (c.other.grade, c.metric not in DECIDING, c.other.id))
    for conflict in wide:
        desk.ledger.append(conflict.other)
    if wide:
        desk.point("conflict_a", f"fact:{wide[0].used.id}", view=wide[0].view)
        desk.point("conflict_b", f"fact:{wide[0].other.id}", view=wide[0].view)


def _missing(desk: Desk, pool: Pool, when: Fiscal) -> tuple[Missing, ...]:
    """Enter what was wanted and not found, with where it was looked for."""
    entries: list[Missing] = []
    for wanted in WANTED:
        if wanted.metric in desk.roles or wanted.metric in desk.unsplit:
            continue
        entry = Missing(
            id=f"{wanted.metric}-{when.label}".lower().replace("_", "-"),
            entity=pool.company,
            metric=wanted.metric,
            period=when.label,
            why_en=wanted.why(pool.company)[0],
            why_ja=wanted.why(pool.company)[1],
            looked_in=tuple(sorted(pool.sources)),
            queries=pool.queries.get(wanted.metric, ()),
        )
        desk.missing(entry)
        entries.append(entry)
    return tuple(entries)
