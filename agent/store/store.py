"""The store: reports, their sections, cells, checks and findings, source texts and runs, in SQLite.

A report is known by the hash of its file's bytes. Reading the same bytes again replaces the earlier
reading in one transaction, under the same id; nothing else is ever removed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from agent.errors import StoreError, XxgkError
from agent.report import Direction, CellState, Number, Report, Severity, to_json
from agent.store import rows
from agent.store.connection import immediate, open_for_reading, open_for_writing, store_errors
from agent.store.runs import now_utc, without_secrets

READER_VERSION = "1"
"""Raised whenever reading the same bytes may give another report: files are then read again."""

_PARTS = ("sections", "cells", "checks", "findings")
_MAX_CANDIDATES = 8


class ReportSummary(NamedTuple):
    """One stored report at a glance."""

    id: int
    organization: str | None
    year: int | None
    title: str | None
    form: str | None
    filled: int
    """Cells with a number."""
    blank: int
    missing: int
    other: int
    """Cells with a direction only, or with text that is no number."""
    errors: int
    warnings: int
    path: str
    sha256: str
    read_utc: str


class CellRow(NamedTuple):
    """One cell with its report, its labels and its quote."""

    report_id: int
    organization: str | None
    year: int | None
    form: str | None
    """Of the cell's table."""
    table: str
    row: str
    column: str
    row_label: str
    column_label: str
    value: Number | None
    raw: str | None
    state: CellState
    direction: Direction | None
    unit_as_written: str | None
    start: int | None
    end: int | None
    quote: str
    """`source_text[start:end]`; empty where there is none."""
    context: str
    """The quote with the text around it, on one line."""
    path: str


class FindingRow(NamedTuple):
    """One finding with its report and the passages it points to."""

    report_id: int
    organization: str | None
    year: int | None
    rule: str
    severity: Severity
    message: str
    expected: str | None
    actual: str | None
    evidence: str
    """As stored: JSON."""
    quotes: str
    """The evidence in words: labels with what stands there, and passages."""
    path: str
