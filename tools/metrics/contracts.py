"""Metrics of the quality of revenue: contracts, retention, concentration, and commitments."""

from kuroji.tools.metrics.metric import Metric, money, share

CONTRACTS: tuple[Metric, ...] = (
    money(
        "annual_recurring_revenue",
        "stock",
        "Annual recurring revenue|年間経常収益",
        """annual recurring revenue | ARR | annualized recurring revenue | ending ARR
        | total ARR | recurring revenue run rate | subscription ARR | contracted ARR
        | ARR（期末） | 年間経常収益 | 年間経常収入 | 年間定期収益 | 期末ARR | 年次経常収益
        | 経常収益ARR | ストック収益ARR | 年間リカーリング収益""",
        basis="arr",
        size=True,
    ),
    money(
        "net_new_arr",
        "flow",
        "Net new ARR|純増ARR",
        """net new ARR | net new annual recurring revenue | ARR added | 純増ARR | ARR純増額
        | ARR純増""",
        basis="arr",
    ),
    money(
        "run_rate_revenue",
        "stock",
        "Run-rate revenue|年換算売上高",
        """run-rate revenue | revenue run rate | annualized revenue | annual run rate
        | run rate | annualized revenue run rate | annual revenue run rate
        | annualized run rate | annualized run-rate revenue | annualized figure
        | annualised sales | revenue run-rate, annualized | ARR run rate | 年換算売上高
        | 年換算の売上高 | 年換算収益 | 年率換算の売上高 | 年率換算売上高 | 年換算の収益
        | ランレート | 売上高ランレート | 年換算ベースの売上高 | 年換算""",
        basis="run_rate",
        size=True,
    ),
    money(
        "remaining_performance_obligations",
        "stock",
        "Remaining performance obligations|残存履行義務",
        """remaining performance obligations | RPO | remaining performance obligation
        | commercial remaining performance obligation
        | transaction price allocated to remaining performance obligations | total RPO
        | 残存履行義務 | 未充足の履行義務 | 残存履行義務に配分した取引価格
        | 残存履行義務に配分された取引価格""",
        basis="rpo",
        size=True,
    ),
    money(
        "current_rpo",
        "stock",
        "Current RPO|1年内の残存履行義務",
        """current remaining performance obligation | current RPO | cRPO
        | 1年内の残存履行義務""",
        basis="rpo",
        size=True,
    ),
    money(
        "backlog",
        "stock",
        "Backlog|受注残高",
        """backlog | revenue backlog | order backlog | commercial backlog
        | contracted backlog | order book | contract backlog | unfilled orders
        | 受注残高 | 受注残 | 契約残高
        | バックログ""",
        basis="bookings",
        size=True,
    ),
    money(
        "bookings",
        "flow",
        "Bookings|受注高",
        """bookings | billings | order intake | orders received | new orders | new bookings
        | net bookings | 受注高 | 受注額 | 新規受注 | 受注金額 | 請求額""",
        basis="bookings",
        size=True,
    ),
    money(
        "total_contract_value",
        "flow",
        "Total contract value|契約総額",
        "total contract value | TCV | contract value | 契約総額 | 総契約額 | 契約額",
        basis="bookings",
        size=True,
    ),
    money(
        "annual_contract_value",
        "stock",
        "Annual contract value|年間契約額",
        "annual contract value | ACV | 年間契約額 | 年間契約金額",
        basis="bookings",
        size=True,
    ),
    share(
        "largest_customer_share",
        "Share of the largest customer|最大顧客の割合",
        """largest customer | share of largest customer | largest customer share
        | share of revenue from the largest customer | customer concentration | one customer
        | top customer | 最大顧客の割合 | 最大顧客 | 最大顧客の売上構成比
        | 最大顧客への売上高比率""",
        size=True,
    ),
    share(
        "two_largest_customers_share",
        "Share of the two largest customers|上位2社の割合",
        """two largest customers | two customers | top two customers
        | share of the two largest customers | 上位2社の割合 | 上位2社 | 上位２社
        | 上位2顧客""",
        size=True,
    ),
    share(
        "top_ten_customers_share",
        "Share of the ten largest customers|上位10社の割合",
        "ten largest customers | top ten customers | top 10 customers | 上位10社 | 上位１０社",
        size=True,
    ),
    money(
        "supplier_financed_revenue",
        "flow",
        "Supplier-financed revenue|供給者資金による売上",
        """supplier-financed revenue | revenue financed by suppliers
        | revenue financed by investors | revenue from customers we invested in
        | related-party revenue | revenue from related parties | revenue from investees
        | 供給者資金による売上 | 関連当事者への売上高 | 関連当事者に対する売上高
        | 出資先への売上高 | 出資先向け売上高""",
        size=True,
    ),
    share(
        "net_revenue_retention",
        "Net revenue retention|売上継続率（NRR）",
        """net revenue retention | NRR | net retention | net revenue retention rate
        | net dollar retention | net dollar retention rate | net retention rate
        | dollar-based net retention | dollar-based net retention rate | 売上継続率 | NRR
        | ネット売上継続率 | 売上維持率 | 純収益維持率""",
        basis="non_gaap",
        size=True,
    ),
    share(
        "gross_revenue_retention",
        "Gross revenue retention|総売上継続率（GRR）",
        """gross revenue retention | GRR | gross retention | gross revenue retention rate
        | gross dollar retention | gross retention rate | 総売上継続率 | グロス継続率
        | 総収益維持率 | グロス売上継続率""",
        basis="non_gaap",
        size=True,
    ),
    share(
        "churn",
        "Churn|解約率",
        "churn | churn rate | customer churn | 解約率 | 月次解約率 | チャーンレート",
        basis="non_gaap",
    ),
    share(
        "rule_of_40",
        "Rule of 40|40%ルール",
        "rule of 40 | rule of 40 score | 40%ルール",
        basis="non_gaap",
    ),
    money(
        "purchase_obligations",
        "stock",
        "Purchase obligations|購入義務",
        """purchase obligations | purchase commitments
        | inventory purchase and long-term supply and capacity obligations
        | supply commitments | unconditional purchase obligations
        | outstanding purchase commitments | non-cancellable purchase commitments | 購入義務
        | 購入コミットメント | 発注残 | 購入契約残高""",
        size=True,
    ),
    money(
        "lease_commitments",
        "stock",
        "Lease commitments|リース債務",
        """lease commitments | lease obligations | lease liabilities
        | operating lease liabilities | future lease payments | leases not yet commenced
        | finance lease liabilities | lease liability | operating lease liability
        | finance lease liability | リース債務 | リース負債 | 未経過リース料
        | リース契約残高""",
        size=True,
    ),
    money(
        "compute_commitment",
        "stock",
        "Commitments for computing capacity|計算資源の購入契約",
        """compute commitment | cloud commitment | cloud commitments | compute contract
        | compute commitments | cloud computing commitments | commitments for compute
        | cloud service agreement | 計算資源の購入契約 | クラウド契約 | 計算資源の契約""",
        basis="bookings",
        size=True,
    ),
    money(
        "committed_need",
        "stock",
        "Committed need for cash|確定した資金需要",
        "committed need | committed cash need | 確定した資金需要 | 契約済みの資金需要",
        size=True,
    ),
    share(
        "revenue_share_paid",
        "Revenue share paid|売上の分配率",
        """revenue share | revenue sharing | revenue-share rate | 収益分配率
        | レベニューシェア | 売上の分配率""",
        size=True,
    ),
    money(
        "revenue_overstatement",
        "flow",
        "Alleged overstatement|過大計上とされる額",
        "overstatement of revenue | 売上の過大計上",
        size=True,
    ),
    share(
        "earnings_overstatement",
        "Alleged overstatement of earnings|利益の過大表示",
        "overstatement of earnings | earnings overstatement | 利益の過大表示",
        size=True,
    ),
)
