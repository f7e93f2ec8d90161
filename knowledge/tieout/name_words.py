"""Words that tell a company's name from words that only look like one, in both scripts."""

import re

from kuroji.knowledge.tieout.lexicon import words_in

COMPANY_WORDS = words_in(
    """
    systems technologies technology labs lab cloud compute computing data ai robotics
    networks software analytics energy power semiconductor semiconductors group holdings
    capital ventures partners health motors electric bank media retail grid materials chips
    digital works industries
    """
)
NEVER = words_in(
    """
    the a an in on at of for by to from with under over after before during since until as
    its it this that these those their they he she we our some about around roughly nearly
    almost only just most all both each every no not one two three four five six seven eight
    nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred
    if when while although but and or because despite unlike like among between
    within without against per than january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday q1 q2 q3 q4 h1 h2 fy fiscal calendar year
    quarter half first second third fourth gaap ifrs jgaap usd eur gbp jpy arr rpo ebitda
    ebit capex opex ai gpu gpus cpu saas api llm ltv cac roi irr npv eps ipo ceo cfo mw gw
    kw mwh gwh kwh us uk eu series class customer customers segment section item note table
    figure form annual quarterly monthly weekly daily selected consolidated statement
    statements results press trade industry news survey report reports letter letters
    outlook release revenue revenues sales gross net operating total cost costs cash debt
    free income profit loss losses margin margins earnings expense expenses research
    development product support services service subscription gaming input output headcount
    backlog orders order bookings leverage conversion churn retention capital capacity
    inference depreciation straight-line management investors shareholders employees users
    comparable underlying statutory like-for-like
    companies executives people organisations organizations adjusted remaining contracted
    contracts growth interest valuation dividend subsidies subsidy guidance supply payments
    payback runway shares stock equity assets liabilities inventory goodwill average
    compared excluding including actual today now currently last next previous prior current
    following later earlier overall together combined according analysts analysis data
    training tokens servers server hardware software net-zero there here what which who how
    where recurring committed liquidity rental rent price prices pricing loan loans bonds
    bond notes credit trailing deferred receivables pilot pilots respondents survey surveyed
    parent subsidiary group company companies firm firms board chips power electricity
    energy demand asia europe americas america africa japan china india germany france britain
    oceania emea apac latam scandinavia benelux
    """
)

SUFFIX = (
    "システムズ?|クラウド|データ|電機|電子|電算|電力|製作所|グループ|ホールディングス|"
    "テック|テクノロジーズ?|ソフト(?:ウェア)?"
    "|通信|情報|ロボ(?:ティクス|ット)?|モビリティ|工業|産業|銀行|証券|商事|物産|"
    "製薬|化学|重工|自動車|エネルギー|ネットワークス?"
    "|コンピュート?|ラボ|研究所|調査所|インフラ|ソリューションズ?|エレクトロニクス|"
    "パートナーズ|キャピタル|メディカル|ベンチャーズ"
    "|半導体|精機|精密|建設|不動産|食品|運輸|物流|航空|鉄道|薬品|書店|新聞|放送|"
    "総研|デジタル|コンピュータ|AI|HD|リテール|ヘルス"
)
COMMON = re.compile(
    r"売上|利益|損失|赤字|黒字|費用|原価|資産|負債|資本|現金|預金|借入|債務|金額|"
    r"総額|前受|売掛|契約|受注|残高|投資|設備|研究|開発|従業|社員|顧客"
    r"|調査|企業|会社|当社|同社|親会|子会|全社|連結|通期|今期|来期|前期|当期|上期|"
    r"下期|中間|年度|四半|計画|予想|見通|業績|補助|導入|回答|試験|生成"
    r"|容量|単価|価格|料金|比率|割合|平均|合計|差額|増収|減収|耐用|償却|減価|解約|"
    r"継続|会員|部品|為替|レート|推論|学習|利用|本番|市場|株価|時価|評価|配当|株主|発行|従来"
    r"|月間|週間|日次|件数|処理|事業|部門|セグメント|サービス|製品|商品|保守|広告|"
    r"海外|国内|最大|上位|うち|その|この|年間|月次|月額|毎月|期末|年末|足元|現在|"
    r"引当|残存|履行|成長|^[A-Z甲乙丙]社$|^電気$|^燃料電池$|内訳|明細|両社|前者|後者|主力|在庫|店舗|工場|拠点|人件|円安|円高|物価"
    r"|収益|収入|支出|コスト|データセンター|センター|サーバー?|トークン|受電|電力量|"
    r"GPU|ARR|MRR|RPO|EBITDA|同業|他社|競合|一方|なお|また|ただし|"
    r"総数|件数|人数|社数"
    r"|基幹|個人|財務|決算|公開|会計|自社|独自|大手|民間|政府|官民|新規|関連|全体|"
    r"各社|広域|経営|管理|報告|開示|発表|公表|分析|規模|以上|以下|前年|翌年|昨年|"
    r"稼働|稼ぐ|資金|調達|増資|出資|持分|比べ|対し|AI企業|クラウド事業|営業|経常|"
    r"最終|税引"
)

# What sells, not who: katakana words that head a sentence as a company's name does.
SOLD = words_in(
    """
    クラウド コロケーション ライセンス サブスクリプション ソフトウェア ハードウェア
    ホスティング コンサルティング メンテナンス デバイス オンライン ゲーム メディア
    エネルギー モビリティ ロボット システム アプリ プラットフォーム インフラ セキュリティ
    """
)
