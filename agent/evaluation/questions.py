"""Questions with gold answers: JSON Lines, strict to load; `eval/QUESTIONS.md` has the rulings."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import simplejson
from pydantic import ValidationError

from agent.answering.answer import Reason
from agent.contract import Model
from agent.errors import InputError

Half = Literal["dev", "test"]
GoldNumber = int | float | str | None
"""A number; one with more digits than a binary fraction holds is a string."""


class GoldRow(Model):
    """A line of a list, a rank or a comparison."""

    label: str
    value: GoldNumber
    unit: str | None = None
    report: str | None = None
    qualifier: str | None = None
    state: str | None = None


class Expected(Model):
    """What an answer has to say."""

    value: GoldNumber = None
    unit: str | None = None
    rows: list[GoldRow] | None = None
    words: list[str] | None = None
    """Each must be met; `A|B` are alternatives."""
    alt_values: list[GoldNumber] = []
    exists: bool | None = None
    """The yes or no of a question that asks for one."""


class GoldPlace(Model):
    """A place that must be cited: words of a report, or a cell."""

    report: str
    """`D0` is the first file of the folder of reports."""
    quote: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None


class AnyPlace(Model):
    """Places of which one must be cited."""

    any_of: list[GoldPlace]


class Question(Model):
    """One question with its gold answer."""

    id: str
    half: Half
    language: Literal["hans", "hant", "en"]
    operation: str
    question: str
    previous: str | None
    """The question just before it, which it goes on from."""
    answerable: bool
    expected: Expected
    citations: list[AnyPlace | GoldPlace] | None = None
    reason: Reason | None
    alt_reasons: list[Reason] | None = None
    alt_expected: Expected | None = None
    """An answer that is accepted in place of a refusal."""
    note: str = ""


def load_questions(path: Path, half: Half) -> tuple[list[Question], str]:
    """Return the questions of a half, and the hash of the file.

    Raises:
        InputError: the file cannot be read, or a line is no question.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror or error}") from error
    found = []
    for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
        try:
            found.append(Question.model_validate(simplejson.loads(line)))
        except (ValidationError, ValueError) as error:
            raise InputError(f"{path.name}: line {number} is no question: {error}") from error
    return [one for one in found if one.half == half], hashlib.sha256(data).hexdigest()
