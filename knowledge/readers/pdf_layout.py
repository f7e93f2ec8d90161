"""Chunks of a page → its paragraphs and tables, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.grid import heads_of, pipe_tables
from kuroji.knowledge.readers.pdf_tables import (
    Row,
    laid_out,
    parted,
    runs,
    stand_over,
    with_whole_labels,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kuroji.knowledge.readers.pdf_page import Chunk

_FOREIGN_SIGN = re.compile(r"((?:\$ ?)?\(?[\d,.]*\d\)?(?: ?%)?|[—–-]) ?(\$)")
_DATE = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, (?:19|20)\d\d"
_DATES = re.compile(f"{_DATE}(?: {_DATE})+")
_FIGURES = re.compile(r"[$€£¥△▲-]?\(?[\d,.]+%?\)?|[—–-]")
_FOOTNOTE, _DASH = re.compile(r"\(\d\)"), re.compile("[—–-]")
_CJK = re.compile(r"[぀-ヿ㐀-鿿＀-￯、。]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table; `size` is the height of its letters.

    `rows` are the lines of its words, `heads` those over a table.
    """

    text: str
    size: float
    bold: bool
    table: bool
    rows: tuple[Row, ...]
    heads: tuple[Row, ...] = ()


class Layout:
    """The pages of a document in order; a table that runs on takes its heads with it."""

    def __init__(self) -> None:
        self._heads: list[Row] = []

    def blocks(self, chunks: Sequence[Chunk], width: float) -> Iterator[Block]:
        """Yield the blocks of a page; columns of prose are read one after the other."""
        first = True
        for column in _columns(list(chunks), width):
            for run, table in runs(_rows(column)):
                if not table:
                    yield from _paragraphs(run)
                    continue
                rows = parted(with_whole_labels(run))
                own = heads_of(laid_out(rows))
                if not own and first and stand_over(self._heads, rows):
                    rows = [*self._heads, *rows]
                elif own or not first:
                    self._heads = rows[:own]
                first = False
                yield from _table(rows)


def _columns(chunks: list[Chunk], width: float) -> list[list[Chunk]]:
    """Part a page in two where hardly a line crosses the middle and both sides are prose."""
    left = min((c.left for c in chunks), default=0.0)
    for share in (0.5, 0.48, 0.52, 0.45, 0.55, 0.4, 0.6):
        x = left + share * (max((c.right for c in chunks), default=width) - left)
        sides = [c for c in chunks if c.right <= x], [c for c in chunks if c.left >= x]
        crossing = [c for c in chunks if c.left < x < c.right]
        if all(_is_prose(side, width) for side in sides) and len(crossing) * 12 < len(chunks):
            top = min(c.top for c in (*sides[0], *sides[1]))
            above = [c for c in crossing if c.middle <= top]
            below = [c for c in crossing if c.middle > top]
            return [above, sides[0], sides[1], below]
    return [chunks]


def _is_prose(chunks: list[Chunk], width: float) -> bool:
    """Say whether most lines are long and few of them figures."""
    long = sum(c.right - c.left > 0.28 * width for c in chunks)
    return len(chunks) >= 8 and long * 2 > len(chunks)


def _rows(chunks: list[Chunk]) -> list[Row]:
    """Put what stands on one line together, from left to right."""
    rows: list[Row] = []
    for chunk in sorted(chunks, key=lambda c: (c.middle, c.left)):
        last = rows[-1] if rows else None
        if last and abs(median(c.middle for c in last) - chunk.middle) < 0.45 * min(
            chunk.height, median(c.height for c in last)
        ):
            last.append(chunk)
        else:
            rows.append([chunk])
    return [_own_signs(_apart(sorted(row, key=lambda c: c.left))) for row in rows]


def _apart(row: Row) -> Row:
    """Part figures of neighbouring columns that stand so near that they were read as one."""
    first = row[:1] if _FIGURES.match(row[0].text) else []  # of a label, not of a head
    return [*first, *(one for chunk in row[len(first) :] for one in _each(chunk))]


def _each(chunk: Chunk) -> Row:
    words = _words(chunk.text)
    if len(words) < 2:
        return [chunk]
    letter = (chunk.right - chunk.left) / len(chunk.text)
    dot = (chunk.box[2] - chunk.box[0]) / len(chunk.text)
    parts: Row = []
    at = 0
    for word in words:
        end = at + len(word)
        box = (round(chunk.box[0] + at * dot), chunk.box[1], round(chunk.box[0] + end * dot))
        parts.append(
            replace(
                chunk,
                text=word,
                left=chunk.left + at * letter,
                right=chunk.left + end * letter,
                box=(*box, chunk.box[3]),
            )
        )
        at = end + 1
    return parts


def _words(text: str) -> list[str]:
    """Return the dates or figures that make up a text; the text alone where it is another."""
    if _DATES.fullmatch(text):
        return re.findall(_DATE, text)
    words = text.split(" ")
    grouped = all(len(word) == 3 and word.isdigit() for word in words[1:])  # 1 234 567
    noted = any(map(_FOOTNOTE.fullmatch, words))  # 2023 (2)
    ranged = any(map(_DASH.fullmatch, words[1:-1]))  # 34 - 40
    whole = grouped or noted or ranged or not all(map(_FIGURES.fullmatch, words))
    return [text] if whole else words


def _own_signs(row: Row) -> Row:
    """Part a figure from the dollar sign of the next column, where hardly a gap parts the two."""
    parted: Row = []
    for chunk, after in zip(row, [*row[1:], None], strict=True):
        found = _FOREIGN_SIGN.fullmatch(chunk.text)
        if not found or after is None or not after.text.lstrip("(")[:1].isdigit():
            parted.append(chunk)
            continue
        sign = (chunk.right - chunk.left) / (len(chunk.text) + 1)
        edge = chunk.box[2] - (chunk.box[2] - chunk.box[0]) // (len(chunk.text) + 1)
        left, top, right, bottom = chunk.box
        figure, its = (left, top, edge, bottom), (edge, top, right, bottom)
        parted.append(replace(chunk, text=found[1], right=chunk.right - 1.5 * sign, box=figure))
        near = after.left - 0.2 * sign  # as if it stood before its own figure
        parted.append(replace(chunk, text=found[2], left=near - sign, right=near, box=its))
    return parted


def _table(rows: list[Row]) -> Iterator[Block]:
    size = median(c.height for row in rows for c in row)
    pieces = pipe_tables(laid_out(rows))
    heads = tuple(rows[: min((piece.first for piece in pieces), default=0)])
    for piece in pieces:
        own = tuple(rows[piece.first : piece.last + 1])
        yield Block(piece.text, size, bold=False, table=True, rows=own, heads=heads)


def _paragraphs(rows: list[Row]) -> Iterator[Block]:
    """Join lines to paragraphs where neither a gap nor another size parts them."""
    lines: list[Row] = []
    for row in rows:
        if lines and _parts(lines[-1], row):
            yield _block(lines)
            lines = []
        lines.append(row)
    if lines:
        yield _block(lines)


def _parts(above: Row, below: Row) -> bool:
    high = median(c.height for c in above)
    gap = below[0].top - above[0].bottom
    other_size = abs(below[0].height - above[0].height) > 0.15 * high
    other_weight = above[0].bold != below[0].bold
    return gap > 0.6 * high or other_size or other_weight or len(above) > 1 or len(below) > 1


def _block(rows: list[Row]) -> Block:
    text = ""
    for row in rows:
        line = "  ".join(c.text for c in row)
        if not text or (text.endswith("-") and line[:1].islower()):
            text += line
        else:
            close = _CJK.match(text[-1:]) and _CJK.match(line[:1])
            text += line if close else f" {line}"
    size, bold = median(c.height for c in rows[-1]), all(c.bold for c in rows[-1])
    return Block(text, size, bold, table=False, rows=tuple(rows))
