"""A whole memo drafted over HTTP by a scripted model that hands in its sections."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from kuroji.agent.drafting import Drafter
from kuroji.agent.events import Event, Notice
from kuroji.agent.models import chat_model
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.offline.sections import composed
from kuroji.agent.research.briefs import brief
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Target
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office
from kuroji.knowledge.passage import Language
from kuroji.memo.binding import quoted_passages
from kuroji.memo.model import SECTIONS
from tests.model_server.server import FaultyServer


@pytest.fixture(scope="module")
def dossier(desk: Office) -> Dossier:
    target = desk.target("CoreWeave")
    assert isinstance(target, Target)
    made = desk.dossier(target)
    assert isinstance(made, Dossier)
    return made


def handed_in(dossier: Dossier, language: Language) -> list[dict[str, object]]:
    """A script in which each section is handed in by its tool, as a good model would."""
    drafts = (composed(brief(dossier, section, language)) for section in SECTIONS)
    return [
        {
            "kind": "reply",
            "tool_calls": [{"name": "SectionDraft", "arguments": draft.model_dump(mode="json")}],
            "expect": {"tools": ["SectionDraft"]},
        }
        for draft in drafts
    ]


def drafter(server: FaultyServer, language: Language, events: list[Event]) -> Drafter:
    settings = Settings(
        encoder="none",
        openai_api_key=SecretStr("sk-kuroji-canary-0000"),
        base_url=server.base_url,
        timeout_seconds=2,
    )
    return Drafter(
        model=chat_model(settings), language=language, calls=3, retries=1, emit=events.append
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_memo_is_drafted_by_a_live_model(
    language: Language, dossier: Dossier, events: list[Event]
) -> None:
    script = {"then": "stop", "steps": handed_in(dossier, language)}
    with FaultyServer(script) as server:
        memo, _ = drafter(server, language, events).memo(dossier)
        assert server.problems == []
        assert len(server.requests) == len(SECTIONS)
    assert [event.message for event in events if isinstance(event, Notice)] == []
    assert [section.id for section in memo.sections] == list(SECTIONS)


def test_a_section_that_does_not_tie_is_written_by_the_offline_analyst(
    dossier: Dossier, events: list[Event]
) -> None:
    bad = {"blocks": [{"type": "paragraph", "text": "**It earned $3.4 billion.**"}]}
    step = {"kind": "reply", "tool_calls": [{"name": "SectionDraft", "arguments": bad}]}
    steps = handed_in(dossier, "en")
    script = {"then": "stop", "steps": [step, step, *steps[1:]]}
    with FaultyServer(script) as server:
        memo, _ = drafter(server, "en", events).memo(dossier)
        assert server.problems == []
    codes = [event.code for event in events if isinstance(event, Notice)]
    assert codes == ["offline_section"]
    assert "3.4" not in memo.model_dump_json()
    assert "R4" in memo.sections[0].model_dump_json()


@pytest.mark.parametrize(("name", "requests"), [("unauthorized", 1), ("unavailable_forever", 4)])
def test_a_dead_server_is_soon_asked_no_more_and_leaves_a_whole_memo(
    name: str, requests: int, dossier: Dossier, events: list[Event]
) -> None:
    with FaultyServer.of(name) as server:
        memo, _ = drafter(server, "en", events).memo(dossier)
        assert len(server.requests) == requests
    notices = [event for event in events if isinstance(event, Notice)]
    assert notices[-1].code in ("unauthorized", "unavailable")
    assert "not asked again" in notices[-1].message
    assert len(memo.sections) == len(SECTIONS)


def test_a_section_by_rule_is_the_same_with_a_model_that_fails(
    desk: Office, dossier: Dossier, events: list[Event]
) -> None:
    with FaultyServer.of("unauthorized") as server:
        made = replace(
            drafter(server, "en", events),
            passages=quoted_passages(dossier.desk.ledger, desk.library),
        )
        failed, _ = made.memo(dossier)
    offline = Drafter(OfflineAnalyst(), "en", 3, 0, lambda _: None)
    assert failed.sections == offline.memo(dossier)[0].sections
    assert "held_back" not in {event.code for event in events if isinstance(event, Notice)}
