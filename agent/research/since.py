"""What is known of the time after the year judged: the next period, or a part of it."""

from kuroji.agent.research.balances import liquid_parts, place_sum
from kuroji.agent.research.choosing import FORECASTS, Pool, best
from kuroji.agent.research.desk import Desk
from kuroji.agent.research.inputs import found, place_yearly
from kuroji.agent.research.naming import named
from kuroji.knowledge.fiscal import Fiscal

_LATER = (
    "revenue", "operating_income", "operating_cash_flow", "capital_expenditure", "liquidity",
    "debt", "net_income",
)  # fmt: skip


def place_later(desk: Desk, pool: Pool, when: Fiscal) -> None:
    """Put what is known of the next period of the same length: parts and wholes do not compare."""
    period = when.next
    got = {metric: found(pool, metric, period) for metric in _LATER}
    there = {
        metric: f.fact
        for metric, f in got.items()
        if f is not None and f.by is None and f.fact.basis not in FORECASTS
    }
    if "revenue" in there or "operating_income" in there:
        if parts := liquid_parts(pool, period):
            there.pop("liquidity", None)
            place_sum(desk, "later_liquidity", parts, period, later=True)
        for metric, fact in there.items():
            place_yearly(desk, pool, f"later_{metric}", fact, period, later=True)
        desk.names["later_period"] = named(period)


def place_interim(desk: Desk, pool: Pool, when: Fiscal) -> None:
    """Put the newest part of a year after the one judged, beside the same part a year before."""
    if not when.whole or desk.has("later_revenue"):
        return
    year = when.next
    for part in ("9M", "H1", "Q1"):
        period = Fiscal(year.year, part, year.month)
        got = {m: best(pool, m, period) for m in ("revenue", "operating_income")}
        there = {m: f for m, f in got.items() if f is not None and f.basis not in FORECASTS}
        if "revenue" not in there:
            continue
        for metric, fact in there.items():
            desk.fact(f"interim_{metric}", fact, later=True)
        before = best(pool, "revenue", period.prior)
        desk.names["interim"] = period.name("en"), period.name("ja")
        desk.names["interim_before"] = period.prior.name("en"), period.prior.name("ja")
        if before is not None and before.basis == there["revenue"].basis and before.value > 0:
            desk.fact("prior_interim_revenue", before, later=True)
            sides = {"current": f"fact:{there['revenue'].id}", "prior": f"fact:{before.id}"}
            done = {"interim_growth": "growth"}
            desk.calculate(f"interim-growth-{period.label.lower()}", "growth_rate", sides, **done)
            desk.later.add("interim_growth")
        return
