"""The one SQLite file of conversations, events and spending: opened, and brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

# Each entry brings the file from its number of steps to the next; none is ever changed.
_STEPS = (
    """
CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    begun TEXT NOT NULL
) STRICT;
CREATE TABLE turn (
    conversation TEXT NOT NULL REFERENCES conversation (id),
    number INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT,
    ledger TEXT,
    PRIMARY KEY (conversation, number)
) STRICT;
CREATE TABLE event (
    conversation TEXT NOT NULL,
    turn INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (conversation, turn, seq),
    FOREIGN KEY (conversation, turn) REFERENCES turn (conversation, number)
) STRICT;
""",
    """
CREATE TABLE spending (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    model TEXT NOT NULL,
    reserved TEXT NOT NULL,
    spent TEXT
) STRICT;
CREATE INDEX spending_by_day ON spending (day);
""",
)


class RecordsError(Exception):
    """The file of conversations and spending cannot be used: one sentence with a remedy."""


def opened(home: Path) -> sqlite3.Connection:
    """Open `home`/sessions.sqlite; what is committed is on disk."""
    path = home / "sessions.sqlite"
    try:
        home.mkdir(parents=True, exist_ok=True)
        sql = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error
    try:
        sql.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        sql.executescript("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;")
        _migrate(sql, path)
    except sqlite3.Error as error:
        sql.close()
        raise _unusable(path, error) from error
    except RecordsError:
        sql.close()
        raise
    return sql


def _unusable(path: Path, error: Exception) -> RecordsError:
    return RecordsError(f"cannot use {path} ({error}); move it away, or choose --home DIR")


def _migrate(sql: sqlite3.Connection, path: Path) -> None:
    with writing(sql):  # two processes may meet here: the second finds the work done
        found = sql.execute("PRAGMA user_version").fetchone()[0]
        if found > len(_STEPS):
            raise RecordsError(f"{path} was written by a newer kuroji; upgrade this one")
        for step in _STEPS[found:]:
            for statement in step.split(";"):
                sql.execute(statement)
        sql.execute(f"PRAGMA user_version={len(_STEPS)}")


@contextmanager
def writing(sql: sqlite3.Connection) -> Iterator[None]:
    """Hold the file for one transaction: all of it is written, or nothing."""
    sql.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        sql.execute("ROLLBACK")
        raise
    sql.execute("COMMIT")


class Records:
    """What is kept of one home folder in its file, shared by all processes that use it."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the records of `home`; RecordsError where their file cannot be used."""
        return cls(opened(home))

    def close(self) -> None:
        self._sql.close()
