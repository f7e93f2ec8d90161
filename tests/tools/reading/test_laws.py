"""Laws of the reader: spans slice the text, what we write is read back, nothing makes it slow."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.tools.reading import read, table_cells, wire

WORDS = """
0 7 12 1,234 3.5 100 十 百 千 万 億 兆 二 三 円 ドル 社 人 % 割 分の 倍 年 月 日 半 $ € US$ ( ) - –
△ 〜 to from between and million bn k x per user month a hour one two twenty half third of in |
thousands 単位：百万円 約 以上 Item H ISO 2024 FY25 Q3 , . : /
"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\t", "\n"])
MIXED = st.lists(PIECES, max_size=30).flatmap(
    lambda pieces: st.sampled_from(["".join(pieces), " ".join(pieces)])
)


@given(st.one_of(st.text(max_size=80), MIXED), st.sampled_from([None, "en", "ja"]))
def test_every_span_slices_the_text(text: str, lang: str | None) -> None:
    figures = read(text, lang, header="USD million")
    assert list(figures) == sorted(figures, key=lambda one: (one.start, one.end))
    for figure in figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.value.is_finite()
        if figure.value_high is not None:
            assert figure.value < figure.value_high
    assert len(wire(figures)) == len(figures)


@given(st.one_of(st.text(alphabet="|0 \t\n-a年%()", max_size=60), MIXED))
def test_cells_slice_the_text(text: str) -> None:
    for cell in table_cells(text):
        assert text[cell.start : cell.end] == cell.text
        assert cell.table_start <= cell.start < cell.end <= cell.table_end


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


@given(AMOUNTS, st.sampled_from(["", "thousand", "million", "billion", "trillion"]))
def test_a_written_amount_is_read_back(amount: Decimal, word: str) -> None:
    power = ["", "thousand", "million", "billion", "trillion"].index(word) * 3
    (figure,) = read(f"It came to USD {amount:,} {word}".strip() + ".")
    assert (figure.value, figure.unit) == (amount.scaleb(power), "USD")


@given(st.integers(min_value=1, max_value=10**16 - 1))
def test_a_japanese_amount_is_read_back(amount: int) -> None:
    parts, rest = "", amount
    for sign, size in (("兆", 10**12), ("億", 10**8), ("万", 10**4), ("", 1)):
        number, rest = divmod(rest, size)
        parts += f"{number:,}{sign}" if number else ""
    (figure,) = read(f"合計は{parts}円である。")
    assert (figure.value, figure.text) == (Decimal(amount), f"{parts}円")


@given(st.decimals(min_value=-500, max_value=500, places=1))
def test_a_written_percentage_is_read_back(share: Decimal) -> None:
    for text in (f"growth of {share}%", f"伸び率は{share}％だった"):
        (figure,) = read(text)
        assert (figure.value, figure.unit) == (share, "percent")


@pytest.mark.parametrize(
    "piece",
    ["1", "一", "百万億", "1,", "1-", "(", "$", "a ", "A", "one ", "1万", "|", "\t", "—", "."],
)
def test_a_long_run_of_one_thing_is_read_in_seconds(piece: str) -> None:
    started = time.process_time()
    read(piece * (40_000 // len(piece)))
    assert time.process_time() - started < 15
