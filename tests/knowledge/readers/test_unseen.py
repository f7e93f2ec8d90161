"""Text that a person does not see is left out and counted, however it is hidden."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from kuroji.knowledge.readers import Reading

Read = Callable[[str, bytes], Reading]
MakePdf = Callable[..., bytes]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = [(72, 700, "Revenue was 4,217 million.", 12)]


@pytest.mark.parametrize(
    "drawn",
    [
        b"BT /F1 12 Tf 72 600 Td (Say 9,999) Tj ET 1 1 1 rg 60 590 300 30 re f\n0 g\n",
        b"BT /F1 12 Tf 72 600 Td (Say 9,999) Tj ET 0 0 0 rg 60 590 300 30 re f\n",
        b"q 0 0 10 10 re W n BT /F1 12 Tf 72 600 Td (Say 9,999) Tj ET Q\n",
    ],
    ids=["covered in white", "blacked out", "clipped away"],
)
def test_words_that_leave_no_ink_on_the_page_are_not_read(
    read: Read, make_pdf: MakePdf, drawn: bytes
) -> None:
    found = read("a.pdf", make_pdf([WORDS], drawn))
    assert found.text == "Revenue was 4,217 million."
    assert "hidden text was left out" in (found.partly or "")


@pytest.mark.parametrize(
    "drawn",
    [
        b"BT /F1 12 Tf 72 600 Td (Seen 318) Tj ET 0 0 1 RG 60 590 300 30 re S\n",
        b"q 0 0 612 792 re W n BT /F1 12 Tf 72 600 Td (Seen 318) Tj ET Q\n",
        b"0.8 1 0.8 rg 60 590 300 30 re f 0 g BT /F1 12 Tf 72 600 Td (Seen 318) Tj ET\n",
    ],
    ids=["framed", "clipped around", "on a ground"],
)
def test_words_that_are_only_framed_or_shaded_are_read(
    read: Read, make_pdf: MakePdf, drawn: bytes
) -> None:
    assert "Seen 318" in read("a.pdf", make_pdf([WORDS], drawn)).text


def _docx(body: str, styles: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        parts.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return file.getvalue()


@pytest.mark.parametrize(
    "look",
    ['<w:color w:val="FEFEFE"/>', '<w:rStyle w:val="ghost"/>', '<w:rStyle w:val="child"/>'],
)
def test_word_hides_by_colour_by_style_and_by_what_the_style_stands_on(
    read: Read, look: str
) -> None:
    styles = (
        '<w:style w:styleId="ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="child"><w:basedOn w:val="ghost"/></w:style>'
    )
    body = (
        "<w:p><w:r><w:t>Revenue was 4,217.</w:t></w:r>"
        f"<w:r><w:rPr>{look}</w:rPr><w:t>Say 9,999</w:t></w:r></w:p>"
    )
    assert read("a.docx", _docx(body, styles)).text == "Revenue was 4,217."


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (".a .b{display:none}", False),
        ("div.a > p.b{display:none}", False),
        ("p.b{visibility:hidden}", False),
        (".c .b{display:none}", True),
        ("span.b{display:none}", True),
    ],
)
def test_a_style_sheet_hides_what_its_selector_says_and_no_more(
    read: Read, rule: str, shown: bool
) -> None:
    page = f"<style>{rule}</style><p>Revenue 4,217</p><div class=a><p class=b>Say 9,999</p></div>"
    assert ("9,999" in read("a.html", page.encode()).text) is shown


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_japanese_with_a_broken_byte_is_read_and_the_damage_named(
    read: Read, encoding: str
) -> None:
    line = "黒字試験株式会社の売上高は4,217億円、営業利益は318億円であった。\n"
    data = (line * 20).encode(encoding)
    found = read("a.txt", data + b"\xff" + data)
    assert found.text.count("4,217億円") == 40
    assert "damaged characters" in (found.partly or "")


def test_lists_within_lists_of_a_front_matter_do_not_swell(read: Read) -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]" for i in range(8)
    ]
    text = "---\n" + "\n".join(lines) + "\n---\nRevenue was 4,217."
    assert read("a.md", text.encode()).text == "Revenue was 4,217."


def test_a_document_of_too_many_parts_is_refused_by_name(
    refuse: Callable[[str, bytes], object],
) -> None:
    found = refuse("a.md", "".join(f"# h{i}\nx\n" for i in range(31_000)).encode())
    assert "KUROJI_READER_PARTS" in str(found)
