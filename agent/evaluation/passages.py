"""Sets of invented passages: YAML that names quotes and numbers by their words, not by offsets.

A passage without facts tests abstention: whatever is read from it is invented. Passages with even
ids are held out: who writes rules or prompts sees their figures, never their errors.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from agent.evaluation.gold import GoldPassage, misplaced
from agent.evaluation.quoting import Entry, number_place, quote_place


def load_passages(name: str, data: bytes) -> list[GoldPassage]:
    """Read a set of passages; their ids begin with the set's name.

    Raises:
        ValueError: the file is no such set, or a quote or a number is not in its text.
    """
    try:
        listed = yaml.safe_load(data)
    except yaml.YAMLError as error:
        raise ValueError(f"no YAML: {error}") from error
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise ValueError("no list of passages")
    return [_passage(f"{name}-{entry.get('id')}", entry) for entry in listed]


def _passage(name: str, entry: Entry) -> GoldPassage:
    text = str(entry.get("text", ""))
    try:
        facts = [
            _fact(f"f{count}", fact, text) for count, fact in enumerate(entry.get("facts", []), 1)
        ]
        numbers = [_number(one, text) for one in entry.get("non_facts", [])]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{name}: {error!r} is missing or malformed") from error
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    passage = GoldPassage(
        id=name,
        style=entry.get("style", ""),
        text=text,
        year=entry.get("year"),
        facts=facts,
        numbers=numbers,
        held_out=isinstance(entry.get("id"), int) and entry["id"] % 2 == 0,
    )
    if wrong := misplaced(passage, text):
        raise ValueError(f"{name}: {wrong}")
    return passage


def _fact(fact_id: str, entry: Entry, text: str) -> Any:
    also = [quote_place(one, text) for one in entry.get("also", [])]
    quote = quote_place(entry, text)
    numbers = {
        field: number_place(str(number), text, [quote, *also])
        for field, number in entry.get("numbers", {}).items()
    }
    fields = {name: _exact(value) for name, value in entry["fields"].items()}
    return {
        "id": fact_id,
        "kind": entry["kind"],
        **quote,
        **fields,
        "numbers": numbers,
        "also": [{"start": place["start"], "end": place["end"]} for place in also],
        "alt_kinds": entry.get("alt_kinds", []),
        "alt_values": {
            name: [_exact(value) for value in values]
            for name, values in entry.get("alt_values", {}).items()
        },
        "optional": entry.get("optional", False),
        "note": entry.get("note", ""),
    }


def _number(entry: Entry, text: str) -> Any:
    quote = quote_place({"quote": str(entry["number"]), "nth": entry.get("nth", 1)}, text)
    return {**quote, "reason": entry["reason"], "optional": entry.get("optional", False)}


def _exact(value: Any) -> Any:
    """Return a number of YAML without its binary fraction, dates as text."""
    if isinstance(value, float):
        return Decimal(str(value))
    return [str(one) for one in value] if isinstance(value, list) else value
