"""Sums, differences, ratios and growth of typed figures, with the rules of mixing."""

from decimal import Decimal
from typing import Final

from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.quantity import mismatch
from kuroji.tools.refusal import Refusal, zero
from kuroji.tools.roles import CURRENCY, QUANTITY, choice, many, number

_WAIVABLE: Final = choice("kind", "basis", "period", "perimeter")


@calculator(
    "sum of like quantities",
    "同種の数値の和",
    roles={"quantities": many(QUANTITY)},
    outputs=("value", "currency"),
    formula="value × scale of each, added",
)
def quantity_sum(given: Given) -> Outputs | Refusal:
    quantities = given.quantities("quantities")
    refused = mismatch(quantities, ("quantities",))
    if refused:
        return refused
    return {
        "value": sum((q.amount for q in quantities), Decimal(0)),
        "currency": quantities[0].currency,
    }


@calculator(
    "difference of like quantities",
    "同種の数値の差",
    roles={"minuend": QUANTITY, "subtrahend": QUANTITY},
    outputs=("value", "currency"),
    formula="minuend − subtrahend",
)
def quantity_difference(given: Given) -> Outputs | Refusal:
    minuend, subtrahend = given.quantity("minuend"), given.quantity("subtrahend")
    refused = mismatch((minuend, subtrahend), ("minuend", "subtrahend"))
    if refused:
        return refused
    return {"value": minuend.amount - subtrahend.amount, "currency": minuend.currency}


@calculator(
    "comparison",
    "比較",
    roles={"left": QUANTITY, "right": QUANTITY},
    outputs=("relation", "difference", "ratio"),
    formula="difference = left − right; ratio = left / right, null when right is 0",
)
def quantity_compare(given: Given) -> Outputs | Refusal:
    left, right = given.quantity("left"), given.quantity("right")
    refused = mismatch((left, right), ("left", "right"))
    if refused:
        return refused
    difference = left.amount - right.amount
    relation = "equal" if difference == 0 else "greater" if difference > 0 else "less"
    ratio = left.amount / right.amount if right.value != 0 else None
    return {"relation": relation, "difference": difference, "ratio": ratio}


@calculator(
    "ratio",
    "比率",
    roles={
        "numerator": QUANTITY,
        "denominator": QUANTITY,
        "waive": many(_WAIVABLE, default=(), may_be_empty=True),
    },
    outputs=("ratio", "unit"),
    formula="numerator / denominator; what differs knowingly is named in waive, never currency",
)
def quantity_ratio(given: Given) -> Outputs | Refusal:
    top, bottom = given.quantity("numerator"), given.quantity("denominator")
    refused = mismatch((top, bottom), ("numerator", "denominator"), given.texts("waive"))
    if refused:
        return refused
    if bottom.value == 0:
        return zero("denominator", "the ratio")
    unit = {("stock", "flow"): "years", ("flow", "stock"): "per_year"}
    return {
        "ratio": top.amount / bottom.amount,
        "unit": unit.get((top.kind, bottom.kind), "ratio"),
    }


@calculator(
    "currency translation",
    "通貨換算",
    roles={"quantity": QUANTITY, "to_currency": CURRENCY, "rate": number(above=0)},
    outputs=("value", "currency"),
    formula="value × scale × rate; rate = units of to_currency per one unit of the source currency",
)
def fx_convert(given: Given) -> Outputs | Refusal:
    quantity, target = given.quantity("quantity"), given.text("to_currency")
    if target == quantity.currency:
        reason = f"to_currency is {target} already; name another currency"
        return Refusal("CurrencyMismatch", reason, ("quantity", "to_currency"))
    return {"value": quantity.amount * given["rate"], "currency": target}


@calculator(
    "growth",
    "成長率",
    roles={"current": number(), "prior": number()},
    outputs=("growth",),
    formula="current / prior − 1, both of one basis and of equal length",
)
def growth_rate(given: Given) -> Outputs | Refusal:
    prior = given["prior"]
    if prior == 0:
        return zero("prior", "growth")
    if prior < 0:
        reason = f"prior is {prior}: growth from a negative base says nothing; show both figures"
        return Refusal("NotMeaningful", reason, ("prior",))
    return {"growth": given["current"] / prior - 1}


@calculator(
    "compound annual growth rate (CAGR)",
    "年平均成長率（CAGR）",
    roles={"begin": number(above=0), "end": number(at_least=0), "years": number(above=0)},
    outputs=("growth",),
    formula="(end / begin)^(1 / years) − 1",
)
def compound_annual_growth_rate(given: Given) -> Outputs | Refusal:
    return {"growth": (given["end"] / given["begin"]) ** (1 / given["years"]) - 1}


@calculator(
    "annualised run-rate",
    "年換算ランレート",
    roles={"amount": number(), "months": number(above=0)},
    outputs=("run_rate",),
    formula="amount × 12 / months; the result is of basis run_rate, never recognised revenue",
)
def annualised_run_rate(given: Given) -> Outputs | Refusal:
    return {"run_rate": given["amount"] * 12 / given["months"]}


@calculator(
    "revenue implied by ARR path (basis: estimate)",
    "ARR の推移から推計した売上高（推計）",
    roles={
        "opening_arr": number(at_least=0),
        "closing_arr": number(at_least=0),
        "months": number(above=0, default=12),
    },
    outputs=("revenue",),
    formula="(opening + closing) / 2 × months / 12",
)
def implied_revenue_from_arr(given: Given) -> Outputs | Refusal:
    mean = (given["opening_arr"] + given["closing_arr"]) / 2
    return {"revenue": mean * given["months"] / 12}


@calculator(
    "cover by remaining performance obligations (RPO)",
    "残存履行義務（RPO）の年数",
    roles={
        "remaining_performance_obligations": number(at_least=0),
        "annual_revenue": number(at_least=0),
    },
    outputs=("years",),
    formula="remaining performance obligations / annual revenue",
)
def rpo_coverage(given: Given) -> Outputs | Refusal:
    """IFRS 15 / ASC 606 (RPO)."""
    if given["annual_revenue"] == 0:
        return zero("annual_revenue", "cover")
    return {"years": given["remaining_performance_obligations"] / given["annual_revenue"]}
