"""Reads files, stores what they say, prints it, and says at the end how it went."""

from __future__ import annotations

import hashlib
import os
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import agent
from agent.cli.messages import complain, say
from agent.cli.models import ModelOptions, second_reader
from agent.errors import UsageError, XxgkError

if TYPE_CHECKING:
    from agent.batch import Outcome
    from agent.cli.printing import Printer
    from agent.pipeline import ReadAs, Reading
    from agent.report import Report
    from agent.second_reader import SecondReader
    from agent.store import Store

MAX_FAILURES_SHOWN = 100


@dataclass(frozen=True)
class HowToRead:
    """What the user chose."""

    force: bool = False
    """Read again what is stored."""
    with_text: bool = False
    jobs: int | None = None
    quiet: bool = False
    timeout: int | None = None
    """Seconds for a file; by default none where no worker process is needed."""
    model: ModelOptions = field(default_factory=ModelOptions)
    read_as: ReadAs = "auto"
    """A whole report, or a passage of narrative."""


def read_files(
    paths: Sequence[str], db: Path | None, printer_for: Callable[[bool], Printer], how: HowToRead
) -> bool:
    """Read what the arguments name, store it, print it; tell whether any file failed.

    Args:
        db: the database; None stores nothing.
        printer_for: makes the printer, knowing whether there is a single file.
    """
    from agent.batch import DEFAULT_TIMEOUT, default_jobs, expand
    from agent.store import Store

    ignored: Counter[str] = Counter()
    files = list(expand(paths, ignored))
    if not files:
        raise UsageError(
            f"no report files in {', '.join(map(repr, paths))}",
            ignored_words(ignored) or "Name files, or folders that have some",
        )
    with ExitStack() as stack:
        store = None if db is None else stack.enter_context(Store(db))
        second = second_reader(how.model, store, how.quiet)
        if second is not None:
            stack.enter_context(second)
        run = _Run(store, printer_for(len(files) == 1), how, second)
        timeout = how.timeout
        if timeout is None and how.jobs != 1 and len(files) > 1:
            timeout = DEFAULT_TIMEOUT
        try:
            run.go(files, min(how.jobs or default_jobs(), len(files)), timeout)
        except KeyboardInterrupt:
            print_end(run, files, ignored, how.quiet)
            say(f"stopped after {run.done} of {len(files)} files")
            raise
    print_end(run, files, ignored, how.quiet)
    return bool(run.failures)


class _Run:
    """Reads files, stores and prints what they say, and counts."""

    def __init__(
        self, store: Store | None, printer: Printer, how: HowToRead, second: SecondReader | None
    ) -> None:
        self.read = 0
        self.skipped = 0
        self.failures: list[XxgkError] = []
        self.model_failures: Counter[str] = Counter()
        """Why a model did not read pieces of the narrative."""
        self._store = store
        self._printer = printer
        self._how = how
        self._second = second
        self._first = 1 if store is None else store.last_number() + 1
        self._known_before: list[int] = []
        """The files that need not be read again, by their places, in order."""
        self._with_text = how.with_text or printer.quotes_text

    @property
    def done(self) -> int:
        """How many files have an outcome."""
        return self.read + self.skipped + len(self.failures)

    def go(self, files: list[str], jobs: int, timeout: int | None) -> None:
        """Read all files."""
        from agent.batch import read_all
        from agent.cli.progress import progress_bar
        from agent.pipeline import read

        if self._store:
            self._store.start_run(sys.argv[1:], agent.__version__)
        reader = partial(read, as_=self._how.read_as)
        # What is stored may have been read as the other.
        anew = self._how.force or self._how.read_as != "auto"
        known = None if self._store is None or anew else self._known
        try:
            with (
                progress_bar(
                    self._printer.console, len(files), self._how.quiet, slow=bool(self._second)
                ) as bar,
                closing(read_all(files, reader, jobs, known, timeout)) as outcomes,
            ):
                if self._second:
                    self._second.tell(bar.piece_read)
                for outcome in outcomes:
                    self._printer.add(outcome.position, *self._take(outcome))
                    bar.file_done(len(self.failures))
                self._printer.finish()
        finally:
            if self._store:
                self._store.finish_run(self.read, self.skipped, len(self.failures))

    def _known(self, path: str, data: bytes | None) -> str | None:
        """Return the hash of a file whose stored reading is up to date."""
        from agent.documents.limits import MAX_FILE_BYTES

        assert self._store is not None
        if data is None:
            if os.path.getsize(path) > MAX_FILE_BYTES:
                return None  # it was refused, and hashing it could take minutes
            with open(path, "rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        else:
            sha256 = hashlib.sha256(data).hexdigest()
        model_reader = self._second.identity if self._second else None
        return sha256 if self._store.is_current(sha256, model_reader) else None

    def _take(self, outcome: Outcome) -> tuple[Report | None, int | None]:
        """Store an outcome; return the report to print, if any, and its number."""
        if outcome.error:
            self.failures.append(outcome.error)
            if self._store:
                self._store.record_failure(outcome.path, outcome.error)
            return None, None
        if outcome.reading:
            report, text, *_ = self._read_again(outcome.reading)
            identity = self._second.identity if self._second else None
            number = None
            if self._store:
                number = self._store.save(report, text, identity, self._number(outcome.position))
            self.read += 1
            if outcome.reading.is_passage and self._how.read_as == "auto" and not self._how.quiet:
                say(f"{outcome.path}: no annual report, read as a passage")
            report.source.text = text if self._with_text else None
            return report, number
        self.skipped += 1
        self._known_before.append(outcome.position)
        assert self._store is not None and outcome.known is not None
        if not self._printer.prints_known:
            return None, None
        report = self._store.get(outcome.known, self._with_text)
        report.source.path = outcome.path
        return report, None

    def _number(self, position: int) -> int:
        """Return the number of a new report: in the order of the files, whichever is done first.

        Every file before it that need not be read has been told by now.
        """
        return self._first + position - bisect_left(self._known_before, position)

    def _read_again(self, reading: Reading) -> Reading:
        """Let the model read what the rules have read, if one reads."""
        if self._second is None:
            return reading
        reading = self._second.read(reading)
        self.model_failures.update(reading.report.usage.failures)
        return reading


def print_end(run: _Run, files: list[str], ignored: Counter[str], quiet: bool) -> None:
    """Say on standard error how many files were read, skipped and ignored; list the failures."""
    if len(files) > 1 and not quiet:
        parts = [f"read {run.read}"]
        if run.skipped:
            parts.append(f"skipped {run.skipped} read before (--force reads them again)")
        if run.failures:
            parts.append(f"failed {len(run.failures)}")
        if ignored:
            parts.append(ignored_words(ignored))
        say(", ".join(parts))
    for reason, pieces in run.model_failures.most_common(3):
        say(f"{pieces} pieces of narrative were read by rules alone: {reason}")
    for error in run.failures[:MAX_FAILURES_SHOWN]:
        complain(error)
    if len(run.failures) > MAX_FAILURES_SHOWN:
        more = len(run.failures) - MAX_FAILURES_SHOWN
        complain(f"{more} more failed; the table `failures` of the database has them all")


def ignored_words(ignored: Counter[str]) -> str:
    """Say which files of folders were left out, by suffix."""
    if not ignored:
        return ""
    kinds = ", ".join(
        f"{count} {suffix or 'without suffix'}" for suffix, count in ignored.most_common(5)
    )
    return f"ignored {ignored.total()} of other formats ({kinds})"
