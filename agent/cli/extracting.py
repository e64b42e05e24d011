"""`xxgk extract`: reads files, stores what they say, and prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from agent.cli.models import LlmScope, MaxCost, MaxTokens, ModelName, ModelOptions, NoLlm
from agent.cli.options import DEFAULT_DB, Db, Force, Jobs, Quiet, Timeout
from agent.cli.reading import HowToRead, read_files
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.cli.printing import Printer

Format = Literal["table", "json", "jsonl"]
ReadAs = Literal["auto", "report", "passage"]


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, patterns; - for standard input."),
    ],
    db: Db = DEFAULT_DB,
    file_format: Annotated[
        Format, typer.Option("--format", help="What to print: tables or summaries, or JSON.")
    ] = "table",
    with_text: Annotated[
        bool, typer.Option("--with-text", help="JSON with the source text.")
    ] = False,
    read_as: Annotated[
        ReadAs,
        typer.Option(
            "--as", help="What it is: a whole report, or a passage of narrative from anywhere."
        ),
    ] = "auto",
    no_llm: NoLlm = False,
    llm_scope: LlmScope = "routed",
    model: ModelName = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    jobs: Jobs = None,
    timeout: Timeout = None,
    force: Force = False,
    no_store: Annotated[
        bool, typer.Option("--no-store", help="Print only; write no database.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Read reports and store them.

    Files that were read before by this version are not read again.
    """
    from agent.cli.printing import printer_for

    if with_text and file_format == "table":
        raise UsageError("--with-text goes with JSON", "Add --format json")

    def printer(single: bool) -> Printer:
        return printer_for(file_format, single)

    reads = ModelOptions(no_llm, llm_scope, model, max_tokens, max_cost)
    how = HowToRead(force, with_text, jobs, quiet, timeout, reads, read_as)
    if read_files(paths, None if no_store else db, printer, how):
        raise typer.Exit(1)
