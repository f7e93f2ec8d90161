"""Whose money the revenue is: concentration, supplier-financed revenue, circular flows."""

from collections import defaultdict
from decimal import Decimal
from typing import Final

from kuroji.tools.calculator import Given, Outputs, Value, calculator
from kuroji.tools.refusal import Refusal, out_of_range, zero
from kuroji.tools.roles import many, number, rows, text

MOST_CYCLES: Final = 100_000


@calculator(
    "customer concentration",
    "顧客集中度",
    roles={
        "customer_revenues": many(number(at_least=0)),
        "total_revenue": number(above=0, default=None),
    },
    outputs=(
        "top1_share",
        "top5_share",
        "herfindahl",
        "effective_customers",
        "unattributed_share",
    ),
    formula="shares of the total; Herfindahl = Σ share²; effective customers = 1 / Herfindahl",
)
def customer_concentration(given: Given) -> Outputs | Refusal:
    """SFAS 131 / ASC 280-10-50-42 (10 % customers)."""
    revenues = sorted(given.numbers("customer_revenues"), reverse=True)
    attributed = sum(revenues, Decimal(0))
    stated = given.maybe("total_revenue")
    total = attributed if stated is None else stated
    if total == 0:
        return zero("the sum of customer_revenues", "a share")
    if attributed > total:
        reason = f"customer_revenues add up to {attributed}, more than total_revenue of {total}"
        return out_of_range("customer_revenues", reason)
    shares = [revenue / total for revenue in revenues]
    herfindahl = sum((share * share for share in shares), Decimal(0))
    return {
        "top1_share": shares[0],
        "top5_share": sum(shares[:5], Decimal(0)),
        "herfindahl": herfindahl,
        "effective_customers": 1 / herfindahl if herfindahl > 0 else None,
        "unattributed_share": (total - attributed) / total,
    }


@calculator(
    "supplier-financed revenue",
    "取引先の資金による売上高",
    roles={
        "revenue": number(above=0),
        "counterparties": rows(
            name=text(), revenue_from=number(at_least=0), funding_to=number(at_least=0)
        ),
    },
    outputs=(
        "supplier_financed_revenue",
        "supplier_financed_share",
        "independent_revenue",
        "by_counterparty",
    ),
    formula="per counterparty min(revenue from it, funding given to it in the period), summed",
)
def circular_funding(given: Given) -> Outputs | Refusal:
    revenue, parties = given["revenue"], given.rows("counterparties")
    if sum((p["revenue_from"] for p in parties), Decimal(0)) > revenue:
        reason = "counterparties bring more than revenue together; give parts of one revenue"
        return out_of_range("counterparties", reason)
    each = [min(p["revenue_from"], p["funding_to"]) for p in parties]
    financed = sum(each, Decimal(0))
    return {
        "supplier_financed_revenue": financed,
        "supplier_financed_share": financed / revenue,
        "independent_revenue": revenue - financed,
        "by_counterparty": each,
    }


@calculator(
    "circular money flows",
    "資金の循環",
    roles={
        "edges": rows(from_=text(), to=text(), amount=number(above=0), kind=text(default=None)),
    },
    outputs=("count", "cycles"),
    formula="every simple directed cycle once; its amount is its least edge, parallel edges added",
)
def funding_cycles(given: Given) -> Outputs | Refusal:
    """Johnson, SIAM J. Comput. 1975."""
    flows: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for edge in given.rows("edges"):
        giver, taker = edge.text("from"), edge.text("to")
        if giver == taker:
            reason = f"{giver} pays itself in edges; leave that edge out"
            return Refusal("InvalidInput", reason, ("edges",))
        flows[giver][taker] = flows[giver].get(taker, Decimal(0)) + edge["amount"]
    cycles: list[tuple[Decimal, list[str]]] = []
    for start in sorted(flows):
        cycles += _cycles_from(start, flows)
        if len(cycles) > MOST_CYCLES:
            reason = f"edges has more than {MOST_CYCLES} cycles; leave the smallest edges out"
            return out_of_range("edges", reason)
    cycles.sort(key=lambda cycle: (-cycle[0], cycle[1]))
    listed: list[Value] = [{"members": members, "amount": amount} for amount, members in cycles]
    return {"count": len(cycles), "cycles": listed}


Flows = dict[str, dict[str, Decimal]]


def _cycles_from(start: str, flows: Flows) -> list[tuple[Decimal, list[str]]]:
    """Return the cycles whose least member is `start`, walking only where a way leads back."""
    back = _leading_to(start, flows)
    found: list[tuple[Decimal, list[str]]] = []
    path = [start]
    ways = [iter(flows[start])]
    while ways and len(found) <= MOST_CYCLES:
        step = next(ways[-1], None)
        if step is None:
            ways.pop()
            path.pop()
        elif step == start:
            pairs = zip(path, [*path[1:], start], strict=True)
            found.append((min(flows[giver][taker] for giver, taker in pairs), list(path)))
        elif step in back and step not in path:
            path.append(step)
            ways.append(iter(flows[step]))
    return found


def _leading_to(start: str, flows: Flows) -> set[str]:
    """Return the members after `start` in the alphabet from which money reaches it."""
    found: set[str] = set()
    frontier = {start}
    while frontier:
        frontier = {
            giver
            for giver, takers in flows.items()
            if giver > start and giver not in found and not frontier.isdisjoint(takers)
        }
        found |= frontier
    return found
