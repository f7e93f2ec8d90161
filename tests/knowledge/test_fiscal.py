"""Which year, half or quarter of its company a label means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.knowledge.fiscal import Fiscal, fiscal_of, year_end
from tests.knowledge.entries import money


@pytest.mark.parametrize(
    ("label", "month", "kind", "expected"),
    [
        ("FY2024", 12, "flow", Fiscal(2024, "Y", 12)),
        ("2024", 12, "flow", Fiscal(2024, "Y", 12)),
        ("FY2025-03", 12, "flow", Fiscal(2025, "Y", 3)),
        ("FY2025", 3, "flow", Fiscal(2025, "Y", 3)),
        ("2025-H1", 12, "flow", Fiscal(2025, "H1", 12)),
        ("FY2026-03-H1", 3, "flow", Fiscal(2026, "H1", 3)),
        ("FY2025-Q3", 1, "flow", Fiscal(2025, "Q3", 1)),
        ("FY2025-9M", 3, "flow", Fiscal(2025, "9M", 3)),
        ("2025-03-31", 3, "stock", Fiscal(2025, "Y", 3)),
        ("2024-09-30", 3, "stock", Fiscal(2025, "H1", 3)),
        ("2024-12-31", 3, "stock", Fiscal(2025, "9M", 3)),
        ("2025-01-26", 1, "stock", Fiscal(2025, "Y", 1)),
        # A calendar year is no fiscal year of a company whose year ends in March.
        ("2024", 3, "flow", None),
        ("2024-11", 12, "flow", None),
        ("2025-03-31", 3, "flow", None),
        ("2025-04-30", 3, "stock", None),
        ("undated", 12, "flow", None),
        (None, 12, "flow", None),
        ("FY2024E", 12, "flow", None),
    ],
)
def test_a_label_falls_into_its_companys_year(
    label: str | None, month: int, kind: str, expected: Fiscal | None
) -> None:
    assert fiscal_of(label, month, kind) == expected


@pytest.mark.parametrize(
    ("when", "en", "ja"),
    [
        (Fiscal(2024, "Y", 12), "FY2024", "2024年度"),
        (Fiscal(2025, "Y", 3), "FY2025", "2025年3月期"),
        (Fiscal(2026, "H1", 3), "H1 FY2026", "2026年3月期上期"),
        (Fiscal(2025, "Q3", 12), "Q3 FY2025", "2025年度第3四半期"),
        (Fiscal(2025, "9M", 3), "9M FY2025", "2025年3月期第3四半期累計"),
    ],
)
def test_a_period_is_named_as_its_readers_say_it(when: Fiscal, en: str, ja: str) -> None:
    assert (when.name("en"), when.name("ja")) == (en, ja)


_WHEN = st.builds(
    Fiscal,
    st.integers(1990, 2060),
    st.sampled_from(["Y", "H1", "Q1", "Q2", "Q3", "Q4", "9M"]),
    st.integers(1, 12),
)


@given(_WHEN)
def test_a_label_is_read_back(when: Fiscal) -> None:
    assert fiscal_of(when.label, when.month, "flow") == when


@given(_WHEN)
def test_the_year_before_the_next_is_this(when: Fiscal) -> None:
    assert when.next.prior == when == when.prior.next
    assert when.prior < when < when.next


def test_the_year_ends_where_most_facts_say() -> None:
    facts = [
        money("a", period="FY2025-03"),
        money("b", period="FY2025", period_end=date(2025, 3, 31)),
        money("c", period="2024"),
        money("d", period="FY2024-Q1"),
        money("e", period="2024-06-30", kind="stock"),
    ]
    assert year_end(facts) == 3


def test_december_where_nothing_is_said() -> None:
    assert year_end([]) == 12


def test_a_part_of_a_year_says_where_the_year_ends_if_no_whole_one_does() -> None:
    half = money("h", period="FY2026-H1", period_end=date(2025, 7, 27))
    assert year_end([half]) == 1
    assert year_end([half, money("y", period="FY2025", period_end=date(2025, 5, 31))]) == 5
