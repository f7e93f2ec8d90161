"""Excel workbooks: filled cells only, so that one far cell costs one cell."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree
from openpyxl.utils import column_index_from_string

from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.grid import Cell
from kuroji.knowledge.readers.numbers import BUILTIN_FORMATS, shown
from kuroji.knowledge.readers.reading import Refused
from kuroji.knowledge.readers.sheet_blocks import Row, add_sheet
from kuroji.knowledge.readers.zipped import Parts, refuse_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_CELLS = 2_000_000


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share, and what is to be said about them."""

    strings: list[str]
    formats: list[str]
    since_1904: bool
    left: int = _MOST_CELLS
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


def read_parts(parts: Parts) -> Draft:
    """Read every sheet that is not hidden."""
    draft = Draft("xlsx")
    book_tree = parts.tree("xl/workbook.xml")
    properties = book_tree.find(f"{S}workbookPr")
    dated = properties is not None and properties.get("date1904", "0") in ("1", "true")
    book = _Book(_strings(parts), _formats(parts), dated)
    links = parts.links("xl/workbook.xml")
    hidden = []
    for sheet in book_tree.iter(f"{S}sheet"):
        name, part = sheet.get("name", ""), links.get(sheet.get(_R, ""), "")
        if sheet.get("state", "visible") != "visible":
            hidden.append(name)
        elif part in parts:
            _add(parts.bytes_of(part), name, book, draft)
    if hidden:
        draft.left_out("hidden sheets were left out: " + ", ".join(hidden)[:500])
    for what, number in book.counts.items():
        draft.left_out(f"{what}: {number}")
    return draft


def _strings(parts: Parts) -> list[str]:
    """Return the shared strings, without the readings that Japanese cells carry."""
    if "xl/sharedStrings.xml" not in parts:
        return []
    data = parts.bytes_of("xl/sharedStrings.xml")
    refuse_entities(data)
    found = []
    for _, item in etree.iterparse(
        io.BytesIO(data), tag=f"{S}si", resolve_entities=False, no_network=True
    ):
        found.append(_words(item))
        item.clear()
    return found


def _words(item: Any) -> str:
    return "".join(t.text or "" for t in item.iter(f"{S}t") if t.getparent().tag != f"{S}rPh")


def _formats(parts: Parts) -> list[str]:
    """Return the number format of every cell style."""
    if "xl/styles.xml" not in parts:
        return []
    tree = parts.tree("xl/styles.xml")
    own = {f.get("numFmtId"): f.get("formatCode", "") for f in tree.iter(f"{S}numFmt")}
    styles = tree.find(f"{S}cellXfs")
    return [
        own.get(number) or BUILTIN_FORMATS.get(int(number) if number.isdigit() else 0, "General")
        for number in (x.get("numFmtId", "0") for x in (styles if styles is not None else ()))
    ]


def _add(data: bytes, name: str, book: _Book, draft: Draft) -> None:
    refuse_entities(data)
    rows = dict(_rows(data, book))
    for first, low, last, high in _merged(data):
        cell = rows.get(first, {}).get(low)
        if cell is not None:
            across = min(high, max((max(r) for r in rows.values()), default=low)) - low + 1
            rows[first][low] = Cell(cell.text, across)
            for number in range(first + 1, min(last, first + 1000, max(rows)) + 1):
                if number in rows and low not in rows[number] and not _numeric(cell.text):
                    rows[number][low] = Cell(cell.text, across)
    add_sheet(draft, name, sorted(rows.items()))


def _numeric(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _rows(data: bytes, book: _Book) -> Iterator[tuple[int, Row]]:
    """Yield the rows that have filled cells, each cell under its column."""
    number = 0
    hidden_columns = _hidden_columns(data)
    for _, row in etree.iterparse(
        io.BytesIO(data), tag=f"{S}row", resolve_entities=False, no_network=True
    ):
        own = row.get("r", "")
        number = int(own) if own.isdigit() and len(own) < 8 else number + 1
        if row.get("hidden") in ("1", "true"):
            if len(row):
                book.count("hidden rows left out")
        elif cells := _cells(row, book, hidden_columns):
            yield number, cells
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]


def _hidden_columns(data: bytes) -> list[tuple[int, int]]:
    """Return the ranges of columns that are hidden; they are named before the first row."""
    head = data[: data.find(b"<sheetData")] if b"<sheetData" in data else data[:65536]
    found = []
    for tag in re.findall(rb"<(?:\w+:)?col\s([^>]{1,300})>", head[:1_000_000]):
        bounds = dict(re.findall(rb'(\w+)="([^"]{0,20})"', tag))
        if bounds.get(b"hidden") in (b"1", b"true"):
            low, high = bounds.get(b"min", b"0"), bounds.get(b"max", b"0")
            if low.isdigit() and high.isdigit():
                found.append((int(low), int(high)))
    return found


def _cells(row: Any, book: _Book, hidden: list[tuple[int, int]]) -> Row:
    cells: Row = {}
    column = 0
    for cell in row.iterchildren(f"{S}c"):
        address = _ADDRESS.fullmatch(cell.get("r", ""))
        column = column_index_from_string(address[1]) if address else column + 1
        text = _value(cell, book)
        if not text.strip():
            continue
        if any(low <= column <= high for low, high in hidden):
            book.count("cells of hidden columns left out")
            continue
        book.left -= 1
        if book.left < 0:
            raise Refused("too_big", f"it has more than {_MOST_CELLS:,} filled cells", "split it")
        cells[column] = Cell(text)
    return cells


def _value(cell: Any, book: _Book) -> str:
    """Return a cell as text; a formula gives the value stored with it, never its own text."""
    kind, raw = cell.get("t", "n"), cell.findtext(f"{S}v")
    if kind == "inlineStr":
        return _words(cell)
    if cell.find(f"{S}f") is not None:
        book.count(
            "formulas without a stored value left out"
            if not raw
            else "values of formulas, as last saved"
        )
    if not raw:
        return ""
    if kind == "s":
        place = int(raw) if raw.isdigit() and len(raw) < 10 else -1
        return book.strings[place] if 0 <= place < len(book.strings) else ""
    if kind == "e":
        book.count("cells with an error left out")
        return ""
    if kind == "b":
        return "TRUE" if raw == "1" else "FALSE"
    if kind in ("str", "d"):
        return str(raw)
    style = cell.get("s", "0")
    place = int(style) if style.isdigit() and len(style) < 6 else 0
    form = book.formats[place] if place < len(book.formats) else "General"
    text = shown(raw, form, since_1904=book.since_1904)
    if text is None:
        book.count("cells without a usable number left out")
    return text or ""


def _merged(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    for found in re.finditer(rb'<(?:\w+:)?mergeCell\s[^>]{0,100}?ref="([A-Z0-9:]{3,30})"', data):
        area = _RANGE.fullmatch(found[1].decode())
        if area:
            yield (
                int(area[2]),
                column_index_from_string(area[1]),
                int(area[4]),
                column_index_from_string(area[3]),
            )
