"""Slots are filled with figures, notes, grades, labels; what ceased to be true is struck out."""

import pytest

from kuroji.knowledge.ledger import Ledger
from kuroji.memo.fill import Filler, Untied
from kuroji.memo.markdown import note_labels, spoken
from tests.memo.memos import ledger_of, memo_of, ref

LEDGER = ledger_of()
NOW, THEN = ref(LEDGER, "revenue", "FY2024"), ref(LEDGER, "revenue", "FY2023")


def written(text: str, language: str = "en", ledger: Ledger = LEDGER) -> str:
    filler = Filler(ledger, language)  # type: ignore[arg-type]  # en or ja
    return spoken(filler.sentence(text), {"s1": "n1"})


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"It took {{{{{NOW} money}}}}.", "en", "It took $1.2bn[^n1]."),
        (f"売上高は{{{{{NOW} money}}}}である。", "ja", "売上高は12億ドル[^n1]である。"),
        ("It burnt {{calc:fcf.free_cash_flow money}}.", "en", "It burnt −$310m."),
        ("It burnt {{calc:fcf.free_cash_flow money.abs}}.", "en", "It burnt $310m."),
        ("{{calc:fcf.free_cash_flow money}}である。", "ja", "マイナス3.10億ドルである。"),
        ("It grew {{calc:growth.growth pct}}.", "en", "It grew 50.0 %."),
        ("It grew {{calc:growth.growth x}}.", "en", "It grew 0.5 times."),
        ("They serve {{assume:equipment_life_years yr}}.", "en", "They serve 5 years (A1)."),
        ("Under {{assume:equipment_life_years}} it holds.", "en", "Under A1 it holds."),
        ("It takes {{calc:aged.value money}}.", "en", "It takes $2.00bn (A1)."),
        ("{{calc:aged.value money}}が要る。", "ja", "20.0億ドルが要る（A1）。"),
        ("Within {{rule:runway n0}} months.", "en", "Within 24 months."),
        ("{{calc:verdict-fy2024.rule text}}", "en", "R0.missing"),
        ("No figure at all.", "en", "No figure at all."),
    ],
)
def test_a_sentence_is_filled(text: str, language: str, expected: str) -> None:
    assert written(text, language) == expected


def test_one_note_stands_behind_the_last_figure_of_a_source() -> None:
    text = f"{{{{{NOW} money}}}} after {{{{{THEN} money}}}} is more."
    assert written(text) == "$1.2bn after $800m[^n1] is more."


def test_a_weak_grade_is_said_in_the_text() -> None:
    weak = ledger_of("D")
    assert written(f"It took {{{{{NOW} money}}}}.", "en", weak) == "It took $1.2bn[^n1] (grade D)."
    assert "（等級D）" in written(f"{{{{{NOW} money}}}}である。", "ja", weak)


def test_a_tested_word_shows_while_it_is_true() -> None:
    text = f"Revenue {{{{test:gt({NOW},{THEN}) rose}}}}."
    assert written(text) == "Revenue rose."


def test_a_sentence_that_is_no_longer_true_is_struck_out() -> None:
    text = f"Revenue {{{{test:lt({NOW},{THEN}) fell}}}}. "
    assert written(text) == "~~Revenue fell.~~ "


@pytest.mark.parametrize(
    "text",
    [
        "{{fact:none money}}", "{{calc:mixed.value money}}", "{{assume:none}}", "{{rule:none}}",
        f"{{{{{NOW} pct}}}}", f"{{{{{NOW} yr}}}}", "{{calc:growth.growth money}}", "{{nothing}}",
        "{{calc:fcf.free_cash_flow pct}}", "{{calc:verdict-fy2024.rule money}}",
        "{{rule:runway money}}",
    ],
)  # fmt: skip
def test_a_slot_that_says_nothing_or_shows_what_it_is_not_is_a_bug(text: str) -> None:
    with pytest.raises(Untied):
        written(text)


def test_sources_are_numbered_as_they_are_met() -> None:
    memo = memo_of(LEDGER, f"It took {{{{{NOW} money}}}}.")
    assert note_labels(Filler(LEDGER, "en").memo(memo)) == {"s1": "n1"}


def test_a_paragraph_is_cut_into_its_sentences() -> None:
    text = f"**It took {{{{{NOW}}}}}.** It had taken {{{{{THEN}}}}}."
    first, second = Filler(LEDGER, "en").paragraph(text)
    assert first.text + second.text == "**It took $1.2bn.** It had taken $800m."
