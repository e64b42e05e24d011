"""The model reader: which passages it is given, what of its answers is taken, and what it took.

Each chunk is asked about once; labels that are not in the text are sent back once with the reason;
numbers that neither reader explains are asked about once more, alone. What then has no ground is
dropped and counted.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from agent.contract import Place
from agent.errors import ModelError
from agent.llm.client import Model, UnfitAnswer
from agent.llm.prompts import Message
from agent.llm.usage import Spent
from agent.narrative.building import ReadFact
from agent.narrative.model.assembly import Assembler
from agent.narrative.model.chunks import chunks
from agent.narrative.model.items import Item, items
from agent.narrative.model.labelling import (
    TOKENS_BESIDE,
    TOKENS_PER_ITEM,
    Labelled,
    answer_type,
    entries,
    opening,
    pieces,
    prompt,
)
from agent.narrative.numbers import read_numbers
from agent.narrative.passages import Passage
from agent.narrative.roles import load_roles
from agent.report import Dropped

Scope = Literal["routed", "all", "off"]
_ALWAYS = re.compile("信箱|热线|留言|来信|来电|投诉|诉求|咨询|问政|培训")
"""Mailboxes, categories of complaints and trainings are always read twice."""


@dataclass
class ModelReading:
    """What the model read of one report."""

    facts: list[ReadFact] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    spent: Spent = field(default_factory=Spent)
    chunks: int = 0
    """How many were given to it."""
    failures: list[str] = field(default_factory=list)
    """Why chunks were not read, or not wholly, one line each."""
    unasked: list[Place] = field(default_factory=list)
    """Chunks that the model was not heard on: the server failed, or a limit was reached."""

    def add(self, other: ModelReading) -> None:
        """Take in what was read elsewhere."""
        self.facts += other.facts
        self.dropped += other.dropped
        self.spent.add(other.spent)
        self.chunks += other.chunks
        self.failures += other.failures
        self.unasked += other.unasked


class _Task(NamedTuple):
    chunk: Passage
    listed: Mapping[int, Item]


class OneReport:
    """Reads the chunks of one report; `eval.experiments` has other ways to ask."""

    def __init__(
        self, model: Model, text: str, view: str, year: int | None, explained: set[int]
    ) -> None:
        self._model = model
        self._assembler = Assembler(text, view, year)
        self._text = text
        self._view = view
        self._explained = explained

    async def read(self, task: _Task) -> ModelReading:
        """Read one chunk."""
        reading = ModelReading(chunks=1)
        said: dict[int, Labelled] = {}
        try:
            await self._ask(task.chunk, task.listed, said, reading)
            still_open = self._still_open(task, said)
            if still_open and len(still_open) < len(task.listed):
                await self._ask(task.chunk, still_open, said, reading)
        except ModelError as error:
            reading.failures.append(str(error))
            if isinstance(error, UnfitAnswer):
                reading.spent.add(error.spent)
            else:
                reading.unasked.append(Place(start=task.chunk.start, end=task.chunk.end))
        labelled = [said[number] for number in sorted(said)]
        grounded = [one for one in labelled if self._assembler.is_grounded(task.chunk, one)]
        reading.facts = self._assembler.facts(task.chunk, grounded)
        reading.dropped += [self._dropped(one) for one in labelled if one not in grounded]
        return reading

    async def _ask(
        self,
        chunk: Passage,
        listed: Mapping[int, Item],
        said: dict[int, Labelled],
        reading: ModelReading,
    ) -> None:
        """Put into `said` what the model says of items; send back once what has no ground."""
        messages = self._opening(chunk, listed)
        answer = await self._call(messages, chunk, listed, said, reading)
        refused = {n: one for n in listed if not self._assembler.is_grounded(chunk, one := said[n])}
        if not refused:
            return
        reasons = "\n".join(f"{n}：“{one.label}”不在原文中" for n, one in refused.items())
        messages += [
            {"role": "assistant", "content": answer},
            {"role": "user", "content": prompt().ask_again(reasons)},
        ]
        # Now it chooses among the words of the text.
        asked = {n: listed[n] for n in refused}
        labels = pieces(self._view, chunk, listed)
        await self._call(messages, chunk, asked, said, reading, labels)

    def _opening(self, chunk: Passage, listed: Mapping[int, Item]) -> list[Message]:
        """Return the conversation that asks about items of a chunk."""
        return opening(self._view, chunk, listed)

    async def _call(
        self,
        messages: list[Message],
        chunk: Passage,
        listed: Mapping[int, Item],
        said: dict[int, Labelled],
        reading: ModelReading,
        labels: Sequence[str] = (),
    ) -> str:
        """Ask about items, put the answer into `said`, and return it as the model wrote it."""
        length = TOKENS_PER_ITEM * len(listed) + TOKENS_BESIDE
        form = answer_type(self._view, chunk, listed, labels)
        asked = await self._model.ask(messages, form, prompt().sha256, length)
        reading.spent.add(asked.spent)
        said |= entries(asked.answer, listed)
        return asked.answer.model_dump_json(by_alias=True)

    def _still_open(self, task: _Task, said: Mapping[int, Labelled]) -> dict[int, Item]:
        """Return the numbers that neither the rules nor the model has explained."""
        return {
            number: item
            for number, item in task.listed.items()
            if item.quantity is not None
            and item.start not in self._explained
            and not self._is_told(task.chunk, said[number])
        }

    def _is_told(self, chunk: Passage, one: Labelled) -> bool:
        has_kind = load_roles()[one.role].kind is not None
        return has_kind and self._assembler.is_grounded(chunk, one)

    def _dropped(self, one: Labelled) -> Dropped:
        start, end = one.item.start, one.item.end
        return Dropped(
            quote=self._text[start:end],
            start=start,
            end=end,
            label=one.label,
            role=one.role,
            reason="label not in the text",
        )


class ModelReader:
    """Reads narratives with a model."""

    one_report = OneReport

    def __init__(self, model: Model, scope: Scope = "routed") -> None:
        self.model = model
        self._scope = scope
        self.piece_read: Callable[[], None] = lambda: None
        """Called after each chunk, for whoever waits."""

    async def read(
        self,
        text: str,
        view: str,
        passages: Sequence[Passage],
        rule_facts: Iterable[ReadFact],
        year: int | None,
    ) -> ModelReading:
        """Read a narrative. Whatever goes wrong is told in the reading; what was read is kept."""
        explained = {claim.start for read in rule_facts for claim in read.claims}
        one = self.one_report(self.model, text, view, year, explained)
        tasks = [task for part in passages for task in self._tasks(view, part, explained)]
        whole = ModelReading()

        async def read(task: _Task) -> ModelReading:
            part = await one.read(task)
            self.piece_read()
            return part

        for part in await asyncio.gather(*map(read, tasks)):
            whole.add(part)
        return whole

    def _tasks(self, view: str, passage: Passage, explained: set[int]) -> Iterator[_Task]:
        """Yield the chunks of a passage that are to be read."""
        candidates = read_numbers(view, passage).candidates
        for chunk in chunks(view, passage, candidates):
            listed = items(view, candidates, chunk.start, chunk.end)
            if listed and self._is_routed(view, chunk, listed.values(), explained):
                yield _Task(chunk, listed)

    def _is_routed(
        self, view: str, chunk: Passage, listed: Iterable[Item], explained: set[int]
    ) -> bool:
        if self._scope == "all" or _ALWAYS.search(view, chunk.start, chunk.end):
            return True
        return any(item.quantity is not None and item.start not in explained for item in listed)
