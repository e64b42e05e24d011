"""The database of read reports, on SQLite."""

from agent.store.fact_listing import FactRow
from agent.store.listings import CellRow, FindingRow, ReportSummary
from agent.store.store import READER_VERSION, Store

__all__ = ["READER_VERSION", "CellRow", "FactRow", "FindingRow", "ReportSummary", "Store"]
