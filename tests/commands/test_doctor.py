"""`kuroji doctor`: one line for each thing, its remedy where it fails, and no key."""

import json
from pathlib import Path

import pytest

from kuroji.agent.settings import Settings
from kuroji.cli import main
from kuroji.doctor import Finding, examined
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

KEY = "sk-kuroji-canary-0000"
FILING = Path(__file__).parents[1] / "corpus" / "quenlow-10-k.md"


def run(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as left:  # as Typer leaves
        return int(left.code or 0)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KUROJI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KUROJI_ENCODER", "none")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return tmp_path / "home"


def test_a_machine_on_which_all_works(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = Library.open(home, encoder="none")
    ingest(library, [FILING])
    library.close()
    assert run("doctor") == 0
    out = capsys.readouterr().out
    assert "ok   store: 1 sources," in out
    assert "the offline analyst writes" in out
    assert "words only" in out
    assert "FAIL" not in out


def test_an_empty_machine_with_a_key_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("KUROJI_ENCODER", "small")
    assert run("doctor", "--json") == 0
    out = capsys.readouterr().out
    found = {one["name"]: one["seen"] for one in json.loads(out)}
    assert "key set" in found["model"]
    assert "starter corpus" in found["store"]
    assert found["semantic search"] == "encoder installed"
    assert KEY not in out


def test_a_data_folder_that_is_a_file_fails_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    monkeypatch.setenv("KUROJI_HOME", str(tmp_path / "file" / "home"))
    assert run("doctor") == 1
    assert "FAIL data folder" in capsys.readouterr().out


def test_nothing_is_made_by_looking(home: Path) -> None:
    found: tuple[Finding, ...] = examined(Settings(home=home, encoder="none"))
    assert all(finding.works or finding.remedy for finding in found)
    assert not home.exists()


@pytest.mark.parametrize("there", [True, False])
def test_recognition_that_is_switched_on_and_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    monkeypatch.setattr("kuroji.doctor.installed", lambda: there)
    (found,) = (one for one in examined(Settings(ocr=True)) if one.name == "scans")
    assert (found.works, found.remedy) == (there, "install kuroji[ocr]")
