"""Names, times and windows: what the words around a figure say."""

import pytest

from kuroji.knowledge.tieout.claims import claims_of
from kuroji.knowledge.tieout.names import names_of, same
from kuroji.knowledge.tieout.timing import disagree, times_of
from kuroji.knowledge.tieout.windows import windows_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Revenue at Halden Cloud, Inc. rose in Ohio.", ["Halden Cloud, Inc."]),
        ("In March GAAP Revenue was up.", []),
        ("千早システムの売上高は88億円。", ["千早システム"]),
        ("データセンター事業の売上高は増えた。", []),
        ("株式会社八雲は黒字だった。", ["八雲"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [n.text for n in names_of(text)] == names


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Orbis", "Orbis Health, Inc.", True),
        ("Aster Cloud", "Aster Compute", False),
        ("千早システム", "千早グループ", False),
        ("株式会社青嶺テック", "青嶺テック", True),
    ],
)
def test_one_company(left: str, right: str, one: bool) -> None:
    assert same(left, right) is one


@pytest.mark.parametrize(
    ("said", "true", "apart"),
    [
        ("fiscal 2025", "2025年度", False),
        ("令和6年度", "2024年度", False),
        ("the year to March 2025", "2025年3月期", False),
        ("the year to March 2025", "2024年3月期", True),
        ("in 2024", "in 2023", True),
        ("June 2024", "June 2025", True),
        ("the third quarter", "Q3 2025", False),
        ("the second quarter", "Q3 2025", True),
        ("in 2025", "Q3 2025", True),
        ("通期", "中間期", True),
        ("at the end of 2025", "at December 31, 2025", False),
    ],
)
def test_times(said: str, true: str, apart: bool) -> None:
    assert disagree(times_of(said)[0], times_of(true)[0]) is apart


def test_a_relative_clause_keeps_its_figure_to_itself() -> None:
    text = "Sales to Harrow, which owns 18% of us, were $44 million."
    spans = [(text.index("18%"), text.index("18%") + 3), (text.index("$44"), len(text) - 1)]
    inner, outer = windows_of(text, spans, [])
    assert inner.left.strip() == ", which owns"
    assert outer.left.split() == ["Sales", "to", "Harrow", "were"]


def test_a_figure_without_a_topic_takes_the_one_before() -> None:
    now, then = claims_of("p", "Gross margin was 61.4%, up from 58.9% a year earlier.", "")
    assert then.metric == now.metric == "gross_margin"
    assert then.prior
    assert not now.prior


def test_a_loss_is_negative_by_meaning() -> None:
    (loss,) = claims_of("p", "Net loss was $14.6 million.", "")
    (red,) = claims_of("p", "営業損益は5億円の赤字だった。", "")
    assert loss.amount.low < 0
    assert red.amount.low < 0
