"""Intervals and verdicts against a second writing of their rules, on random cases."""

import random
from decimal import Decimal
from typing import Any

import mpmath as mp
import pytest
from scipy.stats import beta, norm

from kuroji.tools.calculator import Result
from kuroji.tools.catalog import calculate
from tests.tools.test_independent import Inputs


def test_random_intervals_agree_with_the_quantiles_of_the_beta_distribution() -> None:
    rng = random.Random(11)
    for _ in range(300):
        trials = rng.choice([1, 5, 52, 153, 1000, 20_000])
        successes = rng.randint(0, min(trials, rng.choice([1, 3, 60, trials])))
        error = rng.choice([0.5, 0.1, 0.05, 0.01])
        inputs = {"successes": successes, "trials": trials, "confidence": Decimal(str(1 - error))}
        result = calculate("binomial_interval", inputs)
        assert isinstance(result, Result)
        low: Any = result.outputs["clopper_pearson_low"]
        high: Any = result.outputs["clopper_pearson_high"]
        if successes > 0:
            wanted = beta.ppf(error / 2, successes, trials - successes + 1)
            assert float(low) == pytest.approx(wanted, rel=1e-8)
        if successes < trials:
            wanted = beta.isf(error / 2, successes + 1, trials - successes)
            assert float(high) == pytest.approx(wanted, rel=1e-8)
        z, share = norm.isf(error / 2), successes / trials
        centre = (share + z * z / 2 / trials) / (1 + z * z / trials)
        half = (
            z / (1 + z * z / trials) * (share * (1 - share) / trials + z * z / 4 / trials**2) ** 0.5
        )
        wilson: Any = result.outputs["wilson_low"]
        assert float(wilson) == pytest.approx(centre - half, rel=1e-8, abs=1e-12)


def test_random_verdicts_agree_with_the_rules_written_down_a_second_time() -> None:
    rng = random.Random(23)
    seen: set[str] = set()
    for _ in range(800):
        i: Inputs = {
            "revenue": rng.randint(50, 200),
            "operating_income": rng.randint(-120, 60),
            "operating_cash_flow": rng.randint(-80, 80),
            "capital_expenditure": rng.randint(0, 60),
            "gross_profit": rng.choice([None, rng.randint(-20, 120)]),
            "prior_revenue": rng.choice([None, rng.randint(30, 200)]),
            "liquidity": rng.choice([None, rng.randint(0, 400)]),
            "committed_need": rng.choice([0, rng.randint(0, 300)]),
            "supplier_financed_revenue": rng.choice([0, rng.randint(0, 50)]),
            "evidence_grade": rng.choice("ABCDE"),
        }
        result = calculate("verdict", i)
        assert isinstance(result, Result)
        assert result.outputs["rule"] == rule_again(i), i
        seen.add(str(result.outputs["rule"]))
    assert len(seen) == 10


def rule_again(i: Inputs) -> str:
    """The rubric in binary numbers, straight from its text."""
    gross = i["gross_profit"]
    keep = 1 if gross is None else max(gross / i["revenue"], 0)
    income = i["operating_income"] - i["supplier_financed_revenue"] * keep
    free = i["operating_cash_flow"] - i["capital_expenditure"]
    if i["evidence_grade"] == "E":
        return "R0.evidence"
    if income >= 0 and free >= 0:
        return "R2.profit_and_cash"
    if income < 0 and gross is not None and gross <= 0:
        return "R1.gross_margin"
    if i["liquidity"] is None:
        return "R0.missing"
    if income >= 0:
        return funding_again(i, max(-free, 0), 0)
    if gross is None or i["prior_revenue"] is None:
        return "R0.missing"
    growth = i["revenue"] / i["prior_revenue"] - 1
    if growth <= 0:
        return "R1.no_growth"
    years = float(mp.log((gross - income) / gross) / mp.log(1 + growth))
    return "R1.too_slow" if years > 10 else funding_again(i, max(-free, 0), years)


def funding_again(i: Inputs, burn: float, years: float) -> str:
    share = i["supplier_financed_revenue"] / i["revenue"]
    lasts = burn == 0 or 12 * i["liquidity"] / burn >= 24
    if share >= 0.2:
        return "R4.circular"
    if not lasts:
        return "R4.runway"
    enough = i["liquidity"] >= max(burn * years / 2, i["committed_need"])
    return "R3.funded" if enough else "R4.funding_need"
