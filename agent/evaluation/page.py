"""The scores of a run as one self-contained page: charts, the two readers, cost, every error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.evaluation.dataset import Dataset, GoldError
from agent.evaluation.figures import Error, Figure
from agent.evaluation.runs import Run, RunError, Sample, load_run
from agent.evaluation.scores import PASSAGES, Scored, Scores, Took, kinds_of, score_run
from agent.evaluation.words import figure_words
from agent.pages.templating import environment
from agent.wording import FACT_STATUSES, FOUND_BY, KINDS, one_line

_AROUND = 60
"""Characters of the text before and behind an error."""
_LEVELS = ("number", "kind", "label")


class Bar(NamedTuple):
    """A figure as a bar; lengths in percent."""

    name: str
    words: str
    figure: Figure
    width: float
    low: float
    high: float


class Chart(NamedTuple):
    """Bars under one heading."""

    heading: str
    bars: Sequence[Bar]


class Dot(NamedTuple):
    """A run by what it took and what it reached; places in percent."""

    words: str
    x: float
    y: float
    quality: float
    took: str
    this: bool


class ShownError(NamedTuple):
    """An error with the text around it."""

    case: str
    metric: str
    what: str
    gold: str
    found: str
    before: str
    passage: str
    behind: str


def scores_page(scored: Scored, run: Run, dataset: Dataset, folder: Path) -> str:
    """Return the page of a run.

    Args:
        folder: the other runs in it over the same labels are shown beside this one.
    """
    scores = scored.scores
    header = run.header
    main = "" if scored.reports else PASSAGES
    cost, dots = _dots(scored, run, dataset, folder, main)
    errors = [_shown(error, scored.samples.get(error.case)) for error in scores.errors]
    return environment().get_template("evaluation.html").render(
        title=f"评测 {header.id}",
        about=_about(scores, run),
        charts=[chart for prefix in ("", PASSAGES) for chart in _charts(scores, prefix)],
        figures=[
            (figure_words(name), name, figure)
            for name, figure in scores.figures.items()
            if figure.total
        ],
        statuses=_rows(scores, [f"status.{name}" for name in FACT_STATUSES]),
        conflicts=_rows(
            scores, [f"conflict.{name}" for name in ("rule", "model", "both", "neither")]
        ),
        dots=dots,
        cost=cost,
        groups=[
            (figure_words(metric), [error for error in errors if error.metric == metric])
            for metric in dict.fromkeys(error.metric for error in errors)
        ],
        error_count=len(errors),
        unread=[(name, one_line(reason)) for name, reason in scores.unread.items()],
    )  # fmt: skip


def _about(scores: Scores, run: Run) -> list[tuple[str, str]]:
    header, took = run.header, scores.took
    commit = (header.git.commit or "—")[:12] + ("（有未提交的改动）" if header.git.dirty else "")
    readers = {"rules": FOUND_BY["rule"], "llm": FOUND_BY["llm"], "both": "规则与模型"}
    told = {
        "读法": readers[header.reader],
        "模型": header.model or "—",
        "范围": header.scope or "—",
        "标注": f"{header.dataset}（{header.dataset_sha256[:12]}）",
        "已评": f"{scores.scored} 份",
        "未读到": f"{len(scores.missing)} 份" if scores.missing else "",
        "模型未应答": f"{scores.unasked} 项，不计对错" if scores.unasked else "",
        "状态": {"success": "完成", "started": "中断"}.get(run.status, run.status),
        "时间": header.started,
        "程序": commit,
        "读法版本": header.reader_version,
        "提示词": "，".join(f"{name} {sha[:12]}" for name, sha in header.prompts.items()),
        "调用": f"{took.llm_calls}，另从缓存 {took.cached_calls}",
        "词元": f"{took.prompt_tokens:,} + {took.completion_tokens:,}",
        "费用": f"{took.cost} 美元",
        "用时": f"{took.seconds:.1f} 秒",
        "弃用的数字": f"{took.dropped}，其中本是事实 {took.dropped_facts}",
    }
    return [(name, one_line(words)) for name, words in told.items() if words]


def _charts(scores: Scores, prefix: str) -> Iterable[Chart]:
    overall = [f"{prefix}{level}_f1" for level in _LEVELS]
    overall += [prefix + name for name in ("cells", "meta", "sections_f1")]
    overall += [f"{prefix}findings_{name}" for name in ("precision", "recall")]
    overall += [f"{prefix}{name}_f1" for name in ("problems", "measures")]
    overall += [prefix + name for name in ("span_exact", "coverage", "abstention", "grounded")]
    where = "段落：" if prefix else ""
    if bars := _bars(scores, overall):
        yield Chart(f"{where}总览", bars)
    for level in _LEVELS:
        known = kinds_of(scores, level, prefix)
        names = [f"{prefix}{level}_f1.{kind}" for kind in KINDS if kind in known]
        if bars := _bars(scores, names):
            yield Chart(f"{where}{figure_words(f'{level}_f1')}，按种类", bars)


def _bars(scores: Scores, names: Iterable[str]) -> list[Bar]:
    bars = []
    for name in names:
        figure = scores.figures.get(name)
        if figure is None or figure.value is None:
            continue
        value = figure.value
        low = value if figure.low is None else figure.low
        high = value if figure.high is None else figure.high
        words = figure_words(name).removeprefix("段落：")
        _, _, kind = name.removeprefix(PASSAGES).partition(".")
        shown = KINDS.get(kind, words)
        bars.append(Bar(name, shown, figure, 100 * value, 100 * low, 100 * high))
    return bars


def _rows(scores: Scores, names: Iterable[str]) -> list[tuple[str, Figure]]:
    made = []
    for prefix in ("", PASSAGES):
        for name in names:
            figure = scores.figures.get(prefix + name)
            if figure is not None and figure.total:
                made.append((figure_words(prefix + name), figure))
    return made


def _dots(
    scored: Scored, run: Run, dataset: Dataset, folder: Path, main: str
) -> tuple[str, list[Dot]]:
    """Return in what the runs of a folder over these labels are told to have cost, and the runs."""
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
    dots = []
    for name, scores in found.items():
        figure = scores.figures.get(f"{main}kind_f1")
        if figure is None or figure.value is None:
            continue
        took = f"{each[name]:.{cost.digits}f} {cost.unit}"
        words = one_line(f"{name} {scores.model or ''}").strip()
        x = 100 * each[name] / most
        dots.append(Dot(words, x, 100 * figure.value, figure.value, took, name == run.header.id))
    return cost.words, dots


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


def _shown(error: Error, sample: Sample | None) -> ShownError:
    text = sample.report.source.text if sample and sample.report else None
    before = passage = behind = ""
    if text is not None and error.start is not None and error.end is not None:
        before = text[max(error.start - _AROUND, 0) : error.start]
        passage = text[error.start : error.end]
        behind = text[error.end : error.end + _AROUND]
    return ShownError(
        case=os.path.basename(error.case),
        metric=error.metric,
        what=one_line(error.what),
        gold=one_line(error.gold or "—"),
        found=one_line(error.found or "—"),
        before=one_line(before),
        passage=one_line(passage),
        behind=one_line(behind),
    )
