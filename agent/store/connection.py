"""Opens the database: ours or new, brought up to date, and safe to kill at any point.

Write-ahead logging, so that Datasette and exports read while a batch writes. A killed process loses
no committed report; the next one to open the file recovers it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from agent.errors import StoreError
from agent.store.migrations import migrations, step_names

BUSY_SECONDS = 30.0

_REMEDIES = (
    ("locked", "Wait for the other program that writes to it, and run this again"),
    ("not a database", "Name another file with --db"),
    ("malformed", "Read the files again into a new database"),
    ("full", "Free some space and run this again; what was stored is kept"),
    ("readonly", "Make the file and its folder writable, or copy the database elsewhere"),
    ("unable to open", "Check that the folder exists and that the file may be read and written"),
)


@contextmanager
def store_errors(path: str) -> Iterator[None]:
    """Turn every error of SQLite into a `StoreError` that names the database."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        remedy = next((remedy for sign, remedy in _REMEDIES if sign in text), "")
        raise StoreError(f"the database {path!r} cannot be used: {text}", remedy) from error


def open_for_writing(path: str) -> Database:
    """Open the database, or make it, and bring its schema up to date."""
    if Path(path).is_dir():
        raise StoreError(f"{path!r} is a folder", "Name a database file with --db")
    database = Database(sqlite3.connect(path, timeout=BUSY_SECONDS), execute_plugins=False)
    with _closed_on_error(database):
        _require_ours(database, path)
        database.enable_wal()
        # Enough with write-ahead logging: only a power cut can undo the last commits, whole.
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA foreign_keys = ON")
        if migrations.pending(database):
            # One process at a time; the second one finds nothing left to do.
            with immediate(database):
                migrations.apply(database)
    return database


def open_for_reading(path: str) -> Database:
    """Open an existing database without ever writing a report to it."""
    if not Path(path).is_file():
        raise StoreError(
            f"there is no database {path!r}", "Run `xxgk extract` first, or name one with --db"
        )
    database = _connect_read_only(path)
    with _closed_on_error(database):
        _require_ours(database, path)
        if not migrations.pending(database):
            return database
    database.close()
    open_for_writing(path).close()
    return _connect_read_only(path)


@contextmanager
def immediate(database: Database) -> Iterator[None]:
    """Run a block as one transaction that holds the write lock from the start.

    A deferred transaction that reads first can fail at once, without waiting, when another process
    writes in between.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise


@contextmanager
def _closed_on_error(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _connect_read_only(path: str) -> Database:
    # Opened for writing where that is allowed, and kept from it: a connection that may not write
    # at all leaves the files of the log behind.
    uri = Path(path).resolve().as_uri()
    try:
        with closing(sqlite3.connect(f"{uri}?mode=rw", uri=True, timeout=BUSY_SECONDS)) as probe:
            probe.execute("SELECT 1 FROM sqlite_master").fetchone()
        mode = "rw"
    except sqlite3.OperationalError as error:
        # On a read-only disk the files of the log cannot be made, and nobody writes. A log that
        # was never merged cannot be left out, though.
        refused = any(sign in str(error) for sign in ("unable to open", "readonly"))
        if not refused or Path(path + "-wal").exists():
            raise
        mode = "ro&immutable=1"
    connection = sqlite3.connect(f"{uri}?mode={mode}", uri=True, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA query_only = ON")
    return Database(connection, execute_plugins=False)


def _require_ours(database: Database, path: str) -> None:
    applied = {step.name for step in migrations.applied(database)}
    others = set(database.table_names()) - {migrations.migrations_table, "sqlite_sequence"}
    if others and not applied:
        raise StoreError(
            f"{path!r} is a database of another program, with the table {min(others)!r}",
            "Name another file with --db",
        )
    if unknown := applied - set(step_names()):
        raise StoreError(
            f"the database {path!r} was written by a newer xxgk (step {max(unknown)!r})",
            "Install the newer version, or name another file with --db",
        )
