"""A copy of a text in which disguises are off, and the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
    if INVISIBLE.search(text) is None and unicodedata.is_normalized("NFKC", text):
        plain = text.translate(_TWINS).lower()
        if len(plain) == len(text):
            return Folded(plain, None, len(text))
    letters: list[str] = []
    back: list[int] = []
    for place, character in enumerate(text):
        if INVISIBLE.match(character):
            continue
        plain = character
        if not character.isascii():
            plain = unicodedata.normalize("NFKC", character)[:4].translate(_TWINS)
        letters.append(plain.lower())
        back.extend([place] * len(letters[-1]))
    return Folded("".join(letters), tuple(back), len(text))
