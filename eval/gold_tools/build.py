"""Makes the gold file of a report from its settled labels and its typed cells."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from agent.documents import load
from agent.facts import Fact as ContractFact
from agent.meta import title_year
from agent.report import Cell, Tables
from agent.tables import read_tables
from eval.gold_tools.labels import Fact, Item, Labels, Row, read_labels
from eval.gold_tools.places import Span, find

NOT_GOLD = {"found_by", "status", "other_reading"}
"""Fields of the contract that tell how a program came to a fact."""
_FACT: TypeAdapter[Any] = TypeAdapter(ContractFact)


def build(label_file: Path, cell_file: Path, report: Path) -> Row:
    """Return the gold file's contents.

    Raises:
        ValueError: a quote does not stand in the report, or a cell is not as it was typed.
    """
    labels = read_labels(label_file, report)
    return {
        "schema_version": "1",
        "guidelines": "1",
        "source": {
            "path": report.name,
            "sha256": hashlib.sha256(report.read_bytes()).hexdigest(),
            "characters": len(labels.text),
        },
        "meta": {name: row["value"] for name, row in labels.meta.items()},
        "meta_alt": {
            name: row["alt_values"] for name, row in labels.meta.items() if row.get("alt_values")
        },
        "sections": _sections(labels),
        "tables": _tables(cell_file, report).model_dump(),
        "facts": [_fact(fact) for fact in _in_order(labels.facts)],
        "numbers": [_number(labels, item) for item in _in_order(labels.numbers)],
        "problems": [_passage(labels, item) for item in _in_order(labels.problems)],
        "measures": [_passage(labels, item) for item in _in_order(labels.measures)],
        "findings": [_finding(labels, row) for row in labels.findings],
    }


def _in_order(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: item.span)


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _sections(labels: Labels) -> list[Row]:
    """Return the sections; each ends where the next one begins, the last one at no set place."""
    rows = [labels.sections[number] for number in sorted(labels.sections)]
    starts = [find(labels.text, row["heading"], row.get("nth", 1)).start for row in rows]
    sections = [
        {"number": row["number"], "title": row["title"], "start": start, "end": end}
        for row, start, end in zip(rows, starts, [*starts[1:], None], strict=True)
    ]
    del sections[-1]["end"]
    return sections


def _fact(fact: Fact) -> Row:
    row = fact.row
    told = {
        "id": row["id"],
        "kind": fact.kind,
        "quote": row["quote"],
        **_place(fact.span),
        "section": row["section"],
        "also": [_place(span) for span in fact.also],
    }
    whole = _FACT.validate_python({**told, **row["fields"]}).model_dump(exclude=NOT_GOLD)
    merge = row.get("may_merge_with") or []
    return {
        **{name: whole.pop(name) for name in told},
        **whole,
        "numbers": {name: _place(span) for name, span in fact.numbers.items()},
        "alt_kinds": row.get("alt_kinds") or [],
        "alt_values": {name: some for name, some in (row.get("alt_values") or {}).items() if some},
        "optional": bool(row.get("optional")),
        **({"may_merge_with": merge} if merge else {}),
        "note": row.get("note") or "",
    }


def _number(labels: Labels, item: Item) -> Row:
    kept = {name: item.row[name] for name in ("alt_reasons", "optional") if item.row.get(name)}
    return {
        "quote": labels.text[item.span.start : item.span.end],
        **_place(item.span),
        "reason": item.row["reason"],
        **kept,
    }


def _passage(labels: Labels, item: Item) -> Row:
    others = [find(labels.text, row["quote"]) for row in item.row.get("alt_quotes", [])]
    return {
        "quote": item.row["quote"],
        **_place(item.span),
        **({"alt": [_place(span) for span in others]} if others else {}),
        **({"optional": True} if item.row.get("optional") else {}),
    }


def _finding(labels: Labels, row: Row) -> Row:
    places = [find(labels.text, quote["quote"], quote.get("nth", 1)) for quote in row["quotes"]]
    return {
        "rule": row["rule"],
        "alt_rules": row.get("alt_rules") or [],
        "evidence": [*map(_place, places), *row["cells"]],
        "optional": bool(row.get("optional")),
        "note": row["message"],
    }


# Cells were typed by hand, without their places. Where each one stands is taken from the table
# reader, and what it read there must be what was typed: a difference is settled by reading.


def _tables(cell_file: Path, report: Path) -> Tables:
    document = load(str(report))
    tables = read_tables(document, title_year(document)).tables()
    lines = cell_file.read_text(encoding="utf-8").splitlines()[1:]
    wrong = []
    seen = set()
    for line in lines:
        table, row, *typed = line.split("\t")
        cells = getattr(tables, table)[row]
        seen.add((table, row))
        for (column, cell), word in zip(cells.items(), typed, strict=True):
            if _typed(cell) != word.removeprefix("direction:"):
                wrong.append(f"{table} {row} {column}: typed {word}, read {_typed(cell)}")
    for table in ("article20", "applications", "disputes"):
        wrong += [
            f"{table} {row}: not typed"
            for row in getattr(tables, table)
            if (table, row) not in seen
        ]
    if wrong:
        raise ValueError(f"{report.name}: " + "; ".join(wrong))
    return tables


def _typed(cell: Cell) -> str:
    """Return what one types for a cell: a number, `increase`, `decrease`, or its state."""
    if cell.state == "value":
        return f"{Decimal(cell.value or 0):f}"
    return cell.direction or cell.state
