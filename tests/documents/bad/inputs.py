"""What a bad input is, and what may become of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from agent.errors import (
    InputError,
    InputTooLarge,
    NotAReport,
    UnreadableDocument,
    UnsupportedFormat,
)

READS = "reads"
"""It must be read: only its wrapping is odd."""


class BadInput(NamedTuple):
    """An input, made when it is asked for."""

    file: str
    """The name it is read under."""
    make: Callable[[], bytes]
    outcome: str | type[InputError] | None = None
    """`READS`, or the error it must end with; None where both a reading and an error are right."""
    words: str = ""
    """What the error must say."""


__all__ = [
    "READS",
    "BadInput",
    "InputTooLarge",
    "NotAReport",
    "UnreadableDocument",
    "UnsupportedFormat",
]
