"""`xxgk report` and `xxgk show --html`: reports as pages for a browser."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.messages import say
from agent.cli.models import ModelOptions, NoLlm
from agent.cli.options import DEFAULT_DB, Db, Force, Jobs, Quiet, Timeout
from agent.cli.reading import HowToRead
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.pages.site import Site
    from agent.report import Report

STDOUT = Path("-")
_SQLITE = b"SQLite format 3\0"


def write_html(report: Report, output: Path | None) -> None:
    """Write a report's page to a file, or print it where no file is named."""
    from agent.pages.render import report_page

    if output is None or output == STDOUT:
        if output is None and sys.stdout.isatty():
            raise UsageError("a page is not for a terminal", "Add --output page.html")
        sys.stdout.write(report_page(report))
        return
    from agent.pages.site import write_page

    write_page(output, report_page(report))
    say(f"wrote {output}")


def report(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]",
            help="Folders and files of reports, or databases; by default the one of --db.",
        ),
    ] = None,
    folder: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="Where the pages go."),
    ] = Path("site"),
    db: Db = DEFAULT_DB,
    jobs: Jobs = None,
    timeout: Timeout = None,
    no_llm: NoLlm = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write pages for a browser, one a report, and an index.

    Each has the report's text with everything that was read, at its place.
    Files are read and stored as `xxgk extract` does; what was read before is not read again.
    """
    from agent.pages.site import Site

    files: list[str] = []
    databases: list[Path] = []
    for path in paths or [str(db)]:
        is_database = not paths or _is_database(path)
        (databases.append(Path(path)) if is_database else files.append(path))
    site = Site(folder)
    failed = False
    try:
        for database in databases:
            _from_database(site, database, quiet)
        if files:
            model = ModelOptions(no_llm)
            how = HowToRead(force=force, jobs=jobs, quiet=quiet, timeout=timeout, model=model)
            failed = _from_files(site, files, db, how)
    finally:
        # Also after Ctrl-C: what is done can be looked at.
        index = site.finish() if len(site) else None
    if index and not quiet:
        pages = f"{len(site)} page{'s' if len(site) > 1 else ''}"
        say(f"wrote {pages}; open {index}")
    if failed:
        raise typer.Exit(1)


def _is_database(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # a folder, a pattern, or a file that will be told when it is read


def _from_database(site: Site, database: Path, quiet: bool) -> None:
    from agent.cli.progress import progress_bar
    from agent.store import Store

    with Store(database, read_only=True) as store:
        numbers = [summary.id for summary in store.reports()]
        if not numbers:
            raise UsageError(f"no report in {str(database)!r}", "Run `xxgk extract` first")
        with progress_bar(None, len(numbers), quiet) as bar:
            for number in numbers:
                site.add(store.get(number, with_text=True))
                bar.file_done(0)


def _from_files(site: Site, paths: Sequence[str], db: Path, how: HowToRead) -> bool:
    """Read files into the store and write their pages; tell whether any of them failed."""
    from agent.cli.printing import Printer
    from agent.cli.reading import read_files

    class Pages(Printer):
        """Writes a page in place of printing a report."""

        quotes_text = True

        def render(self, report: Report, number: int | None) -> None:
            site.add(report)

    return read_files(paths, db, lambda single: Pages(), how)
