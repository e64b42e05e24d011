"""`xxgk export`: what is stored, as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from agent.cli.messages import say
from agent.cli.options import DEFAULT_DB, Db
from agent.errors import UsageError

_FORMATS = {"csv", "xlsx", "jsonl", "parquet"}


def export(
    file_format: Annotated[
        Literal["csv", "xlsx", "jsonl", "parquet"],
        typer.Option("--format", help="The kind of file."),
    ],
    path: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write; by default beside the database."
        ),
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="A row a report in place of a row a cell.")
    ] = False,
    db: Db = DEFAULT_DB,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing.")] = False,
) -> None:
    """Write the cells, findings and facts of all stored reports to files."""
    from agent.export import export as write
    from agent.store import Store

    target = path or db.with_suffix(f".{file_format}")
    if target.suffix.lower().strip(".") in _FORMATS - {file_format}:
        raise UsageError(
            f"{str(target)!r} is no name for a {file_format} file",
            f"Name it .{file_format}, or give another --format",
        )
    if target.absolute() == db.absolute():
        raise UsageError(f"{str(target)!r} is the database itself", "Name another file")
    with Store(db, read_only=True) as store:
        written = write(store, target, file_format, wide)
    if not quiet:
        for file in written:
            say(f"wrote {file}")
