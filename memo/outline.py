"""The outline of a memo as data: what is looked for, why it matters, what its absence costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from zlib import crc32

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
    whys: tuple[tuple[str, str], ...]
    effect: tuple[str, str]
    deciding: bool = False
    asked: bool = True

    def why(self, company: str) -> tuple[str, str]:
        """Return one of the ways to say why it matters; the same company gets the same."""
        return self.whys[crc32(f"{company} {self.metric}".encode()) % len(self.whys)]


_NONE = ("none", "なし")
_R0 = ("R0", "R0となる")
_PATH = ("may mean R0", "R0になりうる")
_FLAG = ("a flag", "注記に影響")
_LIFT = ("may lift it", "上げうる")

# Three ways to say why each matters; a company keeps the one that falls to it.
WANTED: Final[tuple[Wanted, ...]] = (
    Wanted(
        "revenue",
        (
            ("every margin is a share of it", "利益率の分母である"),
            ("no ratio has a base without it", "どの比率も土台を欠く"),
            ("what customers pay is the start of the sum", "顧客の払う額から計算が始まる"),
        ),
        _R0,
        deciding=True,
    ),
    Wanted(
        "operating_income",
        (
            ("it says whether operations earn", "本業の損益を示す"),
            ("the verdict asks for it first", "判定の柱の一つである"),
            ("a profit or a loss begins here", "黒字か赤字かが決まる"),
        ),
        _R0,
        deciding=True,
    ),
    Wanted(
        "operating_cash_flow",
        (
            ("a profit may not have arrived as cash", "利益が現金になったかを示す"),
            ("the verdict asks for it next", "判定のもう一つの柱である"),
            ("cash is harder to estimate away than profit", "利益より見積もりに左右されない"),
        ),
        _R0,
        deciding=True,
    ),
    Wanted(
        "capital_expenditure",
        (
            ("free cash flow cannot be drawn without it", "フリーキャッシュフローを出せない"),
            ("building may take all that trade brings", "稼ぎが設備に消えていないか"),
            ("growth has a price in equipment", "成長に要る設備の額である"),
        ),
        _R0,
        deciding=True,
    ),
    Wanted(
        "liquidity",
        (
            ("it dates the next financing", "次の資金調達の時期を決める"),
            ("months of survival are counted from it", "資金の持つ月数の元になる"),
            ("a burn means nothing without the reserve", "流出は残高と比べて意味を持つ"),
        ),
        _PATH,
        deciding=True,
    ),
    Wanted(
        "gross_profit",
        (
            ("a sale below cost cannot be outgrown", "原価割れは成長で治らない"),
            ("it tells price from the cost of delivery", "価格と提供費用を分ける"),
            ("scale helps only above this line", "規模の利益はここから上に効く"),
        ),
        _PATH,
        deciding=True,
    ),
    Wanted(
        "interest_expense",
        (
            ("lenders are paid before owners", "株主より先に払われる"),
            ("debt may take the whole result", "借入が利益を食いうる"),
            ("the cover of the loans depends on it", "利払い能力を測る"),
        ),
        _NONE,
    ),
    Wanted(
        "debt",
        (
            ("it has the first claim on the cash", "現金への優先権を持つ"),
            ("repayments compete with investment", "返済は投資と競合する"),
            ("what ranks before the shares is unknown", "株式に先立つ額が分からない"),
        ),
        _NONE,
    ),
    Wanted(
        "stock_based_compensation",
        (
            ("pay in shares is missing from cash flow", "現金収支に表れない人件費"),
            ("owners may be paying the staff by dilution", "希薄化で払う給与である"),
            ("profit before it flatters", "除いた利益は良く見える"),
        ),
        _NONE,
    ),
    Wanted(
        "gpu_depreciation",
        (
            ("profit may rest on a long accounting life", "利益が耐用年数に頼る度合い"),
            ("the stress on GPU life needs the charge", "寿命の検算に要る"),
            ("old chips age faster than old buildings", "機器は建物より早く古びる"),
        ),
        _FLAG,
    ),
    Wanted(
        "useful_life",
        (
            ("the yearly charge follows from it", "毎年の償却額を決める"),
            ("a shorter life turns some profits to losses", "短くすれば赤字になりうる"),
            ("rivals book other lives", "他社は別の年数を使う"),
        ),
        _FLAG,
    ),
    Wanted(
        "supplier_financed_revenue",
        (
            ("money may return as sales to whoever gave it", "出した金が売上で戻りうる"),
            ("sales to one's own backers are no market test", "支援者への売上は市場の評価ではない"),
            ("a circle of funding would change the rule", "循環なら規則が変わる"),
        ),
        ("R4.circular", "R4.circular"),
    ),
    Wanted(
        "largest_customer_share",
        (
            ("one departure could cut the result", "一社の離脱で結果が変わる"),
            ("bargaining power lies with a large buyer", "大口客が値を決める"),
            ("risk sits in a single contract", "一契約に危険が集まる"),
        ),
        _NONE,
    ),
    Wanted(
        "net_revenue_retention",
        (
            ("it says whether customers stay and grow", "既存客の伸びを示す"),
            ("growth by new sales alone is dear", "新規頼みの成長は高くつく"),
            ("loyalty shows before it reaches the accounts", "定着は決算より先に表れる"),
        ),
        _NONE,
    ),
    Wanted(
        "remaining_performance_obligations",
        (
            ("contracts show the sales to come", "契約済みの売上が分かる"),
            ("it is the audited form of a backlog", "受注残の監査された形である"),
            ("next year's revenue is partly in it", "翌年の売上の一部である"),
        ),
        _NONE,
    ),
    Wanted(
        "undrawn_facilities",
        (
            ("a signed credit line lengthens the runway", "契約済みの枠は持ちを延ばす"),
            ("committed money counts as liquidity", "約定枠は流動性に数える"),
            ("banks may have promised what cash lacks", "不足を銀行が約束している場合がある"),
        ),
        _LIFT,
    ),
    Wanted(
        "valuation",
        (
            ("without a price nothing says dear or cheap", "割高も割安も言えない"),
            ("the inversion of section 9 starts from it", "9節の逆算の起点である"),
            ("what buyers already believe is in it", "買い手の期待が含まれる"),
        ),
        _NONE,
    ),
    Wanted(
        "depreciation",
        (
            ("it sets the wear against the spending", "支出と損耗を比べられる"),
            ("past investment is charged through it", "過去の投資の費用である"),
            ("EBITDA leaves it out and owners do not", "EBITDAが外す費用である"),
        ),
        _NONE,
        asked=False,
    ),
)

# Looked for as well, but their absence is not worth a line.
ALSO: Final[tuple[str, ...]] = (
    "cost_of_revenue", "gross_margin", "net_income", "cash", "backlog", "research_and_development",
    "annual_recurring_revenue", "run_rate_revenue", "purchase_obligations", "compute_commitment",
    "committed_need", "cumulative_cash_burn", "cash_burn", "equity_raised", "goodwill", "inventory",
    "adjusted_operating_income", "ordinary_profit", "business_profit", "investing_cash_flow",
    "customers", "equity", "gpu_hour_price", "token_price", "adjusted_ebitda", "employees",
)  # fmt: skip
