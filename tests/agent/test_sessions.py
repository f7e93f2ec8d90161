"""Conversations survive the disk, and a turn that was cut off is known as such."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kuroji.agent.events import Done, Notice, Started
from kuroji.agent.records import RecordsError
from kuroji.agent.sessions import Sessions

_WORKER = """
import os, signal, sys
from pathlib import Path
from kuroji.agent.events import Started
from kuroji.agent.sessions import Sessions
sessions = Sessions.open(Path(sys.argv[1]))
id = sessions.begin()
first = sessions.ask(id, "one")
sessions.answered(first, "yes", "[]")
second = sessions.ask(id, "two")
sessions.keep(second, Started(seq=1, run="r", analyst="offline"))
print(id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_conversation_is_read_back(tmp_path: Path) -> None:
    sessions = Sessions.open(tmp_path)
    id = sessions.begin()
    asking = sessions.ask(id, "利益は？")
    for event in (Started(seq=1, run="r", analyst="offline"), Done(seq=2, answer="黒字である。")):
        sessions.keep(asking, event)
    sessions.answered(asking, "黒字である。", "[]")
    sessions.close()
    again = Sessions.open(tmp_path)
    assert again.known(id)
    assert [turn.answer for turn in again.earlier(id)] == ["黒字である。"]
    assert [event.seq for event in again.events(asking)] == [1, 2]
    assert [event.seq for event in again.events(asking, after=1)] == [2]
    assert again.ledger(asking) == "[]"
    assert again.conversations()[0][2] == "利益は？"
    again.close()


def test_nothing_written_is_lost_by_a_kill(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _WORKER, str(tmp_path)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    sessions = Sessions.open(tmp_path)
    id = done.stdout.strip()
    assert [(t.question, t.answer) for t in sessions.turns(id)] == [("one", "yes"), ("two", None)]
    assert len(sessions.events(sessions.turns(id)[1])) == 1
    sessions.close()


def test_a_turn_asked_again_starts_with_no_events(tmp_path: Path) -> None:
    sessions = Sessions.open(tmp_path)
    asking = sessions.ask(sessions.begin(), "q")
    sessions.keep(asking, Notice(seq=1, code="a", message="b"))
    sessions.again(asking)
    assert sessions.events(asking) == ()
    sessions.close()


def test_a_newer_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "sessions.sqlite") as sql:
        sql.execute("PRAGMA user_version=99")
    sql.close()
    with pytest.raises(RecordsError, match="upgrade"):
        Sessions.open(tmp_path)


def test_a_file_that_is_no_database_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "sessions.sqlite").write_bytes(b"not a database, but long enough to be read as one")
    with pytest.raises(RecordsError, match="move it away"):
        Sessions.open(tmp_path)
