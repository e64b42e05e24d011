"""The progress bar: files done, rate, failures. Only on a terminal, and never among JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from agent.cli.options import messages


class _RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} files/s" if task.speed else "")


@contextmanager
def progress_bar(
    printed_on: Console | None, total: int, quiet: bool
) -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs; yield what to call after each file, with all failures.

    Args:
        printed_on: the console that results are printed on meanwhile, if they are.
        total: the number of files; one file has no bar.
        quiet: show nothing.
    """
    # On one terminal bar and results must share a console, or they would overwrite each other.
    on_stdout = sys.stdout.isatty()
    console = printed_on if printed_on and on_stdout else messages()
    shown = total > 1 and not quiet and console.is_terminal and (printed_on or not on_stdout)
    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not shown,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:
        task = progress.add_task("", total=total, failed=0)
        yield lambda failed: progress.update(task, advance=1, failed=failed)


@contextmanager
def byte_bar(name: str, total: int, quiet: bool) -> Iterator[Callable[[int, str], None]]:
    """Show how much of a file is here; yield what to call with the bytes and their source."""
    console = messages()
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    ) as progress:
        task = progress.add_task(name, total=total)
        yield lambda count, source: progress.update(
            task, completed=count, description=f"{name} from the {source}"
        )
