"""The entry: one question, or several that go on with each other."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from datetime import date
from os import PathLike

from agent.answering.answer import Answer
from agent.answering.holdings.catalog import Catalog
from agent.answering.holdings.database import Reader
from agent.answering.holdings.sources import Sources
from agent.answering.language import folded, language_of
from agent.answering.plan import Plan, Target
from agent.answering.planning.inquiry import Before
from agent.answering.planning.planner import RulePlanner
from agent.answering.refusals import Refused
from agent.answering.running.runner import Runner, facts_and_cells
from agent.errors import UsageError
from agent.report import Spending

MAX_QUESTION = 1_000
_REMEMBERED = 6


class Conversation(AbstractContextManager["Conversation", None]):
    """Questions over one database, each understood with the one before it.

    Args:
        db: the database of read reports; it is never written to.
        today: what 去年 is counted from.
    """

    def __init__(self, db: str | PathLike[str] = "xxgk.db", today: date | None = None) -> None:
        self._reader = Reader(db)
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
        plan = None
        try:
            plan = self._planner.plan(question, self._before)
            result = self._runner.run(plan)
            answer = self._runner.finish(plan, result)
            self._remember(plan, facts_and_cells(result.items))
        except Refused as refused:
            language = plan.language if plan else language_of(folded(question))
            answer = Answer(
                question=question,
                answer=refused.texts[language],
                citations=refused.citations,
                abstained=True,
                reason=refused.reason,
            )
            if plan:
                self._remember(plan, [])
        answer.question = question
        answer.plan = plan.model_dump() if plan else None
        answer.sql = list(self._reader.log)
        answer.usage = Spending(seconds=round(time.perf_counter() - begun, 4))
        return answer

    def _remember(self, plan: Plan, items: list[tuple[int, Target]]) -> None:
        earlier = self._before.items if self._before else []
        self._before = Before(
            operation=plan.operation,
            reports=[self._catalog.report(number) for number in plan.reports],
            years=list(plan.years),
            targets=list(plan.targets),
            items=[*earlier, *items][-_REMEMBERED:],
        )


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
