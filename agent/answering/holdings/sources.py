"""Reads of the store what questions ask for; every statement takes its values as parameters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.database import Reader, marks
from agent.answering.holdings.stored import (
    StoredCell,
    StoredFact,
    StoredFinding,
    StoredQuote,
    stored_fact,
)
from agent.answering.language import with_synonyms
from agent.answering.matching import Weights
from agent.documents.view import fold
from agent.report import CellKey
from agent.store.numbers import to_number
from agent.store.passages import grams


class Sources:
    """Reads the store for one question; keeps what it read until it is closed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._facts: dict[int, list[StoredFact]] = {}
        self.text = lru_cache(maxsize=64)(self._text)
        self.words_of = lru_cache(maxsize=64)(self._words_of)
        self.fact_weights = lru_cache(maxsize=64)(self._fact_weights)

    def _text(self, report: ReportRef) -> str:
        (row,) = self._reader.rows(
            "SELECT text FROM reports JOIN sources USING (text_sha256) WHERE id = ?", [report.id]
        )
        return str(row["text"])

    def view(self, report: ReportRef) -> str:
        """Return the text for searching, character for character."""
        return fold(self.text(report), report.script)

    def _words_of(self, report: ReportRef) -> str:
        """Return the text with the words that stand for others, as questions have them."""
        return with_synonyms(self.view(report))

    def words_told(self, reports: Sequence[ReportRef]) -> tuple[str, str]:
        """Return the words that reports tell their numbers with, and all their words."""
        near = (fact.near for report in reports for fact in self.facts(report))
        return " ".join(near), " ".join(map(self.words_of, reports))

    def _fact_weights(self, report: ReportRef) -> Weights:
        """Return how telling pairs of characters are among the facts of a report."""
        return Weights(f"{fact.near} {fact.sentence}" for fact in self.facts(report))

    def cells(self, reports: Sequence[int], table: str, rows: Sequence[str], column: str
              ) -> list[StoredCell]:  # fmt: skip
        """Return the cells of one column."""
        return self._cells(
            f"table_name = ? AND column_name = ? AND row_name IN ({marks(rows)})"
            f" AND report_id IN ({marks(reports)})",
            [table, column, *rows, *reports],
        )

    def blank_cells(self, report: int, table: str | None) -> list[StoredCell]:
        """Return the cells that a report leaves blank, of one table or of all."""
        only, value = ("", []) if table is None else (" AND table_name = ?", [table])
        return self._cells(f"state = 'blank' AND report_id = ?{only}", [report, *value])

    def _cells(self, condition: str, values: Sequence[str | int]) -> list[StoredCell]:
        found = self._reader.rows(
            "SELECT report_id, table_name, row_name, column_name, row_label, column_label,"
            ' value_text, raw, state, direction, quote, start, "end" FROM cells_cited'
            f" WHERE {condition}",
            values,
        )
        return [
            StoredCell(
                row["report_id"],
                CellKey(row["table_name"], row["row_name"], row["column_name"]),
                row["row_label"],
                row["column_label"],
                to_number(row["value_text"]),
                row["raw"],
                row["state"],
                row["direction"],
                row["quote"] or "",
                row["start"],
                row["end"],
            )
            for row in found
        ]

    def facts(self, report: ReportRef) -> list[StoredFact]:
        """Return the facts of a report, in the order of the text."""
        if report.id not in self._facts:
            view = self.view(report)
            rows = self._reader.rows(
                "SELECT f.*, c.label FROM facts AS f JOIN facts_cited AS c"
                " ON c.report_id = f.report_id AND c.fact_id = f.fact_id"
                " WHERE f.report_id = ? ORDER BY f.position",
                [report.id],
            )
            also: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for row in self._reader.rows(
                'SELECT position, start, "end" FROM fact_places WHERE report_id = ? ORDER BY id',
                [report.id],
            ):
                also[row["position"]].append((row["start"], row["end"]))
            self._facts[report.id] = [
                stored_fact(row, view, tuple(also[row["position"]])) for row in rows
            ]
        return self._facts[report.id]

    def quotes(self, report: ReportRef, source: str) -> list[StoredQuote]:
        """Return the problems or the measures of a report."""
        table = {"problems": "problems", "measures": "measures"}[source]
        rows = self._reader.rows(
            f'SELECT quote, start, "end" FROM {table} WHERE report_id = ? ORDER BY id', [report.id]
        )
        view = self.view(report)
        return [
            StoredQuote(report.id, source, number, row["quote"],
                        with_synonyms(view[row["start"] : row["end"]]), row["start"], row["end"], 5)
            for number, row in enumerate(rows, start=1)
        ]  # fmt: skip

    def search(self, reports: Sequence[ReportRef], words: str, limit: int = 40,
               sections: Sequence[int] | None = None) -> list[StoredQuote]:  # fmt: skip
        """Return the passages that have the words, best first (BM25)."""
        tokens = list(dict.fromkeys(grams(words)))
        if not tokens or not reports:
            return []
        known = {report.id: report for report in reports}
        query = " OR ".join('"{}"'.format(token.replace('"', "")) for token in tokens)
        only = f" AND p.section IN ({marks(sections)})" if sections else ""
        rows = self._reader.rows(
            'SELECT p.report_id, p.section, p.start, p."end" FROM passages_index'
            " JOIN passages AS p ON p.id = passages_index.rowid"
            f" WHERE passages_index MATCH ? AND p.report_id IN ({marks(list(known))}){only}"
            " ORDER BY bm25(passages_index) LIMIT ?",
            [query, *known, *(sections or ()), limit],
        )
        found = []
        for row in rows:
            report = known[row["report_id"]]
            start, end = row["start"], row["end"]
            quote, view = self.text(report)[start:end], self.view(report)[start:end]
            found.append(StoredQuote(report.id, "passages", 0, quote, with_synonyms(view),
                                     start, end, row["section"]))  # fmt: skip
        return found

    def passages(self, report: ReportRef) -> list[StoredQuote]:
        """Return all sentences of a report, in the order of the text."""
        rows = self._reader.rows(
            'SELECT section, start, "end" FROM passages WHERE report_id = ? ORDER BY start',
            [report.id],
        )
        text, view = self.text(report), self.view(report)
        return [
            StoredQuote(report.id, "passages", 0, text[row["start"] : row["end"]],
                        with_synonyms(view[row["start"] : row["end"]]), row["start"], row["end"],
                        row["section"])
            for row in rows
        ]  # fmt: skip

    def findings(self, reports: Sequence[int]) -> list[StoredFinding]:
        """Return the findings of some reports."""
        rows = self._reader.rows(
            "SELECT report_id, rule, severity, message, evidence FROM findings"
            f" WHERE report_id IN ({marks(reports)}) ORDER BY report_id, id",
            reports,
        )
        found, number, last = [], 0, None
        for row in rows:
            number = number + 1 if row["report_id"] == last else 1
            last = row["report_id"]
            found.append(StoredFinding(last, number, row["rule"], row["severity"], row["message"],
                                       row["evidence"]))  # fmt: skip
        return found

    def blanks(self, reports: Sequence[int], table: str | None) -> list[dict[str, Any]]:
        """Return how many cells each report that leaves some blank has, and how many are blank."""
        only, value = ("", []) if table is None else (" AND table_name = ?", [table])
        return self._reader.rows(
            "SELECT report_id, count(*) AS cells, sum(state = 'blank') AS blank FROM cells"
            f" WHERE report_id IN ({marks(reports)}){only}"
            " AND report_id IN (SELECT report_id FROM findings WHERE rule = 'DQ-BLANK')"
            " GROUP BY report_id HAVING blank > 0",
            [*reports, *value],
        )

    def field(self, report: ReportRef, field: str) -> str | None:
        """Return what a report says of itself."""
        (row,) = self._reader.rows(
            "SELECT published, phone, email, website, period_start FROM reports WHERE id = ?",
            [report.id],
        )
        value: str | None = row[field]
        return value
