"""The entry: one question, or several that go on with each other."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from os import PathLike

from agent.answering.answer import Answer
from agent.answering.holdings.catalog import Catalog
from agent.answering.holdings.database import Reader
from agent.answering.holdings.sources import Sources
from agent.answering.language import folded, language_of
from agent.answering.matching import has_content
from agent.answering.plan import PassageTarget, Plan, Target
from agent.answering.planning.inquiry import Before, Inquiry
from agent.answering.planning.planner import RulePlanner, empty_plan
from agent.answering.planning.restating import Restater, asks_for_a_number, asks_the_same
from agent.answering.refusals import Refused, no_reports
from agent.answering.running.items import Item
from agent.answering.running.runner import Runner, facts_and_cells
from agent.errors import UsageError
from agent.llm.usage import Spent
from agent.report import Spending

MAX_QUESTION = 1_000
_REMEMBERED = 12
_UNDERSTOOD = {"zh": "\n（按“{}”理解）", "en": "\n(Understood as: {})"}


@dataclass(frozen=True)
class _Attempt:
    """A plan and what it gave: an answer, or a refusal."""

    plan: Plan | None
    outcome: Answer | Refused
    items: Sequence[Item] = field(default=())

    @property
    def doubtful(self) -> bool:
        """Tell whether it may not be what is meant."""
        if isinstance(self.outcome, Refused):
            return self.outcome.doubtful
        return self.plan is not None and bool(self.plan.doubts) and len(self.plan.targets) == 1


class Conversation(AbstractContextManager["Conversation", None]):
    """Questions over one database, each understood with the one before it.

    Args:
        db: the database of read reports; it is never written to.
        today: what 去年 is counted from.
        model: restates a question where the rules are not sure.
    """

    def __init__(
        self,
        db: str | PathLike[str] = "xxgk.db",
        today: date | None = None,
        model: Restater | None = None,
    ) -> None:
        self._reader = Reader(db)
        self._model = model
        self._today = today or date.today()
        self._before: Before | None = None
        self._load()

    def _load(self) -> None:
        self._catalog = Catalog(self._reader)
        self._sources = Sources(self._reader)
        self._planner = RulePlanner(self._catalog, self._sources, self._today)
        self._runner = Runner(self._catalog, self._sources)

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    def forget(self) -> None:
        """Begin anew: the next question stands by itself."""
        self._before = None

    def refresh(self) -> None:
        """Look at the database again, after something was read into it."""
        self._load()

    def ask(self, question: str) -> Answer:
        """Answer a question, or say honestly why not.

        Raises:
            UsageError: the question is empty or too long.
            StoreError: the database cannot be asked.
        """
        if not question.strip() or len(question) > MAX_QUESTION:
            raise UsageError(
                f"a question has 1 to {MAX_QUESTION} characters", "Ask one thing at a time"
            )
        begun = time.perf_counter()
        self._reader.log.clear()
        attempt, spent = self._understood(question)
        answer = _answer(attempt, question)
        if attempt.plan is not None:
            self._remember(question, attempt.plan, facts_and_cells(attempt.items))
        answer.sql = list(self._reader.log)
        answer.usage = Spending(
            llm_calls=spent.calls,
            cached_calls=spent.cached_calls,
            prompt_tokens=spent.prompt_tokens,
            completion_tokens=spent.completion_tokens,
            cost=spent.cost,
            seconds=round(time.perf_counter() - begun, 4),
        )
        return answer

    def _understood(self, question: str) -> tuple[_Attempt, Spent]:
        """Answer by rules; where they are not sure, as a model puts the question."""
        if not self._catalog.reports:
            return _Attempt(None, no_reports()), Spent()
        try:
            inquiry, attempt = self._read(question)
        except Refused as refused:
            return _Attempt(None, refused), Spent()
        if attempt.plan is None:
            # The next question may go on with the bodies and years of one that was refused.
            self._remember(question, empty_plan(inquiry), [])
        if self._model is None or not attempt.doubtful:
            return attempt, Spent()
        # A question that goes on leaves out what a model cannot know.
        goes_on = attempt.plan is not None and inquiry.before and not inquiry.asked.mentions
        if goes_on or not has_content(inquiry.bare):
            return attempt, Spent()
        restated = self._model.restate(inquiry)
        other = self._restated(restated.question, inquiry) if restated.question else None
        return other or attempt, restated.spent

    def _read(self, question: str) -> tuple[Inquiry, _Attempt]:
        """Answer by rules; where all words of an English question give nothing, by the needed ones.

        Raises:
            Refused: it is not about the reports, or its bodies or years are not there.
        """
        try:
            inquiry = self._planner.inquire(question, self._before)
            attempt = self._attempt(inquiry)
            if not (inquiry.asked.loosely and isinstance(attempt.outcome, Refused)):
                return inquiry, attempt
        except Refused:
            if language_of(folded(question)) != "en":
                raise
        inquiry = self._planner.inquire(question, self._before, sparing=True)
        return inquiry, self._attempt(inquiry)

    def _restated(self, question: str, first: Inquiry) -> _Attempt | None:
        """Answer a question as a model put it, where that asks the same and the rules are sure."""
        try:
            inquiry = self._planner.inquire(question, first.before)
        except Refused:
            return None
        inquiry.asked.language = first.asked.language
        if not asks_the_same(first, inquiry):
            return None
        attempt = self._attempt(inquiry)
        if attempt.plan is None or isinstance(attempt.outcome, Refused) or attempt.doubtful:
            return None
        if attempt.outcome.value is None and not attempt.outcome.rows:
            # Sentences fit what a model made up more readily than numbers do.
            sentences = any(
                isinstance(target, PassageTarget) and target.source == "passages"
                for target in attempt.plan.targets
            )
            if sentences and attempt.plan.operation != "exists" or asks_for_a_number(first):
                return None
        attempt.plan.restated = question
        attempt.outcome.answer += _UNDERSTOOD[inquiry.asked.language].format(question)
        return attempt

    def _attempt(self, inquiry: Inquiry) -> _Attempt:
        """Plan a question, and run the plan."""
        plan = None
        try:
            plan = self._planner.plan(inquiry)
            result = self._runner.run(plan)
            return _Attempt(plan, self._runner.finish(plan, result), result.items)
        except Refused as refused:
            return _Attempt(plan, refused)

    def _remember(self, question: str, plan: Plan, items: list[tuple[int, Target]]) -> None:
        earlier = self._before.items if self._before else []
        together = len(items)
        if plan.goes_on and self._before and together == 1:
            together += self._before.told_together
        self._before = Before(
            question=question,
            operation=plan.operation,
            reports=[self._catalog.report(number) for number in plan.reports],
            years=list(plan.years),
            targets=list(plan.targets),
            items=[*earlier, *items][-_REMEMBERED:],
            told_together=together,
            words=plan.words,
            whole=list(plan.whole),
        )


def _answer(attempt: _Attempt, question: str) -> Answer:
    plan, outcome = attempt.plan, attempt.outcome
    if isinstance(outcome, Refused):
        language = plan.language if plan else language_of(folded(question))
        outcome = Answer(
            question=question,
            answer=outcome.texts[language],
            citations=outcome.citations,
            abstained=True,
            reason=outcome.reason,
        )
    outcome.question = question
    outcome.plan = plan.model_dump() if plan else None
    return outcome


def ask(question: str, db: str | PathLike[str] = "xxgk.db") -> Answer:
    """Answer one question over the stored reports.

    Args:
        question: in simplified or traditional Chinese, or in English.
        db: the database of read reports.

    Raises:
        XxgkError: the database cannot be used, or there is no question.

    Example:
        >>> ask("云山区2020年收到多少件依申请公开？").value   # doctest: +SKIP
        12
    """
    with Conversation(db) as conversation:
        return conversation.ask(question)
