"""Standard output: JSON, unescaped, or drawn tables; results come in the order of their files."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from agent.cli.options import output, print_line
from agent.report import TABLE_NAMES, Report, to_json

if TYPE_CHECKING:
    from rich.console import Console


def print_json(value: Any) -> None:
    """Print one value, indented."""
    sys.stdout.write(to_json(value, indent=2) + "\n")


def print_array(values: Iterable[Any]) -> None:
    """Print an array, a line a value, without holding them all."""
    separator = "["
    for value in values:
        sys.stdout.write(f"{separator}\n{to_json(value)}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def printer_for(file_format: Literal["table", "json", "jsonl"], single: bool) -> Printer:
    """Return the printer of `xxgk extract`."""
    if file_format == "jsonl":
        return _JsonLines()
    if file_format == "json":
        return _OneJson() if single else _JsonArray()
    return _Tables() if single else _Summaries()


class Printer(ABC):
    """Prints reports in the order of their files, whatever order they come in.

    What waits for its turn waits as text, so that memory stays small.
    """

    prints_known = True
    """Also print reports that were stored before."""
    quotes_text = False
    """Needs the source text beside the report."""
    console: Console | None = None
    """The terminal console it prints on, if it does: a progress bar must share it."""

    def __init__(self) -> None:
        self._held: dict[int, Any] = {}
        self._next = 0

    def add(self, position: int, report: Report | None, number: int | None) -> None:
        """Take the report of one file, or None; print all whose turn has come."""
        self._held[position] = None if report is None else self.render(report, number)
        while self._next in self._held:
            item = self._held.pop(self._next)
            self._next += 1
            if item is not None:
                self.emit(item)

    @abstractmethod
    def render(self, report: Report, number: int | None) -> Any:
        """Return what `emit` prints for a report."""

    def emit(self, item: Any) -> None:
        """Print one rendered report."""
        sys.stdout.write(item)

    def finish(self) -> None:
        """Print what comes after the last report; by default nothing."""
        return


class _JsonLines(Printer):
    def render(self, report: Report, number: int | None) -> str:
        return report.to_json() + "\n"


class _OneJson(Printer):
    def render(self, report: Report, number: int | None) -> str:
        return report.to_json(indent=2) + "\n"


class _JsonArray(Printer):
    def __init__(self) -> None:
        super().__init__()
        self._separator = "["

    def render(self, report: Report, number: int | None) -> str:
        return report.to_json()

    def emit(self, item: str) -> None:
        sys.stdout.write(f"{self._separator}\n{item}")
        self._separator = ","

    def finish(self) -> None:
        sys.stdout.write("[]\n" if self._separator == "[" else "\n]\n")


class _Tables(Printer):
    quotes_text = True

    def __init__(self) -> None:
        super().__init__()
        self.console = output()

    def render(self, report: Report, number: int | None) -> Report:
        return report

    def emit(self, item: Report) -> None:
        from agent.cli.rendering import print_report

        assert self.console is not None
        print_report(self.console, item, TABLE_NAMES)


class _Summaries(Printer):
    prints_known = False

    def __init__(self) -> None:
        super().__init__()
        self.console = output()

    def render(self, report: Report, number: int | None) -> Any:
        from agent.cli.rendering import counts_of, summary_line

        return summary_line(counts_of(report, number))

    def emit(self, item: Any) -> None:
        assert self.console is not None
        print_line(self.console, item)
