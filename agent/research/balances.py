"""Balances that a filing states in parts: liquid means, and debt. Their sum is a calculation.

A sum that the filing itself reports is taken as it is, so that nothing is counted twice. Leases
are no part of debt here.
"""

from decimal import Decimal

from kuroji.agent.research.choosing import Pool, best, same_figure
from kuroji.agent.research.desk import Desk
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact

_LIQUID = ("cash", "marketable_securities", "long_term_securities")
_OWED = ("long_term_debt", "debt_due")
_ROUNDING = Decimal(1_000_000)


def liquid_parts(pool: Pool, when: Fiscal) -> tuple[Fact, ...]:
    """Return the balances that make up the liquid means; empty where they are no sum.

    The reported sum of cash and short-term securities stands for both; long-term ones are added to
    it only where cash and short-term securities show that it leaves them out.
    """
    reported = best(pool, "liquidity", when)
    cash, current, longer = (best(pool, metric, when) for metric in _LIQUID)
    if reported is None:
        return _alike(cash, current, longer)
    if longer is None or not _leaves_out(reported, cash, current):
        return ()
    return _alike(reported, longer)


def owed_parts(pool: Pool, when: Fiscal) -> tuple[Fact, ...]:
    """Return long-term debt and what of debt is due within a year, if both are there."""
    parts = tuple(best(pool, metric, when) for metric in _OWED)
    return _alike(*parts) if all(parts) else ()


def place_sum(desk: Desk, role: str, parts: tuple[Fact, ...], when: Fiscal, *, later: bool) -> None:
    """Add `parts` as a calculation in the ledger and let `role` point at it."""
    for fact in parts:
        desk.ledger.append(fact)
    typed = [f"typed:fact:{fact.id}" for fact in parts]
    name = f"{role.replace('_', '-')}-sum-{when.label.lower()}"
    desk.calculate(name, "quantity_sum", {"quantities": typed})
    desk.point(role, f"calc:{name}.value", later=later)


def place_debt(desk: Desk, pool: Pool, when: Fiscal) -> None:
    """Put debt in parts on the desk where no total is there; long-term debt alone says so."""
    if desk.has("debt") or best(pool, "debt", when) is not None:
        return
    if parts := owed_parts(pool, when):
        place_sum(desk, "debt", parts, when, later=False)
    elif (longer := best(pool, "long_term_debt", when)) is not None:
        desk.ledger.append(longer)
        name = f"debt-{when.label.lower()}"
        weight = desk.assume("long_term_debt_as_debt")
        desk.calculate(name, "substitute", {"amount": f"fact:{longer.id}", "weight": weight})
        desk.point("debt", f"calc:{name}.value")


def _leaves_out(reported: Fact, cash: Fact | None, current: Fact | None) -> bool:
    if cash is None or current is None:
        return False
    return same_figure(reported.value, cash.value + current.value, _ROUNDING)


def _alike(*facts: Fact | None) -> tuple[Fact, ...]:
    """Return the facts that can be added to the first: same day, currency, basis and perimeter."""
    first = facts[0]
    if first is None:
        return ()
    labels = (first.period_end, first.currency, first.basis, first.perimeter, first.period)
    there = [f for f in facts if f is not None and f.value >= 0 and f.value_high is None]
    kept = tuple(
        f for f in there if (f.period_end, f.currency, f.basis, f.perimeter, f.period) == labels
    )
    return kept if len(kept) > 1 else ()
