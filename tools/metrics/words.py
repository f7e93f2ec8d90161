"""One pattern for many names: their beginnings are shared, and the longest is tried first."""

import re
from collections.abc import Iterable


def one_of(names: Iterable[str], between: str = "") -> str:
    """Return a regular expression for any of `names`; a space stands for spaces and hyphens.

    `between` may stand between any two characters (the middle dot of Japanese names).

    >>> bool(re.fullmatch(one_of(["cash flow", "cash"]), "cash-flow"))
    True
    """
    return _branches(sorted(set(names)), between)


def _branches(names: list[str], between: str) -> str:
    tree: dict[str, list[str]] = {}
    for name in names:
        if name:
            tree.setdefault(name[0], []).append(name[1:])
    parts = []
    for letter, rests in tree.items():
        here = r"[\s‐–-]+" if letter == " " else re.escape(letter)
        parts.append(here + between + _branches(rests, between))
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{body})?" if "" in names else body
