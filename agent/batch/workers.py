"""Processes that read one file at a time, started as they are needed, replaced when they die.

They are managed here, as the executors of the standard library cannot tell which file killed a
worker: they fail all that are under way.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait

from agent.batch.outcomes import Outcome, Reader, Task, attempt
from agent.errors import InputError, XxgkError

WINDOW = 512
"""How far reading may run ahead of its slowest file, so that results can be put in order."""


class Pool:
    """Workers, started as they are needed and replaced when they die."""

    def __init__(self, read: Reader, jobs: int) -> None:
        self._read = read
        self._jobs = jobs
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}
        self._held: Task | Outcome | None = None

    def run(self, todo: Iterable[Task | Outcome]) -> Iterator[Outcome]:
        """Yield the outcome of every file as it comes."""
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
        """End all workers at once."""
        for worker in [*self._idle, *self._busy.values()]:
            worker.stop()

    def _fill(self, items: Iterator[Task | Outcome], ready: list[Outcome]) -> bool:
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

    def _start(self, task: Task) -> None:
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
        self.task: Task | None = None

    def send(self, task: Task) -> None:
        """Give it a file to read."""
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
        """End the process, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self.connection.close()
        self._process.close()


def _work(connection: Connection, read: Reader) -> None:
    """Be a worker: read what is sent until the other end is closed, also by a kill."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The other end is closed when the parent stops or is killed.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            connection.send(attempt(read, connection.recv()))


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


def _death(task: Task, exit_code: int | None) -> XxgkError:
    if exit_code is not None and exit_code < 0:
        cause = f"was killed by signal {-exit_code}"
    else:
        cause = f"ended with code {exit_code}"
    return InputError(
        f"{task.path}: the process that read it {cause}",
        "It may need more memory than there is: try it alone",
    )
