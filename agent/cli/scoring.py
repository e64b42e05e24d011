"""Scores and comparisons as tables of a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table

from agent.evaluation.compare import Comparison, Difference
from agent.evaluation.figures import Figure
from agent.evaluation.scores import HELD_OUT, PASSAGES, Scores, numbers_out
from agent.evaluation.words import figure_words, in_order, split_figure
from agent.wording import one_line

if TYPE_CHECKING:
    from rich.console import Console

_MAX_ERRORS = 40


def print_scores(console: Console, scores: Scores) -> None:
    """Print all figures of a run, those of kinds only as F1, and what reading took."""
    console.print(f"运行  {scores.run}", soft_wrap=True)
    console.print(f"读法  {scores.reader}{f'，{scores.model}' if scores.model else ''}")
    console.print(f"标注  {scores.dataset}，已评 {scores.scored} 份")
    if scores.missing:
        console.print(f"未读到 {len(scores.missing)} 份（运行中断）")
    if scores.unasked:
        console.print(f"模型没有应答的部分有 {scores.unasked} 项，不计对错")
    table = Table(title=None)
    for heading in ("指标", "代号"):
        table.add_column(heading, overflow="fold")
    for heading in ("值", "95% 区间", "共"):
        table.add_column(heading, justify="right")
    for name in in_order(scores.figures):
        figure = scores.figures[name]
        if figure.total and not _is_detail(name):
            table.add_row(
                figure_words(name), name, number(figure.value), _range(figure), str(figure.total)
            )
    console.print(table)
    took = scores.took
    for prefix, where in (("", "输出的数字"), (PASSAGES, "段落中输出的数字")):
        out = numbers_out(scores.figures, prefix)
        if out.given:
            console.print(
                f"{where} {out.given}，与原文不符 {out.ungrounded}，数值不对或不是事实 {out.wrong}"
            )
    console.print(
        f"模型调用 {took.llm_calls}，缓存 {took.cached_calls}，词元 {took.prompt_tokens} +"
        f" {took.completion_tokens}，费用 {took.cost} 美元，{took.seconds:.1f} 秒，"
        f"弃用 {took.dropped}，未读段落 {took.model_failures}",
        soft_wrap=True,
    )


def _is_detail(name: str) -> bool:
    """Leave out what only the JSON and the page show: precision and recall of each kind."""
    prefix, base, part = split_figure(name)
    parts_shown = () if prefix == HELD_OUT else ("kind_f1", "cells", "status", "conflict", "field")
    return bool(part) and base not in parts_shown


def number(value: float | None) -> str:
    """Return a figure as it is shown; one that is not quite 1 never reads 1."""
    if value is None:
        return "—"
    shown = f"{value:.3f}"
    return "0.999+" if shown == "1.000" and value < 1 else shown


def _range(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "—"
    return f"{figure.low:.3f}–{figure.high:.3f}"


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Print what changed: figures, counts with their p-value, errors lost and gained."""
    console.print(
        f"{comparison.before} → {comparison.after}，共同 {comparison.documents} 份", soft_wrap=True
    )
    for name, (before, after) in comparison.told_apart.items():
        console.print(one_line(f"{name}：{before or '—'} → {after or '—'}"), soft_wrap=True)
    table = Table()
    for heading in ("指标", "代号"):
        table.add_column(heading, overflow="fold")
    for heading in ("前", "后", "差", "95% 区间"):
        table.add_column(heading, justify="right")
    for one in _changed(comparison.differences):
        between = "—" if one.low is None else f"{one.low:+.3f} … {one.high:+.3f}"
        row = (number(one.before), number(one.after), f"{one.change:+.3f}", between)
        table.add_row(figure_words(one.name), one.name, *row)
    if table.rows:
        console.print(table)
    else:
        console.print("各项指标都没有变化")
    for changes in comparison.changes:
        if changes.gained or changes.lost:
            console.print(
                f"{figure_words(changes.metric)}：改对 {changes.gained}，改错 {changes.lost}，"
                f"McNemar p {_p_words(changes.p_value)}"
            )
    for heading, errors in (("新增的错误", comparison.lost), ("消除的错误", comparison.gained)):
        if errors:
            console.print(f"{heading} {len(errors)}")
        for error in errors[:_MAX_ERRORS]:
            sides = f"应为 {error.gold or '—'}；读作 {error.found or '—'}"
            console.print(one_line(f"  {error.case}  {error.what}  {sides}"), soft_wrap=True)
        if len(errors) > _MAX_ERRORS:
            console.print(f"  其余 {len(errors) - _MAX_ERRORS} 项见 --json")


def _p_words(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"= {value:.3f}"


def _changed(differences: Iterable[Difference]) -> Iterable[Difference]:
    changed = {one.name: one for one in differences if one.change}
    return [changed[name] for name in in_order(changed) if not _is_detail(name)]
