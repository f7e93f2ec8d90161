"""The ledger's laws: append only, each entry once, the head tells any change."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kuroji.knowledge.ledger import (
    GENESIS,
    Calculation,
    Ledger,
    LedgerConflict,
    canonical,
    fact_id,
    plain,
    read_json,
    written,
)
from tests.knowledge.entries import assumed, ledgers, money


@given(ledgers())
def test_a_ledger_survives_the_disk(ledger: Ledger) -> None:
    again = Ledger.parse(ledger.dump())
    assert again.head == ledger.head
    assert again.dump() == ledger.dump()


@given(ledgers(), st.data())
def test_one_changed_character_never_has_the_same_head(ledger: Ledger, data: st.DataObject) -> None:
    text = ledger.dump()
    spot = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from('09aZ,:}]" -.売'))
    changed = text[:spot] + other + text[spot + 1 :]
    try:
        read = read_json(changed)
        head = Ledger.parse(changed).head
    except (ValueError, ValidationError, LedgerConflict):
        return  # it is no ledger any more
    assert head != ledger.head or written(read) == written(read_json(text))


@given(ledgers())
def test_the_order_of_entries_is_part_of_the_head(ledger: Ledger) -> None:
    entries = list(ledger)
    turned = Ledger(reversed(entries))
    assert len(entries) < 2 or turned.head != ledger.head


@given(ledgers())
def test_a_longer_ledger_keeps_what_was_there(ledger: Ledger) -> None:
    before = list(ledger)
    head = ledger.head
    ledger.append(money("a-new-entry-of-its-own"))
    assert list(ledger)[:-1] == before
    assert ledger.head != head


def test_an_empty_ledger_has_the_first_head() -> None:
    assert Ledger().head == GENESIS


def test_the_same_entry_twice_is_one() -> None:
    ledger = Ledger([money(), money()])
    assert len(ledger) == 1
    assert ledger.head == Ledger([money()]).head


def test_an_id_with_other_content_is_a_bug() -> None:
    ledger = Ledger([money(value="100")])
    with pytest.raises(LedgerConflict, match="fact:revenue"):
        ledger.append(money(value="101"))


def test_an_assumption_and_a_fact_may_share_an_id() -> None:
    ledger = Ledger([money("life"), assumed("life")])
    assert ledger.fact("life") is not None
    assert ledger.assumption("life") is not None
    assert ledger.calculation("life") is None


def test_an_id_comes_from_where_it_stands_and_not_from_its_value() -> None:
    ids = {
        fact_id("revenue", "FY2024", "p1", 3, 7),
        fact_id("revenue", "FY2024", "p2", 3, 7),
        fact_id("revenue", "FY2024", "p1", 4, 7),
        fact_id("net_income", "FY2024", "p1", 3, 7),
    }
    assert len(ids) == 4
    assert fact_id("net_income", "2025年3月期", "p", 0, 1).startswith("net-income-2025年3月期-")
    assert fact_id("revenue", None, "p", 0, 1).startswith("revenue-undated-")


@pytest.mark.parametrize(
    "changed",
    [
        {"end": 5},
        {"currency": None},
        {"figure_kind": "percent"},
        {"grade": "F"},
        {"basis": "gut_feeling"},
        {"colour": "red"},
    ],
)
def test_a_fact_that_cannot_be_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        money(**changed)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("outputs", "refusal"), [(None, None), ({"npv": Decimal(1)}, "OutOfRange")]
)
def test_a_calculation_answers_or_refuses(
    outputs: dict[str, Decimal] | None, refusal: str | None
) -> None:
    with pytest.raises(ValidationError):
        Calculation(
            id="a", calculator="npv", version="1", inputs={}, outputs=outputs, refusal=refusal,
            reason=None,
        )  # fmt: skip


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_a_number_is_written_without_exponent_and_read_back(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number
    assert "e" not in text.lower()
    assert plain(Decimal(text)) == text


def test_equal_numbers_are_written_alike() -> None:
    forms = ("1700000000", "1.70E+9", "1700000000.00")
    assert len({canonical(money(value="1", quote="1").model_copy(
        update={"value": Decimal(form)})) for form in forms}) == 1  # fmt: skip
