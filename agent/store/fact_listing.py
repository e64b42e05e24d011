"""Stored facts, one at a time, with the report they are of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database

from agent.contract import Place
from agent.facts import Fact
from agent.store.fact_rows import to_fact


class FactRow(NamedTuple):
    """One fact with its report."""

    report_id: int
    organization: str | None
    year: int | None
    fact: Fact
    path: str


_FACTS = """
SELECT facts.*, reports.organization, reports.year, reports.path
FROM facts JOIN reports ON reports.id = facts.report_id
WHERE (:report_id IS NULL OR facts.report_id = :report_id)
  AND (:kind IS NULL OR facts.kind = :kind)
ORDER BY reports.path, facts.report_id, facts.position
"""
_PLACES = 'SELECT start, "end" FROM fact_places WHERE report_id = ? AND position = ? ORDER BY id'


def fact_listing(
    database: Database, report_id: int | None = None, kind: str | None = None
) -> Iterator[FactRow]:
    """Yield the facts that match, report by report, in the order of the text."""
    cursor = database.conn.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute(_FACTS, {"report_id": report_id, "kind": kind}):
        places = database.execute(_PLACES, [row["report_id"], row["position"]])
        also = [Place(start=start, end=end) for start, end in places]
        yield FactRow(
            report_id=row["report_id"],
            organization=row["organization"],
            year=row["year"],
            fact=to_fact(dict(row), also),
            path=row["path"],
        )
