"""A sheet → its tables, each with sheet name, range, heads and unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from kuroji.knowledge.readers.cell_words import has_thousands, has_unit, is_dated, is_value
from kuroji.knowledge.readers.grid import Cell, heads_of, pipe_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kuroji.knowledge.readers.draft import Draft

Row = dict[int, Cell]  # by column, counted from one
_Rows = list[tuple[int, Row]]
_MOST_HEADS = 4  # rows of heads that stand apart from their figures
_MOST_UNITS = 3
_TOGETHER = 2000  # rows of one table that are laid out at once
_MOST_COLUMNS = 200


def add_sheet(draft: Draft, name: str, rows: Iterable[tuple[int, Row]]) -> None:
    """Add the filled rows of a sheet, in order.

    An empty row ends a table, but its heads, its unit and a group's line hold beyond it: filings
    leave rows empty between the dates and the figures, and between the parts of one statement.
    """
    draft.heading(1, name)
    sheet = _Sheet(draft, name)
    for block, goes_on in _blocks(rows):
        if _is_text(block):
            sheet.say(block)
        elif not goes_on and len(block) <= _MOST_HEADS and not _has_values(block):
            sheet.wait(block)
        else:
            sheet.table(block, goes_on)
    sheet.end()


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: the heads and units that hold, and what waits for its table."""

    draft: Draft
    name: str
    heads: _Rows = field(default_factory=list)
    units: tuple[str, ...] = ()
    for_all: bool = False  # the units stood at the top of the sheet
    begun: bool = False
    told: bool = True  # the units stand over a table already
    line: _Rows = field(default_factory=list)
    waiting: _Rows = field(default_factory=list)

    def say(self, block: _Rows) -> None:
        """Keep a unit or a single line back for the next table; add other lines as text."""
        self._let_go()
        lines = [next(iter(row.values())).text for _, row in block]
        last = lines[-_MOST_UNITS:]
        if any(has_unit(line) for line in last):
            self._tell()
            self.draft.block("\n".join(lines[:-_MOST_UNITS]))
            self.units, self.told, self.for_all = tuple(last), False, not self.begun
        elif len(block) == 1 and self.heads:
            self.line = block
        else:
            self.draft.block("\n".join(lines))

    def wait(self, block: _Rows) -> None:
        """Keep rows without figures back: they are heads if figures follow under them."""
        self._let_go()
        self.waiting = block

    def table(self, block: _Rows, goes_on: bool) -> None:
        """Add a table under its own heads, those that wait for it, or the last that fit it."""
        count = 0 if goes_on else heads_of([_laid_out(row) for _, row in block])
        own, body = block[:count], block[count:]
        if self.heads and all(len(row) == 1 for _, row in own) and _fits(self.heads, body):
            own, body = [], block  # a group's line over rows of the table above
        if self.waiting and body and _head_over(self.waiting, body):
            own, self.waiting = [*self.waiting, *own], []
        elif not own and body and (goes_on or _fits(self.heads, body)):
            self._add([*self.heads, *self.line, *body], len(self.heads), self.units)
            self.line = []
            return
        self._let_go()
        over = self.units if self.for_all or not self.told else ()
        self.heads = own or self.heads
        self._add([*own, *body], len(own), over)

    def end(self) -> None:
        """Add what waited for a table that did not come."""
        self._let_go()
        self._tell()

    def _add(self, block: _Rows, heads: int, over: tuple[str, ...]) -> None:
        self.told = self.begun = True
        _add_table(self.draft, self.name, block, heads, over)

    def _let_go(self) -> None:
        if self.waiting:
            waiting, self.waiting = self.waiting, []
            self._add(waiting, heads_of([_laid_out(row) for _, row in waiting]), ())
        for _, row in self.line:
            self.draft.block(next(iter(row.values())).text)
        self.line = []

    def _tell(self) -> None:
        if not self.told:
            self.draft.block("\n".join(self.units))
            self.told = True


def _has_values(block: _Rows) -> bool:
    return any(
        is_value(cell.text) or has_thousands(cell.text) for _, row in block for cell in row.values()
    )


def _blocks(rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[_Rows, bool]]:
    """Yield runs of rows without an empty one between them, and whether one goes on the last.

    A very long run comes in parts.
    """
    block: _Rows = []
    goes_on = False
    for number, row in rows:
        apart = bool(block) and number > block[-1][0] + 1
        if apart or len(block) >= _TOGETHER:
            yield block, goes_on
            block, goes_on = [], not apart
        block.append((number, row))
    if block:
        yield block, goes_on


def _is_text(block: _Rows) -> bool:
    return all(len(row) == 1 for _, row in block)


def _head_over(waiting: _Rows, body: _Rows) -> bool:
    """Say whether rows of words are the heads of `body`: dates, or nothing over its labels."""
    label = min(min(row) for _, row in body)
    dated = any(is_dated(cell.text) for _, row in waiting for cell in row.values())
    return (dated or all(min(row) > label for _, row in waiting)) and _fits(waiting, body)


def _fits(heads: _Rows, block: _Rows) -> bool:
    """Say whether the last heads stand over every column of `block` that has figures."""
    over = {c for _, row in heads for c, cell in row.items() for c in range(c, c + cell.across)}
    return bool(heads) and all(set(row) - {min(row)} <= over for _, row in block if len(row) > 1)


def _add_table(draft: Draft, name: str, block: _Rows, heads: int, over: tuple[str, ...]) -> None:
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
