"""Figures that a company tagged itself: statements without guessing, and the facts they give."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kuroji.knowledge.aliases import Names
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.filing import Said, Seen, filing_of
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.readers import Reading
from kuroji.knowledge.readers.concepts import CONCEPTS, ORDER
from kuroji.knowledge.studying import Studying
from kuroji.tools.metrics import METRICS, find_metrics

Read = Callable[[str, bytes], Reading]

CONTEXTS = """
<xbrli:context id="y25"><xbrli:period><xbrli:startDate>2024-02-01</xbrli:startDate>
<xbrli:endDate>2025-01-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="part"><xbrli:entity><xbrli:segment><xbrldi:explicitMember
dimension="srt:ProductOrServiceAxis">tk:CloudMember</xbrldi:explicitMember></xbrli:segment>
</xbrli:entity><xbrli:period><xbrli:startDate>2024-02-01</xbrli:startDate>
<xbrli:endDate>2025-01-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="now"><xbrli:period><xbrli:instant>2025-01-31</xbrli:instant></xbrli:period>
</xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
"""


def _tag(name: str, text: str, more: str = "", context: str = "y25") -> str:
    return (
        f'<ix:nonFraction name="us-gaap:{name}" contextRef="{context}" unitRef="usd" {more}'
        f' id="x">{text}</ix:nonFraction>'
    )


def page(*tags: str) -> bytes:
    """Return a filing in which a paragraph misleads and the tags do not."""
    return (
        "<html><head><title>tk-20250131</title></head><body><div style='display:none'>"
        f"<ix:header><ix:resources>{CONTEXTS}</ix:resources></ix:header></div>"
        '<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="y25">Tamerton Kilns, Inc.'
        '</ix:nonNumeric> <ix:nonNumeric name="dei:DocumentType" contextRef="y25">10-K'
        "</ix:nonNumeric></p><p>Net cash provided by operating activities in fiscal 2025 was "
        f"reduced by $27 million of cash paid. {' '.join(tags)}</p></body></html>"
    ).encode()


USUAL = (
    _tag("Revenues", "940.2", 'scale="6"'),
    _tag("Revenues", "300.0", 'scale="6"', "part"),
    _tag("OperatingIncomeLoss", "31.5", 'scale="6" sign="-"'),
    _tag("NetCashProvidedByUsedInOperatingActivities", "88", 'scale="6"'),
    _tag("PaymentsToAcquirePropertyPlantAndEquipment", "1,250", 'scale="6"'),
    _tag("CashAndCashEquivalentsAtCarryingValue", "512", 'scale="6"', "now"),
)


def _facts(reading: Reading) -> tuple[Fact, ...]:
    filing = filing_of(
        Seen(reading, *Studying().of([reading])), Path("tk.htm"), "0" * 64, Said(), Names({})
    )
    companies = Companies(filing.names)
    return tuple(
        fact for cut in filing.cuts for fact in facts_of(cut.passage, filing.source, companies)
    )


def _value(facts: tuple[Fact, ...], metric: str) -> set[Decimal]:
    return {f.value for f in facts if f.metric == metric}


@pytest.mark.parametrize("metric", ORDER)
def test_the_name_in_a_statement_means_the_metric_and_nothing_else(metric: str) -> None:
    for name in (METRICS[metric].en, METRICS[metric].ja):
        first = find_metrics(name)[0]
        assert (first.metric.id, first.sign) == (metric, 1)


def test_no_tag_stands_for_two_metrics() -> None:
    assert len(CONCEPTS) > 90
    assert set(ORDER) <= set(METRICS)


def test_the_tags_of_a_filing_become_facts_of_the_whole_company(read: Read) -> None:
    facts = _facts(read("tk.htm", page(*USUAL)))
    assert _value(facts, "revenue") == {Decimal(940_200_000)}
    assert _value(facts, "operating_income") == {Decimal(-31_500_000)}
    assert _value(facts, "capital_expenditure") == {Decimal(1_250_000_000)}
    assert {f.grade for f in facts} == {"A"}
    revenue = next(f for f in facts if f.metric == "revenue")
    assert (revenue.period, revenue.period_end) == ("FY2025", date(2025, 1, 31))
    assert revenue.basis == "gaap"


@pytest.mark.parametrize("turn", [1, -1])
def test_a_part_that_a_note_tags_is_not_taken_for_the_whole(read: Read, turn: int) -> None:
    note = _tag("DepreciationDepletionAndAmortization", "1.0", 'scale="9"')
    whole = _tag("DepreciationAndAmortization", "3,477", 'scale="6"')
    facts = _facts(read("tk.htm", page(*USUAL, *(note, whole)[::turn])))
    assert _value(facts, "depreciation_and_amortization") == {Decimal(3_477_000_000)}


def test_where_a_filing_tags_a_metric_its_prose_is_not_guessed_at(read: Read) -> None:
    facts = _facts(read("tk.htm", page(*USUAL)))
    assert _value(facts, "operating_cash_flow") == {Decimal(88_000_000)}


@pytest.mark.parametrize(
    ("text", "more", "value"),
    [
        ("—", 'format="ixt:fixed-zero" scale="6"', "USD 0"),
        ("1.234,5", 'format="ixt:num-comma-decimal" scale="3"', "USD 1,234,500"),
        ("１，２５０", 'scale="6"', "USD 1,250,000,000"),
        ("7", 'scale="999999999"', None),
        ("see note", 'scale="6"', None),
    ],
)
def test_a_tag_is_read_by_its_format_and_scale_or_not_at_all(
    read: Read, text: str, more: str, value: str | None
) -> None:
    found = read("tk.htm", page(_tag("Revenues", text, more)))
    rows = [line for line in found.text.split("\n") if line.startswith("| Revenue |")]
    assert len(rows) == (1 if value else 0)
    assert all(value and f"| {value} |" in row for row in rows)


def test_company_facts_become_statements_and_unknown_tags_no_facts(read: Read) -> None:
    row = {"end": "2024-12-31", "start": "2024-01-01", "form": "10-K", "fp": "FY", "fy": 2024}
    facts = {
        "Revenues": [
            {**row, "val": 900, "filed": "2025-02-01", "accn": "a"},
            {**row, "val": 910, "filed": "2026-02-01", "accn": "b"},
        ],
        "ValuationAllowanceAmount": [{**row, "val": 71, "filed": "2025-02-01", "accn": "a"}],
    }
    document = {
        "cik": 1,
        "entityName": "Tamerton Kilns, Inc.",
        "facts": {
            "us-gaap": {
                name: {"label": name, "units": {"USD": rows}} for name, rows in facts.items()
            }
        },
    }
    reading = read("facts.json", json.dumps(document).encode())
    found = _facts(reading)
    assert [(f.metric, f.value, f.period) for f in found] == [("revenue", Decimal(910), "FY2024")]


def test_a_filing_is_dated_by_its_signature(read: Read) -> None:
    signed = page(*USUAL).replace(b"</body>", b"<p>Dated: March 5, 2025</p></body>")
    assert read("tk.htm", signed).published == date(2025, 3, 5)


JAPANESE = """
<html lang="ja"><body><div style="display:none"><ix:header><ix:resources>
<xbrli:context id="CurrentYearDuration"><xbrli:period><xbrli:startDate>2024-04-01</xbrli:startDate>
<xbrli:endDate>2025-03-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="CurrentYearInstant"><xbrli:period><xbrli:instant>2025-03-31</xbrli:instant>
</xbrli:period></xbrli:context>
<xbrli:context id="CurrentYearDuration_NonConsolidatedMember"><xbrli:scenario>
<xbrldi:explicitMember dimension="jppfs_cor:ConsolidatedOrNonConsolidatedAxis">
jppfs_cor:NonConsolidatedMember</xbrldi:explicitMember></xbrli:scenario><xbrli:period>
<xbrli:startDate>2024-04-01</xbrli:startDate><xbrli:endDate>2025-03-31</xbrli:endDate>
</xbrli:period></xbrli:context>
<xbrli:unit id="JPY"><xbrli:measure>iso4217:JPY</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<p><ix:nonNumeric name="jpdei_cor:FilerNameInJapaneseDEI" contextRef="x">株式会社白樺計算
</ix:nonNumeric>
<ix:nonNumeric name="jpdei_cor:DocumentTypeDEI" contextRef="x">有価証券報告書</ix:nonNumeric>
【提出日】2025年6月20日</p>
<p>売上高 <ix:nonFraction name="jppfs_cor:NetSales" contextRef="CurrentYearDuration" unitRef="JPY"
 scale="6" format="ixt:numdotdecimal">41,200</ix:nonFraction>
<ix:nonFraction name="jppfs_cor:NetSales" contextRef="CurrentYearDuration_NonConsolidatedMember"
 unitRef="JPY" scale="6">30,000</ix:nonFraction>
営業損失 <ix:nonFraction name="jppfs_cor:OperatingIncome" contextRef="CurrentYearDuration"
 unitRef="JPY" scale="6" sign="-">3,700</ix:nonFraction>
<ix:nonFraction name="jppfs_cor:PurchaseOfPropertyPlantAndEquipmentInvCF" unitRef="JPY"
 contextRef="CurrentYearDuration" scale="6" sign="-">9,100</ix:nonFraction></p></body></html>
"""


def test_a_japanese_report_is_read_by_its_tags_consolidated(read: Read) -> None:
    reading = read("a.htm", JAPANESE.encode())
    assert reading.published == date(2025, 6, 20)
    facts = _facts(reading)
    assert _value(facts, "revenue") == {Decimal(41_200_000_000)}
    assert _value(facts, "operating_income") == {Decimal(-3_700_000_000)}
    assert _value(facts, "capital_expenditure") == {Decimal(9_100_000_000)}
    revenue = next(f for f in facts if f.metric == "revenue")
    assert (revenue.period_end, revenue.currency) == (date(2025, 3, 31), "JPY")
    assert revenue.basis == "jgaap"


def test_a_company_without_subsidiaries_is_read_alone(read: Read) -> None:
    alone = JAPANESE.replace('contextRef="CurrentYearDuration"', 'contextRef="none"')
    assert _value(_facts(read("a.htm", alone.encode())), "revenue") == {Decimal(30_000_000_000)}
