"""Sentences: which metric, whose, when, on which basis; and where nothing may be said."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.passage import Mark, Passage, Source

if TYPE_CHECKING:
    from kuroji.knowledge.ledger import Fact

COMPANIES = Companies({"Halden Compute": "Halden Compute", "湊計算": "湊計算"})


def facts(text: str, *, entity: str = "Halden Compute", kind: str = "note") -> tuple[Fact, ...]:
    language = "ja" if any("\u3041" <= c <= "\u30ff" for c in text) else "en"
    source = Source.model_validate(
        {
            "id": "s", "title": "A note", "publisher": None, "url": None, "published": None,
            "read_at": datetime(2026, 1, 1, tzinfo=UTC), "sha256": "0" * 64, "language": language,
            "kind": kind, "grade": "B", "origin": "s", "entity": entity, "path": None,
        }
    )  # fmt: skip
    return facts_of(passage(text, language), source, COMPANIES)


def passage(text: str, language: str, marks: tuple[Mark, ...] = ()) -> Passage:
    return Passage.model_validate(
        {
            "id": "p", "source_id": "s", "start": 0, "end": len(text), "text": text,
            "heading": "", "page": None, "cells": None, "language": language, "marks": marks,
        }
    )  # fmt: skip


def said(found: tuple[Fact, ...]) -> list[str]:
    return [f"{f.metric} {f.value.normalize():f} {f.period}" for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net loss was $4 million in 2025.", ["net_income -4000000 FY2025"]),
        ("The operating loss in fiscal 2024 was €9m.", ["operating_income -9000000 FY2024"]),
        ("It burned $2.5 billion in the first half of 2025.", ["cash_burn 2500000000 2025-H1"]),
        (
            "Revenue was $10 million in 2023 and $12 million in 2024.",
            ["revenue 10000000 FY2023", "revenue 12000000 FY2024"],
        ),
        (
            "Revenue was $12 million and $10 million in 2024 and 2023, respectively.",
            ["revenue 12000000 FY2024", "revenue 10000000 FY2023"],
        ),
        (
            "Revenue rose 20% to $12 million in 2024.",
            ["revenue_growth 20 FY2024", "revenue 12000000 FY2024"],
        ),
        (
            "Revenue was $12 million in 2024. A year earlier it was $10 million.",
            ["revenue 12000000 FY2024", "revenue 10000000 FY2023"],
        ),
        (
            "In the second quarter of 2025 revenue was $8 million. Net loss in that quarter was "
            "$3 million.",
            ["revenue 8000000 2025-Q2", "net_income -3000000 2025-Q2"],
        ),
        ("Cash stood at $5 million at 31 December 2025.", ["cash 5000000 2025-12-31"]),
        (
            "Net cash provided by operating activities was $88 million in fiscal 2024, and capital "
            "expenditures were $1,250 million.",
            ["operating_cash_flow 88000000 FY2024", "capital_expenditure 1250000000 FY2024"],
        ),
        (
            "Revenue was $5 billion in fiscal 2024, and annual recurring revenue is $7 billion.",
            ["revenue 5000000000 FY2024", "annual_recurring_revenue 7000000000 None"],
        ),
        ("Servers are depreciated over six years.", ["useful_life 6 None"]),
        ("An H100 rents for $2.40 per GPU-hour.", ["gpu_hour_price 2.4 None"]),
        (
            "Our two largest customers accounted for 61% of revenue in 2025.",
            ["two_largest_customers_share 61 FY2025"],
        ),
        (
            "2025年3月期の営業損失は3億円（前期は1億円の利益）だった。",
            ["operating_income -300000000 FY2025-03", "operating_income 100000000 FY2024-03"],
        ),
        ("2025年3月期の営業損益は9億円の赤字だった。", ["operating_income -900000000 FY2025-03"]),
        (
            "2025年3月期の投資キャッシュ・フローは8億円の支出。",
            ["investing_cash_flow -800000000 FY2025-03"],
        ),
        (
            "2025年3月期の売上高は30億円で、前期は25億円だった。",
            ["revenue 3000000000 FY2025-03", "revenue 2500000000 FY2024-03"],
        ),
        (
            "2025年3月期の純利益は12%減の3億円。",
            ["net_income_growth -12 FY2025-03", "net_income 300000000 FY2025-03"],
        ),
    ],
)
def test_a_sentence_is_labelled(text: str, expected: list[str]) -> None:
    assert said(facts(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Revenue increased by $3 million.",
        "If revenue fell to $3 million, the plan would fail.",
        "An increase in revenue of $3 million was expected.",
        "Companies with revenue of more than $500 million or more in sales answered.",
        "The product supports 128,000 tokens and ISO 9001.",
        "Ask Sage, which has revenue of $25 million, was bought.",
        "売上高500億円以上の企業が対象だった。",
        "売上高が3億円になる場合、計画は成り立たない。",
    ],
)
def test_a_figure_of_which_little_is_sure_is_no_fact(text: str) -> None:
    assert facts(text) == ()


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Oracle’s revenue in fiscal 2025 was $57,399 million.", "Oracle"),
        ("Borealis Compute’s revenue was $9 million in 2025.", "Borealis Compute"),
        ("エヌビディアの売上高は100億ドルだった。", "NVIDIA"),
        ("Revenue was $9 million in 2025.", "Halden Compute"),
    ],
)
def test_the_company_is_the_sentence_s_own_first(text: str, entity: str) -> None:
    assert [fact.entity for fact in facts(text)] == [entity]


@pytest.mark.parametrize(
    ("text", "perimeter"),
    [
        ("Data center revenue was $9 million in 2025.", "segment:Halden Compute/Data center"),
        ("GPUクラウド事業の売上高は9億円だった。", "segment:Halden Compute/GPUクラウド事業"),
        ("AWS operating income in 2024 was $39 billion.", "segment:Amazon/Amazon Web Services"),
        ("Total revenue was $9 million in 2025.", "company:Halden Compute"),
    ],
)
def test_a_segment_is_no_company(text: str, perimeter: str) -> None:
    assert [fact.perimeter for fact in facts(text)] == [perimeter]


@pytest.mark.parametrize(
    ("text", "kind", "basis"),
    [
        ("Revenue was $9 million in 2025.", "filing", "gaap"),
        ("Revenue was $9 million in 2025.", "news", "press_reported"),
        ("Revenue in 2025 was reported at $9 million.", "note", "press_reported"),
        ("ARR was $9 million at the end of 2025.", "news", "arr"),
        ("Annualised revenue was $9 million in March 2026.", "note", "run_rate"),
        ("The company expects revenue of $9 million in 2026.", "filing", "guidance"),
        ("Revenue is projected to reach $9 million in 2030.", "note", "projected"),
        ("Backlog was $9 million at the end of 2025.", "filing", "bookings"),
        ("Non-GAAP operating income was $9 million in 2025.", "filing", "non_gaap"),
        ("2026年3月期の売上高は9億円を見込む。", "filing", "guidance"),
        ("IFRSによる2025年3月期の売上収益は9億円だった。", "filing", "ifrs"),
        ("2025年3月期の売上高は9億円と報じられた。", "note", "press_reported"),
    ],
)
def test_the_basis_is_what_the_words_say(text: str, kind: str, basis: str) -> None:
    assert [fact.basis for fact in facts(text, kind=kind)] == [basis]


def test_two_values_for_one_label_in_a_sentence_are_both_left_out() -> None:
    assert facts("Revenue in 2025 was $9 million and revenue in 2025 was $8 million.") == ()


def test_a_range_keeps_both_ends() -> None:
    (fact,) = facts("The company expects revenue of $20 to $23 billion in 2026.", kind="filing")
    assert (fact.value, fact.value_high) == (Decimal("20E9"), Decimal("23E9"))


def test_a_marked_stretch_yields_no_fact() -> None:
    text = "Revenue was $9 million in 2025."
    marked = passage(text, "en", (Mark(start=0, end=len(text), kind="hidden", reason="white"),))
    source = Source.model_validate(
        {
            "id": "s", "title": "A note", "publisher": None, "url": None, "published": None,
            "read_at": datetime(2026, 1, 1, tzinfo=UTC), "sha256": "0" * 64, "language": "en",
            "kind": "note", "grade": "B", "origin": "s", "entity": "Halden Compute", "path": None,
        }
    )  # fmt: skip
    assert facts_of(marked, source, COMPANIES) == ()


_WORDS = st.sampled_from(
    [
        *("Revenue", "was", "$9 million", "in", "2025", ",", ".", "loss", "(4)", "|", "---", "\n"),
        *("売上高", "は", "30億円", "前期", "%", "増", "Oracle", "’s", "to", "from", "and"),
        *("respectively", "第1四半期", "a year earlier", "if", "segment"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_facts_that_quote_it_and_never_an_error(text: str) -> None:
    for fact in facts(text):
        assert text[fact.start : fact.end] == fact.quote


@pytest.mark.parametrize(
    "text", ["Revenue was $9 million, " * 2000, "売上高は30億円、" * 2000, "it was " * 20000]
)
def test_a_sentence_without_end_is_soon_given_up(text: str) -> None:
    assert facts(text) == ()
