"""Table labels as printed -> keys of the forms, tolerant of breaks, numbering and misprints."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from enum import IntEnum
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from agent.documents.view import fold

Key = TypeVar("Key", bound=Hashable)

_ENUMERATOR = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.,:]+|[(]?\d{1,2}[)、.,:]*|[①-⑳⑴-⒇㈠-㈩][、.]?|[-—·●]+)+"
)
_PARENTHESIS = re.compile(r"\([^()]*\)|\([^()]*$")
_EXPLANATION = re.compile(r"(?<=....)(?:是?指|不?含|包括).*$")
"""What some bodies print behind a label: 其他对外管理服务事项指…，含行政确认、行政处罚…"""
_MARKS = re.compile(r"[^\w/]|_")
_MIN_PART = 4
_MIN_OVERLAP = 5
_MIN_FUZZY = 82
_MIN_FUZZY_LENGTH = 4


class Fit(IntEnum):
    """How well a printed label fits, worst to best."""

    BY_PLACE = 0
    """No label was read; the row's place among its neighbours tells what it is."""
    PART = 1
    """A piece of a label that a line or page break cut."""
    CONTAINED = 2
    """The label, merged with its group's."""
    SIMILAR = 3
    """A misprint."""
    EXACT = 4


class Match(NamedTuple, Generic[Key]):
    """A label that was recognised."""

    key: Key
    fit: Fit


def core(view: str) -> str:
    """Reduce a label to what identifies it: no spaces, numbering, parentheses or marks."""
    text = "".join(view.split())
    text = _PARENTHESIS.sub("", _PARENTHESIS.sub("", _ENUMERATOR.sub("", text)))
    return _usual(_MARKS.sub("", text))


def full(view: str) -> str:
    """Like `core`, but with the text of parentheses, for labels broken inside them."""
    return _usual(_MARKS.sub("", _ENUMERATOR.sub("", "".join(view.split()))))


def _usual(text: str) -> str:
    """Write 其它 as the forms do."""
    return text.replace("其它", "其他")


class LabelMatcher(Generic[Key]):
    """Recognises the labels of one table."""

    def __init__(self, labels: Iterable[tuple[str, Key]]) -> None:
        self._exact: dict[str, Key] = {}
        self._full: dict[str, Key] = {}
        for label, key in labels:
            view = fold(label, "hans")
            self._exact.setdefault(core(view), key)
            self._full.setdefault(full(view), key)
        self._fuzzy = [text for text in self._exact if len(text) >= _MIN_FUZZY_LENGTH]
        self._cache: dict[str, Match[Key] | None] = {}

    def match(self, view: str) -> Match[Key] | None:
        """Return the best key for a label's search-view text, or None."""
        if len(view) > 400:
            return None
        if view not in self._cache:
            if len(self._cache) > 20_000:
                self._cache.clear()
            self._cache[view] = self._match(view)
        return self._cache[view]

    def _match(self, view: str) -> Match[Key] | None:
        text, whole = core(view), full(view)
        for candidate in (text, whole, _EXPLANATION.sub("", text)):
            if candidate in self._exact:
                return Match(self._exact[candidate], Fit.EXACT)
            if candidate in self._full:
                return Match(self._full[candidate], Fit.EXACT)
        if len(text) < _MIN_FUZZY_LENGTH:
            return None
        # A misprint changes a character or two; it does not change the length much.
        best = process.extractOne(text, self._fuzzy, scorer=fuzz.ratio, score_cutoff=_MIN_FUZZY)
        if best is not None:
            return Match(self._exact[best[0]], Fit.SIMILAR)
        return self._match_inside(text) or self._match_part(whole)

    def _match_inside(self, text: str) -> Match[Key] | None:
        """Match a label merged with its group."""
        inside = [label for label in self._fuzzy if label in text] if len(text) <= 120 else []
        if inside:
            # The row's own label stands last, after the group it was merged with.
            last = max(inside, key=lambda label: (text.rfind(label) + len(label), len(label)))
            return Match(self._exact[last], Fit.CONTAINED)
        return None

    def _match_part(self, text: str) -> Match[Key] | None:
        """Match a label that a page break cut in two."""
        if not _MIN_PART <= len(text) <= 120:
            return None
        keys = {key for label, key in self._full.items() if text in label}
        if not keys:
            # The label's first half, merged with a piece of its group's.
            keys = {
                key
                for label, key in self._full.items()
                for length in range(_MIN_OVERLAP, len(label))
                if text.endswith(label[:length])
            }
        return Match(keys.pop(), Fit.PART) if len(keys) == 1 else None
