"""`kuroji ask` and `kuroji chat` as they are typed, on a small store."""

import io
import json
import re
from pathlib import Path

import pytest

from kuroji.agent.events import EVENTS, Done, Token
from kuroji.agent.wiring import seed
from kuroji.cli import main
from kuroji.commands.ask import printable
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

HOLE = "Is there an $800bn hole?"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home: Path = tmp_path_factory.mktemp("home")
    library = Library.open(home, encoder="none")
    files = [*seed().glob("audit/*"), *seed().glob("filings/coreweave*")]
    ingest(library, sorted(files))
    library.close()
    return home


@pytest.fixture(autouse=True)
def settings(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUROJI_HOME", str(store))
    monkeypatch.setenv("KUROJI_ENCODER", "none")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def run(*arguments: str) -> int:
    """Run a command; Typer leaves by SystemExit, as at a prompt."""
    try:
        return main(arguments)
    except SystemExit as left:
        return int(left.code or 0)


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_an_answer_comes_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", HOLE) == 0
    out, err = capsys.readouterr()
    assert "$800bn[1]" in out
    assert "[1] Is there an $800 billion hole?" in out or "Bain" in out
    assert "grade B" in out
    assert "{{" not in out
    assert "offline analyst" in err


def test_a_japanese_question_is_answered_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "AIの収益の穴は8000億ドルというのは本当か") == 0
    out = capsys.readouterr().out
    assert "8,000億ドル" in out
    assert "等級B" in out


def test_json_is_one_event_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", HOLE, "--json") == 0
    events = [EVENTS.validate_json(line) for line in capsys.readouterr().out.splitlines()]
    assert isinstance(events[-1], Done)
    assert any(isinstance(event, Token) for event in events)


def test_an_empty_question_is_refused_with_a_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", " ") == 1
    assert "kuroji ask" in capsys.readouterr().err


def test_a_conversation_is_kept_and_resumed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "Does CoreWeave make money?\nAnd at four years?\n")
    assert run("chat") == 0
    out, err = capsys.readouterr()
    assert "4 years" in out
    found = re.search(r"--resume (\w+)", err)
    assert found is not None
    typed(monkeypatch, "And at five years?\n")
    assert run("chat", "--resume", found[1]) == 0
    out = capsys.readouterr().out
    assert "> Does CoreWeave make money?" in out
    assert "5 years" in out


def test_an_unknown_conversation_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("chat", "--resume", "nothing") == 1
    assert "no conversation nothing" in capsys.readouterr().err


def test_lines_are_answered_one_for_one(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = {"doc": "Velora's revenue was €31 million in 2024.", "lang": "en", "format": "text",
            "question": "What was Velora's revenue in 2024?"}  # fmt: skip
    lines = [
        json.dumps(good),
        "no json",
        json.dumps({"doc": "x"}),
        json.dumps({**good, "format": "exe"}),
    ]
    wrapped = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", wrapped)
    assert run("ask", "--jsonl") == 0
    out = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert "€31m" in out[0]["answer"]
    assert [set(line) for line in out[1:]] == [{"error", "message"}] * 3


def test_control_characters_are_shown_as_code() -> None:
    assert printable("a\x1b[31mb\u202ec") == "a\\x1b[31mb\\x202ec"
