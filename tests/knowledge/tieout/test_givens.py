"""A calculation that is given is true, whatever its name; its labels are those of its inputs."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from kuroji.knowledge.tieout import Evidence, Given, judge

PASSAGE = Evidence(
    "p",
    "| $ thousands | 2025 | 2024 |\n| Product revenue | 15,295 | 20,648 |\n"
    "| Support revenue | 87,131 | 110,293 |",
    "Pelham Cloud accounts",
)
CASH = Evidence("p", "Corvane had cash of $150 million and burned $12.5 million a month.", "")


def calculation(value: str, unit: str, inputs: Mapping[str, object], name: str = "x") -> Given:
    return Given("c1", name, inputs, Decimal(value), unit)


DECLINE = calculation(
    "-25.92502906", "percent", {"current": 15295000, "prior": 20648000}, "growth_rate"
)
RUNWAY = calculation("12", "months", {"cash": 150000000, "burn": 12500000}, "how_long")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Pelham Cloud's product revenue fell by 25.9% in 2025.", ""),
        ("Pelham Cloud's product revenue rose by 25.9% in 2025.", "wrong_sign"),
        ("Pelham Cloud's support revenue fell by 25.9% in 2025.", "wrong_year_or_row"),
        ("Pelham Cloud's product revenue fell by 39.6% in 2025.", "wrong_derivation"),
    ],
)
def test_growth_given(sentence: str, reason: str) -> None:
    assert judge(sentence, [PASSAGE], [DECLINE]).reason == reason


@pytest.mark.parametrize(
    ("sentence", "supported"),
    [
        ("Corvane has 12 months of runway.", True),
        ("Corvane has one year of runway.", True),
        ("Corvane has 18 months of runway.", False),
    ],
)
def test_months_and_years_are_one(sentence: str, supported: bool) -> None:
    assert judge(sentence, [CASH], [RUNWAY]).supported is supported


@pytest.mark.parametrize(
    ("value", "unit", "sentence"),
    [
        ("0.4", "ratio", "The share is 40%."),
        ("2.5", "percentage_point", "The margin widened by 250 basis points."),
        ("6040", "USD million", "Some $6.04 billion falls due."),
        ("4.42028985507", "multiple", "Leverage is 4.4x."),
        ("5", "percent", "One in twenty pays."),
        ("41.4", "億円", "合計は41億4,000万円である。"),
    ],
)
def test_units_of_calculations(value: str, unit: str, sentence: str) -> None:
    assert judge(sentence, [], [calculation(value, unit, {})]).supported
