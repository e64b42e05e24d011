"""The ways to ask: each is the model reader with one thing done otherwise.

What comes behind the answer (grounding, assembly, scoring) is the same for all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from agent.documents.view import fold
from agent.llm.prompts import Message
from agent.narrative.model.items import Item, items, marked, named
from agent.narrative.model.labelling import (
    LABEL_LENGTH,
    TOKENS_BESIDE,
    TOKENS_PER_ITEM,
    Answer,
    Labelled,
    opening,
    prompt,
)
from agent.narrative.model.reader import ModelReader, ModelReading, OneReport
from agent.narrative.numbers import read_numbers
from agent.narrative.passages import Passage
from agent.narrative.roles import load_roles, roles_of, settled_role
from agent.report import Dropped, to_json
from agent.wording import KINDS

Listed = Mapping[int, Item]
Said = dict[int, Labelled]
_LABEL = Annotated[str, Field(max_length=LABEL_LENGTH)]
_NOTHING = {"date": "其他日期"}
"""The role that tells nothing, by class; of all others it is 不是统计."""
_NUMBERED = "文中每个数字（以及日期、“未收到”之类的否定）都已编号，写成【编号:原文】。"
_TASK = '请按编号逐一说明它是什么，输出一个 JSON 对象：{"编号:原文": ["标签", "角色"], …}。'


def system(task: str = _TASK) -> str:
    """Return the instructions, with another task where one is given."""
    text = prompt().system
    assert _NUMBERED in text and _TASK in text, "the prompt has other words for the task"
    meanings = "\n".join(f"- {name}：{role.meaning}" for name, role in load_roles().items())
    return text.replace(_TASK, task).replace("$roles", meanings)


def examples() -> Iterator[tuple[str, dict[int, Item], list[tuple[str, str]]]]:
    """Yield view, items and answers of each example of the prompt."""
    for example in prompt().examples:
        view = fold(example["text"], "hans")
        candidates = read_numbers(view, Passage(None, 0, len(view))).candidates
        listed = items(view, candidates, 0, len(view))
        yield view, listed, [(label, role) for label, role in example["answers"]]


def turns(question: str, answer: Any) -> list[Message]:
    """Return a question with its answer."""
    return [
        {"role": "user", "content": question},
        {"role": "assistant", "content": to_json(answer)},
    ]


def nothing(item: Item) -> Labelled:
    """Return what is said of an item that nothing was said of."""
    return Labelled(item, "", _NOTHING.get(item.number_class, "不是统计"))


class Once(OneReport):
    """Without the second pass: what is left open stays open."""

    def _still_open(self, task: Any, said: Mapping[int, Labelled]) -> dict[int, Item]:
        return {}


class NotSentBack(Once):
    """Without sending back labels that do not stand in the text: their numbers are dropped."""

    async def _ask(self, chunk: Passage, listed: Listed, said: Said, reading: ModelReading) -> None:
        await self._call(self._opening(chunk, listed), chunk, listed, said, reading)


class Twice(OneReport):
    """With the second pass where the rules explain nothing: all that the model left open."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._explained = set()


class NoExamples(OneReport):
    """Instructions only; nothing in them was written with a report in mind."""

    def _opening(self, chunk: Passage, listed: Listed) -> list[Message]:
        first, *_, question = opening(self._view, chunk, listed)
        return [first, question]


class LeftOut(OneReport):
    """Without the example that is most like the report: it may have been written from it."""

    def _opening(self, chunk: Passage, listed: Listed) -> list[Message]:
        first, *shown, question = opening(self._view, chunk, listed)
        known = _pieces(self._view)
        texts = [_pieces(view) for view, _, _ in examples()]
        alike = [len(text & known) / len(text) for text in texts]
        at = 2 * alike.index(max(alike))
        return [first, *shown[:at], *shown[at + 2 :], question]


class RoleFirst(OneReport):
    """The role before the label."""

    def _opening(self, chunk: Passage, listed: Listed) -> list[Message]:
        messages = [message.copy() for message in opening(self._view, chunk, listed)]
        for message in messages:
            if message["role"] == "system":
                message["content"] = system(_TASK.replace('"标签", "角色"', '"角色", "标签"'))
            if message["role"] == "assistant":
                told = json.loads(message["content"])
                message["content"] = to_json({name: pair[::-1] for name, pair in told.items()})
        return messages

    async def _call(
        self,
        messages: list[Message],
        chunk: Passage,
        listed: Listed,
        said: Said,
        reading: ModelReading,
        labels: Sequence[str] = (),
    ) -> str:
        words = self._view[chunk.start : chunk.end]
        fields: dict[str, Any] = {}
        for number, item in listed.items():
            entry: Any = tuple[Literal[roles_of(item.number_class, words)], _LABEL]
            fields[f"item_{number}"] = (entry, Field(alias=named(self._view, number, item)))
        form = create_model("Labels", __base__=Answer, **fields)
        asked = await self._model.ask(messages, form, prompt().sha256, _length(listed))
        reading.spent.add(asked.spent)
        for number, item in listed.items():
            role, label = getattr(asked.answer, f"item_{number}")
            said[number] = Labelled(item, label, settled_role(role, label, item.number_class))
        return asked.answer.model_dump_json(by_alias=True)


class Free(Once):
    """The model finds the numbers itself, and writes them."""

    _SYSTEM = (
        "请找出其中每一个统计数字（以及活动的日期、“未收到”之类的否定），说明它是什么，"
        '输出一个 JSON 对象：{"数字": [["数字原文", "标签", "角色"], …]}。'
        "数字原文要照抄，带单位。"
    )

    async def _ask(self, chunk: Passage, listed: Listed, said: Said, reading: ModelReading) -> None:
        words = self._view[chunk.start : chunk.end]
        classes = {one for role in load_roles().values() for one in role.of}
        allowed = {name for number_class in classes for name in roles_of(number_class, words)}
        roles = [n for n, role in load_roles().items() if role.kind and n in allowed]
        entry: Any = tuple[Annotated[str, Field(max_length=20)], _LABEL, Literal[tuple(roles)]]
        found = (Annotated[list[entry], Field(max_length=60)], Field(alias="数字"))
        form = create_model("Found", __base__=Answer, found=found)
        instructions = system(self._SYSTEM).replace(_NUMBERED, "")
        messages: list[Message] = [{"role": "system", "content": instructions}]
        for view, known, answers in examples():
            told = [
                [view[item.start : item.end], label, role]
                for item, (label, role) in zip(known.values(), answers, strict=True)
            ]
            messages += turns(_unmarked(view, known), {"数字": told})
        text = _unmarked(self._view[: chunk.end], listed, chunk.start)
        messages.append({"role": "user", "content": text})
        asked = await self._model.ask(messages, form, prompt().sha256, 2 * _length(listed))
        reading.spent.add(asked.spent)
        said |= {number: nothing(item) for number, item in listed.items()}
        left = dict(listed)
        for words, label, role in asked.answer.found:  # type: ignore[attr-defined]
            number = next((n for n, item in left.items() if self._is(item, words, role)), None)
            if number is None:
                reading.dropped.append(_made_up(chunk, words, label, role))
            else:
                item = left.pop(number)
                role = settled_role(role, label, item.number_class)
                said[number] = Labelled(item, label, role)

    def _is(self, item: Item, words: str, role: str) -> bool:
        """Tell whether words are those of an item, with or without its unit."""
        text, told = (re.sub(r"\s", "", one) for one in (self._view[item.start : item.end], words))
        same = told and (text.startswith(told) or told.startswith(text))
        return bool(same) and item.number_class in load_roles()[role].of


class KindByKind(Once):
    """One question for each kind that a passage can have, in one conversation."""

    _SYSTEM = (
        "每次只问一种数字，请找出这一种的全部数字，"
        '输出一个 JSON 对象：{"数字": [["编号:原文", "标签", "角色"], …]}，没有就输出空的列表。'
    )

    async def _ask(self, chunk: Passage, listed: Listed, said: Said, reading: ModelReading) -> None:
        messages: list[Message] = [{"role": "system", "content": system(self._SYSTEM)}]
        for view, known, answers in examples():
            messages += _kind_turns(view, known, answers)
        words = self._view[chunk.start : chunk.end]
        names = {named(self._view, n, item): n for n, item in listed.items()}
        said |= {number: nothing(item) for number, item in listed.items()}
        question = marked(self._view, chunk.start, chunk.end, listed) + "\n"
        for kind, roles in _kinds(words, listed.values()):
            fitting = [name for name, n in names.items() if _fits(listed[n], words, roles)]
            entry: Any = tuple[Literal[tuple(fitting)], _LABEL, Literal[tuple(roles)]]
            found = (Annotated[list[entry], Field(max_length=len(fitting))], Field(alias="数字"))
            form = create_model("Found", __base__=Answer, found=found)
            messages.append({"role": "user", "content": question + _kind_question(kind)})
            asked = await self._model.ask(messages, form, prompt().sha256, _length(fitting))
            reading.spent.add(asked.spent)
            messages.append(
                {"role": "assistant", "content": asked.answer.model_dump_json(by_alias=True)}
            )
            question = ""
            for name, label, role in asked.answer.found:  # type: ignore[attr-defined]
                number = names[name]
                fits = role in roles_of(listed[number].number_class, words)
                if fits and load_roles()[said[number].role].kind is None:
                    role = settled_role(role, label, listed[number].number_class)
                    said[number] = Labelled(listed[number], label, role)


def _pieces(view: str) -> set[str]:
    """Return all pieces of three characters."""
    return {view[at : at + 3] for at in range(len(view) - 2)}


def _kind_question(kind: str) -> str:
    return f"哪些是“{KINDS[kind]}”？"


def _kinds(words: str, listed: Iterable[Item]) -> Iterator[tuple[str, list[str]]]:
    """Yield the kinds that items of a passage can have, each with its roles."""
    offered = {name for item in listed for name in roles_of(item.number_class, words)}
    kinds = dict.fromkeys(role.kind for role in load_roles().values() if role.kind)
    for kind in kinds:
        roles = [n for n, role in load_roles().items() if role.kind == kind and n in offered]
        if roles:
            yield kind, roles


def _fits(item: Item, words: str, roles: Sequence[str]) -> bool:
    return not set(roles).isdisjoint(roles_of(item.number_class, words))


def _kind_turns(view: str, known: Listed, answers: Sequence[tuple[str, str]]) -> list[Message]:
    """Return an example: the kinds that it has, and one that it has not."""
    made: list[Message] = []
    question = marked(view, 0, len(view), known) + "\n"
    empty = 0
    for kind, roles in _kinds(view, known.values()):
        told = [
            [named(view, number, item), label, role]
            for (number, item), (label, role) in zip(known.items(), answers, strict=True)
            if role in roles
        ]
        if told or not empty:
            empty += not told
            made += turns(question + _kind_question(kind), {"数字": told})
            question = ""
    return made


def _length(listed: Any) -> int:
    return TOKENS_PER_ITEM * len(listed) + TOKENS_BESIDE


def _unmarked(view: str, listed: Listed, start: int = 0) -> str:
    return re.sub(r"【\d+:([^】]*)】", r"\1", marked(view, start, len(view), listed))


def _made_up(chunk: Passage, words: str, label: str, role: str) -> Dropped:
    start = chunk.start
    reason = "number not in the text"
    return Dropped(quote=words, start=start, end=start, label=label, role=role, reason=reason)


VARIANTS: dict[str, type[OneReport]] = {
    "ids": OneReport,
    "ids-once": Once,
    "ids-not-sent-back": NotSentBack,
    "ids-twice": Twice,
    "left-out": LeftOut,
    "role-first": RoleFirst,
    "no-examples": NoExamples,
    "kind-by-kind": KindByKind,
    "free": Free,
}


def reader_of(variant: str) -> type[ModelReader]:
    """Return the model reader that asks in this way."""
    return type("Reader", (ModelReader,), {"one_report": VARIANTS[variant]})
