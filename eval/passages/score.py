"""How well a reader reads the invented passages: `python -m eval.passages.score`.

A number is read right where its place, kind and field are those of the gold; a kind that the gold
also accepts (`alt_kinds`) counts. Facts without a number of their own (未收到) count by place and
kind. The development half has odd ids, the held-out half even ones: of that half only figures are
printed, never texts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import fuzz

from agent.documents import load
from agent.narrative import Narrative, read_narrative, read_numbers
from agent.narrative.roles import LABEL_FIELDS

FOLDER = Path(__file__).parent
_LIKE = 80
"""Percent of the shorter label that must stand in the longer one."""

Passage = dict[str, Any]


class Item(NamedTuple):
    """A number of a fact, or a fact without one (then `field` is empty)."""

    start: int
    end: int
    kinds: frozenset[str]
    field: str
    fact: Any


@dataclass
class Score:
    """Sums over passages."""

    right: int = 0
    told: int = 0
    gold: int = 0
    values: int = 0
    values_right: int = 0
    labels: int = 0
    labels_right: int = 0
    labels_like: int = 0
    non_facts: int = 0
    no_fact_taken: int = 0
    reasons: int = 0
    reasons_right: int = 0
    numbers: int = 0
    explained: int = 0

    def shares(self) -> dict[str, float]:
        """Return the figures, each between 0 and 1."""
        precision, recall = self.right / (self.told or 1), self.right / (self.gold or 1)
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / ((precision + recall) or 1),
            "values": self.values_right / (self.values or 1),
            "labels": self.labels_right / (self.labels or 1),
            "labels alike": self.labels_like / (self.labels or 1),
            "non-facts": self.no_fact_taken / (self.non_facts or 1),
            "reasons": self.reasons_right / (self.reasons or 1),
            "coverage": self.explained / (self.numbers or 1),
        }


@cache
def passages(name: str) -> tuple[Passage, ...]:
    """Return the passages of `with` or `without`."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, Loader=yaml.CSafeLoader))


def half(name: str) -> tuple[Passage, ...]:
    """Return the passages with facts of one half: `development` or `held out`."""
    odd = name == "development"
    return tuple(p for p in passages("with") if bool(p["id"] % 2) == odd)


def read(passage: Passage) -> Narrative:
    """Read a passage by rules."""
    document = load("passage.txt", passage["text"].encode())
    return read_narrative(document, [], [], passage["year"])


def score(chosen: Iterable[Passage], misses: list[str] | None = None) -> Score:
    """Score the rule reader on passages; `misses` is given a line for each thing wrong."""
    total = Score()
    for passage in chosen:
        _add(total, passage, read(passage), [] if misses is None else misses)
    return total


def _add(total: Score, passage: Passage, narrative: Narrative, misses: list[str]) -> None:
    said = list(_told(passage["text"], narrative))
    gold = list(_gold(passage))
    left = list(said)
    total.told += len(said)
    compared: set[int] = set()
    for item in gold:
        twin = next((other for other in left if _same(item, other)), None)
        if twin is None:
            if item.fact.get("optional"):
                continue
            total.gold += 1
            misses.append(f"{passage['id']}: missed {item.fact['kind']}.{item.field} {_q(item)}")
            continue
        left.remove(twin)
        total.right += 1
        total.gold += 1
        if id(item.fact) not in compared:
            compared.add(id(item.fact))
            _compare(total, passage, item.fact, twin.fact, misses)
    for item in list(left):
        # A number said twice may be claimed at its other place too.
        if any(_same(item, other) for other in _also(passage)):
            left.remove(item)
            total.told -= 1
    misses += [f"{passage['id']}: wrong {set(i.kinds)}.{i.field} {i.fact.quote!r}" for i in left]
    _non_facts(total, passage, narrative, said, misses)
    total.numbers += narrative.coverage.total
    total.explained += narrative.coverage.explained
    misses += [f"{passage['id']}: unexplained {q.quote}" for q in narrative.coverage.unexplained]


def _q(item: Item) -> str:
    return repr(item.fact["quote"])


def _same(gold: Item, told: Item) -> bool:
    if not (gold.start < told.end and told.start < gold.end and gold.kinds & told.kinds):
        return False
    # A kind that is also accepted has other fields.
    return gold.field == told.field or (bool(gold.field) and told.kinds != {gold.fact["kind"]})


def _find(text: str, quote: str, nth: int | None) -> int:
    start = text.find(quote)
    for _ in range((nth or 1) - 1):
        start = text.find(quote, start + 1)
    return start


def _gold(passage: Passage) -> Iterator[Item]:
    for fact in passage["facts"]:
        kinds = frozenset([fact["kind"], *fact.get("alt_kinds", [])])
        start = _find(passage["text"], fact["quote"], fact.get("nth"))
        if not fact["numbers"]:
            yield Item(start, start + len(fact["quote"]), kinds, "", fact)
        for field, told in fact["numbers"].items():
            characters, _, nth = told.partition(":")
            at = start + _find(fact["quote"], characters, int(nth or 1))
            yield Item(at, at + len(characters), kinds, field, fact)


def _also(passage: Passage) -> Iterator[Item]:
    for fact in passage["facts"]:
        kinds = frozenset([fact["kind"], *fact.get("alt_kinds", [])])
        for place in fact.get("also", []):
            start = _find(passage["text"], place["quote"], place.get("nth"))
            for field in fact["numbers"]:
                yield Item(start, start + len(place["quote"]), kinds, field, fact)


def _told(text: str, narrative: Narrative) -> Iterator[Item]:
    ends: dict[int, int] = {}
    view = load("passage.txt", text.encode()).view
    for part in narrative.passages:
        ends |= {q.start: q.number_end for q in read_numbers(view, part).candidates}
    for read in narrative.facts:
        kinds = frozenset([read.fact.kind])
        if not read.claims:
            yield Item(read.fact.start, read.fact.end, kinds, "", read.fact)
        for claim in read.claims:
            yield Item(claim.start, ends[claim.start], kinds, claim.field, read.fact)


def _compare(total: Score, passage: Passage, gold: Any, fact: Any, misses: list[str]) -> None:
    """Compare the fields of a fact that was found."""
    if fact.kind != gold["kind"]:
        return
    other = gold.get("alt_values") or {}
    for name, value in gold["fields"].items():
        mine = getattr(fact, name)
        accepted = [value, *other.get(name, [])]
        if name == LABEL_FIELDS[fact.kind] and name != "body":
            total.labels += 1
            exact = any(_bare(mine) == _bare(label) for label in accepted)
            like = exact or any(_alike(mine, label) for label in accepted)
            total.labels_right += exact
            total.labels_like += like
            if not exact:
                misses.append(f"{passage['id']}: label{'' if like else '!'} {mine} / {value}")
            continue
        total.values += 1
        right = any(_equal(mine, v) for v in accepted)
        total.values_right += right
        if not right:
            misses.append(f"{passage['id']}: {gold['kind']}.{name} {mine} / {value}")


def _bare(label: str | None) -> str:
    return re.sub(r"[\s“”\"「」]", "", label or "")


def _alike(mine: str | None, label: str | None) -> bool:
    return bool(mine and label) and fuzz.partial_ratio(_bare(mine), _bare(label)) >= _LIKE


def _equal(mine: Any, value: Any) -> bool:
    if isinstance(value, int | float) and isinstance(mine, int | Decimal):
        return Decimal(str(value)) == Decimal(mine)
    return bool(mine == value)


def _non_facts(
    total: Score, passage: Passage, narrative: Narrative, said: list[Item], misses: list[str]
) -> None:
    view = load("passage.txt", passage["text"].encode()).view
    explained = [pair for part in narrative.passages for pair in read_numbers(view, part).explained]
    for entry in passage["non_facts"]:
        start = _find(passage["text"], entry["number"], entry.get("nth"))
        end = start + len(entry["number"])
        total.non_facts += 1
        taken = any(i.field and i.start < end and start < i.end for i in said)
        total.no_fact_taken += not taken
        if taken:
            misses.append(f"{passage['id']}: a fact from {entry['number']}")
        reasons = {why for q, why in explained if q.start < end and start < q.number_end}
        if reasons:
            total.reasons += 1
            total.reasons_right += entry["reason"] in reasons
            if entry["reason"] not in reasons:
                misses.append(f"{passage['id']}: {entry['number']} {reasons} / {entry['reason']}")


def main() -> None:
    """Print the figures of both halves, and on request what is wrong in the development half."""
    for name in ("development", "held out"):
        misses: list[str] = []
        figures = score(half(name), misses)
        print(f"{name:<12}", *(f"{k} {v:.3f}" for k, v in figures.shares().items()), sep="  ")
        if "--misses" in sys.argv and name == "development":
            print(*misses, sep="\n")
    facts = [(p["id"], f.fact.quote) for p in passages("without") for f in read(p).facts]
    print("without     ", len(facts), "facts", *(facts if "--misses" in sys.argv else []))


if __name__ == "__main__":
    main()
