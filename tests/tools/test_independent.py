"""More than two thousand random cases against other people's implementations and mpmath."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import mpmath as mp
import numpy_financial as npf
import pytest
import pyxirr

from kuroji.tools.calculator import Result
from kuroji.tools.catalog import calculate

Inputs = dict[str, Any]
EACH = 100


def uniform(rng: random.Random, low: float, high: float) -> Decimal:
    return Decimal(str(round(rng.uniform(low, high), 4)))


def rate(rng: random.Random) -> Decimal:
    return uniform(rng, 0.001, 0.6)


def money(rng: random.Random) -> Decimal:
    return uniform(rng, 1, 9000)


def series(rng: random.Random) -> list[Decimal]:
    """Return an outlay and inflows, so that one rate exists."""
    return [-money(rng) - 2000, *(money(rng) for _ in range(rng.randint(3, 9)))]


def crf(r: Any, n: Any) -> Any:
    return r / (1 - (1 + r) ** -n)


def pv(r: Any, flows: list[Any]) -> Any:
    return mp.fsum(f / (1 + r) ** t for t, f in enumerate(flows))


def at(day: int) -> str:
    return f"{2020 + day // 336}-{day % 336 // 28 + 1:02d}-{day % 28 + 1:02d}"


def dated(rng: random.Random) -> list[dict[str, Any]]:
    days = sorted(rng.sample(range(200, 2500), rng.randint(3, 8)))
    rows = [{"date": at(day), "amount": money(rng)} for day in days]
    return [{"date": "2020-01-01", "amount": -money(rng) - 2000}, *rows]


def floats(flows: list[Decimal]) -> list[float]:
    return [float(flow) for flow in flows]


def dates(i: Inputs) -> list[str]:
    return [flow["date"] for flow in i["flows"]]


def amounts(i: Inputs) -> list[float]:
    return floats([flow["amount"] for flow in i["flows"]])


# name: how to draw the inputs, what another implementation says to one output of them.
CASES: dict[str, tuple[Callable[[random.Random], Inputs], str, Callable[[Inputs], Any]]] = {
    "npv": (
        lambda g: {"rate": rate(g), "cashflows": series(g)},
        "npv",
        lambda i: npf.npv(float(i["rate"]), floats(i["cashflows"])),
    ),
    "irr": (
        lambda g: {"cashflows": series(g)},
        "irr",
        lambda i: npf.irr(floats(i["cashflows"])),
    ),
    "xirr": (
        lambda g: {"flows": dated(g)},
        "irr",
        lambda i: pyxirr.xirr(dates(i), amounts(i)),
    ),
    "xnpv": (
        lambda g: {"rate": rate(g), "flows": dated(g)},
        "npv",
        lambda i: pyxirr.xnpv(float(i["rate"]), dates(i), amounts(i)),
    ),
    "mirr": (
        lambda g: {"cashflows": series(g), "finance_rate": rate(g), "reinvest_rate": rate(g)},
        "mirr",
        lambda i: npf.mirr(
            floats(i["cashflows"]), float(i["finance_rate"]), float(i["reinvest_rate"])
        ),
    ),
    "annuity_payment": (
        lambda g: {
            "present_value": money(g),
            "rate": rate(g),
            "periods": g.randint(1, 60),
            "residual": money(g),
            "timing": g.choice(["begin", "end"]),
        },
        "payment",
        lambda i: (
            -npf.pmt(
                float(i["rate"]),
                i["periods"],
                float(i["present_value"]),
                -float(i["residual"]),
                i["timing"],
            )
        ),
    ),
    "annuity_present_value": (
        lambda g: {
            "payment": money(g),
            "rate": rate(g),
            "periods": g.randint(1, 60),
            "timing": g.choice(["begin", "end"]),
        },
        "present_value",
        lambda i: -npf.pv(float(i["rate"]), i["periods"], float(i["payment"]), 0, i["timing"]),
    ),
    "profitability_index": (
        lambda g: {"rate": rate(g), "cashflows": series(g)},
        "profitability_index",
        lambda i: 1 - npf.npv(float(i["rate"]), floats(i["cashflows"])) / float(i["cashflows"][0]),
    ),
    "compound_annual_growth_rate": (
        lambda g: {"begin": money(g), "end": money(g), "years": uniform(g, 0.2, 20)},
        "growth",
        lambda i: mp.expm1(mp.log(i["end"] / i["begin"]) / i["years"]),
    ),
    "equivalent_annual_cost": (
        lambda g: {
            "capital_cost": money(g),
            "annual_operating_cost": money(g),
            "life_years": uniform(g, 0.5, 30),
            "rate": rate(g),
            "residual": money(g),
        },
        "equivalent_annual_cost",
        lambda i: (
            (i["capital_cost"] - i["residual"] * (1 + i["rate"]) ** -i["life_years"])
            * crf(i["rate"], i["life_years"])
            + i["annual_operating_cost"]
        ),
    ),
    "total_cost_of_ownership": (
        lambda g: {"one_time_costs": [money(g)], "annual_costs": [money(g)] * 4, "rate": rate(g)},
        "present_value",
        lambda i: pv(i["rate"], [i["one_time_costs"][0], *i["annual_costs"]]),
    ),
    "gpu_hour_cost": (
        lambda g: {
            "capital_per_gpu": money(g),
            "life_years": uniform(g, 1, 9),
            "residual_share": uniform(g, 0, 1),
            "rate": rate(g),
            "power_kw": uniform(g, 0, 3),
            "pue": uniform(g, 1, 2),
            "electricity_price_kwh": uniform(g, 0, 1),
            "other_annual_cost": money(g),
            "utilisation": uniform(g, 0.1, 1),
        },
        "cost_per_utilised_hour",
        lambda i: (
            (
                i["capital_per_gpu"]
                * (1 - i["residual_share"] * (1 + i["rate"]) ** -i["life_years"])
                * crf(i["rate"], i["life_years"])
                / 8760
                + i["power_kw"] * i["pue"] * i["electricity_price_kwh"]
                + i["other_annual_cost"] / 8760
            )
            / i["utilisation"]
        ),
    ),
    "valuation_implied_revenue": (
        lambda g: {
            "valuation": money(g),
            "required_return": rate(g),
            "years": uniform(g, 0.5, 12),
            "exit_revenue_multiple": uniform(g, 0.5, 30),
            "annual_dilution": uniform(g, 0, 0.3),
            "current_revenue": money(g),
        },
        "implied_growth",
        lambda i: mp.expm1(
            mp.log(
                i["valuation"]
                * ((1 + i["required_return"]) / (1 - i["annual_dilution"])) ** i["years"]
                / i["exit_revenue_multiple"]
                / i["current_revenue"]
            )
            / i["years"]
        ),
    ),
    "years_to_break_even": (
        lambda g: {
            "gross_profit": money(g),
            "operating_expenses": 9001 + money(g),
            "growth": rate(g),
        },
        "years",
        lambda i: mp.log(i["operating_expenses"] / i["gross_profit"], 1 + i["growth"]),
    ),
    "lifetime_value": (
        lambda g: {
            "revenue_per_account": money(g),
            "gross_margin": uniform(g, -1, 1),
            "churn_rate": uniform(g, 0.01, 1),
            "discount_rate": rate(g),
        },
        "ltv",
        lambda i: (
            mp.nsum(
                lambda t: (
                    i["revenue_per_account"]
                    * i["gross_margin"]
                    * ((1 - i["churn_rate"]) / (1 + i["discount_rate"])) ** t
                ),
                [0, 4000],
                method="d",
            )
            if i["churn_rate"] > 0.9
            else i["revenue_per_account"]
            * i["gross_margin"]
            / (1 - (1 - i["churn_rate"]) / (1 + i["discount_rate"]))
        ),
    ),
    "customer_concentration": (
        lambda g: {"customer_revenues": [money(g) for _ in range(g.randint(1, 12))]},
        "herfindahl",
        lambda i: (
            mp.fsum(c * c for c in i["customer_revenues"]) / mp.fsum(i["customer_revenues"]) ** 2
        ),
    ),
    "return_on_investment": (
        lambda g: {"benefits": money(g), "costs": money(g), "years": uniform(g, 0.5, 9)},
        "annualised_roi",
        lambda i: (i["benefits"] / i["costs"]) ** (1 / i["years"]) - 1,
    ),
    "inference_margin": (
        lambda g: {
            "input_tokens_millions": money(g),
            "output_tokens_millions": money(g),
            "price_input": money(g),
            "price_output": money(g),
            "cost_input": money(g),
            "cost_output": money(g),
            "cached_share": uniform(g, 0, 1),
            "cached_price_ratio": uniform(g, 0, 1),
            "cached_cost_ratio": uniform(g, 0, 1),
        },
        "gross_margin",
        lambda i: (
            1
            - (
                i["input_tokens_millions"]
                * i["cost_input"]
                * (1 - i["cached_share"] + i["cached_share"] * i["cached_cost_ratio"])
                + i["output_tokens_millions"] * i["cost_output"]
            )
            / (
                i["input_tokens_millions"]
                * i["price_input"]
                * (1 - i["cached_share"] + i["cached_share"] * i["cached_price_ratio"])
                + i["output_tokens_millions"] * i["price_output"]
            )
        ),
    ),
}
IN_FLOATS = {"npv", "irr", "xirr", "xnpv", "mirr", "annuity_payment", "annuity_present_value",
             "profitability_index"}  # fmt: skip


def in_mpmath(value: Any) -> Any:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return mp.mpf(str(value))
    return [in_mpmath(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", CASES)
def test_random_cases_agree_with_another_implementation(name: str) -> None:
    draw, output, other = CASES[name]
    rng = random.Random(name)
    with mp.workdps(40):
        for _ in range(EACH):
            inputs = draw(rng)
            result = calculate(name, inputs)
            assert isinstance(result, Result), (inputs, result)
            got: Any = result.outputs[output]
            as_read = inputs if name in IN_FLOATS else {k: in_mpmath(v) for k, v in inputs.items()}
            wanted = mp.mpf(str(other(as_read)))
            loose = mp.mpf("1e-6" if name in ("irr", "xirr") else "1e-9")
            assert abs(mp.mpf(str(got)) - wanted) <= loose * abs(wanted) + mp.mpf("1e-9"), inputs
