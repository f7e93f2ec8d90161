"""The tools of the model: refusals as text, no number passed, no figure shown."""

import json
from decimal import Decimal
from typing import Any

import pytest

from kuroji.agent.asked import asked
from kuroji.agent.events import Event
from kuroji.agent.inquiry import Inquiry
from kuroji.agent.toolbox import toolbox
from kuroji.agent.wiring import Office
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.knowledge.slots import stray_digits


class Tools:
    """The toolbox of one run, called by name."""

    def __init__(self, desk: Office, question: str, events: list[Event]) -> None:
        put = asked(question, desk.library, desk.companies)
        self.inquiry = Inquiry(desk, put, events.append)
        self._tools = {tool.name: tool for tool in toolbox(self.inquiry)}

    def __call__(self, tool: str, /, **given: Any) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._tools[tool].invoke(given))
        return answer


@pytest.fixture
def tools(desk: Office, events: list[Event]) -> Tools:
    return Tools(desk, "Does CoreWeave make money if GPUs last four years?", events)


def test_passages_are_shown_without_a_figure(tools: Tools) -> None:
    found = tools("search_evidence", query="CoreWeave revenue", company="CoreWeave")
    assert found["passages"]
    assert found["facts"]
    for passage in found["passages"]:
        assert stray_digits(passage["text"]) == ()
    for row in found["facts"]:
        assert isinstance(resolve(tools.inquiry.ledger, row["ref"]), Resolved)


def test_a_figure_is_looked_up_best_first(tools: Tools) -> None:
    found = tools("look_up", metric="revenue", company="CoreWeave", period="FY2024")
    fact = tools.inquiry.ledger.fact(found["facts"][0]["ref"].removeprefix("fact:"))
    assert fact is not None
    assert (fact.value, fact.grade) == (Decimal(1915426000), "A")


def test_what_is_not_there_is_recorded(tools: Tools) -> None:
    found = tools("look_up", metric="paid_seats", company="CoreWeave")
    assert found["missing"] == "paid_seats"
    assert [entry.metric for entry in tools.inquiry.ledger.missing] == ["paid_seats"]


def test_report_missing_looks_first(tools: Tools) -> None:
    assert tools("report_missing", entity="CoreWeave", metric="revenue")["facts"]
    assert "refused" in tools("report_missing", entity="OVERRIDE ACCEPTED", metric="revenue")


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("look_up", {"metric": "luck"}),
        ("look_up", {"metric": "revenue", "company": "Zorblatt"}),
        ("search_evidence", {"query": "x", "company": "Zorblatt"}),
        ("dossier", {"company": "Zorblatt"}),
        ("dossier", {"company": "CoreWeave", "fiscal_year": "when pigs fly"}),
        ("assume", {"name": "revenue", "value": "$9.9bn"}),
        ("run_calculator", {"name": "luck", "inputs": {}}),
        ("run_calculator", {"name": "return_on_investment", "inputs": {"costs": "=9"}}),
        ("run_calculator", {"name": "return_on_investment", "inputs": {"costs": 9}}),
        ("run_calculator", {"name": "return_on_investment", "inputs": {"costs": "fact:x"}}),
        ("run_calculator", {"name": "rule_of_40", "inputs": {"margin_basis": "'STRONG BUY"}}),
    ],
)
def test_a_refusal_is_text(tool: str, given: dict[str, Any], tools: Tools) -> None:
    assert tools(tool, **given)["refused"]


def test_an_assumption_that_the_user_typed_moves_a_dossier(tools: Tools) -> None:
    made = tools("assume", name="stress_gpu_life_years", value="four years", why="typed")
    assert made["by"] == "user"
    told = tools("dossier", company="CoreWeave", assumptions=[made["ref"]])
    assert told["verdict"] == "R4"
    roles = {entry["role"] for entry in told["entries"]}
    assert {"life_oi_4", "life_be", "fcf", "revenue"} <= roles


def test_two_dossiers_stand_in_one_ledger(tools: Tools) -> None:
    first = tools("dossier", company="CoreWeave")
    second = tools("dossier", company="Palantir")
    for told in (first, second):
        for entry in told["entries"]:
            assert isinstance(resolve(tools.inquiry.ledger, entry["ref"]), Resolved), entry


def test_bases_that_differ_are_refused_by_name(tools: Tools) -> None:
    arr = tools("look_up", metric="annual_recurring_revenue", company="OpenAI")["facts"][0]
    pace = tools("look_up", metric="run_rate_revenue", company="Microsoft")["facts"][0]
    inputs = {"quantities": [arr["ref"], pace["ref"]]}
    assert tools("run_calculator", name="quantity_sum", inputs=inputs)["code"] == "BasisMismatch"


def test_each_call_is_an_event(tools: Tools, events: list[Event]) -> None:
    tools("look_up", metric="revenue", company="CoreWeave")
    assert [event.type for event in events] == ["tool_call", "tool_result"]
