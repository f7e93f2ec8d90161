"""Where recognised lines stand: on a page that lies askew, on its side or on its head."""

from __future__ import annotations

import math

import numpy as np
import pytest

from kuroji.knowledge.readers.recognised_lines import (
    Line,
    chunks_of,
    lies_on_its_side,
    slant_of,
    turned_back,
)


def line(text: str, left: float, top: float, wide: float, high: float, slant: float = 0) -> Line:
    """A line of `wide` times `high` dots whose upper left corner is given."""
    along, down = (math.cos(slant), math.sin(slant)), (-math.sin(slant), math.cos(slant))
    steps = ((0, 0), (wide, 0), (wide, high), (0, high))
    corners = tuple(
        (left + x * along[0] + y * down[0], top + x * along[1] + y * down[1]) for x, y in steps
    )
    return Line(text, 1.0, corners)


def test_cells_of_one_row_share_its_height_on_a_page_that_lies_askew() -> None:
    slant = math.radians(1.5)
    label = line("Revenue of the group", 100, 500, 300, 30, slant)
    figure = line("4,217", 1300, 500 + 1200 * math.tan(slant), 90, 30, slant)
    assert slant_of([label, figure]) == pytest.approx(slant, abs=1e-6)
    first, second = chunks_of([label, figure], 1700, 2200, 0.36)
    assert abs(first.middle - second.middle) < 1
    assert second.box[1] > first.box[1] + 100  # on the page it stands lower


def test_short_lines_say_nothing_about_the_slant() -> None:
    assert slant_of([line("4,217", 0, 0, 90, 30, 0.2)]) == 0.0


def test_a_page_on_its_side_is_told_by_its_long_lines() -> None:
    upright, across = line("Revenue", 0, 0, 120, 30), line("Revenue", 0, 0, 30, 120)
    page_number = line("3", 0, 0, 12, 30)
    assert not lies_on_its_side([upright, upright, across, page_number])
    assert lies_on_its_side([across, across, upright])
    assert not lies_on_its_side([])


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_place_on_a_turned_picture_is_found_on_the_picture(turn: int) -> None:
    picture = np.zeros((40, 60))
    picture[7, 22] = 1
    (y,), (x,) = np.nonzero(np.rot90(picture, turn))
    back = turned_back((x + 0.5, y + 0.5), turn, 60, 40)
    assert back == (22.5, 7.5)
