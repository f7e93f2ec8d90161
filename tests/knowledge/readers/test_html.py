"""Of a page is read what a person sees of it."""

from __future__ import annotations

import pytest

from kuroji.knowledge.readers.html import read
from kuroji.knowledge.readers.reading import USUAL, Reading
from kuroji.tools.reading import table_cells

FILING = """<?xml version='1.0' encoding='ASCII'?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL">
<head><title>x-20241231</title></head><body>
<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric
name="dei:EntityCentralIndexKey">0000000001</ix:nonNumeric></ix:hidden></ix:header></div>
<p><ix:nonNumeric name="dei:EntityRegistrantName">Kuroji Test Corp</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentType">10-K</ix:nonNumeric></p>
<div><span style="font-weight:700">Item 8. Financial Statements</span></div>
<div><span style="font-weight:700">CONSOLIDATED STATEMENTS OF OPERATIONS</span></div>
<div>(in millions)</div>
<table><tr><td colspan="3"></td><td colspan="3"><b>2024</b></td><td colspan="3"><b>2023</b>
</td></tr>
<tr><td colspan="3">Revenue</td><td>$</td><td><ix:nonFraction name="us-gaap:Revenues"
scale="6">4,217</ix:nonFraction></td><td></td><td>$</td><td>3,100</td><td></td></tr>
<tr><td colspan="3">Net loss<sup>1</sup></td><td colspan="2">(318</td><td>)</td><td
colspan="2">(200<sup>2</sup></td><td>)</td></tr></table>
</body></html>"""


def _read(page: str) -> Reading:
    return Reading(**read(page.encode("utf-8"), USUAL).done())


def test_a_filing_gives_its_cover_and_its_headings() -> None:
    filing = _read(FILING)
    assert filing.kind == "inline_xbrl"
    assert filing.meta == {
        "cik": "0000000001", "company": "Kuroji Test Corp", "form": "10-K",
        "publisher": "Kuroji Test Corp",
    }  # fmt: skip
    assert filing.partly is None
    assert (
        filing.sections[-1].heading
        == "Item 8. Financial Statements > CONSOLIDATED STATEMENTS OF OPERATIONS"
    )


def test_each_figure_of_a_filing_has_row_column_and_unit() -> None:
    cells = table_cells(_read(FILING).text)
    assert [(c.row, c.column, c.text) for c in cells][:3] == [
        ("Revenue", "2024", "$4,217"),
        ("Revenue", "2023", "$3,100"),
        ("Net loss[^1]", "2024", "(318)"),
    ]
    assert all("in millions" in c.caption for c in cells)


def test_a_raised_note_never_becomes_a_digit_of_the_figure() -> None:
    assert (
        "2001"
        not in _read(
            "<p>x</p><table><tr><td>Sales<td>200<sup>1</sup><tr><td>Cost<td>5</table>"
        ).text
    )


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display: none"',
        "hidden",
        'style="visibility:hidden"',
        'style="font-size:0"',
        'class="note"',
        'id="gone"',
        'style="position:absolute;left:-9999px"',
        'style="color:#fff;background:#ffffff"',
        'style="color: white"',
        'aria-hidden="true"',
        'style="opacity:0"',
        'style="color:#fefefe"',
    ],
)
def test_hidden_text_is_left_out_and_said_to_be(hiding: str) -> None:
    page = _read(
        f"<style>.note, #gone {{display:none}}</style><p>Revenue was 5.</p><p"
        f" {hiding}>Revenue was 9,999.</p>"
    )
    assert page.text == "Revenue was 5."
    assert "hidden text was left out" in (page.partly or "")


def test_white_on_a_dark_ground_is_seen() -> None:
    page = _read(
        '<table bgcolor="#003366"><tr><td style="color:#ffffff">Head<td>2024<tr><td'
        ' style="color:#fff">Sales<td>5</table>'
    )
    assert "Sales" in page.text


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>x='9,999'</script>",
        "<!-- 9,999 -->",
        "<style>p:after{content:'9,999'}</style>",
        "<noscript>9,999</noscript>",
        "<select><option>9,999</select>",
    ],
)
def test_programs_and_comments_are_no_text(unseen: str) -> None:
    assert _read(f"<p>Revenue was 5.</p>{unseen}").text == "Revenue was 5."


def test_headings_lists_and_dates_of_an_article() -> None:
    page = _read(
        '<html lang="en"><head><title>Chips &amp; losses</title><meta'
        ' property="article:published_time" content="2025-09-23T10:00:00Z">'
        "</head><body><nav>Home 1</nav><article><h1>Chips</h1><h2>Costs</h2><ul>"
        "<li>One<li>Two</ul></article><footer>© 2025</footer>"
    )
    assert page.text == "# Chips\n\n## Costs\n\n- One\n\n- Two"
    assert (page.title, str(page.published)) == ("Chips & losses", "2025-09-23")


def test_a_lying_charset_does_not_garble_japanese() -> None:
    page = (
        "<html><head><meta charset=utf-8></head><body>"
        "<p>売上高は4,217億円であった。営業利益も増えた。</p>"
        "</body></html>"
    )
    assert "売上高は4,217億円" in Reading(**read(page.encode("cp932"), USUAL).done()).text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 30_000 + "deep",
        "<b><p>" * 5_000,
        "<table><tr><td>" * 2_000,
        "<p " + 'a="1" ' * 50_000 + ">",
    ],
)
def test_depth_costs_no_text_before_it(page: str) -> None:
    assert "Revenue was 5." in _read(f"<p>Revenue was 5.</p>{page}").text


def test_one_huge_attribute_does_not_cost_the_text_beside_it() -> None:
    assert _read(f"<p>Revenue was 5.<img src='data:{'A' * 3_000_000}'>").text == "Revenue was 5."


def test_a_japanese_filing_keeps_units_periods_and_signs() -> None:
    page = _read(
        "<h3>主要な経営指標等の推移</h3><table><tr><td colspan=2>回次<td>第48期<td>第49期"
        "<tr><td colspan=2>決算年月<td>２０２４年３月<td>２０２５年３月"
        "<tr><td>売上高<td>（百万円）<td>※１ 12,345<td>23,456"
        "<tr><td>経常損失（△）<td>（百万円）<td>△318<td>５６７</table>"
    )
    assert [(c.row, c.column, c.text) for c in table_cells(page.text)] == [
        ("売上高（百万円）", "第48期 ２０２４年３月", "※１ 12,345"),
        ("売上高（百万円）", "第49期 ２０２５年３月", "23,456"),
        ("経常損失（△）（百万円）", "第48期 ２０２４年３月", "△318"),
        ("経常損失（△）（百万円）", "第49期 ２０２５年３月", "５６７"),
    ]
