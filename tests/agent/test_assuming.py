"""A figure that nobody reported enters by the published list, or because the user typed it."""

from decimal import Decimal

import pytest

from kuroji.agent.assuming import amounts, assumption
from kuroji.knowledge.ledger import Assumption, Ledger


def test_a_published_assumption_needs_no_value() -> None:
    made = assumption(Ledger(), "required_return", "", "", ())
    assert isinstance(made, Assumption)
    assert (made.value, made.by, made.label) == (Decimal(10), "default", "A1")


@pytest.mark.parametrize(
    ("typed", "given", "value"),
    [
        ("if GPUs last four years", "4 years", 4),
        ("GPUが4年しかもたないなら", "four years", 4),
        ("at 48 months", "48 months", 4),
        ("and at 5?", "5", 5),
    ],
)
def test_a_typed_value_is_taken_in_the_unit_of_the_list(typed: str, given: str, value: int) -> None:
    made = assumption(Ledger(), "stress_gpu_life_years", given, "", amounts([typed]))
    assert isinstance(made, Assumption)
    assert (made.value, made.unit, made.by) == (Decimal(value), "years", "user")


@pytest.mark.parametrize("given", ["$9.9bn", "7兆円", "87%", "12.5x"])
def test_a_value_that_nobody_typed_is_refused(given: str) -> None:
    ledger = Ledger()
    refused = assumption(ledger, "revenue", given, "", amounts(["What is the revenue?"]))
    assert isinstance(refused, str)
    assert len(ledger) == 0


def test_an_unknown_name_is_refused_with_the_names() -> None:
    refused = assumption(Ledger(), "luck", "4", "", amounts(["4"]))
    assert isinstance(refused, str)
    assert "required_return" in refused


def test_two_values_of_one_name_stand_side_by_side() -> None:
    ledger, typed = Ledger(), amounts(["at 4 years, and at 5 years"])
    first = assumption(ledger, "stress_gpu_life_years", "4 years", "", typed)
    second = assumption(ledger, "stress_gpu_life_years", "5 years", "", typed)
    assert isinstance(first, Assumption)
    assert isinstance(second, Assumption)
    assert (first.id, second.id) == ("stress_gpu_life_years", "stress_gpu_life_years-5")
