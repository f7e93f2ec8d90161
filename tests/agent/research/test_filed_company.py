"""A company known only from its filings: the right year, whole balances, the newest of each."""

from pathlib import Path

import pytest

from kuroji.agent.research.claims import claim_rows
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.tables import rows_of
from kuroji.agent.research.words import next_report
from tests.agent.research.filed import (
    JAN25,
    K25,
    MILLION,
    company_facts,
    dossier_in,
    office_with,
    page,
)


@pytest.fixture(scope="module")
def vale(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    home = tmp_path_factory.mktemp("vale")
    return dossier_in(office_with(home, [("facts.json", company_facts())]), "Orrin Vale")


@pytest.fixture(scope="module")
def trams(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    home = tmp_path_factory.mktemp("trams")
    return dossier_in(office_with(home, [("page.htm", page())]), "Corrow Trams")


def millions(dossier: Dossier, role: str) -> float | None:
    number = dossier.desk.number(role)
    return None if number is None else float(number / MILLION)


def test_the_newest_whole_year_is_judged_and_a_larger_quarter_is_not(vale: Dossier) -> None:
    assert vale.when.label == "FY2025-01"
    assert vale.verdict.rule == "R3.funded"
    assert millions(vale, "revenue") == 1200
    assert millions(vale, "operating_income") == -260
    assert millions(vale, "interim_revenue") == 1500
    assert vale.desk.names["interim"] == ("Q1 FY2026", "2026年1月期第1四半期")


def test_liquid_means_in_parts_are_added_once(vale: Dossier) -> None:
    assert millions(vale, "liquidity") == 410 + 520 + 130
    assert "cash_as_liquidity" not in {a.id for a in vale.desk.ledger.assumptions}


def test_debt_in_parts_is_added_and_leases_are_apart(vale: Dossier) -> None:
    assert millions(vale, "debt") == 300 + 45
    assert "debt" not in {entry.metric for entry in vale.missing}


def test_a_reported_total_of_debt_is_not_added_to_its_parts(tmp_path: Path) -> None:
    facts = company_facts({"LongTermDebt": [(*JAN25, 345, *K25)]})
    assert (
        millions(dossier_in(office_with(tmp_path, [("f.json", facts)]), "Orrin Vale"), "debt")
        == 345
    )


def test_long_term_debt_alone_stands_for_debt_by_name(tmp_path: Path) -> None:
    made = dossier_in(
        office_with(tmp_path, [("f.json", company_facts({"DebtCurrent": []}))]), "Orrin Vale"
    )
    assert millions(made, "debt") == 300
    assert "long_term_debt_as_debt" in {a.id for a in made.desk.ledger.assumptions}


def test_a_reported_sum_is_not_counted_twice(trams: Dossier) -> None:
    # 900 is the reported sum of 600 and 300; the long-term 70 stand beside it.
    assert millions(trams, "liquidity") == 970


def test_a_sum_that_may_hold_the_long_term_ones_stays_as_it_is(tmp_path: Path) -> None:
    told = page({"CashCashEquivalentsAndShortTermInvestments": ("n", 970)})
    made = dossier_in(office_with(tmp_path, [("p.htm", told)]), "Corrow Trams")
    assert millions(made, "liquidity") == 970


def test_the_later_filing_wins_and_the_memo_says_so(vale: Dossier) -> None:
    assert millions(vale, "prior_revenue") == 910
    rows = [row for table, row in rows_of(vale, "contradictions_and_absences", "en")
            if table == "contradictions"]  # fmt: skip
    assert len(rows) == 1
    assert "a later filing restated the second" in rows[0][2]
    assert [c.restated for c in vale.conflicts] == [True]
    assert not any("request_conflict" in row[0]
                   for _, row in rows_of(vale, "requests_to_management", "en"))  # fmt: skip


def test_the_claims_are_the_newest_of_each_measure_with_the_year_before(vale: Dossier) -> None:
    claims = [row[0] for _, row in claim_rows(vale, "en")]
    of_obligations = [c for c in claims if c.startswith("remaining performance obligations")]
    assert len(of_obligations) == 1
    assert "30 April 2025" in of_obligations[0]
    assert "30 April 2024" in of_obligations[0]
    assert any(c.startswith("revenue, Q1 FY2026") and "Q1 FY2025" in c for c in claims)
    assert {row[3] for _, row in claim_rows(vale, "en")} == {"supported"}


def test_a_segment_is_not_taken_for_the_whole(trams: Dossier) -> None:
    assert millions(trams, "revenue") == 5000
    assert millions(trams, "gross_profit") == 1900
    assert not trams.desk.has("segment_revenue")  # trams are no AI


def test_what_falls_due_in_years_to_come_is_no_balance_of_today(trams: Dossier) -> None:
    facts = trams.pool.facts
    assert not any(f.period_end and f.period_end.year > 2025 for f in facts)
    assert not any(f.metric == "purchase_obligations" for f in facts)
    assert {f.value / MILLION for f in facts if f.metric == "intangible_assets"} == {88}
    assert not any(f.value == 23 for f in facts)


def test_a_filing_is_its_company_s_word_of_the_day_it_was_signed(trams: Dossier) -> None:
    source = next(iter(trams.pool.sources.values()))
    assert (source.publisher, str(source.published)) == ("Corrow Trams, Inc.", "2025-02-06")
    assert next_report(trams).isoformat() == "2026-03-31"


def test_a_quarter_alone_is_not_judged_and_is_told(tmp_path: Path) -> None:
    quarter = company_facts({
        "Revenues": [("2025-02-01", "2025-04-30", 1500, "10-Q", "2025-05-28")],
        "OperatingIncomeLoss": [("2025-02-01", "2025-04-30", -41, "10-Q", "2025-05-28")],
        "NetCashProvidedByUsedInOperatingActivities": [],
        "PaymentsToAcquirePropertyPlantAndEquipment": [], "GrossProfit": [],
    })  # fmt: skip
    made = dossier_in(office_with(tmp_path, [("f.json", quarter)]), "Orrin Vale")
    assert made.verdict.rule == "R0.missing"
    assert made.when.label == "FY2025-01"
    assert millions(made, "interim_revenue") == 1500
