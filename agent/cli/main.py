"""The `xxgk` program: its commands, and how errors become a line and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import agent
from agent.cli import (
    about,
    asking,
    evaluating,
    exporting,
    extracting,
    modelling,
    paging,
    querying,
    questioning,
)
from agent.cli.messages import complain
from agent.errors import UsageError, XxgkError

FAILURE, USAGE, INTERRUPTED = 1, 2, 130

# Plain help: drawing it with rich would double the time to start.
app = typer.Typer(
    name="xxgk",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract", no_args_is_help=True)(extracting.extract)
app.command("list")(querying.list_reports)
app.command("show", no_args_is_help=True)(querying.show)
app.command("findings")(querying.findings)
app.command("report")(paging.report)
app.command("export")(exporting.export)
app.command("ask", no_args_is_help=True)(asking.ask)
app.command("chat")(asking.chat)
app.add_typer(modelling.app, name="model")
evaluating.app.command("ask")(questioning.ask)
app.add_typer(evaluating.app, name="eval")
app.command("forms")(about.forms)
app.command("doctor")(about.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xxgk {agent.__version__}")
        raise typer.Exit


@app.callback()
def xxgk(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read Chinese government information-disclosure annual reports (政府信息公开工作年度报告)
    into checked, cited tables."""


def main() -> None:
    """Run the program: the entry of the `xxgk` script."""
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale: the output is UTF-8, and no odd file name stops it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    code = _run(arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has left; Python would complain of it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        app(args=arguments, prog_name="xxgk")
    except XxgkError as error:
        complain(error)
        return USAGE if isinstance(error, UsageError) else FAILURE
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else FAILURE
        if code == INTERRUPTED:
            complain("interrupted")
        return code
    return 0
