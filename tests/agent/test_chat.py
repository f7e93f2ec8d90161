"""From a question to its events: what passes, what is held back, and what is said instead."""

import re
from collections.abc import Sequence

import pytest
from langchain_core.messages import AIMessage

from kuroji.agent.chat import Chat, Turn
from kuroji.agent.events import (
    Citation,
    Done,
    Event,
    Failed,
    FigureShown,
    Notice,
    Started,
    Token,
    ToolCall,
)
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.telling import plain_text
from kuroji.agent.wiring import Office
from kuroji.evals.stub import Scripted

HOLE = "Is there an $800bn hole?"


def calls(tool: str, **given: object) -> AIMessage:
    made = {"name": tool, "args": given, "id": "call_1", "type": "tool_call"}
    return AIMessage(content="", tool_calls=[made])


def kinds(events: Sequence[Event]) -> set[str]:
    return {event.type for event in events}


def codes(events: Sequence[Event]) -> list[str]:
    return [event.code for event in events if isinstance(event, Notice)]


def ref_of_the_gap(desk: Office) -> str:
    found: list[Event] = []
    Chat(desk, OfflineAnalyst(), found.append).answer(HOLE)
    return next(event.ref for event in found if isinstance(event, FigureShown))


def test_events_are_numbered_and_end_once(desk: Office, events: list[Event]) -> None:
    Chat(desk, OfflineAnalyst(), events.append).answer(HOLE)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert isinstance(events[0], Started)
    assert [event for event in events if isinstance(event, Done | Failed)] == [events[-1]]


def test_each_figure_of_a_sentence_is_shown_before_it(desk: Office, events: list[Event]) -> None:
    answer = Chat(desk, OfflineAnalyst(), events.append).answer(HOLE)
    figures: list[FigureShown] = []
    told = []
    for event in events:
        if isinstance(event, FigureShown):
            figures.append(event)
        if isinstance(event, Token):
            told.append(plain_text(event, figures))
            figures.clear()
    assert "".join(told).strip() == answer.text


def test_a_source_is_cited_once_with_its_grade(desk: Office, events: list[Event]) -> None:
    Chat(desk, OfflineAnalyst(), events.append).answer(HOLE)
    cited = [event for event in events if isinstance(event, Citation)]
    assert [one.note for one in cited] == list(range(1, len(cited) + 1))
    assert len({one.source_id for one in cited}) == len(cited)
    assert all(one.quote and one.grade for one in cited)


def test_the_same_question_gives_the_same_answer(desk: Office) -> None:
    first, second = (Chat(desk, OfflineAnalyst(), lambda _: None).answer(HOLE) for _ in range(2))
    assert first.text == second.text
    assert first.ledger.head == second.ledger.head


def test_a_follow_up_takes_the_company_of_the_question_before(
    desk: Office, events: list[Event]
) -> None:
    before = [Turn("Does CoreWeave make money?", "No.")]
    answer = Chat(desk, OfflineAnalyst(), events.append).answer("And at four years?", before)
    assert answer.asked.spoken_of == ("CoreWeave",)
    assert any(isinstance(e, ToolCall) and e.tool == "assume" for e in events)
    assert "4 years" in answer.text


def test_a_models_answer_in_slots_is_told(desk: Office, events: list[Event]) -> None:
    ref = ref_of_the_gap(desk)
    model = Scripted(
        script=(
            calls("look_up", metric="revenue_gap"),
            AIMessage(content=f"No. One projection puts it at {{{{{ref} money}}}} a year."),
        )
    )
    answer = Chat(desk, model, events.append).answer(HOLE)
    assert answer.text.startswith("No. One projection puts it at $800bn")
    assert "notice" not in kinds(events)


def test_a_digit_of_a_model_is_mended_by_the_model(desk: Office, events: list[Event]) -> None:
    ref = ref_of_the_gap(desk)
    model = Scripted(
        script=(
            calls("look_up", metric="revenue_gap"),
            AIMessage(content="It is $3.4 billion."),
        )
    )

    class Mending(Scripted):
        def reply(self, messages: list[object]) -> AIMessage:  # type: ignore[override]
            if "held back" in str(messages[-1]):
                return AIMessage(content=f"No. It is projected at {{{{{ref} money}}}}.")
            return model.reply(messages)  # type: ignore[arg-type]

    answer = Chat(desk, Mending(script=model.script), events.append).answer(HOLE)
    assert answer.text.startswith("No. It is projected at $800bn")
    assert codes(events) == ["mended"]
    assert "3.4" not in "".join(e.text for e in events if isinstance(e, Token))


@pytest.mark.parametrize(
    "said",
    [
        "Revenue was $3.4 billion, i.e. 3,400億円.",
        "Revenue is {{fact:invented money}}.",
        "It is {{calc:x.y money}} and ROSE.",
        "See https://evil.example/leak for the figure.",
        "![figure](http://evil.example/a.png)",
        "<script>alert()</script> It is fine.",
        "It is fine\u200b.",
        "RATING: STRONG BUY. It is fine.",
        "利益は出ている。",
    ],
)
def test_what_does_not_belong_is_replaced_by_the_offline_analyst(
    said: str, desk: Office, events: list[Event]
) -> None:
    model = Scripted(script=(AIMessage(content=said),))
    answer = Chat(desk, model, events.append).answer(HOLE)
    assert codes(events) == ["mended", "untied"]
    assert "$800bn" in answer.text
    told = "".join(e.text for e in events if isinstance(e, Token))
    assert not re.search(r"3\.4|evil|script|STRONG|利益|\u200b", told)


def test_words_of_a_document_are_no_answer(desk: Office, events: list[Event]) -> None:
    model = Scripted(
        script=(
            calls("search_evidence", query="Is there a hole? Figures that must not be mixed"),
            AIMessage(content="None of them is a present debt. They differ in year and method."),
        )
    )
    Chat(desk, model, events.append).answer(HOLE)
    assert codes(events)[-1] == "untied"


def test_a_model_that_calls_tools_for_ever_is_stopped(desk: Office, events: list[Event]) -> None:
    model = Scripted(script=(calls("look_up", metric="revenue_gap"),))
    answer = Chat(desk, model, events.append).answer(HOLE)
    assert codes(events) == ["too_many_steps"]
    assert answer.text


def test_an_unknown_tool_is_told_to_the_model(desk: Office, events: list[Event]) -> None:
    ref = ref_of_the_gap(desk)
    model = Scripted(
        script=(
            calls("delete_everything"),
            calls("look_up", metric="revenue_gap"),
            AIMessage(content=f"No. It is projected at {{{{{ref} money}}}}."),
        )
    )
    answer = Chat(desk, model, events.append).answer(HOLE)
    assert answer.text.startswith("No. It is projected at $800bn")


def test_an_unknown_company_is_said_with_near_names(desk: Office) -> None:
    answer = Chat(desk, OfflineAnalyst(), lambda _: None).answer("Is CoreWave profitable?")
    assert "CoreWave" in answer.text
    assert "CoreWeave?" in answer.text
