"""The store as questions see it: SELECT on listed tables and views, a time limit, a row limit.

Every statement is written here or beside the code that calls it and takes its values as parameters.
The limits hold even if a statement were not what it should be: SQLite asks the authorizer about
every table and function it is about to use.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from os import PathLike, fspath
from typing import Any

from agent.errors import StoreError
from agent.store.connection import open_for_reading, store_errors

READABLE = frozenset(
    {
        *("reports", "sources", "sections", "cells", "facts", "fact_places", "findings"),
        *("problems", "measures", "passages", "cells_cited", "facts_cited"),
        # What SQLite keeps behind the index; the index itself reads them.
        *("passages_index", "passages_index_config", "passages_index_data"),
        *("passages_index_docsize", "passages_index_idx"),
    }
)
FUNCTIONS = frozenset(
    {
        "bm25",
        "coalesce",
        "count",
        "instr",
        "length",
        "max",
        "min",
        "round",
        "substr",
        "sum",
        "match",
    }
)
MAX_SECONDS = 5.0
MAX_ROWS = 20_000
_STEPS_BETWEEN_LOOKS = 2_000
_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}


class Reader(AbstractContextManager["Reader", None]):
    """A guarded connection to the store; use it as a context manager.

    Args:
        path: the database.
        max_seconds: for one statement.
        max_rows: that one statement may give.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        max_seconds: float = MAX_SECONDS,
        max_rows: int = MAX_ROWS,
    ) -> None:
        self._path = fspath(path)
        self._max_seconds, self._max_rows = max_seconds, max_rows
        self._deadline = 0.0
        self.log: list[str] = []
        """The statements that ran since it was last emptied, with their parameters."""
        with store_errors(self._path):
            self._connection = open_for_reading(self._path).conn
            # Prepares what the index itself asks for, before anything is forbidden.
            self._connection.execute("SELECT count(*) FROM passages_index LIMIT 1").fetchone()
        self._connection.set_authorizer(_authorize)
        self._connection.set_progress_handler(self._late, _STEPS_BETWEEN_LOOKS)

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Run one statement and return its rows by column.

        Raises:
            StoreError: it is not allowed, takes too long, or gives too many rows.
        """
        self.log.append(f"{' '.join(sql.split())}  -- {list(parameters)}")
        self._deadline = time.monotonic() + self._max_seconds
        try:
            cursor = self._connection.execute(sql, parameters)
            found = cursor.fetchmany(self._max_rows + 1)
        except sqlite3.DatabaseError as error:
            if "interrupted" in str(error):
                raise StoreError(
                    f"the question took more than {self._max_seconds:g} seconds",
                    "Ask about fewer reports",
                ) from error
            raise StoreError(f"the database {self._path!r} cannot be asked: {error}") from error
        if len(found) > self._max_rows:
            raise StoreError(
                f"the question touches more than {self._max_rows} rows", "Ask about fewer reports"
            )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def _late(self) -> bool:
        return time.monotonic() > self._deadline > 0


def _authorize(
    action: int, first: str | None, second: str | None, database: str | None, source: str | None
) -> int:
    allowed = (
        action in _ACTIONS
        or (action == sqlite3.SQLITE_READ and first in READABLE)
        or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in FUNCTIONS)
        # The index looks whether the file has changed.
        or (action == sqlite3.SQLITE_PRAGMA and first == "data_version")
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def marks(values: Sequence[Any]) -> str:
    """Return one placeholder for each value, for `IN (…)`."""
    return ", ".join("?" * len(values))
