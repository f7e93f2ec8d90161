"""From a reference to what it says: measure, currency, what it stands on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.knowledge.calculating import calculated
from kuroji.knowledge.ledger import Entry, Ledger
from kuroji.knowledge.resolve import RULES, Resolved, Unresolved, negated, references, resolve
from tests.knowledge.entries import assumed, money, share, span_of_time


def said(ledger: Ledger, ref: str) -> Resolved:
    found = resolve(ledger, ref)
    assert isinstance(found, Resolved), found
    return found


@pytest.fixture
def ledger() -> Ledger:
    entries: list[Entry] = [
        money("sales", "1900"), money("before", "1000", period="FY2023"),
        share("margin", "25.3"), span_of_time("life", "72", "months"),
        money("plan", "30", value_high=Decimal(35), approx="range", basis="guidance"),
        money("hour", "2.35", unit="USD/hour", figure_kind="rate", currency=None),
        assumed(), assumed("stress", "20", label="A2", unit="percent"),
    ]  # fmt: skip
    ledger = Ledger(entries)
    growth = {"current": "fact:sales", "prior": "fact:before"}
    calculated(ledger, "growth", "growth_rate", growth)
    calculated(ledger, "twice", "substitute", {"amount": "fact:sales", "weight": "assume:stress"})
    calculated(ledger, "refused", "growth_rate", {"current": "fact:sales"})
    return ledger


@pytest.mark.parametrize(
    ("ref", "number", "dimension"),
    [
        ("fact:sales", "1900", "money"),
        ("fact:margin", "0.253", "ratio"),
        ("fact:life", "6", "years"),
        ("fact:hour", "2.35", "price"),
        ("fact:plan.low", "30", "money"),
        ("fact:plan.high", "35", "money"),
        ("assume:equipment_life_years", "5", "years"),
        ("assume:stress", "0.2", "ratio"),
        ("rule:runway", "24", "number"),
        ("calc:growth.growth", "0.9", "ratio"),
    ],
)
def test_a_reference_says_a_number_in_its_measure(
    ledger: Ledger, ref: str, number: str, dimension: str
) -> None:
    found = said(ledger, ref)
    assert (found.number, found.dimension) == (Decimal(number), dimension)


@pytest.mark.parametrize(
    "ref",
    [
        "fact:none", "assume:none", "rule:none", "calc:none.value", "calc:growth.none",
        "calc:growth", "calc:growth.growth.0", "calc:refused.growth", "fact:sales.high",
        "fact:sales.low.high", "fact:sales.middle", "sales", "fact:", "test:gt(a,b) rose",
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_says_why(ledger: Ledger, ref: str) -> None:
    found = resolve(ledger, ref)
    assert isinstance(found, Unresolved)
    assert found.reason


def test_a_range_keeps_both_ends(ledger: Ledger) -> None:
    plan = said(ledger, "fact:plan")
    assert (plan.number, plan.high, plan.approx) == (Decimal(30), Decimal(35), "range")


def test_a_calculation_stands_on_its_facts_and_assumptions(ledger: Ledger) -> None:
    assert said(ledger, "calc:growth.growth").facts == ("sales", "before")
    twice = said(ledger, "calc:twice.value")
    assert (twice.facts, twice.assumptions) == (("sales",), ("stress",))
    assert twice.currency == "USD"


def test_a_calculation_on_a_calculation_stands_on_the_same(ledger: Ledger) -> None:
    inputs = {"amount": "calc:twice.value", "weight": "=1"}
    calculated(ledger, "again", "substitute", inputs)
    assert said(ledger, "calc:again.value").facts == ("sales",)
    assert said(ledger, "calc:again.value").assumptions == ("stress",)


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=4))
def test_percent_is_a_fraction_of_hundred(percent: Decimal) -> None:
    found = said(Ledger([share("m", str(percent))]), "fact:m")
    assert found.number == percent / 100


def test_the_other_sign(ledger: Ledger) -> None:
    assert negated(said(ledger, "fact:sales")).number == Decimal(-1900)


def test_literals_are_no_references() -> None:
    inputs = {"b": ["=12", "fact:x", {"c": "-fact:y"}], "a": "'annuity", "d": True}
    assert references(inputs) == ["fact:x", "-fact:y"]


def test_every_rule_has_a_number() -> None:
    assert all(said(Ledger(), f"rule:{name}").number is not None for name in RULES)
