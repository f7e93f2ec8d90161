"""A copy of a text in which disguises are off, and the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Zero-width and joining marks, bidi controls, soft hyphen, tags, variation selectors.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_TWINS = str.maketrans(
    "аеорсухіјѕԁһкмтвнАЕОРСУХІЈЅКМТВНΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα’‘“”‐‑",
    "aeopcyxijsdhkmtbhAEOPCYXIJSKMTBHABEZHIKMNOPTYXoa''\"\"--",
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` as it is searched; `back` has the place of each of its characters in the original."""

    text: str
    back: tuple[int, ...] | None
    whole: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that `text[start:end]` stands for."""
        if self.back is None:
            return start, end
        last = self.back[end] if end < len(self.back) else self.whole
        return (self.back[start] if start < len(self.back) else self.whole), last


def fold(text: str) -> Folded:
    r"""Return `text` without invisible characters, in plain letters and lower case.

    >>> fold("Ｉg\u200bnore").text
    'ignore'
    """
    if text.isascii():
        return Folded(text.lower(), None, len(text))
    letters = list(map(_plain, text))
    if set(map(len, letters)) == {1}:
        return Folded("".join(letters), None, len(text))
    back = [place for place, plain in enumerate(letters) for _ in plain]
    return Folded("".join(letters), tuple(back), len(text))


@lru_cache(maxsize=20_000)
def _plain(character: str) -> str:
    """Return the letters that stand for one character; none for an invisible one."""
    if INVISIBLE.match(character):
        return ""
    return unicodedata.normalize("NFKC", character)[:4].translate(_TWINS).lower()
