"""Metrics of the industry: spending, the revenue gap, and what surveys ask."""

from kuroji.tools.metrics.metric import Metric, money, number, share

MARKET: tuple[Metric, ...] = (
    money(
        "required_revenue",
        "flow",
        "Required revenue|必要な収益",
        """required revenue | revenue required | revenue needed | annual revenue needed
        | annual revenue required | revenue requirement | AI revenue needed
        | annual AI revenue needed | needed revenue | 必要な収益 | 必要収益 | 必要な売上
        | 必要な売上高 | 必要な年間収益 | 必要なAI収益""",
        basis="estimate",
        size=True,
    ),
    money(
        "revenue_gap",
        "flow",
        "Revenue gap|収益の不足",
        """revenue gap | annual revenue gap | gap | shortfall | revenue shortfall
        | funding gap | 収益の不足 | 不足額 | 不足 | 収益ギャップ | 収入不足 | 収益の穴
        | ギャップ""",
        basis="estimate",
        size=True,
    ),
    money(
        "ai_spending",
        "flow",
        "Spending on AI|AI支出",
        """AI spending | spending on AI | worldwide AI spending | AI spend
        | AI systems spending | spending on AI systems | enterprise AI spending | AI市場規模
        | AI支出 | AI関連支出 | AIシステム市場 | 国内AIシステム市場 | AI市場 | AIへの支出
        | 国内AI市場""",
        basis="estimate",
        size=True,
    ),
    money(
        "genai_spending",
        "flow",
        "Spending on generative AI|生成AI支出",
        """generative AI spending | spending on generative AI | genAI spending
        | enterprise spending on generative AI | GenAI spend | 生成AI支出 | 生成AI市場
        | 生成AIへの支出 | 国内生成AI市場""",
        basis="estimate",
        size=True,
    ),
    money(
        "ai_model_spending",
        "flow",
        "Spending on AI models|AIモデルへの支出",
        "spending on AI models | AI model spending | AIモデルへの支出 | AIモデル支出",
        basis="estimate",
        size=True,
    ),
    money(
        "ai_infrastructure_spending",
        "flow",
        "Spending on AI infrastructure|AI基盤への支出",
        """AI infrastructure spending | spending on AI infrastructure | AI infrastructure
        | AI基盤への支出 | AIインフラ支出 | AIインフラ""",
        basis="estimate",
        size=True,
    ),
    money(
        "value_potential",
        "flow",
        "Value potential|価値の潜在額",
        """value potential | annual value | economic potential | potential value
        | 価値の潜在額 | 経済価値""",
        basis="estimate",
        size=True,
    ),
    money(
        "economic_effect",
        "flow",
        "Economic effect|経済波及効果",
        "economic effect | effect on the economy | 経済波及効果 | 経済効果",
        basis="projected",
        size=True,
    ),
    money(
        "public_support",
        "flow",
        "Public support|公的支援",
        "public support | government support | subsidies | 公的支援 | 補助金 | 公的支援額",
        size=True,
    ),
    money(
        "public_private_investment",
        "flow",
        "Public and private investment|官民投資",
        "public and private investment | 官民投資",
        basis="projected",
        size=True,
    ),
    money(
        "present_value_of_gains",
        "stock",
        "Present value of gains|便益の現在価値",
        "present value of gains | present discounted value | 便益の現在価値",
        basis="projected",
        size=True,
    ),
    money(
        "understated_depreciation",
        "flow",
        "Understated depreciation|減価償却の過少計上",
        "understated depreciation | understatement of depreciation | 減価償却の過少計上",
        basis="estimate",
        size=True,
    ),
    money(
        "digital_services_balance",
        "flow",
        "Digital services balance|デジタル収支",
        "digital services balance | デジタル収支 | デジタル関連のサービス収支",
        "deficit in digital services | digital deficit | デジタル赤字",
    ),
    share(
        "ai_use_share",
        "Share using AI|AI利用率",
        """share of organizations using AI | AI adoption | AI adoption rate | AI use
        | AI利用率 | 生成AI利用率 | 生成AIの利用率 | AI導入率 | 何らかの業務で利用""",
        basis="survey",
        size=True,
    ),
    share(
        "ai_policy_share",
        "Share with an AI policy|AI活用方針の策定率",
        """share with an AI policy | policy to use generative AI | 活用する方針を定めた企業
        | 活用方針""",
        basis="survey",
        size=True,
    ),
    share(
        "zero_return_share",
        "Share without measurable return|効果が確認できない割合",
        """no measurable return | no measurable profit-and-loss return | zero return
        | no measurable p&l impact | 効果が確認できない割合 | 効果が確認できない""",
        basis="survey",
        size=True,
    ),
    share(
        "pilot_success_share",
        "Share of pilots that succeed|試行の成功率",
        "pilot success rate | success rate of pilots | 試行の成功率",
        basis="survey",
        size=True,
    ),
    share(
        "abandoned_share",
        "Share that abandoned AI projects|AI案件の断念率",
        """abandoned most of their AI initiatives | abandonment rate | AI案件の断念率
        | 大半を断念した企業 | 断念した企業""",
        basis="survey",
        size=True,
    ),
    share(
        "scrapped_share",
        "Share of proofs of concept scrapped|概念実証の中止率",
        "scrapped | proofs of concept scrapped | 概念実証の中止率",
        basis="survey",
        size=True,
    ),
    share(
        "cancelled_share",
        "Share of projects cancelled|中止される案件の割合",
        "cancellation rate | projects cancelled | 中止される案件の割合",
        basis="projected",
        size=True,
    ),
    share(
        "above_expectation_share",
        "Share above expectation|期待を上回る割合",
        """exceed expectations | results above expectation | 期待を上回る割合 | 期待を上回る
        | 期待を上回ると答えた""",
        basis="survey",
        size=True,
    ),
    share(
        "ebit_effect_share",
        "Share with an effect on EBIT|EBITへの効果を認める割合",
        "effect on EBIT | EBIT impact | EBITへの効果を認める割合 | EBITへの効果",
        basis="survey",
        size=True,
    ),
    share(
        "productivity_gain",
        "Gain in productivity|生産性の伸び",
        """productivity gain | gain in productivity | productivity growth | 生産性の伸び
        | 生産性向上""",
        basis="projected",
    ),
    share(
        "gdp_gain",
        "Gain in GDP|GDPの押し上げ",
        "gain in GDP | GDP gain | GDPの押し上げ",
        basis="projected",
    ),
    share(
        "price_change",
        "Change of a price|価格の変化",
        "price change | price decline | price cut | 価格の変化 | 値下げ率",
    ),
    number(
        "interviews",
        "count",
        "Interviews|聞き取り件数",
        "interviews | executive interviews | 聞き取り件数 | インタビュー",
        "count",
        size=True,
    ),
    number(
        "respondents",
        "count",
        "Respondents|回答数",
        "respondents | survey answers | survey responses | 回答数 | 回答者数 | 有効回答",
        "count",
        size=True,
    ),
)
