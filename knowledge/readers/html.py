"""HTML and inline XBRL: what a person sees of a page, with its headings and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from kuroji.knowledge.readers.cell_words import has_unit
from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.encodings import decoded
from kuroji.knowledge.readers.grid import pipe_tables
from kuroji.knowledge.readers.html_table import grid_of, is_layout
from kuroji.knowledge.readers.inline import Tags, described
from kuroji.knowledge.readers.reading import Limits, Refused
from kuroji.knowledge.readers.visibility import Hidden, background, hidden_names, is_hidden

_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.I)
_HUGE = re.compile(r"=\s*(?:\"[^\"]{65536,}\"|'[^']{65536,}'|[^\s\"'>]{65536,})")
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "select",
        "option",
        "button",
        "textarea",
        "datalist",
        "head",
        "nav",
        "ix:header",
        "audio",
        "video",
        "map",
    }
)
_FRAME = frozenset({"header", "footer", "aside", "form"})  # the page's own, unless in an article
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_LIGHT = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
_ITEM = re.compile(r"(?:part\s+[ivx]+|第[一二三四五六七八九十]+部)\b", re.I)
_SECTION = re.compile(r"(?:item\s+\d+[a-c]?\.?|第\d+\s*【)", re.I)
_OVER_TABLE = 200  # characters that a line over a table has at most


def read(data: bytes, limits: Limits) -> Draft:
    """Read a page; hidden text is left out and counted."""
    draft, tags = Draft("html"), Tags()
    add(data, draft, tags, limits)
    tags.write(draft)
    return draft


def add(data: bytes, draft: Draft, tags: Tags, limits: Limits) -> None:
    """Add a page to a draft and its tags to `tags`; several pages may make up one document."""
    declared = _META_CHARSET.search(data, 0, 4096) or _XML_CHARSET.match(data)
    text, _, notice = decoded(data, declared[1].decode("ascii") if declared else None)
    if re.search(r"<!ENTITY\s", text[:200_000]):
        raise Refused(
            "entities",
            "it defines entities of its own, which may swell without end",
            "save it as plain HTML",
        )
    text = _HUGE.sub('=""', text)
    if len(text) > limits.html << 20:
        raise Refused(
            "too_big",
            f"it is larger than {limits.html} MB of HTML",
            "split it, or raise KUROJI_READER_HTML",
        )
    if notice:
        draft.left_out(notice)
    tree = _tree(text, draft)
    described(tree, draft)
    if draft.kind == "inline_xbrl":
        tags.gather(tree)
    _Walk(draft, hidden_names("\n".join(s.text or "" for s in tree.iter("style")))).over(tree)


def _tree(text: str, draft: Draft) -> Any:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    # An XML declaration would be taken for text by the HTML parser.
    text = re.sub(r"\A\s*<\?xml[^>]{0,300}\?>", "", text).replace("\0", "")
    data = text.encode("utf-8", "replace")
    if not data.strip():
        raise Refused("empty", "there is no text in it", "bring a file that has text")
    tree = etree.fromstring(data, parser)
    if tree is None:
        raise Refused("empty", "there is no text in it", "bring a file that has text")
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        draft.left_out("what is nested more than 2,048 deep was left out")
    return tree


@dataclass(slots=True)
class _Frame:
    """What holds inside an element."""

    block: bool
    bold: bool
    ground: str
    article: bool


class _Walk:
    """One pass over the tree, without recursion: a page may be nested as deep as it likes."""

    def __init__(self, draft: Draft, names: Hidden) -> None:
        self._draft, self._names = draft, names
        self._words: list[str] = []
        self._bold = self._plain = 0
        self._prefix = ""
        self._level = 0
        self._waiting: list[str] = []  # short lines that may belong over the next table
        self._hidden = 0

    def over(self, tree: Any) -> None:
        frames = [_Frame(True, bold=False, ground="ffffff", article=False)]
        steps = etree.iterwalk(tree, events=("start", "end"))
        for event, element in steps:
            if event == "start":
                if self._skipped(element, frames[-1]):
                    steps.skip_subtree()
                    frames.append(frames[-1])
                    continue
                frames.append(self._entered(element, frames[-1]))
                if element.tag == "table" and not is_layout(element):
                    self._table(element, frames[-1].ground)
                    steps.skip_subtree()
                    continue
                self._text(element.text, frames[-1])
            else:
                left = frames.pop()
                if left.block and left is not frames[-1]:
                    self._flush()
                self._text(element.tail, frames[-1])
        self._flush()
        self._release(None)
        if self._hidden:
            self._draft.left_out(f"hidden text was left out ({self._hidden} characters)")

    def _skipped(self, element: Any, around: _Frame) -> bool:
        tag = element.tag
        if tag in _SKIPPED or (tag in _FRAME and not around.article and tag in ("footer", "aside")):
            return True
        if is_hidden(element, self._names, around.ground):
            # The header of inline XBRL is data for machines, not text kept from the reader.
            if element.find(".//ix:header", {"ix": "ix"}) is None and not any(
                child.tag == "ix:header" for child in element
            ):
                self._hidden += len("".join(element.itertext()).strip())
            return True
        return False

    def _entered(self, element: Any, around: _Frame) -> _Frame:
        tag, style = element.tag, element.get("style", "")
        block = tag in _BLOCKS
        if block:
            self._flush()
        if tag == "br":
            self._words.append("\n")
        elif tag == "li":
            self._prefix = "- "
        self._level = (
            int(tag[1])
            if block and tag[0] == "h" and tag[1:].isdigit()
            else (0 if block else self._level)
        )
        bold = tag in ("b", "strong") or (around.bold and not _LIGHT.search(style))
        return _Frame(
            block,
            bold=bold or bool(_BOLD.search(style)),
            ground=background(element) or around.ground,
            article=around.article or tag in ("article", "main"),
        )

    def _text(self, text: str | None, frame: _Frame) -> None:
        if not text:
            return
        if frame.bold:
            self._bold += len(text.strip())
        else:
            self._plain += len(text.strip())
        self._words.append(re.sub(r"[\s\xa0]+", " ", text))

    def _flush(self) -> None:
        """End a paragraph; a short one all in bold type is a heading."""
        lines = [" ".join(line.split()) for line in "".join(self._words).split("\n")]
        text = "\n".join(line for line in lines if line)
        level, prefix = self._level, self._prefix
        all_bold = self._bold > 0 and self._plain <= self._bold // 20
        self._words, self._bold, self._plain, self._level = [], 0, 0, 0
        if not text:
            return
        self._prefix = ""
        if not level and all_bold and len(text) < 150 and not text.endswith((".", "。", ":", ",")):
            level = _bold_level(text)
        if level and not has_unit(text):
            self._release(None)
            self._draft.heading(level, text)
            self._draft.title = self._draft.title or (text if level == 1 else None)
        elif len(text) <= _OVER_TABLE and has_unit(text):
            self._waiting.append(text)
        else:
            self._release(None)
            self._draft.block(prefix + text)

    def _release(self, _table: None) -> None:
        for line in self._waiting:
            self._draft.block(line)
        self._waiting = []

    def _table(self, element: Any, ground: str) -> None:
        rows, hidden = grid_of(element, self._names, ground)
        self._hidden += hidden
        pieces = pipe_tables(rows, tuple(self._waiting))
        if pieces and "|" in pieces[0].text:
            self._waiting = []
        self._release(None)
        for piece in pieces:
            self._draft.block(piece.text)


def _bold_level(text: str) -> int:
    """Return the depth of a heading that only its bold type shows; 0 for a mere number."""
    if not re.search(r"[^\W\d_]{2}", text):
        return 0
    if _ITEM.match(text):
        return 1
    if _SECTION.match(text):
        return 2
    return 3 if text.upper() == text and re.search("[A-Z]", text) else 4
