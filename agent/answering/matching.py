"""How well the words of a question fit what is stored: pairs of characters, rare ones first.

Words that only ask count when they are found and are no loss when they are not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from agent.answering.language import MARK
from agent.answering.vocabulary import words

_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+(?:\.\d+)?")
_WEAK = 0.3
_SOFT = 0.35
_SMOOTHING = 5
"""Keeps pairs that run over two words, and so stand nowhere, from weighing most."""


class Gram(NamedTuple):
    """A pair of characters or a foreign word; weak where it only asks."""

    text: str
    weak: bool
    start: int = 0
    """Where it stands in the question."""
    soft: bool = False
    """It says how, not what: less is lost where it is not found."""


class Fit(NamedTuple):
    """The share of a question that is found, and the words that are not."""

    coverage: float
    unknown: tuple[str, ...]
    own: float = 0.0
    """The share that is found in the words of the thing itself, not only in its sentence."""
    unknown_words: int = 0
    """Pairs that are not found and overlap are one word."""


@cache
def _frame() -> re.Pattern[str]:
    idle = sorted(map(re.escape, words().idle), key=len, reverse=True)
    return re.compile("|".join([*words().frame, *idle]))


def only_asks(word: str) -> bool:
    """Tell whether a word is one of those that say nothing of what is asked about."""
    return _frame().fullmatch(word) is not None


def question_grams(text: str) -> list[Gram]:
    """Return what of a question is looked for."""
    weak = [False] * len(text)
    for hit in _frame().finditer(text):
        for index in range(*hit.span()):
            weak[index] = True
    particles = set(words().particles)
    found = []
    for run in _RUN.finditer(MARK.sub(" ", text)):
        start, end = run.span()
        if run[0].isascii():
            found.append(Gram(run[0].lower(), all(weak[start:end]), start))
        elif end - start == 1:
            found.append(Gram(run[0], True, start))
        else:
            for index in range(start, end - 1):
                pair = text[index : index + 2]
                blurred = weak[index] or weak[index + 1] or bool(particles & set(pair))
                found.append(Gram(pair, blurred, index))
    return found


def strong_text(text: str) -> str:
    """Return the words of a question that say what it is about."""
    return " ".join(dict.fromkeys(gram.text for gram in question_grams(text) if not gram.weak))


def has_content(text: str) -> bool:
    """Tell whether a question says what it is about."""
    return any(not gram.weak for gram in question_grams(text))


class Weights:
    """How telling a pair of characters is: the rarer, the more."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted: Counter[str] = Counter()
        number = 0
        for text in texts:
            number += 1
            counted.update(set(_pairs(text)))
        self._number, self._counts = number, counted

    def of(self, gram: str) -> float:
        """Return the weight of a pair."""
        return math.log(1 + (self._number + 1) / (_SMOOTHING + self._counts[gram]))


def fit(grams: list[Gram], near: str, around: str, weights: Weights) -> Fit:
    """Tell how well a question fits a text.

    Args:
        near: the words of the thing itself.
        around: its sentence, which counts less.
    """
    total = hit = own = 0.0
    unknown = []
    words, last = 0, -2
    near, around = near.lower(), around.lower()
    found = [gram for gram in grams if gram.text in near or gram.text in around]
    covered = {place for gram in found for place in (gram.start, gram.start + len(gram.text) - 1)}
    for gram in grams:
        weight = weights.of(gram.text) * (_WEAK if gram.weak else 1.0)
        if gram.text in near:
            total += weight
            hit += weight
            own += weight
        elif gram.text in around:
            total += weight
            hit += weight * 0.6
        elif gram.soft and not gram.weak:
            total += weight * _SOFT
        elif not gram.weak and not {gram.start, gram.start + len(gram.text) - 1} <= covered:
            # A pair that only runs over two words, both found, is none.
            total += weight
            unknown.append(gram.text)
            words += gram.start > last + 1
            last = gram.start
    if not total:
        return Fit(0.0, tuple(unknown), unknown_words=words)
    return Fit(hit / total, tuple(unknown), own / total, words)


def _pairs(text: str) -> Iterable[str]:
    for run in _RUN.findall(text.lower()):
        if run.isascii() or len(run) == 1:
            yield run
        else:
            yield from (run[index : index + 2] for index in range(len(run) - 1))
