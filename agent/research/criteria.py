"""Is there evidence of what the project's first article told investors to look for?"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from kuroji.knowledge.passage import Passage

# What a passage must say of the company to count as evidence found; never a score.
_SIGNS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        key: re.compile(pattern, re.IGNORECASE)
        for key, pattern in {
            "return": r"return on investment|payback|cost saving|投資対効果|費用対効果|投資回収",
            "embedding": r"contracts? of several years|multi-?year|remaining performance|retention"
            r"|backlog|複数年|残存履行義務|解約率|継続率|受注残",
            "explainability": r"explainab|interpretab|説明可能",
            "operations": r"MLOps|model monitoring|uptime|運用監視|運用体制",
            "governance": r"governance|data residency|compliance|ガバナンス|国内にデータ|法令遵守",
            "sector": r"sector focus|vertical|for (?:banks|hospitals|governments?)|government"
            r"|業種特化|官公庁|政府クラウド|医療|金融機関向け",
        }.items()
    }
)


def criteria_in(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the criteria of which one of `passages` speaks."""
    texts = [passage.text for passage in passages]
    return frozenset(key for key, sign in _SIGNS.items() if any(sign.search(t) for t in texts))
