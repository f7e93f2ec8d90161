"""The offline analyst's sentences: chosen by what holds, the same each time, without a digit."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain_core.messages import AIMessageChunk, HumanMessage

from kuroji.agent.brief import Brief, BriefEntry, SectionDraft
from kuroji.agent.graph import NoDraft, draft
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.offline.grammar import grammar, holds, inventory, predicates
from kuroji.agent.offline.policy import called, reply
from kuroji.agent.offline.sections import composed
from kuroji.agent.patience import Clock, Patience
from kuroji.evals.stub import Scripted
from kuroji.knowledge.slots import stray_digits
from kuroji.memo.model import SECTIONS
from kuroji.memo.outline import TITLES


def entry(role: str, ref: str = "fact:a", **changed: object) -> BriefEntry:
    told = {
        "role": role, "ref": ref, "view": "money", "en": role, "ja": role, "period": "FY2024",
        "basis": "gaap", "grade": "A", "sign": 1, "later": False,
    }  # fmt: skip
    return BriefEntry.model_validate(told | changed)


def brief(**changed: object) -> Brief:
    told: dict[str, object] = {
        "section": "bear_case", "title": "Bear case", "language": "en", "company": "Halden",
        "verdict_code": "R4", "verdict_rule": "R4.runway", "provisional": False,
        "flags": ("grade_A", "thin"), "missing": (), "entries": (entry("revenue"),),
        "tests": {"gt(revenue,prior_revenue)": True, "neg(fcf)": False}, "names": {}, "rows": (),
    }  # fmt: skip
    return Brief.model_validate(told | changed)


@pytest.mark.parametrize(
    ("test", "truth"),
    [
        ("code(R4)", True), ("code(R1)", False), ("rule(R4.runway)", True),
        ("rule(R4.circular)", False), ("flag(thin)", True), ("flag(circular)", False),
        ("present(revenue)", True), ("present(debt)", False), ("absent(debt)", True),
        ("absent(revenue)", False), ("grade(A)", True), ("grade(C)", False),
        ("gt(revenue, prior_revenue)", True), ("neg(fcf)", False), ("pos(nowhere)", False),
    ],
)  # fmt: skip
def test_a_situation_is_there_only_where_its_tests_hold(test: str, truth: bool) -> None:
    assert holds(test, brief()) is truth


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_way_of_saying_has_a_figure_of_its_own(language: str) -> None:
    strays: dict[str, tuple[str, ...]] = {}
    for situation, parts in grammar(language).words.items():
        for ways in parts.values():
            for way in ways:
                bare = re.sub(r"\{@?[a-z_0-9]+(?::[a-z0-9.]+)?\}|<[a-z_]+\([^)]*\)\|", " ", way)
                if found := stray_digits(bare, ("FCF", "R&D")):
                    strays[f"{situation}: {way}"] = found
    assert strays == {}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_situation_has_its_words(language: str) -> None:
    words = grammar(language).words
    wanted = {
        (id, part)
        for id, situation in inventory().items()
        for part in situation.parts
        if part not in situation.optional
    }
    assert {(id, part) for id, part in wanted if not words.get(id, {}).get(part)} == set()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_word_belongs_to_a_situation(language: str) -> None:
    strangers = {id for id in grammar(language).words if id not in inventory()}
    assert {id for id in strangers if id.partition(".")[0] not in ("line", "ask")} == set()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_predicates_asked_are_on_figures(language: str) -> None:
    asked = predicates(("bear", "bull"), language)
    assert asked
    assert all(re.match(r"(?:gt|lt|pos|neg|ratio_gt|between)\([^()]+\)$", test) for test in asked)


PATIENCE = Patience(Clock.without_end(), 0)
_ROLES = sorted({role for s in inventory().values() for role in s.needs})


@given(
    st.lists(st.sampled_from(_ROLES), max_size=25, unique=True),
    st.sampled_from(SECTIONS),
    st.sampled_from(["en", "ja"]),
    st.sampled_from(["R0", "R1", "R2", "R3", "R4"]),
)
def test_whatever_is_there_a_section_is_written_the_same_twice(
    roles: list[str], section: str, language: str, code: str
) -> None:
    told = brief(
        section=section, title=TITLES[section][language == "ja"], language=language,  # type: ignore[index]  # one of the fourteen
        verdict_code=code, entries=tuple(entry(role, f"fact:{role}") for role in roles),
    )  # fmt: skip
    first = composed(told)
    assert first == composed(told)
    given_refs = {f"fact:{role}" for role in roles}
    for ref in re.findall(r"fact:[a-z_0-9]+", first.model_dump_json()):
        assert ref in given_refs


def asked(told: Brief) -> list[HumanMessage]:
    return [HumanMessage(content=f"Write.\n\nBrief:\n{told.model_dump_json()}")]


def test_the_analyst_hands_in_a_section_through_the_graph() -> None:
    told = brief(section="revenue_quality")
    made = draft(OfflineAnalyst(), asked(told), calls=3, patience=PATIENCE)
    assert made == composed(told)


def test_a_model_that_only_talks_hands_in_nothing() -> None:
    talker = Scripted(script=(called("nothing", {}, 0).model_copy(update={"tool_calls": []}),))
    with pytest.raises((NoDraft, ModelCallLimitExceededError)):
        draft(talker, asked(brief()), calls=2, patience=PATIENCE)


def test_the_next_step_is_a_function_of_the_messages() -> None:
    one, other = (reply(asked(brief()), ("SectionDraft",)) for _ in range(2))  # type: ignore[arg-type]  # human messages are messages
    assert one.tool_calls == other.tool_calls
    (call,) = one.tool_calls
    assert call["name"] == "SectionDraft"
    assert SectionDraft.model_validate(call["args"]) == composed(brief())


def test_the_stream_adds_up_to_the_message() -> None:
    bound = OfflineAnalyst().bind_tools([SectionDraft])
    whole = bound.invoke(asked(brief()))
    pieces: list[AIMessageChunk] = [*bound.stream(asked(brief()))]  # type: ignore[list-item]  # chunks
    added = pieces[0]
    for piece in pieces[1:]:
        added += piece
    assert added.text == whole.text
    assert json.dumps([c["args"] for c in added.tool_calls]) == json.dumps(
        [c["args"] for c in whole.tool_calls]
    )
