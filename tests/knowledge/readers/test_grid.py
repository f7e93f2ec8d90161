"""Tables of every layout become pipe tables in which each figure stands under its heads."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from kuroji.knowledge.readers.grid import Cell, heads_of, pipe_tables
from kuroji.knowledge.readers.pipes import PIECE


def _row(*cells: str | tuple[str, int]) -> list[Cell]:
    return [Cell(*c) if isinstance(c, tuple) else Cell(c) for c in cells]


def _lines(*rows: list[Cell], over: tuple[str, ...] = ()) -> list[str]:
    return "\n".join(p.text for p in pipe_tables(rows, over)).split("\n")


def test_a_filing_with_spacers_dollars_and_two_rows_of_heads() -> None:
    table = _lines(
        _row(("", 3), ("Year Ended December 31,", 9)),
        _row(("(in millions)", 3), ("2023", 3), ("", 3), ("2024", 3)),
        _row(("Revenue", 3), "$", "1,234", "", ("", 3), "$", "(2,000", ")"),
        _row(("Margin", 3), ("12", 2), "%", ("", 3), ("—", 2), ""),
    )
    assert table == [
        "(in millions)",
        "|  | Year Ended December 31, 2023 | Year Ended December 31, 2024 |",
        "| --- | --- | --- |",
        "| Revenue | $1,234 | $(2,000) |",
        "| Margin | 12% | — |",
    ]


def test_a_day_without_year_stands_over_all_years_to_its_right() -> None:
    table = _lines(
        _row("", ("Year ended January 31,", 2), ""),
        _row("", "2025", "2024", "2023"),
        _row("Revenue", "318", "290", "255"),
    )
    assert table[0].count("Year ended January 31, 20") == 3


def test_years_are_heads_and_not_figures() -> None:
    assert heads_of([_row("", "2024", "2023"), _row("Sales", "5", "4")]) == 1


def test_a_table_that_begins_with_figures_has_empty_heads() -> None:
    assert _lines(_row("Revenue", "4217"))[0] == "|  |  |"


def test_a_head_over_two_columns_is_said_over_both() -> None:
    table = _lines(
        _row("", ("FY2024", 2)), _row("", "Revenue", "Profit"), _row("Kuroji", "4217", "318")
    )
    assert table[0] == "|  | FY2024 Revenue | FY2024 Profit |"


def test_a_label_over_two_rows_is_said_in_both() -> None:
    table = _lines(
        _row("", "", "2024"), [Cell("Japan", down=2), Cell("Sales"), Cell("5")], _row("Cost", "4")
    )
    assert table[-2:] == ["| Japan | Sales | 5 |", "| Japan | Cost | 4 |"]


def test_a_period_inside_a_table_stands_over_what_follows() -> None:
    pieces = pipe_tables(
        [
            _row("", "Cloud", "Total"),
            _row("Three Months Ended Jul 27, 2025", "", ""),
            _row("Revenue", "5", "9"),
            _row("Six Months Ended Jul 27, 2025", "", ""),
            _row("Revenue", "8", "15"),
        ]
    )
    assert [p.text.split("\n")[0] for p in pieces] == [
        "Three Months Ended Jul 27, 2025",
        "Six Months Ended Jul 27, 2025",
    ]


def test_a_long_table_is_cut_between_rows_and_has_its_heads_again() -> None:
    rows = [
        _row("", "2024"),
        *(_row(f"Item {i} of the long statement", f"{i},000") for i in range(400)),
    ]
    pieces = pipe_tables(rows, ("(in millions)",))
    assert len(pieces) > 2
    assert all(len(p.text) <= PIECE + 60 for p in pieces)
    assert all(p.text.startswith("(in millions)\n|  | 2024 |\n| --- | --- |\n") for p in pieces)


def test_spans_without_measure_cost_nothing() -> None:
    table = _lines([Cell("Revenue", 10**9, 10**9), Cell("4217")], _row("Profit", "318"))
    assert "4217" in "".join(table)


def test_one_column_is_no_table() -> None:
    assert _lines(_row("A note."), _row("Another.")) == ["A note.", "Another."]


def test_bars_in_a_cell_do_not_open_a_column() -> None:
    assert "a \\| b" in _lines(_row("", "x"), _row("a | b", "5"))[-1]


@example([["(3)", "Net sales"], ["$", "12", "12"]])
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "12", "(3)", "Net sales", "$", "2024", "—"]),
            min_size=2,
            max_size=6,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_figure_is_lost_or_made(rows: list[list[str]]) -> None:
    before = {c for row in rows for c in row if c in ("12", "(3)", "2024")}
    text = "\n".join(p.text for p in pipe_tables([_row(*row) for row in rows]))
    assert all(figure in text for figure in before)
    left = text
    for figure in ("2024", "(3)", "12"):
        left = left.replace(figure, "")
    assert not any(c.isdigit() for c in left)
