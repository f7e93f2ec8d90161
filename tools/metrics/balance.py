"""Metrics of the balance sheet, of shares and of the price of a company."""

from kuroji.tools.metrics.metric import Metric, money, number, share

BALANCE: tuple[Metric, ...] = (
    money(
        "cash",
        "stock",
        "Cash and cash equivalents|現金及び現金同等物",
        """cash | cash and cash equivalents | cash and equivalents | cash balance
        | cash on hand | cash and deposits | cash, cash equivalents and restricted cash
        | cash at bank | cash and cash equivalents at end of period | cash position
        | 現金及び現金同等物 | 現金 | 現金及び預金 | 現預金 | 現金同等物 | 現金残高
        | 手元資金 | 現金及び現金同等物の期末残高 | 現金および現金同等物 | 現金・預金
        | 現金及び現金同等物期末残高 | 期末の現金 | 現金及び現金同等物の四半期末残高
        | 現金及び現金同等物の中間期末残高""",
        size=True,
    ),
    money(
        "liquidity",
        "stock",
        "Cash and marketable securities|手元流動性",
        """cash and short-term investments | cash and marketable securities
        | cash and investments | cash, cash equivalents and marketable securities
        | liquidity | cash and securities
        | cash, cash equivalents and short-term investments | total liquidity | liquid funds
        | cash and cash equivalents and marketable securities
        | cash, cash equivalents, and marketable securities
        | cash and cash equivalents and short-term investments
        | cash, cash equivalents, and short-term investments
        | cash, equivalents and marketable securities
        | cash, cash equivalents and investments | cash and liquid investments | 手元流動性
        | 現預金及び有価証券 | 現金及び短期投資 | 現金及び市場性のある有価証券
        | 現金・有価証券 | 現金及び有価証券 | 現金と有価証券
        | 現金及び現金同等物並びに有価証券 | 現金と短期投資 | 流動性""",
        size=True,
    ),
    money(
        "marketable_securities",
        "stock",
        "Marketable securities|有価証券",
        """marketable securities | short-term investments | short-term marketable securities
        | 有価証券 | 短期投資""",
        size=True,
    ),
    money(
        "long_term_securities",
        "stock",
        "Long-term marketable securities|長期の有価証券",
        "long-term marketable securities | marketable securities, non-current | 長期の有価証券",
        size=True,
    ),
    money(
        "undrawn_facilities",
        "stock",
        "Undrawn committed facilities|未使用の融資枠",
        """undrawn facilities | undrawn committed facilities | undrawn credit facility
        | undrawn revolving credit facility | unused credit facilities
        | available borrowing capacity | undrawn capacity | undrawn debt capacity
        | unused commitments | undrawn borrowings | 未使用の融資枠 | 借入未実行残高
        | 未使用枠 | 当座貸越契約の未実行残高 | コミットメントライン未使用残高""",
        size=True,
    ),
    money(
        "debt",
        "stock",
        "Debt|有利子負債",
        """debt | total debt | debt principal | borrowings | total borrowings
        | interest-bearing debt | loans and borrowings | gross debt | outstanding debt
        | debt outstanding | bonds and borrowings | notes payable | principal amount of debt
        | indebtedness | total indebtedness | interest-bearing liabilities
        | notes payable and other borrowings | 有利子負債 | 借入金 | 借入残高 | 負債元本
        | 借入金残高 | 有利子負債残高 | 社債及び借入金 | 借入金及び社債 | 総有利子負債""",
        size=True,
    ),
    money(
        "debt_including_leases",
        "stock",
        "Debt including leases|リース債務を含む有利子負債",
        """debt including leases | total debt including leases | debt with leases
        | リース債務を含む有利子負債 | リースを含む有利子負債""",
        size=True,
    ),
    money(
        "long_term_debt",
        "stock",
        "Long-term debt|長期借入金",
        """long-term debt | long-term debt, net | long-term debt, non-current
        | long-term debt, noncurrent | notes payable and other borrowings, non-current
        | long-term borrowings | long-term debt, net of current portion | 長期借入金""",
        size=True,
    ),
    money(
        "debt_due",
        "stock",
        "Debt due within a year|1年内返済予定の負債",
        """debt due | current portion of debt | current portion of long-term debt
        | current debt | debt maturing | short-term debt | debt, current
        | short-term borrowings | debt maturities | current maturities of long-term debt
        | 1年内返済予定の長期借入金 | 短期借入金 | 1年内返済予定の負債
        | １年内返済予定の長期借入金 | 1年内返済予定の借入金""",
        size=True,
    ),
    money(
        "net_debt",
        "stock",
        "Net debt|純有利子負債",
        "net debt | 純有利子負債 | 純負債 | ネット有利子負債",
        "net cash | ネットキャッシュ | 純現金",
    ),
    money(
        "equity",
        "stock",
        "Total equity|純資産",
        """shareholders' equity | stockholders' equity | total equity | net assets
        | equity attributable to owners of parent | total stockholders' equity
        | total shareholders' equity | total stockholders' equity (deficit)
        | stockholders' equity (deficit) | book equity | total stockholders’ equity
        | total shareholders’ equity | stockholders’ equity | shareholders’ equity
        | total net assets | 純資産 | 自己資本 | 株主資本 | 資本合計
        | 親会社の所有者に帰属する持分 | 純資産合計 | 純資産の部合計""",
        "stockholders' deficit | total stockholders' deficit | shareholders' deficit | 債務超過",
    ),
    share(
        "equity_ratio",
        "Equity ratio|自己資本比率",
        "equity ratio | 自己資本比率 | 親会社所有者帰属持分比率",
    ),
    money(
        "goodwill",
        "stock",
        "Goodwill|のれん",
        "goodwill | のれん | 期末ののれん | のれん残高",
        size=True,
    ),
    money(
        "intangible_assets",
        "stock",
        "Intangible assets|無形固定資産",
        """intangible assets | acquired intangible assets | intangible assets, net
        | 無形固定資産 | 無形資産""",
        size=True,
    ),
    money(
        "inventory",
        "stock",
        "Inventory|棚卸資産",
        "inventory | inventories | 棚卸資産 | 在庫 | 商品及び製品",
        size=True,
    ),
    money(
        "accounts_receivable",
        "stock",
        "Accounts receivable|売上債権",
        """accounts receivable | receivables | trade receivables | accounts receivable, net
        | trade and other receivables | 売掛金 | 売上債権 | 受取手形、売掛金及び契約資産
        | 営業債権 | 受取手形及び売掛金""",
        size=True,
    ),
    money(
        "accounts_payable",
        "stock",
        "Accounts payable|買掛金",
        "accounts payable | trade payables | 買掛金 | 仕入債務",
        size=True,
    ),
    money(
        "deferred_revenue",
        "stock",
        "Deferred revenue|契約負債",
        """deferred revenue | contract liabilities | unearned revenue | total deferred revenue
        | customer deposits | contract liability | 契約負債 | 前受収益 | 前受金 | 繰延収益""",
        size=True,
    ),
    money(
        "deferred_revenue_current",
        "stock",
        "Deferred revenue, current|契約負債（流動）",
        "deferred revenue, current | current deferred revenue | unearned revenue, current"
        " | 契約負債（流動）",
        size=True,
    ),
    money(
        "total_assets",
        "stock",
        "Total assets|総資産",
        "total assets | 総資産 | 資産合計 | 資産の部合計",
        size=True,
    ),
    money(
        "current_assets",
        "stock",
        "Current assets|流動資産",
        "current assets | total current assets | 流動資産 | 流動資産合計",
        size=True,
    ),
    money(
        "total_liabilities",
        "stock",
        "Total liabilities|負債合計",
        "total liabilities | 負債合計 | 負債の部合計",
        size=True,
    ),
    money(
        "current_liabilities",
        "stock",
        "Current liabilities|流動負債",
        "current liabilities | total current liabilities | 流動負債 | 流動負債合計",
        size=True,
    ),
    money(
        "property_and_equipment",
        "stock",
        "Property and equipment|有形固定資産",
        """property and equipment | property and equipment, net
        | property, plant and equipment | property, plant and equipment, net | 有形固定資産
        | 有形固定資産合計""",
        size=True,
    ),
    money(
        "fair_value_of_investments",
        "stock",
        "Fair value of investments|投資の公正価値",
        "fair value of investment | fair value of stake | 公正価値 | 保有分の公正価値",
        size=True,
    ),
    money(
        "contingent_consideration",
        "stock",
        "Contingent consideration|条件付対価",
        """contingent acquisition liabilities | contingent consideration
        | contingent acquisition liability | 条件付対価 | 条件付取得対価""",
        size=True,
    ),
    share(
        "loan_to_value",
        "Loan to value|LTV",
        "loan-to-value | loan-to-value ratio | LTV ratio | LTV | 負債カバー率",
        basis="non_gaap",
    ),
    money(
        "valuation",
        "stock",
        "Valuation|企業価値",
        """valuation | post-money valuation | pre-money valuation | enterprise value
        | valued at | 企業価値 | 評価額 | 時価評価額 | ポストマネー | 企業評価額""",
        basis="press_reported",
        size=True,
    ),
    money(
        "market_capitalization",
        "stock",
        "Market capitalisation|時価総額",
        "market capitalization | market cap | market value | 時価総額",
        size=True,
    ),
    number(
        "share_price",
        "price",
        "Share price|株価",
        """share price | stock price | closing price | offering price | price per share
        | offer price | ipo price | 株価 | 終値 | 公開価格 | 公募価格""",
        "money rate",
        size=True,
    ),
    number(
        "shares_outstanding",
        "count",
        "Shares outstanding|発行済株式数",
        """shares outstanding | diluted shares | weighted average shares
        | common shares outstanding | shares of common stock outstanding
        | weighted-average shares, diluted | weighted average diluted shares
        | number of shares outstanding | 発行済株式数 | 発行済株式総数 | 期中平均株式数
        | 期末発行済株式数""",
        "count",
        size=True,
    ),
    number(
        "warrants",
        "count",
        "Warrants|新株予約権",
        "warrants | warrants for up to | 新株予約権 | ワラント",
        "count",
        size=True,
    ),
    share(
        "ownership_share",
        "Share held|持分比率",
        "ownership | stake held | ownership interest | 持分 | 持分比率 | 議決権比率 | 出資比率",
    ),
    number(
        "employees",
        "count",
        "Employees|従業員数",
        """employees | full-time employees | headcount | staff | workforce
        | number of employees | 従業員数 | 従業員 | 社員数 | 人員数""",
        "count",
        size=True,
    ),
)
