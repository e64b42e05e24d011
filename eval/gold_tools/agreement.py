"""How far the two separate annotations agree, counted before any difference was settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from eval.gold_tools.labels import Fact, Item, Labels, Row, read_labels
from eval.gold_tools.places import ANNOTATIONS, CODES, EVAL, Span

LABEL_FIELDS = {"channel", "category", "subject", "title", "platform", "scope"}
"""Fields that hold words of the annotator's choice; all others are read off the text."""
NONE = "not labelled"

Pair = tuple[Any, Any]
Figures = dict[str, Any]


def agreement() -> Figures:
    """Return the figures of all reports together, and what each counts."""
    both = [
        (
            read_labels(ANNOTATIONS / "A" / f"{code}.jsonl", report),
            read_labels(ANNOTATIONS / "B" / f"{code}.jsonl", report),
        )
        for code, report in CODES.items()
    ]
    classes = [pair for a, b in both for pair in _classes(a, b)]
    matched = [(a, b, _matched(a.facts, b.facts)) for a, b in both]
    pairs = [pair for *_, some in matched for pair in some]
    return {
        "reports": len(both),
        "numbers": {
            "fact_or_not": _categories([(_sort(a), _sort(b)) for a, b in classes]),
            "kind_of_fact": _categories(_of_sort(classes, "fact")),
            "reason_of_non_fact": _categories(_of_sort(classes, "non-fact")),
            "field": _categories(_number_fields(pairs)),
        },
        "facts": _fact_figures(matched),
        "fields": _field_figures(pairs),
        "items": {
            name: _item_figures([(getattr(a, name), getattr(b, name)) for a, b in both])
            for name in ("problems", "measures")
        },
        "findings": _finding_figures(both),
        "meta": _value_figures([pair for a, b in both for pair in _meta(a, b)]),
        "sections": _share([same for a, b in both for same in _sections(a, b)]),
        "cells": _categories([pair for code in CODES for pair in _cells(code)]),
    }


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _share(outcomes: Sequence[bool]) -> Figures:
    return {
        "compared": len(outcomes),
        "equal": sum(outcomes),
        "share": _ratio(sum(outcomes), len(outcomes)),
    }


def _categories(pairs: Sequence[Pair]) -> Figures:
    """Return the share of equal categories, and Cohen's kappa."""
    equal = sum(a == b for a, b in pairs)
    return {
        "compared": len(pairs),
        "equal": equal,
        "share": _ratio(equal, len(pairs)),
        "kappa": kappa(pairs),
    }


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa; null where chance alone gives full agreement."""
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(a == b for a, b in pairs) / total
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[name] * second[name] for name in first) / total**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 4)


def _overlap(a: int, b: int, both: int) -> Figures:
    """Return how many of each one's labels the other has; F1 is the same for both directions."""
    return {
        "A": a,
        "B": b,
        "both": both,
        "share_of_A": _ratio(both, a),
        "share_of_B": _ratio(both, b),
        "f1": _ratio(2 * both, a + b),
    }


# Numbers: each is labelled as a fact of a kind, or with the reason why it is none.


def _classes(a: Labels, b: Labels) -> list[Pair]:
    """Return how both class each number that at least one of them labels."""
    first, second = _classed(a), _classed(b)
    return [(first.get(place), second.get(place)) for place in sorted({*first, *second})]


def _classed(labels: Labels) -> dict[Span, tuple[str, str]]:
    classed = {item.span: ("non-fact", item.row["reason"]) for item in labels.numbers}
    for fact in labels.facts:
        classed |= dict.fromkeys(fact.numbers.values(), ("fact", fact.kind))
    return classed


def _sort(label: tuple[str, str] | None) -> str:
    return label[0] if label else NONE


def _of_sort(classes: Iterable[Pair], sort: str) -> list[Pair]:
    return [(a[1], b[1]) for a, b in classes if _sort(a) == _sort(b) == sort]


# Facts are the same fact when they tell the same number, or overlap where they tell none.


def _matched(first: Sequence[Fact], second: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    left = list(second)
    pairs = []
    for fact in first:
        found = max(left, key=lambda other: _likeness(fact, other), default=None)
        if found and _likeness(fact, found):
            pairs.append((fact, found))
            left.remove(found)
    return pairs


def _likeness(a: Fact, b: Fact) -> int:
    shared = len({*a.numbers.values()} & {*b.numbers.values()})
    if shared:
        return 1 + shared
    same_body = a.row["fields"].get("body") == b.row["fields"].get("body")
    return int(not a.numbers and not b.numbers and a.span.overlaps(b.span) and same_body)


def _fact_figures(matched: Sequence[tuple[Labels, Labels, list[tuple[Fact, Fact]]]]) -> Figures:
    first = Counter(fact.kind for a, _, _ in matched for fact in a.facts)
    second = Counter(fact.kind for _, b, _ in matched for fact in b.facts)
    both = Counter(a.kind for *_, pairs in matched for a, b in pairs if a.kind == b.kind)
    kinds = {
        kind: _overlap(first[kind], second[kind], both[kind]) for kind in sorted(first | second)
    }
    return {"all": _overlap(first.total(), second.total(), both.total()), **kinds}


def _number_fields(pairs: Iterable[tuple[Fact, Fact]]) -> list[Pair]:
    """Return the fields that both give a number which both have in a fact of the same kind."""
    found = []
    for a, b in pairs:
        names = {place: name for name, place in b.numbers.items()}
        if a.kind == b.kind:
            found += [
                (f"{a.kind}.{name}", f"{b.kind}.{names[place]}")
                for name, place in a.numbers.items()
                if place in names
            ]
    return found


def _field_figures(pairs: Iterable[tuple[Fact, Fact]]) -> Figures:
    words: list[tuple[Any, Any, bool]] = []
    others: list[bool] = []
    for a, b in pairs:
        if a.kind != b.kind:
            continue
        for name in sorted({*a.row["fields"], *b.row["fields"]}):
            one, two = a.row["fields"].get(name), b.row["fields"].get(name)
            if name in LABEL_FIELDS:
                words.append((one, two, _meet(one, two, _other(a.row, name), _other(b.row, name))))
            else:
                others.append(one == two)
    return {"labels": _value_figures(words), "numbers_and_units": _share(others)}


def _other(row: Row, name: str) -> list[Any]:
    return list((row.get("alt_values") or {}).get(name, []))


def _meet(one: Any, two: Any, others_one: Sequence[Any], others_two: Sequence[Any]) -> bool:
    """Tell whether the wording of one annotation is also accepted by the other."""
    return one == two or one in others_two or two in others_one


def _value_figures(values: Sequence[tuple[Any, Any, bool]]) -> Figures:
    return {
        **_share([one == two for one, two, _ in values]),
        "accepted": sum(met for *_, met in values),
        "share_accepted": _ratio(sum(met for *_, met in values), len(values)),
    }


# Everything else.


def _item_figures(pairs: Sequence[tuple[Sequence[Item], Sequence[Item]]]) -> Figures:
    both = sum(len({a.span for a in first} & {b.span for b in second}) for first, second in pairs)
    return _overlap(sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs), both)


def _finding_figures(both: Sequence[tuple[Labels, Labels]]) -> Figures:
    """Count findings by report and rule; those that both or one call optional are counted apart."""
    figures = {}
    for name, keep in (("all", False), ("not_optional", True)):
        totals = [0, 0, 0]
        for a, b in both:
            first, second = _rules(a, keep), _rules(b, keep)
            totals[0] += first.total()
            totals[1] += second.total()
            totals[2] += (first & second).total()
        figures[name] = _overlap(*totals)
    return figures


def _rules(labels: Labels, only_required: bool) -> Counter[str]:
    rows = (row for row in labels.findings if not (only_required and row.get("optional")))
    return Counter(row["rule"] for row in rows)


def _meta(a: Labels, b: Labels) -> list[tuple[Any, Any, bool]]:
    found = []
    for name in a.meta:
        one, two = a.meta[name], b.meta[name]
        others = one.get("alt_values", []), two.get("alt_values", [])
        found.append((one["value"], two["value"], _meet(one["value"], two["value"], *others)))
    return found


def _sections(a: Labels, b: Labels) -> list[bool]:
    first, second = _titles(a), _titles(b)
    return [first.get(number) == second.get(number) for number in {*first, *second}]


def _titles(labels: Labels) -> dict[int, str]:
    """Return the titles without a closing colon, which only one annotation kept."""
    return {number: row["title"].rstrip("：:") for number, row in labels.sections.items()}


def _cells(code: str) -> list[Pair]:
    """Return each cell as annotation B and as the labels of the tests, a third reading, have it."""
    paths = (
        ANNOTATIONS / "B" / f"{code}.cells.tsv",
        EVAL.parent / "tests" / "labels" / f"{code}.tsv",
    )
    typed = [
        [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        for path in paths
    ]
    return [
        (one.removeprefix("direction:"), two)
        for row, other in zip(*typed, strict=True)
        for one, two in zip(row[2:], other[2:], strict=True)
        if row[:2] == other[:2]
    ]
