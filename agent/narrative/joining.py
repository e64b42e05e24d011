"""Drafts of one passage together: labels that go on, and what is told clauses later."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Any

from agent.narrative.drafts import Draft
from agent.narrative.roles import LABEL_FIELDS

_LOOK_BACK = 50
"""Facts before one that may give it a label."""
_GROWTH = re.compile(r"(?<=[一-鿿]{2})(?:较|比|同比|环比)[^,]{0,8}(?:增加|增长|减少|下降|新增)了?$")
"""粉丝数较上年增加20人,达90人: the second number is no growth."""
_PARTIAL = ("mailbox", "proposal", "application", "account", "event")
"""Kinds whose fields may be told clauses apart; the pieces are joined into one record."""
_MAX_HOMES = 100
"""Records of a kind among which the one is looked for that a later clause completes."""
_WHOLES = {
    "active": "count",
    "resolved": "received",
    "pending": "received",
    "answered": "received",
    "disclosed": "received",
}
"""Of which number of a record another one is a part."""


def name_by_those_before(drafts: Sequence[Draft], view: str) -> None:
    """Give drafts, in order of place, the labels that facts before them have."""
    for index, draft in enumerate(drafts):
        before = drafts[max(0, index - _LOOK_BACK) : index]
        for name in draft.source.inherit:
            if draft.fields.get(name) is None:
                draft.fields[name] = _inherited(name, draft, before, view)
        for name, wording in draft.source.of_previous.items():
            last = before[-1] if before else None
            label = last and last.fields.get(LABEL_FIELDS[last.kind])
            near = last and _one_paragraph(last, draft, view)
            draft.fields[name] = wording.format(_GROWTH.sub("", label) if label and near else "")


def joined(drafts: Iterable[Draft], view: str) -> list[Draft]:
    """Join what is told clauses later (另2条正在办理中) to the record it belongs to."""
    kept: list[Draft] = []
    homes: dict[str, deque[Draft]] = defaultdict(lambda: deque(maxlen=_MAX_HOMES))
    for draft in drafts:
        if draft.source.spread and _spread(draft, homes[draft.kind], view):
            continue
        home = next((d for d in homes[draft.kind] if _completes(draft, d, view)), None)
        if home is not None:
            home.complete({k: v for k, v in draft.fields.items() if v is not None}, draft)
            continue
        kept.append(draft)
        if draft.kind in _PARTIAL:
            homes[draft.kind].appendleft(draft)
    return kept


def _one_paragraph(first: Draft, second: Draft, view: str) -> bool:
    return "\n" not in view[first.end : second.start]


def _inherited(name: str, draft: Draft, before: Sequence[Draft], view: str) -> Any:
    """Return a label from the nearest fact before, in the same paragraph."""
    for other in reversed(before):
        if not _one_paragraph(other, draft, view):
            return None
        if other.fields.get(name) is not None and _has_room(other, draft):
            return other.fields[name]
    return None


def _has_room(home: Draft, draft: Draft) -> bool:
    """Tell whether what a draft tells may be a part of a record: 现有 123 个 is none of 21."""
    if home.kind != draft.kind:
        return True
    parts = [
        (draft.fields[part], home.fields[whole])
        for part, whole in _WHOLES.items()
        if draft.fields.get(part) is not None and home.fields.get(whole) is not None
    ]
    return all(part <= whole for part, whole in parts)


def _spread(draft: Draft, homes: Iterable[Draft], view: str) -> bool:
    """Give what is told of several records to each; tell whether there was one."""
    found = False
    for home in homes:
        if not _one_paragraph(home, draft, view):
            break
        told = {name: value for name, value in draft.fields.items() if value is not None}
        told |= {a: home.fields[b] for a, b in draft.source.same.items() if b in home.fields}
        if not told or any(home.fields.get(name) is not None for name in told):
            continue
        home.complete(told, draft)
        found = True
    return found


def _completes(draft: Draft, home: Draft, view: str) -> bool:
    labels = draft.source.inherit
    if not labels or not _one_paragraph(home, draft, view):
        return False
    told = {k for k, v in draft.fields.items() if v is not None and k not in labels}
    same = all(home.fields.get(name) == draft.fields.get(name) for name in labels)
    return same and not any(home.fields.get(name) is not None for name in told)
