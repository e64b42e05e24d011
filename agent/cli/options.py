"""Options that several commands share, and the consoles they print on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

PIPED_WIDTH = 160

Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The database of read reports.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Worker processes; by default one a processor.")
]
Timeout = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="SECONDS",
        help="Give up a file after so long; by default 120, none with --jobs 1 or one file.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Read again what is stored already.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors remain.")
]
DEFAULT_DB = Path("xxgk.db")


def output() -> Console:
    """Return the console of standard output, wide enough for tables when it is no terminal."""
    return _console(sys.stdout.isatty())


def print_line(console: Console, line: Text) -> None:
    """Print one line, however long; thousands of them to a file go by without drawing."""
    if console.is_terminal:
        console.print(line, soft_wrap=True)
    else:
        console.file.write(f"{line.plain}\n")


def messages() -> Console:
    """Return the console of standard error."""
    return _console(sys.stderr.isatty(), stderr=True)


def _console(terminal: bool, stderr: bool = False) -> Console:
    from rich.console import Console

    # Report texts and file names are printed as they are: no markup, no emoji, no colouring.
    return Console(
        stderr=stderr,
        width=None if terminal or "COLUMNS" in os.environ else PIPED_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
    )
