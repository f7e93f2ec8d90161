"""Companies and people named in a text, in either script, told from words that only look so."""

import re
from dataclasses import dataclass

from kuroji.knowledge.tieout.lexicon import words_in


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a span. `sure` where its form leaves no doubt that it names a company."""

    start: int
    end: int
    text: str
    sure: bool


_LEGAL = (
    r"(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|LP|plc|PLC|AG|SE|SA|S\.A|"
    r"GmbH|NV|N\.V|BV"
    r"|KK|K\.K|AB|ASA|Oyj|SpA|Pty)"
)
_TOKEN = r"[A-Z][A-Za-z0-9]*(?:[&.\-'’](?!s\b)[A-Za-z0-9]+)*"  # noqa: S105  # a word, no secret
_LATIN = re.compile(
    rf"(?<![A-Za-z0-9$€£¥]){_TOKEN}(?: (?:{_TOKEN}|&|of(?= [A-Z])))*(?:,? {_LEGAL}\b\.?)?"
)
_COMPANY_WORDS = words_in(
    """
    systems technologies technology labs lab cloud compute computing data ai robotics
    networks software analytics energy power semiconductor semiconductors group holdings
    capital ventures partners health motors electric bank media retail grid materials chips
    digital works industries
    """
)
_NEVER = words_in(
    """
    the a an in on at of for by to from with under over after before during since until as
    its it this that these those their they he she we our some about around roughly nearly
    almost only just most all both each every no not one two three four five six seven eight
    nine ten if when while although but and or because despite unlike like among between
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
    energy demand
    """
)


def names_of(text: str) -> tuple[Name, ...]:
    """Return the names in `text`, in order.

    >>> [n.text for n in names_of("Revenue at Halden Cloud, Inc. rose; 港南電機の売上高は減った。")]
    ['Halden Cloud, Inc.', '港南電機']
    """
    found = [*_latin(text), *_kanji(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def _latin(text: str) -> list[Name]:
    found = []
    for match in _LATIN.finditer(text):
        start, words = match.start(), match[0]
        tokens = words.split(" ")
        if text[match.end() : match.end() + 1] in ("$", "€", "£", "¥"):
            tokens = tokens[:-1]
        while tokens and _never(tokens[0]):
            start += len(tokens[0]) + 1
            tokens = tokens[1:]
        while tokens and (
            tokens[-1].lower() in _TRAILING or re.match(r"(?:FY|[QH]\d)", tokens[-1])
        ):
            tokens = tokens[:-1]
        name = " ".join(tokens)
        if _PART_OF_ONE.match(text, start + len(name)) or _label(text, start, start + len(name)):
            continue
        if len(name) > 1 and not (len(tokens) == 1 and _place(text, start, name)):
            found.append(Name(start, start + len(name), name, _sure(text, start, name, tokens)))
    return found


_PART_OF_ONE = re.compile(
    r" (?:segments?|divisions?|(?:business )?units?|business(?:es)?|arm|line|products?)\b"
)
_IN = re.compile(r"\b(?:in|near|across|throughout|outside)\s$", re.IGNORECASE)


def _label(text: str, start: int, end: int) -> bool:
    """Whether the words only head a line: "Orders received: 12"."""
    before = text[:start]
    return text[end : end + 1] == ":" and (
        not before.strip() or before.endswith(("\n", "- ", "• "))
    )


def _place(text: str, start: int, name: str) -> bool:
    return bool(_IN.search(text[max(0, start - 14) : start])) and not re.match(
        r"['’]s?\b", text[start + len(name) :]
    )


def _never(token: str) -> bool:
    word = token.lower().strip(".,")
    parts = word.split("-")
    if word in _NEVER or (len(parts) > 1 and all(part in _NEVER for part in parts)):
        return True
    return bool(re.match(r"(?:FY|Q|H)\d", token))


_TRAILING = words_in(
    """
    the in at of for and & series gaap ifrs arr q1 q2 q3 q4 h1 h2 fy
    """
)
_VERB = re.compile(
    r"(?:['’]s?\b|,? (?:reported|recogni[sz]ed|posted|expects?|employs?|raised|booked"
    r"|signed|leases|leased|burned|generated|recorded|said|says|plans|forecasts?|guides)\b)"
)


def _sure(text: str, start: int, name: str, tokens: list[str]) -> bool:
    if re.search(rf"{_LEGAL}\.?$", name) or (
        len(tokens) > 1 and tokens[-1].lower() in _COMPANY_WORDS
    ):
        return True
    return name.endswith(("'", "’")) or bool(_VERB.match(text, start + len(name)))


_SUFFIX = (
    "システムズ?|クラウド|データ|電機|電子|電算|電力|製作所|グループ|ホールディングス|"
    "テック|テクノロジーズ?|ソフト(?:ウェア)?"
    "|通信|情報|ロボ(?:ティクス|ット)?|モビリティ|工業|産業|銀行|証券|商事|物産|"
    "製薬|化学|重工|自動車|エネルギー|ネットワークス?"
    "|コンピュート?|ラボ|研究所|調査所|インフラ|ソリューションズ?|エレクトロニクス|"
    "パートナーズ|キャピタル|メディカル|ベンチャーズ"
    "|半導体|精機|精密|建設|不動産|食品|運輸|物流|航空|鉄道|薬品|書店|新聞|放送|"
    "総研|デジタル|コンピュータ|AI|HD|リテール|ヘルス"
)
_RUN = r"[々一-鿿ァ-ヺーA-Za-z0-9&・]"
_INCORPORATED = re.compile(
    rf"株式会社(?P<a>{_RUN}{{2,20}})|(?P<b>{_RUN}{{2,20}})(?:株式会社|（株）|\(株\))"
)
_SUFFIXED = re.compile(rf"{_RUN}{{1,14}}?(?:{_SUFFIX})(?!{_RUN})")
_STEM = re.compile(rf"(?:{_SUFFIX})$")
_HEAD = re.compile(
    rf"(?:^|(?<=[。、（(」\s]))(?P<n>[一-鿿ァ-ヺー々A-Za-z]{_RUN}{{1,14}})(?=[のはがで、])"
)
_COMMON = re.compile(
    r"売上|利益|損失|赤字|黒字|費用|原価|資産|負債|資本|現金|預金|借入|債務|金額|"
    r"総額|前受|売掛|契約|受注|残高|投資|設備|研究|開発|従業|社員|顧客"
    r"|調査|企業|会社|当社|同社|親会|子会|全社|連結|通期|今期|来期|前期|当期|上期|"
    r"下期|中間|年度|四半|計画|予想|見通|業績|補助|導入|回答|試験|生成"
    r"|容量|単価|価格|料金|比率|割合|平均|合計|差額|増収|減収|耐用|償却|減価|解約|"
    r"継続|会員|部品|為替|レート|推論|学習|利用|本番|市場|株価|時価|評価|配当|株主|発行|従来"
    r"|月間|週間|日次|件数|処理|事業|部門|セグメント|サービス|製品|商品|保守|広告|"
    r"海外|国内|最大|上位|うち|その|この|年間|月次|月額|毎月|期末|年末|足元|現在|"
    r"引当|残存|履行|成長"
    r"|収益|収入|支出|コスト|データセンター|センター|サーバー?|トークン|受電|電力量|"
    r"GPU|ARR|MRR|RPO|EBITDA|同業|他社|競合|一方|なお|また|ただし|"
    r"総数|件数|人数|社数"
    r"|基幹|個人|財務|決算|公開|会計|自社|独自|大手|民間|政府|官民|新規|関連|全体|"
    r"各社|広域|経営|管理|報告|開示|発表|公表|分析|規模|以上|以下|前年|翌年|昨年|"
    r"稼働|稼ぐ|資金|調達|増資|出資|持分|比べ|対し|AI企業|クラウド事業|営業|経常|"
    r"最終|税引"
)

# What sells, not who: katakana words that head a sentence as a company's name does.
_SOLD = words_in(
    """
    クラウド コロケーション ライセンス サブスクリプション ソフトウェア ハードウェア
    ホスティング コンサルティング メンテナンス デバイス オンライン ゲーム メディア
    エネルギー モビリティ ロボット システム アプリ プラットフォーム インフラ セキュリティ
    """
)


def _kanji(text: str) -> list[Name]:
    if text.isascii():
        return []
    found: list[Name] = []
    for match in _INCORPORATED.finditer(text):
        group = "a" if match["a"] else "b"
        _keep(found, Name(*match.span(group), match[group], True))
    for match in _SUFFIXED.finditer(text):
        if not _COMMON.search(_STEM.sub("", match[0])) and not match[0].isascii():
            _keep(found, Name(*match.span(), match[0], True))
    for match in _HEAD.finditer(text):
        word = match["n"]
        if word in _SOLD or word.isascii() or _COMMON.search(word):
            continue
        if not _number(word):
            _keep(found, Name(*match.span("n"), match["n"], False))
    return found


def _number(text: str) -> bool:
    return bool(re.match(r"[0-9０-９]|令和|平成|昭和|第[0-9１-９]", text))


def _keep(found: list[Name], name: Name) -> None:
    if not any(name.start < one.end and one.start < name.end for one in found):
        found.append(name)


def certain(names: tuple[Name, ...], text: str, known: tuple[Name, ...] = ()) -> tuple[Name, ...]:
    """Leave out a lone capitalised word that opens a sentence and need be no name.

    It is one where it stands elsewhere as a name (`known`).
    """
    kept = tuple(
        n
        for n in names
        if n.sure or (_opens(text, n) != n.text.isascii() or (n.text.isascii() and " " in n.text))
    )
    others = (*kept, *known)
    return tuple(n for n in names if n in kept or any(same(n.text, k.text) for k in others))


_TITLE_HEAD = re.compile(rf"(?P<n>[一-鿿ァ-ヺー々]{_RUN}{{1,14}})(?=[\s　:：|])")


def titled_names(title: str) -> tuple[Name, ...]:
    """The names of a document's title; the one that it opens with is whose document it is."""
    names = names_of(title)
    head = _TITLE_HEAD.match(title)
    if head and not names and not _COMMON.search(head["n"]) and not _number(head["n"]):
        names = (Name(*head.span("n"), head["n"], True),)
    return tuple(n if n.sure or n.start else Name(n.start, n.end, n.text, True) for n in names)


def _opens(text: str, name: Name) -> bool:
    before = text[: name.start].rstrip()
    return not before or before[-1] in ".!?\n|:。「#"


_DROPPED = re.compile(rf"(?:,? {_LEGAL}\.?)+$|['’]s?$|株式会社|[.,]")


def same(left: str, right: str) -> bool:
    """Whether two names can be one company's: equal, or one the beginning of the other.

    >>> same("Orbis", "Orbis Health, Inc."), same("Hexafold", "Hexagon")
    (True, False)
    """
    a, b = _words(left), _words(right)
    shorter = min(len(a), len(b))
    if not shorter:
        return False
    if a[:shorter] == b[:shorter]:
        return True
    if shorter == 1 and a[-1] == b[-1] and a[-1] not in _COMPANY_WORDS:
        return True
    return (
        _is_kanji(left)
        and _is_kanji(right)
        and (left in right or right in left)
        and len(min(left, right, key=len)) > 2
    )


def _words(name: str) -> list[str]:
    return _DROPPED.sub("", name).lower().split()


def _is_kanji(name: str) -> bool:
    return not name.isascii()


def one_script(left: str, right: str) -> bool:
    """Whether both names stand in the same script, so that they can be compared at all."""
    return _is_kanji(left) == _is_kanji(right)
