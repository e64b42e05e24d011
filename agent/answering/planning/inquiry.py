"""A question with all that it is understood by: its parts, its reports, the question before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.answering.holdings.catalog import Catalog, ReportRef
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import FIRST_MARK, MARK
from agent.answering.plan import FactTarget, Operation, Target
from agent.answering.planning.asked import Asked

MANY_REPORTS = 20
"""Numbers of the narrative are compared over so many reports at most: each words them otherwise."""


@dataclass(frozen=True)
class Before:
    """What the question before was about."""

    question: str
    operation: Operation
    reports: list[ReportRef]
    years: list[int]
    """Those that were said; a question that only goes on is about the same."""
    targets: list[Target]
    items: list[tuple[int, Target]]
    """The numbers told so far, newest last: of which report, and what."""
    told_together: int = 0
    """How many of them one answer told, or several questions that went on with each other."""
    words: str = ""
    """What it named."""
    whole: list[Target] = field(default_factory=list)
    """Of a share: what it was a share of."""


@dataclass(frozen=True)
class Inquiry:
    """A question, the reports that it is about, and where to look."""

    asked: Asked
    reports: list[ReportRef]
    before: Before | None
    catalog: Catalog
    sources: Sources
    doubts: list[str] = field(default_factory=list)
    """Why what was found may not be what is meant."""

    @property
    def bare(self) -> str:
        """The sentences that ask, without names."""
        return MARK.sub(" ", self.asked.text)

    @property
    def said(self) -> str:
        """The same as it was said, before words that do not matter are blanked out."""
        return MARK.sub(" ", self.asked.said)

    @property
    def report(self) -> ReportRef:
        """The first of the reports."""
        return self.reports[0]

    @property
    def areas(self) -> str:
        """The names of the first reports, for a refusal."""
        return "、".join(report.area for report in self.reports[:5])

    @property
    def targets_before(self) -> list[Target]:
        """What the question before was about."""
        return list(self.before.targets) if self.before else []

    @property
    def items_before(self) -> list[tuple[int, Target]]:
        """The numbers told so far, newest last."""
        return self.before.items if self.before else []

    def fact_before(self) -> StoredFact | None:
        """Return the fact that the question before was about last."""
        return self.fact_of(self.targets_before)

    def fact_of(self, targets: list[Target]) -> StoredFact | None:
        """Return the last fact among some targets."""
        for target in reversed(targets):
            if isinstance(target, FactTarget):
                facts = self.sources.facts(self.catalog.report(target.report))
                return next((fact for fact in facts if fact.id == target.fact), None)
        return None

    def named_in(self, text: str) -> list[ReportRef]:
        """Return the reports whose names stand in a part of the question."""
        found: list[ReportRef] = []
        for mark in MARK.findall(text):
            mention = self.asked.mentions[ord(mark) - FIRST_MARK]
            for body in mention.bodies:
                reports = self.catalog.of(body)
                wanted = [r for r in reports if r.year in self.asked.years] or reports[-1:]
                found += [report for report in wanted if report not in found]
        return found
