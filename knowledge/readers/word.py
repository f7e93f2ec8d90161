"""Word documents: what is inserted counts, what is deleted or hidden does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from kuroji.knowledge.readers.cell_words import has_unit
from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.grid import Cell, pipe_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kuroji.knowledge.readers.zipped import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}instrText", f"{W}delText"})
_VALUE = f"{W}val"
_HEADING = re.compile(r"(?:heading|見出し)\s?(\d)", re.I)
_WHITE = re.compile(r"(?:f[0-9a-f]){3}", re.I)  # too near to white to be read on it
_OVER_TABLE = 200


def read_parts(parts: Parts) -> Draft:
    """Read the body with its notes."""
    draft = Draft("docx")
    _properties(parts, draft)
    body = parts.tree("word/document.xml").find(f"{W}body")
    if body is not None:
        _Body(draft, _styles(parts)).over(body)
    for name, word in (("word/footnotes.xml", ""), ("word/endnotes.xml", "e")):
        if name in parts:
            _notes(parts.tree(name), word, draft)
    return draft


def _properties(parts: Parts, draft: Draft) -> None:
    if "docProps/core.xml" not in parts:
        return
    for field in parts.tree("docProps/core.xml"):
        name = etree.QName(field).localname
        if name in ("title", "creator", "subject", "created", "modified") and field.text:
            draft.describe(name, field.text)
    draft.title = draft.meta.get("title")


@dataclass(frozen=True, slots=True)
class _Styles:
    """What styles stand for: the depth of a heading, and which of them hide their text."""

    levels: dict[str, int]
    hidden: frozenset[str]

    def hides(self, properties: Any, name: str) -> bool:
        style = None if properties is None else properties.find(f"{W}{name}")
        return style is not None and style.get(_VALUE, "") in self.hidden


def _styles(parts: Parts) -> _Styles:
    if "word/styles.xml" not in parts:
        return _Styles({}, frozenset())
    styles = list(parts.tree("word/styles.xml").iter(f"{W}style"))
    hidden = {s.get(f"{W}styleId", "") for s in styles if _vanishes(s.find(f"{W}rPr"))}
    for _ in range(9):  # a style that stands on a hidden one is hidden with it
        for style in styles:
            base = style.find(f"{W}basedOn")
            if base is not None and base.get(_VALUE) in hidden and not _vanishes_not(style):
                hidden.add(style.get(f"{W}styleId", ""))
    return _Styles(_levels(styles), frozenset(hidden))


def _vanishes(look: Any) -> bool:
    vanish = None if look is None else look.find(f"{W}vanish")
    return vanish is not None and vanish.get(_VALUE, "true") not in ("0", "false", "off")


def _vanishes_not(style: Any) -> bool:
    """Tell whether a style says that its text is to be seen."""
    look = style.find(f"{W}rPr")
    return look is not None and look.find(f"{W}vanish") is not None and not _vanishes(look)


def _levels(styles: Iterable[Any]) -> dict[str, int]:
    """Return the depth of heading that each paragraph style stands for."""
    levels: dict[str, int] = {}
    for style in styles:
        name = style.find(f"{W}name")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        words = "" if name is None else name.get(_VALUE, "")
        if found := _HEADING.match(words):
            levels[style.get(f"{W}styleId", "")] = int(found[1])
        elif words.lower() == "title":
            levels[style.get(f"{W}styleId", "")] = 1
        elif outline is not None and outline.get(_VALUE, "9") < "6":
            levels[style.get(f"{W}styleId", "")] = int(outline.get(_VALUE)) + 1
    return levels


class _Body:
    """Paragraphs and tables in order; text boxes follow the paragraph that they are anchored in."""

    def __init__(self, draft: Draft, styles: _Styles) -> None:
        self._draft, self._styles = draft, styles
        self._waiting: list[str] = []
        self._hidden = self._deleted = self._inserted = 0

    def over(self, body: Any) -> None:
        for element in _blocks(body):
            if element.tag == f"{W}tbl":
                self._table(element)
            else:
                self._paragraph(element)
        self._release()
        if self._hidden:
            self._draft.left_out(f"hidden text was left out ({self._hidden} characters)")
        if self._deleted:
            self._draft.left_out("text deleted under tracked changes was left out")
        if self._inserted:
            self._draft.describe("tracked_insertions", self._inserted)

    def _paragraph(self, paragraph: Any) -> None:
        text = self._seen(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = 0 if style is None else self._styles.levels.get(style.get(_VALUE, ""), 0)
        if level and text.strip():
            self._release()
            self._draft.heading(level, text)
            self._draft.title = self._draft.title or text.strip()
        elif 0 < len(text) <= _OVER_TABLE and has_unit(text):
            self._waiting.append(text.strip())
        elif text.strip():
            self._release()
            listed = paragraph.find(f"{W}pPr/{W}numPr") is not None
            self._draft.block(("- " if listed else "") + text)
        for box in _boxes(paragraph):
            for inner in _blocks(box):
                if inner.tag == f"{W}tbl":
                    self._table(inner)
                else:
                    self._paragraph(inner)

    def _release(self) -> None:
        for line in self._waiting:
            self._draft.block(line)
        self._waiting = []

    def _table(self, table: Any) -> None:
        rows = [list(self._cells(row)) for row in _inside(table, f"{W}tr")]
        pieces = pipe_tables(_merged_down(rows), tuple(self._waiting))
        if pieces and "|" in pieces[0].text:
            self._waiting = []
        self._release()
        for piece in pieces:
            self._draft.block(piece.text)

    def _cells(self, row: Any) -> Iterator[tuple[Cell, str]]:
        for cell in _inside(row, f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            down = cell.find(f"{W}tcPr/{W}vMerge")
            text = " ".join(self._seen(p) for p in cell.iter(f"{W}p"))
            across = 1 if span is None else _number(span.get(_VALUE, "1"))
            merge = "" if down is None else down.get(_VALUE, "continue")
            yield Cell(text, across), merge

    def _seen(self, paragraph: Any) -> str:
        """Return the words of a paragraph without those of text boxes inside it."""
        words: list[str] = []
        unseen = self._styles.hides(paragraph.find(f"{W}pPr"), "pStyle")
        steps = etree.iterwalk(paragraph, events=("start",))
        for _, element in steps:
            if element.tag in _GONE:
                self._deleted += element.tag in (f"{W}del", f"{W}moveFrom")
                steps.skip_subtree()
            elif element.tag == f"{W}txbxContent" or (
                element.tag == f"{W}p" and element is not paragraph
            ):
                steps.skip_subtree()
            elif element.tag == f"{W}r" and (unseen or self._is_hidden(element)):
                self._hidden += len("".join(t.text or "" for t in element.iter(f"{W}t")))
                steps.skip_subtree()
            else:
                self._inserted += element.tag == f"{W}ins"
                words.append(_word(element))
        return "".join(words)

    def _is_hidden(self, run: Any) -> bool:
        return self._styles.hides(run.find(f"{W}rPr"), "rStyle") or _cannot_be_seen(run)


def _word(element: Any) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}tab":
        return "" if element.getparent().tag == f"{W}tabs" else " "
    if element.tag in (f"{W}br", f"{W}cr"):
        return "\n"
    if element.tag == f"{W}noBreakHyphen":
        return "-"
    if element.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        return f"[^{'e' if 'endnote' in element.tag else ''}{element.get(f'{W}id', '')}]"
    return ""


def _cannot_be_seen(run: Any) -> bool:
    """Say whether a run is hidden, white on nothing, or too small to see."""
    look = run.find(f"{W}rPr")
    if look is None:
        return False
    if _vanishes(look):
        return True
    size, colour = look.find(f"{W}sz"), look.find(f"{W}color")
    if size is not None and size.get(_VALUE, "24") in ("1", "2", "3"):
        return True
    white = colour is not None and _WHITE.fullmatch(colour.get(_VALUE, ""))
    return bool(white) and not any(_shaded(e) for e in (run, *run.iterancestors(f"{W}p", f"{W}tc")))


def _shaded(element: Any) -> bool:
    """Say whether something dark may lie behind the text of `element`."""
    for shade in element.iterfind(f"*/{W}shd"):
        if shade.get(f"{W}fill", "auto").upper() not in ("AUTO", "FFFFFF"):
            return True
    return element.find(f"{W}rPr/{W}highlight") is not None


def _blocks(container: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a container, content controls opened."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
            waiting += reversed(element)


def _inside(container: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or cells of a row, content controls opened."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            waiting += reversed(element)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the outermost text boxes anchored in a paragraph, each once."""
    steps = etree.iterwalk(paragraph, events=("start",))
    for _, element in steps:
        if element.tag == f"{_MC}Fallback":
            steps.skip_subtree()
        elif element.tag == f"{W}txbxContent":
            yield element
            steps.skip_subtree()


def _merged_down(rows: list[list[tuple[Cell, str]]]) -> list[list[Cell]]:
    """Turn Word's "continues the cell above" into cells that span rows."""
    result: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for cell, merge in row:
            if merge == "continue" and column in above:
                # The cell above says its text again here, as a span would.
                first, place = above[column]
                cells.append(Cell(result[first][place].text, cell.across))
            else:
                above.pop(column, None)
                if merge == "restart":
                    above[column] = (number, len(cells))
                cells.append(cell)
            column += min(cell.across, 1000)
        result.append(cells)
    return result


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _notes(tree: Any, word: str, draft: Draft) -> None:
    for note in tree:
        if note.get(f"{W}type") is None:
            text = " ".join(
                "".join(t.text or "" for t in p.iter(f"{W}t")) for p in note.iter(f"{W}p")
            )
            if text.strip():
                draft.block(f"[^{word}{note.get(f'{W}id', '')}]: {text.strip()}")
