"""Processes that read one file at a time, started as they are needed, replaced when they die.

They are managed here, as the executors of the standard library cannot tell which file killed a
worker: they fail all that are under way.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from math import inf
from multiprocessing.connection import Connection, wait

from agent.batch.outcomes import Outcome, Reader, Task, attempt
from agent.errors import InputError, XxgkError

DEFAULT_TIMEOUT = 120
"""Seconds that a file may take: a hundred times as long as a large report does."""
_PATIENCE = 5
"""Seconds that a worker has to end when it is told to."""
WINDOW = 512
"""How far reading may run ahead of its slowest file, so that results can be put in order."""


class Pool:
    """Workers, started as they are needed and replaced when they die."""

    def __init__(self, read: Reader, jobs: int, timeout: float | None = None) -> None:
        self._read = read
        self._jobs = jobs
        self._timeout = timeout
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
            for connection in wait(list(self._busy), 0 if more else self._patience()):
                assert isinstance(connection, Connection)
                ready += self._collect(connection)
            ready += self._give_up()

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
            worker = _Worker(self._read, self._timeout)
            worker.send(task)
        self._busy[worker.connection] = worker

    def _collect(self, connection: Connection) -> Iterator[Outcome]:
        worker = self._busy[connection]
        outcome = worker.receive()
        if outcome is None:
            return
        del self._busy[connection]
        if worker.alive:
            self._idle.append(worker)
        else:
            worker.stop()
        yield outcome

    def _patience(self) -> float | None:
        """Return the seconds until the first of the files under way has taken too long."""
        first = min((worker.deadline for worker in self._busy.values()), default=inf)
        return None if first == inf else max(0.0, first - time.monotonic())

    def _give_up(self) -> Iterator[Outcome]:
        """End the workers whose file has taken too long, and yield what became of the files."""
        now = time.monotonic()
        for connection, worker in list(self._busy.items()):
            # What is done in the meantime waits in the pipe while the caller takes its time.
            if worker.deadline <= now and not connection.poll():
                task = worker.task
                assert task is not None
                del self._busy[connection]
                worker.stop()
                yield Outcome(task.position, task.path, error=_too_slow(task, self._timeout))


class _Worker:
    """A process that reads one file at a time."""

    def __init__(self, read: Reader, timeout: float | None) -> None:
        # Spawned: a forked child of a process with threads can hang, and inherits every pipe.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, read), daemon=True)
        with _interrupt_ignored():
            self._process.start()
        theirs.close()
        self.task: Task | None = None
        self.deadline = inf
        """When the file under way has taken too long."""
        self._timeout = inf if timeout is None else timeout
        self._started = False

    def send(self, task: Task) -> None:
        """Give it a file to read."""
        self.task = task
        if self._started:
            self.deadline = time.monotonic() + self._timeout
        self.connection.send(task)

    def receive(self) -> Outcome | None:
        """Return the outcome of the file under way, also when the process died of it.

        None when the process has only now started, and begins with the file.
        """
        task = self.task
        assert task is not None
        try:
            outcome: Outcome | None = self.connection.recv()
        except (EOFError, OSError):
            self._process.join()
            return Outcome(task.position, task.path, error=_death(task, self._process.exitcode))
        if outcome is None:
            self._started = True
            self.deadline = time.monotonic() + self._timeout
        return outcome

    @property
    def alive(self) -> bool:
        """True while the process runs."""
        return self._process.is_alive()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()
        self._process.join()
        self.connection.close()
        self._process.close()


def _work(connection: Connection, read: Reader) -> None:
    """Be a worker: read what is sent until the other end is closed, also by a kill."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The other end is closed when the parent stops or is killed.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(None)
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


def _too_slow(task: Task, timeout: float | None) -> XxgkError:
    return InputError(
        f"{task.path}: reading it took more than {timeout:g} seconds and was ended",
        "Look whether it is one report; a longer --timeout gives it more time",
    )
