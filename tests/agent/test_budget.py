"""What a run spends: counted from the replies, reserved before each call, and never over."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from kuroji.agent.budget import Budget, OverBudget
from kuroji.agent.models import chat_model, usage_of
from kuroji.agent.prices import Price, Tokens, cost, price_of, worst_case
from kuroji.agent.replies import StrictChatOpenAI
from kuroji.agent.settings import SettingsError, settings
from kuroji.agent.spending import Spending
from tests.model_server.server import FaultyServer

PRICE = Price(input=Decimal(2), output=Decimal(10), cached=Decimal("0.5"))
DAY = date(2026, 1, 31)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Spending]:
    made = Spending.open(tmp_path)
    yield made
    made.close()


def model_at(server: FaultyServer, budget: Budget, *, streaming: bool) -> StrictChatOpenAI:
    return StrictChatOpenAI(
        model="any", base_url=server.base_url, api_key=SecretStr("sk-kuroji-canary-0000"),
        timeout=1, max_retries=0, stream_usage=True, streaming=streaming,
        max_completion_tokens=500, budget=budget,
    )  # fmt: skip


@pytest.mark.parametrize("streaming", [False, True])
def test_tokens_are_those_that_the_server_counted(streaming: bool) -> None:
    budget = Budget(price=PRICE)
    usage = {"input": 2000, "output": 900, "cached": 1536}
    with FaultyServer({"steps": [{"kind": "reply", "text": "a", "usage": usage}]}) as server:
        model_at(server, budget, streaming=streaming).invoke("q")
    used = budget.usage()
    assert (used.calls, used.uncounted) == (1, 0)
    assert (used.input_tokens, used.output_tokens, used.cached_tokens) == (2000, 900, 1536)
    assert used.cost == cost(PRICE, Tokens(2000, 900, 1536))
    assert budget.reserved == 0


@pytest.mark.parametrize("streaming", [False, True])
def test_a_reply_without_a_count_is_charged_the_worst(streaming: bool) -> None:
    budget = Budget(price=PRICE)
    with FaultyServer.of("no_usage") as server:
        model_at(server, budget, streaming=streaming).invoke("q")
    used = budget.usage()
    assert used.uncounted == 1
    assert used.cost is not None
    assert used.cost >= cost(PRICE, Tokens(0, 500))


@pytest.mark.parametrize("name", ["unauthorized", "server_error_once", "rate_limited_once"])
def test_what_a_server_refused_costs_nothing(name: str) -> None:
    budget = Budget(price=PRICE)
    with FaultyServer.of(name) as server, pytest.raises(Exception):  # noqa: B017, PT011 - any
        model_at(server, budget, streaming=True).invoke("q")
    assert budget.spent + budget.reserved + budget.calls == 0


def test_a_server_that_is_not_there_costs_nothing() -> None:
    budget = Budget(price=PRICE)
    with FaultyServer.of("plain_text") as server:
        model = model_at(server, budget, streaming=True)
    with pytest.raises(Exception):  # noqa: B017, PT011 - the client's own
        model.invoke("q")
    assert budget.spent + budget.reserved == 0


def test_a_reply_that_was_lost_is_charged_the_worst() -> None:
    budget = Budget(price=PRICE)
    with FaultyServer.of("reset_mid_stream") as server, pytest.raises(Exception):  # noqa: B017, PT011
        model_at(server, budget, streaming=True).invoke("q")
    assert budget.spent > cost(PRICE, Tokens(0, 500))


def test_nothing_is_sent_that_could_pass_the_ceiling() -> None:
    budget = Budget(price=PRICE, ceiling=Decimal("0.02"))
    with FaultyServer({"then": "repeat_last", "steps": [{"kind": "reply", "text": "a"}]}) as server:
        model = model_at(server, budget, streaming=True)
        for _ in range(3):
            model.invoke("q")
        budget.settle(budget.reserve(0, 1470), Tokens(0, 1470))
        with pytest.raises(OverBudget, match=r"the budget of \$0.02 has .* raise --max-cost"):
            model.invoke("q")
        assert len(server.requests) == 3
    assert budget.spent <= Decimal("0.02")


@given(
    st.lists(
        st.tuples(st.integers(0, 9_000), st.integers(0, 9_000), st.integers(0, 100)), max_size=30
    )
)
def test_spent_and_reserved_never_pass_the_ceiling(
    calls: list[tuple[int, int, int]],
) -> None:
    budget = Budget(price=PRICE, ceiling=Decimal("0.1"))
    for sent, most, share in calls:
        try:
            made = budget.reserve(sent, most)
        except OverBudget:
            continue
        assert budget.spent + budget.reserved <= Decimal("0.1")
        if share > 90:
            continue  # its process died: it stays reserved
        budget.settle(made, Tokens(sent * share // 100, most * share // 100))
    assert budget.spent + budget.reserved <= Decimal("0.1")


def test_no_tokenizer_makes_more_tokens_than_bytes() -> None:
    assert worst_case(PRICE, 1000, 500) == cost(PRICE, Tokens(1000, 500)) == Decimal("0.007")


def test_a_day_is_shared_by_processes_and_survives_them(tmp_path: Path, book: Spending) -> None:
    other = Spending.open(tmp_path)
    row, before = book.reserve(DAY, "m", Decimal("0.6"), Decimal(1))
    assert row is not None
    assert before == 0
    assert other.of(DAY) == Decimal("0.6")
    assert other.reserve(DAY, "m", Decimal("0.5"), Decimal(1)) == (None, Decimal("0.6"))
    book.settle(row, Decimal("0.1"))
    assert other.reserve(DAY, "m", Decimal("0.5"), Decimal(1))[0] is not None
    assert other.of(date(2026, 2, 1)) == 0
    other.close()


def test_a_day_that_is_spent_stops_a_run_before_it_begins(book: Spending) -> None:
    book.reserve(DAY, "m", Decimal("0.99"), None)
    budget = Budget("m", PRICE, daily=Decimal(1), book=book, today=lambda: DAY)
    with pytest.raises(OverBudget, match=r"the day's budget of \$1.00 has \$0.01 left"):
        budget.reserve(10_000, 500)
    assert book.of(DAY) == Decimal("0.99")


def test_a_model_without_a_price_is_counted_but_not_priced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KUROJI_OPENAI_API_KEY", "sk-kuroji-canary-0000")
    with FaultyServer.of("plain_text") as server:
        model = chat_model(settings(home=tmp_path, model="ours", base_url=server.base_url))
        model.invoke("q")
    used = usage_of(model)
    assert (used.calls, used.cost) == (1, None)


@pytest.mark.parametrize("limit", ["max_cost", "max_cost_per_day"])
def test_a_limit_in_money_needs_a_price(
    limit: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KUROJI_OPENAI_API_KEY", "sk-kuroji-canary-0000")
    with pytest.raises(SettingsError, match="no price is known for ours"):
        chat_model(settings(home=tmp_path, model="ours", **{limit: "2"}))


def test_prices_of_the_settings_go_before_the_listed_ones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kuroji.toml").write_text(
        '[prices."gpt-5"]\ninput = 3\noutput = "4.5"\n', encoding="utf-8"
    )
    assert price_of("gpt-5", settings().prices) == Price(input=Decimal(3), output=Decimal("4.5"))
    assert price_of("gpt-5-mini-2025-08-07", settings().prices) is not None
    assert price_of("nobody", settings().prices) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("max_cost = -1", "the setting max_cost cannot be used"),
        ('[prices.x]\ninput = "much"\noutput = 1', "the setting prices.x.input cannot be used"),
        ("max_cost = ", "the settings cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    content: str, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kuroji.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        settings()
