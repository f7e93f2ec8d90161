"""The gate: only what ties goes through."""

import pytest

from kuroji.agent.gate import Gate
from kuroji.memo.model import Numbered, Paragraph, Table
from tests.memo.memos import PASSAGE, ledger_of, ref

LEDGER = ledger_of()
NOW, THEN = (ref(LEDGER, "revenue", year) for year in ("FY2024", "FY2023"))
LOSS = ref(LEDGER, "operating_income", "FY2024")
GATE = Gate(LEDGER, "en", frozenset({"FY2024"}))
STRICT = Gate(LEDGER, "en", frozenset({"FY2024", "FY2023"}), {"p1": PASSAGE})
JAPANESE = Gate(LEDGER, "ja", frozenset())
GOOD = f"**It took {{{{{NOW}}}}} in FY2024.**"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It took $1.2bn.", "outside a slot"),
        ("It took 1,200 million dollars.", "outside a slot"),
        ("It took more than a billion dollars.", "outside a slot"),
        (f"It took {{{{{NOW}}}}}, or 20 % more.", "outside a slot"),
        ("In FY2025 it will be other.", "outside a slot"),
        ("It took {{fact:revenue-fy2024-000000}}.", "no fact"),
        ("It took {{calc:none.value}}.", "no calculation"),
        ("It took {{calc:mixed.value}}.", "PeriodMismatch"),
        ("It took {{assume:none}}.", "no assumption"),
        (f"It took {{{{{NOW} pct}}}}.", "cannot be shown as pct"),
        (f"It took {{{{{NOW} x}}}}.", "cannot be shown as x"),
        ("It took {{calc:growth.growth money}}.", "cannot be shown as money"),
        (f"It {{{{test:lt({NOW},{THEN}) fell}}}}.", "“fell” is not true"),
        (f"It {{{{test:gt({NOW},calc:growth.growth) exceeds}}}} it.", "KindMismatch"),
        (f"It {{{{test:up({NOW},{THEN}) rose}}}}.", "no such test"),
        ("It took {{revenue}}.", "is no slot"),
        ("It took {{fact:a|money}}.", "is no slot"),
        (f"It took {{{{{NOW} money.min}}}}.", "is no slot"),
        (f"It {{{{test:gt({NOW},{THEN}) rose by 5 %}}}}.", "outside a slot"),
    ],
)
def test_what_does_not_tie_is_refused_with_its_reason(text: str, says: str) -> None:
    assert any(says in fault for fault in GATE.faults(text)), GATE.faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "売上高は12億ドルだった。",
        "売上高は十二億ドルだった。",
        "３割増えた。",
        "利益率は二割である。",
    ],
)
def test_a_japanese_figure_outside_a_slot_is_refused(text: str) -> None:
    assert JAPANESE.faults(text)


@pytest.mark.parametrize(
    "text",
    [
        GOOD, "Nothing is known.", "Two customers pay for it.",
        f"It {{{{test:gt({NOW},{THEN}) rose}}}} by {{{{calc:growth.growth pct}}}}.",
        "Under {{assume:equipment_life_years}} it takes {{calc:aged.value}}.",
    ],
)  # fmt: skip
def test_what_ties_goes_through(text: str) -> None:
    assert GATE.faults(text) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"Halden Compute earned an operating profit of {{{{{LOSS} money.abs}}}}.", "wrong_sign"),
        (f"Its ARR was {{{{{NOW}}}}} in FY2024.", "wrong_basis"),
    ],
)
def test_words_that_belie_a_figure_that_ties_are_refused(text: str, says: str) -> None:
    assert any(says in fault for fault in STRICT.faults(text)), STRICT.faults(text)
    assert GATE.faults(text) == ()  # which is why a live model's words are read once more


def test_right_words_around_a_figure_go_through_the_second_reading() -> None:
    text = f"Halden Compute made an operating loss of {{{{{LOSS} money.abs}}}} in FY2024."
    assert STRICT.faults(text) == ()


def test_only_the_sentences_that_tie_are_kept() -> None:
    block, faults = GATE.passed(Paragraph(text=f"{GOOD} It earned $5bn. It holds."))
    assert block == Paragraph(text=f"{GOOD} It holds.")
    assert len(faults) >= 1


def test_half_a_row_is_no_row() -> None:
    rows = ((f"{{{{{NOW}}}}}", "fine"), ("fine", "5 %"))
    block, faults = GATE.passed(Table(caption="", columns=("a", "b"), rows=rows))
    assert isinstance(block, Table)
    assert block.rows == rows[:1]
    assert faults


def test_an_item_that_does_not_tie_is_left_out() -> None:
    block, _ = GATE.passed(Numbered(items=("It took $1bn.", "It holds.")))
    assert block == Numbered(items=("It holds.",))


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(text="It took $1bn."),
        Numbered(items=("It took $1bn.",)),
        Table(caption="", columns=("a",), rows=(("$1bn",),)),
    ],
)
def test_a_block_of_which_nothing_ties_is_gone(block: Paragraph | Numbered | Table) -> None:
    assert GATE.passed(block)[0] is None


def test_a_figure_in_the_head_of_a_table_is_refused() -> None:
    table = Table(caption="Revenue of $5bn", columns=("a", "12 %"), rows=(("fine", "fine"),))
    _, faults = GATE.passed(table)
    assert faults
