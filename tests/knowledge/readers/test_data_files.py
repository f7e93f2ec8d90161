"""CSV, company facts and mail."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from kuroji.knowledge.readers import Reading, Unreadable
from kuroji.tools.reading import table_cells

Read = Callable[[str, bytes], Reading]
Refuse = Callable[[str, bytes], Unreadable]

ROW = {
    "start": "2024-01-01",
    "end": "2024-12-31",
    "val": 4217000000,
    "accn": "0000000001-25-000001",
    "fy": 2024,
    "fp": "FY",
    "form": "10-K",
    "filed": "2025-02-01",
}


def _facts(rows: list[dict[str, Any]], unit: str = "USD") -> bytes:
    about = {"label": "Revenues", "description": "x", "units": {unit: rows}}
    return json.dumps(
        {
            "cik": 1,
            "entityName": "Kuroji Test Corp",
            "facts": {"us-gaap": {"Revenues": about}},
        }
    ).encode()


def test_a_japanese_csv_has_heads_and_unit(read: Read) -> None:
    lines = (
        "（単位：百万円）",
        "指標,2024年度,2023年度",
        '売上高,"421,700",300',
        "営業利益,▲31800,5",
    )
    data = "\r\n".join(lines).encode("cp932")
    found = read("a.csv", data)
    assert [(c.row, c.column, c.text) for c in table_cells(found.text)][2] == (
        "営業利益",
        "2024年度",
        "▲31800",
    )
    assert "（単位：百万円）\n|" in found.text
    assert found.sections[-1].cells == "A3:C4"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_found(read: Read, delimiter: str) -> None:
    rows = [["Kennzahl", "2024"], ["Umsatz", "4.217,50"], ["Kosten", "3,1"]]
    found = read("a.csv", "\n".join(delimiter.join(row) for row in rows).encode())
    assert ("Umsatz", "2024", "4.217,50") in [
        (c.row, c.column, c.text) for c in table_cells(found.text)
    ]


def test_prose_in_a_csv_stays_prose(read: Read) -> None:
    found = read(
        "a.csv",
        b"Revenue was $48.2 million in 2024, up from $40.0 million.\n\nmetric,2024\nsales,5\n",
    )
    assert found.text.startswith("Revenue was $48.2 million in 2024, up from $40.0 million.\n\n")


def test_rows_are_not_lost_in_a_long_csv(read: Read) -> None:
    found = read("a.csv", b"name,value\n" + b"".join(b"Item %d,%d\n" % (i, i) for i in range(7000)))
    cells = table_cells(found.text)
    assert len(cells) == 7000
    assert {c.column for c in cells} == {"value"}


def test_a_fact_has_label_period_form_filing_and_accession(read: Read) -> None:
    found = read("facts.json", _facts([ROW]))
    assert (
        "| Revenues, year 2024-01-01 to 2024-12-31 | USD 4,217,000,000 | 10-K | 2025-02-01 |"
        " 0000000001-25-000001 |" in found.text
    )
    assert found.meta["company"] == "Kuroji Test Corp"
    assert (found.kind, str(found.published)) == ("company_facts", "2025-02-01")


def test_a_period_is_told_by_its_dates_and_not_by_the_year_of_the_filing(read: Read) -> None:
    quarter = {**ROW, "start": "2023-10-01", "end": "2023-12-31"}
    assert "quarter 2023-10-01 to 2023-12-31" in read("facts.json", _facts([quarter])).text


def test_a_restated_figure_keeps_both_and_says_which_is_older(read: Read) -> None:
    newer = {**ROW, "val": 4000000000, "filed": "2026-02-01", "accn": "0000000001-26-000001"}
    again = {**ROW, "val": 4217000000, "filed": "2025-05-01", "form": "10-Q"}
    lines = read("facts.json", _facts([ROW, newer, again])).text.split("\n")[-2:]
    assert "as first reported, since restated | USD 4,217,000,000" in lines[0]
    assert "to 2024-12-31 | USD 4,000,000,000" in lines[1]


@pytest.mark.parametrize(
    ("unit", "text"),
    [("USD/shares", "USD 1.08 per share"), ("shares", "1.08 shares"), ("pure", "| 1.08 |")],
)
def test_units_are_said(read: Read, unit: str, text: str) -> None:
    assert text in read("facts.json", _facts([{**ROW, "val": 1.08}], unit)).text


@pytest.mark.parametrize(
    "change",
    [
        {"val": "9" * 10_000},
        {"val": None},
        {"end": "9999-99-99"},
        {"start": "2026-01-01"},
        {"filed": "tomorrow"},
    ],
)
def test_unusable_facts_are_counted_and_left_out(read: Read, change: dict[str, Any]) -> None:
    found = read("facts.json", _facts([ROW, {**ROW, **change}]))
    assert found.text.count("| 10-K |") == 1
    assert found.partly == "figures without a usable value or date left out: 1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
        (_facts([ROW])[:-30], "damaged"),
        (b'{"a": NaN}', "damaged"),
        (b'{"facts": 1, "facts": 2}', "damaged"),
        (b'{"cik": [], "facts": "none"}', "unsupported"),
    ],
)
def test_json_that_is_no_company_facts_is_refused(refuse: Refuse, data: bytes, code: str) -> None:
    assert refuse("a.json", data).code == code


def _mail(text: str, html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "業績について"
    mail["Date"] = "Tue, 04 Feb 2025 10:00:00 +0900"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def test_a_mail_has_subject_day_and_plain_body(read: Read) -> None:
    found = read("a.eml", _mail("Revenue was 5.", "<p>Revenue was 6.</p>").as_bytes())
    assert (found.text, found.title, str(found.published)) == (
        "Revenue was 5.",
        "業績について",
        "2025-02-04",
    )
    assert found.meta["from"] == "a@example.com"


def test_attachments_are_named_and_not_read(read: Read) -> None:
    mail = _mail("Revenue was 5.")
    mail.add_attachment(
        b"Revenue was 9,999.", maintype="text", subtype="plain", filename="../../x.txt"
    )
    found = read("a.eml", mail.as_bytes())
    assert "9,999" not in found.text
    assert found.partly == "attachments were not read: ../../x.txt"


def test_a_mail_of_many_levels_is_refused_or_read(refuse: Refuse) -> None:
    rows = ["From: a@example.com", "Subject: x"]
    for i in range(1500):
        rows += [f'Content-Type: multipart/mixed; boundary="b{i}"', "", f"--b{i}"]
    refuse("deep.eml", "\r\n".join([*rows, "Content-Type: text/plain", "", "x", ""]).encode())
