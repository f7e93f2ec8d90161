"""Metrics of the income statement: revenue, profits and their margins."""

from kuroji.tools.metrics.metric import Metric, money, number, share

INCOME: tuple[Metric, ...] = (
    money(
        "revenue",
        "flow",
        "Revenue|売上高",
        """revenue | net revenue | total revenue | total net revenue | sales | net sales
        | total net sales | operating revenue | turnover | top line
        | revenue from contracts with customers | revenues, net
        | net sales and operating revenue | sales revenue | revenue, net
        | total revenues, net | sum of revenue | 売上高 | 売上収益 | 営業収益 | 売上 | 収益
        | 売上総額 | 純売上高 | 総売上高 | 売り上げ""",
        size=True,
    ),
    money(
        "cost_of_revenue",
        "flow",
        "Cost of revenue|売上原価",
        """cost of revenue | cost of revenues | cost of sales | cost of goods sold
        | total cost of revenue | cost of goods and services sold
        | cost of products and services | cogs | total cost of revenues
        | cost of net revenue | 売上原価 | 売上原価合計""",
        size=True,
    ),
    money(
        "gross_profit",
        "flow",
        "Gross profit|売上総利益",
        """gross profit | revenue less cost of revenue | gross profit (loss) | gross income
        | gross margin | 売上総利益 | 粗利益 | 粗利 | 売上総利益又は売上総損失 | 総利益""",
        "gross loss | 売上総損失",
    ),
    share(
        "gross_margin",
        "Gross margin|売上総利益率",
        """gross margin | gross profit margin | gross margin percentage | gross margin rate
        | blended gross margin | 売上総利益率 | 粗利率 | 粗利益率 | 粗利 | 売上高総利益率
        | 総利益率""",
    ),
    money(
        "operating_income",
        "flow",
        "Operating income|営業利益",
        """operating income | operating profit | income from operations
        | profit from operations | operating income (loss) | operating profit (loss)
        | income (loss) from operations | operating (loss) income | operating result
        | operating loss (income) | (loss) income from operations
        | results from operating activities | profit from operating activities
        | operating profit/loss | operating earnings | segment operating income
        | segment operating income (loss) | segment profit | segment income
        | segment profit or loss | セグメント利益 | セグメント損益
        | セグメント利益又は損失（△） | operating profit or loss | 営業利益 | 営業損益
        | 営業利益又は営業損失(△) | 営業利益又は営業損失（△）
        | 営業利益または営業損失（△） | 営業利益（△損失） | 営業利益(△損失)
        | 営業利益（損失） | 営業利益（△は損失） | 営業利益又は損失（△）
        | 営業利益（△は営業損失）""",
        """operating loss | loss from operations | losses from operations
        | operating deficit | segment operating loss | segment loss | セグメント損失
        | operating losses | operating loss from continuing operations | 営業損失 | 営業赤字""",
    ),
    share(
        "operating_margin",
        "Operating margin|営業利益率",
        """operating margin | operating profit margin | operating income margin
        | GAAP operating margin | 営業利益率 | 売上高営業利益率 | 売上収益営業利益率""",
    ),
    share(
        "adjusted_operating_margin",
        "Adjusted operating margin|調整後営業利益率",
        """adjusted operating margin | non-GAAP operating margin
        | adjusted operating profit margin | 調整後営業利益率""",
        basis="non_gaap",
    ),
    money(
        "adjusted_operating_income",
        "flow",
        "Adjusted operating income|調整後営業利益",
        """adjusted operating income | non-GAAP operating income | adjusted operating profit
        | non-GAAP income from operations | adjusted income from operations | 調整後営業利益
        | Non-GAAP営業利益 | コア営業利益 | 修正営業利益""",
        """adjusted operating loss | non-GAAP operating loss | adjusted loss from operations
        | 調整後営業損失""",
        basis="non_gaap",
    ),
    money(
        "business_profit",
        "flow",
        "Business profit|事業利益",
        "business profit | core business profit | 事業利益",
        "business loss | 事業損失",
        basis="non_gaap",
    ),
    money(
        "ordinary_profit",
        "flow",
        "Ordinary profit|経常利益",
        """ordinary profit | ordinary income | recurring profit | ordinary income (loss)
        | ordinary profit (loss) | 経常利益 | 経常損益 | 経常利益又は経常損失(△)
        | 経常利益又は経常損失（△） | 経常利益又は損失（△） | 経常利益（△は損失）""",
        "ordinary loss | 経常損失 | 経常赤字",
    ),
    money(
        "pretax_income",
        "flow",
        "Income before income taxes|税引前利益",
        """income before income taxes | income before taxes | pre-tax income | pretax profit
        | profit before tax | profit before income taxes | income before income tax
        | income (loss) before income taxes | income before provision for income taxes
        | income (loss) before provision for income taxes
        | (loss) income before income taxes | pretax income | pre-tax profit
        | income before income tax expense | 税引前利益 | 税引前当期利益
        | 税金等調整前当期純利益 | 税引前当期純利益 | 税金等調整前中間純利益
        | 税引前四半期利益 | 税引前中間利益""",
        """loss before income taxes | loss before taxes | pretax loss | pre-tax loss
        | loss before provision for income taxes | loss before tax | 税引前損失
        | 税金等調整前当期純損失 | 税引前当期損失""",
    ),
    money(
        "income_tax",
        "flow",
        "Income taxes|法人税等",
        """income tax expense | provision for income taxes | income tax expense (benefit)
        | provision for (benefit from) income taxes | income tax provision | income taxes
        | benefit from income taxes | 法人税等 | 法人税等合計 | 法人所得税費用""",
    ),
    money(
        "net_income",
        "flow",
        "Net income|当期純利益",
        """net income | net profit | net earnings | profit for the period
        | profit for the year | net income (loss) | net (loss) income
        | profit attributable to owners of parent | net profit (loss)
        | net income attributable to owners
        | net income attributable to owners of the parent | profit attributable to owners
        | profit attributable to owners of the parent
        | net income attributable to shareholders
        | net income attributable to common stockholders | profit (loss) for the period
        | profit (loss) attributable to owners of parent | net result | bottom line
        | net income (loss) attributable to common stockholders | profit after tax
        | profit attributable to equity holders
        | profit (loss) attributable to owners of the parent | net income/loss
        | GAAP net income | net profit attributable to owners of parent | 純利益
        | 当期純利益 | 当期利益 | 四半期純利益 | 中間純利益 | 最終利益 | 純損益 | 最終損益
        | 親会社株主に帰属する当期純利益 | 親会社株主に帰属する四半期純利益
        | 親会社株主に帰属する中間純利益 | 親会社株主に帰属する純利益
        | 親会社の所有者に帰属する当期利益 | 親会社の所有者に帰属する利益 | 中間利益
        | 四半期利益 | 親会社の所有者に帰属する四半期利益 | 親会社の所有者に帰属する中間利益
        | 当期損益 | 当期純利益又は当期純損失(△) | 当期純利益又は当期純損失（△）
        | 当期純利益（△は損失）
        | 親会社株主に帰属する当期純利益又は親会社株主に帰属する当期純損失(△)
        | 親会社株主に帰属する当期純利益又は親会社株主に帰属する当期純損失（△）
        | 親会社株主に帰属する当期純損益 | 当期純利益又は純損失（△） | 当期純損益
        | 税引後利益""",
        """net loss | net losses | net loss attributable to common stockholders
        | bottom-line loss | net loss attributable to owners of parent | loss for the period
        | loss for the year | loss attributable to owners of parent
        | net loss attributable to shareholders | GAAP net loss
        | loss attributable to owners of the parent | 純損失 | 当期純損失 | 当期損失
        | 四半期純損失 | 中間純損失 | 最終損失 | 最終赤字 | 純赤字
        | 親会社株主に帰属する当期純損失 | 親会社株主に帰属する四半期純損失
        | 親会社株主に帰属する中間純損失 | 親会社の所有者に帰属する当期損失
        | 親会社の所有者に帰属する損失 | 親会社株主に帰属する純損失 | 四半期損失 | 中間損失
        | 親会社の所有者に帰属する四半期損失 | 親会社の所有者に帰属する中間損失""",
    ),
    money(
        "adjusted_net_income",
        "flow",
        "Adjusted net income|調整後当期純利益",
        """adjusted net income | non-GAAP net income | adjusted net profit
        | adjusted earnings | 調整後当期純利益 | 調整後純利益 | 調整後当期利益""",
        "adjusted net loss | non-GAAP net loss | 調整後純損失",
        basis="non_gaap",
    ),
    share(
        "net_margin",
        "Net margin|純利益率",
        "net margin | net profit margin | net income margin | 純利益率 | 売上高当期純利益率",
    ),
    money(
        "ebitda",
        "flow",
        "EBITDA|EBITDA",
        "EBITDA | 償却前営業利益 | 償却前利益",
        "negative EBITDA | EBITDA loss",
        basis="non_gaap",
    ),
    money(
        "adjusted_ebitda",
        "flow",
        "Adjusted EBITDA|調整後EBITDA",
        "adjusted EBITDA | 調整後EBITDA | 調整後ＥＢＩＴＤＡ",
        "adjusted EBITDA loss | negative adjusted EBITDA",
        basis="non_gaap",
    ),
    share(
        "adjusted_ebitda_margin",
        "Adjusted EBITDA margin|調整後EBITDAマージン",
        """adjusted EBITDA margin | EBITDA margin | 調整後EBITDAマージン | EBITDAマージン
        | 調整後EBITDA率""",
        basis="non_gaap",
    ),
    number(
        "eps",
        "ratio",
        "Earnings per share|1株当たり利益",
        """earnings per share | diluted earnings per share | EPS | net income per share
        | basic earnings per share | diluted EPS | earnings (loss) per share
        | net income (loss) per share | net income per share, diluted | net loss per share
        | loss per share | 1株当たり当期純利益 | １株当たり当期純利益
        | 基本的1株当たり当期利益 | 1株当たり利益 | 1株当たり四半期純利益
        | １株当たり四半期純利益""",
        "money rate",
    ),
)
