"""A model may fail in any way: the memo is whole, ties, and says who wrote what."""

import pytest
from langchain_core.messages import AIMessage

from kuroji.agent.drafting import Drafter
from kuroji.agent.events import Event, Notice, Plan
from kuroji.agent.gate import Gate
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Target
from kuroji.agent.wiring import Office
from kuroji.evals.stub import Scripted
from kuroji.memo.binding import bound
from kuroji.memo.checking import check
from kuroji.memo.model import SECTIONS, Paragraph


@pytest.fixture(scope="module")
def dossier(desk: Office) -> Dossier:
    target = desk.target("CoreWeave")
    assert isinstance(target, Target)
    made = desk.dossier(target)
    assert isinstance(made, Dossier)
    return made


def handed(blocks: list[dict[str, object]]) -> AIMessage:
    call = {"name": "SectionDraft", "args": {"blocks": blocks}, "id": "c1", "type": "tool_call"}
    return AIMessage(content="", tool_calls=[call])


def said(text: str) -> AIMessage:
    return handed([{"type": "paragraph", "text": text}])


BAD = {
    "a figure of its own": said("**It earned $3.4 billion.** It grew."),
    "a slot that is not there": said("**It earned {{fact:revenue-fy2024-000000}}.**"),
    "a slot of the wrong view": said("**It grew {{calc:growth.growth money}}.**"),
    "no slot at all": said("**It earned {{revenue}}.**"),
    "talk instead of a section": AIMessage(content="I think that it earns money."),
    "nothing": AIMessage(content=""),
    "a block that is none": handed([{"type": "poem", "text": "Roses are red"}]),
    "a tool that is not there": AIMessage(
        content="", tool_calls=[{"name": "buy", "args": {}, "id": "c", "type": "tool_call"}]
    ),
}

NO_DRAFT = frozenset(
    {"talk instead of a section", "nothing", "a block that is none", "a tool that is not there"}
)


def drafter(script: AIMessage, events: list[Event]) -> Drafter:
    model = Scripted(script=(script,))
    return Drafter(model=model, language="en", calls=2, retries=0, emit=events.append)


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_model_leaves_a_whole_memo_that_ties(
    fault: str, desk: Office, dossier: Dossier, events: list[Event]
) -> None:
    memo, names = drafter(BAD[fault], events).memo(dossier)
    ledger = dossier.desk.ledger
    bundle = bound(memo, ledger, desk.library, dossier.contradictions(), names)
    assert [section.id for section in memo.sections] == list(SECTIONS)
    assert check(bundle).faults == ()
    notices = [event for event in events if isinstance(event, Notice)]
    told = [n for n in notices if n.code == "offline_section"]
    assert all("written by the offline analyst, because" in n.message for n in told)
    if fault in NO_DRAFT:  # after two in a row the model is not asked again
        assert (len(told), len(notices)) == (2, 3)
        assert "not asked again" in notices[-1].message
    else:
        assert len(told) == len(notices) == len(SECTIONS)
    assert "3.4" not in memo.model_dump_json()


def test_a_second_draft_that_ties_is_taken(dossier: Dossier, events: list[Event]) -> None:
    good = "**Nothing is certain.** It is told without a figure."
    model = _Mending(script=(said("**It earned $3.4 billion.**"),), mended=said(good))
    made = Drafter(model=model, language="en", calls=2, retries=0, emit=events.append)
    memo, _ = made.memo(dossier)
    assert memo.sections[1].blocks == (Paragraph(text=good),)
    assert not [event for event in events if isinstance(event, Notice)]


class _Mending(Scripted):
    """Mends its section as soon as it is told what is wrong."""

    mended: AIMessage

    def reply(self, messages: list[object]) -> AIMessage:  # type: ignore[override]  # any messages
        told = "The section was refused" in str(messages[0])
        return self.mended if told else self.script[0]


def test_the_plan_is_told_first(dossier: Dossier, events: list[Event]) -> None:
    made = Drafter(model=OfflineAnalyst(), language="ja", calls=2, retries=0, emit=events.append)
    made.memo(dossier)
    assert isinstance(events[0], Plan)
    assert len(events[0].steps) == len(SECTIONS)


def test_a_section_of_which_nothing_ties_says_so(dossier: Dossier, events: list[Event]) -> None:
    made = drafter(BAD["nothing"], events)
    briefs, _ = made.memo(dossier)
    gate = Gate(dossier.desk.ledger, "en", frozenset())  # no name is allowed: little is left
    assert gate.faults(briefs.sections[0].model_dump_json())


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sentence_of_the_offline_analyst_passes_the_gate(
    language: str, desk: Office, events: list[Event]
) -> None:
    for company in ("CoreWeave", "OpenAI", "Palantir", "さくらインターネット"):
        target = desk.target(company)
        assert isinstance(target, Target)
        made = desk.dossier(target)
        assert isinstance(made, Dossier)
        analyst = OfflineAnalyst()
        Drafter(model=analyst, language=language, calls=2, retries=0, emit=events.append).memo(made)  # type: ignore[arg-type]  # en or ja
    assert [event.message for event in events if isinstance(event, Notice)] == []
