"""`sec:TICKER` brings company facts and the latest filings, politely."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from kuroji.knowledge.connectors.access import Access, Brought
from kuroji.knowledge.connectors.sec import bring
from kuroji.knowledge.connectors.service import Pace
from kuroji.knowledge.fetching import Unfetchable
from kuroji.knowledge.readers import Reading, read_file

if TYPE_CHECKING:
    from pathlib import Path
from typing import Any

TICKERS = {
    "0": {"cik_str": 1, "ticker": "KRJ", "title": "Kuroji Test Corp"},
    "1": {"cik_str": 2, "ticker": "BRK-B", "title": "B"},
}
ROW = {
    "start": "2024-01-01",
    "end": "2024-12-31",
    "val": 5,
    "accn": "0000000001-25-000001",
    "fy": 2024,
    "fp": "FY",
    "form": "10-K",
    "filed": "2025-02-01",
}
FACTS = {
    "cik": 1,
    "entityName": "Kuroji Test Corp",
    "facts": {"us-gaap": {"Revenues": {"label": "Revenues", "units": {"USD": [ROW]}}}},
}
RECENT = {
    "form": ["8-K", "10-Q", "10-K", "10-Q", "S-1", "10-K"],
    "filingDate": [
        "2025-09-01",
        "2025-08-01",
        "2025-02-01",
        "2025-05-01",
        "2020-01-01",
        "2024-02-01",
    ],
    "accessionNumber": [f"0000000001-25-00000{i}" for i in range(6)],
    "primaryDocument": ["a.htm", "q2.htm", "k.htm", "q1.htm", "s1.htm", "old.htm"],
}
FACTS_PATH, ABOUT_PATH = (
    "/api/xbrl/companyfacts/CIK0000000001.json",
    "/submissions/CIK0000000001.json",
)
K_PATH, Q_PATH = (
    "/Archives/edgar/data/1/000000000125000002/k.htm",
    "/Archives/edgar/data/1/000000000125000001/q2.htm",
)


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(0.12, clock.now, clock.sleep)


@pytest.fixture
def access(tmp_path: Path, double: Any) -> Access:
    double.answers = {
        "/files/company_tickers.json": json.dumps(TICKERS).encode(),
        ABOUT_PATH: json.dumps(
            {"name": "KUROJI TEST CORP", "filings": {"recent": RECENT}}
        ).encode(),
        FACTS_PATH: json.dumps(FACTS).encode(),
        K_PATH: b"<html><p>Annual report.</p></html>",
        Q_PATH: b"<html><p>Quarterly report.</p></html>",
    }
    return Access(tmp_path / "cache", sec_contact="Test test@example.com", sec_base=double.base)


def _brought(found: tuple[Brought, ...] | Unfetchable) -> list[tuple[str, str]]:
    assert not isinstance(found, Unfetchable), found
    return [(b.kind, str(b.published)) for b in found]


def test_facts_and_the_newest_filing_of_each_form(
    tmp_path: Path, access: Access, pace: Pace, double: Any
) -> None:
    found = bring("krj", tmp_path, access, pace)
    assert _brought(found) == [
        ("company_facts", "None"),
        ("10-K", "2025-02-01"),
        ("10-Q", "2025-08-01"),
    ]
    assert not isinstance(found, Unfetchable)
    readings = [read_file(b.path) for b in found]
    assert [r.kind for r in readings if isinstance(r, Reading)] == ["company_facts", "html", "html"]
    assert found[1].url == f"{double.base}{K_PATH}"


def test_the_sec_learns_who_asks(tmp_path: Path, access: Access, pace: Pace, double: Any) -> None:
    bring("KRJ", tmp_path, access, pace)
    assert {headers["User-Agent"] for _, headers in double.seen} == {"kuroji Test test@example.com"}


def test_without_a_contact_nothing_is_asked(tmp_path: Path, double: Any) -> None:
    found = bring("KRJ", tmp_path, Access(tmp_path, sec_base=double.base))
    assert isinstance(found, Unfetchable)
    assert "KUROJI_CONTACT" in found.remedy
    assert double.seen == []


def test_requests_keep_their_distance(
    tmp_path: Path, access: Access, pace: Pace, clock: Clock
) -> None:
    bring("KRJ", tmp_path, access, pace)
    assert clock.waits == [0.12] * 4


def test_a_second_time_comes_from_the_cache(
    tmp_path: Path, access: Access, pace: Pace, double: Any
) -> None:
    bring("KRJ", tmp_path, access, pace)
    count = len(double.seen)
    assert len(_brought(bring("KRJ", tmp_path, access, pace))) == 3
    assert len(double.seen) == count


def test_what_is_a_day_old_is_asked_for_by_its_tag(
    tmp_path: Path, access: Access, pace: Pace, double: Any
) -> None:
    double.answers[FACTS_PATH] = [
        (200, {"ETag": '"v1"'}, json.dumps(FACTS).encode()),
        (304, {}, b""),
    ]
    bring("KRJ", tmp_path, access, pace)
    old = time.time() - 100_000
    for file in access.cache.rglob("*"):
        os.utime(file, (old, old))
    assert len(_brought(bring("KRJ", tmp_path, access, pace))) == 3
    assert double.seen[-1][1].get("If-None-Match") == '"v1"'


def test_a_busy_server_is_waited_for_as_long_as_it_says(
    tmp_path: Path, access: Access, pace: Pace, clock: Clock, double: Any
) -> None:
    double.answers[ABOUT_PATH] = [
        (429, {"Retry-After": "7"}, b""),
        (503, {}, b""),
        double.answers[ABOUT_PATH],
    ]
    assert len(_brought(bring("KRJ", tmp_path, access, pace))) == 3
    assert 7.0 in clock.waits
    assert 2.0 in clock.waits


@pytest.mark.parametrize(
    ("path", "answer", "code"),
    [
        (ABOUT_PATH, (500, {}, b""), "busy"),
        (ABOUT_PATH, b"<html>", "answer"),
        (K_PATH, (403, {}, b""), "refused"),
        (FACTS_PATH, (429, {}, b""), "busy"),
        ("/files/company_tickers.json", b"[]", "unknown_ticker"),
        (ABOUT_PATH, b"[]", "ok"),
        (FACTS_PATH, (404, {}, b""), "ok"),
    ],
)
def test_errors_of_the_service_are_said_in_a_sentence(
    tmp_path: Path, access: Access, pace: Pace, double: Any, path: str, answer: object, code: str
) -> None:
    double.answers[path] = answer
    found = bring("KRJ", tmp_path, access, pace)
    assert (found.code if isinstance(found, Unfetchable) else "ok") == code


def test_an_unknown_ticker_is_said_to_be(tmp_path: Path, access: Access, pace: Pace) -> None:
    found = bring("NONE", tmp_path, access, pace)
    assert isinstance(found, Unfetchable)
    assert found.code == "unknown_ticker"


def test_names_from_the_service_stay_in_the_folder(
    tmp_path: Path, access: Access, pace: Pace, double: Any
) -> None:
    bad = {**RECENT, "primaryDocument": ["../../x.htm"] * 6}
    double.answers[ABOUT_PATH] = json.dumps({"name": "K", "filings": {"recent": bad}}).encode()
    assert _brought(bring("KRJ", tmp_path, access, pace)) == [("company_facts", "None")]
