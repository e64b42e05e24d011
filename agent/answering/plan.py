"""The typed plan of a question: whose reports, what of them, and what to do with it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.answering.language import Language
from agent.contract import Model, Number
from agent.report import TableName

Operation = Literal[
    "value",
    "list",
    "sum",
    "difference",
    "share",
    "ratio",
    "rank",
    "compare",
    "exists",
    "why",
    "findings",
]
ReportField = Literal["published", "phone", "email", "website", "period_start"]


class CellTarget(Model):
    """A cell of an official table, or the sum of several rows of one column."""

    kind: Literal["cell"] = "cell"
    table: TableName
    row: str
    """As in `schemas/ask/metrics.yaml`; a group stands for its rows."""
    column: str
    exact: bool = False
    """The cell itself is asked for, not what it tells."""


class FactTarget(Model):
    """A number of the narrative."""

    kind: Literal["fact"] = "fact"
    report: int
    fact: str
    field: str


class PassageTarget(Model):
    """Sentences, problems or measures that have the words."""

    kind: Literal["passages"] = "passages"
    source: Literal["passages", "problems", "measures"]
    words: str
    asked: str = ""
    """How it was asked: who, where, by what."""
    evidence: bool = False
    """Only what was done, not what is planned."""
    causes: bool = False
    """Only what gives a cause: the thing itself is a number of a table."""
    place: int | None = None
    """The one problem or measure that is meant, from 1."""
    having: list[str] = []
    """Patterns of what must be told: a number, a date, a name, a reason."""
    names: int = 0
    """So many names at least a sentence must list."""


class FindingTarget(Model):
    """What does not add up; by rule, by words of it, or at a cell."""

    kind: Literal["findings"] = "findings"
    rules: list[str] = []
    severities: list[str] = []
    words: str = ""
    table: TableName | None = None
    row: str | None = None


class BlankTarget(Model):
    """How many cells are left blank, and which."""

    kind: Literal["blanks"] = "blanks"
    table: TableName | None = None
    named: bool = False
    """Each is named."""


class HoldingsTarget(Model):
    """Whose reports of which years there are."""

    kind: Literal["holdings"] = "holdings"


class ReportTarget(Model):
    """What a report says of itself."""

    kind: Literal["report"] = "report"
    field: ReportField


Target = Annotated[
    CellTarget
    | FactTarget
    | PassageTarget
    | FindingTarget
    | BlankTarget
    | HoldingsTarget
    | ReportTarget,
    Field(discriminator="kind"),
]


class Condition(Model):
    """What the numbers asked for are like: over 100, at most 5, left blank."""

    relation: Literal["over", "at_least", "under", "at_most", "equal", "blank"]
    number: int
    written: str = ""
    """The number as it was said, where that is a Chinese numeral."""

    def holds(self, value: Number | None) -> bool:
        """Tell whether a number, or that there is none, is like that."""
        if self.relation == "blank" or value is None:
            return self.relation == "blank" and value is None
        return {
            "over": value > self.number,
            "at_least": value >= self.number,
            "under": value < self.number,
            "at_most": value <= self.number,
            "equal": value == self.number,
        }[self.relation]


class Premise(Model):
    """What the question takes for granted of a number."""

    target: CellTarget | FactTarget
    condition: Condition


class Plan(Model):
    """One question, understood."""

    language: Language
    operation: Operation
    bodies: list[str]
    """Names of the areas or bodies, as they are stored."""
    years: list[int] = []
    reports: list[int]
    """Numbers of the reports that are read."""
    targets: list[Target]
    whole: list[Target] = []
    """Of a share or a ratio: what it is a share of."""
    whole_reports: list[int] = []
    which: bool = False
    """The names are asked for too: the whole sentence is told."""
    limit: int | None = None
    place: int | None = None
    """Of a rank: the one place that is asked for, from 1."""
    apart: tuple[int, int] | None = None
    """Of a rank: the two places whose difference is asked for, from 1; -1 is the last."""
    ends: bool = False
    """Of a rank: only the first and the last are asked for."""
    descending: bool = True
    each: bool = False
    """Of a sum: each part is named, so that none may be missing."""
    mean: bool = False
    """Of a sum: divided by how many numbers there are."""
    each_body: bool = False
    """A share, or the sum of several things, of each body is asked for."""
    growth: Literal["number", "percent"] | None = None
    """Of a difference: how much more or less it is than the year before."""
    condition: Condition | None = None
    """Only reports whose number is like that are asked for."""
    counts: bool = False
    """How many they are is asked for."""
    verdict: Literal["right", "wrong"] | None = None
    """Yes or no is asked: whether numbers agree, or whether something is wrong with them."""
    premises: list[Premise] = []
    doubts: list[str] = []
    """Why the rules are not sure; a model is asked then."""
    words: str = ""
    """What the question names, for one that goes on with it."""
    goes_on: bool = False
    """It only goes on with the question before."""
    restated: str = ""
    """The question as a model put it, where the rules were not sure of its own words."""
