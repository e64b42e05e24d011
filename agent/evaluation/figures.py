"""Counts of what is right and wrong, document by document, and the figures made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from agent.contract import Model, Place
from agent.evaluation.intervals import Interval, bootstrap, wilson

Statistic = Literal["precision", "recall", "f1"]
STATISTICS: tuple[Statistic, ...] = ("precision", "recall", "f1")


class Tally(NamedTuple):
    """Things that were read, against things that had to be read."""

    right: int = 0
    """Of those read, how many are right."""
    found: int = 0
    reached: int = 0
    """Of those labelled, how many were read rightly."""
    gold: int = 0

    def plus(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    def value(self, statistic: Statistic) -> float | None:
        """Return precision, recall or F1; None where there is nothing to measure."""
        precision = self.right / self.found if self.found else None
        recall = self.reached / self.gold if self.gold else None
        if statistic == "precision":
            return precision
        if statistic == "recall":
            return recall
        if precision is None and recall is None:
            return None
        if not precision or not recall:
            return 0.0
        return 2 * precision * recall / (precision + recall)


class Figure(Model):
    """One figure with its 95 % interval."""

    value: float | None
    """Null where there was nothing to measure, which is not 0."""
    low: float | None = None
    high: float | None = None
    total: int
    """Of a share what it is a share of; of precision what was read; else what was labelled."""


class Error(Model):
    """One thing that is wrong, with what is right."""

    case: str
    metric: str
    key: str
    """Names the same thing in every run over the same labels."""
    what: str
    """In Chinese: what is wrong."""
    start: int | None = None
    end: int | None = None
    gold: str | None = None
    found: str | None = None


@dataclass
class CaseScore:
    """The counts of one document."""

    case: str
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """Metric, such as `kind` or `kind.mailbox` -> counts."""
    shares: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Metric -> what is right, in order."""
    items: dict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    """Metric -> key of a labelled thing -> whether it was read rightly."""
    errors: list[Error] = field(default_factory=list)
    unasked: int = 0
    """Units of labels in pieces that the model was not heard on: neither right nor wrong."""

    def count(self, metric: str, tally: Tally, *kinds: str) -> None:
        """Add to a metric, and to its parts of these kinds."""
        for name in (metric, *(f"{metric}.{kind}" for kind in kinds)):
            self.tallies[name] = self.tallies[name].plus(tally)

    def share(self, metric: str, right: bool, key: str = "") -> None:
        """Add one thing to a share."""
        self.shares[metric].append(right)
        if key:
            self.items[metric][key] = right

    def error(
        self,
        metric: str,
        key: str,
        what: str,
        place: Place | None = None,
        gold: str | None = None,
        found: str | None = None,
    ) -> None:
        """Add something that is wrong."""
        self.errors.append(
            Error(
                case=self.case,
                metric=metric,
                key=key,
                what=what,
                start=place.start if place else None,
                end=place.end if place else None,
                gold=gold,
                found=found,
            )
        )


def name_of(metric: str, statistic: Statistic) -> str:
    """Return the name of a figure: `kind_f1.mailbox`."""
    base, dot, part = metric.partition(".")
    return f"{base}_{statistic}{dot}{part}"


def figures(cases: Sequence[CaseScore], prefix: str = "") -> dict[str, Figure]:
    """Return all figures of some documents by name."""
    made: dict[str, Figure] = {}
    for metric in _names(case.shares for case in cases):
        right = [one for case in cases for one in case.shares.get(metric, ())]
        made[prefix + metric] = share_figure(sum(right), len(right))
    for metric in _names(case.tallies for case in cases):
        tallies = [case.tallies.get(metric, Tally()) for case in cases]
        for statistic, figure in zip(STATISTICS, tally_figures(tallies), strict=True):
            made[prefix + name_of(metric, statistic)] = figure
    return made


def share_figure(right: int, total: int) -> Figure:
    """Return a proportion with Wilson's interval."""
    if not total:
        return Figure(value=None, total=0)
    low, high = wilson(right, total) or (None, None)
    return Figure(value=right / total, low=low, high=high, total=total)


def tally_figures(tallies: Sequence[Tally]) -> list[Figure]:
    """Return precision, recall and F1 over documents, with intervals of drawn documents."""
    whole = summed(tallies)
    made = []
    for statistic, interval in zip(STATISTICS, _intervals(tuple(tallies)), strict=True):
        low, high = interval or (None, None)
        total = whole.found if statistic == "precision" else whole.gold
        made.append(Figure(value=whole.value(statistic), low=low, high=high, total=total))
    return made


@cache
def _intervals(tallies: tuple[Tally, ...]) -> list[Interval | None]:
    """Draw once for the same counts: readers differ in some figures only."""
    return bootstrap(tallies, _STATISTICS)


def _precision(counts: Sequence[int]) -> float | None:
    return Tally(*counts).value("precision")


def _recall(counts: Sequence[int]) -> float | None:
    return Tally(*counts).value("recall")


def _f1(counts: Sequence[int]) -> float | None:
    return Tally(*counts).value("f1")


_STATISTICS = (_precision, _recall, _f1)


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return the counts of several documents together."""
    right = found = reached = gold = 0
    for tally in tallies:
        right += tally[0]
        found += tally[1]
        reached += tally[2]
        gold += tally[3]
    return Tally(right, found, reached, gold)


def _names(listed: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(name for names in listed for name in names))
