"""A word is true only where its figures make it so, and some may not be compared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.predicates import parsed, truth
from kuroji.knowledge.resolve import Unresolved
from tests.knowledge.entries import money, share

LEDGER = Ledger(
    [
        money("now", "1900"),
        money("then", "1000", period="FY2023"),
        money("loss", "-250", metric="net_income"),
        money("arr", "2000", basis="arr"),
        money("pace", "2100", basis="run_rate"),
        money("ordered", "2100", basis="rpo"),
        money("adjusted", "2100", basis="non_gaap"),
        money("yen", "1900", currency="JPY", unit="JPY"),
        money("estimate", "1800", basis="press_reported", grade="C"),
        share("margin", "25"),
    ]
)


@pytest.mark.parametrize(
    ("predicate", "holds"),
    [
        ("gt(fact:now,fact:then)", True),
        ("lt(fact:now,fact:then)", False),
        ("gt(fact:now,fact:now)", False),
        ("neg(fact:loss)", True),
        ("pos(fact:loss)", False),
        ("gt(fact:margin,0.2)", True),
        ("ratio_gt(fact:now,fact:then,1.5)", True),
        ("ratio_gt(fact:now,fact:then,2)", False),
        ("ratio_gt(fact:now,fact:loss,0)", False),
        ("between(fact:now,fact:then,1.8,2)", True),
        ("gt(fact:now,fact:estimate)", True),
        ("gt(fact:now,rule:runway)", True),
        ("gt(fact:arr,fact:loss)", True),
    ],
)
def test_a_test_holds_or_does_not(predicate: str, holds: bool) -> None:
    assert truth(LEDGER, predicate) is holds


@pytest.mark.parametrize(
    ("predicate", "says"),
    [
        ("gt(fact:now,fact:arr)", "BasisMismatch"),
        ("lt(fact:pace,fact:now)", "BasisMismatch"),
        ("gt(fact:ordered,fact:now)", "BasisMismatch"),
        ("gt(fact:adjusted,fact:now)", "BasisMismatch"),
        ("gt(fact:arr,fact:pace)", "BasisMismatch"),
        ("gt(fact:now,fact:yen)", "CurrencyMismatch"),
        ("ratio_gt(fact:now,fact:yen,2)", "CurrencyMismatch"),
        ("gt(fact:now,fact:margin)", "KindMismatch"),
        ("gt(fact:now,fact:none)", "no fact none"),
        ("gt(fact:now,many)", "neither a reference nor a number"),
        ("gt(fact:now)", "no such test"),
        ("pos(fact:now,fact:then)", "no such test"),
        ("exceeds(fact:now,fact:then)", "no such test"),
        ("gt", "neither"),
    ],
)
def test_what_may_not_be_compared_is_refused_with_its_reason(predicate: str, says: str) -> None:
    answer = truth(LEDGER, predicate)
    assert isinstance(answer, Unresolved)
    assert says in answer.reason


def test_a_predicate_is_cut_into_name_and_arguments() -> None:
    assert parsed("gt(fact:a, fact:b)") == ("gt", ("fact:a", "fact:b"))


_NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=3)


@given(_NUMBERS, _NUMBERS)
def test_more_and_less_are_two_sides_of_one(a: Decimal, b: Decimal) -> None:
    ledger = Ledger([money("a", str(a)), money("b", str(b))])
    assert truth(ledger, "gt(fact:a,fact:b)") == truth(ledger, "lt(fact:b,fact:a)") == (a > b)
    assert not (truth(ledger, "gt(fact:a,fact:b)") and truth(ledger, "lt(fact:a,fact:b)"))


@given(_NUMBERS)
def test_nothing_is_both_gain_and_loss(a: Decimal) -> None:
    ledger = Ledger([money("a", str(a))])
    assert (truth(ledger, "pos(fact:a)"), truth(ledger, "neg(fact:a)")) == (a > 0, a < 0)


@given(_NUMBERS, _NUMBERS, st.decimals(min_value=1, max_value=1000, places=2))
def test_a_comparison_does_not_hang_on_the_unit_of_account(
    a: Decimal, b: Decimal, factor: Decimal
) -> None:
    ledgers = [Ledger([money("a", str(a * f)), money("b", str(b * f))]) for f in (1, factor)]
    asked = ("gt(fact:a,fact:b)", "ratio_gt(fact:a,fact:b,2)", "between(fact:a,fact:b,1,2)")
    one, other = ([truth(ledger, p) for p in asked] for ledger in ledgers)
    assert one == other
