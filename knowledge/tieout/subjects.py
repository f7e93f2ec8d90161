"""Whose a figure is: the names near it in its sentence."""

import re

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.names import Name, same
from kuroji.knowledge.tieout.windows import Window

_CONTRAST = re.compile(
    r"(?:\b(?:unlike|like|than|rival of|competitor of)|と(?:異な|違)り?、?)\s*$", re.IGNORECASE
)


def not_contrasted(names: tuple[Name, ...], text: str) -> tuple[Name, ...]:
    kept = tuple(n for n in names if not _CONTRAST.search(text[: n.start]))
    return kept or names


_OWNS = re.compile(r"['’]s? (?:about |roughly |some )?")


_GIVEN_TO = re.compile(r"[^;.]*\b(?:to|from|by|with) $")


def _given_to(text: str, end: int, name: Name) -> bool:
    """Whether the figure goes to or comes from the one named behind it: an order to Stahlwerk."""
    return end <= name.start and bool(_GIVEN_TO.fullmatch(text, end, name.start))


def names_at(
    text: str, names: tuple[Name, ...], window: Window, span: tuple[int, int], before: list[Claim]
) -> tuple[Name, ...]:
    end = span[1] + len(window.right)
    owner = tuple(n for n in names if _OWNS.fullmatch(text, n.end, span[0]))
    if owner:
        return owner[-1:]
    earlier = tuple(n for n in names if n.end <= span[0])
    own = tuple(n for n in earlier if window.start <= n.start)
    after = tuple(n for n in names if span[1] <= n.start and n.end <= end)
    after += tuple(n for n in names if n not in after and _given_to(text, span[1], n))
    if own or not earlier:
        return own + after or names[:1]
    return (before[-1].names if before else earlier[-1:]) + after


def is_titled(name: Name, title: tuple[Name, ...]) -> bool:
    return any(same(name.text, other.text) for other in title)
