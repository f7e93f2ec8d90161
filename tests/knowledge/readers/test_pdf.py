"""PDFs: text by page, tables by place, nothing that is not seen."""

from __future__ import annotations

from collections.abc import Callable

from kuroji.knowledge.readers import Reading, Unreadable
from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.pdf import _about
from kuroji.tools.reading import table_cells

MakePdf = Callable[..., bytes]
Read = Callable[[str, bytes], Reading]
Refuse = Callable[[str, bytes], Unreadable]

PROSE = "Revenue was USD 4,217 million in fiscal 2024, and the company expects to grow further."


def _statement(top: float) -> list[tuple[float, float, str, float]]:
    """Lay out a statement as filings do: heads centred, figures set to the right."""
    rows = [
        ("Revenue", "46,743", "30,040"),
        ("Cost of revenue", "(12,890)", "(7,466)"),
        ("Gross profit", "33,853", "22,574"),
    ]
    placed: list[tuple[float, float, str, float]] = [
        (72, top, "(In millions)", 9),
        (355, top, "Three Months Ended", 9),
        (340, top - 12, "Jul 27, 2025", 9),
        (430, top - 12, "Jul 28, 2024", 9),
    ]
    for i, (label, this, last) in enumerate(rows):
        y = top - 28 - 12 * i
        placed += [
            (72, y, label, 9),
            (390 - 4.6 * len(this), y, this, 9),
            (480 - 4.6 * len(last), y, last, 9),
        ]
    return placed


def test_text_keeps_its_page(read: Read, make_pdf: MakePdf) -> None:
    paper = read("a.pdf", make_pdf([[(72, 700, PROSE, 11)], [(72, 700, "The second page.", 11)]]))
    assert [(s.page, s.text) for s in paper.sections] == [(1, PROSE), (2, "The second page.")]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not(
    read: Read, make_pdf: MakePdf
) -> None:
    page = [
        (72, 700, "The company expects", 11),
        (72, 687, "to grow.", 11),
        (72, 650, "Another matter.", 11),
    ]
    assert read("a.pdf", make_pdf([page])).text == "The company expects to grow.\n\nAnother matter."


def test_each_figure_of_a_statement_has_row_period_and_unit(read: Read, make_pdf: MakePdf) -> None:
    paper = read("a.pdf", make_pdf([[(72, 740, PROSE, 9), *_statement(700)]]))
    cells = {(c.row, c.column): c for c in table_cells(paper.text)}
    found = cells["Cost of revenue", "Three Months Ended Jul 28, 2024"]
    assert found.text == "(7,466)"
    assert "In millions" in found.caption


def _laid(
    heads: list[tuple[float, float, str, float]], rows: list[tuple[str, str, str]]
) -> list[tuple[float, float, str, float]]:
    """Lay rows under `heads`, their figures flush right at 390 and 480."""
    placed = list(heads)
    for i, (label, this, last) in enumerate(rows):
        y = 640 - 12 * i
        placed += [
            (72, y, label, 9),
            (390 - 4.6 * len(this), y, this, 9),
            (480 - 4.6 * len(last), y, last, 9),
        ]
    return placed


HEADS = [(350.0, 656.0, "Jul 27, 2025", 9.0), (440.0, 656.0, "Jul 28, 2024", 9.0)]
ROWS = [("Revenue", "46,743", "30,040"), ("Net income", "26,422", "16,599")]


def test_a_unit_over_a_line_that_nothing_is_audited_stays_with_its_table(
    read: Read, make_pdf: MakePdf
) -> None:
    lines = [(72.0, 698.0, "(In millions)", 9.0), (72.0, 677.0, "(Unaudited)", 9.0)]
    paper = read("a.pdf", make_pdf([[(72, 740, PROSE, 9), *_laid([*lines, *HEADS], ROWS)]]))
    captions = {c.caption for c in table_cells(paper.text)}
    assert all("In millions" in caption and "Unaudited" in caption for caption in captions)
    assert "(In millions)\n(Unaudited)\n|" in paper.text  # one block, which is never cut apart


def test_heads_over_the_line_of_the_unit_are_still_heads(read: Read, make_pdf: MakePdf) -> None:
    heads = [
        (340.0, 684.0, "Continuing", 9.0), (430.0, 684.0, "Discontinued", 9.0),
        (72.0, 670.0, "(In millions)", 9.0), *HEADS,
    ]  # fmt: skip
    paper = read("a.pdf", make_pdf([[(72, 740, PROSE, 9), *_laid(heads, ROWS)]]))
    cells = {(c.row, c.column): c.text for c in table_cells(paper.text)}
    assert cells["Revenue", "Discontinued Jul 28, 2024"] == "30,040"


def test_a_dash_set_apart_from_the_figures_makes_no_column(read: Read, make_pdf: MakePdf) -> None:
    rows = [*ROWS, ("Other", "26", "36"), ("Total", "73,191", "46,675")]
    dash = [
        (362.0, 592.0, "\u2014", 9.0),
        (452.0, 592.0, "\u2014", 9.0),
        (72.0, 592.0, "None", 9.0),
    ]
    paper = read("a.pdf", make_pdf([[(72, 740, PROSE, 9), *_laid(HEADS, rows), *dash]]))
    assert paper.text.count("Jul 27, 2025") == paper.text.count("Jul 28, 2024") == 1


def test_a_bracket_set_apart_still_closes_a_loss(read: Read, make_pdf: MakePdf) -> None:
    rows = [*ROWS, ("Other loss", "(1,060 )", "(12 )")]
    paper = read("a.pdf", make_pdf([[(72, 740, PROSE, 9), *_laid(HEADS, rows)]]))
    assert {c.text for c in table_cells(paper.text) if c.row == "Other loss"} >= {"(1,060)", "(12)"}


def test_a_long_label_is_parted_from_the_figure_beside_it(read: Read, make_pdf: MakePdf) -> None:
    rows = [*ROWS, ("Provision for (benefit from) income taxes $ 1,241", "814", "452")]
    paper = read("a.pdf", make_pdf([[(72, 740, PROSE, 9), *_laid(HEADS, rows)]]))
    assert "Provision for (benefit from) income taxes" in {c.row for c in table_cells(paper.text)}


def test_a_table_that_runs_on_takes_its_heads_to_the_next_page(
    read: Read, make_pdf: MakePdf
) -> None:
    first = _statement(120)
    more = [
        (72, 740, "Research", 9),
        (361, 740, "4,291", 9),
        (456, 740, "3,090", 9),
        (72, 728, "Marketing", 9),
        (361, 728, "1,122", 9),
        (456, 728, "842", 9),
    ]
    paper = read("a.pdf", make_pdf([first, more]))
    assert ("Research", "Three Months Ended Jul 27, 2025", "4,291") in [
        (c.row, c.column, c.text) for c in table_cells(paper.text)
    ]


def test_invisible_and_white_text_is_left_out_and_said_to_be(read: Read, make_pdf: MakePdf) -> None:
    unseen = (
        b"BT 3 Tr /F1 12 Tf 72 500 Td (Revenue was 9,999.) Tj 0 Tr ET 1 1 1 rg BT /F1 12"
        b" Tf 72 400 Td (Revenue was 8,888.) Tj ET 0 0 0 rg\n"
    )
    paper = read("a.pdf", make_pdf([[(72, 700, PROSE, 11)]], unseen))
    assert paper.text == PROSE
    assert "hidden text was left out" in (paper.partly or "")


def test_white_text_on_a_dark_box_is_seen(read: Read, make_pdf: MakePdf) -> None:
    box = (
        b"0 0 0.4 rg 60 390 300 30 re f 1 1 1 rg BT /F1 12 Tf 72 400 Td (Results of the"
        b" year) Tj ET 0 0 0 rg\n"
    )
    assert "Results of the year" in read("a.pdf", make_pdf([[(72, 700, PROSE, 11)]], box)).text


def test_a_page_off_the_paper_is_not_read(read: Read, make_pdf: MakePdf) -> None:
    paper = read("a.pdf", make_pdf([[(72, 700, PROSE, 11), (72, -400, "Revenue was 9,999.", 11)]]))
    assert "9,999" not in paper.text


def test_a_scan_says_that_it_has_no_text(refuse: Refuse, make_pdf: MakePdf) -> None:
    refusal = refuse("scan.pdf", make_pdf([[]], b"0.5 g 0 0 612 792 re f\n"))
    assert refusal.code == "no_text"
    assert "OCR" in refusal.remedy


def test_pages_without_text_are_named(read: Read, make_pdf: MakePdf) -> None:
    paper = read("a.pdf", make_pdf([[(72, 700, PROSE, 11)], [], [], [(72, 700, PROSE, 11)]]))
    assert paper.partly == "pages 2–3 have no text"


def test_two_columns_of_prose_are_read_one_after_the_other(read: Read, make_pdf: MakePdf) -> None:
    left = [
        (50, 700 - 13 * i, f"The left column tells its long story number {i}", 10)
        for i in range(12)
    ]
    right = [
        (330, 700 - 13 * i, f"The right column has another story of {i}", 10) for i in range(12)
    ]
    text = read("a.pdf", make_pdf([[*left, *right]])).text
    assert text.index("story number 11") < text.index("another story of 0")


def test_larger_letters_are_headings(read: Read, make_pdf: MakePdf) -> None:
    page = [(72, 740, "Liquidity", 16), *((72, 700 - 13 * i, f"{PROSE} {i}", 10) for i in range(5))]
    paper = read("a.pdf", make_pdf([page]))
    assert paper.sections[-1].heading == "Liquidity"


def test_a_dollar_sign_close_to_the_figure_before_it_belongs_to_the_next(
    read: Read, make_pdf: MakePdf
) -> None:
    rows = [
        (72, 700, "(In millions)", 9),
        (300, 688, "2025", 9),
        (400, 688, "2024", 9),
        (72, 672, "Customer accruals", 9),
        (280, 672, "$", 9),
        (296, 672, "4,705 $", 9),
        (398, 672, "4,880", 9),
        (72, 660, "Deferred revenue", 9),
        (305, 660, "980", 9),
        (403, 660, "837", 9),
        (72, 648, "Net cash used", 9),
        (280, 648, "$", 9),
        (293, 648, "(1,120) $", 9),
        (395, 648, "(2,030)", 9),
    ]
    text = read("a.pdf", make_pdf([rows])).text
    assert "| Customer accruals | $4,705 | $4,880 |" in text
    assert "| Net cash used | $ (1,120) | $(2,030) |" in text


def test_figures_of_two_columns_that_nearly_touch_are_two_figures(
    read: Read, make_pdf: MakePdf
) -> None:
    rows = [
        (140, 700, "2024", 10),
        (180, 700, "2023", 10),
        (72, 684, "Revenue", 10),
        (140, 684, "940.2", 10),
        (180, 684, "512.0", 10),
        (72, 668, "Net loss", 10),
        (137, 668, "(88.0) (101.3)", 10),
        (72, 652, "Ages of plants", 10),
        (140, 652, "34 - 40", 10),
        (180, 652, "33 (2)", 10),
    ]
    text = read("a.pdf", make_pdf([rows])).text
    assert "| Net loss | (88.0) | (101.3) |" in text
    assert "34 - 40" in text
    assert "33 (2)" in text


def test_dates_of_two_columns_that_nearly_touch_head_a_column_each(
    read: Read, make_pdf: MakePdf
) -> None:
    rows = [
        (140, 700, "Jul 27, 2025 Jul 28, 2024", 10),
        (72, 684, "Revenue", 10),
        (150, 684, "46,743", 10),
        (215, 684, "30,040", 10),
        (72, 668, "Gross profit", 10),
        (150, 668, "33,853", 10),
        (215, 668, "22,574", 10),
    ]
    text = read("a.pdf", make_pdf([rows])).text
    assert "|  | Jul 27, 2025 | Jul 28, 2024 |" in text


def test_a_name_with_its_legal_form_is_a_heading_and_a_title(read: Read, make_pdf: MakePdf) -> None:
    page = [(72, 740, "Tamerton Compute, Inc.", 20)]
    page += [(72, 700 - 13 * i, f"{PROSE} {i}", 10) for i in range(5)]
    assert read("a.pdf", make_pdf([page])).title == "Tamerton Compute, Inc."


def test_the_name_of_a_file_is_no_title() -> None:
    draft = Draft("pdf")
    _about(_Named("f.html"), draft)
    assert (draft.title, draft.meta) == (None, {"file_name": "f.html"})
    _about(_Named("Annual report"), draft)
    assert draft.title == "Annual report"


class _Named:
    def __init__(self, title: str) -> None:
        self._title = title

    def get_metadata_dict(self, *, skip_empty: bool) -> dict[str, str]:
        return {"Title": self._title} if skip_empty else {}
