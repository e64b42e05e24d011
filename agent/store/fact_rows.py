"""Between the facts of a report and the rows of `facts` and `fact_places`.

Each field of each kind has a column of its own name. A number that is no SQL integer stands in its
column for arithmetic, and exactly, as text, in `exact`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, get_args

from pydantic import TypeAdapter

from agent.contract import Place
from agent.facts import BaseFact, Fact
from agent.report import Report, to_json
from agent.store.numbers import MAX_INTEGER, sql_number, to_number

Row = dict[str, Any]

_COMMON = {*BaseFact.model_fields, "kind"}
OWN_FIELDS: dict[str, tuple[str, ...]] = {
    model.model_fields["kind"].default: tuple(
        name for name in model.model_fields if name not in _COMMON
    )
    for model in get_args(get_args(Fact)[0])
}
"""The fields of each kind beyond those that all kinds have, in the order of the contract."""
ALL_FIELDS = tuple(dict.fromkeys(name for names in OWN_FIELDS.values() for name in names))
"""The fields of all kinds together."""
_LISTS = ("dates",)
_FACT: TypeAdapter[Fact] = TypeAdapter(Fact)


def fact_rows(report: Report, report_id: int) -> Iterator[Row]:
    """Return the rows of `facts`; every row has every column."""
    for position, fact in enumerate(report.facts):
        told = dict(fact)
        own = {name: told.get(name) for name in ALL_FIELDS}
        yield {
            "report_id": report_id,
            "position": position,
            "fact_id": fact.id,
            "kind": fact.kind,
            **{name: _stored(value) for name, value in own.items()},
            "exact": _exact(own),
            "quote": fact.quote,
            "start": fact.start,
            "end": fact.end,
            "section": fact.section,
            "found_by": to_json(fact.found_by),
            "status": fact.status,
            "other_reading": _other_reading(fact),
        }


def place_rows(report: Report, report_id: int) -> Iterator[Row]:
    """Return the rows of `fact_places`: the further places that tell the same fact."""
    for position, fact in enumerate(report.facts):
        for place in fact.also:
            yield {"report_id": report_id, "position": position, **place.model_dump()}


def to_facts(facts: Iterable[Row], places: Iterable[Row]) -> list[Fact]:
    """Build a report's facts again from their rows."""
    also: dict[int, list[Place]] = {}
    for place in places:
        found = Place(start=place["start"], end=place["end"])
        also.setdefault(place["position"], []).append(found)
    return [to_fact(row, also.get(row["position"], [])) for row in facts]


def to_fact(row: Row, also: list[Place]) -> Fact:
    """Build one fact again from its row of `facts`, and its further places."""
    numbers = {name: to_number(text) for name, text in json.loads(row["exact"] or "{}").items()}
    own = {
        name: json.loads(row[name]) if name in _LISTS else row[name]
        for name in OWN_FIELDS[row["kind"]]
    }
    return _FACT.validate_python(
        {
            "id": row["fact_id"],
            **{name: row[name] for name in ("kind", "quote", "start", "end", "section", "status")},
            "found_by": json.loads(row["found_by"]),
            "also": also,
            "other_reading": json.loads(row["other_reading"] or "[]"),
            **own,
            **numbers,
        }
    )


def _other_reading(fact: Fact) -> str | None:
    readings = [reading.model_dump() for reading in fact.other_reading]
    return to_json(readings) if readings else None


def _stored(value: Any) -> Any:
    if isinstance(value, list):
        return to_json(value)
    return sql_number(value) if isinstance(value, int | Decimal) else value


def _exact(own: Row) -> str | None:
    numbers = {
        name: str(value)
        for name, value in own.items()
        if isinstance(value, Decimal) or isinstance(value, int) and abs(value) > MAX_INTEGER
    }
    return to_json(numbers) if numbers else None
