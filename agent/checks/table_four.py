"""Identities of table four (T4-*)."""

from __future__ import annotations

from collections.abc import Iterator

from agent.checks.equations import add, number, sum_outcome
from agent.checks.registry import Outcome, Rule, Subject, place, rule, verdict
from agent.contract import Number
from agent.report import CellKey

_PARTS = ("upheld", "corrected", "other", "pending")
_PROCEDURES = {"review": "行政复议", "direct": "未经复议直接起诉", "after_review": "复议后起诉"}


def _total_rule(rule_id: str, row: str) -> Rule:
    subject_text = f"{_PROCEDURES[row]}：四种结果之和＝总计"

    @rule(rule_id, "arithmetic", subject_text)
    def check(subject: Subject) -> Iterator[Outcome]:
        if subject.form("disputes") is not None:
            parts = [CellKey("disputes", row, column) for column in _PARTS]
            what = f"{_PROCEDURES[row]}各结果之和不等于总计"
            yield sum_outcome(subject, "", what, parts, CellKey("disputes", row, "total"))

    return check


def _bounded(
    subject: Subject, parts: tuple[CellKey, ...], limit: CellKey, words: str
) -> Iterator[Outcome]:
    """Check a count against this year's limit; the year before is not in the report."""
    if subject.form("disputes") is None:
        return
    values: list[Number | None] = [subject.cell(key).value for key in parts]
    most = subject.cell(limit).value
    if most is None or any(value is None for value in values):
        yield Outcome("", "not_evaluable")
        return
    count = add(*(value for value in values if value is not None))
    message = words.format(number(count), number(most))
    evidence = tuple(place(key) for key in (*parts, limit))
    status = verdict(count <= most)
    yield Outcome("", status, message, f"≤{number(most)}", number(count), evidence)


@rule("T4-VS-T3", "heuristic", "复议与直接起诉件数不多于办理的申请")
def disputes_within_requests(subject: Subject) -> Iterator[Outcome]:
    """A dispute follows a request of this year or the year before."""
    yield from _bounded(
        subject,
        (CellKey("disputes", "review", "total"), CellKey("disputes", "direct", "total")),
        CellKey("applications", "total", "total"),
        "行政复议与直接起诉合计{}件，多于本年办理的申请{}件（其余只可能出自上一年的申请）",
    )


@rule("T4-LITA-LE-REV", "heuristic", "复议后起诉不多于行政复议")
def suits_after_review(subject: Subject) -> Iterator[Outcome]:
    """A suit after review follows a review of this year or the year before."""
    yield from _bounded(
        subject,
        (CellKey("disputes", "after_review", "total"),),
        CellKey("disputes", "review", "total"),
        "复议后起诉{}件，多于本年行政复议{}件（其余只可能出自上一年的复议）",
    )


RULES = (
    _total_rule("T4-REV-TOTAL", "review"),
    _total_rule("T4-LITD-TOTAL", "direct"),
    _total_rule("T4-LITA-TOTAL", "after_review"),
    disputes_within_requests,
    suits_after_review,
)
