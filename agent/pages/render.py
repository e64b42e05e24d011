"""The page of one report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from agent.addresses import section_anchor
from agent.pages.cards import (
    dropped_cards,
    fact_cards,
    finding_cards,
    measure_cards,
    problem_cards,
    unexplained_cards,
)
from agent.pages.marks import fact_numbers, marks_of
from agent.pages.model_reading import reader_words
from agent.pages.tables import shown_tables
from agent.pages.templating import environment
from agent.pages.text import lay_out
from agent.pages.words import BLANK, snippet
from agent.report import Report
from agent.wording import (
    FACT_STATUSES,
    KINDS,
    SEVERITIES,
    STATES,
    meta_words,
    number_words,
    one_line,
)

_OUTCOMES = {
    "pass": "通过",
    "pass_if_blank_is_zero": "空格按 0 计则通过",
    "fail": "未通过",
    "not_evaluable": "无法判断",
    "not_applicable": "不适用",
}


class Choice(NamedTuple):
    """A filter: a value, its word, and how many items have it."""

    value: str
    words: str
    total: int


def report_page(report: Report, text: str | None = None, index: str = "") -> str:
    """Return a report as one self-contained HTML page.

    Args:
        text: the source text, where `report.source.text` does not have it.
        index: the page that lists this one among others, to be linked.
    """
    source = report.source.text if text is None else text
    if source is None:
        raise ValueError("a page needs the source text: read the report with `with_text`")
    numbers = fact_numbers(report, source)
    layout = lay_out(report, source, marks_of(report, source, numbers))
    facts = fact_cards(report, numbers, layout)
    findings = finding_cards(report, source, layout)
    return environment().get_template("report.html").render(
        title=title_of(report),
        index=index,
        lang="zh-Hant" if report.meta.script == "hant" else "zh-Hans",
        about=_about(report),
        sections=[
            (layout.items.get(section_anchor(section.number), ""), snippet(section.title))
            for section in report.sections
        ],
        blocks=layout.blocks,
        facts=[
            (words, [card for card in facts if card.kind == kind])
            for kind, words in KINDS.items()
            if any(card.kind == kind for card in facts)
        ],
        fact_count=len(facts),
        problems=problem_cards(report, layout),
        measures=measure_cards(report, layout),
        findings=sorted(findings, key=lambda card: list(SEVERITIES).index(card.severity)),
        outcomes=_choices(_OUTCOMES, (check.status for check in report.checks)),
        tables=shown_tables(report, layout),
        coverage=report.coverage,
        unexplained=unexplained_cards(report, source, layout),
        dropped=dropped_cards(report, source, layout),
        kinds=_choices(KINDS, (card.kind for card in facts)),
        statuses=_choices(FACT_STATUSES, (card.status for card in facts)),
        severities=_choices(SEVERITIES, (card.severity for card in findings)),
        states=_choices(
            STATES | {"blank": BLANK}, (cell.state for _, cell in report.cells())
        ),
    )  # fmt: skip


def title_of(report: Report) -> str:
    """Return the heading of a report's page."""
    meta = report.meta
    named = " ".join(str(part) for part in (meta.organization, meta.year) if part)
    return one_line(meta.title or named or "（标题不明的报告）")


def _choices(words: Mapping[Any, str], values: Iterable[str]) -> list[Choice]:
    counts = Counter(values)
    return [Choice(value, word, counts[value]) for value, word in words.items() if counts[value]]


def _about(report: Report) -> list[tuple[str, str]]:
    """Return what a report says of itself, and what it was read from."""
    source = report.source
    said = {
        **meta_words(report.meta),
        # The name only: a page that is passed on tells nothing of the folders it was made from.
        "文件": os.path.basename(source.path),
        "字数": number_words(source.characters),
        "SHA-256": source.sha256,
    }
    shown = [(name, one_line(value or "—")) for name, value in said.items()]
    return shown + [
        (name, one_line(value)) for name, value in reader_words(report).items() if value
    ]
