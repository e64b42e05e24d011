"""The second reading: a model reads what the rules have read, report after report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

from agent.llm.cache import ResponseCache
from agent.llm.client import Model
from agent.llm.settings import Endpoint, LocalModel
from agent.llm.usage import Budget, Spent
from agent.narrative.model.labelling import instructions_sha256, prompt
from agent.narrative.model.reader import ModelReader, ModelReading, Scope
from agent.pipeline import Reading, model_reading, read_with_model


class SecondReader(AbstractContextManager["SecondReader", None]):
    """A model with its connections, for many reports; use it as a context manager.

    Args:
        scope: `routed` reads what the rules could not fully explain, and all that tells of
            mailboxes, complaints and trainings; `all` reads the whole narrative.
        cache: where answers are kept, so that no question is asked twice.
        budget: limits over all reports.
    """

    def __init__(
        self,
        choice: Endpoint | LocalModel,
        scope: Scope = "routed",
        cache: ResponseCache | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.model = choice.model
        self._model = Model(choice, cache, budget, instructions=instructions_sha256())
        self._reader = ModelReader(self._model, scope)
        self._runner = asyncio.Runner()
        self.identity = f"{choice.model} {prompt().name}@{prompt().sha256[:12]} {scope}"
        """The model and the way it is asked: with another one a report reads differently."""

    @property
    def spent(self) -> Spent:
        """What all reports took so far."""
        return self._model.spent

    def tell(self, piece_read: Callable[[], None]) -> None:
        """Call `piece_read` after each piece of narrative that the model has read."""
        self._reader.piece_read = piece_read

    def read(self, reading: Reading) -> Reading:
        """Read a report's narrative a second time; the first reading stands where it fails."""
        return self._runner.run(read_with_model(reading, self._reader))

    def read_alone(self, reading: Reading) -> ModelReading:
        """Return what the model reads of a report, before it is compared with the rules."""
        return self._runner.run(model_reading(reading, self._reader))

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._runner.run(self._model.close())
        self._runner.close()
