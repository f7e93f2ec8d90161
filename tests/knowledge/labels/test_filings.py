"""In a filing that tags its figures, words in another sense give no labels."""

from datetime import UTC, datetime

import pytest

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.labels import labels_of
from kuroji.knowledge.labels.label import Label
from kuroji.knowledge.passage import Passage, Source


def _metrics(text: str, kind: str = "inline_xbrl") -> set[str]:
    return {label.metric.id for label in _labels(text, kind)}


def _labels(text: str, kind: str) -> tuple[Label, ...]:
    source = Source(
        id="s", title="Tamerton Kilns, Inc., 10-K, December 31, 2024", publisher=None, url=None,
        published=None, read_at=datetime.now(UTC), sha256="0" * 64, language="en", kind=kind,
        grade="A", origin="s", entity="Tamerton Kilns", path=None,
    )  # fmt: skip
    passage = Passage(
        id="p", source_id="s", start=0, end=len(text), text=text, heading="", page=None,
        cells=None, language="en",
    )  # fmt: skip
    companies = Companies({"Tamerton Kilns": "Tamerton Kilns"})
    return tuple(labels_of(passage, source, companies))


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        (
            "In millions\n\n|  | December 31, 2024 |\n| --- | --- |\n"
            "| Less: valuation allowance | (3,506) |",
            "valuation",
        ),
        ("In 2024 subscription revenues accounted for 94 percent of our total revenues.",
         "largest_customer_share"),
        ("We raised $10.43 billion in 2024 from the issuance of fixed-rate senior notes.",
         "equity_raised"),
        ("In 2024 we recorded intangible assets for technology with a useful life of three years.",
         "useful_life"),
        ("Our products reach customers\n\n33\n\nof every kind in 2024.", "customers"),
    ],
)  # fmt: skip
def test_words_in_another_sense_give_no_label(text: str, metric: str) -> None:
    assert metric not in _metrics(text)


def test_the_life_of_servers_is_read_and_that_of_buildings_is_not() -> None:
    assert "useful_life" in _metrics("The useful life of our servers is six years.")
    assert "useful_life" not in _metrics("The useful life of our equipment halls is 40 years.")


def test_a_customer_s_share_is_still_read() -> None:
    text = "One customer accounted for 14% of our total revenue in fiscal 2024."
    assert "largest_customer_share" in _metrics(text)


def test_what_is_tagged_is_not_read_from_words_and_elsewhere_it_is() -> None:
    text = "Tamerton Kilns had revenue of $940 million in 2024."
    assert "revenue" not in _metrics(text)
    assert "revenue" in _metrics(text, "html")


def test_parts_of_a_table_under_one_label_are_left_out() -> None:
    text = (
        "Free cash flow by product, in millions\n\n|  | 2024 |\n| --- | --- |\n"
        "|  | 5,281 |\n|  | 5,775 |"
    )
    assert "free_cash_flow" not in _metrics(text)


def _perimeters(text: str) -> set[tuple[str, str, str]]:
    return {
        (label.metric.id, f"{label.figure.value:f}", label.perimeter)
        for label in _labels(text, "pdf")
    }


def test_columns_beside_a_total_are_parts_of_the_company() -> None:
    text = (
        "Three Months Ended Jul 27, 2025, in millions\n\n"
        "|  | Compute & Networking | Graphics | Total |\n| --- | --- | --- | --- |\n"
        "| Revenue | $41,331 | $5,412 | $46,743 |\n"
    )
    assert _perimeters(text) == {
        ("revenue", "41331000000", "segment:Tamerton Kilns/Compute & Networking"),
        ("revenue", "5412000000", "segment:Tamerton Kilns/Graphics"),
        ("revenue", "46743000000", "company:Tamerton Kilns"),
    }


def test_of_a_sum_of_segments_and_the_accounts_the_accounts_are_the_whole() -> None:
    text = (
        "2025年3月期（単位：百万円）\n\n| | クラウド事業 | 計 | 調整額 | 連結損益計算書計上額 |\n"
        "| --- | --- | --- | --- | --- |\n| 営業利益 | 500 | 700 | △90 | 610 |\n"
    )
    assert {p for _, value, p in _perimeters(text) if value == "610000000"} == {
        "company:Tamerton Kilns"
    }
    assert "company:Tamerton Kilns" not in {p for _, v, p in _perimeters(text) if v != "610000000"}


def test_years_beside_a_total_are_no_parts() -> None:
    text = (
        "In millions\n\n|  | 2023 | 2024 | Total |\n| --- | --- | --- | --- |\n"
        "| Revenue | 10 | 20 | 30 |\n"
    )
    assert {p for _, _, p in _perimeters(text)} == {"company:Tamerton Kilns"}


@pytest.mark.parametrize(
    "text",
    [
        "In millions\n\n|  | 2024 |\n| --- | --- |\n| Balance at beginning of period | 1,813 |\n"
        "| Revenue recognized | (8,053) |\n| Balance at end of period | 2,035 |",
        "In millions\n\n|  | 2024 |\n| --- | --- |\n"
        "| Proceeds from sales of marketable securities | 487 |",
        "We recognized revenue of $479 million in 2024 that was included in the prior year end "
        "deferred revenue balance.",
    ],
)
def test_what_only_looks_like_revenue_is_none(text: str) -> None:
    assert "revenue" not in _metrics(text, "pdf")
