"""Tables: cells with their heads, and numbers whose unit stands over them."""

import pytest

from kuroji.tools.reading import read, table_cells, wire

MARKDOWN = """Results (EUR million)

| | 2024 | 2023 |
|---|---:|---:|
| Licences | 88.2 | 91.0 |
| Loss | (6.1) | — |
"""


def shown(text: str, header: str = "") -> list[str]:
    found = read(text, header=header)
    return [
        f"{one.text}={line['value']} {one.unit}"
        for one, line in zip(found, wire(found), strict=True)
        if one.figure_kind not in ("year", "date")
    ]


def test_a_cell_knows_its_heads_and_its_table() -> None:
    cells = table_cells(MARKDOWN)
    first = cells[0]
    assert (first.row, first.column, first.text) == ("Licences", "2024", "88.2")
    assert (first.row_index, first.column_index) == (0, 1)
    assert first.caption == "Results (EUR million)"
    assert MARKDOWN[first.start : first.end] == "88.2"
    assert MARKDOWN[first.table_start : first.table_end].startswith("| | 2024")
    assert [cell.text for cell in cells] == ["88.2", "91.0", "(6.1)", "—"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MARKDOWN, ["88.2=88200000 EUR", "91.0=91000000 EUR", "(6.1)=-6100000 EUR"]),
        (
            "(in thousands of U.S. dollars)\nRevenue 48,210 39,977\nNet loss (6,405) (9,118)",
            [
                "48,210=48210000 USD",
                "39,977=39977000 USD",
                "(6,405)=-6405000 USD",
                "(9,118)=-9118000 USD",
            ],
        ),
        (  # shares count in the table's scale, a price per share in none
            "(in millions, except per share data)\n| | 2024 |\n|---|---|\n| Revenue | $61 |\n"
            "| Net income per share: | |\n| Basic | $1.25 |\n"
            "| Weighted-average shares: | |\n| Basic | 48.0 |",
            ["$61=61000000 USD", "$1.25=1.25 USD/share", "48.0=48000000 count"],
        ),
        (  # the head of a statement as a regulator's viewer writes it
            "| INCOME - USD ($) shares in Thousands, $ in Millions | 2024 |\n|---|---|\n"
            "| Revenue | 61 |\n| Basic (in dollars per share) | 1.25 |\n| Basic (in shares) | 48 |",
            ["61=61000000 USD", "1.25=1.25 USD/share", "48=48000 count"],
        ),
        (
            "| KPI | Unit | 2024 |\n|---|---|---|\n| Churn | % | 1.1 |\n| Backlog | € bn | 2.4 |",
            ["1.1=1.1 percent", "2.4=2400000000 EUR"],
        ),
        (  # customers as a word before another are no count
            "(in millions)\n| | 2024 |\n|---|---|\n| Customer relationships | $70 |\n"
            "| Employee severance cost | 12 |\n| Reduction of staff charges | (3) |",
            ["$70=70000000 USD", "12=12000000 USD", "(3)=-3000000 USD"],
        ),
        (  # a date over a unit is a title
            "As of May 31, 2024\n(in millions)\n| | 2024 |\n|---|---|\n| Cash | 45 |",
            ["45=45000000 USD"],
        ),
        (
            "| Model | Input ($ per 1M tokens) | Energy (¥/kWh) |\n"
            "|---|---|---|\n| Kei | 2.5 | 19 |",
            ["2.5=2.5 USD/1M_tokens", "19=19 JPY/kWh"],
        ),
        (
            "| Segment | Revenue ($m) | Margin (%) |\n|---|---|---|\n| Cloud | 1,250 | 38.5 |",
            ["1,250=1250000000 USD", "38.5=38.5 percent"],
        ),
        (
            "（単位：百万円）\n売上高 45,120 39,870\n営業利益 △1,030 2,410",
            [
                "45,120=45120000000 JPY",
                "39,870=39870000000 JPY",
                "△1,030=-1030000000 JPY",
                "2,410=2410000000 JPY",
            ],
        ),
        (
            "| 区分 | 2024年度 |\n|---|---|\n| 売上（億円） | 312 |\n| 利益率（％） | 11.2 |",
            ["312=31200000000 JPY", "11.2=11.2 percent"],
        ),
        (
            "($ millions)          2024     2023\nSales         210.4    183.9\nOther  35.1   33.0",
            [
                "210.4=210400000 USD",
                "183.9=183900000 USD",
                "35.1=35100000 USD",
                "33.0=33000000 USD",
            ],
        ),
        (
            "Segment\t2025\t2024\n(USD thousands)\nHosting\t9,410\t-",
            ["9,410=9410000 USD"],
        ),
        (
            "(in millions, except per share)\nRevenue $ 1,234\nHeadcount 4,300\n"
            "Customers 310\nEPS 1.23\nGross margin 61.2",
            [
                "$ 1,234=1234000000 USD",
                "4,300=4300 people",
                "310=310 count",
                "1.23=1.23 USD/share",
                "61.2=61.2 percent",
            ],
        ),
        ("単位：千人\n正社員 12.4 11.8", ["12.4=12400 people", "11.8=11800 people"]),
        ("売上総利益率 (％) 45.2 43.9", ["45.2=45.2 percent", "43.9=43.9 percent"]),
        (
            "| Power (GW) | 1.5 |\n| Spread (bps) | 120 |",
            ["1.5=1500 MW", "120=1.2 percentage_point"],
        ),
        (
            "| Item | $m |\n|---|---|\n| Cash | $5 million |\n| Loan | $7 |",
            ["$5 million=5000000 USD", "$7=7000000 USD"],
        ),
        ("Rate %\n        2024  2023\nChurn   1.5   2.5", ["1.5=1.5 percent", "2.5=2.5 percent"]),
        ("| Item | Growth (%) |\n|---|---|\n| Cash | $7 |", ["$7=7 USD"]),
        ("| City | Sites |\n|---|---|\n| Osaka | 12 |", ["12=12 count"]),
        ("| Item | Note |\n|---|---|\n| Cash | $5 million |", ["$5 million=5000000 USD"]),
        (
            "Dividends (in millions)\n\n| | Amount | Per share |\n|---|---|---|\n"
            "| Dividends paid | 120 | 0.45 |",
            ["120=120000000 USD", "0.45=0.45 USD/share"],
        ),
        (
            "| | 2024 (thousands) |\n|---|---|\n| Employees | 12 |",
            ["12=12000 people"],
        ),
        (
            "(in millions of dollars, except share data)\n\n| | Amount |\n|---|---|\n"
            "| Shares outstanding | 1,204,300 |\n| Revenue | 5 |",
            ["1,204,300=1204300 count", "5=5000000 USD"],
        ),
        (
            "| Item | Unit | Amount |\n|---|---|---|\n| Sales | n/a | 5 |\n| Cost | $m | 6 |",
            ["5=5 count", "6=6000000 USD"],
        ),
        ("It rose 3 and 5%.", ["3=3 count", "5%=5 percent"]),
    ],
)
def test_bare_numbers_take_the_unit_over_them(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("USD million", "48,210=48210000000 USD"),
        ("単位:百万円", "48,210=48210000000 JPY"),
        ("$'000", "48,210=48210000 USD"),
        ("Yen in billions", "48,210=48210000000000 JPY"),
        ("all amounts are in euros, in thousands", "48,210=48210000 EUR"),
        ("(in thousands)", "48,210=48210000 USD"),
        ("Employees", "48,210=48210 people"),
        ("nothing of use", "48,210=48210 count"),
        ("x" * 500, "48,210=48210 count"),
    ],
)
def test_the_header_handed_in_gives_a_lone_cell_its_unit(header: str, expected: str) -> None:
    assert shown("48,210", header=header) == [expected]


def test_prose_and_long_lines_are_no_table() -> None:
    assert table_cells("Revenue was 12.\nCosts were 14.") == ()
    assert table_cells("a\tb " * 400) == ()
    assert table_cells("two  spaces only once") == ()
