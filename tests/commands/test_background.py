"""What an ingest could not embed in time is embedded by a process of its own."""

from pathlib import Path

import pytest

from kuroji.commands import background, library
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty data folder that the settings name."""
    monkeypatch.setenv("KUROJI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KUROJI_ENCODER", "small")
    return tmp_path / "home"


def note(folder: Path) -> Path:
    path = folder / "note.md"
    path.write_text("Revenue rose to 5 million dollars.\n", encoding="utf-8")
    return path


def test_the_work_makes_what_is_missing(home: Path, tmp_path: Path) -> None:
    opened = Library.open(home, encoder="small")
    ingest(opened, [note(tmp_path)])
    assert opened.embedded() == (0, 1)
    background.main()
    assert opened.embedded() == (1, 1)
    opened.close()


@pytest.mark.parametrize("wanted", ["true", "false", None])
def test_ingest_starts_it_where_time_was_short(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wanted: str | None,
) -> None:
    """Nobody is at a terminal here, so without a word of the user nothing stays behind."""
    started: list[bool] = []
    monkeypatch.delenv("KUROJI_BACKGROUND", raising=False)
    if wanted:
        monkeypatch.setenv("KUROJI_BACKGROUND", wanted)
    monkeypatch.setattr(library, "_PATIENCE", -1.0)
    monkeypatch.setattr(library, "go_on", lambda: started.append(True))
    library.ingest([str(note(tmp_path))])
    assert home.exists()
    assert bool(started) == (wanted == "true")
    assert "0 % ready; words are searchable now" in capsys.readouterr().err
