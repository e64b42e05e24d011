"""Writes what is stored as CSV, JSON lines, Parquet or an Excel workbook.

Rows stream from the database into the file. A file appears whole or not at all: it is written
beside its place, under another name, and moved there at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

from agent.export.columns import (
    FINDINGS,
    LONG,
    Column,
    Record,
    finding_records,
    long_records,
    wide_columns,
    wide_records,
)
from agent.export.fact_columns import FACTS, OF_KIND, fact_records, kinds_with_facts
from agent.placing import replacing
from agent.store import Store

Format = Literal["csv", "xlsx", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)
File = tuple[Path, Sequence[Column], Iterable[Record]]
Writer = Callable[[Path, Sequence[Column], Iterable[Record]], None]


def export(store: Store, path: Path, file_format: Format, wide: bool = False) -> list[Path]:
    """Write the cells, the findings and the facts; return the files written.

    Args:
        path: where the cells go. The rest goes beside it (`x.csv`: `x.findings.csv`,
            `x.facts.csv`, and for each kind of fact that there is one like `x.mailbox.csv`), in a
            workbook into sheets of its own.
        wide: one row a report in place of one row a cell.
    """
    if file_format == "xlsx":
        from agent.export.workbook import write_workbook

        with replacing(path) as target:
            write_workbook(target, store, wide)
        return [path]
    files = _files(store, path, wide)
    if file_format == "csv":
        files = chain(files, _files_by_kind(store, path))
    written = []
    for file, columns, records in files:
        with replacing(file) as target:
            _writer(file_format)(target, columns, records)
        written.append(file)
    return written


def _files(store: Store, path: Path, wide: bool) -> Iterator[File]:
    if wide:
        yield path, wide_columns(), wide_records(store)
    else:
        yield path, LONG, long_records(store)
    yield _beside(path, "findings"), FINDINGS, finding_records(store)
    yield _beside(path, "facts"), FACTS, fact_records(store, FACTS)


def _files_by_kind(store: Store, path: Path) -> Iterator[File]:
    # A file of an earlier export must not stay behind with facts that are no longer stored.
    stale = {kind for kind in OF_KIND if _beside(path, kind).exists()}
    for kind, columns, records in kinds_with_facts(store, wanted=stale):
        yield _beside(path, kind), columns, records


def _beside(path: Path, part: str) -> Path:
    return path.with_name(f"{path.stem}.{part}{path.suffix}")


def _writer(file_format: Format) -> Writer:
    if file_format == "parquet":
        from agent.export.parquet import write_parquet

        return write_parquet
    from agent.export.text import write_csv, write_jsonl

    return write_csv if file_format == "csv" else write_jsonl
