"""Validates the gold files. Nothing here reads a report as the program does, but for its models."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from opencc import OpenCC
from pydantic import TypeAdapter, ValidationError

from agent.checks import RULES
from agent.facts import Fact
from agent.report import TABLE_NAMES, Meta, Tables
from eval.gold_tools.labels import Row
from eval.gold_tools.numerals import numerals, worth
from eval.gold_tools.places import CORPUS, GOLD, Span, find_number, read_json, source_text

REASONS = {
    "age",
    "announced",
    "article",
    "date",
    "deadline",
    "document_number",
    "email",
    "idiom",
    "list_number",
    "name",
    "ordinal",
    "page_number",
    "phone",
    "postcode",
    "rank",
    "session_number",
    "threshold",
    "url",
}
WORDS = {"channel", "category", "subject", "title", "platform", "scope", "unit", "qualifier"}
COUNTS = {
    "received",
    "resolved",
    "pending",
    "undisclosed",
    "rate",
    "count",
    "sessions",
    "participants",
    "answered",
    "disclosed",
    "active",
    "value",
    "value_yuan",
}
GOLD_ONLY = {"numbers", "alt_kinds", "alt_values", "optional", "may_merge_with", "note"}
TABLE_STARTS = {"article20": r"第二十[条條]第[（(]一", "applications": r"[（(]本列"}
"""Where the numbers of a table's head begin; the head of disputes has none."""
SECTION_FIVE = 5

_FACT: TypeAdapter[Any] = TypeAdapter(Fact)
_KINDS = set(_FACT.json_schema()["discriminator"]["mapping"])
_simplified = OpenCC("t2s").convert


def gold_files() -> list[Path]:
    """Return the gold files, one a report."""
    return [GOLD / f"{report.stem}.json" for report in CORPUS]


def problems_of(path: Path) -> list[str]:
    """Return what is wrong with a gold file; nothing, if all is well."""
    return [f"{path.name}: {problem}" for problem in problems_in(read_json(path))]


def problems_in(gold: Row) -> list[str]:
    """Return what is wrong with the contents of a gold file."""
    report = CORPUS[0].parent / gold["source"]["path"]
    text = source_text(report)
    return [
        *_source(gold, report, text),
        *_meta(gold),
        *_sections(gold, text),
        *_tables(gold, text),
        *_facts(gold, text),
        *_numbers(gold, text),
        *_section_five(gold, text),
        *_findings(gold, text),
    ]


def _span(place: Row) -> Span:
    return Span(place["start"], place["end"])


def _quote(text: str, row: Row) -> Iterator[str]:
    if text[row["start"] : row["end"]] != row["quote"]:
        yield f"{row['quote']!r} does not stand at {row['start']}"


def _source(gold: Row, report: Path, text: str) -> Iterator[str]:
    if hashlib.sha256(report.read_bytes()).hexdigest() != gold["source"]["sha256"]:
        yield "the report's bytes have changed"
    if len(text) != gold["source"]["characters"]:
        yield "the length of the text is wrong"


def _meta(gold: Row) -> Iterator[str]:
    for name, others in ("meta", [None]), *gold["meta_alt"].items():
        for other in others:
            meta = gold["meta"] if name == "meta" else {**gold["meta"], name: other}
            try:
                Meta.model_validate(meta)
            except ValidationError as error:
                yield f"{name}: {error}"


def _sections(gold: Row, text: str) -> Iterator[str]:
    rows = gold["sections"]
    if [row["number"] for row in rows] != sorted({row["number"] for row in rows}):
        yield "the sections are not in order"
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if row.get("end") != (after and after["start"]):
            yield f"section {row['number']} does not end where the next one begins"
        if not re.match(rf"\S{{1,2}}\s*{re.escape(row['title'])}", text[row["start"] :]):
            yield f"the heading of section {row['number']} does not stand at its place"


# Tables.


def _tables(gold: Row, text: str) -> Iterator[str]:
    Tables.model_validate(gold["tables"])
    for table, row, column, cell in _cells(gold):
        if cell["state"] != "missing" and text[cell["start"] : cell["end"]] != cell["raw"]:
            yield f"the cell {table} {row} {column} does not stand at its place"
    for name in TABLE_NAMES:
        starts = [cell["start"] for table, *_, cell in _cells(gold) if table == name]
        if starts != sorted(starts):
            yield f"the cells of {name} do not stand in the order of the form"
    told = {finding["rule"] for finding in gold["findings"]}
    for rule, instance in _unequal(gold["tables"]):
        if rule not in told:
            yield f"{rule} fails in {instance}, and no finding says so"


def _cells(gold: Row) -> Iterator[tuple[str, str, str, Row]]:
    for table in TABLE_NAMES:
        for row, cells in gold["tables"][table].items():
            for column, cell in cells.items():
                yield table, row, column, cell


def _unequal(tables: Row) -> Iterator[tuple[str, str]]:
    """Yield the sums of the tables that do not hold; those with a blank cell are no sums."""
    rows = tables["applications"]
    outcomes = list(rows)[2:-2]
    for column in rows["new"]:
        new, old, done, left = (
            rows[row][column] for row in ("new", "carried_over", "total", "carried_forward")
        )
        if not _equal([new, old], [done, left]):
            yield "T3-COL-BALANCE", column
        if not _equal([rows[row][column] for row in outcomes], [done]):
            yield "T3-COL-TOTAL", column
    for name, row in rows.items():
        *parts, total = row.values()
        if not _equal(parts, [total]):
            yield "T3-ROW-TOTAL", name
    rules = {"review": "T4-REV-TOTAL", "direct": "T4-LITD-TOTAL", "after_review": "T4-LITA-TOTAL"}
    for name, rule in rules.items():
        *parts, total = tables["disputes"][name].values()
        if not _equal(parts, [total]):
            yield rule, name


def _equal(left: list[Row], right: list[Row]) -> bool:
    if any(cell["state"] != "value" for cell in (*left, *right)):
        return True
    return bool(sum(cell["value"] for cell in left) == sum(cell["value"] for cell in right))


# Facts.


def _facts(gold: Row, text: str) -> Iterator[str]:
    ids = Counter(fact["id"] for fact in gold["facts"])
    if len(ids) != len(gold["facts"]):
        yield "two facts have one id"
    if gold["facts"] != sorted(gold["facts"], key=_span):
        yield "the facts are not in order of place"
    for fact in gold["facts"]:
        for problem in _fact(fact, gold, text, set(ids)):
            yield f"{fact['id']}: {problem}"


def _fact(fact: Row, gold: Row, text: str, ids: set[str]) -> Iterator[str]:
    yield from _quote(text, fact)
    own = {name: value for name, value in fact.items() if name not in GOLD_ONLY}
    try:
        model = type(_FACT.validate_python(own))
    except ValidationError as error:
        yield str(error)
        return
    fields = set(model.model_fields)
    if not {*fact["alt_values"], *fact["numbers"]} <= fields:
        yield "an alternative or a number is of no field of its kind"
    if not set(fact["alt_kinds"]) <= _KINDS - {fact["kind"]}:
        yield "an alternative kind is none"
    if not set(fact.get("may_merge_with", [])) <= ids - {fact["id"]}:
        yield "it may merge with a fact that is not there"
    if fact["section"] != _section_at(gold, fact["start"]):
        yield "its section is wrong"
    for name in WORDS & fields:
        for label in [fact[name], *fact["alt_values"].get(name, [])]:
            if label and _simplified(label) != label:
                yield f"the label {label} is not simplified"
    yield from _fact_numbers(fact, fields, text)


def _fact_numbers(fact: Row, fields: set[str], text: str) -> Iterator[str]:
    quotes = [_span(fact), *map(_span, fact["also"])]
    for name, place in fact["numbers"].items():
        span = _span(place)
        if not any(span.within(quote) for quote in quotes):
            yield f"the number of {name} stands outside of the fact"
        elif worth(text[span.start : span.end]) != Decimal(fact[name]):
            yield f"the number of {name} is not {fact[name]}"
    for name in COUNTS & fields:
        if fact[name] is not None and name not in fact["numbers"] and not _inferred(fact, name):
            yield f"{name} has no place"


def _inferred(fact: Row, name: str) -> bool:
    """Tell whether a value without a number follows from words: 未收到, 全部办结, two dates."""
    value = fact[name]
    if name in {"resolved", "answered"}:
        return bool(value == fact["received"])
    return bool(value == 0 or (name == "sessions" and value == len(fact["dates"])))


def _section_at(gold: Row, place: int) -> int | None:
    numbers = [row["number"] for row in gold["sections"] if row["start"] <= place]
    return numbers[-1] if numbers else None


# Numbers.


def _numbers(gold: Row, text: str) -> Iterator[str]:
    for number in gold["numbers"]:
        yield from _quote(text, number)
        if not {number["reason"], *number.get("alt_reasons", [])} <= REASONS:
            yield f"{number['quote']} has no known reason"
    # Two facts may tell one number (a rate over both bodies), so each place counts once.
    places = {place for fact in gold["facts"] for place in _told(fact, text)}
    labelled = Counter(
        index
        for span in [*places, *map(_span, gold["numbers"])]
        for index in range(span.start, span.end)
    )
    tables = _table_spans(gold, text)
    for index in numerals(text):
        inside = any(span.start <= index < span.end for span in tables)
        if labelled[index] != (not inside):
            around = text[max(0, index - 8) : index + 8]
            yield f"the numeral at {index} ({around!r}) is labelled {labelled[index]} times"


def _told(fact: Row, text: str) -> Iterator[Span]:
    """Yield the places of the fact's numbers, where it is said again included."""
    for place in map(_span, fact["numbers"].values()):
        yield place
        for other in map(_span, fact["also"]):
            again = find_number(text[other.start : other.end], text[place.start : place.end])
            if again:
                yield Span(other.start + again.start, other.start + again.end)


def _table_spans(gold: Row, text: str) -> list[Span]:
    spans = []
    for name in TABLE_NAMES:
        cells = [cell for table, _, _, cell in _cells(gold) if table == name]
        places = [_span(cell) for cell in cells if cell["state"] != "missing"]
        if places:
            first = min(places).start
            heads = re.finditer(TABLE_STARTS.get(name, "$^"), text[:first])
            start = max((head.start() for head in heads), default=first)
            spans.append(Span(start, max(place.end for place in places)))
    return spans


# Section five, and what does not add up.


def _section_five(gold: Row, text: str) -> Iterator[str]:
    for row in [*gold["problems"], *gold["measures"]]:
        yield from _quote(text, row)
        if _section_at(gold, row["start"]) != SECTION_FIVE:
            yield f"{row['quote'][:12]} does not stand in section five"
        if re.match(r"[，。；、,;]", row["quote"][-1]):
            yield f"{row['quote'][:12]} has its closing mark"


def _findings(gold: Row, text: str) -> Iterator[str]:
    rules = {rule.id for rule in RULES}
    cells = {(table, row, column) for table, row, column, _ in _cells(gold)}
    for finding in gold["findings"]:
        if not {finding["rule"], *finding["alt_rules"]} <= rules:
            yield f"{finding['rule']} is no rule"
        for place in finding["evidence"]:
            if "table" in place:
                known = (place["table"], place["row"], place["column"]) in cells
            else:
                known = 0 <= place["start"] < place["end"] <= len(text)
            if not known:
                yield f"{finding['rule']} has evidence that is not there"
        if not finding["evidence"]:
            yield f"{finding['rule']} has no evidence"
