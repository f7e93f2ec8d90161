"""PowerPoint decks: each slide a page, with its tables and the figures behind its charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.grid import Cell, pipe_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kuroji.knowledge.readers.zipped import Parts

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_parts(parts: Parts) -> Draft:
    """Read the slides in the order of the show."""
    draft = Draft("pptx")
    deck = "ppt/presentation.xml"
    links = parts.links(deck)
    hidden = noted = 0
    for number, slide in enumerate(parts.tree(deck).iter(f"{_P}sldId"), start=1):
        name = links.get(slide.get(f"{_R}id", ""), "")
        if name not in parts:
            continue
        tree = parts.tree(name)
        draft.page(number)
        if tree.get("show") == "0":
            hidden += 1
            continue
        _slide(parts, name, tree, draft)
        noted += any("notesSlide" in link for link in parts.links(name).values())
    if hidden:
        draft.left_out(f"hidden slides left out: {hidden}")
    if noted:
        draft.left_out(f"slides whose speaker's notes were left out: {noted}")
    return draft


def _slide(parts: Parts, name: str, tree: Any, draft: Draft) -> None:
    links = parts.links(name)
    shapes = list(_shapes(tree))
    title = next((text for shape, text in shapes if _is_title(shape)), "")
    draft.heading(
        1,
        title or f"Slide {name.rpartition('slide')[2].partition('.')[0]}",
        shown=None if title else "",
    )
    draft.title = draft.title or title or None
    for shape, text in shapes:
        if _is_title(shape) and text == title:
            continue
        table = shape.find(f".//{_A}tbl")
        chart = shape.find(f".//{_C}chart")
        if table is not None:
            for piece in pipe_tables(_grid(table)):
                draft.block(piece.text)
        elif chart is not None:
            _chart(parts, links.get(chart.get(f"{_R}id", ""), ""), draft)
        else:
            draft.block(text)


def _shapes(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield shapes, tables and charts with their words; hidden shapes are left out."""
    for shape in tree.iter(f"{_P}sp", f"{_P}graphicFrame"):
        about = shape.find(f".//{_P}cNvPr")
        if about is None or about.get("hidden") != "1":
            yield shape, "\n".join(text for p in shape.iter(f"{_A}p") if (text := _words(p)))


def _is_title(shape: Any) -> bool:
    place = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return place is not None and place.get("type") in ("title", "ctrTitle")


def _words(paragraph: Any) -> str:
    words = []
    for part in paragraph.iter(f"{_A}t", f"{_A}br"):
        words.append("\n" if part.tag == f"{_A}br" else part.text or "")
    return "".join(words).strip()


def _grid(table: Any) -> list[list[Cell]]:
    rows = []
    for row in table.iterchildren(f"{_A}tr"):
        cells = []
        for cell in row.iterchildren(f"{_A}tc"):
            if cell.get("hMerge") == "1":
                continue
            text = " ".join(_words(p) for p in cell.iter(f"{_A}p"))
            if cell.get("vMerge") != "1":
                cells.append(
                    Cell(text, _number(cell.get("gridSpan")), _number(cell.get("rowSpan")))
                )
        rows.append(cells)
    return rows


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1


def _chart(parts: Parts, name: str, draft: Draft) -> None:
    """Write the figures that a chart was drawn from as a table."""
    if name not in parts:
        return
    tree = parts.tree(name)
    title = tree.find(f".//{_C}title")
    lines = () if title is None else (" ".join(t.text or "" for t in title.iter(f"{_A}t")),)
    series = list(tree.iter(f"{_C}ser"))
    heads = [Cell("", head=True)]
    columns = []
    for one in series:
        heads.append(Cell("".join(v.text or "" for v in one.findall(f"{_C}tx//{_C}v")), head=True))
        columns.append(_points(one.find(f"{_C}val")))
    names = _points(series[0].find(f"{_C}cat")) if series else {}
    rows = [
        [Cell(names.get(place, "")), *(Cell(column.get(place, "")) for column in columns)]
        for place in sorted({p for column in columns for p in column}, key=int)
    ]
    for piece in pipe_tables([heads, *rows], lines):
        draft.block(piece.text)


def _points(values: Any) -> dict[str, str]:
    if values is None:
        return {}
    return {
        point.get("idx", "0"): point.findtext(f"{_C}v") or ""
        for point in values.iter(f"{_C}pt")
        if point.get("idx", "").isdigit()
    }
