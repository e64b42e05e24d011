"""Scores the facts of one document: three levels, whole facts, spans, fields, the two readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agent.contract import Place
from agent.documents.view import fold
from agent.evaluation.figures import CaseScore, Tally
from agent.evaluation.gold import Labels, number_fields
from agent.evaluation.matching import (
    Level,
    Matching,
    Unit,
    accepted_fields,
    match,
    plain,
)
from agent.evaluation.runs import Sample
from agent.facts import Fact, OtherReading
from agent.narrative.quantities import quantities
from agent.narrative.roles import LABEL_FIELDS
from agent.report import Report
from agent.wording import FACT_STATUSES, FIELDS, KINDS, fact_label, number_words

_LEVELS = {"number": Level.NUMBER, "kind": Level.KIND, "label": Level.LABEL}
_NOT_COMPARED = {"id", "kind", "quote", "start", "end", "found_by", "status", "also"}
_WRONG = {
    Level.PLACE: "数值不对",
    Level.NUMBER: "种类或字段不对",
    Level.KIND: "名称不对",
}


def score_facts(score: CaseScore, labels: Labels, sample: Sample) -> Matching:
    """Match the facts of a case with its labels and count; return the matching."""
    report = sample.report
    assert report is not None and report.source.text is not None
    text, script = report.source.text, report.meta.script
    matching = match(text, script, labels.facts, report.facts, sample.numbers, sample.unasked)
    for metric, level in _LEVELS.items():
        _count_level(score, metric, level, matching)
    _count_whole(score, matching)
    _count_spans(score, matching)
    _count_fields(score, matching)
    _count_status(score, matching)
    _count_non_facts(score, labels, matching)
    _count_grounded(score, matching, report)
    _tell_errors(score, labels, matching)
    score.unasked = len(matching.unasked)
    return matching


def _count_level(score: CaseScore, metric: str, level: Level, matching: Matching) -> None:
    """Count units at one level; those without a place count from the kind on."""
    score.count(metric, Tally())
    for unit in matching.missed:
        if unit.places or level > Level.NUMBER:
            kind = matching.gold[unit.fact].fact.kind
            score.count(metric, Tally(gold=1), kind)
            score.items[metric][_key(matching, unit)] = False
    for unit in matching.extra:
        if unit.places or level > Level.NUMBER:
            score.count(metric, Tally(found=1), matching.found[unit.fact].kind)
    for pair in matching.pairs:
        if not pair.gold.places and level <= Level.NUMBER:
            continue
        kind = matching.gold[pair.gold.fact].fact.kind
        right = pair.level >= level
        if right:
            score.count(metric, Tally(1, 1, 1, 1), kind)
        else:
            score.count(metric, Tally(found=1), matching.found[pair.found.fact].kind)
            if not pair.gold.optional:
                score.count(metric, Tally(gold=1), kind)
        if right or not pair.gold.optional:
            score.items[metric][_key(matching, pair.gold)] = right


def _count_whole(score: CaseScore, matching: Matching) -> None:
    whole = matching.whole()
    right_gold = {gold for _, gold in whole}
    right_found = {found for found, _ in whole}
    excused = {unit.fact for unit in (*matching.excused, *matching.unasked)}
    excused -= {unit.fact for unit in matching.missed}
    excused -= {pair.gold.fact for pair in matching.pairs}
    for at, one in enumerate(matching.gold):
        if at in right_gold:
            score.count("whole", Tally(reached=1, gold=1), one.fact.kind)
        elif at not in excused and not one.optional:
            score.count("whole", Tally(gold=1), one.fact.kind)
    for at, fact in enumerate(matching.found):
        gold = matching.links.get(at)
        kind = matching.gold[gold].fact.kind if at in right_found and gold is not None else None
        score.count("whole", Tally(right=at in right_found, found=1), kind or fact.kind)


def _count_spans(score: CaseScore, matching: Matching) -> None:
    for found, gold in matching.links.items():
        fact, label = matching.found[found], matching.gold[gold].fact
        places = [(place.start, place.end) for place in (label, *label.also)]
        score.share("span_exact", (fact.start, fact.end) in places)
        shared = max(min(fact.end, end) - max(fact.start, start) for start, end in places)
        length = fact.end - fact.start
        score.count("span", Tally(max(shared, 0), length, max(shared, 0), label.end - label.start))


def _count_fields(score: CaseScore, matching: Matching) -> None:
    """Count the fields besides numbers and labels, of linked facts of the same kind."""
    for found, gold in matching.links.items():
        fact, label = matching.found[found], matching.gold[gold]
        if fact.kind != label.fact.kind:
            continue
        left_out = {*_NOT_COMPARED, *number_fields(fact.kind), LABEL_FIELDS[fact.kind]}
        for name in type(fact).model_fields:
            if name in left_out or name == "other_reading":
                continue
            right = [plain(value) for value in label.values(name)]
            value = plain(getattr(fact, name))
            if value not in (None, []) or right[0] not in (None, []):
                score.share(f"field.{name}", value in right)
                if value not in right:
                    score.error(
                        f"field.{name}",
                        f"{label.fact.id}:{name}",
                        f"{FIELDS.get(name, name)}不对",
                        Place(start=label.fact.start, end=label.fact.end),
                        _told(label.values(name)[0]),
                        _told(getattr(fact, name)),
                    )


def _count_status(score: CaseScore, matching: Matching) -> None:
    """Count how often each status of agreement is right, and who is right in a conflict."""
    levels = {(pair.found.fact, pair.found.field): pair.level for pair in matching.pairs}
    units = [pair.found for pair in matching.pairs] + matching.extra
    for unit in units:
        fact = matching.found[unit.fact]
        level = levels.get((unit.fact, unit.field))
        right = level is not None and level >= Level.KIND
        score.share(f"status.{fact.status}", right)
        other = next((one for one in fact.other_reading if _is_at(one, unit.places)), None)
        if other is None:
            continue
        # Where both took the number for the same, the name is what they differ in.
        alike = (other.kind, other.field) == (fact.kind, unit.field)
        ours = level == Level.LABEL if alike else right
        theirs = _is_other_right(matching, other, alike)
        for who, is_so in (
            ("rule", ours and not theirs),
            ("model", theirs and not ours),
            ("both", ours and theirs),
            ("neither", not ours and not theirs),
        ):
            score.share(f"conflict.{who}", is_so)


def _is_other_right(matching: Matching, other: OtherReading, by_label: bool) -> bool:
    for one in matching.gold:
        for name, place in one.numbers.items():
            if not place.start <= other.start < place.end:
                continue
            if other.field not in accepted_fields(one, name, other.kind):
                continue
            names = {LABEL_FIELDS[one.fact.kind], LABEL_FIELDS[other.kind]}
            labels = [plain(value) for label in names for value in one.values(label)]
            if not by_label or plain(other.label) in labels:
                return True
    return False


def _count_non_facts(score: CaseScore, labels: Labels, matching: Matching) -> None:
    taken = [place for unit in _units(matching) for place in unit.places]
    for number in labels.numbers:
        clear = not any(p.start < number.end and number.start < p.end for p in taken)
        score.share("non_facts_left", clear, f"number:{number.start}")


def _count_grounded(score: CaseScore, matching: Matching, report: Report) -> None:
    """Count numbers of the output that do not stand in the text where the fact says."""
    assert report.source.text is not None
    view = fold(report.source.text, report.meta.script)
    values = {one.start: one.value for one in quantities(view, 0, len(view))}
    for unit in _units(matching):
        for place in unit.places[:1]:
            score.share("grounded", values.get(place.start) == unit.value)


def _units(matching: Matching) -> Iterable[Unit]:
    return [pair.found for pair in matching.pairs] + matching.extra


def _tell_errors(score: CaseScore, labels: Labels, matching: Matching) -> None:
    for unit in matching.missed:
        fact = matching.gold[unit.fact].fact
        place = unit.places[0] if unit.places else fact
        key = f"missed:{_key(matching, unit)}"
        score.error("kind", key, "漏读", _at(place), gold=_words(fact, unit))
    for unit in matching.extra:
        found = matching.found[unit.fact]
        place = unit.places[0] if unit.places else found
        reason = next((n.reason for n in labels.numbers if _overlaps(n, place)), None)
        what = f"不是事实（{reason}）" if reason and unit.places else "多读"
        key = f"extra:{found.kind}:{unit.field}:{place.start}"
        score.error("kind", key, what, _at(place), found=_words(found, unit))
    for pair in matching.pairs:
        if pair.level == Level.LABEL:
            continue
        fact, found = matching.gold[pair.gold.fact].fact, matching.found[pair.found.fact]
        place = pair.gold.places[0] if pair.gold.places else fact
        metric = {Level.PLACE: "number", Level.NUMBER: "kind", Level.KIND: "label"}[pair.level]
        words = _words(fact, pair.gold), _words(found, pair.found)
        key = f"{metric}:{_key(matching, pair.gold)}"
        what = _WRONG[pair.level]
        if found.status != "rule_only":
            what += f"（{FACT_STATUSES[found.status]}）"
        score.error(metric, key, what, _at(place), *words)


def _key(matching: Matching, unit: Unit) -> str:
    return f"{matching.gold[unit.fact].fact.id}:{unit.field}"


def _words(fact: Fact, unit: Unit) -> str:
    """Return a unit in words: 信箱热线 · 区长信箱 · 收到 41."""
    number = "" if unit.value is None else number_words(unit.value)
    field = FIELDS.get(unit.field, unit.field)
    parts = [KINDS[fact.kind], fact_label(fact) or "（未写名称）", f"{field} {number}".strip()]
    return " · ".join(part for part in parts if part)


def _told(value: Any) -> str | None:
    return None if value in (None, []) else str(value)


def _at(place: Place | Fact) -> Place:
    return Place(start=place.start, end=place.end)


def _is_at(other: OtherReading, places: Iterable[Place]) -> bool:
    return any(place.start <= other.start < place.end for place in places)


def _overlaps(a: Any, b: Any) -> bool:
    return bool(a.start < b.end and b.start < a.end)
