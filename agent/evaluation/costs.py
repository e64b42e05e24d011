"""What runs cost against what they reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.evaluation.dataset import Dataset, GoldError
from agent.evaluation.figures import summed
from agent.evaluation.runs import Run, RunError, load_run
from agent.evaluation.scores import Took, count_run
from agent.wording import one_line


class Dot(NamedTuple):
    """A run by what it took and what it reached; places in percent."""

    number: int
    """Its mark in the chart and in the table below."""
    words: str
    x: float
    y: float
    quality: float
    took: str
    this: bool


class CostChart(NamedTuple):
    """Runs over the same labels by cost and quality."""

    words: str
    """In what the cost is told."""
    most: str
    """The highest cost of a document."""
    dots: Sequence[Dot]


def cost_chart(run: Run, dataset: Dataset, folder: Path) -> CostChart:
    """Return the runs of a folder over these labels, this one among them, the cheapest first."""
    found = {run.header.id: _reached(run, dataset)}
    for path in sorted(folder.glob("*.jsonl")):
        try:
            other = load_run(path)
            if other.header.dataset_sha256 == run.header.dataset_sha256:
                found.setdefault(other.header.id, _reached(other, dataset))
        except (RunError, GoldError):
            continue  # a file of something else, or of other labels
    cost = _cost_of(one.took for one in found.values())
    each = {name: cost.of(one.took) / max(one.documents, 1) for name, one in found.items()}
    most = max(each.values()) or 1.0
    dots: list[Dot] = []
    for name, one in sorted(found.items(), key=lambda item: (each[item[0]], item[0])):
        if one.quality is None:
            continue
        took = f"{each[name]:.{cost.digits}f} {cost.unit}"
        words = one_line(f"{name} {one.model}").strip()
        x, y = 100 * each[name] / most, 100 * one.quality
        dots.append(Dot(len(dots) + 1, words, x, y, one.quality, took, name == run.header.id))
    return CostChart(cost.words, f"{most:.{cost.digits}f} {cost.unit}", dots)


class _Reached(NamedTuple):
    """What a run took and reached."""

    model: str
    documents: int
    took: Took
    quality: float | None


def _reached(run: Run, dataset: Dataset) -> _Reached:
    counts = count_run(run, dataset)
    tallies = [case.tallies["kind"] for case in counts.reports or counts.passages]
    documents = len(counts.reports) + len(counts.passages)
    return _Reached(run.header.model or "", documents, counts.took, summed(tallies).value("f1"))


class _Cost(NamedTuple):
    """What runs are compared by."""

    words: str
    unit: str
    digits: int
    of: Callable[[Took], float]


def _cost_of(runs: Iterable[Took]) -> _Cost:
    """Return money where any was spent, tokens where answers were kept, else time."""
    took = list(runs)
    if any(one.cost for one in took):
        return _Cost("费用", "美元", 6, lambda one: float(one.cost))
    if any(one.cached_calls for one in took):
        # What was kept takes no time any more.
        return _Cost("词元", "个", 0, lambda one: one.tokens)
    return _Cost("用时", "秒", 2, lambda one: one.seconds)
