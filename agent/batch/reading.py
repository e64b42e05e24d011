"""Reads many files, in this process or in several, and yields what becomes of each."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable

from agent.batch.outcomes import Known, Outcome, Reader, Todo, attempt
from agent.batch.workers import Pool


def default_jobs() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(
    paths: Iterable[str],
    read: Reader,
    jobs: int = 1,
    known: Known | None = None,
    timeout: float | None = None,
) -> Generator[Outcome]:
    """Read files and yield their outcomes as they come; close the iterator to stop.

    Args:
        paths: what `expand` yields.
        read: the reader; with several jobs it must be picklable.
        jobs: worker processes; with 1, and without a timeout, everything is read in this process.
        known: asked before each file; a known file is not read.
        timeout: seconds after which a file is given up; its worker is ended.
    """
    todo = Todo(paths, known)
    if jobs == 1 and timeout is None:
        yield from (item if isinstance(item, Outcome) else attempt(read, item) for item in todo)
        return
    pool = Pool(read, jobs, timeout)
    try:
        yield from pool.run(todo)
    finally:
        pool.stop()
