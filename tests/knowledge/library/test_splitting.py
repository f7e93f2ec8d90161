"""Readings cut into passages: exact slices that lose nothing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kuroji.knowledge.readers import Reading, Section
from kuroji.knowledge.splitting import split


def _reading(text: str) -> Reading:
    section = Section(heading="Part", text=text, page=3, cells=None, start=0)
    return Reading(
        text=text, sections=(section,), title=None, language="en", published=None,
        kind="text", meta={}, partly=None,
    )  # fmt: skip


_LINES = st.lists(
    st.one_of(
        st.just(""),
        st.text("abc DEF.12。売上高は", min_size=1, max_size=300),
        st.lists(st.integers(0, 999), min_size=2, max_size=4).map(
            lambda cells: "| " + " | ".join(map(str, cells)) + " |"
        ),
    ),
    max_size=60,
)


@given(_LINES)
def test_pieces_hold_every_word_once_and_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    pieces = split(_reading(text))
    joined = "".join(text[piece.start : piece.end] for piece in pieces)
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", text)


def test_a_long_table_is_cut_between_rows_and_keeps_its_head() -> None:
    rows = "\n".join(f"| Line {n} | {n * 1000} | {n * 2000} |" for n in range(400))
    text = f"USD million\n\n| Item | 2024 | 2025 |\n|---|---|---|\n{rows}\n"
    pieces = split(_reading(text))
    assert len(pieces) > 2
    for piece in pieces[1:]:
        assert text[piece.start : piece.end].startswith("| Line")
        assert "| Item | 2024 | 2025 |" in piece.heading
        assert "USD million" in piece.heading
    assert all(text[piece.start : piece.end].endswith("|") for piece in pieces)


def test_a_small_section_is_one_passage_with_its_page() -> None:
    (piece,) = split(_reading("Short.\n\nSecond paragraph."))
    assert (piece.page, piece.heading) == (3, "Part")


def test_a_table_stays_with_the_line_that_names_its_unit() -> None:
    prose = "A sentence that fills the page with words. " * 30
    text = f"{prose}\n\n(in millions)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    last = split(_reading(text))[-1]
    assert text[last.start : last.end].startswith("(in millions)")


def test_the_last_line_of_a_long_paragraph_stays_with_the_table_whose_unit_it_gives() -> None:
    prose = "Segments are reported as management sees them. " * 30
    text = f"{prose}The segments are as follows (in millions):\n\n| | 2024 |\n|---|---|\n| A | 5 |"
    last = split(_reading(text))[-1]
    assert text[last.start : last.end].startswith("The segments are as follows (in millions):")
