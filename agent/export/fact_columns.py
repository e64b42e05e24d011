"""What an export holds of the facts: a listing of all kinds together, and one of each kind.

Together: a row a fact, with the columns of all kinds. Of a kind: that kind's own columns only.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import chain
from typing import Any

from agent.export.columns import REPORT, Column, Record
from agent.report import to_json
from agent.store import FactRow, Store
from agent.store.fact_rows import ALL_FIELDS, OWN_FIELDS
from agent.wording import (
    BODIES,
    EVENT_KINDS,
    FACT_STATUSES,
    FIELDS,
    FOUND_BY,
    KINDS,
    fact_label,
    fact_numbers,
)

_TEXTS = (
    *("channel", "category", "subject", "title", "platform", "scope", "body", "event_kind"),
    *("dates", "unit", "qualifier", "raw"),
)
_KIND = (
    Column("kind", "种类代号"),
    Column("kind_label", "种类"),
    Column("label", "名目"),
    Column("numbers", "内容"),
)
_QUOTE = (
    Column("quote", "引文"),
    Column("section", "部分", "integer"),
    Column("status", "核对"),
    Column("found_by", "读出者"),
    Column("start", "起", "integer"),
    Column("end", "止", "integer"),
    Column("also", "另见"),
    Column("fact_id", "事实编号"),
    Column("path", "文件"),
)
_LIST_SEPARATOR = ";"
_WORDS: dict[str, dict[Any, str]] = {
    "body": {**BODIES},
    "event_kind": {**EVENT_KINDS},
    "status": {**FACT_STATUSES},
    "found_by": {**FOUND_BY},
}


def _columns(fields: Sequence[str]) -> tuple[Column, ...]:
    return tuple(
        Column(name, FIELDS[name], "text" if name in _TEXTS else "number") for name in fields
    )


FACTS = (*REPORT, *_KIND, *_columns(ALL_FIELDS), *_QUOTE)
"""All kinds together."""
GLANCE = (*REPORT, *_KIND[1:], *_QUOTE)
"""All kinds together, the numbers in words only."""
OF_KIND = {kind: (*REPORT, *_columns(OWN_FIELDS[kind]), *_QUOTE) for kind in KINDS}
"""Each kind by itself."""


def fact_records(
    store: Store, columns: Sequence[Column], kind: str | None = None, words: bool = False
) -> Iterator[Record]:
    """Yield a row a fact; with Chinese words in place of codes if asked."""
    for row in store.facts(kind=kind):
        yield tuple(_value(row, column.name, words) for column in columns)


def kinds_with_facts(
    store: Store, words: bool = False, wanted: Container[str] = ()
) -> Iterator[tuple[str, tuple[Column, ...], Iterator[Record]]]:
    """Yield the kinds that have facts, and those wanted anyway, with their columns and rows."""
    for kind, columns in OF_KIND.items():
        records = fact_records(store, columns, kind, words)
        first = next(records, None)
        if first is not None:
            yield kind, columns, chain([first], records)
        elif kind in wanted:
            yield kind, columns, records


def _value(row: FactRow, name: str, words: bool) -> Any:
    if name in _OF_ROW:
        return _OF_ROW[name](row)
    value = getattr(row.fact, name, None)
    if isinstance(value, list):
        return _LIST_SEPARATOR.join(_word(name, item, words) for item in value) or None
    return _word(name, value, words)


def _word(name: str, value: Any, words: bool) -> Any:
    return _WORDS.get(name, {}).get(value, value) if words else value


_OF_ROW: dict[str, Callable[[FactRow], Any]] = {
    "report_id": lambda row: row.report_id,
    "organization": lambda row: row.organization,
    "year": lambda row: row.year,
    "path": lambda row: row.path,
    "fact_id": lambda row: row.fact.id,
    "kind_label": lambda row: KINDS[row.fact.kind],
    "label": lambda row: fact_label(row.fact),
    "numbers": lambda row: fact_numbers(row.fact),
    "also": lambda row: (
        to_json([place.model_dump() for place in row.fact.also]) if row.fact.also else None
    ),
}
