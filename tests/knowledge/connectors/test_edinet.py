"""`edinet:CODE` brings the newest annual report and a newer interim one."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kuroji.knowledge.connectors.access import Access
from kuroji.knowledge.connectors.edinet import bring
from kuroji.knowledge.connectors.service import Pace
from kuroji.knowledge.fetching import Unfetchable
from kuroji.knowledge.readers import Reading, read_file

if TYPE_CHECKING:
    from pathlib import Path
from typing import Any

KEY = "canary-key-5b1f"
TODAY = date(2025, 7, 3)


def _package(words: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "XBRL/PublicDoc/0101010_honbun_ixbrl.htm",
            f"<html><body><h2>業績</h2><p>{words}</p></body></html>",
        )
    return file.getvalue()


def _day(*filings: dict[str, object]) -> bytes:
    return json.dumps({"metadata": {"status": "200"}, "results": list(filings)}).encode()


def _filing(number: str, kind: str, **more: object) -> dict[str, object]:
    return {
        "docID": number,
        "edinetCode": "E00001",
        "secCode": "99990",
        "filerName": "黒字試験株式会社",
        "docTypeCode": kind,
        "docDescription": "有価証券報告書－第5期",
        "submitDateTime": "2025-06-27 09:00",
        "withdrawalStatus": "0",
        **more,
    }


def _list(day: str) -> str:
    return f"/api/v2/documents.json?date={day}&type=2&Subscription-Key={KEY}"


def _document(number: str) -> str:
    return f"/api/v2/documents/{number}?type=1&Subscription-Key={KEY}"


@pytest.fixture
def pace() -> Pace:
    return Pace(0.0, lambda: 0.0, lambda _: None)


@pytest.fixture
def access(tmp_path: Path, double: Any) -> Access:
    empty = _day()
    double.answers = {_list(f"2025-{m:02}-{d:02}"): empty for m in (6, 7) for d in range(1, 32)}
    double.answers[_list("2025-06-27")] = _day(
        _filing("S100OTHR", "120", edinetCode="E00002", secCode="11110"), _filing("S100ANNU", "120")
    )
    double.answers[_list("2025-07-02")] = _day(
        _filing("S100HALF", "160", submitDateTime="2025-07-02 10:00")
    )
    double.answers[_document("S100ANNU")] = _package("売上高は4,217億円であった。")
    double.answers[_document("S100HALF")] = _package("売上高は2,000億円であった。")
    return Access(tmp_path / "cache", edinet_key=KEY, edinet_base=double.base)


@pytest.mark.parametrize("code", ["E00001", "e00001", "9999"])
def test_the_newest_annual_and_a_newer_interim_report(
    tmp_path: Path, access: Access, pace: Pace, code: str
) -> None:
    found = bring(code, tmp_path, access, TODAY, pace)
    assert not isinstance(found, Unfetchable), found
    assert [(b.path.stem, str(b.published), b.company) for b in found] == [
        ("S100HALF", "2025-07-02", "黒字試験株式会社"),
        ("S100ANNU", "2025-06-27", "黒字試験株式会社"),
    ]
    reading = read_file(found[1].path)
    assert isinstance(reading, Reading)
    assert "売上高は4,217億円" in reading.text


def test_days_that_are_over_are_asked_once(
    tmp_path: Path, access: Access, pace: Pace, double: Any
) -> None:
    bring("E00001", tmp_path, access, TODAY, pace)
    count = len(double.seen)
    bring("E00001", tmp_path, access, TODAY, pace)
    assert len(double.seen) == count
    assert not any("2025-06-28" in path for path in double.paths())  # a Saturday


def test_the_key_stays_out_of_what_is_kept_and_said(
    tmp_path: Path, access: Access, pace: Pace
) -> None:
    found = bring("E00001", tmp_path, access, TODAY, pace)
    kept = [f.name.encode() + f.read_bytes() for f in access.cache.rglob("*") if f.is_file()]
    assert KEY not in repr(found)
    assert KEY not in repr(access)
    assert not any(KEY.encode() in k for k in kept)


def test_without_a_key_nothing_is_asked(tmp_path: Path, double: Any) -> None:
    found = bring("E00001", tmp_path, Access(tmp_path, edinet_base=double.base), TODAY)
    assert isinstance(found, Unfetchable)
    assert "KUROJI_EDINET_KEY" in found.remedy
    assert double.seen == []


@pytest.mark.parametrize(
    ("path", "answer", "code"),
    [
        (
            _list("2025-07-03"),
            b'{"StatusCode": 401, "message": "Access denied due to invalid subscription key."}',
            "refused",
        ),
        (_list("2025-07-03"), b'{"metadata": {"status": "500"}}', "busy"),
        (_list("2025-07-03"), (401, {}, b""), "refused"),
        (_list("2025-07-03"), (503, {}, b""), "busy"),
        (_list("2025-07-03"), b"[]", "answer"),
        (_document("S100ANNU"), b'{"metadata": {"status": "404"}}', "not_found"),
        (_document("S100ANNU"), (404, {}, b""), "not_found"),
    ],
)
def test_errors_wrapped_in_answers_are_understood(
    tmp_path: Path, access: Access, pace: Pace, double: Any, path: str, answer: object, code: str
) -> None:
    double.answers[path] = answer
    found = bring("E00001", tmp_path, access, TODAY, pace)
    assert isinstance(found, Unfetchable)
    assert found.code == code
    assert KEY not in found.model_dump_json()


def test_an_error_is_not_kept_for_an_answer(
    tmp_path: Path, access: Access, pace: Pace, double: Any
) -> None:
    good = double.answers[_list("2025-07-01")]
    double.answers[_list("2025-07-01")] = [b'{"metadata": {"status": "500"}}', good]
    assert isinstance(bring("E00001", tmp_path, access, TODAY, pace), Unfetchable)
    assert not isinstance(bring("E00001", tmp_path, access, TODAY, pace), Unfetchable)


def test_withdrawn_filings_and_other_codes_are_passed_over(
    tmp_path: Path, access: Access, pace: Pace, double: Any
) -> None:
    double.answers[_list("2025-07-02")] = _day(
        _filing("S100GONE", "120", withdrawalStatus="1"), _filing("S100MEMO", "350")
    )
    found = bring("E00001", tmp_path, access, TODAY, pace)
    assert not isinstance(found, Unfetchable)
    assert [b.path.stem for b in found] == ["S100ANNU"]


def test_what_is_no_code_is_refused(tmp_path: Path, access: Access, pace: Pace) -> None:
    found = bring("トヨタ", tmp_path, access, TODAY, pace)
    assert isinstance(found, Unfetchable)
    assert found.code == "unknown_code"
