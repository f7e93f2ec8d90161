"""The tables of library.sqlite, and how an older file becomes a newer one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION = 0x6B75726F  # "kuro"

_FIRST = """
CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    publisher TEXT,
    url TEXT,
    published TEXT,
    read_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    grade TEXT NOT NULL,
    origin TEXT NOT NULL,
    entity TEXT,
    path TEXT,
    document TEXT NOT NULL,      -- which document this is a version of
    period TEXT,
    companies TEXT NOT NULL,     -- JSON: every company that it says it is about
    partly TEXT,                 -- what the reader had to leave out
    replaced_by TEXT,            -- the newer version of the same document
    text BLOB NOT NULL           -- the normalised text, deflated
) STRICT;
CREATE INDEX sources_by_document ON sources(document);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    heading TEXT NOT NULL,
    page INTEGER,
    cells TEXT,
    language TEXT NOT NULL,
    marks TEXT NOT NULL,
    header TEXT NOT NULL,        -- indexed and embedded in front of the text, never quoted
    years TEXT NOT NULL,         -- the years it speaks of, for the boost by period
    fold TEXT NOT NULL,          -- hash of the folded text: twins of several sources share it
    vector TEXT NOT NULL,        -- hash of header and text: what the encoder sees
    lexical INTEGER NOT NULL DEFAULT 0,
    dense INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX passages_by_source ON passages(source_id);
CREATE INDEX passages_by_fold ON passages(fold);
CREATE INDEX passages_by_vector ON passages(vector);
CREATE INDEX passages_unread ON passages(lexical) WHERE lexical = 0;
CREATE INDEX passages_unembedded ON passages(dense) WHERE dense = 0;
CREATE TABLE mentions (          -- which company a passage is about or names
    company TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES passages(row) ON DELETE CASCADE,
    PRIMARY KEY (company, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_row ON mentions(row);
CREATE TABLE names (             -- companies by every name that a source gave them
    alias TEXT PRIMARY KEY,
    company TEXT NOT NULL
) STRICT;
CREATE TABLE windows (           -- where the vectors of a header and text lie in windows.f16
    encoder TEXT NOT NULL,
    vector TEXT NOT NULL,
    start INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (encoder, vector)
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten (         -- rows that the indexes still have to forget
    row INTEGER PRIMARY KEY,
    passage_id TEXT NOT NULL,
    lexical INTEGER NOT NULL DEFAULT 0,
    dense INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""

_BOXES = """
ALTER TABLE passages ADD COLUMN boxes TEXT NOT NULL DEFAULT '';  -- where it stands on its page
"""

_RECOGNISED = """
ALTER TABLE passages ADD COLUMN recognised INTEGER NOT NULL DEFAULT 0;  -- told from a picture
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _BOXES, _RECOGNISED)
"""Script n takes a store from schema n to schema n + 1; scripts are never changed."""


class Newer(Exception):
    """The store was written by a newer program."""


class Broken(Exception):
    """The store's own database cannot be read."""


def connect(file: Path) -> sqlite3.Connection:
    """Open `file`, brought to the newest schema; a commit is on the disk when it returns."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
        _migrate(connection, file)
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and "not a database" not in str(error):
            raise
        raise Broken(
            f"{file} is damaged ({error}); move it away and run `kuroji sources rebuild`, "
            "which reads the kept originals again"
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 30000",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _migrate(connection: sqlite3.Connection, file: Path) -> None:
    if _version(connection) == len(MIGRATIONS):
        return
    _backed_up(connection, file)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another process may have been quicker
        if version > len(MIGRATIONS):
            raise Newer(
                f"{file} has schema {version}, this program knows {len(MIGRATIONS)}; "
                "update kuroji, or choose another folder with --home"
            )
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _backed_up(connection: sqlite3.Connection, file: Path) -> None:
    """Keep a copy of an older store before it is changed; a copy that is there is older still."""
    version = _version(connection)
    if not 0 < version < len(MIGRATIONS):
        return
    copy = file.with_name(f"{file.stem}.schema-{version}{file.suffix}")
    if not copy.exists():
        connection.execute("VACUUM INTO ?", (str(copy),))


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """Cut a script into statements, because `executescript` would end our transaction."""
    whole: list[str] = []
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            whole.append(part)
            part = ""
    return whole
