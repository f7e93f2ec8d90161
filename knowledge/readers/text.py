"""Plain text and Markdown: kept as they stand, cut at their headings."""

from __future__ import annotations

import re
from datetime import date

import yaml

from kuroji.knowledge.readers.draft import Draft, clean
from kuroji.knowledge.readers.encodings import decoded
from kuroji.knowledge.readers.reading import Limits, Refused

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.{0,400}?)(?:[ \t]+#{1,40})?[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r" {0,3}(={3,80}|-{3,80})[ \t]*$")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def read(data: bytes, limits: Limits) -> Draft:
    """Read text; what looks like Markdown front matter or headings is taken as such."""
    if len(data) > limits.text << 20:
        raise Refused(
            "too_big",
            f"it is larger than {limits.text} MB of text",
            "split it, or raise KUROJI_READER_TEXT",
        )
    text, encoding, notice = decoded(data)
    if "\0" in text and text.count("\0") * 20 > len(text):
        raise Refused("binary", "it is no text", "bring the document itself")
    text = clean(text)
    draft = Draft("text")
    if encoding != "utf-8":
        draft.describe("encoding", encoding)
    if notice:
        draft.left_out(notice)
    body = _front_matter(text, draft)
    _sections(body, draft)
    return draft


def _front_matter(text: str, draft: Draft) -> str:
    """Move the YAML head of a Markdown file to `meta`, every value as text."""
    found = _FRONT.match(text)
    if not found:
        return text
    try:
        head = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506 - builds text only
    except (yaml.YAMLError, RecursionError):
        return text
    if not isinstance(head, dict):
        return text
    for name, value in head.items():
        words = value if isinstance(value, list) else [value]
        if isinstance(name, str):  # deeper lists would swell: an alias stands for a whole one
            draft.describe(name, "; ".join(word for word in words if isinstance(word, str)))
    draft.kind = "markdown"
    draft.title = draft.meta.get("title")
    draft.language = draft.meta.get("language", "")[:2] or draft.meta.get("lang", "")[:2]
    if draft.language not in ("en", "ja"):
        draft.language = None
    draft.published = next(
        (d for n in ("published", "date", "as_of") if (d := day(draft.meta.get(n, "")))), None
    )
    return text[found.end() :]


def day(text: str) -> str | None:
    """Return the first date of `text` in ISO form.

    >>> day("on 2025-02-30 or 2025-03-01T10:00")
    '2025-03-01'
    """
    for found in _DAY.finditer(text):
        try:
            return date.fromisoformat(found[0]).isoformat()
        except ValueError:
            continue
    return None


def _sections(text: str, draft: Draft) -> None:
    """Open a section at every heading outside a code fence."""
    waiting: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line[:100])
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1][:3]
        heading = None if fence or len(line) > 500 else _heading(line, waiting)
        if heading is None:
            waiting.append(line)
            continue
        draft.block("\n".join(waiting))
        waiting = []
        level, words, shown = heading
        draft.kind = "markdown"
        draft.title = draft.title or words
        draft.heading(level, words, shown=shown)
    draft.block("\n".join(waiting))


def _heading(line: str, before: list[str]) -> tuple[int, str, str] | None:
    """Return level, words and source of the heading that `line` is or underlines."""
    if found := _ATX.match(line):
        return len(found[1]), found[2], line
    found = _UNDERLINE.match(line)
    alone = before and before[-1].strip() and (len(before) == 1 or not before[-2].strip())
    if found and alone and len(before[-1]) <= 200 and "|" not in before[-1]:
        words = before.pop()
        return 1 if found[1][0] == "=" else 2, words.strip(), f"{words}\n{line}"
    return None
