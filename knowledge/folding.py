"""Names as they are compared: without legal form, case, blanks, dots and hyphens."""

import re
import unicodedata

SUFFIX = re.compile(
    r"(?:[\s,]+(?:inc|corp|corporation|co|ltd|limited|llc|plc|n\.?v|s\.?a|ag|se|pbc|gmbh|kk"
    r"|holdings?|group|company)\.?)+$",
    re.IGNORECASE,
)
_KABUSHIKI = re.compile(r"株式会社|有限会社|合同会社|\(株\)|㈱")
LOOSE = dict.fromkeys(map(ord, " \t\n\u3000・･.,'’&+-"))


def bare(name: str) -> str:
    """Return `name` without its legal form."""
    name = _KABUSHIKI.sub("", unicodedata.normalize("NFKC", name)).strip()
    return SUFFIX.sub("", name).strip(" ,") or name


def loose(name: str) -> str:
    """Return a name as it is compared.

    >>> loose("C3.ai, Inc.")
    'c3ai'
    """
    return loose_text(bare(name))


def loose_text(text: str) -> str:
    """Return a text of NFKC form in which a name can be looked for as `loose` gives it."""
    return text.translate(LOOSE).lower()
