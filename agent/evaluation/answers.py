"""Answers of a model as a plain file, so that a reading can be repeated without the model.

One JSON object a line, with the hash of all that the answer depends on. The file is written as the
answers come. A reading replayed from it asks nobody: a question that it does not have counts as
not asked, never as a wrong fact.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import simplejson
from pydantic import ValidationError

from agent.contract import Model
from agent.errors import InputError, ModelError, UsageError
from agent.llm.cache import Response
from agent.llm.settings import LocalModel
from agent.narrative.model.reader import Scope
from agent.report import to_json
from agent.second_reader import SecondReader


class Recorded(Model):
    """One answer."""

    key: str
    """SHA-256 of model, conversation, schema of the answer and settings."""
    model: str
    prompt: str
    """SHA-256 of the prompt's file."""
    answer: dict[str, Any]
    prompt_tokens: int
    completion_tokens: int


class AnswerFile:
    """Keeps responses in a file; a `ResponseCache`.

    Args:
        closed: a question that the file does not have is refused.

    Raises:
        InputError: the file is there but cannot be read as answers.
    """

    def __init__(self, path: Path, closed: bool = False) -> None:
        self.path = path
        self._closed = closed
        self._known: dict[str, Recorded] = {}
        if closed or path.exists():
            self._load()

    def _load(self) -> None:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{str(self.path)!r} cannot be read: {error}") from error
        for number, line in enumerate(lines, 1):
            try:
                one = Recorded.model_validate(simplejson.loads(line))
            except (ValidationError, ValueError) as error:
                raise InputError(
                    f"{self.path.name}: line {number} is no recorded answer",
                    "Remove the line, and it is asked again",
                ) from error
            self._known[one.key] = one

    @property
    def model(self) -> str:
        """The model that answered.

        Raises:
            UsageError: the file has no answer, or answers of several models.
        """
        names = {one.model for one in self._known.values()}
        if len(names) != 1:
            raise UsageError(
                f"{self.path.name} has answers of {len(names)} models",
                "Keep the answers of each model in a file of their own",
            )
        return names.pop()

    def find_response(self, key: str) -> Response | None:
        """Return the answer under `key`; null when there is none.

        Raises:
            ModelError: there is none, and none may be asked for.
        """
        one = self._known.get(key)
        if one is None:
            if self._closed:
                raise ModelError("the answer was not recorded", "Record it with the model")
            return None
        return Response(to_json(one.answer), one.prompt_tokens, one.completion_tokens)

    def keep_response(self, key: str, model: str, prompt: str, response: Response) -> None:
        """Add an answer to the file."""
        one = Recorded(
            key=key,
            model=model,
            prompt=prompt,
            answer=simplejson.loads(response.text),
            prompt_tokens=response.prompt_tokens,
            completion_tokens=response.completion_tokens,
        )
        self._known[key] = one
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(to_json(one.model_dump()) + "\n")
        except OSError as error:
            raise UsageError(
                f"{str(self.path)!r} cannot be written: {error.strerror or error}",
                "Name another file with --answers",
            ) from error


def replaying(answers: AnswerFile, scope: Scope) -> SecondReader:
    """Return a reader that says what a model said when the answers were recorded."""
    # Weights that are never loaded: every question is answered or refused by the file.
    return SecondReader(LocalModel(answers.model, answers.path, timeout=1), scope, answers)
