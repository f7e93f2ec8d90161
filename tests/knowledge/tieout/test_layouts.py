"""Layouts and idioms of filings, each shown by a true and a false sentence."""

import pytest

from kuroji.knowledge.tieout import Evidence, judge

TEXTS = {
    "respectively": "Revenue: $1,204 million and $1,050 million for 2024 and 2023, respectively.",
    "brackets": "EBITDA was £72.3 million (2023: £65.0 million).",
    "beside": "Third-quarter orders: €96m (Q3/2024: €118m)",
    "headings": "## Guidance\nRevenue $41–43m (FY2024: $24.6m).",
    "columns": "| £m | Consumer | Industrial |\n|---|---|---|\n| Revenue | 612 | 438 |",
    "dated row": "| 回次 | 第21期 | 第22期 |\n|---|---|---|\n| 決算年月 | 2024年3月 | 2025年3月 |\n"
    "| 売上高（百万円） | 35,980 | 41,206 |",
    "signed": "売上収益は2,415億円（前年同期比＋7.1％）、営業利益は198億円（同▲4.3％）だった。",
    "counters": "会員数は6月末で38万人である。",
    "perimeter": "従業員数は連結12,300名、単体4,150名である。",
    "rate": "Adjusted EBITDA was $50 million. Net debt was 2.4x adjusted EBITDA.",
    "burn": "It burned $400,000 a month and held $7.2 million of cash.",
    "identity": "Revenue was £88.4m and cost of sales £51.2m.",
    "growth": "Revenue was $214 million, up 12% from a year earlier.",
}


@pytest.mark.parametrize(
    ("layout", "true", "false"),
    [
        (
            "respectively",
            "Revenue was $1,050 million in 2023.",
            "Revenue was $1,050 million in 2024.",
        ),
        ("brackets", "EBITDA had been £65.0 million in 2023.", "EBITDA was £72.3 million in 2023."),
        (
            "beside",
            "Orders fell to €96m in the third quarter.",
            "Orders rose to €96m in the third quarter.",
        ),
        ("headings", "It guides to revenue of $41–43m.", "It had revenue of $41–43m."),
        ("columns", "Industrial had revenue of £438m.", "Consumer had revenue of £438m."),
        ("dated row", "2025年3月期は412億600万円だった。", "2024年3月期は412億600万円だった。"),
        ("signed", "営業利益は4.3％減った。", "営業利益は4.3％増えた。"),
        ("counters", "会員数は38万人である。", "会員数は38万社である。"),
        ("perimeter", "単体の従業員は4,150名である。", "単体の従業員は12,300名である。"),
        ("rate", "Net debt was about $120 million.", "Net debt was about $140 million."),
        ("burn", "Cash covers 18 months of burn.", "Cash covers 28 months of burn."),
        ("identity", "Gross profit was £37.2m.", "Gross profit was £39.2m."),
        (
            "growth",
            "Revenue a year earlier was about $191 million.",
            "Revenue a year earlier was about $240 million.",
        ),
    ],
)
def test_a_layout_tells_the_true_sentence_from_the_false(
    layout: str, true: str, false: str
) -> None:
    evidence = [Evidence("p", TEXTS[layout], "")]
    assert judge(true, evidence).supported
    assert not judge(false, evidence).supported
