"""Labelled numbers -> facts: numbers of one thing become one record, held to the text.

A label that does not stand in the passage is no label: its number is refused with that reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.documents.document import Span
from agent.narrative.building import Claim, ReadFact, build_fact, iso_dates, number_fields
from agent.narrative.labels import clean_label
from agent.narrative.model.grounding import find_label
from agent.narrative.model.labelling import Labelled
from agent.narrative.passages import Passage
from agent.narrative.roles import LABEL_FIELDS, Role, load_roles

_FIRST = {"received", "count", "sessions", "value", "value_yuan"}
"""Fields that open a record; the others go on with one where they can."""
_BODIES = {"npc": re.compile("人大|代表|建议"), "cppcc": re.compile("政协|委员|提案")}
_WHOLE = re.compile(r"^[全本各]?[区市县省州]?(?:政府)?(?:信息)?(?:依申请)?公开?(?:申请)?$|^申请$")
_ANSWERED = {"mailbox": "resolved", "application": "answered", "proposal": "answered"}
_ALL = re.compile(
    "(?:全部已?|均已?|都已|已均)(?:按[时期]|如期|依法|及时|全部|在(?:法定|规定)(?:期限|时限)内){0,2}"
    "(?:办复|答复|办结|办理完毕|办毕|回复)"
)
_SENTENCE_ENDS = re.compile(r"[。!?\n]")


@dataclass(slots=True)
class _Record:
    """A fact in the making."""

    role: Role
    label: str
    label_place: Span
    parts: list[Labelled]
    fields: dict[str, Any] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)


class Assembler:
    """Makes facts of one report's labelled numbers."""

    def __init__(self, text: str, view: str, year: int | None) -> None:
        self._text = text
        self._view = view
        self._year = year

    def is_grounded(self, passage: Passage, one: Labelled) -> bool:
        """True when the label stands in the passage, or none is needed."""
        return load_roles()[one.role].kind is None or self._ground(passage, one) is not None

    def facts(self, passage: Passage, labelled: Sequence[Labelled]) -> list[ReadFact]:
        """Return the facts that labelled numbers, all with grounded labels, tell."""
        records: list[_Record] = []
        channel: str | None = None
        for one in labelled:
            role = load_roles()[one.role]
            place = self._ground(passage, one)
            if role.kind is None or place is None:
                continue
            label = clean_label(self._view[slice(*place)]) or self._view[slice(*place)]
            record = self._home(records, role, label, one)
            if record is None:
                record = _Record(role, label, place, [])
                records.append(record)
            self._add(record, role, one)
            if role.kind == "mailbox":
                channel = record.label
            if role.kind == "category_count":
                record.fields["channel"] = channel
        for record in records:
            self._settle(record, passage, labelled)
        return [fact for record in records for fact in self._built(record, passage.section)]

    def _ground(self, passage: Passage, one: Labelled) -> Span | None:
        return find_label(self._view, passage.start, passage.end, one.label, one.item.start)

    def _home(
        self, records: list[_Record], role: Role, label: str, one: Labelled
    ) -> _Record | None:
        """Return the record that a number goes on with: of its kind, sentence and thing."""
        if role.kind in ("category_count", "publication", "statistic", "amount", "statement"):
            return None
        for record in reversed(records):
            same_kind = record.role.kind == role.kind and record.role.set == role.set
            if not same_kind or not self._one_sentence(record.parts[-1], one):
                continue
            free = role.field not in record.fields or role.field == "dates"
            if free and (record.label == label or (role.field not in _FIRST)):
                return record
        return None

    def _one_sentence(self, one: Labelled, other: Labelled) -> bool:
        return not _SENTENCE_ENDS.search(self._view, one.item.end, other.item.start)

    def _add(self, record: _Record, role: Role, one: Labelled) -> None:
        assert role.kind is not None and role.field is not None
        item = one.item
        record.parts.append(one)
        if role.field == "dates":
            record.fields.setdefault("dates", [])
            record.fields["dates"] += iso_dates(self._view, item.start, item.end, self._year)
        elif item.quantity is None:
            record.fields[role.field] = 0
        else:
            record.fields |= number_fields(role.kind, role.field, item.quantity, self._text)
            record.claims.append(Claim(role.field, item.quantity.start))

    def _settle(self, record: _Record, passage: Passage, labelled: Sequence[Labelled]) -> None:
        """全部办结 behind what was received says that all of it was answered."""
        answered = _ANSWERED.get(record.role.kind or "")
        received = record.fields.get("received")
        if answered is None or not received or answered in record.fields:
            return
        after = record.parts[-1].item.end
        told = _ALL.search(self._view, after, passage.end)
        if told is None or len(_SENTENCE_ENDS.findall(self._view, after, told.start())) > 1:
            return
        between = [one for one in labelled if after <= one.item.start < told.start()]
        if all(
            load_roles()[one.role].kind == record.role.kind
            and self._one_sentence(record.parts[-1], one)
            for one in between
        ):
            record.fields[answered] = received

    def _built(self, record: _Record, section: int | None) -> list[ReadFact]:
        kind = record.role.kind
        assert kind is not None
        start = min(part.item.start for part in record.parts)
        end = max(part.item.end for part in record.parts)
        if record.label_place.start < start and not _SENTENCE_ENDS.search(
            self._view, record.label_place.start, start
        ):
            start = record.label_place.start
        elif record.label_place.end > end and not _SENTENCE_ENDS.search(
            self._view, end, record.label_place.end
        ):
            end = record.label_place.end
        fields = {**record.role.set, **record.fields}
        if kind == "event" and len(fields.get("dates", [])) > 1:
            fields.setdefault("sessions", len(fields["dates"]))
        claims = tuple(record.claims)
        place = Span(start, end)
        return [
            ReadFact(build_fact(kind, named, self._text, place, section, "llm"), claims)
            for named in self._labelled(kind, record.label, fields)
        ]

    def _labelled(self, kind: str, label: str, fields: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the fields with the label in its field; a proposal of both bodies is two."""
        name = LABEL_FIELDS[kind]
        if kind == "proposal":
            bodies = [body for body, words in _BODIES.items() if words.search(label)]
            return [{**fields, name: body} for body in bodies] or [fields]
        if kind == "application" and _WHOLE.match(label):
            return [{**fields, name: None}]
        return [{**fields, name: label}]
