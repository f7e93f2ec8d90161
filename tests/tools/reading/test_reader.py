"""Figures read from running text in English and Japanese."""

from decimal import Decimal

import pytest

from kuroji.tools.reading import Figure, read, wire


def shown(text: str) -> list[str]:
    """Each figure as `text=value unit`, with both ends of a range; years and dates left out."""
    return [_shown(one) for one in read(text) if one.figure_kind not in ("year", "date")]


def _shown(figure: Figure) -> str:
    line = wire([figure])[0]
    ends = "..".join(str(line[key]) for key in ("value", "value_high") if key in line)
    return f"{figure.text}={ends} {figure.unit}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a loss of $(1,234) thousand", ["$(1,234) thousand=-1234000 USD"]),
        ("free cash flow was ($22 million)", ["($22 million)=-22000000 USD"]),
        ("it was positive ($22 million)", ["$22 million=22000000 USD"]),
        ("growth of (3.1)%", ["(3.1)%=-3.1 percent"]),
        ("-$3.4m, $-3.4m", ["-$3.4m=-3400000 USD", "$-3.4m=-3400000 USD"]),
        ("minus 4.5%, マイナス3%", ["minus 4.5%=-4.5 percent", "マイナス3%=-3 percent"]),
        ("△1,245百万円", ["△1,245百万円=-1245000000 JPY"]),
        ("▲ 5.2億円", ["▲ 5.2億円=-520000000 JPY"]),
        ("up +3.2%", ["+3.2%=3.2 percent"]),
        ("£18.6m, €18.6 m", ["£18.6m=18600000 GBP", "€18.6 m=18600000 EUR"]),
        ("Rs 4,500 crore", ["Rs 4,500 crore=45000000000 INR"]),
        ("12 million euros, 5bn yen", ["12 million euros=12000000 EUR", "5bn yen=5000000000 JPY"]),
        ("SGD$ 5, 五銭", ["SGD$ 5=5 SGD", "五銭=0.05 JPY"]),
        ("a cap of $(5 million", ["$(5 million=5000000 USD"]),
        ("$.8 million", ["$.8 million=800000 USD"]),
        ("a loss of €(14.6)m", ["€(14.6)m=-14600000 EUR"]),
        ("$5m-10m", ["$5m-10m=5000000..10000000 USD"]),
        ("ROE12.5%、PER28倍", ["12.5%=12.5 percent", "28倍=28 multiple"]),
        ("3年から5年を見込む", ["3年から5年=3..5 years"]),
        ("38%から34%へ", ["38%=38 percent", "34%=34 percent"]),
        ("lives of 3, 5 and 7 years", ["3=3 years", "5=5 years", "7 years=7 years"]),
        ("2.8 million H800 GPU hours", ["2.8 million H800 GPU hours=2800000 GPU_hours"]),
        ("7 of 10 pilots", ["7 of 10=70 percent"]),
        ("47都道府県、在庫日数は92日", ["47=47 count", "92日=92 days"]),
        ("half a million dollars", ["half a million dollars=500000 USD"]),
        ("two and a half years", ["two and a half years=2.5 years"]),
        ("5兆3,200億円", ["5兆3,200億円=5320000000000 JPY"]),
        ("６４２億円", ["６４２億円=64200000000 JPY"]),
        ("8百万ドル、45億台湾ドル", ["8百万ドル=8000000 USD", "45億台湾ドル=4500000000 TWD"]),
        ("148円50銭", ["148円50銭=148.5 JPY"]),
        ("12 cents, 45p, 5セント", ["12 cents=0.12 USD", "45p=0.45 GBP", "5セント=0.05 USD"]),
    ],
)
def test_money(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3割5分", ["3割5分=35 percent"]),
        ("三割五分", ["三割五分=35 percent"]),
        ("2.5ポイント、40bp", ["2.5ポイント=2.5 percentage_point", "40bp=0.4 percentage_point"]),
        ("half of firms", ["half=50 percent"]),
        ("two-thirds of firms", ["two-thirds=66.6667 percent"]),
        ("one in four firms", ["one in four=25 percent"]),
        ("4人に1人", ["4人に1人=25 percent"]),
        ("10社中3社", ["10社=10 count", "3社=3 count"]),
        ("3分の1、半数", ["3分の1=33.3333 percent", "半数=50 percent"]),
        (
            "doubled, tenfold, halved",
            ["doubled=2 multiple", "tenfold=10 multiple", "halved=0.5 multiple"],
        ),
        ("倍増、半減、8.5倍", ["倍増=2 multiple", "半減=0.5 multiple", "8.5倍=8.5 multiple"]),
        ("the ratio is 0.62", ["0.62=0.62 multiple"]),
        ("2年6カ月、1年半", ["2年6カ月=30 months", "1年半=18 months"]),
        ("2時間30分、1分30秒", ["2時間30分=150 minutes", "1分30秒=90 seconds"]),
        ("三年十二カ月", ["三年十二カ月=48 months"]),
        ("a decade", ["a decade=10 years"]),
        ("250 ms", ["250 ms=0.25 seconds"]),
        ("5年30分", ["5年=5 years", "30分=30 minutes"]),
    ],
)
def test_shares_multiples_and_durations(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,400 people", ["12,400=12400 people"]),
        ("headcount rose to 1,905", ["1,905=1905 people"]),
        ("of whom 20 million pay", ["20 million=20000000 people"]),
        ("15 trillion tokens", ["15 trillion=15000000000000 tokens"]),
        ("1.2 GW and 5 TWh", ["1.2 GW=1200 MW", "5 TWh=5000000000 kWh"]),
        ("380万GPU時間", ["380万GPU時間=3800000 GPU_hours"]),
        ("1万2千社", ["1万2千社=12000 count"]),
        ("六十名", ["六十名=60 people"]),
        ("Ten of the 12 directors", ["Ten=10 count", "12=12 people"]),
        ("one customer but no one else", ["one=1 count"]),
        ("one hundred and twenty sites", ["one hundred and twenty=120 count"]),
        ("顧客数は680である", ["680=680 count"]),
        ("12-person team", ["12=12 people"]),
        ("tokens served climbed to 980 billion", ["980 billion=980000000000 tokens"]),
        ("2000 employees", ["2000=2000 people"]),
        ("nine ten people", ["nine=9 people", "ten=10 people"]),
    ],
)
def test_counts(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1.2–1.5bn", ["$1.2–1.5bn=1200000000..1500000000 USD"]),
        ("$900,000 to $1.2 million", ["$900,000 to $1.2 million=900000..1200000 USD"]),
        ("between 9 and 12 months", ["9 and 12 months=9..12 months"]),
        ("10〜12%", ["10〜12%=10..12 percent"]),
        ("5,000〜1万円", ["5,000〜1万円=5000..10000 JPY"]),
        ("1.2兆円から1.4兆円の範囲", ["1.2兆円から1.4兆円=1200000000000..1400000000000 JPY"]),
        ("two or three sites", ["two or three=2..3 count"]),
        ("ranging from 5% to 8%", ["5% to 8%=5..8 percent"]),
        ("from 5% to 8%", ["5%=5 percent", "8%=8 percent"]),
        ("from five to six years", ["five=5 years", "six years=6 years"]),
        ("10%から12%に", ["10%=10 percent", "12%=12 percent"]),
        ("rose by €4.5m to €31.0m", ["€4.5m=4500000 EUR", "€31.0m=31000000 EUR"]),
        ("3 points to 21%", ["3 points=3 percentage_point", "21%=21 percent"]),
        ("12% to 5%", ["12%=12 percent", "5%=5 percent"]),
        ("3 months to 40", ["3 months=3 months", "40=40 count"]),
    ],
)
def test_ranges_and_what_is_none(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$2.50 per million tokens", ["$2.50 per million tokens=2.5 USD/1M_tokens"]),
        ("$30 per user per month", ["$30 per user per month=30 USD/user_month"]),
        ("$165 per kW per month", ["$165 per kW per month=165 USD/kW_month"]),
        ("$2–3 per hour", ["$2–3 per hour=2..3 USD/hour"]),
        ("$40bn a year", ["$40bn=40000000000 USD"]),
        ("$450 per query", ["$450=450 USD"]),
        ("月額3,000円", ["月額3,000円=3000 JPY/month"]),
        ("年480億円、月3,000円", ["480億円=48000000000 JPY", "月3,000円=3000 JPY/month"]),
        ("1株当たり12円50銭", ["1株当たり12円50銭=12.5 JPY/share"]),
        ("100万トークン当たり1.5ドル", ["100万トークン当たり1.5ドル=1.5 USD/1M_tokens"]),
        ("28円/kWh", ["28円/kWh=28 JPY/kWh"]),
    ],
)
def test_prices_per_unit(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "H100, GPT-4, 10-K, Item 1A, ISO 9001, IFRS 16, S&P 500",
        "Llama 3.1 405B, Qwen2.5-72B, FIPS 140-3, ports 8080 and 443",
        "(1)No customer; (2) relates to Articles 28, 34, and 35; 15 U.S.C. 7262(b)",
        "case 21-15604, San Francisco, California 94105, tel. (852) 2555 0101",
        "the 52-week high, for the three months ended, in year 3",
        "Section 7.3, pages 12–14, Note 9 and Rule 10b5-1",
        "+1 (415) 555-0132, 03-1234-5678, 1-800-555-0199",
        "see https://example.org/2/report?n=3 or write to a1@example.org",
        "六本木に十分な広さがあり、万一に備える。一方で",
        "第5条第2項、3階の第4会議室、証券コードは4321",
        "one of the largest, a third-party audit, the RTX 4090",
        "十数社、数百万人、何千件",
        "二十",
        "(1) first, 3D and 5G, 24/7",
        "the 70B model, 500t of steel, score 4.6",
        "1" * 200 + " " + "百" * 200,
        "—, –, -",
        "C3 and a/5 and x.5",
        "1" * 40,
        "1/2/2025",
        "no one customer, 1/2/2025 and 2025/3/1",
    ],
)
def test_no_figure_is_read_where_there_is_none(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("nearly 40x", "about"),
        ("more than $5m", "over"),
        ("fewer than 3%", "under"),
        ("50%+", "over"),
        ("exactly 3%", "exact"),
        ("3%-5%", "range"),
        ("over five years", "exact"),
        ("約3割", "about"),
        ("契約3件", "exact"),
        ("1%未満", "under"),
        ("100億円超", "over"),
        ("最大5万ドル", "under"),
        ("1割に満たない", "under"),
    ],
)
def test_qualifiers_stand_outside_the_span(text: str, approx: str) -> None:
    (figure,) = read(text)
    assert figure.approx == approx


def test_years_and_dates_are_told_from_figures() -> None:
    text = (
        "At December 31, 2024 and 31 March; 2025年3月期, "
        "令和7年, 二〇二五年度, 12月31日, Q3 FY25, 2,024 seats"
    )
    found = [(line["kind"], line["value"]) for line in wire(read(text))]
    assert found == [
        ("date", "2024-12-31"),
        ("date", "03-31"),
        ("date", "2025-03"),
        ("year", "2025"),
        ("year", "2025"),
        ("date", "12-31"),
        ("count", "2024"),
    ]


def test_a_date_keeps_its_number_from_a_share() -> None:
    assert shown("1 in 10 March 2025") == ["1=1 count"]
    assert shown("March 45") == ["45=45 count"]


def test_the_scale_and_the_currency_are_named() -> None:
    money, count = read("3億5千万円 for 12 thousand seats")
    assert (money.scale, money.currency, money.value) == ("oku", "JPY", Decimal(350_000_000))
    assert (count.scale, count.currency) == ("thousand", None)
