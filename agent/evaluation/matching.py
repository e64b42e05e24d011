"""The one matching of what was read with what is right; docs/evaluation.md tells it in words.

What is matched is units: a number of a fact with its field. A unit with a place (its number stands
in the text) is matched with one at the same place. A unit without (未收到 is 0) is matched with one
of a fact whose numbers were matched, or of a fact at an overlapping place, of a kind that is right.
Each unit has one partner at most; of several, the one that agrees in more is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from agent.contract import Number, Place
from agent.documents.view import fold
from agent.evaluation.gold import GoldFact, number_fields
from agent.facts import Fact
from agent.narrative.agreement import label_of
from agent.narrative.quantities import quantities
from agent.narrative.roles import LABEL_FIELDS

Numbers = Mapping[str, Mapping[str, Sequence[Place]]]
_SIGNS = re.compile(r"[\W_]+")


class Level(IntEnum):
    """How far a unit that was read agrees with the label; each level has those below."""

    PLACE = 0
    """The same place, another value."""
    NUMBER = 1
    """The number at its place."""
    KIND = 2
    """Its kind and its field too."""
    LABEL = 3
    """What it is about, too."""


class Unit(NamedTuple):
    """A number of a fact, or the fact itself where it has none."""

    fact: int
    """Position of its fact."""
    field: str
    """Empty for a fact without any number."""
    value: Number | None
    places: tuple[Place, ...]
    """Where the number stands; none for one that follows from words."""
    optional: bool = False


class Pair(NamedTuple):
    """A unit that was read and the label's unit it is compared with."""

    gold: Unit
    found: Unit
    level: Level


class Matching(NamedTuple):
    """The outcome for one document."""

    gold: Sequence[GoldFact]
    found: Sequence[Fact]
    pairs: list[Pair]
    missed: list[Unit]
    """Units of labels that nothing was read for, and that had to be read."""
    excused: list[Unit]
    """Units of labels that nothing was read for, which is right too."""
    unasked: list[Unit]
    """Units of labels in pieces that the model was not heard on."""
    extra: list[Unit]
    """Units that were read where no label is."""
    links: dict[int, int]
    """Position of a fact that was read -> of its label; each once."""

    def whole(self) -> list[tuple[int, int]]:
        """Return the linked facts of which every unit is right, and none is missed or extra."""
        wrong_gold = {unit.fact for unit in self.missed}
        wrong_found = {unit.fact for unit in self.extra}
        for pair in self.pairs:
            if pair.level < Level.LABEL or self.links.get(pair.found.fact) != pair.gold.fact:
                wrong_gold.add(pair.gold.fact)
                wrong_found.add(pair.found.fact)
        return [
            (found, gold)
            for found, gold in self.links.items()
            if found not in wrong_found and gold not in wrong_gold
        ]


def match(
    text: str,
    script: str,
    gold: Sequence[GoldFact],
    found: Sequence[Fact],
    numbers: Numbers,
    unasked: Sequence[Place] = (),
) -> Matching:
    """Match the facts that were read of a document with its labels.

    Args:
        text: the source text.
        script: `hans` or `hant`.
        numbers: id of a fact -> field -> where its number stands.
        unasked: pieces that the model was not heard on.
    """
    view = fold(text, "hant" if script == "hant" else "hans")
    gold_units = [unit for at, one in enumerate(gold) for unit in _gold_units(at, one, view)]
    found_units = [
        unit
        for at, fact in enumerate(found)
        for unit in _found_units(at, fact, numbers.get(fact.id, {}))
    ]
    pairs = _matched_by_place(gold, found, gold_units, found_units)
    pairs += _matched_by_words(gold, found, gold_units, found_units, pairs)
    taken = {(pair.gold.fact, pair.gold.field) for pair in pairs}
    used = {(pair.found.fact, pair.found.field) for pair in pairs}
    missed, excused, unheard = [], [], []
    for unit in gold_units:
        if (unit.fact, unit.field) in taken:
            continue
        if unit.optional or _is_merged(unit, gold, pairs):
            excused.append(unit)
        elif any(_overlap(gold[unit.fact].fact, place) for place in unasked):
            unheard.append(unit)
        else:
            missed.append(unit)
    extra = [unit for unit in found_units if (unit.fact, unit.field) not in used]
    return Matching(gold, found, pairs, missed, excused, unheard, extra, _linked(pairs))


def _gold_units(at: int, gold: GoldFact, view: str) -> Iterator[Unit]:
    fact = gold.fact
    told = 0
    for name in number_fields(fact.kind):
        values = gold.values(name)
        value = next((one for one in values if one is not None), None)
        if value is None:
            continue
        told += values[0] is not None
        # A value that only the alternatives have may be left out, as one may whose value may.
        optional = gold.optional or None in values
        places = (gold.numbers[name],) if name in gold.numbers else ()
        yield Unit(at, name, value, places + _said_again(places, fact, value, view), optional)
    if not told:
        yield Unit(at, "", None, (), gold.optional)


def _said_again(places: Sequence[Place], fact: Fact, value: Number, view: str) -> tuple[Place, ...]:
    """Return where the same number stands in the further places of a fact."""
    return tuple(
        Place(start=quantity.start, end=quantity.number_end)
        for also in (fact.also if places else ())
        for quantity in quantities(view, also.start, also.end)
        if quantity.value == value and not any(_overlap(also, place) for place in places)
    )


def _found_units(at: int, fact: Fact, numbers: Mapping[str, Sequence[Place]]) -> Iterator[Unit]:
    told = False
    for name in number_fields(fact.kind):
        value = getattr(fact, name)
        if value is not None:
            told = True
            yield Unit(at, name, value, tuple(numbers.get(name, ())))
    if not told:
        yield Unit(at, "", None, ())


def _matched_by_place(
    gold: Sequence[GoldFact],
    found: Sequence[Fact],
    gold_units: Sequence[Unit],
    found_units: Sequence[Unit],
) -> list[Pair]:
    candidates = [
        Pair(right, read, _level(gold[right.fact], found[read.fact], right, read))
        for right in gold_units
        for read in found_units
        if any(_overlap(a, b) for a in right.places for b in read.places)
    ]
    return _best(gold, candidates)


def _matched_by_words(
    gold: Sequence[GoldFact],
    found: Sequence[Fact],
    gold_units: Sequence[Unit],
    found_units: Sequence[Unit],
    placed: Sequence[Pair],
) -> list[Pair]:
    """Match what follows from words: only kind, field and value tell that it is the same."""
    linked = {(pair.gold.fact, pair.found.fact) for pair in placed}
    candidates = []
    for right in gold_units:
        for read in found_units:
            if right.places or read.places:
                continue
            one, other = gold[right.fact], found[read.fact]
            near = (right.fact, read.fact) in linked or _stand_together(one.fact, other)
            if near and (level := _level(one, other, right, read)) >= Level.KIND:
                candidates.append(Pair(right, read, level))
    return _best(gold, candidates, linked)


def _best(
    gold: Sequence[GoldFact],
    candidates: Sequence[Pair],
    linked: Iterable[tuple[int, int]] = (),
) -> list[Pair]:
    """Take pairs from the best on, each unit once."""
    shared = Counter((p.gold.fact, p.found.fact) for p in candidates if p.level >= Level.KIND)
    shared.update(dict.fromkeys(linked, 1))

    def worth(pair: Pair) -> tuple[Any, ...]:
        optional = gold[pair.gold.fact].optional
        together = shared[pair.gold.fact, pair.found.fact]
        return (-pair.level, optional, -together, pair.gold.fact, pair.found.fact)

    taken: set[tuple[int, str]] = set()
    used: set[tuple[int, str]] = set()
    pairs = []
    for pair in sorted(candidates, key=worth):
        right, read = (pair.gold.fact, pair.gold.field), (pair.found.fact, pair.found.field)
        if right not in taken and read not in used:
            taken.add(right)
            used.add(read)
            pairs.append(pair)
    return pairs


def _level(gold: GoldFact, found: Fact, right: Unit, read: Unit) -> Level:
    if read.value not in gold.values(right.field):
        return Level.PLACE
    if read.field not in accepted_fields(gold, right.field, found.kind):
        return Level.NUMBER
    return Level.LABEL if is_label_right(gold, found) else Level.KIND


def accepted_fields(gold: GoldFact, field: str, kind: str) -> Sequence[str]:
    """Return the fields in which a number may stand when it is read as `kind`; none if it may not.

    Another kind that is right need not have the field; then any of its numbers will do.
    """
    if kind == gold.fact.kind:
        return (field,)
    if kind not in gold.alt_kinds:
        return ()
    own = number_fields(kind)
    return (field,) if field in own or not field else own


def is_label_right(gold: GoldFact, found: Fact) -> bool:
    """Tell whether a fact is about what its label says, but for signs and spaces."""
    right = [label_of(gold.fact)]
    for name in {LABEL_FIELDS[gold.fact.kind], LABEL_FIELDS[found.kind]}:
        right += gold.alt_values.get(name, [])
    return plain(label_of(found)) in map(plain, right)


def plain(value: Any) -> Any:
    """Return a label without signs, spaces and widths; anything else as it is."""
    if not isinstance(value, str):
        return value
    return _SIGNS.sub("", unicodedata.normalize("NFKC", value)) or value


def _is_merged(unit: Unit, gold: Sequence[GoldFact], pairs: Iterable[Pair]) -> bool:
    """Tell whether a fact that this one may merge with was read with the same number."""
    mine = gold[unit.fact]
    for pair in pairs:
        other = gold[pair.gold.fact]
        may = other.fact.id in mine.may_merge_with or mine.fact.id in other.may_merge_with
        alike = pair.gold.field == unit.field and pair.gold.value == unit.value
        if may and alike and pair.level >= Level.KIND:
            return True
    return False


def _linked(pairs: Iterable[Pair]) -> dict[int, int]:
    """Pair whole facts by the units they share; each fact once."""
    worth: Counter[tuple[int, int]] = Counter()
    for pair in pairs:
        worth[pair.found.fact, pair.gold.fact] += 1 + pair.level
    links: dict[int, int] = {}
    for (found, gold), _ in sorted(worth.items(), key=lambda item: (-item[1], item[0])):
        if found not in links and gold not in links.values():
            links[found] = gold
    return links


def _stand_together(fact: Fact, other: Fact) -> bool:
    return any(_overlap(a, b) for a in (fact, *fact.also) for b in (other, *other.also))


def _overlap(a: Any, b: Any) -> bool:
    return bool(a.start < b.end and b.start < a.end)
