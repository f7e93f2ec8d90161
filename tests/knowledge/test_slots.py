"""Slots: what is one, what looks like one, and which digits stand outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.knowledge.slots import (
    Malformed,
    Pointer,
    parse_ref,
    sentences,
    slots_of,
    stray_digits,
    without_slots,
)
from kuroji.knowledge.slots import Test as WordOnTest


def pointer(text: str) -> Pointer:
    (slot,) = slots_of(text)
    assert isinstance(slot, Pointer), slot
    return slot


@pytest.mark.parametrize(
    ("text", "ref", "view", "absolute"),
    [
        ("{{fact:revenue-fy2024-1a2b3c money}}", "fact:revenue-fy2024-1a2b3c", "money", False),
        ("{{fact:revenue-fy2024-1a2b3c}}", "fact:revenue-fy2024-1a2b3c", None, False),
        ("{{calc:fcf.free_cash_flow money.abs}}", "calc:fcf.free_cash_flow", "money", True),
        ("{{calc:flips-fy2024.flips.0.at pct}}", "calc:flips-fy2024.flips.0.at", "pct", False),
        ("{{assume:A1}}", "assume:A1", None, False),
        ("{{rule:runway n0}}", "rule:runway", "n0", False),
    ],
)
def test_a_pointer_is_read(text: str, ref: str, view: str | None, absolute: bool) -> None:
    slot = pointer(text)
    assert (slot.ref, slot.view, slot.absolute) == (ref, view, absolute)
    assert text[slot.start : slot.end] == text


def test_a_tested_word_is_read() -> None:
    (slot,) = slots_of("It {{test:gt(fact:a, fact:b) rose sharply}}.")
    assert slot == WordOnTest(3, 43, "gt(fact:a,fact:b)", "rose sharply")


@pytest.mark.parametrize(
    "text",
    [
        "{{}}", "{{revenue}}", "{{fact:}}", "{{fact:a b c}}", "{{ fact:a }}",
        "{{fact:a money.min}}",
        "{{test:gt(fact:a)}}", "{{test:gt fact:a rose}}", "{{graph:a}}", "{{fact:a|money}}",
        "{{calc:fcf. money}}", "{{fact:a\nmoney}}",
    ],
)  # fmt: skip
def test_what_stands_in_braces_and_is_no_slot_is_told(text: str) -> None:
    (slot,) = slots_of(text)
    assert isinstance(slot, Malformed)
    assert slot.text == text


@pytest.mark.parametrize("text", ["fact", "fact:", "figure:a", "fact:a:b", "12", ""])
def test_what_is_no_reference_is_nothing(text: str) -> None:
    assert parse_ref(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose to $1.92bn.", "It lost 42 per cent.", "It sold 3,000 chips.",
        "Margins of seventy per cent.", "Twenty customers left.", "The year 2019 was poor.",
        "A loss of five million dollars.", "It grew 3x.", "売上高は19.2億ドルだった。",
        "売上高は三億円だった。", "３割を失った。", "利益率は七割である。", "２倍になった。",
        "It holds {{fact:a}} and 9.", "約百億円が要る。",
    ],
)  # fmt: skip
def test_a_figure_outside_a_slot_is_found(text: str) -> None:
    assert stray_digits(text)


@pytest.mark.parametrize(
    "text",
    [
        "The verdict is R4.circular under A2.", "H100 and GB200 racks, as the 10-K says.",
        "GPT-4 did it[^n3].", "Two customers pay; one is in section 12.", "It doubled.",
        "IFRS 15 and ASC 842 differ.", "It {{test:pos(fact:a) earns}} {{fact:a money}}.",
        "これは3節で述べる。", "二つの数字が並ぶ。", "Q3 was better than H1.",
    ],
)  # fmt: skip
def test_names_small_counts_and_slots_are_no_strays(text: str) -> None:
    assert stray_digits(text) == ()


def test_a_name_with_digits_is_allowed_where_it_is_given() -> None:
    text = "FY2024 of 3M is told."
    assert stray_digits(text)
    assert stray_digits(text, ("FY2024", "3M")) == ()


def test_a_name_does_not_cover_a_longer_figure() -> None:
    assert stray_digits("It earned 20245 dollars.", ("2024",))


def test_a_tested_word_stays_and_a_pointer_goes() -> None:
    assert without_slots("It {{test:pos(fact:a) earns}} {{fact:a}}.") == "It earns  ."


def test_a_figure_may_not_hide_in_a_tested_word() -> None:
    assert stray_digits("It {{test:pos(fact:a) earns $5bn}} now.")


_PIECES = st.sampled_from(
    ["It earns {{fact:a money}}. ", "**A claim.** ", "Is it so? ", "売上高は{{fact:b}}である。",
     "U.S. ",
     "「引用。」と述べた。", "{{test:gt(fact:a,fact:b) rose. It fell}} ", "‡ ", "\n", " ", "(x) "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(["en", "ja"]))
def test_sentences_lose_nothing(text: str, language: str) -> None:
    assert "".join(sentences(text, language)) == text


@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(["en", "ja"]))
def test_no_sentence_cuts_a_slot(text: str, language: str) -> None:
    pieces = sentences(text, language)
    assert sum(len(slots_of(piece)) for piece in pieces) == len(slots_of(text))


def test_a_paragraph_is_cut_where_a_sentence_ends() -> None:
    text = "**It earns {{fact:a}}.** It paid {{fact:b}} (Q3). {{fact:c}} is left."
    assert len(sentences(text, "en")) == 3
    assert len(sentences("売上高は{{fact:a}}である。**費用は**{{fact:b}}だった。", "ja")) == 2
