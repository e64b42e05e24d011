"""What the side panel shows of facts, findings, quotes and unexplained numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from agent.addresses import (
    cell_anchor,
    dropped_anchor,
    fact_anchor,
    finding_anchor,
    measure_anchor,
    problem_anchor,
    unexplained_anchor,
)
from agent.contract import Quote
from agent.facts import Fact
from agent.pages.marks import NumberPlace, evidence_place
from agent.pages.model_reading import dropped_words, other_readings
from agent.pages.text import Layout
from agent.pages.words import cell_words, snippet
from agent.report import CellKey, CellPlace, Evidence, Finding, Report
from agent.store.fact_rows import OWN_FIELDS
from agent.store.rows import labels_of, table_form
from agent.wording import (
    BODIES,
    EVENT_KINDS,
    FACT_STATUSES,
    FIELDS,
    FOUND_BY,
    KINDS,
    SEVERITIES,
    SHORT_TABLES,
    around_numbers,
    fact_label,
    number_words,
    one_line,
)

_SIDE = re.compile(r"(-?[\d,]+(?:\.\d+)?)(\D*)")
_CONTEXT = 24


class Link(NamedTuple):
    """Words that lead to an element of the text, or to a cell of the tables."""

    words: str
    target: str
    """Id of the element; empty where the report has no such place."""


class Field(NamedTuple):
    """One field of a fact."""

    name: str
    before: str
    value: str
    after: str
    """Its unit, and the word that makes it an estimate, which also stands before it."""
    target: str
    """The element of the number in the text; empty where it does not stand there by itself."""


class FactCard(NamedTuple):
    """A fact."""

    anchor: str
    kind: str
    kind_words: str
    status: str
    status_words: str
    found_by: str
    label: str
    fields: list[Field]
    quote: str
    places: list[Link]
    others: list[str]
    """Of a conflict: what the other reader took the same numbers for."""


class FindingCard(NamedTuple):
    """A finding."""

    anchor: str
    severity: str
    severity_words: str
    rule: str
    message: str
    expected: str
    actual: str
    difference: str
    """Between both sides, where both are numbers of one unit."""
    evidence: list[Link]


class QuoteCard(NamedTuple):
    """A problem, a measure, or a number that is not explained or was dropped."""

    anchor: str
    before: str
    quote: str
    after: str
    target: str
    note: str = ""


def fact_cards(
    report: Report, numbers: Sequence[Sequence[NumberPlace]], layout: Layout
) -> list[FactCard]:
    """Return the facts in the order of the report."""
    return [
        FactCard(
            anchor=fact_anchor(fact.id),
            kind=fact.kind,
            kind_words=KINDS[fact.kind],
            status=fact.status,
            status_words=FACT_STATUSES[fact.status],
            found_by="、".join(FOUND_BY[reader] for reader in fact.found_by),
            label=one_line(fact_label(fact) or KINDS[fact.kind]),
            fields=list(_fields(fact, places, layout)),
            quote=one_line(fact.quote),
            places=_places(fact, layout),
            others=[one_line(words) for words in other_readings(fact)],
        )
        for fact, places in zip(report.facts, numbers, strict=True)
    ]


def _places(fact: Fact, layout: Layout) -> list[Link]:
    places = [(place.start, place.end) for place in (fact, *fact.also)]
    return [Link(f"第 {start + 1}–{end} 字", layout.element(start, end)) for start, end in places]


def _fields(fact: Fact, places: Sequence[NumberPlace], layout: Layout) -> Iterator[Field]:
    label = fact_label(fact)
    left = list(places)
    around = around_numbers(fact)
    for name in OWN_FIELDS[fact.kind]:
        value = getattr(fact, name)
        if value in (None, []) or value == label or (name == "body" and BODIES[value] == label):
            continue
        if name in ("unit", "qualifier") and around:
            continue  # told with the number
        target = ""
        if isinstance(value, int | Decimal):
            place = next((place for place in left if place.value == value), None)
            if place:
                left.remove(place)
                target = layout.element(place.start, place.end)
        before, after = map(one_line, around.get(name, ("", "")))
        heading = FIELDS[name].partition("（")[0]
        yield Field(heading, before, _value_words(name, value), after, target)


def _value_words(name: str, value: Any) -> str:
    if isinstance(value, int | Decimal):
        return number_words(value)
    if isinstance(value, list):
        return "、".join(map(one_line, value))
    words: dict[str, Any] = {"event_kind": EVENT_KINDS, "body": BODIES}
    return one_line(words[name][value] if name in words else value)


def finding_cards(report: Report, text: str, layout: Layout) -> list[FindingCard]:
    """Return the findings in the order of the report."""
    return [
        FindingCard(
            anchor=finding_anchor(number),
            severity=finding.severity,
            severity_words=SEVERITIES[finding.severity],
            rule=one_line(finding.rule),
            message=one_line(finding.message),
            expected=one_line(finding.expected or ""),
            actual=one_line(finding.actual or ""),
            difference=_difference(finding),
            evidence=[_evidence(report, text, layout, item) for item in finding.evidence],
        )
        for number, finding in enumerate(report.findings, 1)
    ]


def _difference(finding: Finding) -> str:
    """Return by how much both sides differ: 95.12% and 100% by 4.88个百分点."""
    sides = [_SIDE.fullmatch(side or "") for side in (finding.expected, finding.actual)]
    expected, actual = sides
    if not expected or not actual or expected[2] != actual[2]:
        return ""
    one, other = (Decimal(side[1].replace(",", "")) for side in (expected, actual))
    unit = "个百分点" if expected[2] == "%" else one_line(expected[2])
    return f"{number_words(abs(one - other))}{unit}" if one != other else ""


def _evidence(report: Report, text: str, layout: Layout, item: Evidence) -> Link:
    place = evidence_place(report, item)
    target = layout.element(place.start, place.end) if place else ""
    if isinstance(item, CellPlace):
        key = CellKey(item.table, item.row, item.column)
        labels = labels_of(key, table_form(report.meta, item.table))
        words = f"{SHORT_TABLES[item.table]}：{labels.row} · {labels.column}"
        return Link(f"{words}＝{cell_words(report.cell(key))}", target or cell_anchor(key))
    return Link(f"“{snippet(text[item.start : item.end])}”", target)


def problem_cards(report: Report, layout: Layout) -> list[QuoteCard]:
    """Return the problems of section five."""
    return [_quoted(problem_anchor(n), q, layout) for n, q in enumerate(report.problems, 1)]


def measure_cards(report: Report, layout: Layout) -> list[QuoteCard]:
    """Return the measures of section five."""
    return [_quoted(measure_anchor(n), q, layout) for n, q in enumerate(report.measures, 1)]


def unexplained_cards(report: Report, text: str, layout: Layout) -> list[QuoteCard]:
    """Return the numbers that are not explained, each with the words around it."""
    found = report.coverage.unexplained if report.coverage else []
    return [
        _in_context(unexplained_anchor(number), quote, text, layout)
        for number, quote in enumerate(found, 1)
    ]


def dropped_cards(report: Report, text: str, layout: Layout) -> list[QuoteCard]:
    """Return the numbers that the model took wrongly, each with the reason."""
    return [
        _in_context(dropped_anchor(number), one, text, layout)._replace(
            note=one_line(dropped_words(one))
        )
        for number, one in enumerate(report.usage.dropped, 1)
    ]


def _in_context(anchor: str, quote: Quote, text: str, layout: Layout) -> QuoteCard:
    return _quoted(anchor, quote, layout)._replace(
        before=one_line(text[max(0, quote.start - _CONTEXT) : quote.start]),
        after=one_line(text[quote.end : quote.end + _CONTEXT]),
    )


def _quoted(anchor: str, quote: Quote, layout: Layout) -> QuoteCard:
    target = layout.element(quote.start, quote.end)
    return QuoteCard(anchor, "", one_line(quote.quote), "", target)
