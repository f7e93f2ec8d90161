"""A sealed memo ties; each thing that is turned is named."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kuroji.evals.forging import forged
from kuroji.memo.bundle import Bundle, Unopened
from kuroji.memo.checking import check
from tests.memo.memos import bundle_of, ledger_of, ref

NOW, THEN = (ref(ledger_of(), "revenue", year) for year in ("FY2024", "FY2023"))
TOLD = f"**It took {{{{{NOW}}}}}.** It {{{{test:gt({NOW},{THEN}) rose}}}} from {{{{{THEN}}}}}."
BUNDLE = bundle_of(TOLD)


def whole(bundle: Bundle) -> Bundle:
    """Recompute every hash, as a careful forger would."""
    made = forged(bundle, "whole")
    assert isinstance(made, Bundle)
    return made


def verdict(**changed: Any) -> Bundle:
    return BUNDLE.model_copy(update={"verdict": BUNDLE.verdict.model_copy(update=changed)})


def entry(kind: str, number: int, **changed: Any) -> Bundle:
    entries = list(getattr(BUNDLE, kind))
    entries[number] = entries[number].model_copy(update=changed)
    return BUNDLE.model_copy(update={kind: tuple(entries)})


def test_a_sealed_memo_ties() -> None:
    found = check(BUNDLE)
    assert found.faults == ()
    assert (found.facts, found.slots) == (5, 5)
    assert check(whole(BUNDLE)).faults == ()


def test_a_memo_read_back_ties_and_is_the_same() -> None:
    again = Bundle.parse(BUNDLE.dump())
    assert again == BUNDLE
    assert check(again).faults == ()  # it was read


@pytest.mark.parametrize(
    ("bundle", "says"),
    [
        (verdict(code="R1"), "verdict is R1"),
        (verdict(rule="R1.no_growth"), "rule is R1.no_growth"),
        (verdict(provisional=True), "provisional is True"),
        (verdict(flags=("thin",)), "flags are not"),
        (verdict(missing=("revenue",)), "missing are not"),
        (verdict(evidence_grade="B"), "its grade is B"),
        (verdict(calculation="growth"), "verdict is"),
        (verdict(calculation="none"), "there is no calculation none"),
        (verdict(fiscal_year="FY2023"), "not that of the verdict"),
        (entry("facts", 0, value=Decimal(1)), "value is 1"),
        (entry("facts", 0, grade="B"), "grade is B"),
        (entry("calculations", 0, outputs={"growth": Decimal(2)}), "growth is 2"),
        (entry("calculations", 0, version="9"), "version 9"),
        (entry("assumptions", 0, value=Decimal(6)), "not the default"),
        (entry("assumptions", 0, currency="EUR"), "not the memo's currency"),
        (BUNDLE.model_copy(update={"refusals": ()}), "not those of the calculations"),
        (BUNDLE.model_copy(update={"claims": ("none",)}), "no fact of the ledger"),
        (BUNDLE.model_copy(update={"order": BUNDLE.order[:-1]}), "every entry once"),
        (BUNDLE.model_copy(update={"passages": ()}), "not in the document"),
    ],
)
def test_what_a_forger_turns_is_named_though_every_hash_fits(bundle: Bundle, says: str) -> None:
    words = [f"{fault.where}: {fault.what}" for fault in check(whole(bundle)).faults]
    assert any(says in word for word in words), words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It took $5bn.", "a figure outside a slot"),
        ("It took five billion dollars.", "a figure outside a slot"),
        ("{{fact:none}} is told.", "no fact none"),
        (f"{{{{{NOW} pct}}}} is told.", "cannot be shown as pct"),
        (f"It {{{{test:lt({NOW},{THEN}) fell}}}}.", "“fell” is not true"),
        ("{{what}} is told.", "is no slot"),
        ("{{assume:none}} is made.", "no assumption none"),
        ("{{calc:mixed.value}} is told.", "was refused: PeriodMismatch"),
    ],
)
def test_words_that_do_not_tie_are_named_with_their_place(text: str, says: str) -> None:
    faults = check(bundle_of(text)).faults
    assert {fault.where for fault in faults} == {"section verdict, block 1"}
    assert says in faults[0].what


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text[:-3],
        lambda text: text.replace('"schema_version":1', '"schema_version":2'),
        lambda text: text.replace('"language":"en"', '"language":"fr"', 1),
        lambda text: "[" * len(text),
        lambda text: text[:0] + "null",
        lambda text: text[:0],
        lambda text: text.replace('"facts":', '"fakts":'),
    ],
)
def test_what_is_no_memo_says_why(changed: Callable[[str], str]) -> None:
    found = Bundle.parse(changed(BUNDLE.dump()))
    assert isinstance(found, Unopened)
    assert found.reason
