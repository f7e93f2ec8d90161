"""A whole question through the HTTP client: faults of the server never reach the reader."""

import json
import logging

import pytest
from pydantic import SecretStr

from kuroji.agent.chat import Chat
from kuroji.agent.events import EVENTS, Done, Event, Notice, Token
from kuroji.agent.models import chat_model
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office
from kuroji.evals.asking import untied
from tests.model_server.server import FaultyServer

KEY = "sk-kuroji-canary-0000"
QUESTION = "Is there an $800bn hole?"
# Scenario → the code of its last notice, and how often the server was asked.
FAULTS = {
    "unauthorized": ("unauthorized", 1),
    "model_not_found": ("no_such_model", 1),
    "quota_exhausted": ("no_quota", 1),
    "context_length_exceeded": ("too_long", 1),
    "unavailable_forever": ("unavailable", 2),
    "not_json": ("broken_reply", 2),
    "refusal": ("broken_reply", 1),
    "content_filter": ("broken_reply", 1),
    "length": ("broken_reply", 1),
    "length_in_tool_call": ("broken_reply", 1),
    "empty_choices": ("broken_reply", 2),
    "prompt_injection_obeyed": ("untied", 2),
    "digits_in_prose": ("untied", 2),
    "endless_tool_calls": ("too_many_steps", 12),
}


def asked(server: FaultyServer, desk: Office, events: list[Event]) -> Chat:
    settings = Settings(
        home=desk.settings.home,
        encoder="none",
        openai_api_key=SecretStr(KEY),
        base_url=server.base_url,
        timeout_seconds=0.5,
        retries=1,
    )
    office = Office(settings, desk.library, desk.companies)
    return Chat(office, chat_model(settings), events.append)


@pytest.mark.parametrize(("name", "code", "requests"), [(n, *v) for n, v in FAULTS.items()])
def test_a_fault_ends_in_the_offline_analysts_answer(
    name: str,
    code: str,
    requests: int,
    desk: Office,
    events: list[Event],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with FaultyServer.of(name) as server:
        answer = asked(server, desk, events).answer(QUESTION)
        assert len(server.requests) == requests
    notices = [event for event in events if isinstance(event, Notice)]
    assert notices[-1].code == code
    assert isinstance(events[-1], Done)
    assert "$800bn" in answer.text
    assert list(untied(answer.ledger, events)) == []
    written = "".join(EVENTS.dump_json(event).decode() for event in events)
    assert KEY not in written + caplog.text


def reference(desk: Office) -> str:
    """The slot of the gap, as the model would get it from a tool."""
    found: list[Event] = []
    Chat(desk, chat_model(desk.settings), found.append).answer(QUESTION)
    token = next(event for event in found if isinstance(event, Token) and "{{" in event.text)
    return token.text[token.text.index("{{") : token.text.index("}}") + 2]


def script(desk: Office, *first: dict[str, object]) -> dict[str, object]:
    look = {"name": "look_up", "arguments": {"metric": "revenue_gap"}}
    return {
        "then": "stop",
        "steps": [
            *first,
            {"kind": "reply", "tool_calls": [look], "expect": {"tools": ["look_up", "assume"]}},
            {
                "kind": "reply",
                "text": f"No. It is a projection of {reference(desk)} a year.",
                "expect": {"last_role": "tool", "contains": ["revenue_gap"]},
            },
        ],
    }


def test_a_sound_model_answers_over_http(desk: Office, events: list[Event]) -> None:
    with FaultyServer(script(desk)) as server:
        answer = asked(server, desk, events).answer(QUESTION)
        assert server.problems == []
        sent = json.dumps([request["body"] for request in server.requests], ensure_ascii=False)
    assert answer.text.startswith("No. It is a projection of $800bn")
    assert not [event for event in events if isinstance(event, Notice)]
    assert "800 billion" not in sent  # the model is never shown a figure of the store
    assert "$800 billion" not in sent


BROKEN: dict[str, dict[str, object]] = {
    "half arguments": {
        "kind": "reply",
        "tool_calls": [{"name": "look_up", "arguments": '{"metric": "revenue'}],
    },
    "a pause": {"kind": "status", "status": 429, "body": {"error": {"code": "rate_limit"}}},
    "a reset": {"kind": "reset"},
    "silence": {"kind": "hang", "seconds": 2},
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_passes_is_asked_again_and_counted(
    name: str, desk: Office, events: list[Event]
) -> None:
    with FaultyServer(script(desk, BROKEN[name])) as server:
        answer = asked(server, desk, events).answer(QUESTION)
        assert len(server.requests) == 3
    assert answer.text.startswith("No. It is a projection of $800bn")
    assert [e.code for e in events if isinstance(e, Notice)] == ["retry"]
