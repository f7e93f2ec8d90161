"""Labels that tell one figure of the evidence from another."""

import pytest

from kuroji.knowledge.tieout import Evidence, judge


@pytest.mark.parametrize(
    ("passage", "true", "false"),
    [
        ("柏原精機の経常利益は61億円（同74億円）だった。2025年3月期の決算である。",
         "柏原精機の経常利益は61億円だった。", "柏原精機の今期の経常利益は74億円だった。"),
        ("前の期は売上高28億円、純損失9億1,000万円だった。2025年6月期の純損失は5億4,000万円。",
         "前の期の純損失は9億1,000万円だった。", "2025年6月期の純損失は9億1,000万円だった。"),
        ("Notes due 2028 pay 4.5%; notes due 2031 pay 6.0%.",
         "The notes due 2031 pay 6.0%.", "The notes due 2028 pay 6.0%."),
        ("Sonder has 31 offices, 12 of them abroad.",
         "Sonder has 12 offices abroad.", "Sonder has 31 offices abroad."),
        ("The plant had 7.7 million users at 31 March and 7.4 million at 31 December.",
         "At 31 March the plant had 7.7 million users.",
         "At 31 December the plant had 7.7 million users."),
        ("The licence pays up to $210 million in milestones.",
         "Milestones could reach up to $210 million.", "Gorse has received $210 million."),
        ("The south plant will close in 2027.",
         "The south plant will close in 2027.", "The south plant closed in 2027."),
        ("小麦の価格は1トン当たり7万円である。",
         "小麦の価格は1トン当たり7万円だった。", "小麦の価格は1キログラム当たり7万円だった。"),
        ("Input tokens cost half as much as output tokens.",
         "Input tokens cost half as much as output tokens.",
         "Output tokens cost half as much as input tokens."),
        ("The combined ratio moved to 94.2% in 2025 from 98.7% in 2024.",
         "The combined ratio improved by 4.5 points.",
         "The combined ratio worsened by 4.5 points."),
    ],
)  # fmt: skip
def test_one_figure_is_not_another(passage: str, true: str, false: str) -> None:
    evidence = [Evidence("p1", passage, "")]
    assert judge(true, evidence).supported
    assert not judge(false, evidence).supported
