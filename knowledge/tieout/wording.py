"""The words around a figure: direction, traits such as a forecast, and its topic."""

import re

from kuroji.knowledge.tieout.lexicon import words_in

_UP = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grow(?:s|n|ing)?|growth|increas(?:e|es|ed|"
    r"ing)|added|doubled|tripled|quadrupled|accelerated|climb(?:ed|s)?|gain(?:ed|s)?|"
    r"(?<!made )(?<!make )(?<!makes )(?<!making )(?<!set )up(?!-)|"
    r"swelled|higher|expand(?:ed|s|ing)?|expansion|widen(?:ed|s|ing)?|jump(?:ed|s)?|surg(?:ed|"
    r"es)|soar(?:ed|s)?|advanced)\b(?! to [$€£¥\d]+[^,]* in the future)"
    r"|増(?!資|資額|床)|押し上げ|上昇|拡大|伸び|伸長|上回|高ま|成長|広が|上が[っりる]|"
    r"高く|膨ら|引き上げ|延ば|延び"
)
_DOWN = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|"
    r"drop(?:s|ped)?|down(?!-)|lower(?:ed)?|shr[aiu]nk|"
    r"shrank|narrow(?:ed|s|ing)?|contracted(?= (?:by|to|\d))|shed|trimmed|shaved|"
    r"slashed|slimmed|eased|softened|lessened|slipped|slid|reduc(?:ed|es|tion)|halved|"
    r"plunged|tumbled|dipped|retreated|slumped|sank|cut)\b"
    r"|減(?!価|損|耗)|押し下げ|圧迫|下落|低下|縮小|縮ま|下回|引き下げ|下が|下げ|縮ん|短縮|半減"
)
_BETTER = re.compile(r"\bimprov(?:e|es|ed|ing|ement)\b|改善|好転")
_WORSE = re.compile(r"\b(?:worsen(?:ed|s|ing)?|deteriorat(?:ed|es|ion))\b|悪化")


def direction_of(text: str) -> tuple[int, int]:
    """Return where the words say that something went: up or down, and to better or to worse."""
    return _sign(_UP, _DOWN, text), _sign(_BETTER, _WORSE, text)


def moves_in(text: str) -> list[tuple[int, int]]:
    """Return where words of movement stand; they tell no topic."""
    return [m.span() for pattern in (_UP, _DOWN) for m in pattern.finditer(text)]


_AHEAD = re.compile(r"^\s*(?:more|higher|ahead of|above|better than|up on)\b")
_BEHIND = re.compile(r"^\s*(?:fewer|less|lower|behind|below|short of|worse than|down on)\b")


def direction_behind(right: str) -> int:
    """The direction in the words behind a figure that says by how much: 12 % ahead of."""
    return int(bool(_AHEAD.match(right))) - int(bool(_BEHIND.match(right)))


def _sign(plus: re.Pattern[str], minus: re.Pattern[str], text: str) -> int:
    return int(bool(plus.search(text))) - int(bool(minus.search(text)))


_FORECAST = re.compile(
    r"\b(?:expect(?:s|ed|ing|ations?)?|guid(?:es|ed|ing|ance)|forecast(?:s|ed)?|outlook|"
    r"project(?:ed|ions?)|projects (?=revenue|sales|[$€£¥])|targets?(?:ed)?|"
    r"plan(?:s|ned)? (?:to|for|of|on)|planned|plans (?=[$€£¥\d]|(?:\w+ )?(?:invest|"
    r"spend|expan|cap|build|purchas|acqui|hir|sales|revenue))|project (?=an? |the |"
    r"that |revenue|sales)|anticipat(?:es|ed)|will|would|(?:is|are) to(?= [a-z])|"
    r"aims?|could|should|"
    r"seeks?|intends?|budgeted|budget for (?:the )?(?:coming|next|fiscal|20\d\d)|"
    r"assum(?:e|es|ed|ing|ption|ptions)|"
    r"sees? (?:revenue|sales|profit|(?:\w+ ){1,3}(?:of|at|between)(?= [$€£¥\d])))\b"
    r"|すると(?:発表|表明|決定|明らか)|する(?:方針|考え)|することを決|見込|予想|(?:上方|下方)修正|据え置|計画|予定|見通し|目標|目指|想定|前提|予測|見積もる|計算(?:である|だ|になる|となる)",
    re.IGNORECASE,
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
_ADJUSTED = re.compile(
    r"\badjusted\b|\bnon-GAAP\b|\bunderlying\b|\bnormali[sz]ed\b|\bstripping out\b|"
    r"\bcomparable (?=EBIT|operating|earnings|profit)|"
    r"\b(?:excluding|before) (?:one-off|exceptional|restructuring|special)|"
    r"調整後|調整済|ノンGAAP|コア(?=営業)",
    re.IGNORECASE,
)
_FRAMEWORK = re.compile(
    r"(?<!non-)\bGAAP\b|\bIFRS\b|\brecogni[sz]ed\b|\baccounts show\b|会計上|計上", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:by|(?<!made )(?<!make )(?<!makes )(?<!making )up|down)\s*(?:about|around|"
    r"roughly|some|nearly|almost|over|more than)?\s*$"
    r"|\b(?:rose|grew|grown|grow|rise|fall|increase|decline|decrease|drop|expand|"
    r"improve|widen|narrow|climb|shed|cheaper|increased|climbed|gained|expanded|"
    r"widened|jumped|surged|fell|fallen|declined|decreased|dropped|advanced|advance|"
    r"dipped|slid|eased|retreated|tumbled|plunged|soared|slumped|sank|swelled|"
    r"shot up|edged (?:up|down|higher|lower)|moved (?:up|down|higher|lower)|"
    r"shrank|narrowed|improved|worsened|slipped|reduced)\s*(?:about|around|roughly|"
    r"some|nearly|almost|over|an?)?\s*$"
    r"|\b(?:growth|increase|rise|decline|decrease|drop|fall|improvement|gain) "
    r"of\s*(?:about|around|roughly|some)?\s*$"
    r"|(?:前年|前期|前の期|前四半期)[^、。]{0,6}(?:比|より)[^、。]{0,3}$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?:前年|前年同期|前期|前の期|同)(?:比|の)?$")
_CHANGE_AFTER = re.compile(
    r"^\s*(?:の)?(?:増|減|引き上げ|引き下げ|押し上げ|押し下げ|圧迫|上積み|積み増|上昇|低下|改善|悪化|縮小|拡大|成長|伸び|下落|"
    r"上がっ|下がっ|短縮|上回|下回)"
    r"|^\s*(?:growth|increase|rise|decline|decrease|drop|higher|lower|more|less|fewer|ahead of|"
    r"behind|above|below|better than|short of)\b(?! than (?:one|two) )"
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


def is_change(left: str, right: str) -> bool:
    """Whether the figure between the two texts says by how much something moved."""
    return bool(_CHANGE.search(left) or _CHANGE_AFTER.match(right))


def is_again(left: str) -> bool:
    """Whether a multiple is of the same thing a year before: 同2倍, 前年の3倍."""
    return bool(_AGAIN.search(left.rstrip()))


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
_RUNS = re.compile(r"[一-鿿々]+|[ァ-ヺー]+")
_EMPTY_PAIRS = words_in(
    """
    前年 年度 当期 今期 前期 来期 通期 期末 年末 同期 以上 以下 同社 当社
    会社 増加 減少 上昇 低下 縮小 拡大 合計 総額 割合 金額 年間 月次 前の
    平均 実績 変更 社計 年同 期比 同期 年比 一方
    """
)


_JOINED = re.compile(r"-(?:to|and|over)-")


def words_of(text: str) -> frozenset[str]:
    """The words that tell one topic from another: English stems, pairs of Japanese characters.

    >>> sorted(words_of("the older chatbots returned"))
    ['chatbot', 'older', 'return']
    """
    text = _JOINED.sub(" ", text)
    words = {stem(word) for word in _WORD.findall(text) if word.lower() not in _EMPTY}
    for match in _LETTERED.finditer(text):
        words |= {f"{match[1].lower()} {letter}" for letter in match.groups()[1:] if letter}
    if not text.isascii():
        words |= {f"{m[1]} {m[2]}" for m in _KANJI_LETTERED.finditer(text)}
        for run in _RUNS.findall(text):
            words |= {pair for pair in _pairs(run) if pair not in _EMPTY_PAIRS}
    return frozenset(words)


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


_FORMS = {
    "spent": "spend", "paid": "pay", "payment": "pay", "payments": "pay", "sold": "sell",
    "bought": "buy", "held": "hold", "lent": "lend", "drew": "draw", "drawn": "draw",
    "took": "take", "taken": "take", "ran": "run", "built": "build", "gave": "give",
    "given": "give", "brought": "bring", "owed": "owe", "won": "win", "hired": "hire",
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
