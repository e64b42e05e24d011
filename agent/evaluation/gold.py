"""Labels: what is right to read from a report, with the alternatives that are right too.

A label file has the shape of the data contract with places, so that an extraction that a person has
corrected is one. `agent.evaluation.dataset` finds and checks the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, model_serializer, model_validator

from agent.contract import Model, Place, Quote
from agent.facts import Fact
from agent.narrative.patterns import KINDS
from agent.report import Evidence, Meta, TableName, Tables

GOLD_VERSION: Literal["1"] = "1"

NUMBER_FIELDS = (
    *("received", "resolved", "pending", "undisclosed", "answered", "disclosed", "count"),
    *("active", "sessions", "participants", "value", "value_yuan", "rate"),
)
"""The fields of facts that hold a number."""
_OF_THE_READER = {"found_by", "status", "other_reading"}


def number_fields(kind: str) -> list[str]:
    """Return the fields of a kind that hold a number."""
    return [name for name in NUMBER_FIELDS if name in KINDS[kind].model_fields]


class GoldFact(Model):
    """One fact; in a file its own fields and those of the fact stand side by side."""

    fact: Fact
    numbers: dict[str, Place] = {}
    """Field -> where its number stands, unit outside; a field without one follows from words."""
    alt_kinds: list[str] = []
    """Other kinds that are right."""
    alt_values: dict[str, list[Any]] = {}
    """Field -> other values that are right; null for a field that may be left out."""
    optional: bool = False
    """Not to read it is no error."""
    may_merge_with: list[str] = []
    """Ids of facts that may be told as one with this."""
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _fold(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "fact" in data:
            return data
        own = {name: value for name, value in data.items() if name in cls.model_fields}
        return {**own, "fact": {k: v for k, v in data.items() if k not in own}}

    @model_validator(mode="after")
    def _known(self) -> GoldFact:
        kind = self.fact.kind
        if unknown := set(self.numbers) - set(number_fields(kind)):
            raise ValueError(f"{self.fact.id}: {kind} has no number {', '.join(sorted(unknown))}")
        if empty := [name for name in self.numbers if getattr(self.fact, name) is None]:
            raise ValueError(f"{self.fact.id}: {', '.join(empty)} has a place and no value")
        if unknown := set(self.alt_kinds) - set(KINDS):
            raise ValueError(f"{self.fact.id}: no kind {', '.join(sorted(unknown))}")
        if unknown := set(self.alt_values) - self._fields_of_its_kinds():
            raise ValueError(f"{self.fact.id}: {kind} has no {', '.join(sorted(unknown))}")
        return self

    def _fields_of_its_kinds(self) -> set[str]:
        kinds = [self.fact.kind, *self.alt_kinds]
        return {name for kind in kinds for name in KINDS[kind].model_fields}

    @model_serializer
    def _unfold(self) -> dict[str, Any]:
        return self.fact.model_dump(exclude=_OF_THE_READER) | {
            "numbers": {name: place.model_dump() for name, place in self.numbers.items()},
            "alt_kinds": self.alt_kinds,
            "alt_values": self.alt_values,
            "optional": self.optional,
            "may_merge_with": self.may_merge_with,
            "note": self.note,
        }

    def values(self, field: str) -> list[Any]:
        """Return all values of a field that are right, its own first."""
        return [getattr(self.fact, field, None), *self.alt_values.get(field, [])]


class GoldNumber(Quote):
    """A number of the narrative that is no fact."""

    reason: str
    alt_reasons: list[str] = []
    optional: bool = False
    note: str = ""


class GoldItem(Quote):
    """A problem or a measure of section five."""

    alt: list[Place] = []
    """Other places that are right, such as that of two items told as one."""
    optional: bool = False
    note: str = ""


class GoldFinding(Model):
    """Something that does not add up."""

    rule: str
    alt_rules: list[str] = []
    evidence: list[Evidence] = []
    optional: bool = False
    note: str = ""


class GoldSection(Model):
    """A section by its heading."""

    number: int
    title: str
    start: int
    end: int | None = None


class GoldSource(Model):
    """The file that was labelled."""

    path: str
    sha256: str
    characters: int


class Labels(Model):
    """What the labels of a report and of a passage have in common."""

    facts: list[GoldFact] = []
    numbers: list[GoldNumber] = []

    def quotes(self) -> Iterable[Quote]:
        """Return all that must stand in the text as quoted."""
        return [*(one.fact for one in self.facts), *self.numbers]


class GoldPassage(Labels):
    """An invented passage with its facts, or with none."""

    id: str
    style: str = ""
    text: str
    year: int | None = None
    held_out: bool = False
    """Its figures may be looked at, its text and its errors may not."""


class GoldReport(Labels):
    """A report's labels."""

    schema_version: Literal["1"] = GOLD_VERSION
    guidelines: str = "1"
    """Version of the guidelines they were made by."""
    source: GoldSource
    meta: Meta
    meta_alt: dict[str, list[Any]] = {}
    """Field -> other values that are right."""
    sections: list[GoldSection] = []
    tables: Tables = Field(default_factory=Tables)
    problems: list[GoldItem] = []
    measures: list[GoldItem] = []
    findings: list[GoldFinding] = []

    def quotes(self) -> Iterable[Quote]:
        """Return all that must stand in the text as quoted."""
        return [*super().quotes(), *self.problems, *self.measures]

    def cells(self) -> Iterable[tuple[TableName, str, str]]:
        """Return the addresses of all cells."""
        names: tuple[TableName, ...] = ("article20", "applications", "disputes")
        return [
            (name, row, column)
            for name in names
            for row, columns in getattr(self.tables, name).items()
            for column in columns
        ]


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:30]}…"


def _whereabouts(quote: Quote, text: str) -> str:
    """Return that a quote is not where it should be, and where it is: people count badly."""
    starts = [at.start() for at in re.finditer(re.escape(quote.quote), text)] if quote.quote else []
    if not starts:
        return "does not stand in the text"
    places = ", ".join(f"{start}–{start + len(quote.quote)}" for start in starts[:3])
    return f"does not stand at {quote.start}–{quote.end}, but at {places}"


def misplaced(labels: Labels, text: str) -> str:
    """Return what is wrong with the places of labels in their text; nothing when all is well."""
    for quote in labels.quotes():
        if text[quote.start : quote.end] != quote.quote:
            return f"{_short(quote.quote)!r} {_whereabouts(quote, text)}"
    ids = [one.fact.id for one in labels.facts]
    if repeated := {one for one in ids if ids.count(one) > 1}:
        return f"several facts have the id {', '.join(sorted(repeated))}"
    for one in labels.facts:
        if unknown := set(one.may_merge_with) - set(ids):
            return f"{one.fact.id} may merge with {', '.join(sorted(unknown))}, which is no fact"
        for name, place in one.numbers.items():
            spans = [one.fact, *one.fact.also]
            if not any(span.start <= place.start < place.end <= span.end for span in spans):
                return f"the number {name} of {one.fact.id} stands outside its quotes"
    return ""
