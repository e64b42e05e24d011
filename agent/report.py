"""The data contract: what reading one report gives, as pydantic models.

Every `start`/`end` is a code-point offset into the source text, and `source_text[start:end]` is the
quote. Numbers are `int`, or `Decimal` where the report writes a fraction: never `float`.
`schemas/report.schema.json` is generated from this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import simplejson
from pydantic import Field

from agent.contract import Model, Number, Place, Quote, is_none
from agent.facts import Fact

SCHEMA_VERSION: Literal["1"] = "1"

Script = Literal["hans", "hant"]
TableName = Literal["article20", "applications", "disputes"]
CellState = Literal["value", "blank", "direction_only", "missing", "unreadable"]
Direction = Literal["increase", "decrease"]
Severity = Literal["error", "warning", "info"]
CheckStatus = Literal["pass", "fail", "pass_if_blank_is_zero", "not_evaluable", "not_applicable"]
RuleClass = Literal["stated", "arithmetic", "implied", "heuristic", "structure", "quality"]

TABLE_NAMES: tuple[TableName, ...] = ("article20", "applications", "disputes")


class Source(Model):
    """The file that was read."""

    path: str
    """As given on the command line; `-` for standard input."""
    sha256: str
    """Of the file's bytes."""
    media_type: str
    encoding: str | None
    """Of a text or HTML file, as detected; null for PDF and DOCX."""
    characters: int
    """Length of the source text in code points."""
    text: str | None = Field(default=None, exclude_if=is_none)
    """The source text itself, on request."""


class Region(Model):
    """The administrative division the report is about; null where it does not follow."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    township: str | None = None


class TableForms(Model):
    """The official form each changed table follows, recognised from its labels."""

    article20: str | None = None
    applications: str | None = None


class Meta(Model):
    """What the report says about itself. Null where it does not say; dates are ISO 8601."""

    title: str | None = None
    """As printed; a title over two lines is joined."""
    organization: str | None = None
    """The reporting body, as written in the title."""
    region: Region = Region()
    year: int | None = None
    """The year reported on (not the year of publication)."""
    script: Script = "hans"
    form: str | None = None
    """`2019`, `2021`, `mixed`, or null where no official table was found."""
    table_forms: TableForms = TableForms()
    period_start: str | None = None
    period_end: str | None = None
    published: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None


class Section(Model):
    """One of the report's top-level sections, heading included."""

    number: int
    title: str
    start: int
    end: int


class Cell(Model):
    """One cell of an official table."""

    raw: str | None = None
    """The cell's text as it stands; null where the document has no such cell."""
    value: Number | None = None
    """The number read; an amount is in yuan."""
    state: CellState
    start: int | None = None
    end: int | None = None
    direction: Direction | None = Field(default=None, exclude_if=is_none)
    """Of a `direction_only` cell."""
    unit_as_written: str | None = Field(default=None, exclude_if=is_none)
    """Of an amount: `元`, `万元`, `亿元`; null where neither the cell nor its header says."""


Table = dict[str, dict[str, Cell]]
"""Row name -> column name -> cell, in the order of the form."""


class Tables(Model):
    """The three official tables; a table whose form is unknown is empty."""

    article20: Table = {}
    """二、主动公开政府信息情况"""
    applications: Table = {}
    """三、收到和处理政府信息公开申请情况"""
    disputes: Table = {}
    """四、政府信息公开行政复议、行政诉讼情况"""


class CellKey(NamedTuple):
    """The address of a cell."""

    table: TableName
    row: str
    column: str


class CellPlace(Model):
    """A cell of the official tables."""

    table: TableName
    row: str
    column: str


Evidence = Place | CellPlace


class Check(Model):
    """The outcome of one rule on one instance (a column, a row, a heading)."""

    rule: str
    rule_class: RuleClass
    instance: str
    """Which column, row or heading; empty where the rule has one instance only."""
    status: CheckStatus
    expected: str | None = None
    actual: str | None = None


class Finding(Model):
    """Something that does not add up, or is not as the form asks. Reported, never repaired."""

    rule: str
    """Stable id."""
    severity: Severity
    message: str
    """In Chinese, with both sides and the difference where there are numbers."""
    expected: str | None = None
    actual: str | None = None
    evidence: list[Evidence] = []


class Coverage(Model):
    """How many of the narrative's numbers are explained as a fact or a non-fact."""

    explained: int
    total: int
    unexplained: list[Quote] = []


class Dropped(Quote):
    """A number as the model took it, dropped because it has no ground in the text."""

    label: str
    role: str
    reason: str


class Spending(Model):
    """What work took: calls of a model, and time."""

    llm_calls: int = 0
    cached_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Number = 0
    """In US dollars; 0 for the embedded model and where the price is not known."""
    seconds: float = 0.0


class Usage(Spending):
    """What reading the report took."""

    model: str | None = None
    """The model that read beside the rules; null where rules alone did."""
    chunks: int = 0
    """Pieces of the narrative that were given to the model."""
    failures: list[str] = []
    """Why pieces were not read by the model, or not wholly."""
    dropped: list[Dropped] = []


class Report(Model):
    """One report, read."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: Source
    meta: Meta
    sections: list[Section]
    tables: Tables
    facts: list[Fact] = []
    """Quantitative statements of the narrative, in order of place."""
    problems: list[Quote] = []
    """One for each problem listed in section five."""
    measures: list[Quote] = []
    """One for each measure listed in section five."""
    coverage: Coverage | None = None
    """Null where the narrative was not read."""
    checks: list[Check] = []
    """Every rule's outcome, passes included."""
    findings: list[Finding] = []
    usage: Usage = Usage()

    def cells(self) -> Iterator[tuple[CellKey, Cell]]:
        """Yield every cell with its address, in the order of the forms."""
        for table in TABLE_NAMES:
            for row, columns in getattr(self.tables, table).items():
                for column, cell in columns.items():
                    yield CellKey(table, row, column), cell

    def cell(self, key: CellKey) -> Cell:
        """Return one cell; a cell that the form does not have is `missing`."""
        table: Table = getattr(self.tables, key.table)
        return table.get(key.row, {}).get(key.column) or Cell(state="missing")

    def to_json(self, indent: int | None = None) -> str:
        """Return the contract's JSON; decimals are written exactly, as JSON numbers."""
        return to_json(self.model_dump(), indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Read what `to_json` wrote, decimals exact."""
        return cls.model_validate(simplejson.loads(text, use_decimal=True))


def to_json(value: Any, indent: int | None = None) -> str:
    """Serialise plain data with Chinese unescaped and decimals exact."""
    text: str = simplejson.dumps(value, use_decimal=True, ensure_ascii=False, indent=indent)
    return text
