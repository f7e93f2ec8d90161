"""The quick suites hold their floors; the command prints them, writes them, compares them."""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from kuroji.commands.evals import evaluate
from kuroji.evals import run as running
from kuroji.evals.case import Outcome
from kuroji.evals.report import table
from kuroji.evals.run import loaded, run, saved
from kuroji.evals.suites import QUICK, SUITES, Suite

# Those that need the whole starter corpus are gated by tests/walks and tests/agent.
FAST = ("calculators", "verdicts", "figures", "supported", "detected")


@pytest.mark.parametrize("name", FAST)
def test_a_quick_suite_holds_its_target(name: str) -> None:
    (score,) = run([name]).scores
    assert score.cases > 20
    assert score.share >= SUITES[name].target, [f.id for f in score.failures]


def test_every_suite_wants_at_least_its_floor() -> None:
    assert all(suite.floor <= suite.target for suite in SUITES.values())
    assert set(QUICK) <= set(SUITES)


def half(_: object = None) -> Iterable[Outcome]:
    yield Outcome("one", True, "")
    yield Outcome("two", False, "it said three")


@pytest.fixture
def suites(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two small suites: one that holds its floor with half of its cases, one that does not."""
    made = {
        "low": Suite("low", half, Decimal("0.5"), Decimal(1)),
        "high": Suite("high", half, Decimal("0.6"), Decimal(1)),
        "none": Suite("none", tuple, Decimal(0), Decimal(1)),
    }
    monkeypatch.setattr(running, "SUITES", made)
    monkeypatch.setattr("kuroji.commands.evals.SUITES", made)
    monkeypatch.setattr("kuroji.commands.evals.QUICK", ("low",))


@pytest.mark.usefixtures("suites")
class TestTheCommand:
    def test_prints_a_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        evaluate((), out=None, compare=None, as_json=False)
        head, row, failure = capsys.readouterr().out.splitlines()
        assert head.split() == [
            "suite", "cases", "passed", "share", "floor", "target", "sec",
        ]  # fmt: skip
        assert row.split()[:6] == ["low", "2", "1", "0.500", "0.5", "1"]
        assert failure == "  low two: it said three"

    def test_fails_below_a_floor(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="1"):
            evaluate(("all",), out=None, compare=None, as_json=False)
        assert "BELOW" in capsys.readouterr().out

    def test_prints_one_document(self, capsys: pytest.CaptureFixture[str]) -> None:
        evaluate(("low",), out=None, compare=None, as_json=True)
        told = json.loads(capsys.readouterr().out)
        assert [score["suite"] for score in told["scores"]] == ["low"]
        assert told["scores"][0]["failures"] == [{"id": "two", "detail": "it said three"}]

    def test_keeps_a_run_and_compares(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        kept = tmp_path / "run.json"
        evaluate(("low",), out=kept, compare=None, as_json=False)
        evaluate(("low",), out=None, compare=kept, as_json=False)
        before = loaded(kept)
        assert before.scores[0].passed == 1
        better = before.scores[0].model_copy(update={"passed": 2, "failures": ()})
        after = before.model_copy(update={"scores": (better,)})
        assert "was 0.500" in "\n".join(table(after, before))
        assert "was" not in capsys.readouterr().out

    @pytest.mark.parametrize("content", [None, "{", '{"scores": 3}'])
    def test_a_run_that_cannot_be_read_is_refused(
        self, tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        kept = tmp_path / "run.json"
        if content is not None:
            kept.write_text(content, encoding="utf-8")
        with pytest.raises(BaseException, match="1"):  # typer's exit
            evaluate(("low",), out=None, compare=kept, as_json=False)
        assert "cannot read the run" in capsys.readouterr().err

    def test_an_unknown_suite_is_refused_with_the_names(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(BaseException, match="1"):
            evaluate(("luck",), out=None, compare=None, as_json=False)
        assert "choose of all, low, high" in capsys.readouterr().err


@pytest.mark.usefixtures("suites")
def test_a_suite_without_cases_passes_nothing() -> None:
    assert run(["none"]).scores[0].share == 0


def test_a_record_is_read_back(tmp_path: Path) -> None:
    record = run(["verdicts"])
    saved(record, tmp_path / "run.json")
    assert loaded(tmp_path / "run.json") == record
