"""The Chinese words for figures."""

from __future__ import annotations

from collections.abc import Iterable

from agent.report import CellState
from agent.wording import FACT_STATUSES, FIELDS, KINDS, SHORT_TABLES, STATES

_METRICS = {
    "cells": "单元格",
    "cell_states": "单元格状态",
    "cell_places": "单元格位置",
    "meta": "基本信息",
    "sections": "标题",
    "section_places": "标题位置",
    "problems": "存在的问题",
    "measures": "改进措施",
    "findings": "检查结果",
    "number": "数字",
    "kind": "种类和字段",
    "label": "名称",
    "whole": "整条事实",
    "span_exact": "引文完全一致",
    "span": "引文重合",
    "field": "其他字段",
    "status": "读对",
    "conflict": "不一致时",
    "non_facts_left": "非事实数字未误读",
    "grounded": "数字与原文一致",
    "coverage": "正文数字已说明",
    "abstention": "无统计段落不误读",
}
_TALLIES = {
    *("sections", "problems", "measures", "findings"),
    *("number", "kind", "label", "whole", "span"),
}
"""Metrics that have a precision, a recall and F1; the others are shares."""
_PREFIXES = {"passages.": "段落：", "held_out.": "留出的段落："}
_STATISTICS = {"precision": "精确率", "recall": "召回率", "f1": "F1"}
_SIDES = {"rule": "规则对", "model": "模型对", "both": "都对", "neither": "都不对"}
_PARTS: dict[str, str] = {
    **FIELDS,
    **KINDS,
    **{str(name): words for name, words in FACT_STATUSES.items()},
    **_SIDES,
    **{str(name): words for name, words in SHORT_TABLES.items()},
    "section": "所在部分",
}


def split_figure(name: str) -> tuple[str, str, str]:
    """Return the prefix of a figure's name, its metric with the statistic, and its part."""
    prefix = next((one for one in _PREFIXES if name.startswith(one)), "")
    base, _, part = name[len(prefix) :].partition(".")
    return prefix, base, part


def is_figure(name: str) -> bool:
    """Tell whether there is such a figure, though a run need not have anything to measure by it."""
    _, base, _ = split_figure(name)
    metric, _, statistic = base.rpartition("_")
    if metric in _TALLIES:
        return statistic in _STATISTICS
    return base in _METRICS and base not in _TALLIES


def in_order(names: Iterable[str]) -> list[str]:
    """Return names of figures as they are told: reports before passages, cells before facts."""
    prefixes, metrics = ["", *_PREFIXES], list(_METRICS)

    def place(name: str) -> tuple[int, int]:
        prefix, base, _ = split_figure(name)
        metric, _, statistic = base.rpartition("_")
        known = metric if statistic in _STATISTICS and metric in _TALLIES else base
        return prefixes.index(prefix), metrics.index(known)

    return sorted(names, key=place)


def figure_words(name: str) -> str:
    """Return what a figure is in Chinese: 种类和字段 F1（信箱热线）."""
    prefix, base, part = split_figure(name)
    where = _PREFIXES.get(prefix, "")
    metric, _, statistic = base.rpartition("_")
    if statistic in _STATISTICS and metric in _METRICS:
        words = f"{_METRICS[metric]} {_STATISTICS[statistic]}"
    else:
        words = _METRICS.get(base, base)
    if not part:
        return where + words
    states: dict[str, CellState] = {str(state): state for state in STATES}
    inner = STATES[states[part]] if part in states else _PARTS.get(part, part)
    return f"{where}{words}（{inner}）"
