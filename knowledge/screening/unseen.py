"""What stands in a text but not before the eyes: comments, hidden elements, invisible letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOK = (
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*[;\"']|font-size\s*:\s*[01](?:px|pt|em|%)?\s*[;\"']|"
    r"(?<![-\w])color\s*:\s*(?:#f{3}(?:f{3})?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255|transparent)|text-indent\s*:\s*-\d{3,}|"
    r"(?:left|top)\s*:\s*-\d{3,}"
)
_ELEMENT = re.compile(
    rf"<(?P<tag>[a-z][a-z0-9]{{0,15}})\b(?:[^<>]{{0,500}}?style\s*=\s*[\"'][^<>]{{0,400}}?(?:{_LOOK})[^<>]{{0,400}}?|[^<>]{{0,300}}\s(?:hidden|aria-hidden\s*=\s*[\"']?true)\b[^<>]{{0,300}})>"
    r".{0,4000}?(?:</(?P=tag)\s*>|\Z)",
    re.I | re.S,
)
_PROGRAM = re.compile(
    r"<(?:script|style|iframe|object|embed|svg|noscript|template)\b.{0,4000}?(?:</(?:script|style|iframe|object|embed|svg|noscript|template)\s*>|\Z)|"
    r"<[a-z][^<>]{0,500}\son[a-z]{3,20}\s*=[^<>]{0,1000}>|<(?:img|link|meta|base|form|input|video|audio|source)\b[^<>]{0,1000}>",
    re.I | re.S,
)
_MARKDOWN_COMMENT = re.compile(r"^\[(?://|comment|_)[^\]\n]{0,30}\]:[^\n]{0,2000}$", re.M | re.I)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS = re.compile("[\U000e0000-\U000e007f]+|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
_ZERO = "\u200b\u200c\u200d\u2060-\u2064\ufeff\u00ad\u034f\u180e\u200e\u200f\u061c"
_SPLIT_FIGURE = re.compile(
    rf"[\d０-９.,，．$€£¥％%]{{1,40}}(?:[{_ZERO}]{{1,10}}[\d０-９.,，．%％]{{1,40}}){{1,40}}|[$€£¥][{_ZERO}]{{1,10}}\d{{1,40}}"
)
_SPLIT_WORDS = re.compile(rf"(?:[^\s{_ZERO}][{_ZERO}]{{1,8}}[ \t]?[{_ZERO}]{{0,8}}){{4}}")
_MANY_ZERO = re.compile(rf"[{_ZERO}]{{8,}}")


def unseen(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end, kind, and whether the whole line is tainted."""
    if "<" in text:
        for start, end in _comments(text):
            yield start, end, "hidden", False
        for pattern in (_ELEMENT, _PROGRAM):
            for found in pattern.finditer(text):
                yield (*found.span(), "hidden", False)
    if "]:" in text:
        for found in _MARKDOWN_COMMENT.finditer(text):
            yield (*found.span(), "hidden", False)
    if not text.isascii():
        yield from _altered(text)


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the comments; one that is not closed goes on to the end."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        end = len(text) if end < 0 else end + 3
        yield start, end
        start = text.find("<!--", end)


def _altered(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield what invisible characters turn round or take apart."""
    for found in _BIDI.finditer(text):
        yield (*_line(text, found.start()), "characters", False)
    for pattern in (_TAGS, _SPLIT_FIGURE, _MANY_ZERO):
        for found in pattern.finditer(text):
            yield (*_token(text, *found.span()), "characters", False)
    for found in _SPLIT_WORDS.finditer(text):
        yield (*_line(text, found.start()), "characters", False)


def _line(text: str, place: int) -> tuple[int, int]:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _token(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen to the blanks around it."""
    while start > 0 and not text[start - 1].isspace() and end - start < 200:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start < 400:
        end += 1
    return start, end
