"""Japanese counters: they tell what is counted, where the unit of the figure does not."""

import re

from kuroji.knowledge.tieout.claim import Claim

_COUNTERS = {
    "人": "people", "名": "people", "社": "companies", "件": "cases", "台": "machines",
    "店": "shops", "店舗": "shops", "拠点": "sites", "基": "machines", "棟": "buildings",
}  # fmt: skip
_COUNTER = re.compile(r"[0-9０-９千万億](店舗|拠点|[人名社件台店基棟])$")


def counted_apart(said: Claim, true: Claim) -> bool:
    """38万社 for 38万人: the counters tell what is counted."""
    one, other = _COUNTER.search(said.text), _COUNTER.search(true.text)
    return bool(one and other and _COUNTERS[one[1]] != _COUNTERS[other[1]])


_MEASURES = re.compile(
    r"\b(?:an?|per|each|every) (?:square |cubic )?(?P<en>kg|kilo(?:gram)?|tonne|ton|foot|"
    r"metre|meter|"
    r"mile|km|kilometre|litre|liter|gallon|barrel|ounce|acre|hectare|minute|hour)\b|"
    r"(?P<ja>キログラム|キロ|グラム|トン|平方メートル|坪|リットル|バレル|[1１一]?(?:時間|分|秒))(?:当たり|あたり|につき)"
)
_SAME = {
    "ton": "tonne", "kilo": "kg", "kilogram": "kg", "meter": "metre", "liter": "litre",
    "キロ": "kg", "キログラム": "kg", "トン": "tonne", "リットル": "litre", "バレル": "barrel",
}  # fmt: skip


def priced_apart(said: Claim, true: Claim) -> bool:
    """Whether the two are prices of other measures: a kilogram, a tonne."""
    if said.amount.family != true.amount.family or not said.amount.family.isupper():
        return False
    one, other = _measures(said), _measures(true)
    return bool(one and other and not one & other)


def _measures(claim: Claim) -> frozenset[str]:
    at = claim.whole.find(claim.text)
    near = claim.whole[max(0, at - 24) : at + len(claim.text) + 24]
    found = {m["en"] or m["ja"] for m in _MEASURES.finditer(near)}
    return frozenset(_SAME.get(word, word) for word in found)
