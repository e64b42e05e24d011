"""Whether a label stands in the text, and where: wording may be bridged, digits never."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from agent.documents.document import Span

_LOOSE = r"[\s\"'“”‘’()《》〈〉、,·]{0,3}"
"""Marks that a label may leave out, or have where the text has none."""
_MIN_SCORE = 75
"""Percent of characters alike from which on a wording counts as the text's own."""
_MIN_LENGTH = 4
"""Characters from which on a wording is bridged at all."""


def find_label(view: str, start: int, end: int, label: str, near: int) -> Span | None:
    """Return where a label stands in `view[start:end]`: as it is, else nearly so.

    Args:
        near: the place of its number; of several places the one nearest before it is taken.
    """
    characters = re.sub(r"[\s\"'“”‘’()《》〈〉、,·【】]|\d+:", "", label)
    if not characters:
        return None
    places = [Span(*match.span()) for match in _exactly(characters).finditer(view, start, end)]
    if places:
        return min(places, key=lambda place: _distance(place, near))
    if len(characters) < _MIN_LENGTH or any(c.isdigit() for c in characters):
        return None
    return _nearly(view, start, end, characters, near)


def _exactly(characters: str) -> re.Pattern[str]:
    """Return a wording as a pattern, marks anywhere in it but in numbers, which stand whole."""
    pieces = [
        rf"(?<!\d)(?<!\d[.,]){piece}(?![.,]?\d)" if piece[0].isdecimal() else re.escape(piece)
        for piece in re.findall(r"\d+|\D", characters)
    ]
    return re.compile(_LOOSE.join(pieces))


def _distance(place: Span, near: int) -> tuple[bool, int]:
    """Order places: those before the number first, the nearest first."""
    return place.start >= near, abs(near - place.start)


def _nearly(view: str, start: int, end: int, label: str, near: int) -> Span | None:
    """Return the place of a wording that is nearly the label, within a few clauses."""
    low, high = max(start, near - 80), min(end, near + 40)
    found = fuzz.partial_ratio_alignment(label, view[low:high], score_cutoff=_MIN_SCORE)
    if found is None:
        return None
    place = Span(low + found.dest_start, low + found.dest_end)
    return None if any(c.isdigit() for c in view[slice(*place)]) else place
