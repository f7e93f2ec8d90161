"""Every fault of a model server, whole and streamed: no broken reply is taken for an answer."""

import pytest
from pydantic import SecretStr

from kuroji.agent.faults import fault_of
from kuroji.agent.patience import worth_retrying
from kuroji.agent.replies import BrokenReply, StrictChatOpenAI
from tests.model_server.server import SCENARIOS, FaultyServer

KEY = "sk-kuroji-canary-0000"
WHOLE = {"rate": "0.1", "flows": ["-100", "60", "60"]}
# Scenarios whose first reply is sound; the others must raise. "streamed" ones are cut in a stream.
SOUND = frozenset(
    {"digits_in_prose", "endless_tool_calls", "no_usage", "parallel_tool_calls", "plain_text",
     "prompt_injection_obeyed", "tool_round_trip", "unknown_tool", "wrong_tool_arguments"}
)  # fmt: skip
CUT_IN_STREAM = frozenset(
    {"error_event_mid_stream", "stalls_mid_stream", "stream_ends_quietly",
     "tool_call_cut_mid_arguments", "truncated_event_json"}
)  # fmt: skip
FINAL = {
    "content_filter": "broken_reply", "context_length_exceeded": "too_long",
    "length": "broken_reply", "length_in_tool_call": "broken_reply",
    "model_not_found": "no_such_model", "quota_exhausted": "no_quota", "refusal": "broken_reply",
    "unauthorized": "unauthorized",
}  # fmt: skip
PASSING = {
    "close_mid_stream": "no_connection", "empty_choices": "broken_reply",
    "empty_content": "broken_reply", "malformed_tool_json": "broken_reply",
    "rate_limited_once": "rate_limited", "reset_before_answer": "no_connection",
    "reset_mid_stream": "no_connection", "server_error_once": "unavailable",
    "timeout_once": "timeout", "unavailable_forever": "unavailable",
}  # fmt: skip
NAMES = sorted(path.stem for path in SCENARIOS.glob("*.json"))


def model_at(server: FaultyServer) -> StrictChatOpenAI:
    return StrictChatOpenAI(
        model="any",
        base_url=server.base_url,
        api_key=SecretStr(KEY),
        timeout=0.5,
        max_retries=0,
        stream_usage=True,
        use_responses_api=False,
        max_completion_tokens=500,
    )


def asked(server: FaultyServer, *, streamed: bool) -> tuple[str, list[object]]:
    """Return text and arguments of tool calls, as whoever acts on a reply would see them."""
    model = model_at(server)
    if not streamed:
        reply = model.invoke("q")
        return reply.text, [call["args"] for call in reply.tool_calls]
    chunks = list(model.stream("q"))
    whole = chunks[0]
    for chunk in chunks[1:]:
        whole = whole + chunk
    return whole.text, [call["args"] for call in whole.tool_calls]


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("name", NAMES)
def test_a_reply_is_sound_or_raises(name: str, streamed: bool) -> None:
    sound = name in SOUND or (name in CUT_IN_STREAM and not streamed)
    with FaultyServer.of(name) as server:
        if sound:
            text, calls = asked(server, streamed=streamed)
            assert text or calls
            if name in ("tool_round_trip", "parallel_tool_calls", "endless_tool_calls"):
                assert calls[0] == WHOLE
            return
        with pytest.raises(Exception) as caught:  # noqa: PT011 - any type: each is told apart below
            asked(server, streamed=streamed)
    code, message = fault_of(caught.value)
    assert code
    assert KEY not in message
    assert not any(character.isdigit() for character in message)


@pytest.mark.parametrize(("name", "code"), [*FINAL.items(), *PASSING.items()])
def test_each_fault_has_its_code_and_is_retried_only_where_that_helps(name: str, code: str) -> None:
    with FaultyServer.of(name) as server, pytest.raises(Exception) as caught:  # noqa: PT011
        asked(server, streamed=False)
    assert fault_of(caught.value)[0] == code
    assert worth_retrying(caught.value) is (name in PASSING)


@pytest.mark.parametrize("name", sorted(CUT_IN_STREAM))
def test_a_stream_that_breaks_off_may_be_asked_again(name: str) -> None:
    with FaultyServer.of(name) as server, pytest.raises(Exception) as caught:  # noqa: PT011
        asked(server, streamed=True)
    assert worth_retrying(caught.value)


def test_a_reply_that_does_not_end_is_left() -> None:
    step = {"kind": "reply", "text": "word " * 1000, "repeat": 100, "chunk_chars": 5000}
    with FaultyServer({"steps": [step]}) as server, pytest.raises(BrokenReply, match="not end"):
        asked(server, streamed=True)
