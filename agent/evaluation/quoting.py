"""Finds in a text what labels name by words in place of offsets: quotes, and numbers in them."""

from __future__ import annotations

from typing import Any

Entry = dict[str, Any]
_QUOTED = ("facts", "numbers", "problems", "measures")


def quote_place(entry: Entry | str, text: str) -> Entry:
    """Return a quote with its offsets; `nth` tells which one, where it stands more than once.

    Raises:
        ValueError: it does not stand there.
    """
    words = entry if isinstance(entry, str) else entry["quote"]
    nth = 1 if isinstance(entry, str) else entry.get("nth", 1)
    if not isinstance(nth, int):
        raise ValueError(f"{words!r}: nth is no number")
    start = _nth(text, words, nth)
    return {"quote": words, "start": start, "end": start + len(words)}


def number_place(number: str, text: str, quotes: list[Entry]) -> Entry:
    """Return where a number stands in the first quote that has it; `:2` is the second such.

    Raises:
        ValueError: none of them has it.
    """
    words, _, nth = number.partition(":")
    for quote in quotes:
        inner = text[quote["start"] : quote["end"]]
        if words in inner:
            start = quote["start"] + _nth(inner, words, int(nth or 1))
            return {"start": start, "end": start + len(words)}
    raise ValueError(f"{words!r} is not in {text[quotes[0]['start'] : quotes[0]['end']]!r}")


def _nth(text: str, words: str, nth: int) -> int:
    place = -1
    for _ in range(nth):
        place = text.find(words, place + 1)
        if place < 0:
            raise ValueError(f"{words!r} does not stand in the text {nth} times")
    return place


def lacks_places(labels: Any) -> bool:
    """Tell whether labels of a report name anything by its words alone."""
    return any(_by_words(entry) for entry in _entries(labels))


def with_places(labels: Entry, text: str) -> Entry:
    """Return the labels of a report with the offsets that were left out.

    Raises:
        ValueError: a quote does not stand in the text, or more than once and no `nth` tells which.
    """
    for entry in filter(_by_words, _entries(labels)):
        if "start" not in entry:
            if (times := text.count(entry["quote"])) > 1 and "nth" not in entry:
                raise ValueError(f"{entry['quote']!r} stands in the text {times} times; add nth")
            entry |= quote_place(entry, text)
            entry.pop("nth", None)
        numbers = entry.get("numbers") or {}
        try:
            for field, number in numbers.items():
                if isinstance(number, str):
                    numbers[field] = number_place(number, text, [entry, *entry.get("also", [])])
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"{entry['quote']!r}: {error!r} is missing or malformed") from error
    return labels


def _entries(labels: Any) -> list[Entry]:
    """Return all that is quoted; what is malformed is for the model of labels to refuse."""
    if not isinstance(labels, dict):
        return []
    lists = [labels[name] for name in _QUOTED if isinstance(labels.get(name), list)]
    entries = [one for listed in lists for one in listed if isinstance(one, dict)]
    return [one for one in entries if isinstance(one.get("quote"), str)]


def _by_words(entry: Entry) -> bool:
    numbers = entry.get("numbers")
    named = isinstance(numbers, dict) and any(isinstance(one, str) for one in numbers.values())
    return "start" not in entry or named
