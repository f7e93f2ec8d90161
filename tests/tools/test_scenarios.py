"""Sensitivity, tornado, scenarios and simulation over any calculator."""

from decimal import Decimal
from typing import Any

import pytest

from kuroji.tools.calculator import Refusal
from kuroji.tools.catalog import calculate
from kuroji.tools.simulating import Distribution, distribution, drawn

MARGIN: dict[str, object] = {
    "calculator": "gross_margin",
    "output": "gross_margin",
    "inputs": {"revenue": 100, "cost_of_revenue": 50},
}
ROI: dict[str, object] = {
    "calculator": "return_on_investment",
    "output": "annualised_roi",
    "inputs": {"benefits": 4, "costs": 1},
}


def ask(name: str, **inputs: object) -> Any:
    answer = calculate(name, inputs)
    return answer.code if isinstance(answer, Refusal) else answer.outputs


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("sensitivity", {"vary": "wacc", "values": [1]}, "UnknownInput"),
        ("sensitivity", {"vary": "revenue", "values": [1, 0]}, "ZeroDenominator"),
        ("sensitivity", {"vary": "revenue", "values": []}, "EmptySeries"),
        ("tornado", {"ranges": {}}, "EmptySeries"),
        ("tornado", {"ranges": []}, "InvalidInput"),
        ("tornado", {"ranges": {"revenue": 5}}, "InvalidInput"),
        ("tornado", {"ranges": {"revenue": [1]}}, "LengthMismatch"),
        ("tornado", {"ranges": {"revenue": [1, "2"]}}, "NotANumber"),
        ("tornado", {"ranges": {"wacc": [1, 2]}}, "UnknownInput"),
        ("tornado", {"ranges": {"revenue": [0, 2]}}, "ZeroDenominator"),
        ("tornado", {"ranges": {"revenue": [2, 0]}}, "ZeroDenominator"),
        ("scenario_table", {"scenarios": []}, "EmptySeries"),
        ("scenario_table", {"scenarios": [{"name": "a"}]}, "MissingInput"),
        ("scenario_table", {"scenarios": [{"name": "a", "changes": {"x": 1}}]}, "UnknownInput"),
        (
            "scenario_table",
            {"scenarios": [{"name": "a", "changes": {"revenue": 0}}]},
            "ZeroDenominator",
        ),
        (
            "scenario_table",
            {
                "scenarios": [
                    {"name": "a", "changes": {}, "probability": 1},
                    {"name": "b", "changes": {}},
                ]
            },
            "OutOfRange",
        ),
    ],
)
def test_an_error_of_any_point_is_the_answer(name: str, more: dict[str, object], code: str) -> None:
    assert ask(name, **MARGIN, **more) == code


def test_the_base_is_a_point_too() -> None:
    wrong = {**MARGIN, "inputs": {"revenue": 0, "cost_of_revenue": 1}}
    assert ask("sensitivity", **wrong, vary="revenue", values=[1]) == "ZeroDenominator"
    assert ask("tornado", **wrong, ranges={"revenue": [1, 2]}) == "ZeroDenominator"


def test_null_is_no_number() -> None:
    assert ask("sensitivity", **ROI, vary="years", values=[2]) == "UnknownOutput"


def test_scenarios_without_probabilities_have_no_expected_value() -> None:
    scenarios = [{"name": "a", "changes": {"years": 2}}, {"name": "b", "changes": {"years": 1}}]
    found = ask("scenario_table", **ROI, scenarios=scenarios)
    assert [row["value"] for row in found["rows"]] == [1, 3]
    assert found["expected_value"] is None


def test_bars_of_equal_swing_stand_by_name() -> None:
    sums: dict[str, object] = {
        "calculator": "npv",
        "output": "npv",
        "inputs": {"rate": 0, "cashflows": [1, 1, 1]},
    }
    ranges = {"cashflows.2": [0, 2], "cashflows.1": [3, 1], "cashflows.0": [0, 9]}
    bars = ask("tornado", **sums, ranges=ranges)["bars"]
    assert [bar["input"] for bar in bars] == ["cashflows.0", "cashflows.1", "cashflows.2"]
    assert (bars[1]["low"], bars[1]["high"]) == (5, 3)


def simulate(distributions: object, **more: object) -> Any:
    plan = {"trials": 200, "seed": 1, **more}
    return ask("monte_carlo", **{**MARGIN, "distributions": distributions, **plan})


SPREAD = {"input": "cost_of_revenue", "shape": "uniform", "low": 30, "high": 60}


@pytest.mark.parametrize(
    ("distributions", "more", "code"),
    [
        ([], {}, "EmptySeries"),
        ([5], {}, "InvalidInput"),
        ([{**SPREAD, "shape": "cauchy"}], {}, "InvalidInput"),
        ([{"input": "revenue"}], {}, "MissingInput"),
        ([{"input": "revenue", "shape": "normal", "mean": 1}], {}, "MissingInput"),
        ([{**SPREAD, "mode": 40}], {}, "UnknownInput"),
        ([{**SPREAD, "input": "wacc"}], {}, "UnknownInput"),
        ([{**SPREAD, "low": 60}], {}, "OutOfRange"),
        ([{**SPREAD, "shape": "triangular", "mode": 61}], {}, "OutOfRange"),
        ([{"input": "revenue", "shape": "normal", "mean": 1, "sd": 0}], {}, "OutOfRange"),
        ([{"input": "revenue", "shape": "lognormal", "mu": 1, "sigma": -1}], {}, "OutOfRange"),
        ([{**SPREAD, "low": -9, "high": -5}], {}, "NoSolution"),
        ([SPREAD], {"trials": 0}, "OutOfRange"),
        ([SPREAD], {"trials": 10**9}, "OutOfRange"),
        ([SPREAD], {"trials": Decimal("2.5")}, "NotAnInteger"),
        ([SPREAD], {"seed": Decimal("1.5")}, "NotAnInteger"),
        ([SPREAD], {"seed": -1}, "OutOfRange"),
        ([SPREAD], {"output": "nonesuch"}, "UnknownOutput"),
        ([SPREAD], {"inputs": {}}, "MissingInput"),
    ],
)
def test_a_simulation_that_cannot_run_is_refused(
    distributions: object, more: dict[str, object], code: str
) -> None:
    assert simulate(distributions, **more) == code


def test_refused_trials_are_counted_and_not_used() -> None:
    found = simulate([{**SPREAD, "low": -30, "high": 30}])
    assert 60 < found["failed_trials"] < 140
    assert found["probability_at_least"] is None


def test_a_magnitude_beyond_any_range_fails_its_trial() -> None:
    wide = {"input": "cost_of_revenue", "shape": "lognormal", "mu": 0, "sigma": 10**6}
    assert simulate([wide])["failed_trials"] > 50


def test_one_trial_has_no_spread() -> None:
    found = simulate([SPREAD], trials=1, threshold=-9)
    assert found["sd"] is None
    assert found["probability_at_least"] == 1
    assert found["p5"] == found["p95"] == found["mean"]


def test_the_seed_decides() -> None:
    normal = {"input": "revenue", "shape": "normal", "mean": 100, "sd": 5}
    lognormal = {
        "input": "cost_of_revenue",
        "shape": "lognormal",
        "mu": 3,
        "sigma": Decimal("0.1"),
    }
    first = simulate([normal, lognormal])
    assert first == simulate([normal, lognormal])
    assert first != simulate([normal, lognormal], seed=2)
    assert abs(first["p50"] - Decimal("0.8")) < Decimal("0.02")


def test_the_least_draw_of_an_endless_distribution_is_none() -> None:
    raw = {"input": "x", "shape": "normal", "mean": 0, "sd": 1}
    spread = distribution(raw, "distributions.0")
    assert isinstance(spread, Distribution)
    assert drawn(spread, Decimal(0)) is None
    assert drawn(spread, Decimal("0.5")) == 0
