"""Questions on invented documents find them, and those without an answer say so."""

import pytest

from kuroji.evals.invented import Asked, asked, names, summary

# What each kind of question must reach over all sets with the small encoder.
FLOORS = {
    "concept": 0.8,
    "twin": 0.88,
    "entity": 0.9,
    "figure": 0.88,
    "period": 0.93,
    "xl_en2ja": 0.84,
    "xl_ja2en": 0.9,
    "xl_entity": 0.9,
}


@pytest.fixture(scope="module")
def found() -> list[Asked]:
    """Return what came of every question."""
    return [one for name in names() for one in asked(name)]


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_holds_its_floor(found: list[Asked], kind: str) -> None:
    assert summary(found)[kind]["ndcg"] >= FLOORS[kind]


def test_nearly_all_answers_are_kept_and_nearly_all_others_refused(found: list[Asked]) -> None:
    kept = [one.answerable for one in found if one.rel]
    refused = [not one.answerable for one in found if not one.rel]
    assert sum(kept) >= 0.95 * len(kept)
    assert sum(refused) >= 0.95 * len(refused)


@pytest.mark.parametrize(
    ("rel", "places", "answerable", "passed"),
    [
        (("x",), (3,), True, True),
        (("x",), (3,), False, False),
        (("x", "y"), (1,), True, False),
        ((), (), True, False),
        ((), (), False, True),
    ],
)
def test_when_a_question_counts_as_answered(
    rel: tuple[str, ...], places: tuple[int, ...], *, answerable: bool, passed: bool
) -> None:
    one = Asked(
        set="a",
        id="1",
        lang="en",
        kind="twin",
        question="?",
        rel=rel,
        places=places,
        answerable=answerable,
    )
    assert one.passed == passed


def test_gain_falls_with_the_place() -> None:
    first, third = (
        Asked(set="a", id="1", lang="en", kind="figure", question="?", rel=("x",), places=(place,))
        for place in (1, 3)
    )
    assert (first.gain, third.gain) == (1.0, 0.5)
