"""Where the gold set lies, and the spans of a source text that everything is compared by."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import simplejson

EVAL = Path(__file__).resolve().parent.parent
GOLD = EVAL / "gold"
ANNOTATIONS = GOLD / "annotations"
CORPUS = sorted((EVAL / "corpus").glob("*.txt"))
CODES = {f"D{number}": path for number, path in enumerate(CORPUS)}
"""The annotations name the reports D0 to D4, in the order of their files."""


class Span(NamedTuple):
    """A piece of the source text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether they share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Tell whether the other one holds all of this one."""
        return other.start <= self.start and self.end <= other.end


def source_text(path: Path) -> str:
    """Return the text with its newlines as they are, as the data contract counts offsets."""
    return path.read_bytes().decode("utf-8-sig")


def find(text: str, words: str, nth: int = 1) -> Span:
    """Return the nth place of some words; overlapping places count.

    Raises:
        ValueError: they do not stand there so often.
    """
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"{words!r} does not stand {nth} times in the text")
    return Span(start, start + len(words))


def find_number(quote: str, number: str) -> Span | None:
    """Return the place of a number in a quote, never inside a longer one; `1:2` is the second."""
    digits, _, nth = number.partition(":")
    found = list(re.finditer(rf"(?<![\d.]){re.escape(digits)}(?!\d)", quote))
    index = int(nth or 1) - 1
    return Span(*found[index].span()) if index < len(found) else None


def read_json(path: Path) -> Any:
    """Read JSON with exact decimals."""
    return simplejson.loads(path.read_text(encoding="utf-8"), use_decimal=True)


def write_json(path: Path, value: Any) -> None:
    """Write JSON as the gold files are kept: Chinese as it is, one item a line."""
    text = simplejson.dumps(value, use_decimal=True, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
