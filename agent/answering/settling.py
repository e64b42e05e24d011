"""Settles what the rules and a model make of the same question.

The model is asked only where the rules are not sure. What both mean alike is answered. Where they
mean different things and the question has the words of both, it is given back. What the model means
and no word of the question names is never an answer: it is put as a question, or left aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.answering.answer import Answer
from agent.answering.plan import Plan
from agent.answering.refusals import Refused
from agent.answering.running.items import Item
from agent.answering.running.phrasing import who


@dataclass(frozen=True)
class Attempt:
    """A plan and what it gave: an answer, or a refusal."""

    plan: Plan | None
    outcome: Answer | Refused
    items: Sequence[Item] = field(default=())
    suggested: Plan | None = None
    """What may have been meant by a question that was refused."""

    @property
    def doubtful(self) -> bool:
        """Tell whether a model is to be asked."""
        if isinstance(self.outcome, Refused):
            return self.outcome.doubtful
        return self.plan is not None and bool(self.plan.doubts) and len(self.plan.targets) == 1


def settle(rules: Attempt, model: Attempt, in_words: bool) -> Attempt:
    """Return what stands of two attempts.

    Args:
        in_words: the question has the words of what the model means.
    """
    if isinstance(model.outcome, Refused) or not model.items:
        return rules
    if isinstance(rules.outcome, Refused):
        return _with_suggestion(rules, rules.outcome, model)
    if _told(rules.outcome) == _told(model.outcome) or not in_words:
        return rules
    return Attempt(rules.plan, _two_meanings(rules.items, model.items))


def _with_suggestion(rules: Attempt, refused: Refused, model: Attempt) -> Attempt:
    item = model.items[0]
    chinese = f"是否想问：{who(item, 'zh')}{item.label}？"
    english = f"Did you mean: {who(item, 'en')}, {item.english}?"
    suggested = Refused(
        refused.reason,
        f"{refused.texts['zh']}{chinese}",
        f"{refused.texts['en']} {english}",
        refused.citations,
    )
    return Attempt(rules.plan, suggested, suggested=model.plan)


def _told(answer: Answer) -> object:
    return answer.value, [(row.report, row.value) for row in answer.rows]


def _two_meanings(rules: Sequence[Item], model: Sequence[Item]) -> Refused:
    chinese = [f"“{item.label}”" for item in (*rules[:1], *model[:1])]
    english = [item.english for item in (*rules[:1], *model[:1])]
    return Refused(
        "ambiguous",
        f"可以有两种理解：{'或'.join(chinese)}。请问是哪一种？",
        f"This may mean {' or '.join(english)}. Which one?",
        [citation for item in (*rules[:1], *model[:1]) for citation in item.citations],
    )
