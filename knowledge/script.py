"""Which language a text is written in, and the folding under which texts are compared."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kuroji.knowledge.passage import Language

JAPANESE = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff"
_JAPANESE = re.compile(f"[{JAPANESE}]")
_KANJI = "\u3005\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"\s+")
_SHARE = 0.15


def language_of(text: str, otherwise: Language = "en") -> Language:
    """Return the language of `text`; `otherwise` where there are too few letters to tell.

    >>> language_of("NVIDIAの売上高は"), language_of("Revenue of Sony (ソニー) rose")
    ('ja', 'en')
    """
    letters = len(_LETTER.findall(text))
    if letters < 3:
        return otherwise
    return "ja" if len(_JAPANESE.findall(text)) > _SHARE * letters else "en"


def standing_alone(name: str, text: str) -> int | None:
    """Return where a Japanese name stands in `text`; a single character not within a word.

    >>> standing_alone("国", "全国の"), standing_alone("国", "国の助成")
    (None, 0)
    """
    if len(name) > 1:
        at = text.find(name)
        return None if at < 0 else at
    found = re.search(rf"(?<![{_KANJI}]){re.escape(name)}(?![{_KANJI}])", text)
    return None if found is None else found.start()


def fold(text: str) -> str:
    """Return `text` as it is compared: compatibility forms, lower case, single blanks."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def fingerprint(*parts: str) -> str:
    """Return a short name for these texts, the same on every machine."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
