"""Metrics of the income statement: what is spent, written off and gained beside operations."""

from kuroji.tools.metrics.metric import Metric, money

COSTS: tuple[Metric, ...] = (
    money(
        "operating_expenses",
        "flow",
        "Operating expenses|営業費用",
        """operating expenses | total operating expenses | operating costs | opex | 営業費用
        | 営業費用合計""",
        size=True,
    ),
    money(
        "total_expenses",
        "flow",
        "Total costs and expenses|費用合計",
        """total expenses | total costs and expenses | costs and expenses | total spending
        | total costs | 費用合計 | 費用総額 | 総費用 | 総支出""",
        size=True,
    ),
    money(
        "research_and_development",
        "flow",
        "Research and development|研究開発費",
        """research and development | research and development expense | R&D | R&D expense
        | R&D spending | research and development cost | technology and development
        | product development | 研究開発費""",
        size=True,
    ),
    money(
        "sales_and_marketing",
        "flow",
        "Sales and marketing|販売・マーケティング費",
        """sales and marketing | sales and marketing expense | selling and marketing
        | selling and marketing expense | marketing and sales | advertising expense | 販売費
        | 広告宣伝費 | 販売促進費 | マーケティング費""",
        size=True,
    ),
    money(
        "general_and_administrative",
        "flow",
        "General and administrative|一般管理費",
        """general and administrative | general and administrative expense | G&A
        | 一般管理費""",
        size=True,
    ),
    money(
        "selling_general_administrative",
        "flow",
        "Selling, general and administrative|販売費及び一般管理費",
        """selling, general and administrative | selling, general and administrative expense
        | SG&A | SG&A expense | 販売費及び一般管理費 | 販管費""",
        size=True,
    ),
    money(
        "technology_and_infrastructure",
        "flow",
        "Technology and infrastructure|技術・基盤費",
        "technology and infrastructure | technology and infrastructure expense | 技術・基盤費",
        size=True,
    ),
    money(
        "stock_based_compensation",
        "flow",
        "Stock-based compensation|株式報酬費用",
        """stock-based compensation | share-based compensation
        | stock-based compensation expense | share-based compensation expense | SBC
        | equity-based compensation | share-based payment | stock compensation
        | share-based payments | 株式報酬費用 | 株式報酬 | 株式に基づく報酬""",
        size=True,
    ),
    money(
        "depreciation",
        "flow",
        "Depreciation|減価償却費",
        """depreciation | depreciation expense | depreciation charge
        | depreciation of property and equipment | 減価償却費 | 減価償却 | 償却費""",
        size=True,
    ),
    money(
        "depreciation_and_amortization",
        "flow",
        "Depreciation and amortisation|減価償却費及び償却費",
        """depreciation and amortization | D&A | depreciation and amortization expense
        | 減価償却費及び償却費""",
        size=True,
    ),
    money(
        "gpu_depreciation",
        "flow",
        "Depreciation of GPUs|GPUの減価償却費",
        """depreciation of gpus | gpu depreciation
        | depreciation of GPUs and technology equipment
        | depreciation of technology equipment | depreciation of servers
        | server depreciation | depreciation of servers and network equipment
        | depreciation of GPUs and servers | depreciation of servers and GPUs
        | depreciation of GPU servers | GPUの減価償却費 | GPU減価償却費
        | サーバーの減価償却費 | サーバ減価償却費""",
        size=True,
    ),
    money(
        "amortization",
        "flow",
        "Amortisation of intangibles|無形資産償却費",
        """amortization of intangible assets | amortization of acquired intangibles
        | amortization of acquisition-related intangible assets
        | amortization of intangibles | のれん償却額 | のれん償却費 | 無形資産償却費""",
        size=True,
    ),
    money(
        "interest_expense",
        "flow",
        "Interest expense|支払利息",
        """interest expense | net interest expense | interest expense, net
        | interest on debt | interest cost | finance costs | interest payments
        | interest paid | interest expenses, net | 支払利息 | 支払利息合計 | 金融費用
        | 利息費用""",
        size=True,
    ),
    money(
        "interest_income",
        "flow",
        "Interest income|受取利息",
        "interest income | interest and other income, net | 受取利息 | 金融収益",
        size=True,
    ),
    money(
        "impairment",
        "flow",
        "Impairment|減損損失",
        """impairment | goodwill impairment | impairment charge | impairment loss
        | write-down | goodwill charge | 減損損失 | 減損""",
        size=True,
    ),
    money(
        "investment_gain",
        "flow",
        "Gains on investments|投資利益",
        """gain on investments | investment gain | gains on investments
        | gain from investment | after-tax gain | 投資利益 | 投資損益 | 評価益
        | 投資有価証券売却益""",
        "loss on investments | investment loss | 投資損失 | 評価損",
    ),
)
