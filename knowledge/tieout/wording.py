"""The words around a figure: traits such as a forecast, and the words of its topic."""

import re
from functools import lru_cache

from kuroji.knowledge.tieout.lexicon import words_in

_FORECAST = re.compile(
    r"\b(?:expect(?:s|ed|ing|ations?)?|guid(?:es|ed|ing|ance)|forecast(?:s|ed)?|outlook|"
    r"project(?:ed|ions?)|projects (?=revenue|sales|[$€£¥])|targets?(?:ed)?|"
    r"plan(?:s|ned)? (?:to|for|of|on)|planned|plans (?=[$€£¥\d]|(?:\w+ )?(?:invest|"
    r"spend|expan|cap|build|purchas|acqui|hir|sales|revenue))|project (?=an? |the |"
    r"that |revenue|sales)|anticipat(?:es|ed)|will|"
    r"would(?! have [a-z]+(?:ed|n)\b)|(?:is|are) to(?= [a-z])|promised|pledged|earmarked|slated|"
    r"aims?|could|should|"
    r"(?<=['’]s )estimates?|consensus|seeks?|intends?|"
    r"budgeted|budget for (?:the )?(?:coming|next|fiscal|20\d\d)|"
    r"assum(?:e|es|ed|ing|ption|ptions)|"
    r"sees? (?:revenue|sales|profit|(?:\w+ ){1,3}(?:of|at|between)(?= [$€£¥\d])))\b"
    r"|すると(?:発表|表明|決定|明らか)|[るすくう](?:方針|考え)|することを決|見込|要求して|要求する|申請中|予想|(?:上方|下方)修正|据え置|計画|予定|見通し|目標|目指|想定|前提|予測|見積もる|計算(?:である|だ|になる|となる)",
    re.IGNORECASE,
)
_BUYS = re.compile(
    r"(?:充てる|投じる|振り向ける)|(?:取得|買収|売却|譲渡|出資|拠出|配分)する(?!と|方針|考え)"
)
_COMMITTED = re.compile(r"\b(?:lease[sd]?|signed|contract(?:s|ed)?|agreement)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would)\b", re.IGNORECASE)
_REQUIRED = re.compile(
    r"\bneed(?:s|ed)?\b|\brequire[sd]?\b|\bcovenants?\b|必要|財務制限", re.IGNORECASE
)
_OPTION = re.compile(
    r"\boption(?:s|ed)?\b|\bletters? of intent\b|"
    r"\bnon-binding\b|\bmemorand(?:um|a)\b|基本合意|覚書|"
    r"意向|\boptional\b|オプション|選択権|追加取得権",
    re.IGNORECASE,
)
_CEILING = re.compile(
    r"\b(?:up to|as much as|a maximum of|at most)\s*(?=[$€£¥\d])|最大で?(?=[0-9０-９])",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(
    r"\badjusted\b|\bnon-GAAP\b|\bunderlying\b|\bnormali[sz]ed\b|\bstripping out\b|"
    r"\b(?:without|but for|had it not been for)\b.*\bwould have\b|\bwould have\b.*\bwithout\b|"
    r"\bcomparable (?=EBIT|operating|earnings|profit)|"
    r"\b(?:excluding|before|without|but for) (?:an? |the |any )?(?:one-off|exceptional|"
    r"restructuring|special|non-recurring|extraordinary|impairment)|"
    r"調整後|調整済|ノンGAAP|コア(?=営業)",
    re.IGNORECASE,
)
_FRAMEWORK = re.compile(
    r"(?<!non-)\bGAAP\b|\bIFRS\b|\brecogni[sz]ed\b|\baccounts show\b|会計上|計上", re.IGNORECASE
)
_DAILY = re.compile(
    r"\b(?:a|per|each|every) day\b|\bdaily\b|日次|毎日|1日当たり|1日あたり", re.IGNORECASE
)
_WEEKLY = re.compile(r"\b(?:a|per|each|every) week\b|\bweekly\b|週次|毎週|週間", re.IGNORECASE)
_MONTHLY = re.compile(
    r"\b(?:a|per|each|every) month\b|\bmonthly\b|月次|"
    r"月額|(?<![0-9０-９])月(?=約?[0-9０-９])|月間|毎月|ひと月|"
    r"1[かカヶ]?月当たり",
    re.IGNORECASE,
)
_QUARTERLY = re.compile(
    r"\b(?:a|per|each|every) quarter\b(?! (?:ago|earlier|before|of))|\bquarterly\b|四半期ごと",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"(?<!in )(?<!within )(?<!over )(?<!for )\b(?:a|per|each|every) year\b(?! (?:ago|"
    r"earlier|before|of))|\bannually\b|\bannual\b(?! (?:recurring|report))|\byearly\b"
    r"|(?<![0-9０-９])年間(?!経常|定期|リカ)|年額|年次(?!経常)|毎年|"
    r"年当たり|(?<![0-9０-９])年(?=約?[0-9０-９])",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:over|for|across) (?:the (?:next |coming "
    r")?)?(?:\w+) (?:years|quarters)\b|\bin (?:all|"
    r"total)\b|\b\w+-year "
    r"(?:contract|agreement|deal|lease|commitment)s?\b|[0-9０-９]年間?で|総額|累計",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\bno other\b|\bnone\b|\bexceed(?:ed|s)? *$|\bthreshold\b"
    r"|他に[^。]{0,40}ない|を超える[^。]{0,40}ない",
    re.IGNORECASE,
)
_TRAITS = (
    ("bound", _BOUND),
    ("forecast", _FORECAST),
    ("required", _REQUIRED),
    ("option", _OPTION),
    ("ceiling", _CEILING),
    ("adjusted", _ADJUSTED),
    ("framework", _FRAMEWORK),
    ("day", _DAILY),
    ("week", _WEEKLY),
    ("month", _MONTHLY),
    ("quarter", _QUARTERLY),
    ("year", _YEARLY),
    ("total", _TOTAL),
)


def traits_of(text: str) -> frozenset[str]:
    found = frozenset(trait for trait, pattern in _TRAITS if pattern.search(text))
    if "forecast" not in found and _BUYS.search(text):
        found |= {"committed"}
    if (
        "forecast" in found
        and _COMMITTED.search(text)
        and not _FORECAST.search(_WILL.sub("", text))
    ):
        return found - {"forecast"} | {"committed"}
    return found


_REVISED = re.compile(
    r"^[^。、]{0,12}(?:予想|見通し|計画)は(?!な)|"
    r"(?:予想|見通し|計画)[^。]{0,60}(?:引き下げ|引き上げ|修正|据え置)"
    r"|\b(?:raised|cut|lowered|lifted|revised) (?:its|the|their) (?:\w+ ){0,3}"
    r"(?:guidance|forecast|outlook)",
    re.IGNORECASE,
)


def revises_forecast(text: str) -> bool:
    """Whether a sentence speaks of a changed forecast: all its figures are forecasts then."""
    return bool(_REVISED.search(text))


def forecasts_in(text: str) -> list[tuple[int, int]]:
    """Return where words of expectation stand."""
    return [m.span() for m in _FORECAST.finditer(text)]


_EMPTY = words_in(
    """
    within
    a an the of in on at for by to from with as its it this that these those their is are
    was were be been had has have and or but not also about around roughly some nearly
    almost over under than more less up down came stood reached total totalled totaled
    amounted amount amounts reported recorded posted made which who whose while against
    compared year years quarter quarters half month months end period fiscal calendar first
    second third fourth earlier before prior previous last next ended respectively during
    per each company percent points point there when after out into other them they he she
    we our us so very just only well then both all any will would could one figure figures
    number according shows show showed accounts rose fell grew increased declined narrowed
    widened dropped improved worsened growth increase decrease rise fall or between further
    ai actual did do does if no now today currently put puts said says say new
    """
)
_WORD = re.compile(r"[A-Za-z][A-Za-z\-]+")
_LETTERED = re.compile(
    r"\b([Cc]ustomer|[Ss]eries|[Cc]lass|[Ss]egment|[Pp]hase|[Pp]lant|[Pp]roject|"
    r"[Ff]und|[Tt]ranche|[Ss]ite)s? ([A-Z]|[1-9])\b(?: and ([A-Z]|[1-9])\b)?"
)
_KANJI_LETTERED = re.compile(r"([一-鿿ァ-ヺー]{1,4}?)([A-Z甲乙丙])(?=社|[はのがへ、とや])")
_LETTER_FIRST = re.compile(r"(?<![A-Za-z\u3041-\u9fff])([A-Z甲乙丙])(社|行|店|棟|案)")
_RUNS = re.compile(r"[一-鿿々]+|[ァ-ヺー]+")
_EMPTY_PAIRS = words_in(
    """
    前年 年度 当期 今期 前期 来期 通期 期末 年末 同期 以上 以下 同社 当社
    会社 増加 減少 上昇 低下 縮小 拡大 合計 総額 割合 金額 年間 月次 前の
    計上 発表 公表 記録 達成 開示 実現 着地 到達 平均 実績 変更 社計 年同 期比 同期 年比 一方
    """
)


_JOINED = re.compile(r"-(?:to|and|over)-")


_BEFORE = re.compile(
    r"\b[Bb]efore the (?:new )?(?:money|investment|funds|round|funding|extension)\b|"
    r"投資前|プレマネー"
)
_AFTER = re.compile(
    r"\b[Aa]fter the (?:new )?(?:money|investment|funds|round|funding|extension)\b|"
    r"投資後|ポストマネー"
)


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words that tell one topic from another: English stems, pairs of Japanese characters.

    >>> sorted(words_of("the older chatbots returned"))
    ['chatbot', 'older', 'return']
    """
    text = _AFTER.sub("post-money", _BEFORE.sub("pre-money", _JOINED.sub(" ", text)))
    words = {stem(word) for word in _WORD.findall(text) if word.lower() not in _EMPTY}
    for match in _LETTERED.finditer(text):
        words |= {f"{match[1].lower()} {letter}" for letter in match.groups()[1:] if letter}
    words |= {f"nth {_NTH[m[1].lower()]}" for m in _ORDINAL.finditer(text)}
    if not text.isascii():
        words |= {f"{m[1]} {m[2]}" for m in _KANJI_LETTERED.finditer(text)}
        words |= {f"{m[2]} {m[1]}" for m in _LETTER_FIRST.finditer(text)}
        for run in _RUNS.findall(text):
            words |= {pair for pair in _pairs(run) if pair not in _EMPTY_PAIRS}
    return frozenset(words)


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINAL = re.compile(
    r"(?<!in )(?<!for )(?<!of )(?<!over )\bthe (first|second|third|fourth)\b"
    r"(?! (?:\w+ )?(?:quarters?|half|halves|years?|months?|weeks?|days?|time|round|phase)\b)",
    re.IGNORECASE,
)


def lettered(words: frozenset[str]) -> frozenset[str]:
    """Customer A, phase 2, notes due 2030: what is told apart by its letter or number alone."""
    return frozenset(w for w in words if " " in w)


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


_FORMS = {
    "spent": "spend", "paid": "pay", "payment": "pay", "payments": "pay", "sold": "sell",
    "bought": "buy", "held": "hold", "lent": "lend", "drew": "draw", "drawn": "draw",
    "took": "take", "taken": "take", "ran": "run", "built": "build", "gave": "give",
    "given": "give", "brought": "bring", "owed": "owe", "won": "win", "hired": "hire",
    "closure": "close", "closures": "close", "biggest": "largest", "greatest": "largest",
}  # fmt: skip


def stem(word: str) -> str:
    """Cut the common endings, so that `leases`, `leased` and `leasing` meet."""
    word = _FORMS.get(word.lower(), word.lower())
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word
