"""The assumptions that a memo may make, with their values when nobody says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Default:
    """An assumption with its value when nobody says otherwise; names are SPEC's input names."""

    name: str
    value: Decimal
    unit: str
    why: tuple[str, str]


DEFAULTS: Final[Mapping[str, Default]] = MappingProxyType(
    {
        d.name: d
        for d in (
            Default(
                "stress_gpu_life_years",
                Decimal(4),
                "years",
                (
                    "below the five to six years that operators book",
                    "事業者の会計上の5〜6年より短い",
                ),
            ),
            Default(
                "gpu_life_years",
                Decimal(6),
                "years",
                ("longest life that large owners book", "大手の会計上で最も長い年数"),
            ),
            Default(
                "equipment_life_years",
                Decimal(5),
                "years",
                ("servers and software, between three and six", "サーバー等。3〜6年の中間"),
            ),
            Default(
                "equipment_life_short",
                Decimal(4),
                "years",
                ("bear: machines wear out sooner", "弱気：早く傷む"),
            ),
            Default(
                "equipment_life_long",
                Decimal(7),
                "years",
                ("bull: machines earn for longer", "強気：長く稼ぐ"),
            ),
            Default(
                "required_return",
                Decimal(10),
                "percent",
                ("return that equity and debt together ask", "株主と債権者が合わせて求める率"),
            ),
            Default(
                "required_return_high",
                Decimal(12),
                "percent",
                ("bear: dearer capital", "弱気：資本が高い"),
            ),
            Default(
                "required_return_low",
                Decimal(8),
                "percent",
                ("bull: cheaper capital", "強気：資本が安い"),
            ),
            Default(
                "probability_bear",
                Decimal(35),
                "percent",
                ("a judgement, not a measurement", "測定ではなく判断"),
            ),
            Default(
                "probability_base",
                Decimal(45),
                "percent",
                ("a judgement, not a measurement", "測定ではなく判断"),
            ),
            Default(
                "probability_bull",
                Decimal(20),
                "percent",
                ("a judgement, not a measurement", "測定ではなく判断"),
            ),
            Default(
                "volume_bear",
                Decimal(-20),
                "percent",
                ("bear: a fifth of sales is lost", "弱気：売上の二割を失う"),
            ),
            Default(
                "volume_bull",
                Decimal(20),
                "percent",
                ("bull: a fifth more is sold", "強気：売上が二割増える"),
            ),
            Default(
                "margin_bear",
                Decimal(-5),
                "percent",
                ("bear: prices give way, in points", "弱気：値崩れによる低下幅"),
            ),
            Default(
                "margin_bull",
                Decimal(2),
                "percent",
                ("bull: delivery gets cheaper, in points", "強気：提供費用の低下幅"),
            ),
            Default(
                "unchanged", Decimal(0), "percent", ("base: as in the year", "基本：判定年のまま")
            ),
            Default(
                "trials",
                Decimal(500),
                "number",
                ("enough for stable percentiles", "分位点が安定する回数"),
            ),
            Default(
                "seed", Decimal(20260831), "number", ("fixed, so that it repeats", "再現のため固定")
            ),
            Default(
                "investor_return",
                Decimal(15),
                "percent",
                ("return that an equity investor asks", "株式投資家が求める率"),
            ),
            Default(
                "unit_of_value",
                Decimal(1000000000),
                "number",
                (
                    "a round amount, to show what each one asks for",
                    "一単位の価値が求める売上を示す",
                ),
            ),
            Default(
                "holding_years",
                Decimal(5),
                "years",
                ("usual holding period of a fund", "ファンドの通常の保有期間"),
            ),
            Default(
                "exit_revenue_multiple",
                Decimal(5),
                "number",
                ("revenue multiple at exit", "売却時の売上倍率"),
            ),
            Default(
                "capital_expenditure_in_burn",
                Decimal(0),
                "number",
                ("reported burn is taken to hold it", "公表の現金流出に含まれるとみなす"),
            ),
            Default(
                "half_year_doubled",
                Decimal(2),
                "number",
                ("the half-year is taken for half of a year", "半期を年の半分とみなす"),
            ),
            Default(
                "ordinary_profit_as_operating_income",
                Decimal(1),
                "number",
                (
                    "ordinary profit stands in for operating income",
                    "経常利益を営業利益の代用とする",
                ),
            ),
            Default(
                "business_profit_as_operating_income",
                Decimal(1),
                "number",
                (
                    "business profit stands in for operating income",
                    "事業利益を営業利益の代用とする",
                ),
            ),
            Default(
                "investing_outflow_as_capital_expenditure",
                Decimal(1),
                "number",
                ("net investing outflow stands in for it", "投資活動による支出を代用とする"),
            ),
            Default(
                "run_rate_as_revenue",
                Decimal(1),
                "number",
                ("a pace stands in for a year's revenue", "ランレートを年間売上高の代用とする"),
            ),
            Default(
                "ebitda_as_operating_income",
                Decimal(1),
                "number",
                (
                    "EBITDA stands in for operating income, which is lower",
                    "EBITDAを営業利益の代用とする",
                ),
            ),
            Default(
                "capital_raised_as_liquidity",
                Decimal(1),
                "number",
                (
                    "the year's round stands in for liquidity",
                    "当年の調達額を手元流動性の代用とする",
                ),
            ),
            Default(
                "cash_as_liquidity",
                Decimal(1),
                "number",
                ("cash stands in for liquidity", "現金を手元流動性の代用とする"),
            ),
            Default(
                "long_term_debt_as_debt",
                Decimal(1),
                "number",
                (
                    "long-term debt stands in for all debt: no part due within a year is stated",
                    "長期の有利子負債を総額の代用とする（1年内返済分の記載なし）",
                ),
            ),
            Default(
                "burn_as_operating_cash_flow",
                Decimal(1),
                "number",
                ("reported burn stands in for it", "公表の現金流出を代用とする"),
            ),
            Default(
                "depreciation_all_gpu",
                Decimal(1),
                "number",
                ("all depreciation is taken to be of machines", "償却費の全額を機器分とみなす"),
            ),
        )
    }
)
