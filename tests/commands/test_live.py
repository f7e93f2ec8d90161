"""`kuroji ask`, `chat` and `memo` with a model on loopback: costs, budgets, faults, as typed."""

import io
import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kuroji.cli import main
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from tests.model_server.server import FaultyServer

ROOT = Path(__file__).parents[2]
KEY = "sk-kuroji-canary-0000"
QUESTION = "What was the revenue of Quenlow Compute?"
USAGE = {"input": 2000, "output": 500}
LOOK = {
    "kind": "reply",
    "usage": USAGE,
    "tool_calls": [
        {"name": "look_up", "arguments": {"metric": "revenue", "company": "Quenlow Compute"}}
    ],
}


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library with one filing; the starter corpus counts as read already."""
    library = Library.open(tmp_path, encoder="none")
    ingest(library, [ROOT / "tests" / "corpus" / "quenlow-10-k.md"])
    library.archive.set_state("starter corpus", "read")
    library.close()
    return tmp_path


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in [n for n in os.environ if n.startswith(("OPENAI", "KUROJI"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KUROJI_HOME", str(home))
    monkeypatch.setenv("KUROJI_ENCODER", "none")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def ran(server: FaultyServer, *arguments: str, typed: str = "", **more: str) -> Ran:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        try:
            code = main(arguments)
        except SystemExit as left:  # as Typer leaves
            code = int(left.code or 0)
        return Ran(code, *capsys.readouterr())

    return ran


def test_the_cost_of_an_answer_is_counted_shown_and_written_down(home: Path, run: Run) -> None:
    answer = {"kind": "reply", "usage": USAGE, "text": "That is not determinable."}
    with FaultyServer({"steps": [LOOK, answer, LOOK, answer]}) as server:
        shown = run(server, "ask", QUESTION)
        lines = run(server, "ask", QUESTION, "--json")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.strip() == "That is not determinable."
    assert "cost: $0.0150 (2 replies; 4,000 tokens in, 1,000 out)" in shown.stderr
    done: Any = json.loads(lines.stdout.splitlines()[-1])
    assert (done["type"], done["usage"]["output_tokens"]) == ("done", 1000)
    assert Decimal(done["cost"]) == Decimal("0.015")
    with sqlite3.connect(home / "sessions.sqlite") as sql:
        spent = [row[0] for row in sql.execute("SELECT spent FROM spending")]
    sql.close()
    assert [Decimal(amount) for amount in spent] == [Decimal("0.0075")] * 4


def test_a_budget_stops_the_model_before_it_is_passed_and_the_rest_is_written_by_rule(
    home: Path, run: Run
) -> None:
    with FaultyServer({"then": "repeat_last", "steps": [LOOK]}) as server:
        done = run(server, "memo", "Quenlow Compute", "--json", "--max-cost", "0.01",
                   "--out", str(home / "out"))  # fmt: skip
        assert server.requests == []
    told = json.loads(done.stdout)
    assert (done.returncode, told["cost"], told["usage"]["calls"]) == (0, 0, 0)
    assert "the budget of $0.01 has $0.01 left and the next call could cost" in done.stderr
    assert "the model is not asked again" in done.stderr
    assert "Traceback" not in done.stderr
    assert run(server, "verify", told["paths"][0]).returncode == 0


def test_a_days_budget_holds_over_runs_and_conversations(home: Path, run: Run) -> None:
    answer = {"kind": "reply", "usage": USAGE, "text": "That is not determinable."}
    with FaultyServer({"then": "loop", "steps": [LOOK, answer]}) as server:
        first = run(server, "chat", typed=f"{QUESTION}\n", KUROJI_MAX_COST_PER_DAY="0.12")
        assert len(server.requests) == 2
        again = run(server, "chat", typed=f"{QUESTION}\n", KUROJI_MAX_COST_PER_DAY="0.1")
        assert len(server.requests) == 2
    assert "cost: $0.0150 (2 replies" in first.stderr
    assert "the day's budget of $0.10 has $0.0850 left" in again.stderr
    assert "cost: $0.00 (0 replies" in again.stderr
    assert again.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "more", "says"),
    [
        (("ask", QUESTION, "--max-cost", "1"), {"KUROJI_MODEL": "ours"}, "no price is known for"),
        (("chat", "--max-cost", "much"), {}, "the setting max_cost cannot be used"),
        (("memo", "Quenlow Compute"), {"KUROJI_PRICES": "{"}, "the settings cannot be read"),
        (("sources",), {"KUROJI_RETRIES": "x"}, "the setting retries cannot be used"),
        (("doctor",), {"KUROJI_RETRIES": "x"}, "KUROJI_RETRIES"),
        (("ask", "--jsonl"), {"KUROJI_MAX_COST": "-1"}, "max_cost"),
    ],
)
def test_a_setting_that_cannot_be_used_ends_a_command_with_its_name(
    arguments: tuple[str, ...], more: dict[str, str], says: str, run: Run
) -> None:
    with FaultyServer({"steps": [LOOK]}) as server:
        done = run(server, *arguments, **more)
        assert server.requests == []
    assert done.returncode == 1
    assert says in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_withdrawn_sentence_is_said_to_be_so(run: Run) -> None:
    with FaultyServer({"steps": [LOOK, LOOK, LOOK]}) as server:
        asked = run(server, "ask", QUESTION, "--json")
    figure = next(
        event["ref"] for line in asked.stdout.splitlines() if (event := json.loads(line))
        and event["type"] == "figure"
    )  # fmt: skip
    text = f"It was {{{{{figure}}}}} in the newest year. More is not known of it today."
    broken = {"kind": "reply", "text": text, "cut": "close", "cut_after": 9}
    with FaultyServer({"steps": [LOOK, broken, {"kind": "reply", "text": text}]}) as server:
        done = run(server, "ask", QUESTION)
    withdrawn, _, stands = done.stdout.partition("[the reply broke off")
    assert withdrawn.count("$842m") == 1, done.stdout + done.stderr
    assert stands.count("It was $842m") == 1
    assert "cost: at most" in done.stderr
    assert KEY not in done.stdout + done.stderr
