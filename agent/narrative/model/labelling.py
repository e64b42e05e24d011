"""The conversation about a passage's numbers, and the type of its answer.

The model writes no number: it gives each listed one a label and a role. So it cannot bring in a
number that the report does not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from agent.documents.view import fold
from agent.errors import ConfigurationError
from agent.llm.prompts import Message, Prompt, load_prompt, sha256_of
from agent.narrative.model.items import Item, items, marked, named
from agent.narrative.numbers import read_numbers
from agent.narrative.passages import Passage
from agent.narrative.roles import load_roles, roles_of, settled_role
from agent.report import to_json

PROMPT = "narrative_labels"
LABEL_LENGTH = 40
_MARKS = re.compile(r"[\s\d,。;、:!?.·“”‘’\"'()《》〈〉【】]+")
TOKENS_PER_ITEM = 56
TOKENS_BESIDE = 32


class Labelled(NamedTuple):
    """What the model says of one item."""

    item: Item
    label: str
    role: str


class Answer(BaseModel):
    """Base of the answers: one entry a number, under its number."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def prompt() -> Prompt:
    """Return the prompt."""
    return load_prompt(PROMPT)


def answer_type(
    view: str, chunk: Passage, listed: Mapping[int, Item], labels: Sequence[str] = ()
) -> type[Answer]:
    """Return the type of an answer about items of a chunk, by their numbers.

    An entry is label and role: an array takes a third fewer tokens than an object. Each item has
    the roles that its class and the words of the chunk allow.

    Args:
        labels: the labels that there are to choose from; none where the model may write its own.
    """
    words = view[chunk.start : chunk.end]
    label: Any = Annotated[str, Field(max_length=LABEL_LENGTH)]
    if labels:
        # A server that minds the schema offers these alone; another wording is judged all the same.
        label = Annotated[label, WithJsonSchema({"type": "string", "enum": list(labels)})]
    fields: dict[str, Any] = {}
    for number, item in listed.items():
        entry: Any = tuple[label, _one_of(roles_of(item.number_class, words))]  # type: ignore[misc]
        fields[f"item_{number}"] = (entry, Field(alias=named(view, number, item)))
    return create_model("Labels", __base__=Answer, **fields)


def _one_of(names: tuple[str, ...]) -> Any:
    return Literal[names]


def opening(view: str, chunk: Passage, listed: Mapping[int, Item]) -> list[Message]:
    """Return the conversation that asks about items of a chunk."""
    passage = marked(view, chunk.start, chunk.end, listed)
    question: Message = {"role": "user", "content": prompt().ask(passage=passage)}
    return [*_instructions(), question]


def entries(answer: Answer, listed: Mapping[int, Item]) -> dict[int, Labelled]:
    """Return what an answer says, by the number of the item."""
    found = {}
    for number, item in listed.items():
        label, role = getattr(answer, f"item_{number}")
        found[number] = Labelled(item, label, settled_role(role, label, item.number_class))
    return found


def pieces(view: str, chunk: Passage, listed: Mapping[int, Item]) -> list[str]:
    """Return the words between the marks and items of a chunk: labels that stand in the text."""
    ends = [chunk.start, *(item.end for item in listed.values())]
    starts = [*(item.start for item in listed.values()), chunk.end]
    parts = [
        part
        for start, end in zip(ends, starts, strict=True)
        for part in _MARKS.split(view[start:end])
    ]
    return list(dict.fromkeys(part for part in parts if 2 <= len(part) <= LABEL_LENGTH))


@cache
def instructions_sha256() -> str:
    """Return the hash of what every conversation begins with."""
    return sha256_of(_instructions())


@cache
def _instructions() -> tuple[Message, ...]:
    """Return the system message and the examples as turns.

    Raises:
        ConfigurationError: an example does not fit its own text.
    """
    meanings = "\n".join(f"- {name}：{role.meaning}" for name, role in load_roles().items())
    system = prompt().system.replace("$roles", meanings)
    turns: list[Message] = [{"role": "system", "content": system}]
    for example in prompt().examples:
        text, answers = example["text"], [tuple(pair) for pair in example["answers"]]
        turns += _example(text, answers)
    return tuple(turns)


def _example(text: str, answers: Sequence[tuple[str, str]]) -> list[Message]:
    view = fold(text, "hans")
    whole = Passage(None, 0, len(view))
    listed = items(view, read_numbers(view, whole).candidates, whole.start, whole.end)
    if len(listed) != len(answers):
        raise ConfigurationError(
            f"prompts/{PROMPT}.yaml: {len(listed)} items for {len(answers)} answers in {text!r}"
        )
    told = {}
    for (number, item), (label, role) in zip(listed.items(), answers, strict=True):
        if role not in roles_of(item.number_class, view) or label not in view:
            raise ConfigurationError(f"prompts/{PROMPT}.yaml: {label!r}, {role} in {text!r}")
        told[named(view, number, item)] = [label, role]
    passage = marked(view, whole.start, whole.end, listed)
    return [
        {"role": "user", "content": prompt().ask(passage=passage)},
        {"role": "assistant", "content": to_json(told)},
    ]
