"""Heads and rows → pipe tables in pieces of bearable length, each with its heads again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.cell_words import ends_group, is_period

if TYPE_CHECKING:
    from collections.abc import Iterable

PIECE = 3600  # characters; a longer table is cut, and each piece has the heads again
_PIECE_JA = 1400
_JAPANESE = re.compile("[぀-ヿ一-鿿]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a table with its heads, and the rows of the grid that it holds."""

    text: str
    first: int
    last: int


def pieces_of(
    heads: list[str], rows: list[list[str]], over: tuple[str, ...], first: int
) -> tuple[Piece, ...]:
    """Cut the body into pieces of bearable length, each under its heads and group line.

    `first` is the row of the grid with which the body begins.
    """
    top = [*over, _line(heads), "|" + " --- |" * len(heads)]
    most = (
        _PIECE_JA
        if any(_JAPANESE.search(text) for text in (*over, *heads, *(row[0] for row in rows[:9])))
        else PIECE
    )
    room = most - sum(len(line) + 1 for line in top)
    pieces: list[Piece] = []
    lines: list[str] = []
    group, begun, used, period = "", first, 0, ""

    def cut(last: int) -> None:
        if lines:
            above = [*top[:-2], period, *top[-2:]] if period else top
            pieces.append(Piece("\n".join([*above, *lines]), begun, last))

    for number, row in enumerate(rows, start=first):
        if not any(row):
            continue
        line, alone = _line(row), not any(row[1:])
        if alone and is_period(row[0]):
            cut(number - 1)
            lines, begun, used, period, group = [], number, 0, row[0], ""
            continue
        if lines and used + len(line) > room:
            cut(number - 1)
            lines, begun = [group] if group and not alone else [], number
            used = sum(map(len, lines))
        if alone:
            group = line
        elif ends_group(row[0]):
            group = ""
        lines.append(line)
        used += len(line) + 1
    cut(first + max(len(rows) - 1, 0))
    if not pieces and any(heads):
        pieces.append(
            Piece("\n".join([*top, *([period] if period else [])]), begun, max(first - 1, 0))
        )
    return tuple(pieces)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in cells) + " |"
