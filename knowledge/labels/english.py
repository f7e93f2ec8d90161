"""English: which words tie a figure to the metric named beside it, and which keep them apart."""

from __future__ import annotations

import re

from kuroji.knowledge.labels.english_frames import VERBS
from kuroji.knowledge.labels.sentences import COMPANY as C
from kuroji.knowledge.labels.sentences import FIGURE as F
from kuroji.knowledge.labels.sentences import METRIC as M
from kuroji.knowledge.labels.sentences import PERIOD as P

FRAMES = VERBS
_ABOUT = (
    r"(?:about|approximately|around|nearly|almost|roughly|some|over|above|below|under|more than|"
    r"less than|just|just over|just under|only|at least|up to|as much as|an "
    r"estimated|a record|a|an|"
    r"as high as|slightly|well|even|close to|no more than|minus|negative|US|the)"
)
_CHANGE = (
    r"(?:rose|rise|rises|fell|fall|falls|grew|grow|grows|increased|increases|increase|decreased|"
    r"decreases|declined|declines|climbed|jumped|dropped|surged|swung|widened|narrowed|doubled|"
    r"tripled|improved|shrank|expanded|went|moved|cut|raised|lowered|up|down|more than doubled|"
    r"almost doubled|nearly doubled|was cut|was raised|slipped|soared|advanced|plunged|slid)"
)
_LINK = (
    r"(?:was|were|is|are|be|been|being|of|at|to|reached|numbered|numbering|could "
    r"reach|would reach|reach|totaled|totalled|amounted to|stood at|stood|"
    r"came in at|came to|hit|passed|exceeded|surpassed|topped|came out at|stands "
    r"at|equalled|equaled|"
    r"had|has|have|reaching|totaling|totalling|reported at|reported as|put at|given as|stated at|"
    r"estimated at|seen at|expected to be|expected at|projected at|projected to "
    r"reach|projected to be|"
    r"expected to reach|forecast at|recorded at|set at|cost|costs|took|takes|brought|as|comprised|"
    r"turned out at|guided to|includes?|including|held at|remained at|remained|=|:|,|\(|–|—|-)"
)
_FILLER = (
    rf"(?:{P}+|{C}+(?:[’']s)?|in|for|during|on|by the end of|at the end of|as of|"
    rf"as at|at|over|from|"
    r"the|a|an|its|their|our|this|that|year|quarter|fiscal|full|then|now|also|"
    r"still|again|therefore|"
    r"further|together|combined|already|alone|net|total|reported|is reported|was reported|said|"
    r"currently|company|group|which|that|with|we|it|and|of|to|into|year-on-year|through|would be|"
    r"will be|could be|by|annually|yearly|generated|attributable|before|tax|period|"
    r"ended|first|second|"
    r"third|fourth|half|half-year|months|nine|six|three|twelve|of about|is|was|"
    r"were|are|seen|given|put|"
    r"expected|projected|forecast|estimated|stated|recently|had|has|have|been|be|"
    r"would|will|could|may)"
)
_CLOSE = re.compile(
    rf"^\s*(?:(?:{_FILLER}|\(loss\)|\(non-GAAP\)|\(GAAP\))[\s,]+)"
    rf"{{0,8}}(?:{_LINK}\s*)(?:{_ABOUT}\s+)*$"
    rf"|^\s*[:(–—-]?\s*(?:{_ABOUT}\s+)*$",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"\b{_CHANGE}\b.{{0,60}}\b(?:to|at)\s+(?:{_ABOUT}\s+)*(?:{_LINK}\s+)?$", re.IGNORECASE
)
_LOOSE = re.compile(rf"(?:^|\s)(?:{_LINK}\s*)(?:{_ABOUT}\s+)*$", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:of which|excluding|driven by|due to|because|attributable to the|related "
    r"to|offset|partially|"
    r"impact|effect|compared|versus|after(?! the (?:round|offering))|before|whose|"
    r"while|whereas|but|although|unless|per|since|"
    r"including|increase|decrease|reduction|reduces?|increase in|change in|less|plus|consisted?|"
    r"comprising|against|mainly|primarily|in connection|resulting|associated|and then|if)\b|;",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^\s*(?:(?:of|in|worth of)\s+)?(?:(?:the|its|their|total|annual|annualized|"
    rf"net|GAAP|further|new|"
    rf"yearly|quarterly|additional|consolidated|cumulative|combined|reported|recognized|recognised|"
    rf"after-tax|pre-tax|recurring|subscription|cloud|AI|outstanding|a|an|in|{P}+|"
    rf"{C}+(?:[’']s)?)\s+){{0,4}}$",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"^\s*(?:{P}+\s*|in\s+|for\s+){{0,3}}(?:was|were|is|are|of|reached|stood at|totaled|:)\s+"
    rf"(?:{_ABOUT}\s+)*{F}",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"^(?:\s*of (?:its |the |total )?{M}+)?\s*,?\s*(?:\(?(?:in|for|during|at|as of|"
    rf"by|at the end of|as at)?\s*(?:the\s+)?{P}+\)?\s*,?\s*)?"
    r"(?:(?:and|or|then|,|to|from|up from|down from|compared (?:to|with)|as "
    r"compared (?:to|with)|versus|"
    r"vs\.?|against|after|up|down|an increase of|a decrease of|an increase from|a decrease from|"
    r"which was|a rise of|a fall of|growing|rising|falling|increasing|decreasing|"
    rf"(?:and )?(?:in|for|by|at|as of|at the end of) {P}+,?)\s*)*"
    rf"(?:(?:a|an|the) (?:loss|profit|gain|deficit) of\s+)?(?:by\s+)?(?:{_ABOUT}\s+)*\(?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:(?:and|but|then|also)\s+"
    rf"|(?:in|for|by|at|during|on|as of|at the end of|over)\s+"
    rf"(?:(?:the )?{P}+|(?:that|the) [a-z-]+)(?: alone)?,?\s*"
    rf"|{P}+,?\s*|a (?:year|quarter) (?:before|earlier|later),?\s*|half a year later,?\s*"
    r"|the year before,?\s*|with leases,?\s*)",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    rf"(?:it|they|this|that|another (?:account )?says that it|the (?:annuali[sz]ed |same "
    rf"|quarter[’']s |year[’']s )?(?:figure|number|amount|total|share|quality))\b\s*"
    rf"(?:(?:in )?{P}+|a year (?:earlier|before))?\s*",
    re.IGNORECASE,
)
_IS = re.compile(
    r"(?:(?:is|was|has|had|have|been|were|reported|to|still|then|already|alone|"
    r"only|given|put|stated|"
    r"as|at|about|stood|reached|totaled|came|exceeded|rose|fell|grew|cost|passed|"
    r"approximately|around|"
    r"nearly|almost|over|just|more|than|under|some|roughly|minus|negative|a|an|the)\s+){0,8}",
    re.IGNORECASE,
)
_NO_FIGURE_LEFT = re.compile(
    r"\b(?:plus or minus|range of plus|notice of|within|times|multiplied by|every|each|grade|step|"
    r"page|note|item|par value of|divided by|discount rate of|tax rate of|interest "
    r"rate of|rate of)\s+$",
    re.IGNORECASE,
)
_NO_FIGURE_RIGHT = re.compile(
    r"^\s*(?:or more in|notice|margin of error|basis points|confidence|of (?:the )?companies with|"
    r"per share dividend|aggregate principal|or (?:more|less) of (?:revenue|sales))",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|suppose|supposing|assuming|what happens)\b[^.;,]*$", re.IGNORECASE
)
_NO_METRIC = re.compile(
    r"\b(?:increase in|decrease in|change in|growth in|reduction in|effect on|impact on|share of|"
    r"percentage of|% of|reduces?|cut|raised?|companies with|firms with|customers with|ratio of|"
    r"in excess of|multiple of|times|loss on extinguishment of|portion of|interest on|decline in|"
    r"increases in|percent of|proceeds from)\s+(?:(?:the|its|their|our|total|annual)\s+)?$",
    re.IGNORECASE,
)
_UP = (
    r"(?:(?<!made )(?<!make )(?<!makes )(?<!set )(?<!put )(?<!back )\bup|rose|grew|"
    r"increased|increases?|climbed|jumped|surged|expanded|growth of|gained|rise of|"
    r"higher by|advanced|soared|growing|rising|increasing|increase of|improved)"
)
_DOWN = (
    r"(?:down|fell|declined?|decreased|decreases?|dropped|shrank|decline of|fall "
    r"of|lower by|cut|plunged|falling|decreasing|slid|slipped|decrease of|reduced)"
)
_GAP = (
    rf"(?:\s+(?:by|an?|of|about|approximately|more than|another|over|nearly|almost|"
    rf"some|roughly|a further|{F}+,? or|{F}+ or))*\s*$"
)
_GREW = re.compile(rf"\b{_UP}{_GAP}", re.IGNORECASE)
_SHRANK = re.compile(rf"\b{_DOWN}{_GAP}", re.IGNORECASE)
_MORE = re.compile(
    r"^\s*(?:more|higher|larger|increase|growth|gain|rise|year-over-year (?:growth|increase)|jump|"
    r"year-on-year (?:growth|increase)|annual growth|above the)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"^\s*(?:less|lower|smaller|decrease|decline|drop|fall|reduction)\b", re.IGNORECASE
)
_OR = re.compile(rf"{F}+,?\s+or\s+(?:{_ABOUT}\s+)*$")


def is_no_figure(left: str, right: str) -> bool:
    """Tell whether the words around say that the figure is a bound, a ratio's base, a notice."""
    if _SUPPOSED.search(left):
        return True
    return bool(_NO_FIGURE_LEFT.search(left) or _NO_FIGURE_RIGHT.match(right))


def is_no_metric(left: str) -> bool:
    """Tell whether the words before a name make it something else: an increase in revenue."""
    return bool(_NO_METRIC.search(left))


def links_closely(gap: str) -> bool:
    """Tell whether a name and the figure after it stand together: revenue in 2024 was."""
    return _holds_no_figure(gap) and bool(_CLOSE.search(gap))


def links(gap: str) -> bool:
    """Tell whether a name governs the figure, perhaps over a change or a few words between."""
    if M in gap:
        return False
    if _TO.search(gap):
        return not _APART.search(_TO.sub("", gap))
    if _OR.search(gap):
        moved = _OR.sub("", gap)
        return _holds_no_figure(moved) and bool(_GREW.search(moved) or _SHRANK.search(moved))
    if not _holds_no_figure(gap):
        return False
    if _GREW.search(gap) or _SHRANK.search(gap):
        return True
    return bool(_LOOSE.search(gap)) and not _APART.search(gap) and len(gap.split()) <= 14


def links_after(gap: str) -> bool:
    return bool(_AFTER.match(gap))


def has_own_figure(rest: str) -> bool:
    return bool(_OWN.match(rest))


def lists(gap: str) -> bool:
    return bool(_LIST.match(gap))


def is_pronoun(left: str, right: str) -> bool:
    """Tell whether a pronoun stands for the metric of the sentence before: in 2024 it was."""
    del right
    if M in left or F in left:
        return False
    at = max(left.rfind(";"), left.rfind(", and "), left.rfind(", but ")) + 1
    at += len(left[at:]) - len(left[at:].lstrip(" ,"))
    while lead := _LEAD.match(left, at):
        at = lead.end()
    stands = _STANDS_FOR.match(left, at)
    return stands is not None and _IS.fullmatch(left, stands.end()) is not None


def change(left: str, right: str) -> int:
    """Return the direction if the figure is a change (up 25%, 12% more), else 0."""
    if _MORE.match(right):
        return 1
    if _LESS.match(right):
        return -1
    tail = _OR.sub("", left) if _OR.search(left) else left
    if _GREW.search(tail):
        return 1
    return -1 if _SHRANK.search(tail) else 0


SPENDS = re.compile(
    rf"\b(?:spent|used|burn(?:ed|t)?|consumed|cost)\s+(?:{_ABOUT}\s+)*$", re.IGNORECASE
)
NEEDED = re.compile(
    rf"\bneed(?:s|ed)?\s+(?:{_ABOUT}\s+)*\ue004|\ue004.{{0,60}}?\ue005 (?:that )"
    rf"?(?:would be |is |are |was |will be )?"
    r"(?:needed|required|to justify|to pay back|to earn)|\ue005 (?:needed|required|requirement)",
    re.IGNORECASE,
)
COMPARED = re.compile(r"\b(?:after|from|against|compared|versus|vs)\b", re.IGNORECASE)


def is_first_end(left: str, right: str) -> bool:
    """Tell whether the figure is where a change began: from $15bn to $66bn."""
    return bool(
        re.search(r"\bfrom (?:about )?$", left)
        and re.match(rf"^[^.;]{{0,24}}\bto\b[^.;]{{0,12}}{F}", right)
    )


def sign_after(rest: str) -> int:
    del rest
    return 0


def sign_before(left: str) -> int:
    """Return −1 after minus or a loss of, 1 after a profit of, 0 where the words leave it open."""
    if _MINUS.search(left):
        return -1
    return 1 if _PLUS.search(left) else 0


def _holds_no_figure(gap: str) -> bool:
    return F not in gap


_PLUS = re.compile(r"\b(?:profit|gain|surplus|inflow) of\s+(?:about\s+)?$", re.IGNORECASE)
_MINUS = re.compile(
    r"\b(?:minus|negative|(?:a )?(?:loss|deficit|outflow) of)\s+(?:about\s+)?$", re.I
)
