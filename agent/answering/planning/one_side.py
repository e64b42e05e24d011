"""Refuses to tell one of two things that are added up or compared where none has the other."""

from __future__ import annotations

import re

from agent.answering import refusals
from agent.answering.matching import has_content
from agent.answering.plan import CellTarget, FactTarget, Plan
from agent.answering.planning.cell_search import left_over
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.labels import GENERIC
from agent.answering.relevance import nouns
from agent.answering.vocabulary import found_terms

_CLAUSE = re.compile("[，；]")
_LESS = "扣除|减去|刨去|刨除|去掉|比起|相比|比(?![例率重])"
_SIDES = re.compile(rf"[再外]?加上|再加|连同|外加(?!工)|以及|[和与及跟同+]|{_LESS}")
_TAKEN = re.compile(_LESS)
_PLUS = "加起来"
"""What plus is put into, which stands between the two."""
_OF_TWO = ("sum", "difference", "compare")


def refuse_one_side(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse where one of the things named one behind the other stands nowhere in the report.

    Raises:
        Refused: the report does not tell it.
    """
    one_report = len(inquiry.reports) == 1 and not plan.growth
    if not one_report or plan.operation not in _OF_TWO:
        return
    if inquiry.asked.language == "en":
        _refuse_one_of_sum(plan, inquiry)
        return
    told = [t for t in plan.targets if isinstance(t, CellTarget | FactTarget)]
    if not told or len(told) < len(plan.targets):
        return
    view = inquiry.sources.words_of(inquiry.report)
    for clause in _CLAUSE.split(inquiry.said):
        taken = plan.operation == "difference" and _TAKEN.search(clause)
        if len(told) > 1 and not taken:
            continue
        pieces = [piece for piece in _SIDES.split(clause) if has_content(piece)]
        named = plan.operation == "compare" or _names_one(clause, plan, inquiry)
        if len(pieces) < 2 or not named:
            continue
        for piece in pieces:
            grams = left_over(GENERIC.sub(" ", piece))
            if grams and not any(gram in view for gram in grams):
                raise refusals.not_stated(inquiry.areas, f"“{piece.strip()}”", doubtful=True)


def _refuse_one_of_sum(plan: Plan, inquiry: Inquiry) -> None:
    """Refuse one number where an English question adds up two: items on A plus items on B."""
    first, plus, second = inquiry.asked.said.partition(_PLUS)
    if plan.operation != "sum" or len(plan.targets) > 1 or not plus:
        return
    for piece in (first, second):
        named = [word for word in nouns(_SIDES.sub(" ", piece)) if has_content(word)]
        fact = inquiry.fact_of(plan.targets)
        if not named or not fact or any(fact.has(word) for word in named):
            continue
        raise refusals.not_stated(inquiry.areas, f"“{piece.strip()}”", doubtful=True)


def _names_one(clause: str, plan: Plan, inquiry: Inquiry) -> bool:
    """Tell whether a clause names what is told."""
    if any(isinstance(target, CellTarget) for target in plan.targets):
        return any(found_terms(clause, "rows"))
    facts = [inquiry.fact_of([target]) for target in plan.targets]
    return any(fact.has(word) for word in nouns(clause) for fact in facts if fact)
