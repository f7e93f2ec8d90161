"""The catalogue of metrics, and the names by which a text calls them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.tools.metrics import METRICS, find_metrics, growth_of
from kuroji.tools.metrics.words import one_of

KINDS = {"money", "percent", "multiple", "count", "duration", "rate"}


def test_every_metric_has_both_names_and_a_kind_of_figure() -> None:
    for id, metric in METRICS.items():
        assert (metric.id, bool(metric.en), bool(metric.ja)) == (id, True, True)
        assert metric.figure_kinds
        assert set(metric.figure_kinds) <= KINDS


@pytest.mark.parametrize(
    ("text", "metric", "sign"),
    [
        ("a net loss", "net_income", -1),
        ("Net income (loss)", "net_income", 1),
        ("Net cash used in operating activities", "operating_cash_flow", -1),
        ("Net cash provided by (used in) operating activities", "operating_cash_flow", 1),
        ("data-centre capital spending", "capital_expenditure", 1),
        ("annualised revenue run rate", "run_rate_revenue", 1),
        ("cash, cash equivalents and marketable securities", "liquidity", 1),
        ("営業損失", "operating_income", -1),
        ("営業利益又は営業損失（△）", "operating_income", 1),
        ("親会社株主に帰属する当期純損失", "net_income", -1),
        ("営業活動によるキャッシュフロー", "operating_cash_flow", 1),
        ("残存履行義務", "remaining_performance_obligations", 1),
        ("ＥＢＩＴＤＡ", "ebitda", 1),
        ("シリーズCost of revenue", "cost_of_revenue", 1),  # not the shares of a series C
    ],
)
def test_the_longest_name_wins_and_carries_its_sign(text: str, metric: str, sign: int) -> None:
    assert [(m.metric.id, m.sign) for m in find_metrics(text)] == [(metric, sign)]


@pytest.mark.parametrize(
    "text", ["positive cash flow", "収益性", "earnings call", "持分法", "none"]
)
def test_a_name_inside_another_word_is_no_metric(text: str) -> None:
    assert find_metrics(text) == ()


def test_gross_margin_is_a_share_or_an_amount_by_its_figure() -> None:
    (mention,) = find_metrics("gross margin")
    taken = [mention.taking("percent"), mention.taking("money"), mention.taking("duration")]
    assert [m.id if m else None for m in taken] == ["gross_margin", "gross_profit", None]


def test_what_flows_grows_and_a_ratio_does_not() -> None:
    assert growth_of(METRICS["revenue"]) is METRICS["revenue_growth"]
    assert growth_of(METRICS["gross_margin"]) is None


def test_japanese_names_are_left_out_where_only_english_is_asked_for() -> None:
    assert [m.metric.id for m in find_metrics("revenue 営業利益", "en")] == ["revenue"]


@given(st.text(max_size=60))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    found = find_metrics(text)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_no_names_match_nothing_more_than_the_empty_text() -> None:
    assert one_of([]) == ""
