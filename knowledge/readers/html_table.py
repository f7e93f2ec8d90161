"""A table element → a grid of its cells, as they are seen."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from kuroji.knowledge.readers.grid import Cell
from kuroji.knowledge.readers.visibility import Hidden, background, is_hidden

_BREAKING = frozenset({"br", "p", "div", "li", "tr", "td"})
_NOT_SHOWN = frozenset({"script", "style", "noscript", "template", "svg", "ix:header"})
_CELLS = 200_000


def is_layout(table: Any) -> bool:
    """Say whether the table only arranges a page: it holds other tables or one cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return sum(1 for _, _cell in zip(range(2), table.iter("td", "th"), strict=False)) < 2


def grid_of(table: Any, names: Hidden, ground: str) -> tuple[list[list[Cell]], int]:
    """Return the rows of the table and how many characters in it are hidden."""
    rows: list[list[Cell]] = []
    hidden = count = 0
    ground = background(table) or ground
    for caption in table.iter("caption"):
        text, unseen = seen_text(caption, names, ground)
        rows.append([Cell(text, across=1000)])
        hidden += unseen
    for row in table.iter("tr"):
        if is_hidden(row, names, ground):
            hidden += len("".join(row.itertext()).strip())
            continue
        cells = []
        behind = background(row) or ground
        for cell in row.iterchildren("td", "th"):
            text, unseen = seen_text(cell, names, behind)
            hidden += unseen
            cells.append(
                Cell(text, _span(cell, "colspan"), _span(cell, "rowspan"), head=cell.tag == "th")
            )
        count += len(cells)
        if count > _CELLS:
            break
        rows.append(cells)
    return rows, hidden


def seen_text(element: Any, names: Hidden, ground: str) -> tuple[str, int]:
    """Return the visible text of `element`, and the number of hidden characters in it.

    A raised digit becomes a footnote mark, else "2,937" with note 1 would read 2,9371.
    """
    if is_hidden(element, names, ground):
        return "", len("".join(element.itertext()).strip())
    parts: list[str] = []
    hidden = 0
    steps = etree.iterwalk(element, events=("start", "end"))
    for event, inner in steps:
        if event == "end":
            if inner.tag in _BREAKING:
                parts.append(" ")
            if inner is not element:
                parts.append(inner.tail or "")
            continue
        if inner.tag in _NOT_SHOWN:
            steps.skip_subtree()
        elif inner is not element and is_hidden(inner, names, background(element) or ground):
            hidden += len("".join(inner.itertext()).strip())
            steps.skip_subtree()
        elif _is_raised(inner):
            parts.append(_note("".join(inner.itertext())))
            steps.skip_subtree()
        else:
            parts.append((" " if inner.tag in _BREAKING else "") + (inner.text or ""))
    return " ".join("".join(parts).replace("\xa0", " ").split()), hidden


def _is_raised(element: Any) -> bool:
    return element.tag == "sup" or bool(
        re.search(r"vertical-align:\s*super", element.get("style", ""))
    )


def _note(text: str) -> str:
    """Write what is raised as a footnote mark; a raised word stays a word."""
    bare = text.strip().strip("()[]*. ")
    if not bare or (not bare[0].isdigit() and len(bare) > 1):
        return text
    return f"[^{bare}]"


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()[:9]
    return int(value) if value.isascii() and value.isdigit() else 1
