"""Words that ask for a step of arithmetic: growth, a share, a sum, a middle."""

import re

GROWTH = re.compile(
    r"growth|grew|increase|decrease|decline|増収率|増益率|"
    r"減収率|成長率|伸び率|増加率|減少率|増減率",
    re.IGNORECASE,
)
LOST = re.compile(r"\b(?:lost|gained|added|sav(?:ed|es?|ings?))\b", re.IGNORECASE)
NET = re.compile(
    r"\bnet of\b|\bafter (?:deduct\w*|subtract\w*|clos\w+|paying)|"
    r"\bafter (?:\w+ )?(?:costs?|expenses?|tax)\b|"
    r"\b(?:leav(?:es?|ing)|left)\b|\bminus\b|\bless\b(?! than)|"
    r"\bnet (?:addition|increase|gain|add|new|inflow|outflow|loss of)|"
    r"\bon a net basis\b|差し引|差引|控除|純増|純減|差額",
    re.IGNORECASE,
)
BASIS_POINTS = re.compile(r"basis points?|bps?\b|ベーシスポイント", re.IGNORECASE)
DOUBLED = re.compile(
    r"\b(?:doubl|tripl|quadrupl)(?:ed|es|ing)\b|\bhalv|\b(?:double|triple)$|倍増|半減",
    re.IGNORECASE,
)
OF_IT = re.compile(r"\bof (?:it|this|these|them|those)\b", re.IGNORECASE)
FASTER = re.compile(r"\b(?:fast|quick|speed|swift)|速い|速く|高速", re.IGNORECASE)
DOUBLE_THAT = re.compile(r"\b(?:double|triple) (?:that|those|the|its|what|as)\b", re.IGNORECASE)
TOGETHER = re.compile(
    r"\b(?:together|combined|in all|in total|"
    r"altogether|sum|added up|adds up|add up|"
    r"total(?:led|s)?|both|with (?:the|its|their)|"
    r"(?:could|would|will|should|may|might) (?:reach|have|total|amount|stand|own|operate|run)|"
    r"(?:brings?|lifts?|takes?|raises?|bringing|lifting|taking|raising))\b|"
    r"合わせ|合計|併せ|計|総額|合算|累計",
    re.IGNORECASE,
)
MIDDLE = re.compile(
    r"\bmid-?point\b|\bmiddle\b|\bcent(?:re|er) of\b|\bhalfway\b|\baverage\b|"
    r"中央値|中間値|中値|中心値|平均",
    re.IGNORECASE,
)
EXCEEDS = re.compile(
    r"\b(?:exceed(?:s|ed)?|more than|less than|"
    r"higher than|lower than|gap|difference|above|"
    r"below|short of|larger|smaller|ahead|behind|trail(?:s|ed)?|lag(?:s|ged)?|outpaced|"
    r"outstripped|topped|beat)\b|差|上回|下回|多い|少ない|"
    r"超え",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"\b(?:of|share|accounted|made up|represent|"
    r"portion|margin|ratio|conversion|proportion)\b|"
    r"占め|割合|比率|率|のうち|相当|当た|構成|消化",
    re.IGNORECASE,
)
PORTION = re.compile(
    r"\binterest\b|\bof (?:which|it|these|those)\b|"
    r"\bfalls? due\b|\bwithin\b|\bportion\b|"
    r"\bworth\b|利息|金利|のうち|に当た|相当",
    re.IGNORECASE,
)
COMPLEMENT = (
    (
        re.compile(r"\bdomestic|\bat home\b|国内", re.IGNORECASE),
        re.compile(r"\b(?:oversea|abroad|international|foreign)|海外", re.IGNORECASE),
    ),
    (
        re.compile(r"\bchurn|解約", re.IGNORECASE),
        re.compile(r"\bretention|継続率|維持率", re.IGNORECASE),
    ),
    (
        re.compile(r"\bvacan|空室|空き", re.IGNORECASE),
        re.compile(r"\boccupan|入居率|稼働率", re.IGNORECASE),
    ),
)
REST = re.compile(
    r"\b(?:rest|remaining|remainder|others|the other|not|neither|without)\b|残り|残る|以外|ない",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\b(?:per|each|apiece|averages?|a year|a month|annual(?:ly)?)\b|当たり|あたり|平均|年間|毎年",
    re.IGNORECASE,
)
