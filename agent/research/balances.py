"""Balances that a filing states in parts: liquid means, and debt. Their sum is a calculation.

A sum that the filing itself reports is taken as it is, so that nothing is counted twice. Leases
are no part of debt here.
"""

from decimal import Decimal

from kuroji.agent.research.choosing import Pool, best, same, same_figure
from kuroji.agent.research.desk import Desk
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.readers.tagged import TAGGED_KINDS

_LIQUID = ("cash", "marketable_securities", "long_term_securities")
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
    """Return long-term debt, and what of debt is due within a year where that is there.

    Only a company's own tags tell whether "long-term debt" leaves out what is due within a year;
    two figures of it are a whole and a part, and neither is known for which.
    """
    tagged = [f for f in pool.of("long_term_debt") if pool.when(f) == when and _is_tagged(pool, f)]
    longer = best(pool, "long_term_debt", when)
    if longer is None or longer not in tagged or any(not same(longer, f) for f in tagged):
        return ()
    due = best(pool, "debt_due", when)
    return _alike(longer, due if due is not None and _is_tagged(pool, due) else None) or (longer,)


def _is_tagged(pool: Pool, fact: Fact) -> bool:
    source = pool.sources.get(fact.source_id)
    return source is not None and source.kind in TAGGED_KINDS


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
    parts = owed_parts(pool, when)
    if len(parts) > 1:
        place_sum(desk, "debt", parts, when, later=False)
    for longer in parts if len(parts) == 1 else ():
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
