"""Which files the arguments of a command name."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator

from agent.errors import UsageError

STDIN = "-"
SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})
"""What is read from a folder; a file that is named is always tried."""
REFUSED = frozenset({".doc", ".wps", ".rtf", ".ofd", ".mht", ".mhtml"})
"""Likely reports in formats that are not read: they are tried, so that each is told its remedy."""


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
    unreadable: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=lambda e: unreadable.append(e.filename)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            # Hidden files, and the lock files that Office puts beside an open document.
            if name.startswith((".", "~$")):
                continue
            suffix = os.path.splitext(name)[1].lower()
            if suffix in SUFFIXES or suffix in REFUSED:
                yield os.path.join(parent, name)
            else:
                ignored[suffix] += 1
    # Given like files, which fail when they are read: nothing is passed over in silence.
    yield from unreadable


def printable(path: str) -> str:
    """Return a path as text; bytes of a file name that are no UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
