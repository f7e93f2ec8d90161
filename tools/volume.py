"""Cost, volume and profit: what operations earn at other sales and another margin."""

from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.refusal import Refusal, out_of_range
from kuroji.tools.roles import number


@calculator(
    "operating income at other sales",
    "売上と粗利率を変えたときの営業利益",
    roles={
        "revenue": number(above=0),
        "gross_profit": number(),
        "operating_income": number(),
        "volume_change": number(above=-1, default=0),
        "margin_change": number(default=0),
    },
    outputs=("operating_income", "change", "break_even_revenue"),
    formula="revenue × (1 + volume change) × (gross margin + margin change) − overhead; overhead ="
    " gross profit − operating income, held; break-even = overhead / margin, null if that is ≤ 0",
)
def cost_volume_profit(given: Given) -> Outputs | Refusal:
    """Return operating income, its change, and the revenue at which operations break even.

    Direct costs move with sales, everything below gross profit is held. Changes are fractions:
    −0.2 is a fifth less; a margin change of −0.05 is five points. Source: cost-volume-profit
    analysis as taught in management accounting.
    """
    overhead = given["gross_profit"] - given["operating_income"]
    margin = given["gross_profit"] / given["revenue"] + given["margin_change"]
    if margin > 1:
        return out_of_range("margin_change", "the gross margin would pass 1; take a lower change")
    sales = given["revenue"] * (1 + given["volume_change"])
    income = sales * margin - overhead
    even = overhead / margin if margin > 0 else None
    return {
        "operating_income": income,
        "change": income - given["operating_income"],
        "break_even_revenue": even,
    }
