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


class Bar:
    """What a batch tells of its progress."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total, failed=0, pieces="")
        self._pieces = 0

    def file_done(self, failed: int) -> None:
        """Count a file; `failed` is how many have failed so far."""
        self._progress.update(self._task, advance=1, failed=failed)

    def piece_read(self) -> None:
        """Count a piece of narrative that a model has read."""
        self._pieces += 1
        self._progress.update(self._task, pieces=f"{self._pieces} pieces by the model")


@contextmanager
def progress_bar(
    printed_on: Console | None, total: int, quiet: bool, slow: bool = False
) -> Iterator[Bar]:
    """Show a bar while the block runs; yield what to tell of each file.

    Args:
        printed_on: the console that results are printed on meanwhile, if they are.
        total: the number of files; one file has no bar, unless it is slow.
        quiet: show nothing.
        slow: a model reads along.
    """
    # On one terminal bar and results must share a console, or they would overwrite each other.
    on_stdout = sys.stdout.isatty()
    console = printed_on if printed_on and on_stdout else messages()
    several = total > 1 or slow
    shown = several and not quiet and console.is_terminal and (printed_on or not on_stdout)
    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TextColumn("{task.fields[pieces]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not shown,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:
        yield Bar(progress, total)


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
