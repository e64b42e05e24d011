"""The store: reports with their sections, cells, facts, checks and findings, source texts, runs.

A report is known by the hash of its file's bytes. Reading the same bytes again replaces the earlier
reading in one transaction, under the same number; no other report is ever touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from os import PathLike, fspath
from typing import Any

from sqlite_utils import Database

from agent.errors import XxgkError
from agent.llm.cache import Response
from agent.report import Report, Severity, to_json
from agent.store import listings, rows
from agent.store.connection import immediate, open_for_reading, open_for_writing, store_errors
from agent.store.fact_listing import FactRow, fact_listing
from agent.store.fact_rows import Row
from agent.store.lookup import find_report
from agent.store.passages import index_report, unindex_report
from agent.store.runs import now_utc, without_secrets

READER_VERSION = "14"
"""Raised whenever reading the same bytes may give another report: files are then read again."""
_MAX_ARGUMENTS = 100


class Store(AbstractContextManager["Store", None]):
    """A database of read reports; use it as a context manager.

    Args:
        path: the SQLite file, or `:memory:`.
        read_only: never write a report, and do not make the file.

    Raises:
        StoreError: from any method, when the database is missing, foreign, locked or too new.
    """

    def __init__(self, path: str | PathLike[str], read_only: bool = False) -> None:
        self._path = fspath(path)
        self._run_id: int | None = None
        opening = open_for_reading if read_only else open_for_writing
        with store_errors(self._path):
            self._database: Database = opening(self._path)

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the last one to do so merges the log into the file."""
        self._database.close()

    def is_current(self, sha256: str, model_reader: str | None = None) -> bool:
        """True when these bytes were read by this version of the reader.

        Args:
            model_reader: the model and the way it is asked, which must then have read them whole;
                without one it does not matter whether a model did.
        """
        with store_errors(self._path):
            found = self._database.execute(
                "SELECT 1 FROM reports WHERE sha256 = :sha256 AND reader_version = :version"
                " AND (:model IS NULL OR (model_reader = :model AND model_failures = '[]'))",
                {"sha256": sha256, "version": READER_VERSION, "model": model_reader},
            )
            return found.fetchone() is not None

    def last_number(self) -> int:
        """Return the largest number of a report, 0 where there is none."""
        with store_errors(self._path):
            found = self._database.execute("SELECT coalesce(max(id), 0) FROM reports").fetchone()
        return int(found[0])

    def save(
        self,
        report: Report,
        source_text: str,
        model_reader: str | None = None,
        number: int | None = None,
    ) -> int:
        """Store a reading, in place of an earlier one of the same bytes; return its number.

        Args:
            model_reader: as `is_current` will ask for it.
            number: that it gets where it is new and the number is free; else the next one.
        """
        text_sha256 = hashlib.sha256(source_text.encode()).hexdigest()
        row = {
            **rows.report_row(report),
            "text_sha256": text_sha256,
            "reader_version": READER_VERSION,
            "read_utc": now_utc(),
            "run_id": self._run_id,
            "model_reader": model_reader,
        }
        with self._transaction():
            table = self._database.table
            table("sources").insert({"text_sha256": text_sha256, "text": source_text}, ignore=True)
            known = self._forget(report.source.sha256, text_sha256)
            row["id"] = known or self._free(number)
            report_id = self._insert("reports", row)
            for part, part_rows in rows.parts_of(report, report_id):
                self._insert_all(part, list(part_rows))
            index_report(self._database, report_id)
        return report_id

    def get(self, key: str | int, with_text: bool = False) -> Report:
        """Return the one report that `key` means.

        Args:
            key: its number, at least four digits of its hash, its path or file name, or words of
                its body and year (`云山区 2020`).
            with_text: give the source text along, as `source.text`.
        """
        with store_errors(self._path):
            report_id = find_report(self._database, str(key))
            row = next(self._rows("reports", "id", report_id))
            text = next(self._rows("sources", "text_sha256", row["text_sha256"]))["text"]
            parts = {part: self._rows(part, "report_id", report_id) for part in rows.PARTS}
            return rows.to_report(row, parts, text if with_text else None)

    def reports(self) -> Iterator[listings.ReportSummary]:
        """Yield every report at a glance."""
        with store_errors(self._path):
            yield from listings.report_summaries(self._database)

    def cells(self, report_id: int | None = None) -> Iterator[listings.CellRow]:
        """Yield every cell, of all reports or of one by its number."""
        with store_errors(self._path):
            yield from listings.cell_rows(self._database, report_id)

    def findings(
        self,
        report: str | int | None = None,
        severity: Severity | None = None,
        rule: str | None = None,
    ) -> Iterator[listings.FindingRow]:
        """Yield the findings, of all reports or of the one that `report` means."""
        with store_errors(self._path):
            report_id = None if report is None else find_report(self._database, str(report))
            yield from listings.finding_rows(self._database, report_id, severity, rule)

    def facts(self, report: str | int | None = None, kind: str | None = None) -> Iterator[FactRow]:
        """Yield the facts, of all reports or of the one that `report` means, of one kind or all."""
        with store_errors(self._path):
            report_id = None if report is None else find_report(self._database, str(report))
            yield from fact_listing(self._database, report_id, kind)

    def find_response(self, key: str) -> Response | None:
        """Return the answer that a model gave before to the same question."""
        with store_errors(self._path):
            found = self._database.execute(
                "SELECT answer, prompt_tokens, completion_tokens FROM responses WHERE key = ?",
                [key],
            ).fetchone()
        return Response(*found) if found else None

    def keep_response(self, key: str, model: str, prompt: str, response: Response) -> None:
        """Keep a model's answer; see `agent.llm.cache`."""
        row = {
            "key": key,
            "model": model,
            "prompt_sha256": prompt,
            "answer": response.text,
            "prompt_tokens": response.prompt_tokens,
            "completion_tokens": response.completion_tokens,
            "asked_utc": now_utc(),
        }
        with self._transaction():
            self._database.table("responses").insert(row, replace=True)

    def start_run(self, arguments: Sequence[str], version: str) -> None:
        """Write down that a run begins; the reports and failures that follow belong to it."""
        with self._transaction():
            run = {
                "started_utc": now_utc(),
                "version": version,
                "command": to_json(_shortened(without_secrets(arguments))),
            }
            self._run_id = self._insert("runs", run)

    def record_failure(self, path: str, error: XxgkError) -> None:
        """Write down a file of the current run that could not be read."""
        failure = {
            "run_id": self._run_id,
            "path": path,
            "error": type(error).__name__,
            "message": str(error),
        }
        with self._transaction():
            self._insert("failures", failure)

    def finish_run(self, read: int, skipped: int, failed: int) -> None:
        """Write down how the current run ended. A run that was killed has no end."""
        assert self._run_id is not None, "start_run comes first"
        counts = {"finished_utc": now_utc(), "read": read, "skipped": skipped, "failed": failed}
        with self._transaction():
            self._database.table("runs").update(self._run_id, counts)
        self._run_id = None

    def runs(self) -> Iterator[dict[str, Any]]:
        """Yield the runs, oldest first."""
        with store_errors(self._path):
            yield from self._database.query("SELECT * FROM runs ORDER BY id")

    def failures(self) -> Iterator[dict[str, Any]]:
        """Yield what could not be read, oldest first."""
        with store_errors(self._path):
            yield from self._database.query("SELECT * FROM failures ORDER BY id")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with store_errors(self._path), immediate(self._database):
            yield

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        number = self._database.table(table).insert(row).last_pk
        assert isinstance(number, int)
        return number

    def _insert_all(self, table: str, part_rows: Sequence[Row]) -> None:
        """Insert hundreds of plain rows at once; sqlite-utils looks at every value of theirs."""
        names = list(dict.fromkeys(name for row in part_rows for name in row))
        if names:
            columns = ", ".join(f'"{name}"' for name in names)
            self._database.conn.executemany(
                f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join("?" * len(names))})',
                ([row.get(name) for name in names] for row in part_rows),
            )

    def _rows(self, table: str, column: str, value: object) -> Iterator[dict[str, Any]]:
        return self._database.table(table).rows_where(f"{column} = ?", [value], order_by="rowid")

    def _free(self, number: int | None) -> int | None:
        taken = self._database.execute("SELECT 1 FROM reports WHERE id = ?", [number]).fetchone()
        return None if taken else number

    def _forget(self, sha256: str, text_sha256: str) -> int | None:
        """Remove the earlier reading, and its text unless it is still that of a report."""
        found = self._database.execute(
            "SELECT id, text_sha256 FROM reports WHERE sha256 = ?", [sha256]
        ).fetchone()
        if found is None:
            return None
        report_id, old_text = found
        unindex_report(self._database, report_id)
        self._database.execute("DELETE FROM reports WHERE id = ?", [report_id])
        self._database.execute(
            "DELETE FROM sources WHERE text_sha256 = ? AND text_sha256 <> ?"
            " AND NOT EXISTS (SELECT 1 FROM reports WHERE text_sha256 = sources.text_sha256)",
            [old_text, text_sha256],
        )
        return int(report_id)


def _shortened(arguments: list[str]) -> list[str]:
    """Cut a command that a shell made of a pattern with thousands of files."""
    more = len(arguments) - _MAX_ARGUMENTS
    return [*arguments[:_MAX_ARGUMENTS], f"… and {more} more"] if more > 0 else arguments
