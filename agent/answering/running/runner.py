"""Runs a plan over the store and checks what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answering import refusals
from agent.answering.answer import Answer
from agent.answering.holdings.catalog import Catalog, ReportRef
from agent.answering.holdings.sources import Sources
from agent.answering.plan import (
    BlankTarget,
    CellTarget,
    FactTarget,
    FindingTarget,
    HoldingsTarget,
    PassageTarget,
    Plan,
    ReportTarget,
    Target,
)
from agent.answering.running import phrasing
from agent.answering.running.contradictions import answer_blanks, answer_findings
from agent.answering.running.figures import answer_numbers
from agent.answering.running.guard import Behind, unsupported
from agent.answering.running.inventory import answer_holdings
from agent.answering.running.items import Item, items_of
from agent.answering.running.quotations import answer_field, answer_passages
from agent.answering.running.result import Result


class Runner:
    """Runs plans."""

    def __init__(self, catalog: Catalog, sources: Sources) -> None:
        self._catalog, self._sources = catalog, sources

    def run(self, plan: Plan) -> Result:
        """Return what a plan gives.

        Raises:
            Refused: the store does not tell it.
        """
        reports = [self._catalog.report(number) for number in plan.reports]
        self._check_premises(plan, reports)
        for target in plan.targets:
            if isinstance(target, FindingTarget):
                told = answer_findings(plan, target, reports, self._sources)
                if told is None and plan.verdict:
                    raise refusals.not_stated("、".join(plan.bodies[:5]), doubtful=True)
                # What no finding tells a passage may.
                words = PassageTarget(source="passages", words=target.words)
                return told or answer_passages(plan, words, reports, self._sources)
            if isinstance(target, BlankTarget):
                return answer_blanks(plan, target, reports, self._sources)
            if isinstance(target, HoldingsTarget):
                return answer_holdings(plan, reports, self._sources)
            if isinstance(target, ReportTarget):
                return answer_field(plan, target, reports, self._sources)
            if isinstance(target, PassageTarget):
                return answer_passages(plan, target, reports, self._sources)
        return answer_numbers(plan, reports, self._catalog, self._sources)

    def finish(self, plan: Plan, result: Result) -> Answer:
        """Check every number, and build the answer.

        Raises:
            Refused: a number has nothing behind it.
        """
        answer = Answer(
            question="",
            answer=result.text,
            value=result.value,
            unit=result.unit,
            rows=result.rows,
            citations=result.citations,
        )
        cited = [item for item in result.items if item.citations]
        reports = [self._catalog.report(number) for number in {*plan.reports, *plan.whole_reports}]
        behind = Behind(
            read=[item.value for item in cited if item.value is not None],
            computed=result.computed,
            told=[
                *(report.name for report in reports),
                *(date for item in cited for date in item.dates),
                *result.words,
            ],
            years=[report.year for report in reports if report.year],
        )
        if unsupported(answer, behind):
            raise refusals.Refused(
                "not_stated",
                "答案里有数字没有出处，因此不予给出。",
                "The answer had a number without a source and is withheld.",
                result.citations,
            )
        return answer

    def _check_premises(self, plan: Plan, reports: Sequence[ReportRef]) -> None:
        """Refuse where the report has another number than the question takes for granted."""
        for premise in plan.premises:
            for item in items_of([premise.target], reports, self._catalog, self._sources):
                if item.value is not None and not premise.condition.holds(item.value):
                    raise refusals.false_premise(
                        f"前提不符：{phrasing.line(item, 'zh', '')}。",
                        f"The premise is not right: {phrasing.line(item, 'en', '')}.",
                        item.citations,
                    )
        if plan.operation == "why" and plan.targets and isinstance(plan.targets[0], CellTarget):
            self._check_cause(plan, plan.targets[0], reports)

    def _check_cause(self, plan: Plan, cell: CellTarget, reports: Sequence[ReportRef]) -> None:
        """Refuse to tell more of cases of which there are none."""
        plan.targets = plan.targets[1:]
        for item in items_of([cell], reports, self._catalog, self._sources):
            if not item.value:
                raise refusals.Refused(
                    "false_premise" if item.value == 0 else "not_stated",
                    f"报告里没有这样的事：{phrasing.line(item, 'zh', '')}。",
                    f"The report has no such thing: {phrasing.line(item, 'en', '')}.",
                    item.citations,
                )


def facts_and_cells(items: Sequence[Item]) -> list[tuple[int, Target]]:
    """Return what an answer told, for the question after it."""
    return [
        (item.report.id, item.target)
        for item in items
        if isinstance(item.target, CellTarget | FactTarget)
    ]
