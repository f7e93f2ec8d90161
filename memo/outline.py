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


NO_EFFECT = ("none", "なし")
_R0 = ("R0", "R0となる")
_PATH = ("may mean R0", "R0になりうる")
_FLAG = ("a flag", "注記に影響")
_LIFT = ("may lift it", "上げうる")

# Six ways to say why each matters; a company keeps the one that falls to it.
WANTED: Final[tuple[Wanted, ...]] = (
    Wanted(
        "revenue",
        (
            ("every margin is a share of it", "利益率の分母である"),
            ("no ratio has a base without it", "どの比率も土台を欠く"),
            ("what customers pay is the start of the sum", "顧客の払う額から計算が始まる"),
            ("there is nothing to divide a cost by", "費用を割る相手がない"),
            ("size cannot be told from hope", "規模と期待を分けられない"),
            ("the whole account starts at this line", "損益の出発点である"),
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
            ("it is what trade leaves after its costs", "費用を引いた残りである"),
            ("owners live on what stands here", "株主の取り分の源である"),
            ("whether the model pays is read from it", "事業が成り立つかを読む行である"),
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
            ("receivables can hide behind a profit", "利益の裏に未回収が隠れる"),
            ("wages are paid from it, profits are not spent", "支払いは現金から出る"),
            ("the burn is measured with it", "資金消費を測る元である"),
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
            ("the cash that stays depends on it", "残る現金を左右する"),
            ("a lean year and a building year differ here", "投資の年かどうかが分かる"),
            ("tomorrow's depreciation is today's purchase", "将来の償却の元である"),
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
            ("how long the firm can wait rests on it", "待てる時間を決める"),
            ("lenders ask for it before anything", "貸し手が最初に見る"),
            ("without it a runway has no length", "残り月数を数えられない"),
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
            ("each unit must leave something first", "一単位の採算を示す"),
            ("a price war shows up here before elsewhere", "値下げが先に表れる"),
            ("it limits what overhead can be", "間接費の上限を決める"),
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
            ("cover cannot be counted", "利払いの余力を数えられない"),
            ("it ranks ahead of any dividend", "配当に先立つ支払いである"),
            ("cheap debt and dear debt look alike without it", "借入の条件が見えない"),
        ),
        NO_EFFECT,
    ),
    Wanted(
        "debt",
        (
            ("it has the first claim on the cash", "現金への優先権を持つ"),
            ("repayments compete with investment", "返済は投資と競合する"),
            ("what ranks before the shares is unknown", "株式に先立つ額が分からない"),
            ("it falls due whether trade is good or not", "業況に関わらず返済がある"),
            ("the shares are what is left after it", "株式の価値はその残りである"),
            ("net cash and net debt cannot be told apart", "実質の現金が分からない"),
        ),
        NO_EFFECT,
    ),
    Wanted(
        "stock_based_compensation",
        (
            ("pay in shares is missing from cash flow", "現金収支に表れない人件費"),
            ("owners may be paying the staff by dilution", "希薄化で払う給与である"),
            ("profit before it flatters", "除いた利益は良く見える"),
            ("a cost paid in paper is a cost", "紙で払う費用も費用である"),
            ("adjusted figures usually leave it out", "調整後の数字から外れやすい"),
            ("the number of shares grows with it", "株数を増やす"),
        ),
        NO_EFFECT,
    ),
    Wanted(
        "gpu_depreciation",
        (
            ("profit may rest on a long accounting life", "利益が耐用年数に頼る度合い"),
            ("the stress on GPU life needs the charge", "寿命の検算に要る"),
            ("old chips age faster than old buildings", "機器は建物より早く古びる"),
            ("the wear of the machines is the main cost of compute", "計算資源の主な費用である"),
            ("a change of life moves profit through it", "年数の変更が利益に響く"),
            ("its share decides whether chips matter", "機器の重さを示す"),
        ),
        _FLAG,
    ),
    Wanted(
        "useful_life",
        (
            ("the yearly charge follows from it", "毎年の償却額を決める"),
            ("a shorter life turns some profits to losses", "短くすれば赤字になりうる"),
            ("rivals book other lives", "他社は別の年数を使う"),
            ("two firms with other lives do not compare", "年数が違えば比べられない"),
            ("the accounts choose it, the market tests it", "会計が選び市場が試す"),
            ("obsolescence is priced through it", "陳腐化を費用に変える年数である"),
        ),
        _FLAG,
    ),
    Wanted(
        "supplier_financed_revenue",
        (
            ("money may return as sales to whoever gave it", "出した金が売上で戻りうる"),
            ("sales to one's own backers are no market test", "支援者への売上は市場の評価ではない"),
            ("a circle of funding would change the rule", "循環なら規則が変わる"),
            ("a vendor's loan can look like demand", "供給者の融資が需要に見える"),
            ("part of growth may be lent", "成長の一部が借り物でありうる"),
            ("who pays in the end is not shown", "最終的な払い手が見えない"),
        ),
        ("R4.circular", "R4.circular"),
    ),
    Wanted(
        "largest_customer_share",
        (
            ("one departure could cut the result", "一社の離脱で結果が変わる"),
            ("bargaining power lies with a large buyer", "大口客が値を決める"),
            ("risk sits in a single contract", "一契約に危険が集まる"),
            ("dependence cannot be measured", "依存度を測れない"),
            ("renewal of one contract may be everything", "一件の更新が全てでありうる"),
            ("a buyer of that size sets terms", "大口は条件を決める"),
        ),
        NO_EFFECT,
    ),
    Wanted(
        "net_revenue_retention",
        (
            ("it says whether customers stay and grow", "既存客の伸びを示す"),
            ("growth by new sales alone is dear", "新規頼みの成長は高くつく"),
            ("loyalty shows before it reaches the accounts", "定着は決算より先に表れる"),
            ("a leaking base needs ever more sales", "流出が続けば新規が要る"),
            ("the value of a customer follows from it", "顧客の価値の元である"),
            ("it separates habit from trial", "常用と試用を分ける"),
        ),
        NO_EFFECT,
    ),
    Wanted(
        "remaining_performance_obligations",
        (
            ("contracts show the sales to come", "契約済みの売上が分かる"),
            ("it is the audited form of a backlog", "受注残の監査された形である"),
            ("next year's revenue is partly in it", "翌年の売上の一部である"),
            ("what is signed but not yet delivered is unknown", "未履行の契約額が分からない"),
            ("visibility ends where it is missing", "先の見通しが途切れる"),
            ("it turns orders into a standard figure", "受注を基準の数字に直す"),
        ),
        NO_EFFECT,
    ),
    Wanted(
        "undrawn_facilities",
        (
            ("a signed credit line lengthens the runway", "契約済みの枠は持ちを延ばす"),
            ("committed money counts as liquidity", "約定枠は流動性に数える"),
            ("banks may have promised what cash lacks", "不足を銀行が約束している場合がある"),
            ("the reserve may be larger than cash", "備えは現金より大きいかもしれない"),
            ("conditions on credit matter as much as its size", "枠の条件も額と同じく重い"),
            ("a bridge to break-even may exist", "黒字化までのつなぎがありうる"),
        ),
        _LIFT,
    ),
    Wanted(
        "valuation",
        (
            ("without a price nothing says dear or cheap", "割高も割安も言えない"),
            ("the inversion of section 9 starts from it", "9節の逆算の起点である"),
            ("what buyers already believe is in it", "買い手の期待が含まれる"),
            ("cheap or dear is a ratio with this on top", "割安かは価格との比である"),
            ("return depends on what is paid", "収益率は支払額で決まる"),
            ("the market's forecast is hidden in it", "市場の予想が隠れている"),
        ),
        NO_EFFECT,
    ),
    Wanted(
        "depreciation",
        (
            ("it sets the wear against the spending", "支出と損耗を比べられる"),
            ("past investment is charged through it", "過去の投資の費用である"),
            ("EBITDA leaves it out and owners do not", "EBITDAが外す費用である"),
            ("it shows how fast the base wears", "資産の減る速さを示す"),
            ("replacement needs are read from it", "更新の必要額を読む"),
            ("cash profit and true profit differ by it", "現金利益との差である"),
        ),
        NO_EFFECT,
        asked=False,
    ),
)

# Looked for as well, but their absence is not worth a line.
ALSO: Final[tuple[str, ...]] = (
    "cost_of_revenue", "gross_margin", "net_income", "cash", "backlog", "research_and_development",
    "annual_recurring_revenue", "run_rate_revenue", "purchase_obligations", "compute_commitment",
    "committed_need", "cumulative_cash_burn", "cash_burn", "equity_raised", "goodwill", "inventory",
    "adjusted_operating_income", "ordinary_profit", "business_profit", "investing_cash_flow",
    "marketable_securities", "long_term_securities", "long_term_debt", "debt_due",
    "customers", "equity", "gpu_hour_price", "token_price", "adjusted_ebitda", "employees",
)  # fmt: skip
