"""Rows of a page → its tables: which rows make one, and where its heads reach."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.cell_words import has_unit, is_dated, is_value
from kuroji.knowledge.readers.grid import Cell
from kuroji.knowledge.readers.pdf_page import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = list[Chunk]

_HEADS_ABOVE = 9  # rows over the first row of figures that may be its heads
_LABELS_BETWEEN = 6
_FIGURE_AT_END = re.compile(r"(?<=[a-z)\]]) [$€£¥]\s?\(?\d[\d,.]*\)?$")


def runs(rows: list[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Cut the rows into tables and what stands between them."""
    place = 0
    for first, last in _tables(rows):
        if first > place:
            yield rows[place:first], False
        yield rows[first : last + 1], True
        place = last + 1
    if place < len(rows):
        yield rows[place:], False


def _tables(rows: list[Row]) -> Iterator[tuple[int, int]]:
    """Yield first and last row of each table: rows of figures, labels between, heads above."""
    figures = [i for i, row in enumerate(rows) if _has_figures(row)]
    groups: list[list[int]] = []
    for i in figures:
        between = rows[groups[-1][-1] + 1 : i] if groups else []
        if groups and len(between) <= _LABELS_BETWEEN and _are_labels(between, rows[i]):
            groups[-1].append(i)
        else:
            groups.append([i])
    lowest = -1
    for group in groups:
        if len(group) < 2:
            continue
        first = _with_heads(rows, group, lowest)
        yield first, group[-1]
        lowest = group[-1]


def _has_figures(row: Row) -> bool:
    """Say whether a row has a label and figures apart from it, or several figures."""
    values = [c for c in row if is_value(c.text) or is_dated(c.text) or c.text in ("$", "%", ")")]
    return len(row) >= 2 and any(is_value(c.text) for c in row[1:]) and len(values) >= len(row) - 2


def _are_labels(between: list[Row], below: Row) -> bool:
    """Say whether rows without figures stay left of the figures below them, as labels do."""
    edge = min(c.left for c in below[1:] if is_value(c.text))
    return all(len(row) == 1 and row[0].right < edge + 5 for row in between) or (
        len(between) <= 2 and not any(map(_is_sentence, between))
    )


def _is_sentence(row: Row) -> bool:
    return len(row) == 1 and (len(row[0].text) > 110 or row[0].text.endswith((". ", "。")))


def _with_heads(rows: list[Row], group: list[int], lowest: int) -> int:
    """Return the first row of the heads that stand over the figures of a table."""
    start = group[0]
    edge = min(c.left for i in group for c in rows[i][1:] if is_value(c.text))
    first, units = start, False
    for i in range(start - 1, max(lowest, start - _HEADS_ABOVE - 1), -1):
        row = rows[i]
        gap = rows[i + 1][0].top - row[0].bottom
        if gap > 3.5 * row[0].height or _is_sentence(row):
            break
        over = [c for c in row if c.right > edge]
        short = all(len(c.text) < 60 for c in row)
        if not short:
            break
        dated = is_dated(row[0].text) and (row[0].left + row[0].right) / 2 >= edge
        if over and (len(row) > 1 or dated or (not units and row[0].left >= edge - 40)):
            first = i
        elif has_unit(row[0].text):
            first, units = i, True  # in millions, and under it that nothing is audited
        elif units:
            break
    return first


def stand_over(heads: list[Row], rows: list[Row]) -> bool:
    """Say whether the heads of the page before stand over the figures of `rows`."""
    figures = [c for row in rows for c in row[1:] if is_value(c.text)]
    over = [c for row in heads for c in row]
    under = sum(any(h.left - 30 <= f.right <= h.right + 30 for h in over) for f in figures)
    return bool(figures) and under * 5 >= len(figures) * 4


def laid_out(rows: list[Row]) -> list[list[Cell]]:
    """Return the cells of a table with a column for each point, so that places become spans."""
    left = min(c.left for row in rows for c in row)
    first = next((i for i, row in enumerate(rows) if _has_figures(row)), 0)
    columns = _figure_columns(rows[first:])
    spread = [_spread(row, columns) for row in rows[:first]]
    return [_cells(row, left) for row in (*spread, *rows[first:])]


def _figure_columns(rows: list[Row]) -> list[tuple[float, float]]:
    """Return left and right of each column of figures."""
    columns: list[tuple[float, float]] = []
    for chunk in sorted(
        (c for row in rows for c in row[1:] if is_value(c.text)), key=lambda c: c.left
    ):
        if columns and chunk.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], chunk.right))
        else:
            columns.append((chunk.left, chunk.right))
    return columns


def _spread(row: Row, columns: list[tuple[float, float]]) -> Row:
    """Stretch a date that is centred over several columns to all of them.

    A PDF shows only where the words are; what they are centred on tells what they head.
    """
    spread: Row = []
    for place, chunk in enumerate(row):
        others = [c for i, c in enumerate(row) if i != place]
        group = _centred(chunk, columns, others) if is_dated(chunk.text) else None
        if group is None:
            spread.append(chunk)
        else:
            left, right = min(group[0], chunk.left), max(group[1], chunk.right)
            spread.append(replace(chunk, left=left, right=right))
    return spread


def _centred(
    chunk: Chunk, columns: list[tuple[float, float]], others: Row
) -> tuple[float, float] | None:
    """Return the widest run of columns that `chunk` is centred on and no other head stands over."""
    middle = (chunk.left + chunk.right) / 2
    for count in range(len(columns), 1, -1):
        for run in zip(*(columns[i:] for i in range(count)), strict=False):
            left, right = run[0][0], run[-1][1]
            taken = any(c.left < right and left < c.right for c in others)
            if abs((left + right) / 2 - middle) < max(8.0, 0.06 * (right - left)) and not taken:
                return left, right
    return None


def parted(rows: list[Row]) -> list[Row]:
    """Part a label from a first figure that stands so near that both were read as one."""
    return [_parted(row) for row in rows]


def _parted(row: Row) -> Row:
    if len(row) < 2 or not all(is_value(c.text) for c in row[1:]):
        return row
    found = _FIGURE_AT_END.search(row[0].text)
    if found is None:
        return row
    whole = row[0]
    at = whole.right - (whole.right - whole.left) * len(found[0]) / len(whole.text)
    label = replace(whole, text=whole.text[: found.start()], right=at)
    return [label, replace(whole, text=found[0].strip(), left=at), *row[1:]]


def with_whole_labels(rows: list[Row]) -> list[Row]:
    """Join a label that runs over two lines to its figures, if its second line has them."""
    joined: list[Row] = []
    for row in rows:
        if joined and _goes_on(joined[-1], row):
            above, label = joined[-1][0], row[0]
            whole = replace(
                label,
                text=f"{above.text} {label.text}",
                left=min(above.left, label.left),
                top=above.top,
            )
            joined[-1] = [whole, *row[1:]]
        else:
            joined.append(row)
    return joined


def _goes_on(above: Row, row: Row) -> bool:
    """Say whether the label of `row` is the second line of the one above, which fills its line."""
    if len(above) > 1 or len(row) < 2 or not row[0].text[:1].islower():
        return False
    full = above[0].right - above[0].left > 0.7 * (row[1].left - above[0].left)
    return full and row[0].top - above[0].bottom < 0.5 * row[0].height


def _cells(row: Row, left: float) -> list[Cell]:
    cells: list[Cell] = []
    place = 0
    for chunk in row:
        start = max(place, round(chunk.left - left))
        end = max(start + 1, round(chunk.right - left))
        if start > place:
            cells.append(Cell("", across=start - place))
        cells.append(Cell(chunk.text, across=end - start))
        place = end
    return cells
