"""The scores of a run as one self-contained page: charts, the two readers, cost, every error."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.evaluation.costs import cost_chart
from agent.evaluation.dataset import Dataset
from agent.evaluation.figures import Error, Figure
from agent.evaluation.runs import Run, Sample
from agent.evaluation.scores import HELD_OUT, PASSAGES, Scored, Scores, kinds_of, numbers_out
from agent.evaluation.words import figure_words, in_order, split_figure
from agent.pages.templating import environment
from agent.wording import FACT_STATUSES, FOUND_BY, KINDS, one_line

_AROUND = 60
"""Characters of the text before and behind an error."""
_LEVELS = ("number", "kind", "label")
_SETS = {"": "报告", PASSAGES: "段落", HELD_OUT: "留出的段落"}
"""What the names of figures begin with -> of what they are."""
_FIRST = ("number", "kind", "cells", "findings", "label")
"""Errors of these metrics before all others."""


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


class Origin(NamedTuple):
    """Numbers by who read them, against the labels."""

    words: str
    right: int
    wrong: int
    figure: Figure


class Matrix(NamedTuple):
    """The two readers against the labels."""

    heading: str
    origins: Sequence[Origin]
    conflicts: Sequence[tuple[int, int]]
    """Both right, the rules alone, the model alone, neither: count and depth of colour, 0 to 4."""


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
    errors = [_shown(error, scored.samples.get(error.case)) for error in scores.errors]
    return environment().get_template("evaluation.html").render(
        title=f"评测 {header.id}",
        about=_about(scores, run),
        charts=[chart for prefix in _SETS for chart in _charts(scores, prefix)],
        figures=[
            (figure_words(name), name, figure)
            for name in in_order(scores.figures)
            if (figure := scores.figures[name]).total
        ],
        matrices=[matrix for prefix in _SETS if (matrix := _matrix(scores, prefix))],
        cost=cost_chart(run, dataset, folder),
        groups=[
            (figure_words(metric), [error for error in errors if error.metric == metric])
            for metric in sorted({error.metric for error in errors}, key=_weight)
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
        "词元": f"{took.prompt_tokens:,} + {took.completion_tokens:,}，连同缓存 {took.tokens:,}",
        "费用": f"{took.cost} 美元",
        "用时": f"{took.seconds:.1f} 秒",
        "弃用的数字": f"{took.dropped}，其中本是事实 {took.dropped_facts}",
        **{
            f"输出的数字（{where}）": f"{out.given}，与原文不符 {out.ungrounded}，"
            f"数值不对或不是事实 {out.wrong}"
            for prefix, where in _SETS.items()
            if (out := numbers_out(scores.figures, prefix)).given
        },
    }
    return [(name, one_line(words)) for name, words in told.items() if words]


def _charts(scores: Scores, prefix: str) -> Iterable[Chart]:
    overall = [f"{prefix}{level}_f1" for level in _LEVELS]
    overall += [prefix + name for name in ("cells", "meta", "sections_f1")]
    overall += [f"{prefix}findings_{name}" for name in ("precision", "recall")]
    overall += [f"{prefix}{name}_f1" for name in ("problems", "measures")]
    overall += [prefix + name for name in ("span_exact", "coverage", "abstention", "grounded")]
    where = f"{_SETS[prefix]}：" if prefix else ""
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
        prefix, _, kind = split_figure(name)
        shown = KINDS.get(kind, figure_words(name.removeprefix(prefix)))
        bars.append(Bar(name, shown, figure, 100 * value, 100 * low, 100 * high))
    return bars


def _matrix(scores: Scores, prefix: str) -> Matrix | None:
    """Return how the two readers stand against the labels; None where one has read alone."""
    named = {name: scores.figures.get(f"{prefix}status.{name}") for name in FACT_STATUSES}
    known = {name: figure for name, figure in named.items() if figure and figure.total}
    if not known.keys() - {"rule_only", "llm_only"}:
        return None
    origins = [Origin(FACT_STATUSES[name], *_counts(one), one) for name, one in known.items()]
    conflicts = [
        _counts(scores.figures.get(f"{prefix}conflict.{name}"))[0]
        for name in ("both", "rule", "model", "neither")
    ]
    total = sum(conflicts)
    cells = [(count, round(4 * count / total)) for count in conflicts] if total else []
    return Matrix(_SETS[prefix], origins, cells)


def _counts(figure: Figure | None) -> tuple[int, int]:
    """Return how many of a share are right, and how many wrong."""
    if figure is None or figure.value is None:
        return 0, 0
    right = round(figure.value * figure.total)
    return right, figure.total - right


def _weight(metric: str) -> int:
    """Put first what a reader of the page should look at first."""
    base = metric.partition(".")[0]
    return _FIRST.index(base) if base in _FIRST else len(_FIRST)


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
