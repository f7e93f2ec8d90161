"""Japanese: which words tie a figure to the metric named beside it, and which keep them apart."""

from __future__ import annotations

import re

from kuroji.knowledge.labels.frames import frame
from kuroji.knowledge.labels.sentences import COMPANY as C
from kuroji.knowledge.labels.sentences import FIGURE as F
from kuroji.knowledge.labels.sentences import METRIC as M
from kuroji.knowledge.labels.sentences import PERIOD as P

_ABOUT = (
    r"(?:約|およそ|ほぼ|過去最高の|過去最大の|合計|計|最大|少なくとも|年|推定|実に|"
    r"わずか|通期で|連結で|連結|単体で|年間)"
)
_PARTICLE = (
    rf"(?:は|が|も|を|で|の|に|と|へ|として|について|につき|：|:|、|，|,|\s|　|（|"
    rf"\(|）|\)|{P}+|{C}+|"
    r"時点|現在|末|期末|通期|累計|年間|同期|同年|当期|前期比|前年比|前年同期比|"
    r"前年度比|前の期比|対前年比|同|今期|当期|当社|同社|今回|"
    r"見込み|予想|見通し|計画|実績|連結|単体|それぞれ|いずれも|一方|また|なお|"
    r"会社の定義|円|額|規模|残高|ベース)"
)
_CLOSE = re.compile(rf"^{_PARTICLE}{{0,12}}{_ABOUT}*$")
_LOOSE = re.compile(rf"[はがもをで：:、の（(]{_PARTICLE}*{_ABOUT}*$")
_APART = re.compile(
    r"うち|除く|除き|含む|影響|差額|のほか|に対し|比率|ため|により|によって|"
    r"以上の企業|当たり|あたり|上回|下回|"
    r"ものの|一方|けれど|[。；]|減少額|増加額|ごと|から見|を引い|場合|なら"
)
_CHANGED = re.compile(
    rf"(?:{F}+[^{M}]{{0,12}}(?:増|減|伸び|下落|上昇|増収|減収|増益|減益|縮小|拡大|"
    rf"引き下げ|引き上げ|下方修正|上方修正)[^{M}]{{0,8}}|{F}+から|{F}+の[増減])"
)
_LIST = re.compile(
    rf"^(?:{P}+)?[、，,（(）)\s]*(?:一方|から|と|および|及び|対し|で|だった|に対し|"
    rf"増え|減り)?[、，,（(\s]*"
    rf"(?:{P}+)?(?:の?(?:同|前期|前年同期|前年度|前年|前の期|前期末|前年末))"
    rf"?(?:実績)?(?:は|の|が|には|：|:|比)?、?{_ABOUT}*$"
    rf"|^(?:減|増)?の?{_ABOUT}*$|^（(?:前年同期比|前期比|前年比|{P}+比)?{_ABOUT}*$"
    rf"|^[だでとの]?[^{M}。]{{0,6}}、?(?:前年同期比|前期比|前年比|前年度比|前の期比|"
    rf"対前年比){_ABOUT}*$"
    rf"|^(?:の(?:赤字|黒字|損失|利益))?(?:だった|であり|で|となり)?、?(?:{P}+)(?:は|"
    rf"には|の)、?{_ABOUT}*$"
)
_TOPIC = re.compile(
    rf"^(?:また|一方|なお|その|うち|これは|この)?、?(?:{P}+|{C}+|"
    rf"[一-鿿]{{1,4}}(?=は)|前年同期|前期|前年度|半年後)?(?:末|時点)?"
    rf"(?:は|に|には|では|で|の(?:予測|予想|見通し|実績)は|が)?、?(?:{P}+(?:に|は|"
    rf"には)?、?)?{_ABOUT}*$"
)
_NO_FIGURE_RIGHT = re.compile(
    r"^(?:以上|超|未満|以下|規模)?の(?:企業|会社|法人|顧客|組織)|^前後で推移|^回に|^社(?:に|の)調査"
)
_SUPPOSED = re.compile(r"^[^。、]{0,14}(?:場合|なら|とすれば|と仮定)")
_NO_METRIC = re.compile(r"(?:1株当たり|一株当たり|１株当たり|以上の|における|比の|に占める)$")
_UP = re.compile(
    r"^(?:の)?(?:増(?!資|分|加分|加額)|増加|増収|増益|上昇|伸|拡大|プラス成長|の増|上積み|高い)"
)
_DOWN = re.compile(r"^(?:の)?(?:減(?!損|価)|減少|減収|減益|低下|下落|縮小|の減|引き下げ|下方)")
_RATIO = re.compile(
    r"(?:前年同期比|前期比|前年比|前年度比|前の期比|対前年比|対前期比)"
    r"[でのは、]?約?(?P<sign>[-－−△▲]|マイナス)?$"
)
_GAIN = re.compile(r"^の(?:営業|最終|純|経常)?(?:黒字|利益|プラス|収入)")
_LOSS = re.compile(
    r"^(?:の)?(?:営業|最終|純|経常)?(?:赤字|損失|マイナス|支出|欠損|流出|不足|の減少)"
)

FRAMES = (
    frame("equity_raised", "", r"(?:を|の資金を|の)(?:追加で)?(?:調達|資金調達)"),
    frame(
        "ownership_share",
        rf"(?:{C}|[株持]).{{0,12}}(?:の)?",
        r"(?:を|の株式を|の持分を)(?:取得|保有)",
    ),
    frame(
        "largest_customer_share", rf"{M}+(?:全体)?の{_ABOUT}*", r"(?:を|が)[^。]{0,24}(?:占め|向け)"
    ),
    frame("two_largest_customers_share", r"(?:上位|主要)(?:2|２|二)社[^。]{0,20}", r"を?占め"),
    frame(
        "useful_life",
        "",
        r"(?:で|に)[^。]{0,8}(?:償却|減価償却|短縮|延長|延ば)",
        anywhere="償却|耐用",
    ),
    frame("cash_burn", r"現金(?:を|は)[^。]{0,6}", r"(?:を)?(?:燃やし|消費|使っ|流出)"),
    frame("gpu_hour_price", unit="/GPU_hour$"),
    frame("gpu_hour_price", unit="/hour$", anywhere="GPU|H100|H200|B200|A100|賃料"),
    frame("token_price", unit="/1[MK]_tokens$"),
    frame("employees", "(?:従業員|社員|人員)[^。]{0,10}", unit="^people$"),
)


def is_no_figure(left: str, right: str) -> bool:
    """Tell whether the words around say that the figure bounds a group: 500億円以上の企業."""
    del left
    return bool(_NO_FIGURE_RIGHT.match(right) or _SUPPOSED.match(right))


def is_no_metric(left: str) -> bool:
    return bool(_NO_METRIC.search(left))


def links_closely(gap: str) -> bool:
    """Tell whether a name and the figure after it stand together: 売上高は."""
    return F not in gap and bool(_CLOSE.match(gap))


def links(gap: str) -> bool:
    """Tell whether a name governs the figure, perhaps over a change or a few words between."""
    if M in gap:
        return False
    rest = _CHANGED.sub("、", gap)
    if F in rest or _APART.search(rest):
        return False
    return len(rest) <= 30 and (bool(_LOOSE.search(rest)) or rest != gap)


def links_after(gap: str) -> bool:
    return gap in ("の", "もの", "に上る", "に達する", "という")


def has_own_figure(rest: str) -> bool:
    return bool(re.match(rf"^(?:は|が|：|:)、?(?:{P}+(?:に|は)?、?)?{_ABOUT}*{F}", rest))


def lists(gap: str) -> bool:
    return M not in gap and bool(_LIST.match(gap))


def is_pronoun(left: str, right: str) -> bool:
    """Tell whether the sentence leaves its metric out: 前期は218億円だった."""
    del right
    return M not in left and F not in left and bool(_TOPIC.match(left))


def change(left: str, right: str) -> int:
    """Return the direction if the figure is a change (28.9%増, 前年同期比12%), else 0."""
    if _UP.match(right):
        return 1
    if _DOWN.match(right):
        return -1
    ratio = _RATIO.search(left)
    if ratio:
        return -1 if ratio["sign"] else 1
    return 0


SPENDS = re.compile(r"(?!)")
NEEDED = re.compile(r"\ue004の[^。]{0,8}\ue005(?:が|を)必要|必要な\ue005")
COMPARED = re.compile(r"から|に対し|前期(?!比)|前年(?!同期比|比|度比)|前の期(?!比)")


def is_first_end(left: str, right: str) -> bool:
    """Tell whether the figure is where a change began: 67億円から129億円に."""
    del left
    return bool(re.match(rf"^から[^。]{{0,10}}{F}", right))


def sign_after(rest: str) -> int:
    """Return −1 before 赤字, 損失, 支出, 1 before 黒字, 利益, 0 where the words leave it open."""
    if _LOSS.match(rest):
        return -1
    return 1 if _GAIN.match(rest) else 0


def sign_before(left: str) -> int:
    return -1 if re.search(r"マイナス$|赤字(?:額)?(?:は|が)、?(?:約)?$", left) else 0
