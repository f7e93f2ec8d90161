"""Where the words of a block stand on their page: a box for each line of prose and each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kuroji.knowledge.readers.draft import Spot, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kuroji.knowledge.readers.pdf_layout import Block
    from kuroji.knowledge.readers.pdf_page import Chunk

_Box = tuple[int, int, int, int]


def spots_of(block: Block, text: str) -> tuple[Spot, ...]:
    """Return the spots of `block`, whose clean words are `text`; what is not found has none."""
    found = _of_table(block, text) if block.table else _of_prose(block, text)
    return tuple(sorted(found))


def _of_prose(block: Block, text: str) -> Iterator[Spot]:
    place = 0
    for row in block.rows:
        line = clean("  ".join(chunk.text for chunk in row)).strip("\n")
        start = text.find(line, place)
        if start >= 0 and line:
            place = start + len(line)
            yield Spot(start, place, _around(row))


def _of_table(block: Block, text: str) -> Iterator[Spot]:
    """Find heads before the rule, then the cells of each row in the next line that has them."""
    lines = _lines(text)
    rule = next((i for i, (s, e) in enumerate(lines) if text.startswith("| --- |", s)), -1)
    yield from _of_heads(block.heads, text, lines[rule][0] if rule > 0 else 0)
    number = rule + 1
    for row in block.rows:
        for place in range(number, len(lines)):
            spots = list(_in_line(row, text, lines[place]))
            if spots and spots[0].start - lines[place][0] <= len("| "):
                yield from spots
                number = place + 1
                break


def _of_heads(rows: Sequence[Sequence[Chunk]], text: str, end: int) -> Iterator[Spot]:
    taken: dict[str, int] = {}
    for chunk in (chunk for row in rows for chunk in row):
        words = _words(chunk)
        start = text.find(words, taken.get(words, 0), end) if words else -1
        if start >= 0:
            taken[words] = start + len(words)
            yield Spot(start, taken[words], chunk.box)


def _in_line(row: Sequence[Chunk], text: str, line: tuple[int, int]) -> Iterator[Spot]:
    place = line[0]
    for chunk in row:
        words = _words(chunk)
        start = text.find(words, place, line[1]) if words else -1
        if start >= 0:
            place = start + len(words)
            yield Spot(start, place, chunk.box)


def _words(chunk: Chunk) -> str:
    """Return the words of a chunk as a cell has them."""
    return " ".join(clean(chunk.text).split()).replace("|", "\\|")


def _lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    place = 0
    for line in text.split("\n"):
        lines.append((place, place + len(line)))
        place += len(line) + 1
    return lines


def _around(row: Sequence[Chunk]) -> _Box:
    boxes = [chunk.box for chunk in row]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
