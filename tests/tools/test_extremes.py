"""Whatever numbers stand in well-formed inputs, there is a result or a refusal, never a crash."""

import random
from decimal import Decimal
from typing import Any

import pytest

from kuroji.tools.calculator import Refusal, Result, Role
from kuroji.tools.catalog import CATALOG, calculate
from kuroji.tools.refusal import CODES

NUMBERS = [
    Decimal(text)
    for text in (
        "0",
        "1",
        "-1",
        "2",
        "3",
        "0.5",
        "0.2",
        "100",
        "-100",
        "1e-300",
        "-1e-300",
        "1e300",
        "-1e300",
        "1e-40",
        "0.9999999999999999999999",
        "-0.9999999999999999999999",
        "1e30",
        "7",
        "24",
        "1e-17",
        "0.0000001",
        "1000000007",
    )
]
SLOW = {"believe", "sensitivity", "tornado", "scenario_table", "monte_carlo"}


def drawn(role: Role, rng: random.Random) -> Any:
    """Return a value of the right shape, its numbers mostly at an edge."""
    if not role.required and rng.random() < 0.3:
        return None
    match role.shape:
        case "number":
            fits = [n for n in NUMBERS if _inside(role, n)]
            return rng.choice(fits)
        case "whole":
            return rng.choice([1, 2, 3, 24, 10**12, 10**300])
        case "list":
            return [drawn(role.fields["item"], rng) for _ in range(rng.randint(1, 5))]
        case "record" | "quantity":
            return {name: drawn(field, rng) for name, field in role.fields.items()}
        case "enum":
            return rng.choice(role.words)
        case "currency":
            return rng.choice(["USD", "JPY"])
        case "date":
            return f"20{rng.randint(10, 30)}-0{rng.randint(1, 9)}-11"
    return rng.choice(["FY2024", "2024-Q1", "company:X", "a", "b"])


def _inside(role: Role, number: Decimal) -> bool:
    low = role.low is None or number > role.low or (number == role.low and not role.open_low)
    return low and (role.high is None or number <= role.high)


@pytest.mark.parametrize("name", sorted(set(CATALOG) - SLOW))
def test_extreme_numbers_give_a_result_or_a_refusal(name: str) -> None:
    rng = random.Random(name)
    for _ in range(300):
        inputs = {role: drawn(what, rng) for role, what in CATALOG[name].roles.items()}
        answer = calculate(name, inputs)
        if isinstance(answer, Refusal):
            assert answer.code in CODES
            assert answer.reason
        else:
            assert isinstance(answer, Result)
            assert finite(answer.outputs)


def finite(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    if hasattr(value, "values"):
        return all(finite(inner) for inner in value.values())
    return all(finite(inner) for inner in value) if isinstance(value, tuple) else True
