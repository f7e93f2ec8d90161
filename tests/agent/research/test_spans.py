"""Figures of one memo are of equal spans: halves are doubled, parts and forecasts stay out."""

from decimal import Decimal
from typing import Any

import pytest

from kuroji.agent.research.around import place_lines, place_segment, place_signed
from kuroji.agent.research.choosing import Conflict
from kuroji.agent.research.desk import Desk
from kuroji.agent.research.inputs import before, place
from kuroji.agent.research.lists import open_rules
from kuroji.agent.research.naming import named, paced
from kuroji.agent.research.since import place_later
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact
from tests.agent.research.test_choosing import pool
from tests.knowledge.entries import money

HALF, YEAR = Fiscal(2025, "H1", 12), Fiscal(2025, "Y", 12)


def half(id: str, value: str, **changed: Any) -> Fact:
    return money(id, value, period="2025-H1", **changed)


def laid(when: Fiscal, *facts: Fact) -> Desk:
    desk, found = Desk("Halden", "USD", {}), pool(*facts)
    place(desk, found, when)
    place_lines(desk, found, when)
    place_segment(desk, found, when)
    place_later(desk, found, when)
    place_signed(desk, found)
    return desk


def test_every_flow_of_a_half_year_is_doubled() -> None:
    desk = laid(
        HALF,
        half("a", "100"),
        half("b", "-30", metric="net_income"),
        half("c", "28", perimeter="segment:Halden/GPU"),
        half("d", "40", metric="debt", kind="stock"),
    )
    doubled = {"revenue": 200, "net_income": -60, "segment_revenue": 56, "debt": 40}
    assert {role: desk.number(role) for role in doubled} == doubled
    assert "annualised" in desk.flags


def test_a_half_year_is_set_beside_the_same_half_or_the_whole_year_before() -> None:
    whole = money("y", "150")
    assert before(pool(whole), HALF) == Fiscal(2024, "Y", 12)
    assert laid(HALF, half("a", "100"), whole).number("prior_revenue") == 150
    same = money("h", "80", period="2024-H1")
    assert before(pool(whole, same), HALF) == Fiscal(2024, "H1", 12)
    assert laid(HALF, half("a", "100"), whole, same).number("prior_revenue") == 160


@pytest.mark.parametrize(
    "changed", [{"period": "FY2026", "basis": "guidance"}, {"period": "2026-H1"}]
)
def test_neither_a_forecast_nor_a_part_is_the_year_after(changed: dict[str, Any]) -> None:
    year = money("a", "100", period="FY2025")
    assert laid(YEAR, year, money("b", "300", **changed)).number("later_revenue") is None
    after = money("c", "120", period="FY2026")
    assert laid(YEAR, year, after).number("later_revenue") == 120


def test_a_segment_larger_than_the_company_is_none() -> None:
    year = money("a", "100", period="FY2025")
    part = money("b", "320", period="FY2025", perimeter="segment:Halden/AI")
    assert laid(YEAR, year, part).number("segment_revenue") is None


def test_obligations_are_divided_by_the_revenue_of_their_own_year() -> None:
    years = [money(str(y), str(y), period=f"FY{y}") for y in (2023, 2024)]
    owed = money(
        "r", "500", metric="remaining_performance_obligations", kind="stock", basis="rpo",
        period="2024-12-31", period_end="2024-12-31",
    )  # fmt: skip
    desk = laid(Fiscal(2023, "Y", 12), *years, owed)
    assert desk.number("signed_revenue") == 2024
    assert desk.names["rpo_year"] == ("FY2024", "2024年度")
    assert desk.names["rpo_day"] == ("31 December 2024", "2024年12月31日")


def test_what_falls_due_later_or_is_years_old_is_not_told_as_current() -> None:
    year = money("a", "100", period="FY2024")
    due = money(
        "d", "40", metric="purchase_obligations", kind="stock", period="2029-12-31",
        period_end="2029-12-31",
    )  # fmt: skip
    old = money(
        "o", "30", metric="purchase_obligations", kind="stock", period="2019-12-31",
        period_end="2019-12-31",
    )  # fmt: skip
    now = money(
        "n", "20", metric="purchase_obligations", kind="stock", period="2024-06-30",
        period_end="2024-06-30",
    )  # fmt: skip
    last = Fiscal(2024, "Y", 12)
    assert laid(last, year, due, old).number("purchase_obligations") is None
    assert laid(last, year, due, old, now).number("purchase_obligations") == 20


def test_a_period_says_what_was_done_to_it() -> None:
    assert named(YEAR) == ("FY2025", "2025年度")
    assert named(HALF)[0].endswith("(annualised)")
    pace = money("p", "1", period="2026-04-30", period_end="2026-04-30")
    assert paced(pace) == ("April 2026 (run-rate)", "2026年4月（ランレート）")
    assert paced(pace.model_copy(update={"period_end": None}))[0] == "its latest run-rate"


@pytest.mark.parametrize(
    ("numbers", "shut"),
    [
        ({"operating_income": 5, "fcf": 3}, {"runway_rule", "break_even_rule"}),
        ({"fcf": -3, "runway": 3}, {"runway_rule"}),
        ({"opm": Decimal("0.01")}, {"thin_rule"}),
        ({"operating_income": -5, "years_to_break_even": 30}, {"break_even_rule"}),
    ],
)
def test_a_rule_that_has_tripped_or_cannot_is_no_criterion(
    numbers: dict[str, Any], shut: set[str]
) -> None:
    desk = Desk("Halden", "USD", {})
    for role, value in numbers.items():
        desk.fact(role, money(role, str(value), metric=role))
    every = {"supplier_rule", "runway_rule", "break_even_rule", "thin_rule", "stress_rule"}
    assert set(open_rules(desk)) == every - shut


@pytest.mark.parametrize(("other", "view"), [("1001", "money6"), ("1200", "")])
def test_figures_that_would_print_alike_get_more_digits(other: str, view: str) -> None:
    assert Conflict("revenue", YEAR, money("a", "1000"), money("b", other)).view == view


def test_a_part_that_sells_no_ai_is_not_told_as_the_ai_business() -> None:
    year = money("a", "100", period="FY2025")
    shops = money("b", "70", period="FY2025", perimeter="segment:Halden/North America")
    cloud = money("c", "20", period="FY2025", perimeter="segment:Halden/Halden Cloud")
    assert laid(YEAR, year, shops).number("segment_revenue") is None
    assert laid(YEAR, year, shops, cloud).number("segment_revenue") == 20
