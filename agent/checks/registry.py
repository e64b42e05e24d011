"""What a rule is, what it sees, and how rules run.

A rule is a small function with an id, a class and a Chinese subject; it yields one outcome for each
instance it looked at (a column, a row, a heading), passes included. A finding is a failed outcome;
its severity follows the rule's class. Rules report, they never repair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from agent.checks.enumerations import Enumeration, enumerations
from agent.checks.prose import Sentence, read_sentences
from agent.contract import Place
from agent.documents.document import Document
from agent.facts import Fact
from agent.narrative import Numbers
from agent.report import (
    TABLE_NAMES,
    Cell,
    CellKey,
    CellPlace,
    Check,
    CheckStatus,
    Evidence,
    Finding,
    Meta,
    RuleClass,
    Severity,
    TableName,
)
from agent.sections import SectionsReading
from agent.tables import TablesReading
from agent.tables.forms import Form, load_forms

SEVERITY: dict[RuleClass, Severity] = {
    "stated": "error",
    "arithmetic": "error",
    "implied": "warning",
    "structure": "warning",
    "heuristic": "info",
    "quality": "info",
}


_MISSING = Cell(state="missing")


@dataclass(frozen=True)
class Subject:
    """Everything a rule may look at."""

    document: Document
    meta: Meta
    sections: SectionsReading
    tables: TablesReading
    numbers: Sequence[Numbers]
    """Those of the narrative, passage by passage."""
    facts: Sequence[Fact] = ()
    """What the narrative says in numbers."""
    cells: dict[TableName, dict[CellKey, Cell]] = field(init=False)
    """Each table's cells by address."""

    def __post_init__(self) -> None:
        cells: dict[TableName, dict[CellKey, Cell]] = {}
        for name in TABLE_NAMES:
            rows = getattr(self.tables, name).cells
            cells[name] = {
                CellKey(name, row, column): cell
                for row, columns in rows.items()
                for column, cell in columns.items()
            }
        object.__setattr__(self, "cells", cells)

    def cell(self, key: CellKey) -> Cell:
        """Return a cell; one the report's form does not have is `missing`."""
        return self.cells[key.table].get(key) or _MISSING

    def form(self, table: TableName) -> Form | None:
        """Return the form that a table was found to follow; None when it was not found."""
        reading = getattr(self.tables, table)
        return load_forms()[reading.form] if reading.span and reading.form else None

    @cached_property
    def is_of_school_year(self) -> bool:
        """True for a school's report on its school year: other rules, another calendar, no form."""
        return re.search("学年|學年", self.meta.title or "") is not None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The narrative's sentences with their numbers."""
        return tuple(read_sentences(self.document.view, self.numbers))

    @cached_property
    def enumerations(self) -> tuple[tuple[Sentence, tuple[Enumeration, ...]], ...]:
        """The narrative's sentences, each with the lists behind a total that it has."""
        before = (None, *self.sentences)
        return tuple(
            (sentence, tuple(enumerations(sentence, last)))
            for last, sentence in zip(before, self.sentences, strict=False)
        )

    def quote(self, start: int, end: int) -> str:
        """Return a place of the source text on one line, for messages."""
        return " ".join(self.document.text[start:end].split())


class Outcome(NamedTuple):
    """What a rule found for one instance."""

    instance: str
    status: CheckStatus
    message: str = ""
    """Of a failure, in Chinese."""
    expected: str | None = None
    actual: str | None = None
    evidence: tuple[Evidence, ...] = ()
    hint: bool = False
    """It need not be a contradiction: a failure is told as a hint, whatever the rule's class."""


RuleFunction = Callable[[Subject], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the registry."""

    id: str
    rule_class: RuleClass
    subject: str
    """What it is about, in Chinese, for lists of rules."""
    check: RuleFunction
    severity: Severity


def rule(
    rule_id: str, rule_class: RuleClass, subject: str, severity: Severity | None = None
) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a function."""

    def wrap(function: RuleFunction) -> Rule:
        return Rule(rule_id, rule_class, subject, function, severity or SEVERITY[rule_class])

    return wrap


def run_rules(rules: Sequence[Rule], subject: Subject) -> tuple[list[Check], list[Finding]]:
    """Run every rule; return all outcomes, and the failures as findings."""
    checks, findings = [], []
    for item in rules:
        for outcome in item.check(subject):
            checks.append(
                Check(
                    rule=item.id,
                    rule_class="heuristic" if outcome.hint else item.rule_class,
                    instance=outcome.instance,
                    status=outcome.status,
                    expected=outcome.expected,
                    actual=outcome.actual,
                )
            )
            if outcome.status == "fail":
                findings.append(
                    Finding(
                        rule=item.id,
                        severity="info" if outcome.hint else item.severity,
                        message=outcome.message,
                        expected=outcome.expected,
                        actual=outcome.actual,
                        evidence=list(outcome.evidence),
                    )
                )
    return checks, findings


def verdict(holds: bool) -> CheckStatus:
    """Return `pass` when the rule holds, else `fail`."""
    return "pass" if holds else "fail"


def place(key: CellKey) -> CellPlace:
    """Return a cell's address as evidence."""
    return CellPlace(table=key.table, row=key.row, column=key.column)


def places(*keys: CellKey) -> tuple[Evidence, ...]:
    """Return several cells' addresses as evidence."""
    return tuple(place(key) for key in keys)


def span(start: int, end: int) -> Place:
    """Return a place of the text as evidence."""
    return Place(start=start, end=end)
