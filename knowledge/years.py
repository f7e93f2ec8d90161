"""The years that a text speaks of, fiscal and calendar alike, as plain numbers."""

from __future__ import annotations

import re
import unicodedata

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_YEAR = re.compile(
    r"(?:(?P<era>令和|平成|昭和)\s?(?P<of>\d{1,2}|元)年)"
    r"|(?:\b(?:FY|fiscal(?: year)?|Q[1-4]|H[12])[ '’-]?(?P<short>\d\d)(?!\d))"
    r"|(?<![\d.,])(?P<full>(?:19|20)\d\d)(?![\d]|[.,]\d)",
    re.IGNORECASE,
)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years named in `text`, each once, in order.

    >>> years_in("令和6年3月期 and FY25, 2025年3月期, $2,024 and 1999")
    (1999, 2024, 2025)
    """
    found: set[int] = set()
    for match in _YEAR.finditer(unicodedata.normalize("NFKC", text)):
        if match["era"]:
            found.add(_ERAS[match["era"]] + (1 if match["of"] == "元" else int(match["of"])))
        elif match["short"]:
            found.add(2000 + int(match["short"]))
        else:
            found.add(int(match["full"]))
    return tuple(sorted(found))
