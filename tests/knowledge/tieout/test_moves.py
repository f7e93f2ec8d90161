"""Words of movement."""

import pytest

from kuroji.knowledge.tieout.moves import direction_behind, direction_of, is_change, is_lost


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("the loss deepened by", 1),
        ("volumes plummeted to", -1),
        ("売上高は前期より膨らんだ", 1),
        ("forest took up", 0),
        ("a step up", 1),
    ],
)
def test_direction_of_verbs(text: str, direction: int) -> None:
    assert direction_of(text)[0] == direction


def test_a_share_that_is_taken_up_did_not_move() -> None:
    assert not is_change("Forest took up ", " of the estate")
    assert is_change("Sales were up ", " on the year")


def test_points_are_lost_but_money_is_a_loss() -> None:
    assert is_lost("Dunlin lost about ", "point")
    assert not is_lost("Dunlin lost ", "USD")


def test_the_words_behind_tell_the_direction() -> None:
    assert direction_behind(" shorter") == -1
    assert direction_behind("多い") == 1
