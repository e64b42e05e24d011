"""Has a model restate a question in the words of the reports, where the rules are not sure.

What it says is again only a question: the rules plan it, over the same reports and years, and it is
shown with the answer. So what a question or a report orders a model to do has nothing to act on.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from agent.answering.answer import numbers_in
from agent.answering.language import folded
from agent.answering.matching import Weights, fit, question_grams, strong_text
from agent.answering.planning.inquiry import Inquiry
from agent.answering.planning.units import ASKS_MONEY
from agent.errors import ModelError
from agent.llm.cache import ResponseCache
from agent.llm.client import Model
from agent.llm.prompts import Message, Prompt, load_prompt, sha256_of
from agent.llm.settings import Endpoint, LocalModel
from agent.llm.usage import Spent
from agent.report import to_json
from agent.wording import one_line

MAX_TOKENS = 100
_LONGEST = 120
_REPORTS, _SEARCHED, _EXCERPTS, _EXCERPT = 5, 40, 4, 60
"""Of so many reports and passages, so many excerpts of so many characters are shown."""
_COUNTS = 0.1
"""Most questions ask for a number."""
_CLAUSE = re.compile("[，。；;,：:]")
_NUMBER = re.compile(r"\d[\d,.]*%?")
_HIDDEN = "○"
"""Stands for each number of an excerpt."""
_MAY_BE_A_VALUE = ("value", "list", "exists")


class RestatedQuestion(BaseModel):
    """The answer of the model."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=_LONGEST)


class Restated(NamedTuple):
    """What came of asking a model."""

    question: str | None
    """Null where there is none, or where it has a number that was not said, or a hidden one."""
    spent: Spent


class Restater(AbstractContextManager["Restater", None]):
    """A model that restates questions, with its connections; use it as a context manager.

    Args:
        cache: where answers are kept, so that nothing is asked twice.
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
        self._model = Model(choice, cache, instructions=sha256_of(_instructions()))
        self._runner = asyncio.Runner()

    def restate(self, inquiry: Inquiry) -> Restated:
        """Return a question in the words of the reports."""
        messages = conversation(inquiry)
        self._asking()
        call = self._model.ask(messages, RestatedQuestion, prompt().sha256, MAX_TOKENS)
        try:
            asked = self._runner.run(call)
        except ModelError as error:
            # The rules' answer stands; `xxgk model status` tells what is wrong with the model.
            return Restated(None, getattr(error, "spent", Spent()))
        question = asked.answer.question.strip()
        # It is shown with the answer, whose numbers are all cited or the asker's own.
        said = numbers_in(folded(inquiry.asked.question))
        said |= {Decimal(report.year) for report in inquiry.reports if report.year}
        unfit = not question or numbers_in(folded(question)) - said or _HIDDEN in question
        return Restated(None if unfit else question, asked.spent)

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._model.close())
        self._runner.close()


def asks_the_same(first: Inquiry, second: Inquiry) -> bool:
    """Tell whether a restated question is about the same reports and years, and loses no operation.

    不予公开占几成 is no longer asked by 不予公开多少件, nor is a cause by what it is the cause of.
    """
    lost = second.asked.operation == "value" and first.asked.operation not in _MAY_BE_A_VALUE
    return not lost and (first.reports, first.asked.years) == (second.reports, second.asked.years)


def asks_for_a_number(inquiry: Inquiry) -> bool:
    """Tell whether words alone are no answer."""
    said = inquiry.asked.said
    return "多少" in said or ASKS_MONEY.search(said) is not None


def prompt() -> Prompt:
    """Return the prompt."""
    return load_prompt("ask_restate")


def conversation(inquiry: Inquiry) -> list[Message]:
    """Return the conversation that asks for another wording."""
    before = inquiry.before.question if inquiry.before and inquiry.asked.elliptic else ""
    return [*_instructions(), _question(_with_areas(inquiry), before, _excerpts(inquiry))]


def _excerpts(inquiry: Inquiry) -> list[str]:
    """Return what the reports say nearest to a question, whose words it can be put in.

    Numbers are left out: the model is to ask for them, not to tell them.
    """
    grams = [gram for gram in question_grams(inquiry.bare) if not gram.weak]
    words = strong_text(inquiry.bare)
    found = inquiry.sources.search(inquiry.reports[:_REPORTS], words, limit=_SEARCHED)
    weights = Weights(quote.view for quote in found)
    scored: list[tuple[float, str]] = []
    for quote in found:
        clauses = [clause for clause in _CLAUSE.split(quote.view) if clause.strip()]
        for place, clause in enumerate(clauses):
            around = "，".join(clauses[max(0, place - 1) : place + 2])
            fits = fit(grams, clause, around, weights)
            counts = _COUNTS * (_NUMBER.search(clause) is not None)
            shown = _NUMBER.sub(_HIDDEN, one_line(around))[:_EXCERPT]
            scored.append((fits.coverage + fits.own + counts, shown))
    scored.sort(key=lambda one: -one[0])
    return list(dict.fromkeys(shown for _, shown in scored))[:_EXCERPTS]


def _with_areas(inquiry: Inquiry) -> str:
    """Return the question with bodies named as they are stored: 云山区 for Yunshan District."""
    text, position, out = folded(inquiry.asked.question), 0, ""
    for mention in inquiry.asked.mentions:
        if mention.kind == "body" and len(mention.bodies) == 1:
            area = inquiry.catalog.of(mention.bodies[0])[-1].area
            out += text[position : mention.start] + area
            position = mention.end
    return out + text[position:]


@cache
def _instructions() -> tuple[Message, ...]:
    """Return the system message and the examples as turns."""
    turns: list[Message] = [{"role": "system", "content": prompt().system}]
    for example in prompt().examples:
        before, excerpts = example.get("before", ""), example.get("excerpts", [])
        turns.append(_question(example["question"], before, excerpts))
        turns.append({"role": "assistant", "content": to_json({"question": example["restated"]})})
    return tuple(turns)


def _question(question: str, before: str, excerpts: Sequence[str]) -> Message:
    before = f"上一问：{one_line(before)}\n" if before else ""
    told = "".join(f"片段：{excerpt}\n" for excerpt in excerpts)
    content = prompt().ask(excerpts=told, before=before, question=one_line(question))
    return {"role": "user", "content": content}
