"""Every calculator, listed by hand, and the one way to run them."""

from collections.abc import Mapping, Sequence
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    Overflow,
    localcontext,
)
from types import MappingProxyType
from typing import Final

from kuroji.tools import (
    arithmetic,
    company,
    compute_costs,
    internal_rates,
    pilots,
    returns,
    revenue_gap,
    revenue_quality,
    runway,
    scenarios,
    solving,
    standing,
    statements,
    unit_economics,
    verdict,
    volume,
)
from kuroji.tools.calculator import WORKING, Calculator, Others, Result, Value
from kuroji.tools.checking import check
from kuroji.tools.refusal import Refusal

CATALOG: Final[Mapping[str, Calculator]] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            arithmetic.quantity_sum,
            arithmetic.quantity_difference,
            arithmetic.quantity_compare,
            arithmetic.quantity_ratio,
            arithmetic.fx_convert,
            arithmetic.growth_rate,
            arithmetic.compound_annual_growth_rate,
            arithmetic.annualised_run_rate,
            arithmetic.implied_revenue_from_arr,
            arithmetic.rpo_coverage,
            revenue_gap.sequoia_gap,
            revenue_gap.capex_ratio_gap,
            revenue_gap.depreciation_gap,
            revenue_gap.perpetuity_gap,
            revenue_gap.financing_gap,
            revenue_gap.revenue_gap,
            returns.npv,
            returns.xnpv,
            internal_rates.irr,
            internal_rates.xirr,
            returns.mirr,
            returns.payback_period,
            returns.discounted_payback_period,
            returns.return_on_investment,
            returns.profitability_index,
            returns.annuity_payment,
            returns.annuity_present_value,
            returns.equivalent_annual_cost,
            returns.total_cost_of_ownership,
            returns.depreciation_schedule,
            unit_economics.gross_margin,
            unit_economics.customer_acquisition_cost,
            unit_economics.lifetime_value,
            unit_economics.ltv_to_cac,
            unit_economics.cac_payback,
            unit_economics.revenue_retention,
            unit_economics.cohort_retention,
            unit_economics.magic_number,
            unit_economics.burn_multiple,
            unit_economics.rule_of_40,
            revenue_quality.customer_concentration,
            unit_economics.break_even_volume,
            compute_costs.token_cost,
            compute_costs.gpu_hour_cost,
            compute_costs.inference_margin,
            compute_costs.gpu_life_sensitivity,
            compute_costs.compute_credit_adjustment,
            revenue_quality.circular_funding,
            revenue_quality.funding_cycles,
            company.sbc_adjusted_profit,
            company.free_cash_flow,
            company.capex_intensity,
            runway.runway,
            company.self_funding_revenue,
            statements.period_remainder,
            statements.stock_change,
            statements.roll_forward,
            company.interest_coverage,
            company.net_debt_to_ebitda,
            company.valuation_implied_revenue,
            company.years_to_break_even,
            runway.funding_need,
            volume.cost_volume_profit,
            pilots.time_saved_value,
            pilots.enterprise_ai_project,
            pilots.binomial_interval,
            solving.believe,
            scenarios.sensitivity,
            scenarios.tornado,
            scenarios.scenario_table,
            scenarios.monte_carlo,
            standing.substitute,
            standing.verdict_flips,
            verdict.independent_sources,
            verdict.verdict,
        )
    }
)

_SHOWN: Final = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)
_LARGEST_BINARY: Final = Decimal("1.7976931348623157e308")
_TOO_LARGE: Final = Refusal("Overflow", "the result is beyond 1.8e308; give smaller numbers")


def calculate(name: str, inputs: object) -> Result | Refusal:
    """Run the calculator `name` on plain inputs; bad input gives a refusal, never an exception.

    Numbers are Decimals or integers, dates and words are text, rows are mappings.

    >>> calculate("growth_rate", {"current": 150, "prior": 100}).outputs["growth"]
    Decimal('0.5')
    >>> calculate("growth_rate", {"current": 150, "prior": "100"}).code
    'NotANumber'
    """
    entry = CATALOG.get(name)
    if entry is None:
        reason = f"there is no calculator {name[:60]}; kuroji calc --list names them"
        return Refusal("UnknownCalculator", reason)
    with localcontext(WORKING):
        given = check(entry.roles, inputs)
        if isinstance(given, Refusal):
            return given
        try:
            outputs = entry.run(given, Others(CATALOG, calculate))
        except Overflow:
            return _TOO_LARGE
    if isinstance(outputs, Refusal):
        return outputs
    shown = {output: _shown(value) for output, value in outputs.items()}
    return _TOO_LARGE if _beyond(shown) else Result(MappingProxyType(shown))


def _shown(value: Value) -> Value:
    """Round to 34 digits and freeze."""
    if isinstance(value, Decimal):
        return _SHOWN.plus(value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: _shown(inner) for key, inner in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_shown(inner) for inner in value)
    return value


def _beyond(value: Value) -> bool:
    if isinstance(value, Decimal):
        return value.copy_abs() > _LARGEST_BINARY
    if isinstance(value, Mapping):
        return any(_beyond(inner) for inner in value.values())
    return isinstance(value, tuple) and any(_beyond(inner) for inner in value)
