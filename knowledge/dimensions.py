"""What the outputs of the calculators are measured in, so that a view can be refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Dimension = Literal["money", "ratio", "years", "months", "count", "number", "price", "text", "list"]

_BY_NAME: Final[Mapping[Dimension, str]] = MappingProxyType(
    {
        "money": "value difference run_rate revenue datacenter_spend required_revenue gap"
        " annual_depreciation annual_charge charges annual_cost observed_revenue npv net_benefit"
        " payment present_value capital_charge equivalent_annual_cost undiscounted schedule total"
        " closing_book_value gross_profit cac ltv free_cash_flow free_cash_flow_after_sbc"
        " adjusted_operating_income operating_income operating_income_after_sbc cash_revenue"
        " full_cost supplier_financed_revenue independent_revenue by_counterparty net_debt"
        " exit_value implied_revenue funding_need peak_need balances cost change remainder"
        " self_funding_revenue break_even_revenue additional_revenue cashflows"
        " cost_per_available_hour",
        "ratio": "ratio growth coverage irr roots mirr roi annualised_roi profitability_index"
        " gross_margin reported_gross_margin adjusted_gross_margin free_cash_flow_margin margin"
        " operating_margin capex_to_revenue capex_to_operating_cash_flow capex_to_depreciation"
        " funded_share credit_share supplier_financed_share sbc_share_of_revenue score"
        " gross_revenue_retention net_revenue_retention top1_share top5_share herfindahl"
        " unattributed_share proportion clopper_pearson_low clopper_pearson_high wilson_low"
        " wilson_high implied_growth relative_change probability_at_least cash_margin"
        " break_even_survival_rate burn_multiple magic_number",
        "years": "years years_to_break_even break_even_life weighted_life periods payback_periods",
        "months": "runway_months months",
        "count": "documents independent count first_shortfall failed_trials sign_changes units",
        "number": "effective_customers sd mean",
        "price": "usd_per_million_tokens capital_per_hour energy_per_hour cost_per_utilised_hour",
        "text": "verdict rule provisional becomes driver best_grade relation passes margin_basis"
        " unit binding funded sign_flips paid_back currency",
        "list": "missing flags",
    }
)
OUTPUTS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {name: dimension for dimension, names in _BY_NAME.items() for name in names.split()}
)
VIEWS: Final[Mapping[Dimension, frozenset[str]]] = MappingProxyType(
    {
        "money": frozenset({"money", "money6"}),
        "ratio": frozenset({"pct", "pct0", "x", "x2", "n1", "n2"}),
        "years": frozenset({"yr", "yr0", "yr1", "n0", "n1", "n2"}),
        "months": frozenset({"mo", "n0", "n1"}),
        "count": frozenset({"count", "n0"}),
        "number": frozenset({"n0", "n1", "n2", "count", "plain"}),
        "price": frozenset({"price"}),
        "text": frozenset({"text"}),
        "list": frozenset({"count", "text"}),
    }
)
# Drivers of a flip and of scenarios are inputs of other calculators; each has its own measure.
DRIVERS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {
        "revenue": "money", "gross_margin": "ratio", "operating_income": "money",
        "capital_expenditure": "money", "growth": "ratio", "liquidity": "money",
        "gpu_life_years": "years", "supplier_financed_share": "ratio", "committed_need": "money",
    }
)  # fmt: skip
