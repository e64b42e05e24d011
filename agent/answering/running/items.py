"""The numbers that a plan's targets stand for, each with its citation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from agent.answering import refusals
from agent.answering.answer import Citation, numbers_in
from agent.answering.holdings.catalog import Catalog, ReportRef
from agent.answering.holdings.citing import cite_cell, cite_fact, cite_number
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredCell, StoredFact
from agent.answering.plan import CellTarget, FactTarget, Target
from agent.answering.running.arithmetic import percent
from agent.answering.vocabulary import metrics, words
from agent.contract import Number
from agent.documents.view import fold
from agent.narrative.quantities import quantities
from agent.report import CellState
from agent.wording import FIELDS

_FACT_UNITS = {"value_yuan": "元", "rate": "%", "participants": "人", "sessions": "次"}
_COUNTED = {
    "mailbox": "件",
    "category_count": "件",
    "proposal": "件",
    "application": "件",
    "account": "个",
    "event": "次",
    "interpretation": "条",
}


@dataclass(frozen=True)
class Item:
    """One number of one report, or why there is none."""

    report: ReportRef
    target: Target
    label: str
    english: str
    value: Number | None
    unit: str | None
    state: CellState = "value"
    direction: str | None = None
    qualifier: str | None = None
    raw: str | None = None
    citations: list[Citation] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    conflict: bool = False
    """The two readers of the narrative differ."""


def items_of(
    targets: Sequence[Target], reports: Sequence[ReportRef], catalog: Catalog, sources: Sources
) -> list[Item]:
    """Return the numbers of the targets, target by target, in the order of the reports."""
    found: list[Item] = []
    for target in targets:
        if isinstance(target, CellTarget):
            found += _cell_items(target, reports, sources)
        elif isinstance(target, FactTarget):
            found.append(fact_item(target, catalog.report(target.report), sources))
    return found


def _cell_items(target: CellTarget, reports: Sequence[ReportRef], sources: Sources) -> list[Item]:
    terms = metrics()[target.table]
    row, column = terms.rows[target.row], terms.columns[target.column]
    names = row.members or (target.row,)
    cells = sources.cells([report.id for report in reports], target.table, names, target.column)
    plain = target.column in (terms.default, row.default) and target.column == "total"
    label = row.name if plain else f"{row.name}·{column.name}"
    english = row.english if plain else f"{row.english}, {column.english}"
    unit = column.unit or row.unit
    by_report: dict[int, list[StoredCell]] = defaultdict(list)
    for cell in cells:
        by_report[cell.report_id].append(cell)
    found = []
    for report in reports:
        own = by_report[report.id]
        cited = [cite_cell(report, cell) for cell in own if cell.start is not None]
        summed = _summed(own)
        item = Item(report, target, label, english, unit=unit, citations=cited, **summed)
        if item.value is None and not target.exact:
            item = _from_text(target, item, report, sources) or item
        found.append(item)
    return found


def _summed(cells: list[StoredCell]) -> dict[str, Any]:
    """A group is told by what its rows add up to; all of them must have a number."""
    if not cells:
        return {"value": None, "state": "missing"}
    if len(cells) == 1:
        cell = cells[0]
        return {
            "value": cell.value, "state": cell.state, "direction": cell.direction, "raw": cell.raw
        }  # fmt: skip
    open_cell = next((cell for cell in cells if cell.value is None), None)
    if open_cell is not None:
        return {"value": None, "state": open_cell.state}
    return {"value": sum(cell.value or 0 for cell in cells), "state": "value"}


def _from_text(target: CellTarget, item: Item, report: ReportRef, sources: Sources) -> Item | None:
    """Requests received that only the narrative tells, where the table is left blank."""
    if (target.table, target.row, target.column) != ("applications", "new", "total"):
        return None
    for fact in sources.facts(report):
        if fact.kind == "application" and not fact.label and "received" in fact.numbers:
            told = fact_item(
                FactTarget(report=report.id, fact=fact.id, field="received"), report, sources
            )
            return replace(told, target=target, label=item.label, english=item.english)
    return None


def fact_item(target: FactTarget, report: ReportRef, sources: Sources) -> Item:
    """Return the number of a fact.

    Raises:
        Refused: it is a rate that the fact does not tell and cannot be worked out.
    """
    fact = next(fact for fact in sources.facts(report) if fact.id == target.fact)
    citations = [cite_fact(sources, report, fact)]
    label = fact.label or fact.channel or ""
    if fact.kind == "category_count" and fact.channel and fact.label:
        alike = ((o.kind, o.label) == (fact.kind, fact.label) for o in sources.facts(report))
        if sum(alike) > 1:
            label = f"{fact.channel}·{label}"  # two channels have letters of this class
    heading = FIELDS.get(target.field, "").partition("（")[0]
    if target.field in ("count", "value", "value_yuan") or not heading:
        shown = label
    else:
        shown = f"{label}·{heading}" if label else heading
    item = Item(
        report, target, shown or fact.quote, f"“{shown or fact.quote}”",
        fact.numbers.get(target.field), _unit(fact, target.field),
        qualifier=_qualifier(fact, target.field),
        raw=fact.quote, citations=citations, conflict=fact.status == "conflict",
    )  # fmt: skip
    if target.field == "dates":
        return replace(item, dates=fact.dates, unit=None, label=label)
    if target.field == "rate" and item.value is None:
        received, resolved = fact.numbers.get("received"), fact.numbers.get("resolved")
        if not received or resolved is None:
            raise refusals.not_stated(report.name, label, citations)
        return replace(item, value=percent(resolved, received), unit="%", raw="computed")
    if target.field not in ("sessions", "rate"):
        # A number, or one in its name (12345热线), may stand elsewhere than what is quoted.
        own = {abs(Decimal(item.value))} if item.value and fact.kind != "amount" else set()
        told = cite_number(sources, report, fact, numbers_in(item.label) | own)
        return replace(item, citations=told)
    return item


def _qualifier(fact: StoredFact, field: str) -> str | None:
    """Return the word that makes a number an estimate; kinds without a field for it quote it."""
    if fact.qualifier:
        return fact.qualifier if field in _estimated(fact) else None
    value, view = fact.numbers.get(field), fold(fact.quote, "hant")
    told = (found for found in quantities(view, 0, len(view)) if found.value == value)
    return next((found.qualifier for found in told), None) if value is not None else None


def _estimated(fact: StoredFact) -> tuple[str, ...]:
    if "participants" in fact.numbers:
        return ("participants",)
    return ("count", "value", "sessions")


def _unit(fact: StoredFact, name: str) -> str | None:
    if name in _FACT_UNITS:
        return _FACT_UNITS[name]
    return fact.unit or _unit_in(fact) or _COUNTED.get(fact.kind)


def _unit_in(fact: StoredFact) -> str | None:
    hit = re.search(rf"\d\s?[余多]?({words().units})", fact.quote)
    return hit[1] if hit else None
