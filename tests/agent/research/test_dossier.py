"""From a small real store to a verdict: grades, stand-ins, years, absences, changed assumptions."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kuroji.agent.research.claims import judged
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Target, Unknown, target_of
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.memo.model import Verdict

HEAD = """---
title: "{title}"
publisher: "Tellen Robotics"
published: "{published}"
url: null
language: "en"
kind: "{kind}"
entity: "Tellen Robotics"
grade: "{grade}"
origin: "{title}"
---

"""
RESULTS = """# Tellen Robotics: results

## Consolidated results (in millions of US dollars)

| | FY2024 | FY2023 |
|---|---:|---:|
| Revenue | {revenue} | 700 |
| Gross profit | 450 | 300 |
| Operating income (loss) | {income} | 40 |
| Operating cash flow | {cash} | 90 |
| Capital expenditure | 120 | 80 |
"""


def store(home: Path, *documents: tuple[dict[str, str], str]) -> Office:
    """A library of documents of our own."""
    folder = home / "documents"
    folder.mkdir()
    for number, (head, body) in enumerate(documents):
        told = {"published": "2025-03-01", "kind": "filing_extract", "grade": "A"} | head
        text = HEAD.format(**{"title": f"Document {number}"} | told) + body
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    library = Library.open(home / "library", encoder="none")
    ingest(library, [folder])
    settings = Settings(home=home, encoder="none", openai_api_key=None)
    return Office(settings, library, Companies(library.archive.names()))


def results(**changed: str) -> str:
    return RESULTS.format(**{"revenue": "1,000", "income": "80", "cash": "200"} | changed)


def dossier_of(office: Office, fiscal_year: str | None = None, **changed: Decimal) -> Dossier:
    target = office.target("Tellen Robotics")
    assert isinstance(target, Target)
    made = office.dossier(target, fiscal_year=fiscal_year, changed=changed)
    assert isinstance(made, Dossier)
    return made


def rule(verdict: Verdict) -> tuple[str, str, bool]:
    return verdict.code, verdict.evidence_grade, verdict.provisional


@pytest.mark.parametrize(
    ("changed", "grade", "expected"),
    [
        ({}, "A", ("R2", "A", False)),
        ({}, "B", ("R2", "B", False)),
        ({}, "C", ("R2", "C", True)),
        ({}, "D", ("R2", "D", True)),
        ({}, "E", ("R0", "E", False)),
        ({"income": "(80)"}, "A", ("R0", "A", False)),  # and no cash is told
        ({"cash": "(200)"}, "A", ("R0", "A", False)),
    ],
)
def test_the_verdict_carries_the_grade_of_its_evidence(
    tmp_path: Path, changed: dict[str, str], grade: str, expected: tuple[str, str, bool]
) -> None:
    office = store(tmp_path, ({"grade": grade}, results(**changed)))
    assert rule(dossier_of(office).verdict) == expected


def test_a_changed_figure_changes_the_verdict(tmp_path: Path) -> None:
    office = store(tmp_path, ({}, results(cash="110")))
    assert dossier_of(office).verdict.code != "R2"


def test_a_stand_in_is_a_named_assumption(tmp_path: Path) -> None:
    body = results().replace("Operating income (loss)", "Ordinary profit")
    dossier = dossier_of(store(tmp_path, ({}, body)))
    made = dossier.desk.ledger.assumption("ordinary_profit_as_operating_income")
    assert made is not None
    assert dossier.verdict.code == "R2"


def test_two_documents_that_differ_are_both_shown(tmp_path: Path) -> None:
    press = ({"grade": "C", "kind": "article"}, results(revenue="1,350"))
    dossier = dossier_of(store(tmp_path, ({}, results()), press))
    (clash,) = [c for c in dossier.conflicts if c.metric == "revenue"]
    assert (clash.used.value, clash.other.value) == (Decimal(10**9), Decimal(1350 * 10**6))
    assert judged(dossier, clash.other) == "contradicted"
    assert dossier.verdict.evidence_grade == "A"


def test_what_is_missing_says_where_it_was_looked_for(tmp_path: Path) -> None:
    dossier = dossier_of(store(tmp_path, ({}, results())))
    debt = next(entry for entry in dossier.missing if entry.metric == "debt")
    assert len(debt.looked_in) == 1
    assert any("Tellen Robotics" in query for query in debt.queries)


def test_a_year_that_is_typed_is_judged_even_where_it_is_empty(tmp_path: Path) -> None:
    office = store(tmp_path, ({}, results()))
    empty = dossier_of(office, "FY2019").verdict
    assert (empty.code, empty.fiscal_year) == ("R0", "FY2019")
    assert set(empty.missing) >= {"revenue", "operating_income"}


def test_a_year_that_is_none_is_refused_with_examples(tmp_path: Path) -> None:
    office = store(tmp_path, ({}, results()))
    target = office.target("Tellen Robotics")
    assert isinstance(target, Target)
    refused = office.dossier(target, fiscal_year="last year")
    assert isinstance(refused, Unknown)
    assert "write FY2024" in refused.reason


def test_what_was_published_after_the_date_of_the_memo_is_not_used(tmp_path: Path) -> None:
    office = store(tmp_path, ({}, results()))
    target = office.target("Tellen Robotics")
    assert isinstance(target, Target)
    before = office.dossier(target, as_of=date(2025, 1, 1))
    assert isinstance(before, Dossier)
    assert (before.verdict.code, before.desk.ledger.facts) == ("R0", ())


def test_an_old_year_is_marked_stale(tmp_path: Path) -> None:
    newer = ({"published": "2026-12-01", "kind": "article", "grade": "C"}, "Nothing is told.\n")
    assert dossier_of(store(tmp_path, ({}, results()), newer)).verdict.stale


def test_a_changed_assumption_is_the_users(tmp_path: Path) -> None:
    office = store(tmp_path, ({}, results()))
    dossier = dossier_of(office, equipment_life_years=Decimal(3))
    made = dossier.desk.ledger.assumption("equipment_life_years")
    assert made is not None
    assert (made.by, made.value) == ("user", Decimal(3))


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    library = Library.open(tmp_path, encoder="none")
    found = target_of("Anything", library, Companies({}))
    assert isinstance(found, Unknown)
    assert "kuroji ingest" in found.reason


@pytest.mark.parametrize("typed", ["Tellen Robotic", "tellen", "Telen Robotics"])
def test_a_near_name_is_offered_or_taken(tmp_path: Path, typed: str) -> None:
    office = store(tmp_path, ({}, results()))
    found = office.target(typed)
    near = (found.company,) if isinstance(found, Target) else found.near
    assert near == ("Tellen Robotics",)


def test_a_stranger_is_refused_with_what_is_there(tmp_path: Path) -> None:
    found = store(tmp_path, ({}, results())).target("Zzyzx Holdings")
    assert isinstance(found, Unknown)
    assert "it has Tellen Robotics" in found.reason
    assert found.near == ()


def test_the_business_alone_is_a_segment(tmp_path: Path) -> None:
    found = store(tmp_path, ({}, results())).target("Tellen Robotics AI")
    assert found == Target("Tellen Robotics", "segment:Tellen Robotics/AI")
