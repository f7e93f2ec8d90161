"""Every golden value and every refusal; what holds for all calculators."""

import ast
from decimal import Decimal, getcontext, localcontext
from pathlib import Path
from typing import Any

import pytest

from kuroji.tools.calculator import Refusal, Result
from kuroji.tools.catalog import CATALOG, calculate
from tests.tools.golden import agrees, cases, decoded

GOLDEN = [*cases("golden.json"), *cases("golden_own.json")]


@pytest.mark.parametrize("case", GOLDEN)
def test_every_golden_case_is_answered_as_it_was_checked(case: Any) -> None:
    answer = calculate(case["calculator"], decoded(case["inputs"]))
    if isinstance(answer, Refusal):
        assert answer.code == case.get("expected_error"), answer.reason
    else:
        assert agrees(case.get("expected"), answer.outputs, case.get("tolerance", {}))


def test_every_golden_value_gives_exactly_the_declared_outputs() -> None:
    for case in GOLDEN:
        item: Any = case.values[0]
        answer = calculate(item["calculator"], decoded(item["inputs"]))
        if isinstance(answer, Result):
            assert set(answer.outputs) <= set(CATALOG[item["calculator"]].outputs)


def test_every_calculator_has_a_golden_value_and_a_refusal() -> None:
    by_kind: dict[bool, set[str]] = {True: set(), False: set()}
    for case in GOLDEN:
        item: Any = case.values[0]
        by_kind["expected" in item].add(item["calculator"])
    own_tests = {"substitute", "verdict_flips"}
    assert set(CATALOG) - by_kind[True] <= own_tests


@pytest.mark.parametrize("name", CATALOG)
def test_every_calculator_says_what_it_is_in_both_languages(name: str) -> None:
    entry = CATALOG[name]
    assert entry.name == name
    assert entry.title_en
    assert any(ord(letter) > 0x2E80 for letter in entry.title_ja)
    assert entry.formula


@pytest.mark.parametrize("name", CATALOG)
@pytest.mark.parametrize("bad", [None, 5, "text", [], [1], True, Decimal("NaN")])
def test_what_is_no_object_is_refused(name: str, bad: object) -> None:
    answer = calculate(name, bad)
    assert isinstance(answer, Refusal)
    assert answer.code == "InvalidInput"


@pytest.mark.parametrize("name", CATALOG)
@pytest.mark.parametrize(
    "bad",
    [None, "text", "", [], [[]], {}, True, Decimal("NaN"), 10**400, -1, Decimal("2.5"), [None], 0],
)
def test_no_calculator_raises_whatever_stands_in_its_inputs(name: str, bad: object) -> None:
    answer = calculate(name, dict.fromkeys(CATALOG[name].roles, bad))
    assert isinstance(answer, Refusal | Result)


@pytest.mark.parametrize("name", CATALOG)
def test_a_misspelt_input_is_named(name: str) -> None:
    needed = {role: 1 for role, what in CATALOG[name].roles.items() if what.required}
    answer = calculate(name, {**needed, "misspelt": 1})
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.roles) == ("UnknownInput", ("misspelt",))


def test_the_callers_precision_changes_nothing() -> None:
    inputs = {"rate": Decimal("0.08"), "cashflows": [-1000, 300, 420, 680]}
    usual = calculate("npv", inputs)
    with localcontext() as context:
        context.prec = 2
        assert calculate("npv", inputs) == usual
    assert getcontext().prec == 28


def test_a_result_beyond_the_binary_range_is_refused() -> None:
    answer = calculate("npv", {"rate": Decimal("-0.999999"), "cashflows": [1] * 60})
    assert isinstance(answer, Refusal)
    assert answer.code == "Overflow"


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("annuity_present_value", {"payment": 1, "rate": Decimal("-0.5"), "periods": 10**300}),
        ("compound_annual_growth_rate", {"begin": 1, "end": 9, "years": Decimal("1e-300")}),
        ("lifetime_value", {"revenue_per_account": 10**300, "gross_margin": 1, "churn_rate": 0,
                            "discount_rate": Decimal("1e-300")}),
    ],
)  # fmt: skip
def test_overflow_inside_is_a_refusal(name: str, inputs: dict[str, object]) -> None:
    answer = calculate(name, inputs)
    assert isinstance(answer, Refusal)
    assert answer.code == "Overflow"


def test_lists_inside_outputs_are_looked_at_too() -> None:
    base = {"calculator": "npv", "inputs": {"rate": 0, "cashflows": [1]}, "output": "npv"}
    answer = calculate("tornado", {**base, "ranges": {"rate": [Decimal("-0.5"), 1]}})
    assert isinstance(answer, Result)
    far = {"revenues": [10**300] * 2, "costs": [0, 0]}
    assert isinstance(calculate("funding_need", far), Result)
    steep = {"pilots": 10**300, "cost_per_pilot": 10**300, "survival_rate": 1,
             "deployment_cost": 0, "annual_benefit": 0, "annual_run_cost": 0,
             "adoption_ramp": [1], "rate": 0}  # fmt: skip
    assert calculate("enterprise_ai_project", steep).code == "Overflow"  # type: ignore[union-attr]


def test_arithmetic_has_no_binary_numbers() -> None:
    folder = Path(__file__).parents[2] / "tools"
    found = [
        f"{file.name}:{node.lineno}"
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert found == []
