"""All roots and no others: against products of known factors, and against stated examples."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.tools.calculator import Outputs, Refusal, Result
from kuroji.tools.catalog import calculate
from kuroji.tools.polynomials import (
    value_at,
    whole_coefficients,
    without_repeated_roots,
)
from kuroji.tools.roots import Term, roots_between, sign_changes


def answer(name: str, **inputs: object) -> Outputs:
    result = calculate(name, inputs)
    assert isinstance(result, Result), result
    return result.outputs


def code(name: str, **inputs: object) -> str:
    result = calculate(name, inputs)
    assert isinstance(result, Refusal), result
    return result.code


def flows_with_rates(rates: list[Fraction]) -> list[Decimal]:
    """Return cash flows, in whole numbers, whose rates are exactly these."""
    flows = [1]
    for rate in rates:
        top, bottom = (1 + rate).numerator, (1 + rate).denominator
        flows = [b * bottom - a * top for a, b in zip([0, *flows], [*flows, 0], strict=True)]
    return [Decimal(flow) for flow in flows]


@given(
    st.lists(
        st.fractions(min_value=Fraction(-9, 10), max_value=5, max_denominator=20),
        min_size=1,
        max_size=5,
    )
)
def test_every_rate_that_was_built_in_is_found_once(rates: list[Fraction]) -> None:
    found: Any = answer("irr", cashflows=flows_with_rates(rates))["roots"]
    wanted = sorted(set(rates))
    assert len(found) == len(wanted)
    for got, rate in zip(found, wanted, strict=True):
        assert abs(Fraction(got) - rate) <= Fraction(1, 10**12)


@pytest.mark.parametrize(
    ("flows", "roots"),
    [
        (["-100", "220", "-121"], ["0.1"]),
        (["-1000", "3300", "-3630", "1331"], ["0.1"]),
        (["0", "-100", "110", "0"], ["0.1"]),
        (["-100", "100"], ["0"]),
        (["-100", "0", "121"], ["0.1"]),
        (["1", "-1000000"], ["999999"]),
        (["-1000", "0.002"], ["-0.999998"]),
        (["-100", "220", "-121.0000001"], None),
        (["-100", "220", "-120.9999999"], 2),
        (["-1", "2000000"], None),
        (["-1", "1000001"], None),
        (["-1", "0.000001"], None),
        (["0", "0", "5"], None),
    ],
)
def test_roots_at_the_edges(flows: list[str], roots: list[str] | int | None) -> None:
    inputs = {"cashflows": [Decimal(flow) for flow in flows]}
    if roots is None:
        assert code("irr", **inputs) == "NoIRR"
        return
    found: Any = answer("irr", **inputs)["roots"]
    if isinstance(roots, int):
        assert len(found) == roots
    else:
        assert list(found) == [Decimal(root) for root in roots]


def test_long_series_with_many_changes_of_sign() -> None:
    rng = random.Random(5)
    flows = [Decimal(rng.randint(-100, 100)) for _ in range(120)]
    found = answer("irr", cashflows=flows)
    roots: Any = found["roots"]
    for root in roots:
        at = 1 / (1 + Fraction(root))
        value = sum((Fraction(f) * at**t for t, f in enumerate(flows)), Fraction(0))
        weight = sum((abs(Fraction(f)) * at**t for t, f in enumerate(flows)), Fraction(0))
        assert abs(value) < weight / 10**15


def test_a_loan_of_thirty_years() -> None:
    flows = [-300_000, *[Decimal("1798.65")] * 360]
    found: Any = answer("irr", cashflows=flows)["irr"]
    assert abs(found - Decimal("0.005")) < Decimal("1e-7")


def dated(*flows: tuple[str, str]) -> list[dict[str, object]]:
    return [{"date": day, "amount": Decimal(amount)} for day, amount in flows]


def test_dated_flows_that_only_touch_zero() -> None:
    flows = dated(("2021-01-01", "-100"), ("2022-01-01", "220"), ("2023-01-01", "-121"))
    found: Any = answer("xirr", flows=flows)
    assert len(found["roots"]) == 1
    assert abs(found["irr"] - Decimal("0.1")) < Decimal("1e-12")


def test_dated_flows_of_one_day_are_added_first() -> None:
    flows = dated(
        ("2022-01-01", "150"), ("2021-01-01", "-60"), ("2022-01-01", "-40"), ("2021-01-01", "-40")
    )
    found: Any = answer("xirr", flows=flows)
    assert found["sign_changes"] == 1
    assert abs(found["irr"] - Decimal("0.1")) < Decimal("1e-12")


def test_dated_flows_that_cancel_have_no_rate() -> None:
    assert code("xirr", flows=dated(("2021-01-01", "5"), ("2021-01-01", "-5"))) == "NoIRR"
    flows = dated(("2021-01-01", "10"), ("2022-01-01", "-20"), ("2023-01-01", "15"))
    assert code("xirr", flows=flows) == "NoIRR"


@given(
    st.lists(st.integers(-1000, 1000), min_size=2, max_size=8).filter(
        lambda flows: min(flows) < 0 < max(flows)
    )
)
def test_the_present_value_at_each_rate_is_zero(flows: list[int]) -> None:
    result = calculate("irr", {"cashflows": flows})
    if isinstance(result, Refusal):
        assert result.code == "NoIRR"
        return
    roots: Any = result.outputs["roots"]
    assert len(roots) <= result.outputs["sign_changes"]  # type: ignore[operator]
    for root in roots:
        growth = 1 + Fraction(root)
        value = sum((Fraction(f) / growth**t for t, f in enumerate(flows)), Fraction(0))
        weight = sum((abs(Fraction(f)) / growth**t for t, f in enumerate(flows)), Fraction(0))
        assert abs(value) <= weight / 10**12


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=4), st.integers(1, 4))
def test_repeated_roots_are_taken_out_exactly(factor: list[int], shift: int) -> None:
    simple = [*factor, shift]
    square = [0] * (2 * len(simple) - 1)
    for i, a in enumerate(simple):
        for j, b in enumerate(simple):
            square[i + j] += a * b
    once = without_repeated_roots(list(square))
    assert len(once) <= len(simple)
    for at in (Fraction(1, 3), Fraction(2), Fraction(7, 5)):
        zero_before = value_at(square, at) == 0
        assert zero_before == (value_at(once, at) == 0)


def test_coefficients_that_vanish_modulo_the_prime_are_handled() -> None:
    prime = 2**61 - 1
    assert without_repeated_roots([6, -5, prime]) == [6, -5, prime]


def test_whole_coefficients_keep_their_proportions() -> None:
    assert whole_coefficients([Decimal("0.5"), Decimal("-0.25")]) == [2, -1]


def test_a_triple_crossing_is_found_as_one_root() -> None:
    terms = [Term(0, Decimal(-1)), Term(1, Decimal(3)), Term(2, Decimal(-3)), Term(3, Decimal(1))]
    found = roots_between(terms, Decimal("0.5"), Decimal(2), Decimal("1e-15"))
    assert len(found) == 1
    assert sign_changes(terms) == 3
