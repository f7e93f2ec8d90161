"""Calculations on what stands on the desk: margins, growth, cash, capital, lives."""

from collections.abc import Sequence
from decimal import Decimal

from kuroji.agent.research.desk import Desk
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.resolve import Resolved, resolve


def place_ratios(desk: Desk, when: Fiscal, prior: Fiscal) -> None:
    """Calculate every ratio whose figures are there; what is refused stays in the ledger."""
    tag, before = when.label.lower(), prior.label.lower()
    _growth(desk, tag)
    _margins(desk, tag, before)
    _cash(desk, tag, before)
    _capital(desk, tag)
    _contracts(desk, tag)
    _lives(desk, tag)


# Amounts that say more beside the year's revenue; what such a ratio waives is shown with it.
_OF_REVENUE = (
    "net_income", "debt", "interest_expense", "inventory", "cash_burn", "purchase_obligations",
    "adjusted_operating_income", "stock_based_compensation", "capital_expenditure", "liquidity",
)  # fmt: skip


_LEAST = Decimal("0.005")  # less than this is shown as nothing
_NEAR_ONE = Decimal("1.5")
_SENSELESS = Decimal(20)
_MULTIPLE = 2  # from here on a ratio reads better as a multiple than as percent


def place_shares(desk: Desk, when: Fiscal) -> None:
    """Calculate the ratio to the year's revenue of every amount that stands on the desk."""
    for role in _OF_REVENUE:
        top = desk.number(role)
        if top is None or role in desk.later:  # another time's amount is no share of this year
            continue
        name = f"of_revenue_{role}"
        share(desk, name, role, "revenue", when.label.lower(), ("kind", "basis", "period"))
        said = resolve(desk.ledger, desk.roles[name]) if name in desk.roles else None
        if not isinstance(said, Resolved) or said.number is None:
            continue
        if abs(said.number) < _LEAST:
            del desk.roles[name]
        elif said.number >= _MULTIPLE:
            desk.views[name] = "x"


def share(desk: Desk, role: str, top: str, under: str, tag: str, waive: Sequence[str] = ()) -> None:
    """Divide one role by another as typed quantities; a stand-in's basis is waived by name."""
    if not desk.has(top, under):
        return
    if any(f"stand_in_{name}" in desk.flags for name in (top, under)):
        waive = (*waive, "basis")
    inputs = {
        "numerator": f"typed:{desk.roles[top]}",
        "denominator": f"typed:{desk.roles[under]}",
        "waive": [f"'{word}" for word in dict.fromkeys(waive)],
    }
    desk.calculate(f"{_id(role)}-{tag}", "quantity_ratio", inputs, **{role: "ratio"})
    _mark_later(desk, role, top, under)


def _growth(desk: Desk, tag: str) -> None:
    for role, now, then in (
        ("growth", "revenue", "prior_revenue"),
        ("prior_growth", "prior_revenue", "revenue_before"),
        ("capex_growth", "capital_expenditure", "prior_capital_expenditure"),
        ("later_growth", "later_revenue", "later_prior_revenue"),
    ):
        if (inputs := desk.inputs(current=now, prior=then)) is not None:
            desk.calculate(f"{_id(role)}-{tag}", "growth_rate", inputs, **{role: "growth"})
            _mark_later(desk, role, now, then)


def _margins(desk: Desk, tag: str, before: str) -> None:
    share(desk, "gm", "gross_profit", "revenue", tag)
    share(desk, "prior_gm", "prior_gross_profit", "prior_revenue", before)
    share(desk, "opm", "operating_income", "revenue", tag)
    share(desk, "prior_opm", "prior_operating_income", "prior_revenue", before)
    share(desk, "later_opm", "later_operating_income", "later_revenue", tag)
    share(desk, "ocf_margin", "operating_cash_flow", "revenue", tag)
    share(desk, "rd_share", "research_and_development", "revenue", tag)
    share(desk, "sbc_share", "stock_based_compensation", "revenue", tag)
    share(desk, "segment_share", "segment_revenue", "revenue", tag, ("perimeter",))
    share(desk, "supplier_share", "supplier_financed_revenue", "revenue", tag)
    if (inputs := desk.inputs(growth="growth", margin="opm")) is not None:
        desk.calculate(
            f"rule-of-40-{tag}",
            "rule_of_40",
            {**inputs, "margin_basis": "'operating"},
            r40="score",
        )
    _full_margin(desk, tag)


def _full_margin(desk: Desk, tag: str) -> None:
    """The gross margin with all depreciation of machines set against revenue: a lower bound."""
    if not desk.has("gross_profit", "gpu_depreciation", "revenue"):
        return
    sides = {
        "minuend": f"typed:{desk.roles['revenue']}",
        "subtrahend": f"typed:{desk.roles['gross_profit']}",
    }
    desk.calculate(f"cost-of-revenue-{tag}", "quantity_difference", sides)
    inputs = {
        "revenue": desk.roles["revenue"],
        "cost_of_revenue": f"calc:cost-of-revenue-{tag}.value",
        "inference_cost_outside": desk.roles["gpu_depreciation"],
    }
    desk.calculate(f"full-margin-{tag}", "gross_margin", inputs, gm_full="gross_margin")


def _cash(desk: Desk, tag: str, before: str) -> None:
    for prefix, label in (("", tag), ("prior_", before), ("later_", tag)):
        names = {
            "operating_cash_flow": prefix + "operating_cash_flow",
            "capital_expenditure": prefix + "capital_expenditure",
        }
        if (inputs := desk.inputs(**names)) is None:
            continue
        if prefix + "revenue" in desk.roles:
            inputs["revenue"] = desk.roles[prefix + "revenue"]
        roles = {prefix + "fcf": "free_cash_flow"}
        if not prefix:
            roles["fcf_margin"] = "free_cash_flow_margin"
        id = f"{prefix.replace('_', '-')}free-cash-flow-{label}"
        desk.calculate(id, "free_cash_flow", inputs, **roles)
        _mark_later(desk, prefix + "fcf", *names.values())
        if not prefix and "stock_based_compensation" in desk.roles:
            # Apart, so that a weak figure of stock-based pay does not weaken free cash flow.
            paid = {**inputs, "stock_based_compensation": desk.roles["stock_based_compensation"]}
            after = {"fcf_after_sbc": "free_cash_flow_after_sbc"}
            desk.calculate(f"free-cash-flow-after-pay-{label}", "free_cash_flow", paid, **after)


def _capital(desk: Desk, tag: str) -> None:
    inputs = desk.inputs(capital_expenditure="capital_expenditure", revenue="revenue")
    if inputs is not None:
        for name in ("operating_cash_flow", "depreciation"):
            if name in desk.roles:
                inputs[name] = desk.roles[name]
        desk.calculate(
            f"capex-intensity-{tag}",
            "capex_intensity",
            inputs,
            capint="capex_to_revenue",
            capex_to_ocf="capex_to_operating_cash_flow",
            capex_to_depreciation="capex_to_depreciation",
        )
        _read_well(desk, "capex_to_ocf")
    cover = desk.inputs(operating_income="operating_income", interest_expense="interest_expense")
    if cover is not None and (desk.number("operating_income") or 0) > 0:
        desk.calculate(f"interest-cover-{tag}", "interest_coverage", cover, interest_cover="ratio")
    if desk.has("debt", "liquidity"):
        sides = {
            "minuend": f"typed:{desk.roles['debt']}",
            "subtrahend": f"typed:{desk.roles['liquidity']}",
        }
        desk.calculate(f"net-debt-{tag}", "quantity_difference", sides, net_debt="value")
    funding = desk.inputs(
        revenue="revenue",
        operating_cash_flow="operating_cash_flow",
        capital_expenditure="capital_expenditure",
    )
    if funding is not None:
        desk.calculate(
            f"self-funding-{tag}",
            "self_funding_revenue",
            funding,
            self_funding="self_funding_revenue",
        )


def _read_well(desk: Desk, role: str) -> None:
    """Show a ratio near one as percent; against next to nothing it says nothing."""
    number = desk.number(role)
    if number is not None and number > _SENSELESS:
        del desk.roles[role]
    elif number is not None and number < _NEAR_ONE:
        desk.views[role] = "pct"


def _contracts(desk: Desk, tag: str) -> None:
    cover = desk.inputs(
        remaining_performance_obligations="remaining_performance_obligations",
        annual_revenue="signed_revenue",
    )
    if cover is not None:
        desk.calculate(f"obligations-cover-{tag}", "rpo_coverage", cover, rpo_years="years")
    if desk.has("largest_customer_share"):
        one = {"customer_revenues": [desk.roles["largest_customer_share"]], "total_revenue": "=1"}
        desk.calculate(
            f"concentration-{tag}",
            "customer_concentration",
            one,
            effective_customers="effective_customers",
        )


def _lives(desk: Desk, tag: str) -> None:
    inputs = desk.inputs(
        revenue="revenue",
        operating_income="operating_income",
        gpu_depreciation="gpu_depreciation",
        reported_life_years="useful_life",
    )
    if inputs is None:
        return
    stress = desk.assume("stress_gpu_life_years")
    desk.point("stress_life", stress)
    desk.calculate(
        f"gpu-life-{tag}",
        "gpu_life_sensitivity",
        {**inputs, "lives": ["=3", stress, "=5"]},
        life_oi_3="operating_income.0",
        life_oi_4="operating_income.1",
        life_oi_5="operating_income.2",
        life_be="break_even_life",
    )


def _mark_later(desk: Desk, role: str, *under: str) -> None:
    if desk.later & set(under) and role in desk.roles:
        desk.later.add(role)


def _id(role: str) -> str:
    return role.replace("_", "-")
