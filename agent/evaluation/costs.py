"""What runs cost against what they reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.evaluation.dataset import Dataset, GoldError
from agent.evaluation.runs import Run, RunError, load_run
from agent.evaluation.scores import PASSAGES, Scored, Scores, Took, score_run
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


def cost_chart(scored: Scored, run: Run, dataset: Dataset, folder: Path) -> CostChart:
    """Return the runs of a folder over these labels, this one among them, the cheapest first."""
    main = "" if scored.reports else PASSAGES
    found = {run.header.id: scored.scores}
    for path in sorted(folder.glob("*.jsonl")):
        try:
            other = load_run(path)
            if other.header.dataset_sha256 == run.header.dataset_sha256:
                found.setdefault(other.header.id, score_run(other, dataset).scores)
        except (RunError, GoldError):
            continue  # a file of something else, or of other labels
    cost = _cost_of(found.values())
    each = {name: cost.of(scores.took) / max(scores.scored, 1) for name, scores in found.items()}
    most = max(each.values()) or 1.0
    dots: list[Dot] = []
    for name, scores in sorted(found.items(), key=lambda one: (each[one[0]], one[0])):
        figure = scores.figures.get(f"{main}kind_f1")
        if figure is None or figure.value is None:
            continue
        took = f"{each[name]:.{cost.digits}f} {cost.unit}"
        words = one_line(f"{name} {scores.model or ''}").strip()
        x = 100 * each[name] / most
        quality, this = figure.value, name == run.header.id
        dots.append(Dot(len(dots) + 1, words, x, 100 * quality, quality, took, this))
    return CostChart(cost.words, f"{most:.{cost.digits}f} {cost.unit}", dots)


class _Cost(NamedTuple):
    """What runs are compared by."""

    words: str
    unit: str
    digits: int
    of: Callable[[Took], float]


def _cost_of(runs: Iterable[Scores]) -> _Cost:
    """Return money where any was spent, tokens where answers were kept, else time."""
    took = [scores.took for scores in runs]
    if any(one.cost for one in took):
        return _Cost("费用", "美元", 6, lambda one: float(one.cost))
    if any(one.cached_calls for one in took):
        # What was kept takes no time any more.
        return _Cost("词元", "个", 0, lambda one: one.tokens)
    return _Cost("用时", "秒", 2, lambda one: one.seconds)
