"""Finds the numbers beside the one told last that a question goes on to: 给付的呢, 其他单位的号."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering.holdings.lists import lists_of
from agent.answering.holdings.stored import StoredFact
from agent.answering.language import FIRST_MARK, MARK, with_synonyms
from agent.answering.matching import has_content, only_asks
from agent.answering.plan import CellTarget, FactTarget, Plan, Target
from agent.answering.planning import fact_search
from agent.answering.planning.cell_search import cells_named, column_said
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import BETWEEN, names
from agent.answering.planning.units import counts_in, unit_asked
from agent.answering.relevance import nouns
from agent.answering.vocabulary import words

ACCEPTED = 0.6
_NEAR = 300
"""So far apart stand at most two numbers of one paragraph that go together."""
_LONGEST = 20
"""A longer question stands by itself."""
_SAID_OF_SUMS = re.compile("|".join((words().in_all, *words().operations["sum"])))
_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
_DONE = re.compile("(?<=..)(?:受理|接收|收到|接到|办理|处理|承办|接|收)+$")
_PART = re.compile("[那这](?:一|个)?(?:部分|块儿?|类|拨|边|头|档)|(?<![全])部分")
_OTHERS = re.compile("^[，、那还有 ]*(?:其[他它余]|别的|另外)")


def plan_beside(plan: Plan, inquiry: Inquiry) -> bool:
    """Fill the plan of a question that only names numbers beside the one told last."""
    if plan.operation not in ("value", "list", "sum"):
        return False
    found = named_beside(inquiry, inquiry.asked.said)
    if not found or plan.operation == "sum" and len(found) < 2:
        return False
    plan.targets = found
    if len(found) > 1:
        plan.operation = "sum" if _SAID_OF_SUMS.search(inquiry.asked.said) else "list"
    return True


def named_beside(inquiry: Inquiry, clause: str) -> list[Target]:
    """Return the numbers that a clause names among those beside the one told last."""
    fact, asked = _told_last(inquiry), inquiry.asked
    named = _with_names(inquiry, clause)
    if fact is None or [report.id for report in inquiry.reports] != [fact.report_id]:
        return []
    if asked.names_bodies or asked.wants_date:
        return []
    cells = cells_named(clause, asked, [])
    bare = fact_search.without_fields(_SAID_OF_SUMS.sub("、", named))
    if len(MARK.sub("", asked.said)) > _LONGEST or any(column_said(clause, c) for c in cells):
        return []
    others = siblings(fact, inquiry)
    found: list[StoredFact] = []
    for piece in BETWEEN.split(bare):
        if _WORD.search(piece) and (hit := member_named(piece, others)):
            found += [hit] if hit not in found else []
        elif has_content(piece):
            return []
    fields = fact_search.fields_asked(clause)
    unit = unit_asked(clause)
    last = [target.field for target in inquiry.targets_before if isinstance(target, FactTarget)]
    targets: list[Target] = []
    for hit in found:
        field = fact_search.field_of(hit, fields)
        if not fields and last and last[0] in hit.numbers:
            field = last[0]
        if field is None or not counts_in(hit, field, unit, clause):
            return []
        targets.append(FactTarget(report=hit.report_id, fact=hit.id, field=field))
    return targets


def _told_last(inquiry: Inquiry) -> StoredFact | None:
    """Return the number told last; of a cell, what the text tells of the same."""
    for last in inquiry.targets_before[-1:]:
        if isinstance(last, CellTarget) and (last.row, last.column) == ("new", "total"):
            facts = inquiry.sources.facts(inquiry.report)
            return next((f for f in facts if f.kind == "application" and not f.label), None)
    return inquiry.fact_before()


def siblings(fact: StoredFact, inquiry: Inquiry) -> list[StoredFact]:
    """Return a number and those told with it: of its sentence, its channel, its list."""
    report = inquiry.report
    facts = [other for other in inquiry.sources.facts(report) if other.kind != "statement"]
    view = inquiry.sources.view(report)
    listed: set[str] = set()
    for one in lists_of(facts, view):
        members = {one.whole.id, *(part.id for part in one.parts)}
        listed |= members if fact.id in members else set()

    def told_with(other: StoredFact) -> bool:
        if fact.channel and other.channel:
            return other.channel == fact.channel or fact.kind == other.kind == "mailbox"
        if other.id in listed or other.sentence_start == fact.sentence_start:
            return True
        first, last = sorted((fact, other), key=lambda one: one.start)
        between = view[last.start if last.start < first.end else first.end : last.start]
        return other.kind == fact.kind and len(between) <= _NEAR and "\n" not in between

    return [other for other in facts if other.label and told_with(other)]


def member_named(piece: str, others: Sequence[StoredFact]) -> StoredFact | None:
    """Return the number whose label a piece of a question names, if it is the only one."""
    piece = _PART.sub("的", piece)
    if _OTHERS.search(piece):
        hits = [fact for fact in others if _OTHERS.search(with_synonyms(fact.label))]
        return hits[0] if len(hits) == 1 and _explained(piece, hits[0]) else None
    scored = [(names(piece, fact.label) or _part_of_label(piece, fact.label), fact)
              for fact in others]  # fmt: skip
    best = max((score for score, _ in scored), default=0.0)
    hits = [fact for score, fact in scored if score == best]
    if best < ACCEPTED or len(hits) > 1:
        return None
    return hits[0] if _explained(piece, hits[0]) else None


def _explained(piece: str, fact: StoredFact) -> bool:
    return all(fact.explains(word) for word in nouns(piece))


def _part_of_label(piece: str, label: str) -> float:
    """Tell whether the only word of a piece is a part of a label: 信用 of 市场主体信用信息."""
    said = _DONE.sub("", re.split(r"[的那这呢几多]", piece)[0].strip(" ，？?"))
    label = with_synonyms(label)
    found = len(said) > 1 and not only_asks(said)
    found = found and (said in label or sorted(said) == sorted(label))
    return ACCEPTED if found else 0.0


def _with_names(inquiry: Inquiry, clause: str) -> str:
    """Return a clause with the names that may be those of numbers: 区政府自己的."""
    return MARK.sub(lambda hit: inquiry.asked.mentions[ord(hit[0]) - FIRST_MARK].text, clause)
