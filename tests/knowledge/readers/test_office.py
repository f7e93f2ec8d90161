"""Word, Excel and PowerPoint: what is seen, with heads, units and cell ranges."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from kuroji.knowledge.readers import Reading, Unreadable
from kuroji.knowledge.readers.numbers import shown
from kuroji.tools.reading import read as figures
from kuroji.tools.reading import table_cells

Read = Callable[[str, bytes], Reading]
Refuse = Callable[[str, bytes], Unreadable]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Save = Callable[[io.BytesIO], object]


def _bytes(save: Save) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def _cells(text: str) -> list[tuple[str, str, str]]:
    return [(c.row, c.column, c.text) for c in table_cells(text)]


def test_inserted_words_count_and_deleted_and_hidden_ones_do_not(read: Read) -> None:
    paper = docx.Document()
    paper.element.body.insert(
        0,
        parse_xml(
            f'<w:p {W}><w:r><w:t xml:space="preserve">Revenue was USD </w:t></w:r><w:del'
            f' w:id="1" w:author="a"><w:r><w:delText>9,999</w:delText></w:r></w:del>'
            f'<w:ins w:id="2" w:author="a"><w:r><w:t>4,217</w:t></w:r></w:ins><w:r><w:t'
            f' xml:space="preserve"> million.</w:t></w:r>'
            f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>8,888</w:t></w:r></w:p>"
        ),
    )
    found = read("a.docx", _bytes(paper.save))
    assert found.text == "Revenue was USD 4,217 million."
    assert "hidden text" in (found.partly or "")
    assert found.meta["tracked_insertions"] == "1"


def test_text_boxes_are_read_once(read: Read) -> None:
    paper = docx.Document()
    paper.element.body.insert(
        0,
        parse_xml(
            f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            f' xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>Heading</w:t></w:r><w:r>'
            "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box: 5.</w:t>"
            "</w:r></w:p></w:txbxContent></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box: 5.</w:t>"
            "</w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        ),
    )
    assert read("a.docx", _bytes(paper.save)).text == "Heading\n\nIn a box: 5."


def test_a_word_table_keeps_merged_heads_and_its_unit(read: Read) -> None:
    paper = docx.Document()
    paper.add_heading("Results", 1)
    paper.add_paragraph("(in millions)")
    table = paper.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Year ended"
    for place, word in {
        (1, 1): "2024",
        (1, 2): "2023",
        (2, 0): "Revenue",
        (2, 1): "4,217",
        (2, 2): "3,100",
    }.items():
        table.cell(*place).text = word
    found = read("a.docx", _bytes(paper.save))
    assert _cells(found.text) == [
        ("Revenue", "Year ended 2024", "4,217"),
        ("Revenue", "Year ended 2023", "3,100"),
    ]
    assert "(in millions)\n|" in found.text
    assert found.sections[-1].heading == "Results"


def test_a_sheet_keeps_heads_units_ranges_and_formats(read: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "損益"
    for row in (
        ["損益計算書"],
        ["（単位：百万円）"],
        [],
        ["", "FY2024", None, "FY2023"],
        ["", "実績", "構成比", "実績"],
        ["売上高", 4217, 1, 3100],
        ["営業利益", -318, -0.0754, 12.5],
    ):
        sheet.append(row)
    sheet.merge_cells("B4:C4")
    sheet["C6"].number_format = sheet["C7"].number_format = "0.0%"
    found = read("a.xlsx", _bytes(book.save))
    assert _cells(found.text)[3:] == [
        ("営業利益", "FY2024 実績", "-318"),
        ("営業利益", "FY2024 構成比", "-7.54%"),
        ("営業利益", "FY2023 実績", "12.5"),
    ]
    assert "（単位：百万円）\n|" in found.text
    assert (found.sections[-1].heading, found.sections[-1].cells) == ("損益", "損益!A6:D7")


def test_heads_stand_over_blocks_below_an_empty_row(read: Read) -> None:
    book = openpyxl.Workbook()
    for row in (["", 2024, 2023], ["Sales", 5, 4], [], ["Cost", 3, 2]):
        book.active.append(row)
    assert _cells(read("a.xlsx", _bytes(book.save)).text)[-1] == ("Cost", "2023", "2")


def test_heads_units_and_groups_hold_over_empty_rows(read: Read) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["(in millions, except per share data)"],
        [],
        ["", "Year ended 31 March 2025", "Year ended 31 March 2024"],
        [],
        ["Revenue", 61, 52],
        [],
        ["Net income per share:"],
        ["Basic", 1.25, 0.75],
    ):
        book.active.append(row)
    found = read("a.xlsx", _bytes(book.save))
    assert [cell[1][-4:] for cell in _cells(found.text)] == ["2025", "2024", "2025", "2024"]
    last = found.sections[-1].text
    assert last.startswith("(in millions, except per share data)\n|")
    assert [f.unit for f in figures(last) if f.figure_kind == "rate"] == ["USD/share"] * 2


def test_rows_without_figures_are_a_table_of_words_where_none_follow(read: Read) -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Role"], ["Ito", "Chair"], [], ["", "2024"], ["Sales", 5]):
        book.active.append(row)
    assert ("Ito", "Role", "Chair") in _cells(read("a.xlsx", _bytes(book.save)).text)


def test_hidden_sheets_rows_and_columns_are_left_out_and_named(read: Read) -> None:
    book = openpyxl.Workbook()
    for row in (["", 2024, 2023], ["Sales", 5, 9999], ["Cost", 8888, 2]):
        book.active.append(row)
    book.active.column_dimensions["C"].hidden = True
    book.active.row_dimensions[3].hidden = True
    secret = book.create_sheet("secret")
    secret.append(["Sales", 7777])
    secret.sheet_state = "veryHidden"
    found = read("a.xlsx", _bytes(book.save))
    assert not {"9999", "8888", "7777"} & set(found.text.replace("|", " ").split())
    assert all(word in (found.partly or "") for word in ("secret", "hidden rows", "hidden columns"))


def test_a_formula_gives_its_stored_value_or_nothing(read: Read) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Revenue", "=4000+217"])
    found = read("a.xlsx", _bytes(book.save))
    assert "4000" not in found.text
    assert found.partly == "formulas without a stored value left out: 1"


@pytest.mark.parametrize(
    ("raw", "form", "text"),
    [
        ("0.30000000000000004", "General", "0.3"),
        ("0.253", "0.0%", "25.3%"),
        ("45657", "yyyy-mm-dd", "2024-12-31"),
        ("4217", '"$"#,##0', "$4,217"),
        ("4217", "#,##0_);(#,##0)", "4,217"),
        ("-5", "[$¥-411]#,##0", "¥-5"),
        ("1E+400", "General", None),
        ("1E-5", "General", "0.00001"),
        ("12345678901234567", "0", "12345678901234567"),
    ],
)
def test_stored_numbers_are_written_exactly(raw: str, form: str, text: str | None) -> None:
    assert shown(raw, form, since_1904=False) == text


def test_a_deck_has_slides_tables_and_the_figures_of_charts(read: Read) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Results 2024"
    table = slide.shapes.add_table(2, 3, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for place, word in {
        (0, 1): "2024",
        (0, 2): "2023",
        (1, 0): "Revenue",
        (1, 1): "4,217",
        (1, 2): "3,100",
    }.items():
        table.cell(*place).text = word
    chart: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # the library has no types
    chart.categories = ["Q1", "Q2"]
    chart.add_series("Capex", (12.5, 13))
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(4), Inches(2), chart
    )
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Hidden 9,999"
    hidden._element.set("show", "0")
    found = read("a.pptx", _bytes(deck.save))
    assert _cells(found.text) == [
        ("Revenue", "2024", "4,217"),
        ("Revenue", "2023", "3,100"),
        ("Q1", "Capex", "12.5"),
        ("Q2", "Capex", "13"),
    ]
    assert {s.page for s in found.sections} == {1}
    assert found.partly == "hidden slides left out: 1"


def _zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_an_archive_that_swells_is_refused_unopened(refuse: Refuse) -> None:
    assert refuse("a.docx", _zipped({"word/document.xml": b" " * (60 << 20)})).code == "bomb"


def test_entities_in_an_office_file_are_refused(refuse: Refuse) -> None:
    bad = b'<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'
    assert refuse("a.docx", _zipped({"word/document.xml": bad})).code == "entities"


def test_an_archive_of_other_things_is_named(refuse: Refuse) -> None:
    assert refuse("a.zip", _zipped({"a.txt": b"x", "../../b.txt": b"y"})).code == "unsupported"


def test_a_package_of_a_japanese_filing_is_read_chapter_by_chapter(read: Read) -> None:
    page = (
        '<html xmlns:ix="x"><body><h2>{}</h2><p>売上高は{}億円であった。</p><ix:nonNumeric'
        ' name="jpdei_cor:FilerNameInJapaneseDEI">黒字株式会社</ix:nonNumeric></body></html>'
    )
    found = read(
        "S100ABCD.zip",
        _zipped(
            {
                f"XBRL/PublicDoc/{i:02}_honbun_ixbrl.htm": page.format(f"第{i}章", i).encode()
                for i in (2, 1)
            }
        ),
    )
    assert found.text.index("第1章") < found.text.index("第2章")
    assert (found.kind, found.language, found.meta["company"]) == (
        "inline_xbrl",
        "ja",
        "黒字株式会社",
    )


def test_dates_of_a_sheet_are_days(read: Read) -> None:
    book = openpyxl.Workbook()
    book.active.append(["As of", date(2024, 12, 31)])
    assert "2024-12-31" in read("a.xlsx", _bytes(book.save)).text
