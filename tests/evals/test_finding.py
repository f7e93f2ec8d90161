"""Questions on the starter corpus find their passages, and those without an answer say so."""

import pytest

from kuroji.evals.finding import Finding, FindingCase, cases, found, summary
from kuroji.evals.suites import SUITES

# What each kind of question must reach with the small encoder: gain at ten, share found.
FLOORS = {
    "ja-to-en": (0.75, 0.92),
    "en-to-ja": (0.65, 0.88),
    "in-english": (0.85, 0.94),
    "in-japanese": (0.78, 0.94),
}


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    """Return what came of every question."""
    return list(found())


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_holds_its_floor(findings: list[Finding], kind: str) -> None:
    told = summary(findings)[kind]
    assert (told["ndcg"], told["recall"]) >= FLOORS[kind]
    assert told["recall"] >= FLOORS[kind][1]


def test_the_suite_holds_its_floor(findings: list[Finding]) -> None:
    passed = sum(one.passed for one in findings)
    assert passed >= SUITES["retrieval"].floor * len(findings), [
        one.case.id for one in findings if not one.passed
    ]


def test_nearly_all_questions_without_an_answer_say_so(findings: list[Finding]) -> None:
    wrong = [one.case.question for one in findings if not one.case.accept and one.answerable]
    assert len(wrong) <= 1, wrong


def test_there_are_enough_questions_of_each_kind() -> None:
    kinds = [case.kind for case in cases()]
    assert kinds.count("ja-to-en") + kinds.count("en-to-ja") >= 30
    assert kinds.count("in-english") + kinds.count("in-japanese") >= 30
    assert kinds.count("no-answer") >= 10
    assert len({case.id for case in cases()}) == len(kinds)


@pytest.mark.parametrize(
    ("accept", "place", "answerable", "passed"),
    [
        ((("a",),), 3, True, True),
        ((("a",),), 3, False, False),
        ((("a",),), None, True, False),
        ((), None, True, False),
        ((), None, False, True),
    ],
)
def test_when_a_question_counts_as_answered(
    accept: tuple[tuple[str, ...], ...], place: int | None, answerable: bool, passed: bool
) -> None:
    case = FindingCase(id="x", kind="in-english", lang="en", question="?", accept=accept)
    one = Finding(case=case, place=place, answerable=answerable)
    assert one.passed == passed
    assert one.gain == (0.5 if place == 3 else 0.0)
