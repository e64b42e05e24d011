"""Puts a file into its place only when it is complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.errors import UsageError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name to write to; move it to `path` at the end, remove it after an error."""
    target = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        target.touch()
        yield target
        target.replace(path)
    except OSError as error:
        raise UsageError(
            f"{str(path)!r} cannot be written: {error.strerror or error}",
            "Name another file with --output",
        ) from error
    finally:
        target.unlink(missing_ok=True)
