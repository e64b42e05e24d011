"""Reads a label file: one JSON object a line, places told by quotes (see `eval/GUIDELINES.md`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import simplejson

from eval.gold_tools.places import Span, find, find_number, source_text

Row = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    """A labelled fact, placed."""

    row: Row
    span: Span
    also: list[Span]
    numbers: dict[str, Span]
    """Where the number of each field stands; an inferred one has no place."""

    @property
    def kind(self) -> str:
        """The kind of the data contract."""
        return str(self.row["kind"])


@dataclass(frozen=True)
class Item:
    """Anything else that has one place: a number that is no fact, a problem, a measure."""

    row: Row
    span: Span


@dataclass
class Labels:
    """The labels of one report."""

    text: str
    meta: dict[str, Row] = field(default_factory=dict)
    sections: dict[int, Row] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    numbers: list[Item] = field(default_factory=list)
    problems: list[Item] = field(default_factory=list)
    measures: list[Item] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)


def read_labels(path: Path, report: Path) -> Labels:
    """Read the labels of a report and find all their places."""
    labels = Labels(source_text(report))
    for line in path.read_text(encoding="utf-8").splitlines():
        row = simplejson.loads(line, use_decimal=True)
        try:
            _add(labels, row)
        except ValueError as error:
            raise ValueError(f"{path.name}: {error} in {line}") from error
    return labels


def _add(labels: Labels, row: Row) -> None:
    kind = row["type"]
    if kind == "meta":
        labels.meta[row["field"]] = row
    elif kind == "section":
        labels.sections[row["number"]] = row
    elif kind == "finding":
        labels.findings.append(row)
    elif kind == "fact":
        labels.facts.append(_fact(labels.text, row))
    elif kind == "number":
        quote = _place(labels.text, row)
        inside = find(row["quote"], row["number"], row.get("number_nth", 1))
        span = Span(quote.start + inside.start, quote.start + inside.end)
        labels.numbers.append(Item(row, span))
    else:
        items = {"problem": labels.problems, "measure": labels.measures}[kind]
        items.append(Item(row, _place(labels.text, row)))


def _place(text: str, row: Row) -> Span:
    return find(text, row["quote"], row.get("nth", 1))


def _fact(text: str, row: Row) -> Fact:
    span = _place(text, row)
    also = [_place(text, other) for other in row.get("also", [])]
    numbers = {}
    for name, number in row["numbers"].items():
        places = (_number_place(text, place, number) for place in [span, *also])
        place = next((place for place in places if place), None)
        if place is None:
            raise ValueError(f"no number {number}")
        numbers[name] = place
    return Fact(row, span, also, numbers)


def _number_place(text: str, quote: Span, number: str) -> Span | None:
    found = find_number(text[quote.start : quote.end], number)
    return found and Span(quote.start + found.start, quote.start + found.end)
