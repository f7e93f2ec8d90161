"""The rubric R0–R4: the rules in order, the first that fires decides."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kuroji.tools.annuity import log_growth
from kuroji.tools.calculator import Given, Outputs
from kuroji.tools.refusal import Refusal, out_of_range, zero

MOST_YEARS: Final = Decimal(10)
ENOUGH_MONTHS: Final = Decimal(24)
CIRCULAR: Final = Decimal("0.2")
THIN: Final = Decimal("0.05")
DECIDING: Final = ("revenue", "operating_income", "operating_cash_flow", "capital_expenditure")


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the inputs once revenue, income and cash flows are there."""

    share: Decimal
    income: Decimal
    free_cash_flow: Decimal
    burn: Decimal


def judge(given: Given) -> Outputs | Refusal:
    """Return the verdict with the rule that fired, or why it cannot be calculated."""
    missing = [role for role in DECIDING if given.maybe(role) is None]
    if given.text("evidence_grade") == "E":
        return _undetermined("R0.evidence", missing)
    if missing:
        return _undetermined("R0.missing", missing)
    revenue, supplied = given["revenue"], given["supplier_financed_revenue"]
    if revenue == 0:
        return zero("revenue", "the share that suppliers finance")
    if supplied > revenue:
        reason = f"supplier_financed_revenue is {supplied}, more than revenue; give a part of it"
        return out_of_range("supplier_financed_revenue", reason)
    derived = _derive(given)
    if derived.income >= 0 and derived.free_cash_flow >= 0:
        return _answer(given, derived, "R2.profit_and_cash")
    profit = given.maybe("gross_profit")
    if derived.income < 0 and profit is not None and profit <= 0:
        return _answer(given, derived, "R1.gross_margin")
    return _on_the_way(given, derived)


def _on_the_way(given: Given, derived: Derived) -> Outputs | Refusal:
    """Rules 5 to 9: is there growth, is it fast enough, does the money last?"""
    needed = (
        ("liquidity", "gross_profit", "prior_revenue") if derived.income < 0 else ("liquidity",)
    )
    missing = [role for role in needed if given.maybe(role) is None]
    if missing:
        return _undetermined("R0.missing", missing)
    years = Decimal(0)
    if derived.income < 0:
        revenue, prior, profit = given["revenue"], given["prior_revenue"], given["gross_profit"]
        if prior == 0:
            return zero("prior_revenue", "growth")
        if revenue <= prior:
            return _answer(given, derived, "R1.no_growth")
        years = ((profit - derived.income) / profit).ln() / log_growth((revenue - prior) / prior)
        if years > MOST_YEARS:
            return _answer(given, derived, "R1.too_slow", {"years_to_break_even": years})
    return _funded_or_not(given, derived, years)


def _funded_or_not(given: Given, derived: Derived, years: Decimal) -> Outputs:
    liquidity, burn = given["liquidity"], derived.burn
    need = max(burn * years / 2, given["committed_need"])
    lasts = burn == 0 or 12 * liquidity >= ENOUGH_MONTHS * burn
    if derived.share >= CIRCULAR:
        rule = "R4.circular"
    elif not lasts:
        rule = "R4.runway"
    else:
        rule = "R3.funded" if liquidity >= need else "R4.funding_need"
    more = {
        "years_to_break_even": years,
        "funding_need": need,
        "runway_months": 12 * liquidity / burn if burn > 0 else None,
    }
    return _answer(given, derived, rule, more)


def _derive(given: Given) -> Derived:
    revenue, supplied = given["revenue"], given["supplier_financed_revenue"]
    profit = given.maybe("gross_profit")
    margin = Decimal(1) if profit is None else max(profit / revenue, Decimal(0))
    cash = given["operating_cash_flow"] - given["capital_expenditure"]
    return Derived(
        share=supplied / revenue,
        income=given["operating_income"] - supplied * margin,
        free_cash_flow=cash,
        burn=max(-cash, Decimal(0)),
    )


def _undetermined(rule: str, missing: list[str]) -> Outputs:
    return {
        "verdict": "R0",
        "rule": rule,
        "provisional": False,
        "missing": sorted(missing),
        "flags": [],
    }


def _answer(
    given: Given, derived: Derived, rule: str, more: dict[str, Decimal | None] | None = None
) -> Outputs:
    return {
        "verdict": rule[:2],
        "rule": rule,
        "provisional": given.text("evidence_grade") in ("C", "D"),
        "missing": [],
        "flags": _flags(given, derived, rule),
        "free_cash_flow": derived.free_cash_flow,
        "adjusted_operating_income": derived.income,
        **(more or {}),
    }


def _flags(given: Given, derived: Derived, rule: str) -> list[str]:
    flags = []
    if derived.share >= CIRCULAR:
        flags.append("circular")
    life, stress = given.maybe("gpu_life_years"), given["stress_gpu_life_years"]
    if life is not None and derived.income >= 0:
        extra = given["gpu_depreciation"] * (life - stress)
        if derived.income * stress < extra:
            flags.append("depends_on_gpu_life")
    own = given["revenue"] - given["supplier_financed_revenue"]
    if rule.startswith("R2") and own != 0 and derived.income < THIN * own:
        flags.append("thin")
    return flags
