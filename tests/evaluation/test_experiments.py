"""Other ways to ask: each one's questions fit its own examples, and its answers become facts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from agent.documents.view import fold
from agent.llm.client import Asked
from agent.llm.usage import Spent
from agent.narrative.model.reader import ModelReading
from agent.narrative.passages import Passage
from eval.experiments.conflicts import with_kinds_of_model
from eval.experiments.variants import VARIANTS, reader_of
from tests.narrative.model.test_agreement import fact

TEXT = "县长信箱收到来信41件，已办结39件。公开政府文件37件。"
IDS = {
    "1:41件": ["县长信箱", "信件收到"],
    "2:39件": ["县长信箱", "信件办结"],
    "3:37件": ["政府文件", "发布数量"],
}
ROWS = [[name, *pair] for name, pair in IDS.items()]


class Scripted:
    """A model that knows the right answers, in whatever form it is asked for them."""

    name = "made-model"

    def __init__(self, variant: str) -> None:
        self._variant = variant
        self.conversations: list[list[dict[str, str]]] = []

    async def ask(self, messages: Any, form: Any, prompt: str, max_tokens: int) -> Asked[Any]:
        self.conversations.append([dict(message) for message in messages])
        return Asked(form.model_validate(self._said(messages[-1]["content"])), Spent(calls=1))

    def _said(self, question: str) -> dict[str, Any]:
        if self._variant == "free":
            words = [[name.partition(":")[2], *pair] for name, *pair in ROWS]
            return {"数字": [*words, ["86件", "县长信箱", "信件收到"]]}
        if self._variant == "kind-by-kind":
            kinds = {"信箱热线": ROWS[:2], "发布": ROWS[2:]}
            return {"数字": kinds.get(question.partition("“")[2].partition("”")[0], [])}
        swapped = self._variant == "role-first"
        return {name: pair[::-1] if swapped else pair for name, pair in IDS.items()}


def read(variant: str) -> tuple[ModelReading, Scripted]:
    model = Scripted(variant)
    view = fold(TEXT, "hans")
    reader = reader_of(variant)(model, "all")  # type: ignore[arg-type]
    passages = [Passage(1, 0, len(view))]
    return asyncio.run(reader.read(TEXT, view, passages, [], 2020)), model


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_way_to_ask_gives_the_same_facts_for_right_answers(variant: str) -> None:
    reading, _ = read(variant)
    told = [read.fact.model_dump(exclude_none=True) for read in reading.facts]
    assert [(f["kind"], f.get("received"), f.get("resolved"), f.get("count")) for f in told] == [
        ("mailbox", 41, 39, None),
        ("publication", None, None, 37),
    ]
    assert reading.failures == []


def test_a_number_that_is_not_there_is_dropped() -> None:
    reading, _ = read("free")
    assert [(one.quote, one.reason) for one in reading.dropped] == [
        ("86件", "number not in the text")
    ]


@pytest.mark.parametrize(
    ("variant", "turns"), [("ids", 10), ("no-examples", 2), ("left-out", 8), ("free", 10)]
)
def test_what_is_left_out_of_a_conversation(variant: str, turns: int) -> None:
    _, model = read(variant)
    assert [len(messages) for messages in model.conversations] == [turns]


def test_kinds_are_asked_for_in_one_conversation() -> None:
    _, model = read("kind-by-kind")
    asked = [messages[-1]["content"] for messages in model.conversations]
    assert "【1:41件】" in asked[0] and asked[0].endswith("哪些是“信箱热线”？")
    assert asked[1] == "哪些是“来信分类”？"


def test_one_way_leaves_the_instructions_of_the_others_alone() -> None:
    _, before = read("ids")
    read("role-first")
    _, after = read("ids")
    assert before.conversations == after.conversations


def test_only_what_rules_took_for_a_mere_statistic_gets_the_kind_of_the_model() -> None:
    rule = [
        fact("rule", "statistic", "来信", value=41),
        fact("rule", "publication", "信件", start=20, count=39),
    ]
    one = fact("llm", "mailbox", "县长信箱", received=41)
    two = fact("llm", "mailbox", "县长信箱", received=41, resolved=39)
    for model, kinds in ((one, ["mailbox", "publication"]), (two, ["statistic", "publication"])):
        assert [read.fact.kind for read in with_kinds_of_model(rule, [model])] == kinds
