"""Plain text and Markdown are kept as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.knowledge.readers.encodings import decoded
from kuroji.knowledge.readers.reading import USUAL, Reading, Refused
from kuroji.knowledge.readers.text import read

JAPANESE = "黒字試験株式会社の2025年3月期の売上高は4,217億円、営業利益は318億円であった。"
NOTE = """---
title: The gap
published: 2025-09-23
language: en
tags: [capex, revenue]
entity: Bain & Company
---
Before the first heading.

# The argument
It takes $500 billion a year.

## In Japan
```
# no heading
```
A line.

Underlined
----------
The end.
"""


def _read(data: bytes) -> Reading:
    return Reading(**read(data, USUAL).done())


def test_front_matter_becomes_meta_as_text() -> None:
    note = _read(NOTE.encode())
    assert note.meta["tags"] == "capex; revenue"
    assert note.meta["published"] == "2025-09-23"
    assert (note.title, str(note.published), note.kind) == ("The gap", "2025-09-23", "markdown")
    assert "---\ntitle" not in note.text


def test_headings_open_sections_and_code_does_not() -> None:
    headings = [s.heading for s in _read(NOTE.encode()).sections]
    assert headings == ["", "The argument", "The argument > In Japan", "The argument > Underlined"]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"],
)
def test_japanese_text_survives_its_encoding(encoding: str) -> None:
    text = f"{JAPANESE}\n㈱と①の行。" if encoding in ("cp932", "utf-8") else JAPANESE
    data = text.encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    assert _read(data * 1).text == text


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=80
    )
)
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    assert decoded(text.encode("utf-8"))[0] == text.removeprefix("\ufeff")


def test_a_few_bad_bytes_do_not_cost_the_text() -> None:
    note = _read((JAPANESE * 20).encode() + b"\xff\xfe" + JAPANESE.encode())
    assert note.text.count("4,217億円") == 21
    assert "damaged characters, shown as \ufffd: 2" in (note.partly or "")


def test_half_a_kilobyte_of_noise_is_no_text() -> None:
    with pytest.raises(Refused):
        read(bytes(range(256)) * 2, USUAL)


def test_nul_and_lone_halves_do_not_pass() -> None:
    text = _read(b"Revenue\x00 was 5.\r\nNet\rloss").text
    assert text == "Revenue was 5.\nNet\nloss"


@given(st.lists(st.text(alphabet="ab #-\n|`売", max_size=30), max_size=6))
def test_each_section_is_a_slice_of_the_text(lines: list[str]) -> None:
    fields = read("\n".join(lines).encode() or b"x", USUAL).done()
    note = Reading(**fields)
    assert all(note.text[s.start : s.start + len(s.text)] == s.text for s in note.sections)
