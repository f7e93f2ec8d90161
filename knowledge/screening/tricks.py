"""Text in code, links that act, and formulas that run."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kuroji.knowledge.screening.folded import Folded

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{32,20000}={0,2}")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0x|\\x)?(?:[0-9a-fA-F]{2}[ :]?){24,2000}(?![0-9A-Za-z])")
_ESCAPES = re.compile(
    r"(?:(?:\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|&#x?[0-9a-f]{2,5};|%[0-9a-f]{2})[ ]?){10,2000}", re.I
)
_ACTING = re.compile(
    r"(?:javascript|vbscript|livescript)\s?:|data:(?:text/html|application/(?:xhtml|javascript)|image/svg)",
    re.I,
)
_LINK = re.compile(
    r"!?\[[^\]\n]{0,300}\]\(\s?<?(?P<url>[a-z][a-z0-9+.-]{1,20}:[^)\s>]{1,2000})|"
    r"(?P<bare>https?://[^\s<>\"')\]、。]{4,2000})",
    re.I,
)
_CARRIES = re.compile(
    r"[?&/#=](?:[^=&\s]{0,40}=)?(?:\{[^}]{0,60}\}?|\[[^\]]{0,60}\]?|<[^>]{0,60}|\$\{?[A-Z_]{2,40}|%7B|[A-Z][A-Z_]{4,40}(?:&|$|\.|\))|"
    r"(?:system_?prompt|secret|api_?key|password|conversation|chat_?history|answer|memo|revenue|figures?|context|prompt)\b(?:$|&))|"
    r"[?&](?:prompt|exfil|leak|secret|stolen|conversation|system_?prompt|chat|cookie|key|token)=",
    re.I,
)
_PLACEHOLDER = re.compile(r"=[A-Z][A-Z_]{3,40}(?:&|$)|=\{|=%7B|=<|=\[")
_FORMULA = re.compile(
    r"(?:^|[,;|\t\"])[ \t\"']{0,3}[=＝+＋@＠-][ \t]{0,2}"
    r"(?:[A-Z][A-Z0-9.]{1,30}\(|cmd ?\||[a-z]{2,20}\|['\"]|'?[a-z]:\\|dde\b)",
    re.M | re.I,
)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\(\s?<?(?:https?:)?//[^)\n]{1,2000}\)?", re.I)


def tricks(text: str, folded: Folded) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end, kind, and whether the whole line is tainted."""
    yield from _encoded(text)
    for found in _ACTING.finditer(folded.text):
        yield (*folded.span(*found.span()), "link", True)
    for found in _LINK.finditer(text):
        url = found["url"] or found["bare"]
        if _PLACEHOLDER.search(url) or (_CARRIES.search(url) and found["url"] and "?" in url):
            yield (*found.span(), "link", True)
    for found in _IMAGE.finditer(text):
        yield (*found.span(), "link", False)
    for found in _FORMULA.finditer(text):
        yield (*found.span(), "formula", True)


def _encoded(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield what decodes to readable words; keys and hashes do not."""
    for found in _BASE64.finditer(text):
        if _is_readable(_from_base64(found[0])):
            yield (*found.span(), "encoded", True)
    for found in _HEX.finditer(text):
        digits = re.sub(r"[^0-9a-fA-F]", "", found[0].replace("0x", "").replace("\\x", ""))
        if len(digits) % 2 == 0 and _is_readable(bytes.fromhex(digits)):
            yield (*found.span(), "encoded", True)
    for found in _ESCAPES.finditer(text):
        if "/" not in text[max(0, found.start() - 1) : found.start()]:
            yield (*found.span(), "encoded", True)


def _from_base64(word: str) -> bytes:
    try:
        plain = word.replace("-", "+").replace("_", "/").rstrip("=")
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


def _is_readable(data: bytes) -> bool:
    """Say whether `data` is text of several words or of Japanese."""
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    letters = sum(c.isalpha() or c in " .,:\"'!?-" for c in words)
    return len(words) >= 8 and letters * 10 >= len(words) * 7 and words.isprintable()
