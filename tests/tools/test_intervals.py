"""Quantiles to many digits, against values of tables and the definition itself."""

from decimal import Decimal
from math import comb
from typing import Any

import mpmath as mp
import pytest

from kuroji.tools.calculator import Refusal, Result
from kuroji.tools.catalog import calculate
from kuroji.tools.intervals import clopper_pearson, normal_quantile


@pytest.mark.parametrize("tail", ["0.5", "0.4999", "0.025", "0.005", "1e-20", "1e-300"])
def test_the_normal_quantile_has_its_tail(tail: str) -> None:
    with mp.workdps(400):
        z = mp.mpf(str(normal_quantile(Decimal(tail))))
        assert abs(mp.erfc(z / mp.sqrt(2)) / 2 / mp.mpf(tail) - 1) < mp.mpf("1e-20")


@pytest.mark.parametrize(("k", "n"), [(1, 2), (3, 52), (50, 52), (8, 9)])
def test_each_end_of_the_exact_interval_has_its_tail(k: int, n: int) -> None:
    low, high = clopper_pearson(k, n, Decimal("0.05"))
    above = sum((comb(n, i) * low**i * (1 - low) ** (n - i) for i in range(k, n + 1)), Decimal(0))
    below = sum((comb(n, i) * high**i * (1 - high) ** (n - i) for i in range(k + 1)), Decimal(0))
    assert abs(above - Decimal("0.025")) < Decimal("1e-20")
    assert abs(below - Decimal("0.025")) < Decimal("1e-20")


def test_the_ends_are_closed() -> None:
    none = calculate("binomial_interval", {"successes": 0, "trials": 7})
    every = calculate("binomial_interval", {"successes": 7, "trials": 7})
    assert isinstance(none, Result)
    assert isinstance(every, Result)
    assert (none.outputs["clopper_pearson_low"], none.outputs["wilson_low"]) == (0, 0)
    assert (every.outputs["clopper_pearson_high"], every.outputs["wilson_high"]) == (1, 1)


def test_one_in_a_hundred_thousand_has_all_its_digits() -> None:
    result = calculate("binomial_interval", {"successes": 1, "trials": 100_000})
    assert isinstance(result, Result)
    low: Any = result.outputs["clopper_pearson_low"]
    assert abs((1 - low) ** 100_000 - Decimal("0.975")) < Decimal("1e-15")


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"successes": 1, "trials": 10**13}, "OutOfRange"),
        ({"successes": 1, "trials": 2, "confidence": 0}, "OutOfRange"),
        ({"successes": 1, "trials": 2, "confidence": 1}, "OutOfRange"),
        ({"successes": 1, "trials": 2, "confidence": 95}, "OutOfRange"),
        ({"successes": -1, "trials": 2}, "OutOfRange"),
    ],
)
def test_what_is_no_sample_is_refused(inputs: dict[str, object], code: str) -> None:
    answer = calculate("binomial_interval", inputs)
    assert isinstance(answer, Refusal)
    assert answer.code == code
