"""Calculations by ledger id: what they take, what they refuse, and the same again."""

from decimal import Decimal
from typing import Any

import pytest

from kuroji.knowledge.calculating import calculated, replay
from kuroji.knowledge.dimensions import OUTPUTS, VIEWS
from kuroji.knowledge.ledger import Entry, Ledger, LedgerConflict
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.tools.catalog import CATALOG
from tests.knowledge.entries import assumed, money, share


@pytest.fixture
def ledger() -> Ledger:
    entries: list[Entry] = [
        money("sales", "1900"), money("before", "1000", period="FY2023"),
        money("arr", "2400", basis="arr"), money("yen", "900", currency="JPY", unit="JPY"),
        money("cash", "300", metric="operating_cash_flow"),
        money("outlay", "-800", metric="capital_expenditure"),
        money("half", "900", period="FY2024-H1"), money("group", "500", perimeter="industry"),
        share("margin", "25"), assumed(),
    ]  # fmt: skip
    return Ledger(entries)


def test_numbers_words_signs_and_lists_are_taken(ledger: Ledger) -> None:
    inputs = {"operating_cash_flow": "fact:cash", "capital_expenditure": "-fact:outlay"}
    done = calculated(ledger, "fcf", "free_cash_flow", inputs)
    assert done.outputs is not None
    assert done.outputs["free_cash_flow"] == Decimal(-500)
    flows = calculated(ledger, "n", "npv", {"rate": "=0", "cashflows": ["=-3", "fact:cash"]})
    assert flows.outputs is not None
    assert flows.outputs["npv"] == Decimal(297)


@pytest.mark.parametrize(
    ("calculator", "inputs", "refusal"),
    [
        ("quantity_sum", {"quantities": ["typed:fact:sales", "typed:fact:arr"]}, "BasisMismatch"),
        ("quantity_sum", {"quantities": ["typed:fact:sales", "typed:fact:yen"]},
         "CurrencyMismatch"),
        ("quantity_difference", {"minuend": "typed:fact:sales", "subtrahend": "typed:fact:before"},
         "PeriodMismatch"),
        ("quantity_sum", {"quantities": ["typed:fact:sales", "typed:fact:group"]},
         "PerimeterMismatch"),
        ("free_cash_flow", {"operating_cash_flow": "fact:none", "capital_expenditure": "=1"},
         "MissingInput"),
        ("free_cash_flow", {"operating_cash_flow": "rate", "capital_expenditure": "=1"},
         "MissingInput"),
        ("quantity_sum", {"quantities": ["typed:fact:margin"]}, "MissingInput"),
        ("free_cash_flow", {"operating_cash_flow": "=1"}, "MissingInput"),
    ],
)  # fmt: skip
def test_a_refusal_is_an_entry(
    ledger: Ledger, calculator: str, inputs: dict[str, Any], refusal: str
) -> None:
    done = calculated(ledger, "x", calculator, inputs)
    assert (done.refusal, done.outputs) == (refusal, None)
    assert ledger.calculation("x") == done


def test_a_calculator_that_is_not_there_is_refused(ledger: Ledger) -> None:
    assert calculated(ledger, "x", "astrology", {}).refusal is not None


def test_what_stands_on_a_refusal_is_refused(ledger: Ledger) -> None:
    calculated(ledger, "a", "free_cash_flow", {"operating_cash_flow": "=1"})
    inputs = {"operating_cash_flow": "calc:a.free_cash_flow", "capital_expenditure": "=1"}
    assert calculated(ledger, "b", "free_cash_flow", inputs).refusal == "MissingInput"


def test_one_id_carries_one_calculation(ledger: Ledger) -> None:
    inputs = {"operating_cash_flow": "=1", "capital_expenditure": "=1"}
    calculated(ledger, "a", "free_cash_flow", inputs)
    calculated(ledger, "a", "free_cash_flow", inputs)
    with pytest.raises(LedgerConflict):
        calculated(ledger, "a", "free_cash_flow", inputs | {"capital_expenditure": "=2"})


def test_a_changed_assumption_runs_through_everything_above_it(ledger: Ledger) -> None:
    life = {"amount": "fact:sales", "weight": "assume:equipment_life_years"}
    calculated(ledger, "a", "substitute", life)
    calculated(ledger, "b", "substitute", {"amount": "calc:a.value", "weight": "=2"})
    again = replay(ledger, {"equipment_life_years": Decimal(3)})
    values = [
        said.number
        for which in (ledger, again)
        if isinstance(said := resolve(which, "calc:b.value"), Resolved)
    ]
    assert values == [Decimal(19000), Decimal(11400)]
    made = again.assumption("equipment_life_years")
    assert made is not None
    assert made.by == "user"


def test_nothing_changed_gives_the_same_head(ledger: Ledger) -> None:
    calculated(ledger, "a", "substitute", {"amount": "fact:sales", "weight": "=2"})
    assert replay(ledger, {}).head == ledger.head


def test_every_measure_has_a_view() -> None:
    assert set(OUTPUTS.values()) <= set(VIEWS)


def test_a_stock_over_a_flow_is_so_many_times() -> None:
    ledger = Ledger([money("debt", "30", kind="stock", period="2024-12-31", metric="debt"),
                     money("sales", "10")])  # fmt: skip
    inputs = {
        "numerator": "typed:fact:debt", "denominator": "typed:fact:sales",
        "waive": ["'kind", "'period"],
    }  # fmt: skip
    calculated(ledger, "r", "quantity_ratio", inputs)
    found = resolve(ledger, "calc:r.ratio")
    assert isinstance(found, Resolved), ledger.calculation("r")
    assert (found.number, found.dimension) == (Decimal(3), "ratio")


def test_every_calculator_carries_a_version() -> None:
    assert all(known.version for known in CATALOG.values())
