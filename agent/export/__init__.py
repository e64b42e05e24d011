"""Writes what is stored as CSV, JSON lines, Parquet or an Excel workbook.

Rows stream from the database into the file. A file appears whole or not at all: it is written
beside its place, under another name, and moved there at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from agent.export.columns import (
    FINDINGS,
    LONG,
    finding_records,
    long_records,
    wide_columns,
    wide_records,
)
from agent.export.placing import replacing
from agent.store import Store

Format = Literal["csv", "xlsx", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)


def export(store: Store, path: Path, file_format: Format, wide: bool = False) -> list[Path]:
    """Write the cells and the findings; return the files written.

    Args:
        path: where the cells go. The findings go beside it (`x.csv`: `x.findings.csv`), in a
            workbook into a sheet of their own.
        wide: one row a report in place of one row a cell.
    """
    if file_format == "xlsx":
        from agent.export.workbook import write_workbook

        with replacing(path) as target:
            write_workbook(target, store, wide)
        return [path]
    if file_format == "parquet":
        from agent.export.parquet import write_parquet as write
    elif file_format == "csv":
        from agent.export.text import write_csv as write
    else:
        from agent.export.text import write_jsonl as write
    findings = path.with_name(f"{path.stem}.findings{path.suffix}")
    with replacing(path) as target:
        if wide:
            write(target, wide_columns(), wide_records(store))
        else:
            write(target, LONG, long_records(store))
    with replacing(findings) as target:
        write(target, FINDINGS, finding_records(store))
    return [path, findings]
