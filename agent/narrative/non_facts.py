"""Numbers that count nothing, with the reason: dates, document numbers, articles, phones, names."""

from __future__ import annotations

import re
from functools import cache

import yaml

from agent.contract import Place
from agent.errors import ConfigurationError
from agent.resources import data_folder


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    file = data_folder("schemas") / "narrative" / "non_facts.yaml"
    try:
        reasons: dict[str, list[str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
        return tuple(
            (reason, re.compile(pattern))
            for reason, patterns in reasons.items()
            for pattern in patterns
        )
    except (yaml.YAMLError, re.error, AttributeError) as error:
        raise ConfigurationError(
            f"schemas/narrative/non_facts.yaml is malformed: {error}"
        ) from error


def non_facts(view: str, start: int, end: int) -> list[tuple[Place, str]]:
    """Return the places of `view[start:end]` whose digits count nothing, each with its reason."""
    found: list[tuple[Place, str]] = []
    for reason, pattern in _patterns():
        group = "n" if "n" in pattern.groupindex else 0
        for match in pattern.finditer(view, start, end):
            place = Place(start=match.start(group), end=match.end(group))
            if not any(p.start < place.end and place.start < p.end for p, _ in found):
                found.append((place, reason))
    return sorted(found, key=lambda item: item[0].start)
