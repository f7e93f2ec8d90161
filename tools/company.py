"""The company: profit after stock-based pay, free cash flow, capital, debt, implied revenue."""

from decimal import Decimal

from kuroji.tools.annuity import log_growth
from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.refusal import Refusal, zero
from kuroji.tools.roles import RATE, number, share


@calculator(
    "profit after stock-based pay",
    "株式報酬控除後の利益",
    roles={
        "revenue": number(above=0),
        "adjusted_operating_income": number(),
        "stock_based_compensation": number(at_least=0),
        "related_payroll_tax": number(at_least=0, default=0),
    },
    outputs=("operating_income_after_sbc", "margin", "sbc_share_of_revenue"),
    formula="adjusted operating income − stock-based compensation − payroll tax on it",
)
def sbc_adjusted_profit(given: Given) -> Outputs | Refusal:
    pay, revenue = given["stock_based_compensation"], given["revenue"]
    income = given["adjusted_operating_income"] - pay - given["related_payroll_tax"]
    return {
        "operating_income_after_sbc": income,
        "margin": income / revenue,
        "sbc_share_of_revenue": pay / revenue,
    }


@calculator(
    "free cash flow (FCF)",
    "フリーキャッシュフロー（FCF）",
    roles={
        "operating_cash_flow": number(),
        "capital_expenditure": number(at_least=0),
        "revenue": number(above=0, default=None),
        "finance_lease_principal": number(at_least=0, default=0),
        "stock_based_compensation": number(at_least=0, default=0),
    },
    outputs=("free_cash_flow", "free_cash_flow_margin", "free_cash_flow_after_sbc"),
    formula="operating cash flow − capex − principal of finance leases; after SBC: − SBC",
)
def free_cash_flow(given: Given) -> Outputs | Refusal:
    flow = given["operating_cash_flow"] - given["capital_expenditure"]
    flow -= given["finance_lease_principal"]
    revenue = given.maybe("revenue")
    return {
        "free_cash_flow": flow,
        "free_cash_flow_margin": None if revenue is None else flow / revenue,
        "free_cash_flow_after_sbc": flow - given["stock_based_compensation"],
    }


@calculator(
    "capex intensity",
    "設備投資負担",
    roles={
        "capital_expenditure": number(at_least=0),
        "revenue": number(at_least=0),
        "operating_cash_flow": number(default=None),
        "depreciation": number(at_least=0, default=None),
    },
    outputs=("capex_to_revenue", "capex_to_operating_cash_flow", "capex_to_depreciation"),
    formula="capex / revenue, / operating cash flow (null when ≤ 0), / depreciation (null when 0)",
)
def capex_intensity(given: Given) -> Outputs | Refusal:
    capex = given["capital_expenditure"]
    if given["revenue"] == 0:
        return zero("revenue", "capex to revenue")
    return {
        "capex_to_revenue": capex / given["revenue"],
        "capex_to_operating_cash_flow": _over_positive(capex, given.maybe("operating_cash_flow")),
        "capex_to_depreciation": _over_positive(capex, given.maybe("depreciation")),
    }


def _over_positive(capex: Decimal, by: Decimal | None) -> Decimal | None:
    return None if by is None or by <= 0 else capex / by


@calculator(
    "interest coverage",
    "インタレスト・カバレッジ",
    roles={"operating_income": number(), "interest_expense": number(at_least=0)},
    outputs=("ratio",),
    formula="operating income / interest expense",
)
def interest_coverage(given: Given) -> Outputs | Refusal:
    if given["interest_expense"] == 0:
        return zero("interest_expense", "coverage")
    return {"ratio": given["operating_income"] / given["interest_expense"]}


@calculator(
    "net debt to EBITDA",
    "純有利子負債 / EBITDA",
    roles={"debt": number(at_least=0), "cash": number(at_least=0), "ebitda": number()},
    outputs=("net_debt", "ratio"),
    formula="(debt − cash) / EBITDA",
)
def net_debt_to_ebitda(given: Given) -> Outputs | Refusal:
    net, ebitda = given["debt"] - given["cash"], given["ebitda"]
    if ebitda == 0:
        return zero("ebitda", "the ratio")
    if ebitda < 0:
        reason = f"ebitda is {ebitda}: a ratio to a loss says nothing; show net debt alone"
        return Refusal("NotMeaningful", reason, ("ebitda",))
    return {"net_debt": net, "ratio": net / ebitda}


@calculator(
    "revenue that a price implies",
    "株価が織り込む売上高",
    roles={
        "valuation": number(above=0),
        "required_return": RATE,
        "years": number(above=0),
        "exit_revenue_multiple": number(above=0),
        "annual_dilution": share(default=0),
        "current_revenue": number(above=0, default=None),
    },
    outputs=("exit_value", "implied_revenue", "implied_growth"),
    formula="exit value = valuation × (1 + return)^years / (1 − dilution)^years; "
    "revenue = exit value / multiple; growth = (implied / current)^(1 / years) − 1",
)
def valuation_implied_revenue(given: Given) -> Outputs | Refusal:
    """Venture-capital method: Sahlman, HBS 1987."""
    if given["annual_dilution"] == 1:
        return zero("1 − annual_dilution", "the exit value")
    years, current = given["years"], given.maybe("current_revenue")
    growth = (1 + given["required_return"]) / (1 - given["annual_dilution"])
    exit_value = given["valuation"] * growth**years
    revenue = exit_value / given["exit_revenue_multiple"]
    return {
        "exit_value": exit_value,
        "implied_revenue": revenue,
        "implied_growth": None if current is None else (revenue / current) ** (1 / years) - 1,
    }


@calculator(
    "years to break-even, costs frozen",
    "損益分岐までの年数（費用固定）",
    roles={
        "gross_profit": number(),
        "operating_expenses": number(at_least=0),
        "growth": number(),
    },
    outputs=("years",),
    formula="0 if gross profit ≥ operating expenses, else "
    "ln(operating expenses / gross profit) / ln(1 + growth): a lower bound",
)
def years_to_break_even(given: Given) -> Outputs | Refusal:
    profit, expenses, growth = given["gross_profit"], given["operating_expenses"], given["growth"]
    if profit >= expenses:
        return {"years": Decimal(0)}
    if profit <= 0 or growth <= 0:
        role = "gross_profit" if profit <= 0 else "growth"
        reason = f"{role} is {given[role]}: the costs are never covered; both must be above 0"
        return Refusal("NoSolution", reason, (role,))
    return {"years": (expenses / profit).ln() / log_growth(growth)}


@calculator(
    "revenue at which operations pay the capital expenditure",
    "営業キャッシュフローで設備投資を賄える売上高",
    roles={
        "revenue": number(above=0),
        "operating_cash_flow": number(),
        "capital_expenditure": number(at_least=0),
    },
    outputs=("cash_margin", "required_revenue", "gap", "multiple"),
    formula="cash margin = operating cash flow / revenue; required = capex / cash margin; "
    "gap = required − revenue; multiple = required / revenue",
)
def self_funding_revenue(given: Given) -> Outputs | Refusal:
    """Return the revenue that pays today's capital expenditure at today's cash margin."""
    revenue, flow = given["revenue"], given["operating_cash_flow"]
    if flow <= 0:
        reason = f"operating_cash_flow is {flow}: at this margin no revenue pays anything"
        return Refusal("NoSolution", reason, ("operating_cash_flow",))
    multiple = given["capital_expenditure"] / flow
    required = revenue * multiple
    return {
        "cash_margin": flow / revenue,
        "required_revenue": required,
        "gap": required - revenue,
        "multiple": multiple,
    }
