"""Times that a figure is not for: when something falls due, what a movement starts from."""

import re

from kuroji.knowledge.tieout.timing import When

_DUE = re.compile(
    r"\b(?:due|matur(?:e|es|ed|ing|ity)|expir(?:e|"
    r"es|ed|y)|until|through)\b[^.;]{0,16}$|(?:満期|"
    r"償還|期限)[^。、]{0,8}$",
    re.IGNORECASE,
)
_DUE_AFTER = re.compile(r"^(?:に|の|が)?(?:満期|償還|期限)")


def falls_due(text: str, time: When) -> bool:
    """Whether the time is when something ends, not what a figure is for."""
    return bool(
        _DUE.search(text[max(0, time.start - 40) : time.start])
        or _DUE_AFTER.match(text[time.end :])
    )


_SINCE = re.compile(
    r"\b(?:from|than|over|on|versus|vs\.?|against|above|below|compared (?:with|to)|that of)"
    r"(?: (?:in|the|that|those)(?: \w+)?)?\s*$",
    re.IGNORECASE,
)
_SINCE_AFTER = re.compile(r"^(?:から|より|に比べ|と比べ|比|対比|を)")


_STRETCH = re.compile(
    r"(?:year|quarter|half|(?:\w+ )?months)\b(?! (?:earlier|ago|before))", re.IGNORECASE
)


def since(text: str, time: When) -> bool:
    """Whether the time is what a movement is measured from."""
    if _STRETCH.match(text, time.start):  # "over the year to March" is within it
        return False
    return bool(_SINCE.search(text[: time.start]) or _SINCE_AFTER.match(text[time.end :]))


_FORMER = re.compile(
    r"^\s*Before (?!tax|interest|depreciation)(?:the|its|that|this) [^,]{3,40},|"
    r"\b(?:from|compared (?:with|to)|against|versus) an? (?:[a-z-]+ ){1,4}of\s*$|"
    r"\bfrom\s*$|\bcompared (?:with|to)\s*$|\bagainst\s*$|\bversus\s*$|\bformerly\s*$|"
    r"\bafter an? (?:[a-z-]+ ){0,3}(?:profit|loss|surplus|deficit|gain|revenue|sales) of\s*$",
    re.IGNORECASE,
)
_FORMER_AFTER = re.compile(
    r"^\s*(?:の(?:営業|経常|最終|純)?(?:赤字|黒字|損失|利益))?から|"
    r"^[^,;.]{0,30}\bbefore (?:the|its|that) (?:switch|change|move|deal|merger|acquisition|"
    r"migration|launch|roll-?out|programme|program|pilot|upgrade|introduction|restructuring)\b"
)


def is_former(left: str, behind: str) -> bool:
    """Whether the figure between the texts is a former one: up from 17, 17 before the deal."""
    return bool(_FORMER.search(left) or _FORMER_AFTER.match(behind))
