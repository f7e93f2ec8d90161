"""`kuroji check --jsonl`: one verdict for each line, and a named error for a line that is none."""

import io
import json
from typing import Any

import pytest

from kuroji.cli import main

PASSAGE = {"id": "p", "title": "Velora 2024", "text": "Velora's revenue was $48.2 million in 2024."}
SAID = {"sentence": "Velora's revenue was $48.2 million in 2024.", "passages": [PASSAGE]}
CALCULATED = {"id": "c", "calculator": "growth", "inputs": {}, "value": "20", "unit": "percent"}


def checked(
    lines: list[object], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> list[Any]:
    given = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    wrapped = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", wrapped)
    assert main(["check", "--jsonl"]) == 0
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_a_sentence_is_supported_or_not_and_why(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    wrong = {**SAID, "sentence": "Velora's revenue was $84.2 million in 2024."}
    grown = {
        "sentence": "Revenue grew by 20%.", "passages": [], "calculations": [CALCULATED],
        "lang": "en",
    }  # fmt: skip
    good, bad, calculated = checked([SAID, wrong, grown], monkeypatch, capfdbinary)
    assert (good["supported"], good["reason"]) == (True, "")
    assert (bad["supported"], bool(bad["reason"])) == (False, True)
    assert calculated["supported"]


@pytest.mark.parametrize(
    ("line", "error", "says"),
    [
        ({"sentence": "a"}, "MissingInput", "passages"),
        ({"sentence": "a", "passages": "p"}, "InvalidInput", "list of objects"),
        ({**SAID, "calculations": [{**CALCULATED, "value": "much"}]}, "NotANumber", "value"),
        ({**SAID, "calculations": [{**CALCULATED, "value": "NaN"}]}, "NotFinite", "value"),
        ({"passages": []}, "MissingInput", "sentence"),
        ("no json", "InvalidInput", "JSON"),
    ],
)
def test_a_line_that_cannot_be_checked_is_an_error_and_the_next_is_checked(
    line: object,
    error: str,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    failed, good = checked([line, SAID], monkeypatch, capfdbinary)
    assert (failed["error"], says in failed["message"]) == (error, True)
    assert good["supported"]


def test_without_its_flag_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert "--jsonl" in capsys.readouterr().err
