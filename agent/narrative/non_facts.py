"""Numbers that count nothing, with the reason: dates, document numbers, articles, phones, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from agent.errors import ConfigurationError
from agent.resources import data_folder

_NUMERAL = re.compile(r"[\d一二三四五六七八九十两]+")
_AROUND = 64
"""Characters on each side of a number that tell what it is."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    file = data_folder("schemas") / "narrative" / "non_facts.yaml"
    try:
        reasons: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        macros: dict[str, str] = reasons.pop("macros")
        macro = re.compile(r"\{(" + "|".join(macros) + r")\}")
        compiled = [
            (reason, re.compile(macro.sub(lambda match: macros[match[1]], pattern)))
            for reason, patterns in reasons.items()
            for pattern in patterns
        ]
        return tuple((reason, p, p.groupindex.get("n", 0)) for reason, p in compiled)
    except (yaml.YAMLError, re.error, AttributeError, KeyError, TypeError) as error:
        raise ConfigurationError(
            f"schemas/narrative/non_facts.yaml is malformed: {error}"
        ) from error


def non_facts(view: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the places of `view[start:end]` whose digits count nothing, each with its reason."""
    found: list[tuple[int, int, str]] = []
    for first, last in _windows(view, start, end):
        here: list[tuple[int, int, str]] = []
        taken = bytearray(last - first)
        for reason, pattern, group in _patterns():
            for match in pattern.finditer(view, first, last):
                a, b = match.span(group)
                if taken.find(1, a - first, b - first) < 0:
                    here.append((a, b, reason))
                    taken[a - first : b - first] = b"\x01" * (b - a)
        found += sorted(here)
    return found


def _windows(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches around numbers: most of a narrative is prose without any."""
    first = last = -1
    for match in _NUMERAL.finditer(view, start, end):
        if last >= 0 and match.start() - last > 2 * _AROUND:
            yield max(start, first - _AROUND), min(end, last + _AROUND)
            first = -1
        first = match.start() if first < 0 else first
        last = match.end()
    if last >= 0:
        yield max(start, first - _AROUND), min(end, last + _AROUND)
