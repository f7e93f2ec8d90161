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
