"""What is kept of a call, so that no call is made twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Response:
    """An answer that fits its type, as JSON, and what it took when it was made."""

    text: str
    prompt_tokens: int
    completion_tokens: int


class ResponseCache(Protocol):
    """Keeps responses under the hash of all that they depend on; the store has one."""

    def find_response(self, key: str) -> Response | None:
        """Return what is kept under `key`; null when there is nothing."""

    def keep_response(self, key: str, model: str, prompt: str, response: Response) -> None:
        """Keep a response of `model` to the prompt of that hash."""


class MemoryCache:
    """Keeps responses as long as the process runs."""

    def __init__(self) -> None:
        self._responses: dict[str, Response] = {}

    def find_response(self, key: str) -> Response | None:
        """Return what is kept under `key`; null when there is nothing."""
        return self._responses.get(key)

    def keep_response(self, key: str, model: str, prompt: str, response: Response) -> None:
        """Keep a response."""
        self._responses[key] = response
