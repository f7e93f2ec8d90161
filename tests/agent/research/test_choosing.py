"""Which of several figures is used, and which contradict it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.agent.research.choosing import Pool, best, conflicts, newest, same, same_figure, usable
from kuroji.agent.research.inputs import DECIDING, complete, found
from kuroji.agent.research.judging import months_old
from kuroji.agent.research.years import asked_for, chosen, grade
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Source
from kuroji.tools.reading import read
from kuroji.tools.writing import significant
from tests.knowledge.entries import money

YEAR = Fiscal(2024, "Y", 12)
DAY = date(2025, 6, 30)


def source(id: str, published: date = date(2025, 3, 1), kind: str = "filing") -> Source:
    return Source(
        id=id, title=id, publisher=None, url=None, published=published,
        read_at=datetime(2025, 3, 2, tzinfo=UTC), sha256="", language="en", kind=kind, grade="A",
        origin=id, entity=None, path=None,
    )  # fmt: skip


SOURCES = {
    "s1": source("s1"),
    "s2": source("s2", date(2025, 5, 1)),
    "old": source("old", date(2024, 2, 1)),
    "note": source("note", kind="note"),
}


def pool(*facts: Fact, perimeter: str = "company:Halden") -> Pool:
    return Pool("Halden", perimeter, 12, facts, SOURCES, {})


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"grade": "C"}, {"grade": "A"}),
        ({"basis": "press_reported"}, {"basis": "gaap"}),
        ({"basis": "guidance"}, {"basis": "gaap", "grade": "D"}),
        ({"approx": "about"}, {"approx": "exact"}),
        ({"value": Decimal("1.9E3")}, {"value": Decimal(1900)}),
        ({"source_id": "note"}, {"source_id": "s1"}),
        ({"source_id": "old"}, {"source_id": "s2"}),
    ],
)
def test_the_better_figure_is_used(worse: dict[str, Any], better: dict[str, Any]) -> None:
    one, other = (
        money(id, "1915").model_copy(update=told) for id, told in (("a", worse), ("b", better))
    )
    for order in ((one, other), (other, one)):
        assert best(pool(*order), "revenue", YEAR) == other


@pytest.mark.parametrize(
    "changed",
    [
        {"basis": "arr"}, {"basis": "run_rate"}, {"basis": "bookings"}, {"basis": "survey"},
        {"basis": "rpo"}, {"basis": "non_gaap"}, {"grade": "E"}, {"perimeter": "industry"},
        {"perimeter": "segment:Halden/AI"},
    ],
)  # fmt: skip
def test_what_is_no_result_is_never_used_as_one(changed: dict[str, Any]) -> None:
    assert not usable(money(**changed), "company:Halden")
    assert best(pool(money(**changed)), "revenue", YEAR) is None


def test_a_figure_of_another_year_is_not_used() -> None:
    assert best(pool(money(period="FY2023")), "revenue", YEAR) is None


def test_a_forecast_is_used_only_where_one_is_asked() -> None:
    actual, plan = money("a"), money("b", basis="guidance")
    assert best(pool(actual, plan), "revenue", YEAR) == actual
    assert best(pool(actual, plan), "revenue", YEAR, forecast=True) == plan


def test_what_was_published_later_is_not_known_yet() -> None:
    later = money("b", source_id="s2")
    assert pool(money("a"), later).up_to(date(2025, 4, 1)).facts == (money("a"),)


def test_two_sources_that_differ_contradict_each_other() -> None:
    used, other = money("a", "1915"), money("b", "1700", source_id="s2")
    (clash,) = conflicts(pool(used, other), [used])
    assert (clash.used, clash.other) == (used, other)


@pytest.mark.parametrize(
    "changed",
    [
        {"value": Decimal("192E1")},  # the same, rounded
        {"source_id": "note"},  # a note only retells
        {"basis": "guidance"}, {"basis": "arr"}, {"currency": "JPY", "unit": "JPY"},
        {"period": "FY2023"}, {"perimeter": "industry"}, {"value_high": Decimal(1800)},
        {"metric": "net_income"},
    ],
)  # fmt: skip
def test_what_is_labelled_otherwise_contradicts_nothing(changed: dict[str, Any]) -> None:
    used = money("a", "1915")
    other = money("b", "1700", source_id="s2").model_copy(update=changed)
    assert conflicts(pool(used, other), [used]) == ()


_FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)


@given(_FIGURES, _FIGURES)
def test_sameness_has_two_sides(one: Decimal, other: Decimal) -> None:
    a, b = money("a", str(one)), money("b", str(other))
    assert same(a, b) == same(b, a)


@given(_FIGURES.filter(bool), st.integers(1, 6))
def test_a_figure_is_the_same_as_its_rounding(one: Decimal, digits: int) -> None:
    assert same(money("a", str(one)), money("b", str(significant(one, digits))))


def test_nothing_is_no_rounding_of_something() -> None:
    assert not same_figure(Decimal(0), Decimal(1), Decimal(1))


@pytest.mark.parametrize(
    ("quote", "scale", "value", "alike"),
    [
        ("31,412百万円", "million", 31412382000, True),  # cut, not rounded
        ("31,411百万円", "million", 31412382000, False),
        ("41億4,558万円", "oku", 4145586000, True),
        ("¥31,412 million", "million", 31412382000, True),
        ("¥31,412 million", "million", 31412612000, False),
    ],
)
def test_a_figure_is_the_same_to_its_last_written_digit(
    quote: str, scale: str, value: int, alike: bool
) -> None:
    written = read(quote)[0].value
    one = money("a", str(written)).model_copy(update={"quote": quote, "scale": scale})
    assert same(one, money("b", str(value))) is alike


def test_the_newest_of_the_best_grade() -> None:
    old, new, weak = money("a"), money("b", source_id="s2"), money("c", grade="B", source_id="s2")
    assert newest(pool(), [old, new, weak]) == new
    assert newest(pool(), []) is None


def results(year: int, grade: str = "A", **changed: Any) -> tuple[Fact, ...]:
    """The four deciding figures of a year."""
    return tuple(
        money(f"{m}-{year}", metric=m, period=f"FY{year}", grade=grade, **changed) for m in DECIDING
    )


def test_the_newest_complete_year_leads() -> None:
    years = chosen(pool(*results(2023), *results(2024)), DAY)
    assert (years.leading, years.beside) == (YEAR, ())


def test_a_firm_year_leads_over_a_newer_weak_one() -> None:
    both = pool(*results(2023), *results(2024, "C"))
    years = chosen(both, DAY)
    assert (years.leading, years.beside) == (YEAR.prior, (YEAR,))
    assert [grade(both, year) for year in (YEAR.prior, YEAR)] == ["A", "C"]


def test_weak_years_alone_are_judged_by_the_newest() -> None:
    assert chosen(pool(*results(2023, "D"), *results(2024, "C")), DAY).leading == YEAR


def test_an_incomplete_year_does_not_lead() -> None:
    assert chosen(pool(*results(2023), *results(2024)[:2]), DAY).leading == YEAR.prior


def test_a_store_that_knows_nothing_has_the_last_year() -> None:
    assert chosen(pool(), DAY).leading == YEAR


@pytest.mark.parametrize(
    ("typed", "month", "expected"),
    [
        ("FY2024", 12, YEAR), ("2024", 12, YEAR), (" fy2024 ", 12, YEAR),
        ("2025年3月期", 3, Fiscal(2025, "Y", 3)), ("2025-H1", 12, Fiscal(2025, "H1", 12)),
        ("2026年3月期上期", 3, Fiscal(2026, "H1", 3)), ("last year", 12, None), ("", 12, None),
        ("soon", 3, None),
    ],
)  # fmt: skip
def test_what_is_typed_for_a_year_is_read(typed: str, month: int, expected: Fiscal | None) -> None:
    assert asked_for(typed, month) == expected


def test_a_stand_in_serves_only_where_the_thing_is_not() -> None:
    profit = money("a", metric="ordinary_profit")
    own = money("b", metric="operating_income")
    stood_in = found(pool(profit), "operating_income", YEAR)
    assert stood_in is not None
    assert stood_in.by is not None
    assert stood_in.by.assumption == "ordinary_profit_as_operating_income"
    itself = found(pool(profit, own), "operating_income", YEAR)
    assert itself is not None
    assert (itself.fact, itself.by) == (own, None)


def test_reported_burn_holds_capital_expenditure() -> None:
    burn = money("a", metric="cash_burn")
    assert complete(pool(burn), YEAR) == {"operating_cash_flow", "capital_expenditure"}


@pytest.mark.parametrize(
    ("when", "months"),
    [(YEAR, 6), (Fiscal(2025, "Y", 3), 3), (Fiscal(2025, "H1", 12), 0), (Fiscal(2025, "9M", 3), 6)],
)
def test_a_year_grows_old_from_its_end(when: Fiscal, months: int) -> None:
    assert months_old(when, DAY) == months
