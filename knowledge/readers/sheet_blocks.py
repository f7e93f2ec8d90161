"""A sheet → its tables, each with sheet name, range, heads and unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from kuroji.knowledge.readers.cell_words import has_unit
from kuroji.knowledge.readers.grid import Cell, heads_of, pipe_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kuroji.knowledge.readers.draft import Draft

Row = dict[int, Cell]  # by column, counted from one
_TOGETHER = 2000  # rows of one table that are laid out at once
_MOST_COLUMNS = 200


def add_sheet(draft: Draft, name: str, rows: Iterable[tuple[int, Row]]) -> None:
    """Add the filled rows of a sheet, in order; an empty row ends a table."""
    draft.heading(1, name)
    heads: list[tuple[int, Row]] = []
    over: list[str] = []
    for block, goes_on in _blocks(rows):
        if _is_text(block):
            over = _said(draft, block, over)
            continue
        count = 0 if goes_on else heads_of([_laid_out(row) for _, row in block])
        if count:
            heads = block[:count]
            _add_table(draft, name, block, count, tuple(over))
        else:
            above = heads if goes_on or _fits(heads, block) else []
            _add_table(draft, name, [*above, *block], len(above), tuple(over))
        over = []
    for line in over:
        draft.block(line)


def _blocks(rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[list[tuple[int, Row]], bool]]:
    """Yield runs of rows without an empty one between them, and whether one goes on the last.

    A very long run comes in parts.
    """
    block: list[tuple[int, Row]] = []
    goes_on = False
    for number, row in rows:
        apart = bool(block) and number > block[-1][0] + 1
        if apart or len(block) >= _TOGETHER:
            yield block, goes_on
            block, goes_on = [], not apart
        block.append((number, row))
    if block:
        yield block, goes_on


def _is_text(block: list[tuple[int, Row]]) -> bool:
    return all(len(row) == 1 for _, row in block)


def _said(draft: Draft, block: list[tuple[int, Row]], over: list[str]) -> list[str]:
    """Add lines of text; units stay back for the next table."""
    for line in over:
        draft.block(line)
    lines = [next(iter(row.values())).text for _, row in block]
    if len(lines) <= 3 and any(has_unit(line) for line in lines):
        return lines
    draft.block("\n".join(lines))
    return []


def _fits(heads: list[tuple[int, Row]], block: list[tuple[int, Row]]) -> bool:
    """Say whether the last heads stand over every column of `block` that has figures."""
    over = {c for _, row in heads for c, cell in row.items() for c in range(c, c + cell.across)}
    return bool(heads) and all(set(row) - {min(row)} <= over for _, row in block)


def _add_table(
    draft: Draft, name: str, block: list[tuple[int, Row]], heads: int, over: tuple[str, ...]
) -> None:
    grid = [_laid_out(row) for _, row in block]
    low = min(min(row) for _, row in block)
    high = max(max(row) for _, row in block)
    for piece in pipe_tables(grid, over, heads):
        first, last = block[piece.first][0], block[min(piece.last, len(block) - 1)][0]
        sheet = f"{name}!" if name else ""
        cells = f"{sheet}{get_column_letter(low)}{first}:{get_column_letter(high)}{last}"
        draft.block(piece.text, cells=cells)


def _laid_out(row: Row) -> Sequence[Cell]:
    """Return the cells from left to right; a run of empty ones is one cell that spans them."""
    cells: list[Cell] = []
    column = 1
    for place in sorted(row):
        if place > column:
            cells.append(Cell("", across=min(place - column, 1000)))
        cells.append(row[place])
        column = place + row[place].across
    return cells
