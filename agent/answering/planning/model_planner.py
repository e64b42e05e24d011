"""The model planner: asks a model what a question means, where the rules are not sure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from agent.answering.plan import Operation, Plan, Target
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.planner import empty_plan
from agent.answering.planning.proposal import (
    MAX_TOKENS,
    answer_type,
    conversation,
    in_words,
    instructions_sha256,
    prompt,
    sentences_of,
    target_of,
)
from agent.answering.planning.shares import whole_of
from agent.answering.refusals import Refused
from agent.errors import ModelError
from agent.llm.cache import ResponseCache
from agent.llm.client import Model
from agent.llm.settings import Endpoint, LocalModel
from agent.llm.usage import Spent

_OF_ONE: frozenset[Operation] = frozenset({"share", "exists"})
_OF_SEVERAL: frozenset[Operation] = frozenset({"rank", "sum", "compare", "difference"})


class Proposed(NamedTuple):
    """What came of asking a model."""

    plan: Plan | None
    in_words: bool
    """The question has the words of what was chosen, so that the rules might take it too."""
    spent: Spent


class ModelPlanner(AbstractContextManager["ModelPlanner", None]):
    """A model that proposes plans, with its connections; use it as a context manager.

    Args:
        cache: where answers are kept, so that no question is asked twice.
        asking: is called before the model is asked, which may take a while.
    """

    def __init__(
        self,
        choice: Endpoint | LocalModel,
        cache: ResponseCache | None = None,
        asking: Callable[[], None] = lambda: None,
    ) -> None:
        self.model = choice.model
        self._asking = asking
        self._model = Model(choice, cache, instructions=instructions_sha256())
        self._runner = asyncio.Runner()

    def propose(self, inquiry: Inquiry) -> Proposed:
        """Return the plan that the model proposes, if it has one that the rules can follow."""
        sentences = sentences_of(inquiry)
        messages = conversation(inquiry.asked.question, sentences)
        kind = answer_type(len(sentences))
        self._asking()
        try:
            asked = self._runner.run(self._model.ask(messages, kind, prompt().sha256, MAX_TOKENS))
        except ModelError as error:
            # The rules' answer stands; `xxgk model status` tells what is wrong with the model.
            return Proposed(None, False, getattr(error, "spent", Spent()))
        target = target_of(asked.answer, inquiry, sentences)
        if target is None:
            return Proposed(None, False, asked.spent)
        plan = _plan(inquiry, target, asked.answer.operation)
        return Proposed(plan, in_words(target, inquiry, sentences), asked.spent)

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._model.close())
        self._runner.close()


def _plan(inquiry: Inquiry, target: Target, operation: Operation) -> Plan | None:
    """Return the plan about a target; an operation that the words of the question name stands."""
    plan = empty_plan(inquiry)
    plan.targets, plan.planner = [target], "model"
    if plan.operation not in _OF_SEVERAL | _OF_ONE:
        plan.operation = operation
    if len(inquiry.reports) == 1 and plan.operation not in _OF_ONE:
        plan.operation = "value"
    elif len(inquiry.reports) > 1 and plan.operation not in _OF_SEVERAL:
        plan.operation = "compare"
    if plan.operation == "share":
        try:
            plan.whole, plan.whole_reports = whole_of(target, inquiry), plan.reports
        except Refused:
            return None
    return plan
