"""When there is an answer: by the evidence, and by meaning only where that is far beyond chance."""

import pytest

from kuroji.knowledge.aliases import Names
from kuroji.knowledge.answering import answered, evidence, unknown_names
from kuroji.knowledge.question import Question, understood
from kuroji.knowledge.ranking import Ranked

NAMES = Names({"Fennel Systems": "Fennel Systems", "霞ヶ浦計測": "霞ヶ浦計測"})


def asked(text: str) -> Question:
    return understood(text, NAMES)


def known(_word: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("What dividend does Fennel Systems pay?", "It pays its staff well.", False),
        ("What dividend does Fennel Systems pay?", "Dividends were $2 a share.", True),
        ("What is the operating result of Fennel Systems?", "Operating loss: $3 million.", True),
        ("What gross margin has Fennel Systems?", "Of each dollar, it keeps 40 cents.", True),
        ("霞ヶ浦計測の従業員の離職率", "従業員は40名です。", False),
        ("霞ヶ浦計測の従業員の離職率", "従業員の離職率は4%です。", True),
    ],
)
def test_a_company_passage_has_to_name_or_describe_it(
    question: str, text: str, *, expected: bool
) -> None:
    assert answered(asked(question), [evidence("", text, ())], known) == expected


@pytest.mark.parametrize(("standing", "expected"), [(1.2, True), (0.1, False)])
def test_what_is_said_in_many_ways_needs_only_be_near(standing: float, *, expected: bool) -> None:
    question = asked("Does Fennel Systems have minimum purchase obligations?")
    found = [evidence("", "Capacity is reserved.", ())]
    assert answered(question, found, known, [Ranked(1, 0.0, standing)]) == expected


@pytest.mark.parametrize(
    ("beyond", "covered", "expected"), [(0.9, 0.1, True), (0.9, 0.0, False), (0.1, 0.1, False)]
)
def test_at_large_a_passage_far_beyond_chance_is_enough(
    beyond: float, covered: float, *, expected: bool
) -> None:
    question = asked("Do beekeepers mute scales?")
    found = [evidence("", "Hive weights ring at night.", ())]
    order = [Ranked(1, covered, 4.0, beyond=beyond)]
    assert answered(question, found, known, order) == expected


def test_the_year_asked_for_has_to_be_there() -> None:
    found = [evidence("", "Revenue was $4 million.", (2024,))]
    assert answered(asked("Fennel Systems revenue in 2024"), found, known)
    assert not answered(asked("Fennel Systems revenue in 2019"), found, known)


@pytest.mark.parametrize(
    ("question", "present", "expected"),
    [
        ("How old are X-ray devices?", (), ()),
        ("How far is Kumamoto?", ("熊本", "熊", "本"), ()),
        ("How far is Kumamoto?", (), ("Kumamoto",)),
        ("Sales in the year to March 2025", (), ()),
        ("鳴門製薬の2025年の営業利益", ("製薬",), ("鳴門製薬",)),
    ],
)
def test_names_that_nothing_here_has(
    question: str, present: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert unknown_names(asked(question), lambda word: word in present) == expected
