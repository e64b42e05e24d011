"""The client: a typed answer to a conversation, from a server or from the cache.

HTTP retries with back-off (429 and 5xx, Retry-After) belong to the SDK. An answer that does not
fit its type is an error of that call. A server that fails again and again is not asked any more,
so that a run ends in bounded time.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from agent.errors import ModelError
from agent.llm import warm
from agent.llm.cache import MemoryCache, Response, ResponseCache
from agent.llm.modes import schema_mode
from agent.llm.prompts import Message
from agent.llm.settings import Endpoint, LocalModel
from agent.llm.usage import Budget, Spent, price
from agent.report import to_json

Answer = TypeVar("Answer", bound=BaseModel)
_HTTP_RETRIES = 3
_MAX_FAILURES = 3
"""Failed calls in a row after which the server is given up."""
_HOPELESS = {401, 403, 404}
"""Answers of a server that will be the same for every call."""
TEMPERATURE = 0
_PAUSE = 60
"""Seconds that the SDK waits at most before it tries again."""
_SECRET_LENGTH = 8
"""Characters from which on a key is one: local servers are given words such as `none`."""


@dataclass(frozen=True)
class Asked(Generic[Answer]):
    """An answer with what it took."""

    answer: Answer
    spent: Spent


class UnfitAnswer(ModelError):
    """The model answered, but not what was asked for; `spent` is what that took all the same."""

    spent = Spent()


class Model:
    """A chat model; for many tasks of one event loop.

    Args:
        cache: where responses are kept, so that no call is made twice.
        budget: limits over all calls.
        instructions: hash of what all conversations begin with; the embedded model then keeps its
            state behind them from run to run.
    """

    def __init__(
        self,
        choice: Endpoint | LocalModel,
        cache: ResponseCache | None = None,
        budget: Budget | None = None,
        http_retries: int = _HTTP_RETRIES,
        instructions: str = "",
    ) -> None:
        self.name = choice.model
        self.spent = Spent()
        self.given_up = ""
        """Why it is not asked any more; empty while it is."""
        self._choice = choice
        self._cache = cache or MemoryCache()
        self._budget = budget or Budget()
        self._http_retries = http_retries
        self._instructions = instructions
        self._state_looked_at = not instructions or isinstance(choice, Endpoint)
        self._failures = 0
        self._client: Any = None
        self._connecting: asyncio.Task[Any] | None = None
        self._slots = asyncio.Semaphore(choice.concurrency)

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], prompt: str, max_tokens: int
    ) -> Asked[Answer]:
        """Return the model's answer to a conversation.

        Args:
            prompt: hash of the prompt, kept with the response.
            max_tokens: length that the answer may have.

        Raises:
            BudgetSpent: a limit is reached; nothing was asked.
            UnfitAnswer: what came is not of the type `answer`.
            ModelError: the server failed, or was given up before.
        """
        key = _key(self.name, messages, answer.model_json_schema(), max_tokens)
        kept = self._cache.find_response(key)
        # What somebody changed in the database, so that it fits no more, is asked for again.
        with suppress(ValidationError):
            if kept is not None:
                known = answer.model_validate_json(kept.text)
                tokens = kept.prompt_tokens + kept.completion_tokens
                spent = Spent(cached_calls=1, kept_tokens=tokens)
                self.spent.add(spent)
                return Asked(known, spent)
        async with self._slots:
            if self.given_up:
                raise ModelError(self.given_up)
            self._budget.check(self.spent)
            parsed, completion = await self._call(messages, answer, max_tokens)
            await self._keep_state(completion)
        spent = self._count(completion)
        response = Response(parsed.model_dump_json(), spent.prompt_tokens, spent.completion_tokens)
        self._cache.keep_response(key, self.name, prompt, response)
        return Asked(parsed, spent)

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.client.close()

    async def _call(
        self, messages: Sequence[Message], answer: type[Answer], max_tokens: int
    ) -> tuple[Answer, Any]:
        try:
            # The timeout of the SDK is for each piece that comes: a server may drip for ever.
            async with asyncio.timeout((self._choice.timeout + _PAUSE) * (self._http_retries + 1)):
                client = await self._connected()
                parsed, completion = await client.chat.completions.create_with_completion(
                    model=self.name,
                    messages=[dict(message) for message in messages],
                    response_model=answer,
                    max_retries=0,
                    temperature=TEMPERATURE,
                    max_tokens=max_tokens,
                )
        except ModelError as error:
            self.given_up = str(error)  # the model cannot be loaded, and never will
            raise
        except Exception as error:
            # What is no model server answers anything, and the libraries raise all kinds then.
            self.spent.failed_calls += 1
            raise self._problem(error) from error
        self._failures = 0
        return parsed, completion

    async def _connected(self) -> Any:
        """Return the instructor client; the first call starts the model or probes the server."""
        if self._client is not None:
            return self._client
        # All calls that wait share one probe, and its failure.
        connecting = self._connecting = self._connecting or asyncio.create_task(self._connect())
        try:
            self._client = await asyncio.shield(connecting)
        finally:
            if self._connecting is connecting and connecting.done():
                self._connecting = None
        return self._client

    async def _connect(self) -> Any:
        import instructor
        import openai

        # It logs failures with the server's words, which may repeat the key. They are told by us.
        logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
        address = self._choice.address()
        client = openai.AsyncOpenAI(
            base_url=address.base_url,
            api_key=address.api_key,
            timeout=self._choice.timeout,
            max_retries=self._http_retries,
        )
        if not self._state_looked_at and isinstance(self._choice, LocalModel):
            await warm.restore(address, warm.state_name(self._choice.path, self._instructions))
        try:
            mode = await schema_mode(client, self._choice)
        except BaseException:
            await client.close()
            raise
        return instructor.from_openai(client, mode=mode)

    async def _keep_state(self, completion: Any) -> None:
        """After the first call, keep the state behind the instructions, unless it was there."""
        if self._state_looked_at or not isinstance(self._choice, LocalModel):
            return
        self._state_looked_at = True
        details = getattr(completion.usage, "prompt_tokens_details", None)
        known = getattr(details, "cached_tokens", 0) or 0
        if known < completion.usage.prompt_tokens / 2:
            name = warm.state_name(self._choice.path, self._instructions)
            await warm.save(self._choice.address(), name)

    def _problem(self, error: Exception) -> ModelError:
        """Return what is told of a failed call: the answer was unfit, or there was none."""
        import openai
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        cause = next((e for e in _causes(error) if isinstance(e, openai.APIError)), None)
        answered = isinstance(error, InstructorRetryException | IncompleteOutputException)
        if cause is not None or not answered:
            return self._failed(cause or error)
        self._failures = 0
        problem = UnfitAnswer(f"the model {self.name} gave an unfit answer: {self._words(error)}")
        problem.spent = self._count(getattr(error, "last_completion", None))
        return problem

    def _failed(self, error: Exception) -> ModelError:
        """Count a call that the server failed; give the server up when there is no hope."""
        self._failures += 1
        status = getattr(error, "status_code", None)
        message = f"the model {self.name} did not answer: {self._words(error)}"
        if status in _HOPELESS or self._failures >= _MAX_FAILURES:
            self.given_up = message
        return ModelError(message, "Check the model settings and the server: xxgk model status")

    def _count(self, completion: Any) -> Spent:
        usage = getattr(completion, "usage", None)
        spent = Spent(
            calls=1,
            prompt_tokens=getattr(usage, "prompt_tokens", 0) or 0,
            completion_tokens=getattr(usage, "completion_tokens", 0) or 0,
        )
        if isinstance(self._choice, Endpoint):
            spent.cost = price(self.name, spent.prompt_tokens, spent.completion_tokens)
        self.spent.add(spent)
        return spent

    def _words(self, error: Exception) -> str:
        """Return what an error says, in one short line without the key, which servers repeat."""
        attempts = getattr(error, "failed_attempts", None)
        last = attempts[-1].exception if attempts else error
        told = last.errors()[0]["msg"] if isinstance(last, ValidationError) else str(last)
        if isinstance(self._choice, Endpoint) and len(self._choice.api_key) >= _SECRET_LENGTH:
            told = told.replace(self._choice.api_key, "***")
        return " ".join(told.split())[:200].rstrip(". ") or type(error).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _key(model: str, messages: Sequence[Message], schema: dict[str, Any], max_tokens: int) -> str:
    """Return the hash of all that a response depends on."""
    told = to_json([model, list(messages), schema, max_tokens, TEMPERATURE])
    return hashlib.sha256(told.encode()).hexdigest()
