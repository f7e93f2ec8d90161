"""Words around a figure that say it is about, over or under what is written."""

import re

from kuroji.tools.reading.figure import Approx


def approximation(text: str, start: int, end: int) -> Approx:
    """Return what the words right before and behind a figure make of it.

    >>> approximation("nearly 40x", 7, 10), approximation("1割に満たない", 0, 2)
    ('about', 'under')
    """
    if text.startswith("過半", start):
        return "over"
    before = _BEFORE.search(text, max(0, start - 32), start)
    if before and not (_LASTING.match(before[0]) and _TIME.search(text, start, end)):
        return _which(before)
    behind = _BEHIND.match(text, end)
    return _which(behind) if behind else "exact"


def _which(match: re.Match[str]) -> Approx:
    if match["over"]:
        return "over"
    return "under" if match["under"] else "about"


_LASTING = re.compile(
    "over ", re.IGNORECASE
)  # "over five years" says how long, not that it was longer
_TIME = re.compile(r"(?:years?|months?|weeks?|days?|hours?|decades?)$", re.IGNORECASE)
_BEFORE = re.compile(
    r"""(?:
    (?P<over>(?<![A-Za-z])(?<!no\ )(?<!not\ )(?:more\ than|over|above|at\ least|at\ a\ minimum
      |exceed(?:s|ed|ing)?
      |in\ excess\ of|upwards?\ of|north\ of|no\ (?:less|fewer)\ than|not\ less\ than
      |(?:sur)?pass(?:es|ed|ing)?
      |topp(?:ed|ing)|tops|beyond|greater\ than|higher\ than|(?:a\ )?minimum(?:\ of)?
      |starting\ at|from\ at\ least)
      |>=?|≥|≧|最低(?:でも|で)?|少なくとも|下限[はがを、]?|最小(?:でも)?|[0-9%]\+)
    |(?P<under>(?<![A-Za-z])(?:less\ than|lower\ than|under|below|up\ to|at\ most|no\ more\ than
      |not\ more\ than
      |fewer\ than|smaller\ than|as\ (?:much|many|high)\ as|(?:a\ )?maximum(?:\ of)?|capped\ at
      |(?:a\ )?cap\ of
      |just\ under|short\ of|shy\ of|not\ exceed(?:ing)?|(?:a\ )?ceiling\ of|(?:a\ )?limit\ of)
      |<=?|≤|≦|最大(?:で|でも)?|上限額?[はがを、]?|最高(?:で)?|せいぜい|多くとも|最長(?:で)?|高々)
    |(?P<about>(?<![A-Za-z])(?:about|around|approximately|approx\.?|roughly|some|circa|c\.|ca\.
      |nearly|almost|perhaps
      |close\ to|near|(?:an?\ )?estimated|estimated\ at|in\ the\ region\ of|on\ the\ order\ of
      |more\ or\ less
      |somewhere\ near|just\ over|virtually|practically|an\ average\ of|hovering\ at)
      |~|≈|≒|(?<![契予条公制成特集要節違倹規誓解])約|およそ|おおよそ|概ね|おおむね|ほぼ|ざっと
      |凡そ|推定で?|大体|だいたい)
    )(?:\ (?:a|an|the|only|just|around|about))?[ ]?\(?$""",
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND = re.compile(
    r"""(?:\ (?:[a-z]+\ )?(?=or\ (?:more|less|so|fewer|higher|above|over|under|below))|)\ ?(?:
    (?P<over>\+(?![0-9])|or\ (?:more|higher|above|over|greater)|-?plus(?![a-z])|and\ (?:above|up
      |over)
      |以上|超(?!過|伝)|を?超|を上回|余り?(?![剰裕力地儀白])|あまり|強(?![化み力調制固い豪])
      |を突破|から上)
    |(?P<under>or\ (?:less|fewer|below|under|lower)|at\ (?:the\ )?most|at\ (?:the\ )?maximum
      |以下|未満|以内|を下回|に満たな|に届かな|足らず|弱(?![い点者化み])|を切|を割り|が上限
      |を上限|を限度)
    |(?P<about>or\ so\b|-odd|-ish|前後|程度|ほど|くらい|ぐらい|に?近[いくい]|規模
      |台(?![のを湾]?サ)(?!数)|内外|見当|に迫|近辺|相場)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
