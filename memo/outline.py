"""The outline of a memo as data: what is looked for, why it matters, what its absence costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kuroji.memo.model import SECTIONS, SectionId

TITLES: Final[Mapping[SectionId, tuple[str, str]]] = MappingProxyType(
    {
        "verdict": ("Verdict", "判定"),
        "bear_case": ("Bear case", "弱気の論拠"),
        "bull_case": ("Bull case", "強気の論拠"),
        "what_must_be_true": ("What must be true", "成り立つべき条件"),
        "revenue_quality": ("Revenue quality", "売上の質"),
        "unit_economics": ("Unit economics", "ユニットエコノミクス"),
        "capital_and_depreciation": ("Capital and depreciation", "設備と減価償却"),
        "cash_and_funding": ("Cash and funding", "現金と資金調達"),
        "valuation_implied": ("Valuation implied", "株価が前提とする売上"),
        "scenarios": ("Scenarios", "シナリオ"),
        "claims_ledger": ("Claims ledger", "主張の台帳"),
        "contradictions_and_absences": ("Contradictions and absences", "矛盾と欠測"),
        "kill_criteria": ("Kill criteria", "撤退条件"),
        "requests_to_management": ("Requests to management", "経営陣への質問"),
    }
)
assert set(TITLES) == set(SECTIONS)  # noqa: S101 - a table that must be whole


@dataclass(frozen=True, slots=True)
class Wanted:
    """A metric that the memo looks for: why it matters and what its absence does to the verdict.

    `deciding` ones are inputs of the rubric; `asked` ones become a request to management when they
    are missing.
    """

    metric: str
    why: tuple[str, str]
    effect: tuple[str, str]
    deciding: bool = False
    asked: bool = True


_NONE = ("none", "なし")
_R0 = ("R0", "R0となる")
_PATH = ("may mean R0", "R0になりうる")
_FLAG = ("a flag", "注記に影響")
_LIFT = ("may lift it", "上げうる")

# Short on purpose: the row's own words are where it was looked.
WANTED: Final[tuple[Wanted, ...]] = (
    Wanted("revenue", ("base of shares", "比率の土台"), _R0, deciding=True),
    Wanted("operating_income", ("profit", "利益の有無"), _R0, deciding=True),
    Wanted("operating_cash_flow", ("profit in cash", "利益の現金化"), _R0, deciding=True),
    Wanted("capital_expenditure", ("free cash flow", "FCFの算出"), _R0, deciding=True),
    Wanted("liquidity", ("time left", "資金の持ち"), _PATH, deciding=True),
    Wanted("gross_profit", ("unit cost", "原価割れの有無"), _PATH, deciding=True),
    Wanted("interest_expense", ("lenders' part", "債権者の取り分"), _NONE),
    Wanted("debt", ("prior claims", "株主に先立つ額"), _NONE),
    Wanted("stock_based_compensation", ("hidden pay", "現金外の報酬"), _NONE),
    Wanted("gpu_depreciation", ("life behind profit", "利益の年数依存"), _FLAG),
    Wanted("useful_life", ("booked life", "帳簿の年数"), _FLAG),
    Wanted(
        "supplier_financed_revenue",
        ("circular money", "資金の循環"),
        ("R4.circular", "R4.circular"),
    ),
    Wanted("largest_customer_share", ("one buyer", "一社依存"), _NONE),
    Wanted("net_revenue_retention", ("loyalty", "顧客の定着"), _NONE),
    Wanted("remaining_performance_obligations", ("signed demand", "契約済み需要"), _NONE),
    Wanted("undrawn_facilities", ("callable money", "引き出せる枠"), _LIFT),
    Wanted("valuation", ("the price", "価格の前提"), _NONE),
    Wanted("depreciation", ("wear", "償却の重さ"), _NONE, asked=False),
)

# Looked for as well, but their absence is not worth a line.
ALSO: Final[tuple[str, ...]] = (
    "cost_of_revenue", "gross_margin", "net_income", "cash", "backlog", "research_and_development",
    "annual_recurring_revenue", "run_rate_revenue", "purchase_obligations", "compute_commitment",
    "committed_need", "cumulative_cash_burn", "cash_burn", "equity_raised", "goodwill", "inventory",
    "adjusted_operating_income", "ordinary_profit", "business_profit", "investing_cash_flow",
    "customers", "equity", "gpu_hour_price", "token_price", "adjusted_ebitda", "employees",
)  # fmt: skip
