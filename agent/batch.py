"""Reads many files: finds them, and reads them in worker processes, one file a worker at a time.

A file that fails, or that kills its worker, is a failed outcome; the others go on. Whatever the
number of files, no more of them are in flight than there are workers, so that memory stays flat.
The workers are managed here, as the executors of the standard library cannot tell which file
killed a worker: they fail all that are under way.
"""

from __future__ import annotations

import glob
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from agent.documents.media import MAX_FILE_BYTES
from agent.errors import InputError, InputTooLarge, UsageError, XxgkError
from agent.report import Report

STDIN = "-"
SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})
"""What is read from a folder; a file that is named is always tried."""
WINDOW = 512
"""How far reading may run ahead of its slowest file, so that results can be put in order."""

Reader = Callable[[str, bytes | None], tuple[Report, str]]
"""`agent.pipeline.read`: a path, and the bytes where they are no file; the report and its text."""
Known = Callable[[str, bytes | None], str | None]
"""Tells the hash of a file that need not be read again, else None."""


class Outcome(NamedTuple):
    """What became of one file: read, failed, or known already."""

    position: int
    """Its place among the files given."""
    path: str
    reading: tuple[Report, str] | None = None
    error: XxgkError | None = None
    known: str | None = None
    """The hash of its bytes, where an earlier reading stands."""


class _Task(NamedTuple):
    position: int
    path: str
    data: bytes | None


def expand(paths: Iterable[str], ignored: Counter[str] | None = None) -> Iterator[str]:
    """Yield every file that the arguments name, each once, folders in sorted order.

    Args:
        paths: files, folders, glob patterns, and `-` for standard input. What does not exist is
            yielded as it is, and fails when it is read.
        ignored: counts, by suffix, the files of folders that are of no format that is read.
    """
    seen = set()
    ignored = Counter() if ignored is None else ignored
    for argument in paths:
        for path in _expand_one(argument, ignored):
            place = path if path == STDIN else os.path.abspath(path)
            if place not in seen:
                seen.add(place)
                yield path


def _expand_one(argument: str, ignored: Counter[str]) -> Iterator[str]:
    if os.path.isdir(argument):
        yield from _walk(argument, ignored)
    elif glob.has_magic(argument) and not os.path.exists(argument):
        matches = sorted(glob.iglob(argument, recursive=True))
        if not matches:
            raise UsageError(f"no file matches {argument!r}", "Check the pattern")
        for match in matches:
            yield from _walk(match, ignored) if os.path.isdir(match) else [match]
    else:
        yield argument


def _walk(folder: str, ignored: Counter[str]) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            # Hidden files, and the lock files that Office puts beside an open document.
            if name.startswith((".", "~$")):
                continue
            suffix = os.path.splitext(name)[1].lower()
            if suffix in SUFFIXES:
                yield os.path.join(parent, name)
            else:
                ignored[suffix] += 1


def default_jobs() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(
    paths: Iterable[str], read: Reader, jobs: int = 1, known: Known | None = None
) -> Generator[Outcome]:
    """Read files and yield their outcomes as they come; close the iterator to stop.

    Args:
        paths: what `expand` yields.
        read: the reader; with several jobs it must be picklable.
        jobs: worker processes; with 1 everything is read in this process.
        known: asked before each file; a known file is not read.
    """
    todo = _Todo(paths, known)
    if jobs == 1:
        yield from (item if isinstance(item, Outcome) else _attempt(read, item) for item in todo)
        return
    pool = _Pool(read, jobs)
    try:
        yield from pool.run(todo)
    finally:
        pool.stop()


class _Todo:
    """The files in order, those that are known or gone as outcomes already."""

    def __init__(self, paths: Iterable[str], known: Known | None) -> None:
        self._paths = paths
        self._known = known

    def __iter__(self) -> Iterator[_Task | Outcome]:
        for position, path in enumerate(self._paths):
            try:
                yield self._prepare(position, path)
            except OSError as error:
                yield _failed(position, printable(path), error)

    def _prepare(self, position: int, path: str) -> _Task | Outcome:
        shown = printable(path)
        data = None
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        elif shown != path or _is_stream(path):
            # Read here: a stream can be read only once, and a name that is no text cannot stand
            # in a report.
            with open(path, "rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        known = self._known(path, data) if self._known else None
        return (
            _Task(position, shown, data) if known is None else Outcome(position, shown, known=known)
        )


def _is_stream(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)


def printable(path: str) -> str:
    """Return a path as text; bytes of a file name that are no UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _attempt(read: Reader, task: _Task) -> Outcome:
    """Read one file; whatever goes wrong is its outcome, so that the others go on."""
    try:
        return Outcome(task.position, task.path, reading=read(task.path, task.data))
    except Exception as error:
        return _failed(task.position, task.path, error)


def _failed(position: int, path: str, error: Exception) -> Outcome:
    return Outcome(position, path, error=_as_xxgk_error(path, error))


def _as_xxgk_error(path: str, error: Exception) -> XxgkError:
    if isinstance(error, XxgkError):
        return error
    if isinstance(error, MemoryError):
        return InputTooLarge(f"{path}: reading it needs more memory than there is")
    if isinstance(error, OSError):
        return InputError(f"{path}: cannot be read ({error.strerror})", "Check the path")
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return XxgkError(
        f"{path}: unexpected {type(error).__name__}: {error}"
        f" ({os.path.basename(frame.filename)}:{frame.lineno})",
        "This is a defect of xxgk: please report it with the file",
    )


class _Worker:
    """A process that reads one file at a time."""

    def __init__(self, read: Reader) -> None:
        # Spawned: a forked child of a process with threads can hang, and inherits every pipe.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, read), daemon=True)
        with _interrupt_ignored():
            self._process.start()
        theirs.close()
        self.task: _Task | None = None

    def send(self, task: _Task) -> None:
        self.task = task
        self.connection.send(task)

    def receive(self) -> Outcome:
        """Return the outcome of the file under way, also when the process died of it."""
        task = self.task
        assert task is not None
        self.task = None
        try:
            outcome: Outcome = self.connection.recv()
        except (EOFError, OSError):
            self._process.join()
            return Outcome(task.position, task.path, error=_death(task, self._process.exitcode))
        return outcome

    @property
    def alive(self) -> bool:
        """True while the process runs."""
        return self._process.is_alive()

    def stop(self) -> None:
        self.connection.close()
        self._process.terminate()
        self._process.join()
        self._process.close()


class _Pool:
    """Workers, started as they are needed and replaced when they die."""

    def __init__(self, read: Reader, jobs: int) -> None:
        self._read = read
        self._jobs = jobs
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}
        self._held: _Task | Outcome | None = None

    def run(self, todo: Iterable[_Task | Outcome]) -> Iterator[Outcome]:
        items = iter(todo)
        ready: list[Outcome] = []
        while True:
            # Workers get their next files before the caller takes its time over the last ones.
            more = self._fill(items, ready)
            yield from ready
            ready.clear()
            if not more and not self._busy:
                return
            for connection in wait(list(self._busy), timeout=0 if more else None):
                assert isinstance(connection, Connection)
                ready.append(self._collect(connection))

    def stop(self) -> None:
        for worker in [*self._idle, *self._busy.values()]:
            worker.stop()

    def _fill(self, items: Iterator[_Task | Outcome], ready: list[Outcome]) -> bool:
        """Start files until all workers are busy; True when it stopped at a known file before."""
        while len(self._busy) < self._jobs:
            item = self._held or next(items, None)
            self._held = None
            if item is None:
                return False
            if item.position - self._oldest(item.position) >= WINDOW:
                self._held = item
                return False
            if isinstance(item, Outcome):
                ready.append(item)
                return True
            self._start(item)
        return False

    def _oldest(self, default: int) -> int:
        tasks = (worker.task for worker in self._busy.values())
        return min((task.position for task in tasks if task), default=default)

    def _start(self, task: _Task) -> None:
        while self._idle:
            worker = self._idle.pop()
            try:
                worker.send(task)
            except OSError:
                worker.stop()  # it died between two files
            else:
                break
        else:
            worker = _Worker(self._read)
            worker.send(task)
        self._busy[worker.connection] = worker

    def _collect(self, connection: Connection) -> Outcome:
        worker = self._busy.pop(connection)
        outcome = worker.receive()
        if worker.alive:
            self._idle.append(worker)
        else:
            worker.stop()
        return outcome


def _work(connection: Connection, read: Reader) -> None:
    """Be a worker: read what is sent until the other end is closed, also by a kill."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        connection.send(_attempt(read, task))


@contextmanager
def _interrupt_ignored() -> Iterator[None]:
    """Let a child start deaf to Ctrl-C, which reaches the whole group: the parent ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _death(task: _Task, exit_code: int | None) -> XxgkError:
    if exit_code is not None and exit_code < 0:
        cause = f"was killed by signal {-exit_code}"
    else:
        cause = f"ended with code {exit_code}"
    return InputError(
        f"{task.path}: the process that read it {cause}",
        "It may need more memory than there is: try it alone",
    )
