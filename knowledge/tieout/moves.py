"""Words of movement: where a figure went, and whether it says by how much."""

import re

from kuroji.knowledge.tieout.lexicon import words_in

_RISEN = words_in(
    """
    rose risen grew grown climbed increased jumped surged soared advanced swelled swollen
    expanded widened gained ballooned mounted deepened leapt leaped spiked rebounded
    strengthened lengthened heightened steepened skyrocketed rocketed mushroomed rallied
    escalated accelerated intensified multiplied recovered
    """
)
_RISING = words_in(
    """
    rise rises rising grow grows growing growth increase increases increasing climb climbs
    climbing jumps surges surging soars soaring advances swells expand expands expanding
    expansion widen widens widening gain gains gaining balloons deepen deepens deepening
    doubled tripled quadrupled higher lifted boosted added lengthens deepens heightens
    strengthens mounts rebounds recovers accelerates lifts boosts
    """
)
_FALLEN = words_in(
    """
    fell fallen declined decreased dropped dipped slid eased retreated tumbled plunged
    slumped sank sunk shrank shrunk narrowed slipped reduced plummeted collapsed crashed
    sagged weakened softened waned dwindled diminished lessened receded ebbed eroded
    tapered cooled slowed
    decelerated moderated subsided slackened deflated shortened skidded nosedived
    """
)
_FALLING = words_in(
    """
    fall falls falling decline declines declining decrease decreases decreasing drop drops
    dropping lower lowered shrink shrinks shrinking narrow narrows narrowing shed trimmed
    shaved slashed slimmed halved cut reduce reduces reduction slip slips slipping slide
    slides sliding slump slumps ease eases easing tumbles plunges dips cuts shortens
    weakens dwindles diminishes lessens erodes lowers trims halves slows
    """
)
_VERBS_OF_CHANGE = _RISEN | _FALLEN
_NOUNS_OF_CHANGE = "growth|increase|rise|decline|decrease|drop|fall|improvement|gain"


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


_UP = re.compile(
    rf"\b(?:{_any(_RISEN | _RISING)}|rais(?:ed|es|ing)(?=[^.,;]*\bby\b)|"
    r"(?:became|become|got|grew|made) (?:longer|larger|bigger|dearer)|"
    r"(?<!made )(?<!make )(?<!makes )(?<!making )(?<!set )(?<!took )"
    r"(?<!take )(?<!takes )(?<!taking )up(?!-))\b"
    r"(?! to [$€£¥\d]+[^,]* in the future)"
    r"|増(?!資|資額|床)|押し上げ|上昇|拡大|伸び|伸長|上回|高ま|成長|広が|上が[っりる]|"
    r"高く|膨ら|引き上げ|延ば|延び|跳ね上"
)
_DOWN = re.compile(
    rf"\b(?:{_any(_FALLEN | _FALLING)}|down(?!-)|"
    r"(?:became|become|got|grew|made) (?:shorter|smaller|cheaper)|contracted(?= (?:by|to|\d)))\b"
    r"|減(?!価|損|耗)|押し下げ|圧迫|下落|低下|縮小|縮ま|下回|引き下げ|下が|下げ|縮ん|短縮|半減|落ち込"
)
_BETTER = re.compile(r"\bimprov(?:e|es|ed|ing|ement)\b|改善|好転")
_WORSE = re.compile(r"\b(?:worsen(?:ed|s|ing)?|deteriorat(?:ed|es|ion))\b|悪化")


def direction_of(text: str) -> tuple[int, int]:
    """Return where the words say that something went: up or down, and to better or to worse."""
    return _sign(_UP, _DOWN, text), _sign(_BETTER, _WORSE, text)


def moves_in(text: str) -> list[tuple[int, int]]:
    """Return where words of movement stand; they tell no topic."""
    return [m.span() for pattern in (_UP, _DOWN) for m in pattern.finditer(text)]


_AHEAD = re.compile(
    r"^\s*(?:more|higher|ahead of|above|better than|up on|longer|larger|bigger|dearer)\b|"
    r"^(?:ほど|程度)?多[いくか]"
)
_BEHIND = re.compile(
    r"^\s*(?:fewer|less|lower|behind|below|short of|worse than|down on|shorter|smaller|cheaper)\b|"
    r"^(?:ほど|程度)?少な[いくか]"
)


def direction_behind(right: str) -> int:
    """The direction in the words behind a figure that says by how much: 12 % ahead of."""
    return int(bool(_AHEAD.match(right))) - int(bool(_BEHIND.match(right)))


def _sign(plus: re.Pattern[str], minus: re.Pattern[str], text: str) -> int:
    return int(bool(plus.search(text))) - int(bool(minus.search(text)))


_ABOUT = r"(?:about|around|roughly|some|nearly|almost|over|just (?:over|under)|more than|an?)"
_CHANGE = re.compile(
    rf"\b(?:by|(?<!made )(?<!make )(?<!makes )(?<!making )(?<!took )(?<!take )(?<!takes )"
    rf"(?<!taking )up|down)\s*{_ABOUT}?\s*$"
    rf"|\b(?:{_any(_VERBS_OF_CHANGE)}|grow|rise|fall|increase|decline|decrease|drop|expand|"
    r"improve|improved|worsened|widen|narrow|climb|shed|cheaper|advance|"
    r"shot up|edged (?:up|down|higher|lower)|moved (?:up|down|higher|lower))"
    rf"\s*{_ABOUT}?\s*$"
    rf"|\b(?:{_NOUNS_OF_CHANGE}) of\s*{_ABOUT}?\s*$"
    r"|(?:前年|前期|前の期|前四半期)[^、。]{0,6}(?:比|より)[^、。]{0,3}$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?:前年|前年同期|前期|前の期|同)(?:比|の)?$")
_CHANGE_AFTER = re.compile(
    r"^\s*(?:の|ほど|程度|あまり|[強弱]|近く)?(?:増|減|引き上げ|引き下げ|押し上げ|押し下げ|圧迫|上積み|積み増|上昇|低下|改善|悪化|縮小|拡大|成長|伸び|下落|"
    r"上がっ|下がっ|短縮|上回|下回|落ち込|"
    r"膨ら|高ま|広が|縮ま|縮ん|急増|急減|微増|微減|落ち|多[いくかめ]|少な[いくか]|跳ね上)"
    r"|^\s*(?:growth|increase|rise|decline|decrease|drop|higher|lower|more|less|fewer|ahead of|"
    r"shorter|longer|smaller|larger|bigger|cheaper|dearer|faster|slower|quicker|"
    r"behind|above|below|better than|short of)\b(?! than (?:one|two) )"
)


def is_change(left: str, right: str) -> bool:
    """Whether the figure between the two texts says by how much something moved."""
    return bool(_CHANGE.search(left) or _CHANGE_AFTER.match(right))


_LOST = re.compile(rf"\b(?:lost|loses|losing|lose|shed)\s*{_ABOUT}?\s*$", re.IGNORECASE)


def is_lost(left: str, family: str) -> bool:
    """Whether so many points, percent or subscribers were lost: no loss of money is meant."""
    return family in ("percent", "point", "count") and bool(_LOST.search(left))


def is_again(left: str) -> bool:
    """Whether a multiple is of the same thing a year before: 同2倍, 前年の3倍."""
    return bool(_AGAIN.search(left.rstrip()))
