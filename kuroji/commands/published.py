"""The published versions of the revenue gap: their inputs, and what each is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Published:
    """One method with the figures of its author as defaults, in billions of dollars.

    A default in quotes is money in billions; a plain one is a fraction, a multiple or years.
    """

    calculator: str
    who: str
    money: Mapping[str, str]
    other: Mapping[str, str]
    caution_en: str
    caution_ja: str


METHODS: Final[Mapping[str, Published]] = {
    "sequoia": Published(
        "sequoia_gap",
        "D. Cahn, AI's $600B Question, Sequoia Capital, June 2024",
        {"gpu_run_rate_revenue": "150", "ai_revenue": "100"},
        {"datacenter_cost_multiple": "2", "gross_margin": "0.5"},
        "the lifetime revenue that one year's purchases must bring; not a yearly shortfall, so "
        "not comparable with Bain's, J.P. Morgan's or Kupperman's yearly figures",
        "1年分の購入が生涯で生むべき売上高です。年間の不足額ではないため、Bain・J.P. Morgan・"
        "Kupperman の年間の数値とは比較できません",
    ),
    "bain": Published(
        "capex_ratio_gap",
        "Bain & Company, Technology Report 2025, Sept 2025",
        {"annual_capex": "500", "fundable_revenue": "1200"},
        {"capex_to_revenue": "0.25"},
        "a yearly revenue in 2030, savings already counted; neither a present debt nor comparable "
        "with Sequoia's lifetime figure",
        "2030年の年間売上高で、節減効果は算入済みです。現在の負債ではなく、Sequoia の生涯売上高とも"
        "比較できません",
    ),
    "kupperman": Published(
        "depreciation_gap",
        "H. Kupperman, Global Crossing Is Reborn, Praetorian Capital, Aug 2025",
        {"capex": "400", "ai_revenue": "17.5"},
        {"life_years": "10", "gross_margin": "0.25", "return_on_capital": "0"},
        "a yearly revenue that covers the depreciation of one year's outlay; without a return on "
        "capital it is a floor, not comparable with J.P. Morgan's 10 % or with Sequoia's figure",
        "1年分の投資の減価償却費を賄う年間売上高です。資本収益を含まない下限であり、"
        "J.P. Morgan の10％や Sequoia の数値とは比較できません",
    ),
    "jpm": Published(
        "perpetuity_gap",
        "form of J.P. Morgan's $650bn a year for 10 %, Nov 2025; the margin is our assumption",
        {"invested_capital": "5000", "ai_revenue": "0"},
        {"required_return": "0.1", "margin": "0.77"},
        "a yearly revenue for ever on all capital through 2030; no observed revenue was published, "
        "and it is not comparable with Sequoia's lifetime figure or Bain's year 2030",
        "2030年までの全資本に対する永続的な年間売上高です。実績売上高は公表されておらず、Sequoia の"
        "生涯売上高や Bain の2030年の数値とは比較できません",
    ),
    "morgan-stanley": Published(
        "financing_gap",
        "Morgan Stanley Research, July 2025, for 2025–28",
        {"planned_spend": "2900", "internal_cash_flow": "1400", "committed_funding": "0"},
        {},
        "capital to be financed over several years, a stock and not revenue; not comparable with "
        "any of the revenue gaps",
        "数年分の資金調達必要額（ストック）で、売上高ではありません。売上高ギャップとは比較できません",
    ),
    "unified": Published(
        "revenue_gap",
        "the unified model on an example stock of AI assets",
        {"annual_operating_cost": "60", "observed_revenue": "100"},
        {
            "assets": "gpu:240:5,network:60:6,building:100:20:0.1",
            "required_return": "0.08",
            "charge_method": "annuity",
            "variable_cost_ratio": "0",
            "required_margin": "0.5",
        },
        "a yearly revenue that the users of these assets must bring; comparable only with another "
        "run of this model for the same assets, period and perimeter",
        "これらの資産の利用者が毎年もたらすべき売上高です。同じ資産・期間・範囲で計算した本モデルの"
        "結果とのみ比較できます",
    ),
}
