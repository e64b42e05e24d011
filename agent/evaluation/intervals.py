"""Intervals: Wilson's for proportions, a bootstrap over whole documents for everything else.

The facts of one report are not independent of each other (one writer, one habit), so what is drawn
again and again is documents, never facts. With five documents such an interval is rough.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from math import comb, sqrt
from operator import mul
from typing import NamedTuple

Z95 = 1.959963984540054
RESAMPLES = 1000
SEED = 20201231

Statistic = Callable[[Sequence[int]], float | None]


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


def wilson(right: int, total: int) -> Interval | None:
    """Return Wilson's score interval of a proportion; None of nothing."""
    if not total:
        return None
    share = right / total
    spread = Z95 * sqrt(share * (1 - share) / total + Z95**2 / (4 * total**2))
    middle, scale = share + Z95**2 / (2 * total), 1 + Z95**2 / total
    # At the ends the bound is 0 or 1 exactly; the arithmetic of floats may pass it by a hair.
    low = 0.0 if right == 0 else (middle - spread) / scale
    high = 1.0 if right == total else (middle + spread) / scale
    return Interval(low, high)


def bootstrap(
    clusters: Sequence[Sequence[int]], statistics: Sequence[Statistic], seed: int = SEED
) -> list[Interval | None]:
    """Return the percentile intervals of statistics over clusters drawn with replacement.

    Args:
        clusters: one row of counts a document; the rows of a draw are added up.
        statistics: of the counts of a draw; None where it is not defined, and such a draw is left
            out.

    Returns:
        An interval for each statistic; None for fewer than two clusters, of which nothing can be
        told.
    """
    if len(clusters) < 2:
        return [None] * len(statistics)
    filled = [at for at, row in enumerate(clusters) if any(row)]
    columns = list(zip(*(clusters[at] for at in filled), strict=True))
    columns = columns or [()] * len(clusters[0])
    values: list[list[float]] = [[] for _ in statistics]
    for times in _draws(len(clusters), seed):
        drawn = [times[at] for at in filled]
        sums = [sum(map(mul, drawn, column)) for column in columns]
        for kept, statistic in zip(values, statistics, strict=True):
            value = statistic(sums)
            if value is not None:
                kept.append(value)
    return [_middle(sorted(kept)) for kept in values]


@cache
def _draws(clusters: int, seed: int) -> list[list[int]]:
    """Return, draw by draw, how often each cluster is drawn; all figures share the draws."""
    draw = random.Random(seed)
    drawn = []
    for _ in range(RESAMPLES):
        times = [0] * clusters
        for at in draw.choices(range(clusters), k=clusters):
            times[at] += 1
        drawn.append(times)
    return drawn


def _middle(values: Sequence[float]) -> Interval | None:
    if not values:
        return None
    cut = (len(values) - 1) * 0.025
    return Interval(values[round(cut)], values[round(len(values) - 1 - cut)])


def mcnemar(gained: int, lost: int) -> float:
    """Return the exact two-sided p-value of McNemar's test.

    Args:
        gained: how many items only the second run has right.
        lost: how many only the first has right.
    """
    changed = gained + lost
    tail = sum(comb(changed, count) for count in range(min(gained, lost) + 1))
    return min(1.0, 2.0 * tail / float(2**changed))
