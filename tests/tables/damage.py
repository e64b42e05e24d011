"""Ways in which one place of a flattened table gets damaged, and what must survive it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from agent.documents.document import Document, Span
from agent.documents.lines import Line, iter_lines
from agent.documents.plain import text_grids
from agent.documents.view import detect_script, fold
from agent.report import Cell, CellKey, Report, Source, Tables
from agent.tables import TablesReading, read_tables

PAGE_BREAKS = ("\f\n", "\n\f\n", "\n- 4 -\n", "- 4 -\n", "\n第4页\n\f\n")


class Damage(NamedTuple):
    """A damaged text and which of the original's characters were touched."""

    text: str
    touched: Span
    words: str


def document(text: str) -> Document:
    """Return a plain-text document without a file."""
    script = detect_script(text)
    view = fold(text, script)
    return Document(
        "damaged.txt",
        "",
        "text/plain",
        "utf-8",
        text,
        view,
        script,
        text_grids(view),
        Span(0, len(text)),
    )


def table_lines(text: str, reading: TablesReading) -> list[Line]:
    """Return the lines of the three tables, headers included."""
    spans = [table.span for table in reading if table.span]
    return [
        line
        for line in iter_lines(text)
        if any(span.start <= line.end and line.start <= span.end for span in spans) and line.text
    ]


def damages(text: str, lines: list[Line]) -> Iterator[Damage]:
    """Yield every single damage: a cell deleted, a cell blanked, a page break put in."""
    for line in lines:
        newline = line.end + 1
        touched = Span(line.start, line.end)
        yield Damage(text[: line.start] + text[newline:], touched, f"deleted {line.text!r}")
        tab = "\t" if line.text.startswith("\t") else ""
        yield Damage(text[: line.start] + tab + text[line.end :], touched, f"blanked {line.text!r}")
        for mark in PAGE_BREAKS:
            yield Damage(
                text[: line.start] + mark + text[line.start :],
                Span(line.start, line.start),
                f"{mark!r} before {line.text!r}",
            )


def cells(tables: Tables) -> dict[CellKey, Cell]:
    """Return all cells by address."""
    report = Report(
        source=Source(path="", sha256="", media_type="", encoding=None, characters=0),
        meta={},
        sections=[],
        tables=tables,
    )
    return dict(report.cells())


def shifted(text: str, before: dict[CellKey, Cell], damage: Damage) -> list[str]:
    """Return the cells, other than the damaged one, that now say something else."""
    found = cells(read_tables(document(damage.text), 2020).tables())
    wrong = []
    for key, cell in before.items():
        now = found.get(key)
        if now is None or now.state in ("missing", "unreadable"):
            continue
        hit = (
            cell.start is not None
            and cell.end is not None
            and (
                cell.start < damage.touched.end
                and damage.touched.start < cell.end
                or cell.start == cell.end
                and damage.touched.start <= cell.start <= damage.touched.end
            )
        )
        if not hit and (now.state, now.value, now.direction) != (
            cell.state,
            cell.value,
            cell.direction,
        ):
            wrong.append(f"{damage.words}: {'.'.join(key)} {cell.raw!r} -> {now.state} {now.raw!r}")
    return wrong
