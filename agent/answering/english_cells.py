"""English ways to name a cell of the official tables, put in words of the forms.

People in disclosure, law and statistics have many names for the same few rows and columns: a
redacted release is a request granted in part, a backlog is what was carried forward. They are put
right before years are read and words translated, since a name may hold a year (rolled over into
2021), and since it may take several words that mean something else one by one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from agent.answering.language import put_plainly
from agent.answering.vocabulary import english_cells, english_turns


class _Group(NamedTuple):
    when: re.Pattern[str]
    says: tuple[tuple[str, str], ...]


def with_cells_named(text: str) -> str:
    """Return an English question with the cells that it names in words of the forms."""
    text = _SUCH.sub(_named_before, text.replace("\u2019", "'"))
    for group in _groups():
        if not group.when.search(text):
            continue
        for pattern, instead in group.says:
            text = _SPACES.sub(" ", put_plainly(_whole(pattern), instead, text))
    return text


_LATER = re.compile(
    "reconsiderations?|administrative (?:review|appeal)s?|internal reviews?|"
    "(?:law)?suits?|litigation|court cases?",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\b(?:such|(?:these|those|that|this) (?:kind|sort|type)s? of) "
    r"(?:cases?|ones|proceedings|disputes)\b",
    re.IGNORECASE,
)


def _named_before(hit: re.Match[str]) -> str:
    """Return what such cases are: those that were named last."""
    named = list(_LATER.finditer(hit.string[: hit.start()]))
    return f"{named[-1][0]} cases" if named else hit[0]


@cache
def _groups() -> tuple[_Group, ...]:
    return tuple(
        _Group(
            _compiled(group.when),
            tuple((said, f" {name} " if name else " ") for said, name in group.says.items()),
        )
        for read in (english_turns(), english_cells())
        for group in read.groups
    )


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    """Return a pattern of whole words; compiling all of them at once takes half a second."""
    return _compiled(f"{_EDGE}(?:{pattern}){_EDGE}")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_filled(pattern, _parts()), re.IGNORECASE)


@cache
def _parts() -> dict[str, str]:
    parts = english_turns().parts | english_cells().parts
    for _ in parts:  # a part may have others in it
        parts = {name: _filled(part, parts) for name, part in parts.items()}
    return parts


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(f"<{name}>", part)
    return pattern


_SPACES = re.compile(" {2,}")
_EDGE = "(?:(?<![a-z])|(?![a-z]))"
"""No place within a word."""
