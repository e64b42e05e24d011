"""Lines of a text with their places, and the page furniture among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n\u2028\u2029]*)(\r\n|[\r\n\u2028\u2029]|\Z)")
_OTHER_LINE_ENDS = re.compile(r"[\r\u2028\u2029]")
_PAGE_FURNITURE = re.compile(
    r"\s*(?:[-—–]{1,3}\s*\d{1,4}\s*[-—–]{1,3}"
    r"|第\s*\d{1,4}\s*页(?:\s*[,/共]{0,2}\s*\d{0,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
    r"|page\s*\d{1,4}(?:\s*of\s*\d{1,4})?)\s*",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """One line without its line end."""

    start: int
    end: int
    text: str


def iter_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of `text[start:end]`, places counted in `text`."""
    stop = len(text) if end is None else end
    part = text[start:stop]
    if _OTHER_LINE_ENDS.search(part):
        for match in _LINE.finditer(text, start, stop):
            if match.start() < stop:
                yield Line(match.start(1), match.end(1), match[1])
        return
    for line in part.split("\n"):
        if start >= stop:
            return
        line_end = start + len(line)
        yield Line(start, line_end, line)
        start = line_end + 1


def is_page_furniture(line: str) -> bool:
    """True for a line that is only a page number, such as `- 4 -`, `第4页` or `4/6`.

    A bare number is not: in a table of bare lines it may be a value.
    """
    return _PAGE_FURNITURE.fullmatch(line) is not None


def trim(text: str, offset: int) -> tuple[int, int]:
    """Return the place of `text` without surrounding space; empty text gives an empty place."""
    stripped = text.strip()
    if not stripped:
        return offset + len(text), offset + len(text)
    start = offset + len(text) - len(text.lstrip())
    return start, start + len(stripped)
