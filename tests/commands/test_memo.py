"""`kuroji memo` and `kuroji verify` as a person and a script meet them, each in a process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

ROOT = Path(__file__).parents[2]
FILING = ROOT / "tests" / "corpus" / "quenlow-10-k.md"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one filing; the starter corpus counts as read already."""
    place = tmp_path_factory.mktemp("home")
    library = Library.open(place, encoder="none")
    ingest(library, [FILING])
    library.archive.set_state("starter corpus", "read")
    library.close()
    return place


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    told = {
        **{n: v for n, v in os.environ.items() if not n.startswith(("OPENAI", "KUROJI"))},
        "KUROJI_ENCODER": "none",
    }
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "kuroji", "--home", str(home), *arguments],
        capture_output=True, cwd=ROOT, env=told, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    done = run(home, "memo", "Quenlow Compute", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "R4" in done.stdout
    assert "R4.runway" in done.stdout
    assert "offline analyst" in done.stderr
    return out / "quenlow-compute"


def test_three_files_are_written_that_verify(home: Path, folder: Path) -> None:
    assert sorted(p.name for p in folder.iterdir()) == ["memo.html", "memo.json", "memo.md"]
    for name in ("memo.json", "memo.md", "memo.html"):
        done = run(home, "verify", str(folder / name))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("ties out: ")


def test_the_result_as_json(home: Path, tmp_path: Path) -> None:
    done = run(
        home, "memo", "quenlow compute", "--lang", "ja", "--json", "--out", str(tmp_path),
        "--assume", "gpu_life_years=3", "--fiscal-year", "FY2025",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {
        "company", "fiscal_year", "verdict", "other_verdicts", "summary", "paths", "analyst",
        "cost", "usage",
    }  # fmt: skip
    assert (told["company"], told["analyst"], told["cost"]) == ("Quenlow Compute", "offline", 0)
    assert told["verdict"]["code"] == "R4"
    assert all(Path(path).is_file() for path in told["paths"])


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("memo", "Quenlo Computing"), 1, "did you mean Quenlow Compute?"),
        (("memo", "Zzyzx"), 1, "it has Quenlow Compute"),
        (("memo", "Quenlow Compute", "--assume", "luck=3"), 1, "luck=3 is no assumption"),
        (("memo", "Quenlow Compute", "--assume", "gpu_life_years=long"), 1, "long"),
        (("memo", "Quenlow Compute", "--as-of", "yesterday"), 1, "write YYYY-MM-DD"),
        (("memo", "Quenlow Compute", "--fiscal-year", "last"), 1, "is no fiscal year"),
        (("memo", "Quenlow Compute", "--format", "docx2"), 1, "there is no format docx2"),
        (("memo", "Quenlow Compute", "--lang", "fr"), 2, "--lang"),
        (("memo",), 2, "COMPANY"),
        (("verify", "nowhere/memo.json"), 1, "cannot read nowhere/memo.json"),
        (("verify", "pyproject.toml"), 1, "cannot read memo.json"),
    ],
)
def test_what_went_wrong_is_one_sentence_without_a_traceback(
    home: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = run(home, *arguments)
    assert done.returncode == code, done.stderr
    assert says.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_failure_as_json_is_one_document(home: Path) -> None:
    done = run(home, "memo", "Quenlo Computing", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "UnknownCompany"


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    library = Library.open(tmp_path, encoder="none")
    library.archive.set_state("starter corpus", "read")
    library.close()
    done = run(tmp_path, "memo", "CoreWeave")
    assert done.returncode == 1
    assert "the store is empty" in done.stderr


def test_an_out_that_is_a_file_is_refused(home: Path, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_text("mine", encoding="utf-8")
    done = run(home, "memo", "Quenlow Compute", "--out", str(place))
    assert done.returncode == 1
    assert "choose another --out" in done.stderr
    assert "Traceback" not in done.stderr
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("memo.json", '"value":842300000', '"value":942300000', "the reader finds"),
        ("memo.json", '"code":"R4"', '"code":"R2"', "verdict is R2"),
        ("memo.json", "842,300", "942,300", "does not say"),
        ("memo.md", "$842m", "$942m", "where the memo has"),
        ("memo.html", "$842m", "$942m", "where the memo has"),
    ],
)
def test_a_changed_figure_is_named(
    home: Path, folder: Path, tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == name:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    done = run(home, "verify", str(tmp_path / name))
    assert done.returncode == 1
    assert says in done.stdout
    assert "Traceback" not in done.stderr


def verified(home: Path, path: Path) -> Any:
    done = run(home, "verify", str(path), "--json")
    return done.returncode, json.loads(done.stdout)


def test_the_check_as_json(home: Path, folder: Path, tmp_path: Path) -> None:
    code, told = verified(home, folder / "memo.json")
    assert (code, told["ties"], told["faults"]) == (0, True, [])
    assert min(told["facts"], told["calculations"], told["slots"]) > 10
    broken = tmp_path / "memo.json"
    text = (folder / "memo.json").read_text(encoding="utf-8")
    broken.write_text(text.replace('"rule":"R4.runway"', '"rule":"R4.circular"', 1), "utf-8")
    code, told = verified(home, broken)
    assert (code, told["ties"]) == (1, False)
    assert all(set(fault) == {"where", "what"} for fault in told["faults"])


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 5000])
def test_a_file_that_is_no_memo_is_refused(home: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "memo.json"
    path.write_bytes(content)
    done = run(home, "verify", str(path))
    assert done.returncode == 1
    assert "memo.json" in done.stderr
    assert "Traceback" not in done.stderr
