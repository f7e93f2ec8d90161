"""What must be believed: all solutions in the range, no poles, no jumps."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuroji.tools.calculator import Refusal, Result
from kuroji.tools.catalog import calculate

GROWTH = {"calculator": "growth_rate", "output": "growth", "inputs": {"current": 8, "prior": 4}}


def believe(**inputs: object) -> Any:
    answer = calculate("believe", inputs)
    return answer.code if isinstance(answer, Refusal) else answer.outputs


def test_a_single_solution_stands_alone() -> None:
    found = believe(**GROWTH, vary="current", target=1, low=1, high=50)
    assert found["solution"] == 8
    assert found["solutions"] == (8,)


def test_a_pole_is_no_solution() -> None:
    npv = {"calculator": "lifetime_value", "output": "ltv"}
    inputs = {"revenue_per_account": 1, "gross_margin": 1, "churn_rate": 1}
    assert believe(**npv, inputs=inputs, vary="gross_margin", target=5, low=-1, high=1) == (
        "NoSolution"
    )
    ratio: dict[str, object] = {"calculator": "ltv_to_cac", "output": "ratio"}
    held = {"lifetime_value": 1, "cac": 1}
    assert believe(**ratio, inputs=held, vary="cac", target=-3, low=-1, high=1) == "NoSolution"


def test_a_jump_is_no_solution() -> None:
    held = {"revenues": [1, 2], "costs": [2, 3], "opening_cash": 0}
    need: dict[str, object] = {"calculator": "funding_need", "inputs": held}
    found = believe(
        **need, output="first_shortfall", vary="opening_cash", target=1.5, low=0, high=1.9
    )
    assert found == "NoSolution"


def test_a_pole_at_a_point_of_the_grid_is_passed_over() -> None:
    magic = {
        "calculator": "net_debt_to_ebitda",
        "output": "ratio",
        "inputs": {"debt": 1, "cash": 0, "ebitda": 1},
    }
    assert believe(**magic, vary="ebitda", target=2, low=-1, high=1)["solution"] == Decimal("0.5")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"calculator": "nonesuch"}, "UnknownCalculator"),
        ({"vary": "wacc"}, "UnknownInput"),
        ({"vary": "current.0"}, "UnknownInput"),
        ({"output": "shrinkage"}, "UnknownOutput"),
        ({"output": "growth.0"}, "UnknownOutput"),
        ({"low": 5, "high": 5}, "OutOfRange"),
        ({"inputs": {"current": 8}}, "MissingInput"),
        ({"inputs": {"current": 8, "prior": "4"}}, "NotANumber"),
        ({"inputs": []}, "InvalidInput"),
        ({"vary": ""}, "InvalidInput"),
        ({"target": 1000}, "NoSolution"),
    ],
)
def test_what_no_other_value_would_cure_is_the_answer(
    changes: dict[str, object], code: str
) -> None:
    inputs: dict[str, object] = {**GROWTH, "vary": "current", "target": 1, "low": 1, "high": 50}
    assert believe(**{**inputs, **changes}) == code


@pytest.mark.parametrize("path", ["cashflows.9", "cashflows.-1", "cashflows.x", "cashflows.0.0"])
def test_a_position_must_be_there(path: str) -> None:
    npv = {"calculator": "npv", "output": "npv", "inputs": {"rate": 0, "cashflows": [1, 2]}}
    assert believe(**npv, vary=path, target=0, low=-9, high=9) == "UnknownInput"


def test_an_absent_input_may_be_varied() -> None:
    found = believe(**{**GROWTH, "inputs": {"prior": 4}}, vary="current", target=1, low=1, high=50)
    assert found["solution"] == 8


def test_an_output_inside_a_list_can_be_looked_at() -> None:
    held = {"revenues": [1, 2], "costs": [2, 3], "opening_cash": 0}
    need: dict[str, object] = {"calculator": "funding_need", "inputs": held}
    found = believe(**need, output="balances.1", vary="revenues.1", target=0, low=0, high=10)
    assert found["solution"] == 4
    count = believe(**need, output="first_shortfall", vary="opening_cash", target=2, low=0, high=2)
    assert len(count["solutions"]) == 500


@pytest.mark.parametrize("output", ["verdict", "provisional", "flags", "flags.0"])
def test_an_output_that_is_no_number_is_unknown(output: str) -> None:
    inputs = {"revenue": 9, "operating_income": 1, "operating_cash_flow": 1,
              "capital_expenditure": 0, "evidence_grade": "A"}  # fmt: skip
    judged: dict[str, object] = {"calculator": "verdict", "inputs": inputs, "output": output}
    assert believe(**judged, vary="revenue", target=0, low=1, high=2) == "UnknownOutput"


def test_a_refusal_in_the_middle_of_a_bracket_is_walked_around() -> None:
    figure = {
        "currency": "USD",
        "kind": "flow",
        "basis": "gaap",
        "period": "FY2024",
        "perimeter": "company:X",
    }
    inputs = {"numerator": {**figure, "value": 1}, "denominator": {**figure, "value": 1}}
    ratio: dict[str, object] = {"calculator": "quantity_ratio", "inputs": inputs}
    held = {**ratio, "output": "ratio", "vary": "denominator.value"}
    assert believe(**held, target=2, low=-1, high=1)["solution"] == Decimal("0.5")


def test_nothing_is_found_where_the_whole_bracket_refuses() -> None:
    held: dict[str, object] = {
        "calculator": "depreciation_schedule",
        "inputs": {"cost": 1, "life_years": 1},
        "output": "schedule.0",
        "vary": "life_years",
    }
    assert believe(**held, target=Decimal("0.4"), low=1, high=101) == "NoSolution"
    assert believe(**held, target=Decimal("0.5"), low=1, high=101)["solution"] == 2


@settings(max_examples=25)
@given(st.integers(2, 400), st.integers(1, 40), st.integers(1, 9))
def test_what_was_asked_for_comes_out(price: int, multiple: int, years: int) -> None:
    inputs = {
        "valuation": price,
        "required_return": Decimal("0.15"),
        "years": years,
        "exit_revenue_multiple": multiple,
    }
    value: dict[str, object] = {"calculator": "valuation_implied_revenue", "inputs": inputs}
    target = Decimal(price) / 7
    found = believe(
        **value, output="implied_revenue", vary="required_return", target=target, low=-0.9, high=2
    )
    if found == "NoSolution":
        return
    again = calculate("valuation_implied_revenue", {**inputs, "required_return": found["solution"]})
    assert isinstance(again, Result)
    revenue: Any = again.outputs["implied_revenue"]
    assert abs(revenue - target) < Decimal("1e-9") * max(Decimal(1), target)
