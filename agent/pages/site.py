"""A folder of pages: one a report, and an index of them all."""

from __future__ import annotations

from pathlib import Path

from agent.errors import UsageError
from agent.pages.index import Entry, entry_of, index_page
from agent.pages.render import report_page
from agent.placing import replacing
from agent.report import Report

INDEX = "index.html"
_MADE_HERE = '<meta name="generator" content="xxgk">'
_HEAD = 4096


class Site:
    """Writes pages into a folder, one at a time; a report that comes twice has one page.

    Pages of earlier calls stay in the folder, and links to them go on working; the index lists the
    reports of this call.

    Raises:
        UsageError: the folder cannot be written, or has an index of something else.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: dict[str, Entry] = {}
        _refuse_other_site(folder / INDEX)

    def add(self, report: Report) -> None:
        """Write the page of a report, which must have its source text."""
        entry = entry_of(report)
        if not self._entries:
            _make(self._folder)
        write_page(self._folder / entry.page, report_page(report, index=INDEX))
        self._entries[entry.page] = entry

    def finish(self) -> Path:
        """Write the index; return its path."""
        write_page(self._folder / INDEX, index_page(list(self._entries.values())))
        return self._folder / INDEX

    def __len__(self) -> int:
        return len(self._entries)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{str(folder)!r} cannot be made: {error.strerror or error}",
            "Name another folder with --output",
        ) from error


def write_page(path: Path, page: str) -> None:
    """Write a page, whole or not at all; its line ends are those of the report."""
    with replacing(path) as target:
        target.write_bytes(page.encode())


def _refuse_other_site(index: Path) -> None:
    """Leave alone an index page that this program did not make."""
    if not index.exists():
        return
    try:
        with index.open("rb") as file:
            made_here = _MADE_HERE.encode() in file.read(_HEAD)
    except OSError:
        made_here = False
    if not made_here:
        raise UsageError(
            f"{str(index)!r} is a page of something else", "Name another folder with --output"
        )
