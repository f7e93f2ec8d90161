"""A grid of cells with spans → pipe tables in which every figure stands under its own heads.

Filings lay a table out with spacer columns, a "$" in a cell of its own and heads over several rows.
Here each logical column becomes one column, and the words of all heads over it its one head.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.cell_words import (
    closes_figure,
    has_thousands,
    has_unit,
    is_calendar,
    is_figure,
    is_nothing,
    is_open_date,
    is_row_unit,
    is_value,
    names_period,
    opens_figure,
)
from kuroji.knowledge.readers.pipes import Piece, pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELLS = 200_000
_SPAN = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was laid out; `head` where the document itself says that it is one."""

    text: str
    across: int = 1
    down: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    row: int
    start: int
    end: int
    text: str
    head: bool


def pipe_tables(
    rows: Sequence[Sequence[Cell]], over: Sequence[str] = (), heads: int | None = None
) -> tuple[Piece, ...]:
    """Return the table in pieces; `over` are the lines that stand over it, such as its unit.

    `heads` is the number of rows at the top that are heads, where it is known. A grid of one
    column is no table and comes back as lines of text.
    """
    placed = _joined(_placed(rows))
    if not placed:
        return ()
    columns = _columns(placed)
    if len(columns) < 2:
        return _as_lines(placed)
    by_row = _by_row(placed)
    body = _first_of_body(by_row, columns) if heads is None else min(heads, len(by_row))
    filled = [[""] * len(columns) for _ in by_row]
    for cell in placed:
        over_columns = _over(cell, columns)
        row = filled[cell.row]
        for column in over_columns if cell.row < body else over_columns[:1]:
            row[column] = f"{row[column]} {cell.text}".strip()  # two cells over one column
    for row in filled[:body]:
        _go_on(row, filled[body - 1])
    lead, words = _heads(filled[:body], by_row, columns)
    return pieces_of(words, filled[body:], (*over, *lead), body)


def heads_of(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows at the top are heads; 0 where figures begin at once."""
    placed = _joined(_placed(rows))
    columns = _columns(placed)
    by_row = _by_row(placed)
    first = _first_of_body(by_row, columns) if len(columns) > 1 else 0
    return min(first, len(rows))


def _by_row(placed: list[_Placed]) -> list[list[_Placed]]:
    by_row: list[list[_Placed]] = [[] for _ in range(max((c.row for c in placed), default=-1) + 1)]
    for cell in placed:
        by_row[cell.row].append(cell)
    return by_row


def _placed(rows: Sequence[Sequence[Cell]]) -> list[_Placed]:
    """Give every filled cell its place; what spans rows is said again in each."""
    taken: dict[tuple[int, int], None] = {}
    placed: list[_Placed] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            across = max(1, min(cell.across, _SPAN))
            down = max(1, min(cell.down, len(rows) - row, _SPAN))
            text = " ".join(cell.text.split())
            if len(taken) + len(placed) > _CELLS:
                down = 1  # so many spans are no table but a bomb
            if down > 1:
                taken.update(
                    ((row + y, column + x), None) for y in range(1, down) for x in range(across)
                )
            if text:
                below = 1 if is_figure(text) else down
                placed += (
                    _Placed(row + y, column, column + across, text, cell.head) for y in range(below)
                )
            column += across
    return sorted(placed, key=lambda cell: (cell.row, cell.start))


def _joined(placed: list[_Placed]) -> list[_Placed]:
    """Put "$", "(" and ")", "%" that stand in cells of their own to their figure."""
    joined: list[_Placed] = []
    for cell in placed:
        last = joined[-1] if joined and joined[-1].row == cell.row else None
        if last and opens_figure(last.text) and (is_figure(cell.text) or is_nothing(cell.text)):
            joined[-1] = replace(cell, start=last.start, text=last.text + cell.text)
            continue
        if last and is_row_unit(cell.text) and not is_figure(last.text) and last.start == 0:
            joined[-1] = replace(last, end=cell.end, text=last.text + cell.text)
            continue
        if last and closes_figure(cell.text) and is_figure(last.text):
            joined[-1] = replace(last, end=cell.end, text=last.text + cell.text)
            continue
        joined.append(cell)
    return joined


def _columns(placed: list[_Placed]) -> list[tuple[int, int]]:
    """Return the logical columns: the narrowest cells of the body found, wider ones widen.

    Where a figure lies over two of them and no row fills both, as of a dash that is not set flush
    with the figures, they are one.
    """
    columns: list[tuple[int, int]] = []
    body = min((c.row for c in placed if c.start and is_value(c.text)), default=0)
    spans = {(c.row < body, c.end - c.start, c.start, c.end) for c in placed}
    figures = {(c.start, c.end) for c in placed if c.row >= body and is_value(c.text)}
    for _, _, start, end in sorted(spans):
        met = [c for c in columns if c[0] < end and start < c[1]]
        if not met:
            columns.append((start, end))
        elif len(met) == 1 or ((start, end) in figures and _are_one(met, placed)):
            columns = [c for c in columns if c not in met]
            columns.append((min(start, *(c[0] for c in met)), max(end, *(c[1] for c in met))))
    return _without_lone_heads(sorted(columns), placed)


def _are_one(met: list[tuple[int, int]], placed: list[_Placed]) -> bool:
    """Tell whether no row has cells in two of these columns."""
    return not any(_share_a_row(a, b, placed) for a, b in combinations(met, 2))


def _share_a_row(one: tuple[int, int], other: tuple[int, int], placed: list[_Placed]) -> bool:
    """Tell whether a row has a cell in both columns: joined, one of them would be lost."""
    rows = [{c.row for c in placed if s <= c.start < e} for s, e in (one, other)]
    return bool(rows[0] & rows[1])


def _without_lone_heads(
    columns: list[tuple[int, int]], placed: list[_Placed]
) -> list[tuple[int, int]]:
    """Join a column that has heads only to the neighbour whose figures lack one.

    Layouts put a head over the "$" or over the spacer beside its figures.
    """
    figures = {
        i
        for c in placed
        if is_figure(c.text) and not is_calendar(c.text)
        for i in _over(c, columns)[:1]
    }
    filled = {i for c in placed for i in _over(c, columns) if c.end - c.start <= 3}
    headed = {
        i
        for c in placed
        if not is_figure(c.text) or is_calendar(c.text)
        for i in _over(c, columns)
        if len(_over(c, columns)) == 1
    }
    joined: list[tuple[int, int]] = []
    lone = False
    for i, column in enumerate(columns):
        bare = i in figures and i not in headed
        if joined and bare and lone and not _share_a_row(columns[i - 1], column, placed):
            joined[-1] = (joined[-1][0], column[1])
            lone = False
            continue
        lone = (
            i > 0 and i not in figures and i in filled and _calendar_only(column, columns, placed)
        )
        joined.append(column)
    return joined


def _calendar_only(
    column: tuple[int, int], columns: list[tuple[int, int]], placed: list[_Placed]
) -> bool:
    """Say whether nothing but years and dates stands in `column`."""
    inside = [
        c
        for c in placed
        if c.start < column[1] and column[0] < c.end and len(_over(c, columns)) == 1
    ]
    return bool(inside) and all(is_calendar(c.text) for c in inside)


def _over(cell: _Placed, columns: list[tuple[int, int]]) -> list[int]:
    """Return the columns that `cell` lies over, the one it covers most first for a body cell."""
    return [i for i, (start, end) in enumerate(columns) if start < cell.end and cell.start < end]


def _first_of_body(by_row: list[list[_Placed]], columns: list[tuple[int, int]]) -> int:
    """Return the number of the first row that is no head."""
    headed = False
    for number, cells in enumerate(by_row):
        others = [c for c in cells if c.start >= columns[0][1]]
        if cells and all(c.head for c in cells):
            headed = headed or bool(others)
        elif _is_body(cells, others, headed=headed):
            return number
        else:
            headed = headed or bool(others)
    # A table of words: its first row of several cells is the head, if anything follows it.
    first = next((n for n, cells in enumerate(by_row) if len(cells) > 1), 0)
    return first + 1 if first + 1 < len(by_row) else first


def _is_body(cells: list[_Placed], others: list[_Placed], *, headed: bool) -> bool:
    """Say whether a row has figures, or a label and what can only look like years under heads."""
    if any(is_value(c.text) or has_thousands(c.text) for c in others):
        return True
    if not headed or not cells or cells[0] in others or has_unit(cells[0].text):
        return False
    return not others or (
        all(is_calendar(c.text) for c in others) and not names_period(cells[0].text)
    )


def _heads(
    rows: list[list[str]], by_row: list[list[_Placed]], columns: list[tuple[int, int]]
) -> tuple[list[str], list[str]]:
    """Return the lines that belong over the table, and the words of all heads of each column."""
    lead: list[str] = []
    heads: list[list[str]] = [[] for _ in columns]
    for number, row in enumerate(rows):
        cells = by_row[number]
        first = cells and cells[0].start < columns[0][1] and not any(heads[1:])
        whole = len(cells) == 1 and (first or len(_over(cells[0], columns)) == len(columns))
        if whole:
            lead.append(cells[0].text)
            continue
        for column, text in enumerate(row):
            if has_unit(text) and (column == 0 or (text[0] in "(（" and text[-1] in ")）")):
                if text not in lead:
                    lead.append(text)
            elif text and (not heads[column] or heads[column][-1] != text):
                heads[column].append(text)
    return lead, [" ".join(words) for words in heads]


def _go_on(row: list[str], last: list[str]) -> None:
    """Let a head such as "Year ended January 31," stand over all years to its right.

    Some pages lay it over the first of them only.
    """
    if row is last:
        return
    for column in range(2, len(row)):
        before = row[column - 1]
        if not row[column] and is_open_date(before) and is_calendar(last[column]):
            row[column] = before


def _as_lines(placed: list[_Placed]) -> tuple[Piece, ...]:
    return tuple(Piece(cell.text, cell.row, cell.row) for cell in placed)
