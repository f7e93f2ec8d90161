"""What one customer or unit brings: margin, acquisition, lifetime, retention, efficiency."""

from decimal import Decimal

from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.refusal import Refusal, out_of_range, zero
from kuroji.tools.roles import choice, many, number, share


@calculator(
    "gross margin, inference cost included",
    "売上総利益率（推論コスト込み）",
    roles={
        "revenue": number(),
        "cost_of_revenue": number(at_least=0),
        "inference_cost_outside": number(at_least=0, default=0),
    },
    outputs=("gross_profit", "gross_margin", "reported_gross_margin"),
    formula="full = (revenue − cost of revenue − inference cost booked elsewhere) / revenue",
)
def gross_margin(given: Given) -> Outputs | Refusal:
    revenue = given["revenue"]
    if revenue == 0:
        return zero("revenue", "a margin")
    if revenue < 0:
        return out_of_range("revenue", f"revenue is {revenue}, but must be above 0")
    reported = revenue - given["cost_of_revenue"]
    profit = reported - given["inference_cost_outside"]
    return {
        "gross_profit": profit,
        "gross_margin": profit / revenue,
        "reported_gross_margin": reported / revenue,
    }


def _too_much_margin(margin: Decimal) -> Refusal | None:
    if margin <= 1:
        return None
    reason = f"gross_margin is {margin}, but is at most 1; give a fraction, 0.7 for 70 %"
    return out_of_range("gross_margin", reason)


@calculator(
    "customer acquisition cost (CAC)",
    "顧客獲得単価（CAC）",
    roles={"sales_and_marketing": number(at_least=0), "new_customers": number(at_least=0)},
    outputs=("cac",),
    formula="sales and marketing / new customers",
)
def customer_acquisition_cost(given: Given) -> Outputs | Refusal:
    if given["new_customers"] == 0:
        return zero("new_customers", "the cost of one")
    return {"cac": given["sales_and_marketing"] / given["new_customers"]}


@calculator(
    "customer lifetime value (LTV)",
    "顧客生涯価値（LTV）",
    roles={
        "revenue_per_account": number(at_least=0),
        "gross_margin": number(),
        "churn_rate": share(),
        "discount_rate": number(at_least=0, default=0),
    },
    outputs=("ltv",),
    formula="revenue per account × margin × (1 + d) / (churn + d), all per one period",
)
def lifetime_value(given: Given) -> Outputs | Refusal:
    """Gupta & Lehmann, Managing Customers as Investments (2005)."""
    refused = _too_much_margin(given["gross_margin"])
    if refused:
        return refused
    discounting = given["discount_rate"]
    leaving = given["churn_rate"] + discounting
    if leaving == 0:
        return zero("churn_rate + discount_rate", "a lifetime")
    profit = given["revenue_per_account"] * given["gross_margin"]
    return {"ltv": profit * (1 + discounting) / leaving}


@calculator(
    "LTV to CAC",
    "LTV / CAC 倍率",
    roles={"lifetime_value": number(), "cac": number(at_least=0)},
    outputs=("ratio",),
    formula="lifetime value / cac",
)
def ltv_to_cac(given: Given) -> Outputs | Refusal:
    if given["cac"] == 0:
        return zero("cac", "the ratio")
    return {"ratio": given["lifetime_value"] / given["cac"]}


@calculator(
    "CAC payback, months",
    "CAC 回収月数",
    roles={
        "cac": number(at_least=0),
        "monthly_revenue_per_account": number(at_least=0),
        "gross_margin": number(),
    },
    outputs=("months",),
    formula="cac / (monthly revenue per account × gross margin)",
)
def cac_payback(given: Given) -> Outputs | Refusal:
    margin = given["gross_margin"]
    if margin < 0:
        reason = f"gross_margin is {margin}: a loss on each account never pays the cost back"
        return Refusal("NotMeaningful", reason, ("gross_margin",))
    refused = _too_much_margin(margin)
    if refused:
        return refused
    profit = given["monthly_revenue_per_account"] * margin
    if profit == 0:
        return zero("monthly_revenue_per_account × gross_margin", "the payback")
    return {"months": given["cac"] / profit}


@calculator(
    "gross and net revenue retention (GRR, NRR)",
    "売上高維持率（GRR・NRR）",
    roles={
        "opening": number(at_least=0),
        "expansion": number(at_least=0),
        "contraction": number(at_least=0),
        "churned": number(at_least=0),
    },
    outputs=("gross_revenue_retention", "net_revenue_retention"),
    formula="GRR = (opening − contraction − churned) / opening; NRR = GRR + expansion / opening",
)
def revenue_retention(given: Given) -> Outputs | Refusal:
    opening = given["opening"]
    kept = opening - given["contraction"] - given["churned"]
    if opening == 0:
        return zero("opening", "retention")
    if kept < 0:
        reason = "contraction and churned are more than opening; give losses of that base only"
        return Refusal("OutOfRange", reason, ("contraction", "churned"))
    return {
        "gross_revenue_retention": kept / opening,
        "net_revenue_retention": (kept + given["expansion"]) / opening,
    }


@calculator(
    "cohort retention",
    "コホート別維持率",
    roles={"cohorts": many(many(number(at_least=0)))},
    outputs=("retention", "observations"),
    formula="at age k: Σ revenue at age k / Σ revenue at age 0, over the cohorts that have age k",
)
def cohort_retention(given: Given) -> Outputs | Refusal:
    cohorts = given.series("cohorts")
    if any(cohort[0] == 0 for cohort in cohorts):
        return zero("revenue at age 0 of a cohort", "its retention")
    retention: list[Decimal] = []
    observations: list[int] = []
    for age in range(max(len(cohort) for cohort in cohorts)):
        old = [cohort for cohort in cohorts if len(cohort) > age]
        start = sum((cohort[0] for cohort in old), Decimal(0))
        retention.append(sum((cohort[age] for cohort in old), Decimal(0)) / start)
        observations.append(len(old))
    return {"retention": retention, "observations": observations}


@calculator(
    "SaaS magic number",
    "SaaS マジックナンバー",
    roles={
        "revenue_quarter": number(),
        "revenue_prior_quarter": number(),
        "sales_and_marketing_prior_quarter": number(at_least=0),
    },
    outputs=("magic_number",),
    formula="4 × (revenue of the quarter − of the prior one) / prior sales and marketing",
)
def magic_number(given: Given) -> Outputs | Refusal:
    """Scale Venture Partners (2008)."""
    spent = given["sales_and_marketing_prior_quarter"]
    if spent == 0:
        return zero("sales_and_marketing_prior_quarter", "the magic number")
    added = given["revenue_quarter"] - given["revenue_prior_quarter"]
    return {"magic_number": 4 * added / spent}


@calculator(
    "burn multiple",
    "バーンマルチプル",
    roles={"net_burn": number(), "net_new_arr": number()},
    outputs=("burn_multiple",),
    formula="net burn / net new ARR",
)
def burn_multiple(given: Given) -> Outputs | Refusal:
    """D. Sacks, The Burn Multiple (2020)."""
    burn, added = given["net_burn"], given["net_new_arr"]
    if added == 0:
        return zero("net_new_arr", "the multiple")
    if added < 0 or burn <= 0:
        role = "net_new_arr" if added < 0 else "net_burn"
        reason = f"{role} is {given[role]}: a burn multiple needs cash burnt and ARR gained"
        return Refusal("NotMeaningful", reason, (role,))
    return {"burn_multiple": burn / added}


@calculator(
    "rule of 40",
    "40％ルール",
    roles={
        "growth": number(),
        "margin": number(),
        "margin_basis": choice("free_cash_flow", "operating", "ebitda", "adjusted_operating"),
    },
    outputs=("score", "passes", "margin_basis"),
    formula="growth + margin, as fractions; passes at 0.4",
)
def rule_of_40(given: Given) -> Outputs | Refusal:
    """B. Feld (2015)."""
    score = given["growth"] + given["margin"]
    return {
        "score": score,
        "passes": score >= Decimal("0.4"),
        "margin_basis": given.text("margin_basis"),
    }


@calculator(
    "break-even volume",
    "損益分岐点数量",
    roles={
        "fixed_cost": number(at_least=0),
        "unit_price": number(at_least=0),
        "unit_variable_cost": number(at_least=0),
    },
    outputs=("units", "revenue"),
    formula="fixed cost / (unit price − unit variable cost)",
)
def break_even_volume(given: Given) -> Outputs | Refusal:
    price, variable = given["unit_price"], given["unit_variable_cost"]
    if price <= variable:
        reason = f"unit_price is {price}, not above unit_variable_cost: no volume covers the costs"
        return Refusal("NoSolution", reason, ("unit_price", "unit_variable_cost"))
    units = given["fixed_cost"] / (price - variable)
    return {"units": units, "revenue": units * price}
