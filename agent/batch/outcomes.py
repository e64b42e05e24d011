"""What becomes of one file: a reading, an error, or nothing to do."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from agent.batch.files import STDIN, printable
from agent.documents.limits import MAX_FILE_BYTES
from agent.errors import InputError, InputTooLarge, XxgkError
from agent.pipeline import Reading

Reader = Callable[[str, bytes | None], Reading]
"""`agent.pipeline.read`: a path, and the bytes where they are no file; the report and its text."""
Known = Callable[[str, bytes | None], str | None]
"""Tells the hash of a file that need not be read again, else None."""


class Outcome(NamedTuple):
    """What became of one file: read, failed, or known already."""

    position: int
    """Its place among the files given."""
    path: str
    reading: Reading | None = None
    error: XxgkError | None = None
    known: str | None = None
    """The hash of its bytes, where an earlier reading stands."""


class Task(NamedTuple):
    """A file that is to be read."""

    position: int
    path: str
    data: bytes | None


class Todo:
    """The files in order, those that are known or gone as outcomes already."""

    def __init__(self, paths: Iterable[str], known: Known | None) -> None:
        self._paths = paths
        self._known = known

    def __iter__(self) -> Iterator[Task | Outcome]:
        for position, path in enumerate(self._paths):
            try:
                yield self._prepare(position, path)
            except OSError as error:
                yield _failed(position, printable(path), error)

    def _prepare(self, position: int, path: str) -> Task | Outcome:
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
        if known is not None:
            return Outcome(position, shown, known=known)
        return Task(position, shown, data)


def _is_stream(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)


def attempt(read: Reader, task: Task) -> Outcome:
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
