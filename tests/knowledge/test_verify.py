"""Reading again and calculating again: what does not tie is named."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kuroji.knowledge.calculating import calculated
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of, relabel
from kuroji.knowledge.ledger import Entry, Fact, Ledger
from kuroji.knowledge.passage import Passage, Source
from kuroji.knowledge.verify import Fault, reader, untied

TEXT = (
    "Revenue of Halden Compute was $1,200 million in fiscal year 2024, compared with"
    " $800 million in fiscal year 2023. Operating loss was $150 million in fiscal year 2024."
)
COMPANIES = Companies({"Halden Compute": "Halden Compute"})
SOURCE = Source(
    id="s1", title="Annual report of Halden Compute", publisher="Halden Compute", url=None,
    published=date(2025, 3, 1), read_at=datetime(2025, 3, 2, tzinfo=UTC), sha256="0" * 64,
    language="en", kind="filing", grade="A", origin="halden-10k", entity="Halden Compute",
    path=None,
)  # fmt: skip


def passage_of(text: str) -> Passage:
    return Passage(
        id="p1", source_id="s1", start=0, end=len(text), text=text, heading="Results", page=None,
        cells=None, language="en",
    )  # fmt: skip


PASSAGE = passage_of(TEXT)
FACTS = facts_of(PASSAGE, SOURCE, COMPANIES)


def faults(ledger: Ledger, passage: Passage = PASSAGE, source: Source = SOURCE) -> list[Fault]:
    again = reader(COMPANIES)
    return list(untied(ledger, {passage.id: passage}, {source.id: source}, again))


def whole() -> Ledger:
    ledger = Ledger(FACTS)
    now, then = (
        f"fact:{f.id}" for f in sorted(FACTS, key=lambda f: str(f.period), reverse=True)
        if f.metric == "revenue"
    )  # fmt: skip
    calculated(ledger, "growth", "growth_rate", {"current": now, "prior": then})
    return ledger


def with_entry(kind: str, changed: dict[str, Any]) -> Ledger:
    """The ledger with its first entry of `kind` changed; what follows stays as it was."""
    entries: list[Entry] = list(whole())
    spot = next(n for n, entry in enumerate(entries) if entry.type == kind)
    entries[spot] = entries[spot].model_copy(update=changed)
    return Ledger(entries)


def test_the_passage_gives_three_facts() -> None:
    labels = [(f.metric, f.period, f.value) for f in FACTS]
    assert labels == [
        ("revenue", "FY2024", Decimal(1_200_000_000)),
        ("revenue", "FY2023", Decimal(800_000_000)),
        ("operating_income", "FY2024", Decimal(-150_000_000)),
    ]


def test_what_was_read_ties() -> None:
    assert faults(whole()) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"value": Decimal(1_300_000_000)}, {"value": Decimal(-1_200_000_000)},
        {"value_high": Decimal(1_300_000_000)}, {"unit": "JPY"}, {"currency": "JPY"},
        {"period": "FY2023"}, {"period_end": date(2023, 12, 31)}, {"entity": "Other"},
        {"metric": "net_income"}, {"basis": "arr"}, {"kind": "stock"}, {"scale": "billion"},
        {"approx": "about"}, {"perimeter": "industry"}, {"grade": "B"},
        {"quote": "$1,300 million"}, {"start": 0}, {"source_id": "s2"}, {"passage_id": "p2"},
    ],
)  # fmt: skip
def test_each_changed_field_of_a_fact_is_named(changed: dict[str, Any]) -> None:
    found = faults(with_entry("fact", changed))
    assert any(fault.where == f"fact {FACTS[0].id}" for fault in found)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"outputs": {"growth": Decimal("0.6")}}, "growth is 0.6, and calculated again it is 0.5"),
        ({"version": "99"}, "version 99"),
        ({"calculator": "astrology"}, "version 1"),
        ({"outputs": None, "refusal": "OutOfRange", "reason": "no"}, "says OutOfRange"),
        ({"outputs": {"growth": Decimal("0.5"), "more": Decimal(1)}}, "more is 1"),
    ],
)
def test_a_changed_calculation_is_named(changed: dict[str, Any], says: str) -> None:
    (found,) = faults(with_entry("calculation", changed))
    assert found.where == "calculation growth"
    assert says in found.what


def test_inputs_turned_round_are_named() -> None:
    done = whole().calculation("growth")
    assert done is not None
    turned = {"current": done.inputs["prior"], "prior": done.inputs["current"]}
    assert [f.where for f in faults(with_entry("calculation", {"inputs": turned}))] == [
        "calculation growth"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("1,200", "1,300"), ("$1,200", "€1,200"), ("million in fiscal year 2024, c",
     "billion in fiscal year 2024, c"), ("loss", "gain"), ("2024, compared", "2022, compared")],
)  # fmt: skip
def test_a_changed_passage_names_the_fact(old: str, new: str) -> None:
    assert faults(whole(), passage_of(TEXT.replace(old, new, 1)))


def test_a_changed_grade_of_the_source_names_every_fact() -> None:
    found = faults(whole(), source=SOURCE.model_copy(update={"grade": "D"}))
    assert len({fault.where for fault in found}) == len(FACTS)


def test_a_fact_without_its_passage_is_named() -> None:
    found = list(untied(whole(), {}, {SOURCE.id: SOURCE}, reader(COMPANIES)))
    assert len(found) == len(FACTS)


def test_a_span_is_read_again_alone() -> None:
    fact = FACTS[0]
    assert relabel(fact, PASSAGE, SOURCE, COMPANIES) == fact
    moved: Fact = fact.model_copy(update={"start": 0, "end": len(fact.quote)})
    assert relabel(moved, PASSAGE, SOURCE, COMPANIES) is None
