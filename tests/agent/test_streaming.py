"""A live answer is told sentence by sentence from the wire; what fails is withheld or withdrawn."""

import threading
import time

import pytest
from pydantic import SecretStr

from kuroji.agent.chat import Chat
from kuroji.agent.events import Done, Event, Notice, Retracted, Token
from kuroji.agent.models import chat_model
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office
from tests.model_server.server import FaultyServer

QUESTION = "Is there an $800bn hole?"
LOOK = {
    "kind": "reply",
    "tool_calls": [{"name": "look_up", "arguments": {"metric": "revenue_gap"}}],
}


@pytest.fixture(scope="module")
def gap(desk: Office) -> str:
    """The slot of the gap, as the model would get it from a tool."""
    found: list[Event] = []
    Chat(desk, OfflineAnalyst(), found.append).answer(QUESTION)
    token = next(event for event in found if isinstance(event, Token) and "{{" in event.text)
    return token.text[token.text.index("{{") : token.text.index("}}") + 2]


def says(text: str, **more: object) -> dict[str, object]:
    return {"kind": "reply", "text": text, **more}


def chat(server: FaultyServer, desk: Office, emit: object, **more: object) -> Chat:
    settings = Settings.model_validate(
        {
            "home": desk.settings.home,
            "encoder": "none",
            "openai_api_key": SecretStr("sk-kuroji-canary-0000"),
            "base_url": server.base_url,
            "timeout_seconds": 2,
            "retries": 1,
            **more,
        }
    )
    office = Office(settings, desk.library, desk.companies)
    return Chat(office, chat_model(settings), emit)  # type: ignore[arg-type]  # list.append


def tokens(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Token)]


def test_a_sentence_is_told_before_the_reply_has_ended(
    desk: Office, events: list[Event], gap: str
) -> None:
    text = f"No. It is projected at {gap}. What would change it is the method chosen."
    told_at: list[float] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, Token):
            told_at.append(time.monotonic())

    script = {"steps": [LOOK, says(text, chunk_chars=8, chunk_delay_s=0.05)]}
    with FaultyServer(script) as server:
        answer = chat(server, desk, emit).answer(QUESTION)
    assert answer.text.startswith("No. It is projected at $800bn")
    assert len(tokens(events)) == 3
    # The first two wait for the figure; the last is still being sent when they are told.
    assert told_at[2] - told_at[1] > 0.1


def test_a_sentence_that_does_not_tie_stops_the_telling_and_is_mended(
    desk: Office, events: list[Event], gap: str
) -> None:
    first = f"No. It is projected at {gap}. It was $3.4 billion before. The method matters."
    script = {
        "steps": [
            LOOK,
            says(first),
            says(
                "What would change it is the method.",
                expect={"contains": ["already shown", "3.4", "fact:revenue-gap"]},
            ),
        ]
    }
    with FaultyServer(script) as server:
        answer = chat(server, desk, events.append).answer(QUESTION)
        assert server.problems == []
    assert "3.4" not in "".join(tokens(events))
    assert answer.text.endswith("What would change it is the method.")
    assert [e.code for e in events if isinstance(e, Notice)] == ["held_back"]
    assert not [e for e in events if isinstance(e, Retracted)]


def test_what_follows_and_does_not_tie_either_is_left_out(
    desk: Office, events: list[Event], gap: str
) -> None:
    first = f"No. It is projected at {gap}. It was $3.4 billion before."
    second = "It was $3.5 billion before. The method decides."
    with FaultyServer({"steps": [LOOK, says(first), says(second)]}) as server:
        answer = chat(server, desk, events.append).answer(QUESTION)
    assert "3.4" not in answer.text
    assert "3.5" not in answer.text
    assert answer.text.endswith(" The method decides.")
    assert {e.code for e in events if isinstance(e, Notice)} == {"held_back"}


def test_a_failure_after_sentences_that_stand_leaves_them_standing(
    desk: Office, events: list[Event], gap: str
) -> None:
    first = f"No. It is projected at {gap}. It was $3.4 billion before."
    refused = {"kind": "status", "status": 401, "body": {"error": {"message": "no"}}}
    with FaultyServer({"steps": [LOOK, says(first), refused]}) as server:
        answer = chat(server, desk, events.append).answer(QUESTION)
    assert answer.text.startswith("No. It is projected at $800bn")
    assert [e.code for e in events if isinstance(e, Notice)] == ["held_back", "unauthorized"]
    assert isinstance(events[-1], Done)


@pytest.mark.parametrize("cut", ["reset", "close", "end_quietly", "bad_json", "error_event"])
def test_a_reply_that_breaks_off_is_withdrawn_and_asked_again(
    cut: str, desk: Office, events: list[Event], gap: str
) -> None:
    text = f"No. It is projected at {gap}. What would change it is the method chosen."
    broken = says(text, chunk_chars=8, cut=cut, cut_after=12)
    with FaultyServer({"steps": [LOOK, broken, says(text)]}) as server:
        answer = chat(server, desk, events.append).answer(QUESTION)
        assert len(server.requests) == 3
    assert answer.text.count("$800bn") == 1
    at = [n for n, event in enumerate(events) if isinstance(event, Retracted)]
    assert len(at) == 1
    assert len(tokens(events[: at[0]])) == 2
    assert len(tokens(events[at[0] :])) == 3


def test_talk_before_a_tool_is_never_told(desk: Office, events: list[Event], gap: str) -> None:
    talk = {**LOOK, "text": "I will look at the projections first. Then I will answer."}
    with FaultyServer({"steps": [talk, says(f"No. It is projected at {gap}.")]}) as server:
        answer = chat(server, desk, events.append).answer(QUESTION)
    assert answer.text.startswith("No. It is projected")
    assert "projections first" not in "".join(tokens(events))
    assert not [e for e in events if isinstance(e, Retracted)]


def test_a_figure_before_another_tool_is_withdrawn(
    desk: Office, events: list[Event], gap: str
) -> None:
    early = {**LOOK, "text": f"It is projected at {gap}. I will look again."}
    with FaultyServer({"steps": [LOOK, early, says(f"No. It is projected at {gap}.")]}) as server:
        answer = chat(server, desk, events.append).answer(QUESTION)
    assert answer.text.startswith("No. It is projected at $800bn")
    assert len([e for e in events if isinstance(e, Retracted)]) == 1


def test_an_answer_for_which_nothing_was_looked_up_is_none(
    desk: Office, events: list[Event]
) -> None:
    with FaultyServer({"then": "repeat_last", "steps": [says("Nobody can know that.")]}) as server:
        answer = chat(server, desk, events.append).answer(QUESTION)
    assert "$800bn" in answer.text
    assert [e.code for e in events if isinstance(e, Notice)] == ["mended", "untied"]


def test_a_server_that_drips_is_left_when_the_time_is_over(
    desk: Office, events: list[Event]
) -> None:
    drip = says("word " * 200, chunk_chars=1, chunk_delay_s=0.2)
    begun = time.monotonic()
    with FaultyServer({"steps": [drip]}) as server:
        answer = chat(server, desk, events.append, answer_seconds=0.7).answer(QUESTION)
        assert [e.code for e in events if isinstance(e, Notice)] == ["out_of_time"]
        assert "$800bn" in answer.text
        count = len(events)
    assert time.monotonic() - begun < 10
    for thread in threading.enumerate():
        if thread.daemon and thread is not threading.current_thread():
            thread.join(2)
    assert len(events) == count  # the thread that was left says no more


def test_a_pause_the_server_asks_for_is_kept_if_it_is_short(
    desk: Office, events: list[Event], gap: str
) -> None:
    busy = {"kind": "status", "status": 429, "headers": {"Retry-After": "1"}, "body": {}}
    with FaultyServer({"steps": [busy, LOOK, says(f"No. It is projected at {gap}.")]}) as server:
        chat(server, desk, events.append).answer(QUESTION)
        first, second = (request["at"] for request in server.requests[:2])
    assert second - first >= 1


def test_a_long_pause_is_told_and_not_waited_for(desk: Office, events: list[Event]) -> None:
    busy = {"kind": "status", "status": 429, "headers": {"Retry-After": "3600"}, "body": {}}
    with FaultyServer({"steps": [busy]}) as server:
        chat(server, desk, events.append).answer(QUESTION)
        assert len(server.requests) == 1
    notice = next(e for e in events if isinstance(e, Notice))
    assert (notice.code, "an hour" in notice.message) == ("rate_limited", True)
