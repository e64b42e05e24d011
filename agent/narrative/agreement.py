"""Two readings of one narrative made one: agreed, by one reader only, or in conflict.

Readers are compared number by number. A number that both took for the same field of the same kind,
of a thing of like name, is read alike. In a conflict the rules' reading is given, with the other
beside it: which of them is right is for a person to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from agent.facts import Fact, OtherReading
from agent.narrative.building import Claim, ReadFact
from agent.narrative.merging import merged
from agent.narrative.roles import LABEL_FIELDS

_MIN_LIKENESS = 50
"""Percent of the shorter label that must stand in the longer one."""
_LABELS_MATTER = {"mailbox", "category_count", "account", "proposal", "service_item"}
"""Kinds whose label is a name; that of the others is a wording of the sentence."""


def reconciled(rule: Sequence[ReadFact], model: Sequence[ReadFact]) -> list[ReadFact]:
    """Return all facts in order of place, each with its status; `model` is what the model read."""
    owners: dict[int, list[_Taken]] = {}
    for read in model:
        for claim in read.claims:
            owners.setdefault(claim.start, []).append(_Taken(read.fact, claim))
    taken = {claim.start for read in rule for claim in read.claims}
    unnumbered = [read for read in model if not read.claims]
    facts = []
    for read in rule:
        others = [(claim, owners[claim.start]) for claim in read.claims if claim.start in owners]
        if others:
            facts.append(_compared(read, others))
        elif not read.claims and (twin := _unnumbered_twin(read.fact, unnumbered)):
            unnumbered.remove(twin)
            facts.append(_with_status(read, "agreed"))
        else:
            facts.append(read)
    rest = [left for read in model if read.claims and (left := _left(read, taken))]
    silent = [read for read in unnumbered if not _overlapped(read.fact, rule)]
    # Only now: of a thing that is told twice the rules may have read one place.
    alone = merged([*rest, *silent])
    return sorted([*facts, *alone], key=lambda read: (read.fact.start, read.fact.end))


class _Taken(NamedTuple):
    """What a reader took a number for."""

    fact: Fact
    claim: Claim


def _compared(read: ReadFact, others: Iterable[tuple[Claim, list[_Taken]]]) -> ReadFact:
    """Return a fact of the rules with its status, after a look at who took its numbers."""
    unlike = [
        other[0]
        for claim, other in others
        if not any(_alike(read.fact, claim, fact, theirs) for fact, theirs in other)
    ]
    if not unlike:
        return _with_status(read, "agreed")
    conflicting = _with_status(read, "conflict")
    conflicting.fact.other_reading = [
        OtherReading(start=claim.start, kind=fact.kind, field=claim.field, label=label_of(fact))
        for fact, claim in unlike
    ]
    return conflicting


def _alike(fact: Fact, claim: Claim, other: Fact, theirs: Claim) -> bool:
    return fact.kind == other.kind and claim.field == theirs.field and _like(fact, other)


def _with_status(read: ReadFact, status: str) -> ReadFact:
    fact = read.fact.model_copy(update={"found_by": ["rule", "llm"], "status": status})
    return ReadFact(fact, read.claims)


def label_of(fact: Fact) -> str | None:
    """Return what a fact is about, in the words of its label."""
    label: str | None = getattr(fact, LABEL_FIELDS[fact.kind])
    return label


def _like(fact: Fact, other: Fact) -> bool:
    if fact.kind == "event" and other.kind == "event" and fact.event_kind != other.event_kind:
        return False
    if fact.kind not in _LABELS_MATTER:
        return True
    mine, theirs = label_of(fact), label_of(other)
    if not mine or not theirs:
        return True
    return fuzz.partial_ratio(mine, theirs) >= _MIN_LIKENESS


def _left(read: ReadFact, taken: set[int]) -> ReadFact | None:
    """Return what a model's fact says beyond the numbers that the rules took."""
    free = [claim for claim in read.claims if claim.start not in taken]
    if len(free) == len(read.claims):
        return read
    if not free:
        return None
    gone = {claim.field: None for claim in read.claims if claim.start in taken}
    return ReadFact(read.fact.model_copy(update=gone), tuple(free))


def _unnumbered_twin(fact: Fact, model: Iterable[ReadFact]) -> ReadFact | None:
    """Return the model's fact without numbers (未收到, a dated training) at the same place."""
    for read in model:
        other = read.fact
        if other.kind == fact.kind and fact.start < other.end and other.start < fact.end:
            return read if _like(fact, other) else None
    return None


def _overlapped(fact: Fact, rule: Iterable[ReadFact]) -> bool:
    places = (place for read in rule for place in (read.fact, *read.fact.also))
    return any(place.start < fact.end and fact.start < place.end for place in places)
