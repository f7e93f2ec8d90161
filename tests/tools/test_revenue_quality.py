"""Circular flows and the runway at its edges: what golden values alone do not show."""

from decimal import Decimal
from typing import Any

import pytest

from kuroji.tools.calculator import Refusal, Result
from kuroji.tools.catalog import calculate


def answer(name: str, **inputs: object) -> Any:
    result = calculate(name, inputs)
    return result.code if isinstance(result, Refusal) else result.outputs


def edges(*arrows: tuple[str, str, int]) -> list[dict[str, object]]:
    return [{"from": giver, "to": taker, "amount": amount} for giver, taker, amount in arrows]


def test_parallel_edges_are_added() -> None:
    found = answer("funding_cycles", edges=edges(("A", "B", 1), ("A", "B", 2), ("B", "A", 9)))
    assert found["cycles"] == ({"members": ("A", "B"), "amount": 3},)


def test_every_cycle_of_a_full_graph_stands_once() -> None:
    names = "ABCDE"
    full = edges(*((a, b, 1) for a in names for b in names if a != b))
    found = answer("funding_cycles", edges=full)
    members = [cycle["members"] for cycle in found["cycles"]]
    assert found["count"] == len(set(members)) == 10 + 20 + 30 + 24
    assert all(cycle[0] == min(cycle) for cycle in members)
    assert members == sorted(members)


def test_money_that_does_not_come_back_is_no_cycle() -> None:
    chain = edges(("A", "B", 1), ("B", "C", 1), ("C", "B", 1), ("A", "D", 5))
    found = answer("funding_cycles", edges=chain)
    assert found["cycles"] == ({"members": ("B", "C"), "amount": 1},)


def test_who_pays_himself_is_refused() -> None:
    assert answer("funding_cycles", edges=edges(("A", "A", 1))) == "InvalidInput"


def test_more_cycles_than_can_be_listed_are_refused() -> None:
    names = "ABCDEFGHIJK"
    full = edges(*((a, b, 1) for a in names for b in names if a != b))
    assert answer("funding_cycles", edges=full) == "OutOfRange"


def test_shares_without_any_revenue() -> None:
    found = answer("customer_concentration", customer_revenues=[0, 0], total_revenue=5)
    assert (found["herfindahl"], found["effective_customers"]) == (0, None)
    assert answer("customer_concentration", customer_revenues=[0, 0]) == "ZeroDenominator"


@pytest.mark.parametrize(
    ("inputs", "months", "binding"),
    [
        ({"cash": 100, "monthly_burn": 10}, 10, "burn"),
        ({"cash": 100, "monthly_burn": 0}, None, None),
        ({"cash": 0, "monthly_burn": 1}, 0, "burn"),
        ({"cash": 100, "monthly_burn": 10, "due": [(10, 1)]}, 10, "commitment"),
        ({"cash": 100, "monthly_burn": 10, "due": [(10, 0)]}, 10, "burn"),
        ({"cash": 100, "monthly_burn": 10, "due": [(11, 1)]}, 10, "burn"),
        ({"cash": 100, "monthly_burn": 10, "due": [(5, 50)]}, 5, "burn"),
        ({"cash": 100, "monthly_burn": 0, "due": [(5, 100)]}, None, None),
        ({"cash": 100, "monthly_burn": 0, "due": [(5, 60), (5, 60)]}, 5, "commitment"),
        ({"cash": 100, "monthly_burn": -10, "due": [(5, 150)]}, None, None),
        ({"cash": 100, "monthly_burn": -10, "due": [(5, 151)]}, 5, "commitment"),
        ({"cash": 90, "undrawn_facilities": 10, "monthly_burn": 10, "due": [(2, 30)]}, 7, "burn"),
    ],
)
def test_the_runway_ends_where_something_cannot_be_paid(
    inputs: dict[str, Any], months: int | None, binding: str | None
) -> None:
    due = inputs.pop("due", None)
    if due is not None:
        inputs["committed_spend"] = [{"month": month, "amount": amount} for month, amount in due]
    found = answer("runway", **inputs)
    assert (found["months"], found["binding"]) == (months, binding)
    assert found["funded"] == (months is None)


@pytest.mark.parametrize(
    ("name", "inputs", "code"),
    [
        ("gross_margin", {"revenue": -1, "cost_of_revenue": 1}, "OutOfRange"),
        ("lifetime_value", {"revenue_per_account": 1, "gross_margin": 2, "churn_rate": 1},
         "OutOfRange"),
        ("cac_payback", {"cac": 1, "monthly_revenue_per_account": 1, "gross_margin": 2},
         "OutOfRange"),
        ("cac_payback", {"cac": 1, "monthly_revenue_per_account": 0, "gross_margin": 1},
         "ZeroDenominator"),
        ("burn_multiple", {"net_burn": 0, "net_new_arr": 1}, "NotMeaningful"),
        ("cohort_retention", {"cohorts": [[0, 1]]}, "ZeroDenominator"),
        ("token_cost", {"gpu_hour_price": 1, "tokens_per_second": 1, "utilisation": 0},
         "ZeroDenominator"),
        ("gpu_hour_cost", {"capital_per_gpu": 1, "life_years": 1, "power_kw": 1,
                           "electricity_price_kwh": 1, "utilisation": 0}, "ZeroDenominator"),
        ("compute_credit_adjustment",
         {"revenue": 5, "cost_of_revenue": 1, "credit_paid_revenue": 5}, "ZeroDenominator"),
        ("depreciation_gap", {"capex": 1, "life_years": 1, "gross_margin": 0, "ai_revenue": 0},
         "ZeroDenominator"),
        ("perpetuity_gap", {"invested_capital": 1, "required_return": 1, "margin": 0,
                            "ai_revenue": 0}, "ZeroDenominator"),
        ("return_on_investment", {"benefits": -1, "costs": 1, "years": 2}, "NotMeaningful"),
        ("depreciation_schedule", {"cost": 1, "life_years": 10**6}, "OutOfRange"),
        ("net_debt_to_ebitda", {"debt": 1, "cash": 0, "ebitda": 0}, "ZeroDenominator"),
        ("valuation_implied_revenue", {"valuation": 1, "required_return": 0, "years": 1,
                                       "exit_revenue_multiple": 1, "annual_dilution": 1},
         "ZeroDenominator"),
        ("years_to_break_even", {"gross_profit": 0, "operating_expenses": 1, "growth": 1},
         "NoSolution"),
        ("enterprise_ai_project", {"pilots": 0, "cost_per_pilot": 1, "survival_rate": 1,
                                   "deployment_cost": 1, "annual_benefit": 1,
                                   "annual_run_cost": 1, "adoption_ramp": [1], "rate": 0},
         "ZeroDenominator"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(name: str, inputs: dict[str, object], code: str) -> None:
    assert answer(name, **inputs) == code


def test_a_portfolio_that_costs_nothing_has_no_payback() -> None:
    free = {"pilots": 2, "cost_per_pilot": 0, "survival_rate": 1, "deployment_cost": 0,
            "annual_benefit": 1, "annual_run_cost": 2, "adoption_ramp": [1], "rate": 0}  # fmt: skip
    found = answer("enterprise_ai_project", **free)
    assert (found["payback_periods"], found["break_even_survival_rate"]) == (None, None)


def test_a_return_that_loses_everything_is_minus_one_a_year() -> None:
    assert answer("return_on_investment", benefits=0, costs=5, years=3)["annualised_roi"] == -1


def test_a_level_payment_at_almost_no_interest() -> None:
    for rate, expected in (("1e-12", "0.10000000000055"), ("0", "0.1"), ("1e-40", "0.1")):
        inputs = {"present_value": 1, "rate": Decimal(rate), "periods": 10}
        paid = answer("annuity_payment", **inputs)["payment"]
        assert abs(paid - Decimal(expected)) < Decimal("1e-22")
    endless = {"present_value": 1, "rate": Decimal("1e-300"), "periods": 10**300}
    paid = answer("annuity_payment", **endless)["payment"]
    assert abs(paid * 10**300 - 1 / (1 - Decimal(-1).exp())) < Decimal("1e-20")


def observed(**changes: object) -> dict[str, object]:
    return {"value": 9, "currency": "USD", "kind": "flow", "basis": "gaap", "period": "2025",
            "perimeter": "industry:AI", **changes}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"asset_classes": [{"name": "gpu", "amount": 0, "life_years": 1}]}, "ZeroDenominator"),
        ({"required_margin": Decimal("0.9"), "variable_cost_ratio": Decimal("0.2")}, "OutOfRange"),
        ({"charge_method": "expense", "asset_classes": [
            {"name": "gpu", "amount": 5, "life_years": 1, "residual_share": 1}]},
         "ZeroDenominator"),
        ({"observed_revenue": observed(kind="stock", currency="JPY")}, "KindMismatch"),
        ({"observed_revenue": observed(currency="JPY", basis="arr")}, "CurrencyMismatch"),
        ({"observed_revenue": observed(basis="arr", period="2024"), "accept_basis": "survey"},
         "BasisMismatch"),
        ({"observed_revenue": observed(period="2024", perimeter="x:y")}, "PeriodMismatch"),
        ({"observed_revenue": observed(perimeter="x:y")}, "PerimeterMismatch"),
    ],
)  # fmt: skip
def test_the_model_refuses_in_its_order(changes: dict[str, object], code: str) -> None:
    inputs = {
        "currency": "USD",
        "period": "2025",
        "perimeter": "industry:AI",
        "asset_classes": [{"name": "gpu", "amount": 100, "life_years": 4}],
        "required_return": 0,
        "observed_revenue": observed(),
    }
    assert answer("revenue_gap", **{**inputs, **changes}) == code
    assert isinstance(calculate("revenue_gap", inputs), Result)
