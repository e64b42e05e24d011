"""The log of a run: JSON Lines, written as each case is read, and readable when cut off.

The first line says what was run on what; each further line has one case with all that was read; the
last says how it ended, and is missing where the run was killed. Scores are no part of it: they are
worked out from the log and the labels, again and again, without asking any model.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from types import TracebackType
from typing import IO, Any, Literal, NamedTuple

import simplejson
from pydantic import Field, ValidationError

from agent.contract import Model, Place
from agent.errors import InputError, UsageError
from agent.report import SCHEMA_VERSION, Report, to_json

LOG_VERSION = 1
Reader = Literal["rules", "llm", "both"]
Status = Literal["started", "success", "cancelled", "error"]
_ROOT = Path(__file__).resolve().parent.parent.parent
_PACKAGES = ("xxgk", "instructor", "openai", "opencc", "pydantic", "rapidfuzz", "xllamacpp")


class RunError(InputError):
    """A run log that is no run log, or is damaged in its middle."""


class Revision(Model):
    """The state of the program's own repository; null where it is no checkout."""

    commit: str | None = None
    dirty: bool | None = None


class Header(Model):
    """What was run, on what, with what."""

    record: Literal["run"] = "run"
    version: int = LOG_VERSION
    id: str
    started: str
    """UTC, ISO 8601."""
    command: list[str] = []
    """Arguments, without the program's name."""
    reader: Reader
    scope: str | None = None
    model: str | None = None
    prompts: dict[str, str] = {}
    """Name -> SHA-256 of its file."""
    settings: dict[str, Any] = {}
    dataset: str
    """Name of the folder of labels."""
    dataset_sha256: str
    cases: list[str] = []
    """All that were to be read."""
    git: Revision = Field(default_factory=Revision)
    packages: dict[str, str] = {}
    schema_version: str = SCHEMA_VERSION
    reader_version: str


class Sample(Model):
    """One case with all that was read of it."""

    record: Literal["sample"] = "sample"
    case: str
    report: Report | None = None
    """With its source text; null where it could not be read."""
    numbers: dict[str, dict[str, list[Place]]] = {}
    """Id of a fact -> field -> where its number stands, more than once where it is said again."""
    unasked: list[Place] = []
    """Pieces that the model was not heard on: the server failed or a limit was reached."""
    tokens: int = 0
    """Prompts and answers of the model, also of answers that were kept from before."""
    error: str | None = None
    """Why it could not be read."""


class End(Model):
    """How the run ended."""

    record: Literal["end"] = "end"
    ended: str
    status: Status


class Run(NamedTuple):
    """A run as it is read back."""

    header: Header
    samples: dict[str, Sample]
    end: End | None
    """None where the run was killed."""

    @property
    def status(self) -> Status:
        """How it ended; `started` where it did not end."""
        return self.end.status if self.end else "started"


class RunWriter:
    """Writes a run log; use it as a context manager, which writes how it ended.

    Raises:
        UsageError: the file is there already, or cannot be written.
    """

    def __init__(self, path: Path, header: Header, now: Any) -> None:
        self._now = now
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = path.open("x", encoding="utf-8")
        except OSError as error:
            raise UsageError(
                f"{str(path)!r} cannot be made: {error.strerror or error}",
                "Name another file with --output",
            ) from error
        self._write(header)

    def add(self, sample: Sample) -> None:
        """Write a case as soon as it is read."""
        self._write(sample)

    def _write(self, record: Model) -> None:
        self._file.write(to_json(record.model_dump()) + "\n")
        self._file.flush()

    def __enter__(self) -> RunWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        cancelled = kind is not None and issubclass(kind, KeyboardInterrupt)
        status: Status = "success" if kind is None else "cancelled" if cancelled else "error"
        self._write(End(ended=self._now(), status=status))
        self._file.close()


def load_run(path: Path) -> Run:
    """Read a run log. A last line that was cut off is left out.

    Raises:
        RunError: it is no run log, is of a newer version, or is damaged before its last line.
    """
    records = _records(path)
    try:
        first = next(records, None)
        if first is None or first.get("record") != "run":
            raise RunError(f"{path.name} is no log of a run", "Name a file of `xxgk eval`")
        if first.get("version", 0) > LOG_VERSION:
            raise RunError(f"{path.name} was written by a newer xxgk", "Upgrade xxgk")
        header = Header.model_validate(first)
        samples: dict[str, Sample] = {}
        end = None
        for record in records:
            if record.get("record") == "sample":
                sample = Sample.model_validate(record)
                samples[sample.case] = sample
            elif record.get("record") == "end":
                end = End.model_validate(record)
    except ValidationError as error:
        what = error.errors(include_url=False)[0]
        raise RunError(f"{path.name}: {what['loc']}: {what['msg']}") from error
    return Run(header, samples, end)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        raise RunError(f"{str(path)!r} cannot be read: {error.strerror or error}") from error
    while lines and not lines[-1].strip():
        lines.pop()
    for number, line in enumerate(lines, 1):
        try:
            record = simplejson.loads(line, use_decimal=True)
            if not isinstance(record, dict):
                raise ValueError("no object")
        except ValueError as error:
            if number == len(lines) and number > 1:
                return
            raise RunError(f"{path.name}: line {number} is damaged") from error
        yield record


def revision() -> Revision:
    """Return commit and state of the program's checkout; nothing where it is installed."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(_ROOT), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
        return done.stdout.strip()

    try:
        if not (_ROOT / ".git").exists():
            return Revision()
        changed = git("status", "--porcelain", "--untracked-files=no")
        return Revision(commit=git("rev-parse", "HEAD"), dirty=bool(changed))
    except (OSError, subprocess.SubprocessError):
        return Revision()


def packages() -> dict[str, str]:
    """Return the versions of Python and of the packages that readings depend on."""
    found = {"python": python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
