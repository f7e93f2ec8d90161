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
_R0 = ("R0 without it", "これがないとR0")
_PATH = ("R0 where the company is not R2", "R2でない限りR0")
_FLAG = ("a flag may be missed", "注記を見落としうる")

WANTED: Final[tuple[Wanted, ...]] = (
    Wanted("revenue", ("the base of every share", "あらゆる比率の土台"), _R0, deciding=True),
    Wanted(
        "operating_income", ("half of the question: profit", "問いの半分である利益"), _R0,
        deciding=True,
    ),
    Wanted(
        "operating_cash_flow", ("whether profit becomes cash", "利益が現金になったか"), _R0,
        deciding=True,
    ),
    Wanted(
        "capital_expenditure", ("free cash flow cannot be had without it", "FCFの算出に要る"), _R0,
        deciding=True,
    ),
    Wanted("liquidity", ("how long the money lasts", "資金が何カ月もつか"), _PATH, deciding=True),
    Wanted(
        "gross_profit", ("whether a unit is sold above cost", "一件ごとに原価を上回るか"), _PATH,
        deciding=True,
    ),
    Wanted("interest_expense", ("what lenders take first", "債権者の取り分"), _NONE),
    Wanted("debt", ("who is paid before shareholders", "株主より先に払われる額"), _NONE),
    Wanted(
        "stock_based_compensation", ("pay that cash flow does not show", "現金に表れない報酬"),
        _NONE,
    ),
    Wanted("gpu_depreciation", ("how far the profit hangs on a life", "利益の耐用年数依存"), _FLAG),
    Wanted("useful_life", ("the life that the books assume", "帳簿が置く耐用年数"), _FLAG),
    Wanted(
        "supplier_financed_revenue", ("whether backers pay the revenue", "出資者が売上を払うか"),
        ("the rule R4.circular may fire", "R4.circularが適用されうる"),
    ),
    Wanted("largest_customer_share", ("whether one buyer decides", "一社に左右されるか"), _NONE),
    Wanted("net_revenue_retention", ("whether customers stay", "顧客が残るか"), _NONE),
    Wanted(
        "remaining_performance_obligations", ("demand that is signed", "契約済みの需要"), _NONE
    ),
    Wanted(
        "undrawn_facilities", ("money that may be called", "引き出せる枠"),
        ("could lift the verdict", "判定を上げうる"),
    ),
    Wanted("valuation", ("what the price asks for", "価格が求めるもの"), _NONE),
    Wanted("depreciation", ("wear against spending", "支出に対する償却"), _NONE, asked=False),
)  # fmt: skip

# Looked for as well, but their absence is not worth a line.
ALSO: Final[tuple[str, ...]] = (
    "cost_of_revenue", "gross_margin", "net_income", "cash", "backlog", "research_and_development",
    "annual_recurring_revenue", "run_rate_revenue", "purchase_obligations", "compute_commitment",
    "committed_need", "cumulative_cash_burn", "cash_burn", "equity_raised", "goodwill", "inventory",
    "adjusted_operating_income", "ordinary_profit", "business_profit", "investing_cash_flow",
    "customers", "equity", "gpu_hour_price", "token_price", "adjusted_ebitda", "employees",
)  # fmt: skip
