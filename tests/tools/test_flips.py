"""The nearest flips: what they say comes true when the driver is moved there."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuroji.tools.calculator import Result
from kuroji.tools.catalog import calculate
from kuroji.tools.verdict import nearest_flips
from tests.tools.golden import agrees, lines

CASES = lines("verdict_cases.jsonl")
TOLERANCE = {"rel": "1e-9", "abs": "1e-12"}
MOVED = {"capital_expenditure", "liquidity", "committed_need", "operating_income"}
NAMES = {
    "supplier_financed_revenue": "supplier_financed_share",
    "prior_revenue": "growth",
    "gross_profit": "gross_margin",
}


def judged(inputs: dict[str, Any]) -> Any:
    result = calculate("verdict", inputs)
    assert isinstance(result, Result)
    return result.outputs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_company_gets_its_verdict(case: Any) -> None:
    outputs = judged(case["inputs"])
    assert agrees(case["expected"], outputs, TOLERANCE)
    assert set(outputs) == set(case["expected"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_stated_sensitivity_comes_true(case: Any) -> None:
    for stated in case["sensitivity"]:
        if stated["driver"] in case["inputs"] or stated["driver"] in NAMES:
            outputs = judged({**case["inputs"], stated["driver"]: stated["at"]})
            assert (outputs["verdict"], outputs["rule"]) == (stated["becomes"], stated["rule"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_no_stated_flip_is_nearer_than_the_one_found(case: Any) -> None:
    found = {flip.driver: flip for flip in nearest_flips(case["inputs"])}
    for stated in case["sensitivity"]:
        flip = found.get(NAMES.get(stated["driver"], stated["driver"]))
        if stated["driver"] in MOVED and stated["becomes"] != case["expected"]["verdict"]:
            now = Decimal(case["inputs"].get(stated["driver"], 0))
            assert flip is not None
            assert flip.real
            assert flip.now == now
            assert abs(flip.at - now) <= abs(stated["at"] - now)  # type: ignore[operator]


def test_coreweave_needs_less_capital_expenditure_first() -> None:
    case = next(case for case in CASES if case["company"] == "CoreWeave")
    first, *others = nearest_flips(case["inputs"])
    assert (first.driver, first.at, first.inclusive) == (
        "capital_expenditure",
        Decimal("3429.7095"),
        True,
    )
    assert (first.verdict, first.rule) == ("R3", "R3.funded")
    more = next(flip for flip in others if flip.driver == "liquidity")
    assert more.at == Decimal("11905.82")
    changes = [flip.relative_change for flip in (first, *others) if flip.real]
    assert changes == sorted(changes)  # type: ignore[type-var]


def test_a_driver_that_moves_nothing_says_so() -> None:
    case = next(case for case in CASES if case["company"] == "NVIDIA")
    found = {flip.driver: flip for flip in nearest_flips(case["inputs"])}
    assert (found["liquidity"].at, found["liquidity"].real) == (None, False)
    assert found["gpu_life_years"].now is None
    assert len(found) == 9


def test_a_change_to_not_determinable_is_no_flip() -> None:
    case = next(case for case in CASES if case["company"] == "ServiceNow")
    found = nearest_flips(case["inputs"])
    assert [flip.driver for flip in found if flip.real] == ["capital_expenditure"]
    income = next(flip for flip in found if flip.driver == "operating_income")
    assert [income.verdict, income.at, income.real] == ["R0", 0, False]


def test_the_life_at_which_operating_income_vanishes() -> None:
    inputs = {
        "revenue": 100,
        "gross_profit": 60,
        "operating_income": 10,
        "operating_cash_flow": 30,
        "capital_expenditure": 5,
        "prior_revenue": 90,
        "liquidity": 500,
        "gpu_depreciation": 20,
        "gpu_life_years": 6,
        "evidence_grade": "A",
    }
    life = next(flip for flip in nearest_flips(inputs) if flip.driver == "gpu_life_years")
    assert [life.at, life.inclusive, life.verdict] == [4, False, "R3"]
    growth = next(f for f in nearest_flips({**inputs, "prior_revenue": 0}) if f.driver == "growth")
    assert growth.now is None


@pytest.mark.parametrize("inputs", [None, {}, {"evidence_grade": "E"}, {"evidence_grade": "A"}])
def test_without_a_verdict_there_is_nothing_to_turn(inputs: object) -> None:
    assert nearest_flips(inputs) == ()


def test_a_refused_verdict_has_no_flips() -> None:
    inputs = {"revenue": 0, "operating_income": 1, "operating_cash_flow": 1,
              "capital_expenditure": 0, "evidence_grade": "A"}  # fmt: skip
    assert nearest_flips(inputs) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "revenue": st.integers(50, 500),
            "gross_profit": st.integers(-50, 400),
            "operating_income": st.integers(-300, 200),
            "operating_cash_flow": st.integers(-200, 200),
            "capital_expenditure": st.integers(0, 200),
            "prior_revenue": st.integers(20, 500),
            "liquidity": st.integers(0, 900),
            "committed_need": st.integers(0, 300),
            "evidence_grade": st.sampled_from("ABCD"),
        }
    )
)
def test_before_the_border_the_verdict_holds_and_beyond_it_is_another(
    inputs: dict[str, Any],
) -> None:
    today = judged(inputs)["verdict"]
    for flip in nearest_flips(inputs):
        if flip.driver not in MOVED or flip.at is None or flip.at == flip.now:
            continue
        step = (flip.at - Decimal(inputs[flip.driver])) * Decimal("1e-6")
        before = judged({**inputs, flip.driver: flip.at - step})
        assert before["verdict"] == today
        there = flip.at if flip.inclusive else flip.at + step
        beyond = judged({**inputs, flip.driver: there})
        assert (beyond["verdict"], beyond["rule"]) == (flip.verdict, flip.rule)
