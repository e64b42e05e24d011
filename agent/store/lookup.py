"""Finds the one report that a key means: its number, hash, file, or body and year."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from agent.errors import StoreError

_MIN_HASH = 4
_MAX_NAMED = 8


class _Candidate(NamedTuple):
    id: int
    sha256: str
    path: str
    organization: str | None
    year: int | None
    title: str | None

    def __str__(self) -> str:
        return f"{self.id} {self.organization or self.title or '?'} {self.year} ({self.path})"


def find_report(database: Database, key: str) -> int:
    """Return the id of the one report that `key` means.

    Raises:
        StoreError: none or several do.
    """
    whole_hash = database.execute("SELECT id FROM reports WHERE sha256 = ?", [key]).fetchone()
    if whole_hash:
        return int(whole_hash[0])
    candidates = [
        _Candidate(*row)
        for row in database.execute(
            "SELECT id, sha256, path, organization, year, title FROM reports ORDER BY id"
        )
    ]
    for matches in _attempts(candidates, key.strip()):
        if len(matches) == 1:
            return matches[0].id
        if matches:
            named = "; ".join(map(str, matches[:_MAX_NAMED]))
            more = "; …" if len(matches) > _MAX_NAMED else ""
            raise StoreError(
                f"{key!r} means {len(matches)} reports: {named}{more}", "Use the number in front"
            )
    raise StoreError(
        f"no report {key!r} among the {len(candidates)} stored",
        "`xxgk list` shows them" if candidates else "Run `xxgk extract` first",
    )


def _attempts(candidates: list[_Candidate], key: str) -> Iterator[list[_Candidate]]:
    """Yield what matches in each way, the surest way first."""
    if key.isascii() and key.isdecimal():
        yield [c for c in candidates if c.id == int(key)]
        if len(key) < _MIN_HASH:
            return  # a number that no report has, not a piece of some year
    content = _hash_of_file(key)
    yield [c for c in candidates if c.sha256 == content]
    yield [c for c in candidates if c.path == key]
    yield [c for c in candidates if Path(c.path).name == key]
    # A year alone can also begin a hash: both are told, neither is preferred.
    yield [c for c in candidates if _has_hash(c, key) or _has_words(c, key)]


def _has_hash(candidate: _Candidate, key: str) -> bool:
    return len(key) >= _MIN_HASH and candidate.sha256.startswith(key.lower())


def _has_words(candidate: _Candidate, key: str) -> bool:
    words = re.findall(r"\d+|[^\d\s]+", key)
    said = f"{candidate.organization or ''} {candidate.year or ''}年 {candidate.title or ''}"
    return bool(words) and all(
        re.search(rf"(?<!\d){word}(?!\d)", said) if word.isdecimal() else word in said
        for word in words
    )


def _hash_of_file(key: str) -> str | None:
    """Return the hash of the file on disk, which also finds a copy read under another name."""
    try:
        if not Path(key).is_file():
            return None
        with open(key, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
