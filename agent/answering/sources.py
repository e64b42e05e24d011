"""What is stored of a report, as questions need it: cells, facts with their sentence, passages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from agent.addresses import (
    cell_anchor,
    fact_anchor,
    finding_anchor,
    line_anchor,
    link_to,
    measure_anchor,
    problem_anchor,
)
from agent.answering.answer import Citation
from agent.answering.catalog import ReportRef
from agent.answering.database import Reader, marks
from agent.answering.language import with_synonyms
from agent.contract import Number
from agent.documents.view import fold
from agent.report import CellKey
from agent.store.numbers import to_number
from agent.store.passages import grams
from agent.wording import KINDS

_BOUNDARY = re.compile(r"[。；;！？\n]")
_BREAK = re.compile(r"[，,、。；;\n]")
_FOLLOWING = 6
"""What stands right behind a number is often what it counts: 26个领域."""
FACT_NUMBERS = (
    *("received", "resolved", "pending", "undisclosed", "answered", "disclosed", "count"),
    *("active", "sessions", "participants", "value", "value_yuan", "rate"),
)


class StoredCell(NamedTuple):
    """A cell with its place."""

    report_id: int
    key: CellKey
    row_label: str
    column_label: str
    value: Number | None
    raw: str | None
    state: str
    direction: str | None
    quote: str
    start: int | None
    end: int | None


class StoredFact(NamedTuple):
    """A fact with its words for searching, all in simplified Chinese."""

    report_id: int
    id: str
    kind: str
    label: str
    channel: str | None
    numbers: dict[str, Number]
    unit: str | None
    qualifier: str | None
    status: str
    dates: list[str]
    quote: str
    start: int
    end: int
    section: int | None
    near: str
    sentence: str
    sentence_start: int
    sentence_end: int


class StoredQuote(NamedTuple):
    """A sentence, a problem or a measure."""

    report_id: int
    source: str
    position: int
    """Counted from 1 in its report, where it has an address of its own."""
    quote: str
    view: str
    start: int
    end: int
    section: int | None


class StoredFinding(NamedTuple):
    """A finding with the places it points to."""

    report_id: int
    position: int
    rule: str
    severity: str
    message: str
    evidence: list[dict[str, Any]]


class Sources:
    """Reads the store for one question; keeps what it read until it is closed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._facts: dict[int, list[StoredFact]] = {}
        self.text = lru_cache(maxsize=64)(self._text)

    def _text(self, report: ReportRef) -> str:
        (row,) = self._reader.rows(
            "SELECT text FROM reports JOIN sources USING (text_sha256) WHERE id = ?", [report.id]
        )
        return str(row["text"])

    def view(self, report: ReportRef) -> str:
        """Return the text for searching, character for character."""
        return fold(self.text(report), report.script)

    def cells(self, reports: Sequence[int], table: str, rows: Sequence[str], column: str
              ) -> list[StoredCell]:  # fmt: skip
        """Return the cells of one column."""
        found = self._reader.rows(
            "SELECT report_id, table_name, row_name, column_name, row_label, column_label,"
            ' value_text, raw, state, direction, quote, start, "end" FROM cells_cited'
            f" WHERE table_name = ? AND column_name = ? AND row_name IN ({marks(rows)})"
            f" AND report_id IN ({marks(reports)})",
            [table, column, *rows, *reports],
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
            self._facts[report.id] = [_fact(row, view) for row in rows]
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
                                       json.loads(row["evidence"])))  # fmt: skip
        return found

    def blanks(self, reports: Sequence[int]) -> list[dict[str, Any]]:
        """Return how many cells each report has, and how many are blank."""
        return self._reader.rows(
            "SELECT report_id, count(*) AS cells, sum(state = 'blank') AS blank FROM cells"
            f" WHERE report_id IN ({marks(reports)}) GROUP BY report_id",
            reports,
        )

    def field(self, report: ReportRef, field: str) -> str | None:
        """Return what a report says of itself."""
        (row,) = self._reader.rows(
            "SELECT published, phone, email, website, period_start FROM reports WHERE id = ?",
            [report.id],
        )
        value: str | None = row[field]
        return value

    # Citations

    def cite_cell(self, report: ReportRef, cell: StoredCell) -> Citation:
        """Return the citation of a cell; a blank one has an empty quote."""
        return Citation(
            report=report.sha256, body=report.name, year=report.year, path=report.path,
            quote=cell.quote, start=cell.start, end=cell.end, table=cell.key.table,
            row=cell.key.row, column=cell.key.column,
            link=link_to(report.sha256, cell_anchor(cell.key)),
        )  # fmt: skip

    def cite_fact(self, report: ReportRef, fact: StoredFact, whole: bool = False) -> Citation:
        """Return the citation of a fact, or of the sentence it stands in."""
        start = fact.sentence_start if whole else fact.start
        end = fact.sentence_end if whole else fact.end
        return self._cite(report, start, end, fact_anchor(fact.id), fact.section)

    def cite_quote(self, report: ReportRef, quote: StoredQuote) -> Citation:
        """Return the citation of a passage."""
        anchor = {"problems": problem_anchor, "measures": measure_anchor}.get(quote.source)
        target = anchor(quote.position) if anchor else line_anchor(self.text(report), quote.start)
        return self._cite(report, quote.start, quote.end, target, quote.section)

    def cite_place(self, report: ReportRef, start: int, end: int) -> Citation:
        """Return the citation of any place of the text."""
        return self._cite(report, start, end, line_anchor(self.text(report), start), None)

    def cite_finding(self, report: ReportRef, finding: StoredFinding) -> list[Citation]:
        """Return the citations of the places that a finding points to, a few of them."""
        cited = []
        for place in finding.evidence[:4]:
            if "table" in place:
                found = self.cells([report.id], place["table"], [place["row"]], place["column"])
                cited += [self.cite_cell(report, cell) for cell in found]
            else:
                anchor = finding_anchor(finding.position)
                cited.append(self._cite(report, place["start"], place["end"], anchor, None))
        return cited

    def _cite(self, report: ReportRef, start: int, end: int, anchor: str, section: int | None
              ) -> Citation:  # fmt: skip
        return Citation(
            report=report.sha256, body=report.name, year=report.year, path=report.path,
            quote=self.text(report)[start:end], start=start, end=end, section=section,
            link=link_to(report.sha256, anchor),
        )  # fmt: skip


def _fact(row: dict[str, Any], view: str) -> StoredFact:
    exact = {name: to_number(text) for name, text in json.loads(row["exact"] or "{}").items()}
    numbers = {}
    for name in FACT_NUMBERS:
        value = exact.get(name, row[name])
        if value is not None:
            numbers[name] = value
    start, end = row["start"], row["end"]
    first = max((hit.end() for hit in _BOUNDARY.finditer(view, 0, start)), default=0)
    last = hit.start() if (hit := _BOUNDARY.search(view, end)) else len(view)
    label = row["label"] or ""
    following = _BREAK.split(view[end:last][:_FOLLOWING])[0]
    own = " ".join(
        part
        for part in (label, row["channel"], KINDS.get(row["kind"], ""), view[start:end] + following)
        if part
    )
    return StoredFact(
        row["report_id"],
        row["fact_id"],
        row["kind"],
        label,
        row["channel"],
        numbers,
        row["unit"],
        row["qualifier"],
        row["status"],
        json.loads(row["dates"] or "[]"),
        row["quote"],
        start,
        end,
        row["section"],
        with_synonyms(own.replace("\n", "")),
        with_synonyms(view[first:last].replace("\n", "")),
        first,
        last,
    )
