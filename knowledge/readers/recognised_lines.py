"""Lines told from the picture of a page, as the words of a page that lies straight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.pdf_page import WHOLE, Chunk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line or cell as it was read: upper left, upper right, lower right, lower left in dots.

    `shown` are the corners on the page as it lies, where it had to be turned to be read.
    """

    text: str
    sureness: float
    corners: tuple[Corner, ...]
    shown: tuple[Corner, ...] = ()


def chunks_of(lines: Sequence[Line], width: int, height: int, points: float) -> list[Chunk]:
    """Return lines as the words of a page of `width` times `height` dots, each of so many `points`.

    A page that lies askew is laid straight, or its rows would run into each other; where the words
    stand on it is told as it lies.
    """
    turn = slant_of(lines)
    across, down = math.cos(turn), math.sin(turn)
    chunks: list[Chunk] = []
    for line in lines:
        x = sum(corner[0] for corner in line.corners) / 4
        y = sum(corner[1] for corner in line.corners) / 4
        wide, high = _size(line)
        middle = (x * across + y * down, y * across - x * down)
        chunks.append(
            Chunk(
                text=" ".join(line.text.split()),
                left=(middle[0] - wide / 2) * points,
                right=(middle[0] + wide / 2) * points,
                top=(middle[1] - high / 2) * points,
                bottom=(middle[1] + high / 2) * points,
                bold=False,
                box=_box(line, width, height),
            )
        )
    return chunks


def lies_on_its_side(lines: Iterable[Line]) -> bool:
    """Say whether most of the lines run up or down the picture."""
    long = [_size(line) for line in lines if len(line.text) > 3]
    return 2 * sum(high > 1.5 * wide for wide, high in long) > len(long)


def turned_back(corner: Corner, turn: int, width: int, height: int) -> Corner:
    """Return where a corner of the turned picture is on the picture as it was."""
    x, y = corner
    return ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[turn]


def slant_of(lines: Iterable[Line]) -> float:
    """Return the angle at which most of the long lines run; 0 where there is none."""
    angles = [
        math.atan2(line.corners[1][1] - line.corners[0][1], wide)
        for line in lines
        if (wide := line.corners[1][0] - line.corners[0][0]) > 4 * _size(line)[1]
    ]
    return median(angles) if angles else 0.0


def _size(line: Line) -> tuple[float, float]:
    first, second, third, _ = line.corners
    return math.dist(first, second), max(math.dist(second, third), 0.1)


def _box(line: Line, width: int, height: int) -> tuple[int, int, int, int]:
    corners = line.shown or line.corners
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return (
        _share(min(xs), width),
        _share(min(ys), height),
        _share(max(xs), width),
        _share(max(ys), height),
    )


def _share(place: float, whole: int) -> int:
    return min(max(round(place * WHOLE / whole), 0), WHOLE)
