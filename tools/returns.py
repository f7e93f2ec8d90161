"""Time value of money: present values, payback, return on investment, level payments, schedules."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from kuroji.tools.annuity import capital_recovery, discount
from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.refusal import Refusal, out_of_range, zero
from kuroji.tools.roles import DATE, NUMBERS, RATE, choice, many, number, rows, whole

DATED_FLOWS: Final = rows(date=DATE, amount=number())
LONGEST_LIFE: Final = 100_000
_TIMING: Final = choice("end", "begin", default="end")
_COSTS: Final = many(number(at_least=0))
_PAYBACK: Final = ("paid_back", "periods", "reverses")


def present_values(rate: Decimal, flows: Iterable[Decimal]) -> list[Decimal]:
    """Return each flow as of now, the first flow being now.

    >>> [int(flow) for flow in present_values(Decimal("0.1"), [Decimal(-100), Decimal(110)])]
    [-100, 100]
    """
    return [flow / (1 + rate) ** period for period, flow in enumerate(flows)]


@calculator(
    "net present value (NPV)",
    "正味現在価値（NPV）",
    roles={"rate": RATE, "cashflows": NUMBERS},
    outputs=("npv",),
    formula="Σ flow_t / (1 + rate)^t, the first flow at t = 0, unlike a spreadsheet's NPV",
)
def npv(given: Given) -> Outputs | Refusal:
    """Brealey, Myers & Allen, Principles of Corporate Finance."""
    return {"npv": sum(present_values(given["rate"], given.numbers("cashflows")), Decimal(0))}


@calculator(
    "net present value of dated flows (XNPV)",
    "日付付き正味現在価値（XNPV）",
    roles={"rate": RATE, "flows": DATED_FLOWS},
    outputs=("npv",),
    formula="Σ amount / (1 + rate)^(days / 365) from the earliest date",
)
def xnpv(given: Given) -> Outputs | Refusal:
    flows = given.rows("flows")
    first = min(flow.date("date") for flow in flows)
    total = Decimal(0)
    for flow in flows:
        years = Decimal((flow.date("date") - first).days) / 365
        total += flow["amount"] / (1 + given["rate"]) ** years
    return {"npv": total}


@calculator(
    "modified internal rate of return (MIRR)",
    "修正内部収益率（MIRR）",
    roles={"cashflows": NUMBERS, "finance_rate": RATE, "reinvest_rate": RATE},
    outputs=("mirr",),
    formula="(inflows compounded at the reinvestment rate / outflows discounted at the finance "
    "rate)^(1 / periods) − 1",
)
def mirr(given: Given) -> Outputs | Refusal:
    """Lin, The Modified Internal Rate of Return (1976)."""
    flows = given.numbers("cashflows")
    if max(flows) <= 0 or min(flows) >= 0:
        reason = "cashflows has no inflow or no outflow; a return needs both"
        return Refusal("NoIRR", reason, ("cashflows",))
    periods = len(flows) - 1
    growth = 1 + given["reinvest_rate"]
    future = sum((f * growth ** (periods - t) for t, f in enumerate(flows) if f > 0), Decimal(0))
    outflows = (min(f, Decimal(0)) for f in flows)
    spent = -sum(present_values(given["finance_rate"], outflows), Decimal(0))
    return {"mirr": (future / spent) ** (Decimal(1) / periods) - 1}


def payback(flows: Sequence[Decimal]) -> Outputs:
    """Return when the running total of `flows` first reaches zero, and whether it stays there.

    Within the period of crossing the flow is taken to come in evenly.

    >>> payback([Decimal(-100), Decimal(60), Decimal(80)])["periods"]
    Decimal('1.5')
    """
    total, periods, reverses = flows[0], None, False
    for period, flow in enumerate(flows[1:]):
        before, total = total, total + flow
        if periods is None and total >= 0:
            periods = period - before / flow
        elif periods is not None and total < 0:
            reverses = True
    return {"paid_back": periods is not None, "periods": periods, "reverses": reverses}


def _no_outlay(first: Decimal) -> Refusal | None:
    if first < 0:
        return None
    reason = f"the first of cashflows is {first}, but must be an outlay, below 0"
    return out_of_range("cashflows", reason)


@calculator(
    "payback period",
    "回収期間",
    roles={"cashflows": NUMBERS},
    outputs=_PAYBACK,
    formula="first t ≥ 1 with a running total ≥ 0, linear within the period",
)
def payback_period(given: Given) -> Outputs | Refusal:
    flows = given.numbers("cashflows")
    return _no_outlay(flows[0]) or payback(flows)


@calculator(
    "discounted payback period",
    "割引回収期間",
    roles={"rate": RATE, "cashflows": NUMBERS},
    outputs=_PAYBACK,
    formula="payback of flow_t / (1 + rate)^t",
)
def discounted_payback_period(given: Given) -> Outputs | Refusal:
    flows = present_values(given["rate"], given.numbers("cashflows"))
    return _no_outlay(flows[0]) or payback(flows)


@calculator(
    "return on investment (ROI)",
    "投資収益率（ROI）",
    roles={
        "benefits": number(),
        "costs": number(at_least=0),
        "years": number(above=0, default=None),
    },
    outputs=("net_benefit", "roi", "annualised_roi"),
    formula="(benefits − costs) / costs; annualised (1 + ROI)^(1 / years) − 1",
)
def return_on_investment(given: Given) -> Outputs | Refusal:
    costs, years = given["costs"], given.maybe("years")
    if costs == 0:
        return zero("costs", "the return")
    net = given["benefits"] - costs
    roi = net / costs
    if years is None:
        return {"net_benefit": net, "roi": roi, "annualised_roi": None}
    if given["benefits"] < 0:
        reason = "more than the outlay is lost, which no yearly rate expresses; leave years out"
        return Refusal("NotMeaningful", reason, ("benefits", "years"))
    growth = given["benefits"] / costs
    return {"net_benefit": net, "roi": roi, "annualised_roi": growth ** (1 / years) - 1}


@calculator(
    "profitability index",
    "収益性指数",
    roles={"rate": RATE, "cashflows": NUMBERS},
    outputs=("profitability_index",),
    formula="present value of the flows from t = 1 / the outlay at t = 0",
)
def profitability_index(given: Given) -> Outputs | Refusal:
    outlay, *later = present_values(given["rate"], given.numbers("cashflows"))
    return _no_outlay(outlay) or {"profitability_index": sum(later, Decimal(0)) / -outlay}


@calculator(
    "level payment (capital recovery)",
    "均等払い額（資本回収）",
    roles={
        "present_value": number(),
        "rate": RATE,
        "periods": number(above=0),
        "residual": number(default=0),
        "timing": _TIMING,
    },
    outputs=("payment",),
    formula="(PV − residual × (1 + r)^−n) × r / (1 − (1 + r)^−n); begin: ÷ (1 + r)",
)
def annuity_payment(given: Given) -> Outputs | Refusal:
    rate, periods = given["rate"], given["periods"]
    present = given["present_value"] - given["residual"] * discount(rate, periods)
    payment = present * capital_recovery(rate, periods)
    return {"payment": payment / (1 + rate) if given.text("timing") == "begin" else payment}


@calculator(
    "present value of an annuity",
    "年金現価",
    roles={
        "payment": number(),
        "rate": RATE,
        "periods": number(above=0),
        "timing": _TIMING,
    },
    outputs=("present_value",),
    formula="payment × (1 − (1 + r)^−n) / r; begin: × (1 + r)",
)
def annuity_present_value(given: Given) -> Outputs | Refusal:
    rate = given["rate"]
    present = given["payment"] / capital_recovery(rate, given["periods"])
    return {"present_value": present * (1 + rate) if given.text("timing") == "begin" else present}


@calculator(
    "equivalent annual cost (EAC)",
    "等価年間費用（EAC）",
    roles={
        "capital_cost": number(at_least=0),
        "annual_operating_cost": number(at_least=0),
        "life_years": number(above=0),
        "rate": RATE,
        "residual": number(at_least=0, default=0),
    },
    outputs=("capital_charge", "equivalent_annual_cost"),
    formula="(capital − residual × (1 + r)^−life) × capital recovery factor + operating cost",
)
def equivalent_annual_cost(given: Given) -> Outputs | Refusal:
    rate, life = given["rate"], given["life_years"]
    present = given["capital_cost"] - given["residual"] * discount(rate, life)
    charge = present * capital_recovery(rate, life)
    return {
        "capital_charge": charge,
        "equivalent_annual_cost": charge + given["annual_operating_cost"],
    }


@calculator(
    "total cost of ownership (TCO)",
    "総保有コスト（TCO）",
    roles={"one_time_costs": _COSTS, "annual_costs": _COSTS, "rate": RATE},
    outputs=("undiscounted", "present_value"),
    formula="one-time costs now + annual costs at the ends of years 1, 2, …",
)
def total_cost_of_ownership(given: Given) -> Outputs | Refusal:
    now, yearly = sum(given.numbers("one_time_costs"), Decimal(0)), given.numbers("annual_costs")
    return {
        "undiscounted": now + sum(yearly, Decimal(0)),
        "present_value": sum(present_values(given["rate"], (now, *yearly)), Decimal(0)),
    }


@calculator(
    "depreciation schedule",
    "減価償却スケジュール",
    roles={
        "cost": number(above=0),
        "residual": number(at_least=0, default=0),
        "life_years": whole(at_least=1),
        "method": choice(
            "straight_line", "double_declining", "sum_of_years_digits", default="straight_line"
        ),
    },
    outputs=("schedule", "total", "closing_book_value"),
    formula="straight line (C − S) / n; sum of years (C − S)(n − t) / (n(n + 1)/2), t = 0 …; "
    "double declining min(book × 2 / n, book − S), no switch to straight line",
)
def depreciation_schedule(given: Given) -> Outputs | Refusal:
    cost, residual, years = given["cost"], given["residual"], given["life_years"]
    if residual > cost:
        return out_of_range("residual", f"residual is {residual}, more than the cost of {cost}")
    if years > LONGEST_LIFE:
        reason = f"life_years is {years}, more than {LONGEST_LIFE} lines of a schedule"
        return out_of_range("life_years", reason)
    book, schedule = cost, []
    for year in range(int(years)):
        charge = {
            "straight_line": (cost - residual) / years,
            "sum_of_years_digits": (cost - residual) * (years - year) * 2 / (years * (years + 1)),
            "double_declining": min(book * 2 / years, book - residual),
        }[given.text("method")]
        schedule.append(charge)
        book -= charge
    total = sum(schedule, Decimal(0))
    return {"schedule": schedule, "total": total, "closing_book_value": cost - total}
