"""What computing costs: tokens, GPU-hours, inference margin, useful life, compute credits."""

from decimal import Decimal
from typing import Final

from kuroji.tools.annuity import capital_recovery, discount
from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.refusal import Refusal, out_of_range, zero
from kuroji.tools.roles import many, number, share

_HOURS: Final = 8760
_MILLION: Final = 1_000_000


@calculator(
    "cost per million tokens",
    "100万トークン当たりのコスト",
    roles={
        "gpu_hour_price": number(at_least=0),
        "gpus": number(above=0, default=1),
        "tokens_per_second": number(at_least=0),
        "utilisation": share(),
    },
    outputs=("usd_per_million_tokens",),
    formula="price per GPU-hour × GPUs × 10^6 / (tokens per second × 3600 × utilisation)",
)
def token_cost(given: Given) -> Outputs | Refusal:
    for role in ("tokens_per_second", "utilisation"):
        if given[role] == 0:
            return zero(role, "the cost of a token")
    tokens = given["tokens_per_second"] * 3600 * given["utilisation"]
    price = given["gpu_hour_price"] * given["gpus"]
    return {"usd_per_million_tokens": price * _MILLION / tokens}


@calculator(
    "cost of an owned GPU-hour",
    "自社保有 GPU の1時間当たりコスト",
    roles={
        "capital_per_gpu": number(at_least=0),
        "life_years": number(above=0),
        "residual_share": share(default=0),
        "rate": number(at_least=0, default=0),
        "power_kw": number(at_least=0),
        "pue": number(above=0, default=1),
        "electricity_price_kwh": number(at_least=0),
        "other_annual_cost": number(at_least=0, default=0),
        "utilisation": share(default=1),
    },
    outputs=(
        "capital_per_hour",
        "energy_per_hour",
        "other_per_hour",
        "cost_per_available_hour",
        "cost_per_utilised_hour",
    ),
    formula="capital × (1 − residual (1 + r)^−life) × capital recovery factor / 8760 "
    "+ kW × PUE × price per kWh + other / 8760; utilised hour: ÷ utilisation",
)
def gpu_hour_cost(given: Given) -> Outputs | Refusal:
    """PUE: ISO/IEC 30134-2."""
    if given["pue"] < 1:
        reason = f"pue is {given['pue']}, but a site never draws less than its machines: at least 1"
        return out_of_range("pue", reason)
    if given["utilisation"] == 0:
        return zero("utilisation", "the cost of a utilised hour")
    rate, life = given["rate"], given["life_years"]
    spent = 1 - given["residual_share"] * discount(rate, life)
    capital = given["capital_per_gpu"] * spent * capital_recovery(rate, life) / _HOURS
    energy = given["power_kw"] * given["pue"] * given["electricity_price_kwh"]
    other = given["other_annual_cost"] / _HOURS
    available = capital + energy + other
    return {
        "capital_per_hour": capital,
        "energy_per_hour": energy,
        "other_per_hour": other,
        "cost_per_available_hour": available,
        "cost_per_utilised_hour": available / given["utilisation"],
    }


@calculator(
    "gross margin of inference",
    "推論の売上総利益率",
    roles={
        "input_tokens_millions": number(at_least=0),
        "output_tokens_millions": number(at_least=0),
        "price_input": number(at_least=0),
        "price_output": number(at_least=0),
        "cost_input": number(at_least=0),
        "cost_output": number(at_least=0),
        "cached_share": share(default=0),
        "cached_price_ratio": share(default=1),
        "cached_cost_ratio": share(default=1),
    },
    outputs=("revenue", "cost", "gross_profit", "gross_margin"),
    formula="revenue = in × price × (1 − s + s × cached price ratio) + out × price; cost alike",
)
def inference_margin(given: Given) -> Outputs | Refusal:
    def total(what: str) -> Decimal:
        cached = given["cached_share"] * (given[f"cached_{what}_ratio"] - 1)
        paid_in = given["input_tokens_millions"] * given[f"{what}_input"] * (1 + cached)
        return paid_in + given["output_tokens_millions"] * given[f"{what}_output"]

    revenue, cost = total("price"), total("cost")
    if revenue == 0:
        return zero("revenue", "a margin")
    profit = revenue - cost
    return {
        "revenue": revenue,
        "cost": cost,
        "gross_profit": profit,
        "gross_margin": profit / revenue,
    }


@calculator(
    "useful-life sensitivity",
    "耐用年数の感応度",
    roles={
        "revenue": number(above=0),
        "operating_income": number(),
        "gpu_depreciation": number(at_least=0),
        "reported_life_years": number(above=0),
        "lives": many(number(above=0)),
    },
    outputs=("operating_income", "operating_margin", "break_even_life", "sign_flips"),
    formula="income(L) = income − depreciation × (reported life / L − 1); "
    "break-even life = depreciation × life / (depreciation + income)",
)
def gpu_life_sensitivity(given: Given) -> Outputs | Refusal:
    """Straight line, full asset base; IAS 16 / ASC 360 change in estimate."""
    revenue, reported = given["revenue"], given["operating_income"]
    depreciation, life = given["gpu_depreciation"], given["reported_life_years"]
    incomes = [reported - depreciation * (life - at) / at for at in given.numbers("lives")]
    room = depreciation + reported
    break_even = depreciation * life / room if room > 0 and depreciation > 0 else None
    return {
        "operating_income": incomes,
        "operating_margin": [income / revenue for income in incomes],
        "break_even_life": break_even,
        "sign_flips": any((income >= 0) != (reported >= 0) for income in incomes),
    }


@calculator(
    "compute credits",
    "計算資源クレジットの調整",
    roles={
        "revenue": number(above=0),
        "cost_of_revenue": number(at_least=0),
        "credit_paid_revenue": number(at_least=0, default=0),
        "credits_received_cost": number(at_least=0, default=0),
    },
    outputs=(
        "cash_revenue",
        "full_cost",
        "credit_share",
        "reported_gross_margin",
        "adjusted_gross_margin",
    ),
    formula="cash revenue = revenue − revenue paid with credits; full cost = cost + credits "
    "received; adjusted margin = (cash revenue − full cost) / cash revenue",
)
def compute_credit_adjustment(given: Given) -> Outputs | Refusal:
    revenue, credits = given["revenue"], given["credit_paid_revenue"]
    cost = given["cost_of_revenue"]
    cash, full = revenue - credits, cost + given["credits_received_cost"]
    if cash < 0:
        reason = f"credit_paid_revenue is {credits}, more than revenue; give a part of it"
        return out_of_range("credit_paid_revenue", reason)
    if cash == 0:
        return zero("revenue − credit_paid_revenue", "the adjusted margin")
    return {
        "cash_revenue": cash,
        "full_cost": full,
        "credit_share": credits / revenue,
        "reported_gross_margin": (revenue - cost) / revenue,
        "adjusted_gross_margin": (cash - full) / cash,
    }
