"""How long the money lasts, and how much more is needed."""

from collections import defaultdict
from decimal import Decimal

from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.refusal import Refusal
from kuroji.tools.roles import NUMBERS, many, number, record


@calculator(
    "runway incl. commitments",
    "資金の持続期間（確約支出込み）",
    roles={
        "cash": number(at_least=0),
        "monthly_burn": number(),
        "undrawn_facilities": number(at_least=0, default=0),
        "committed_spend": many(
            record(month=number(above=0), amount=number(at_least=0)), default=()
        ),
    },
    outputs=("months", "funded", "binding"),
    formula="first month at which cash + facilities − burn × t − commitments due falls below 0",
)
def runway(given: Given) -> Outputs | Refusal:
    """A balance that is spent in the very month of a commitment fails on the commitment."""
    burn = given["monthly_burn"]
    balance, now = given["cash"] + given["undrawn_facilities"], Decimal(0)
    due: dict[Decimal, Decimal] = defaultdict(Decimal)
    for commitment in given.rows("committed_spend"):
        due[commitment["month"]] += commitment["amount"]
    for month in sorted(due):
        left = balance - burn * (month - now)
        if left < 0:
            break
        if left < due[month]:
            return {"months": month, "funded": False, "binding": "commitment"}
        balance, now = left - due[month], month
    if burn <= 0:
        return {"months": None, "funded": True, "binding": None}
    return {"months": now + balance / burn, "funded": False, "binding": "burn"}


@calculator(
    "cumulative funding need",
    "累計資金需要",
    roles={
        "revenues": NUMBERS,
        "costs": NUMBERS,
        "opening_cash": number(at_least=0, default=0),
    },
    outputs=("peak_need", "balances", "first_shortfall"),
    formula="balance after each period; peak need = −min(0, lowest balance)",
)
def funding_need(given: Given) -> Outputs | Refusal:
    revenues, costs = given.numbers("revenues"), given.numbers("costs")
    if len(revenues) != len(costs):
        reason = f"revenues has {len(revenues)} periods, costs {len(costs)}; give equally many"
        return Refusal("LengthMismatch", reason, ("revenues", "costs"))
    balance, balances = given["opening_cash"], []
    for revenue, cost in zip(revenues, costs, strict=True):
        balance += revenue - cost
        balances.append(balance)
    short = [period for period, left in enumerate(balances, start=1) if left < 0]
    return {
        "peak_need": max(-min(balances), Decimal(0)),
        "balances": balances,
        "first_shortfall": short[0] if short else None,
    }
