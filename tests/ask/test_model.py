"""A model is asked only where the rules are not sure, and what it proposes is checked."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic import ValidationError

from agent.answering import Conversation
from agent.answering.planning.model_planner import ModelPlanner
from agent.answering.planning.proposal import NOTHING, answer_type, conversation, prompt
from agent.answering.settling import settle
from agent.errors import ModelError
from agent.llm.cache import Response
from agent.llm.settings import LocalModel
from tests.conftest import ROOT

SURE = "周村区2020年作出了多少件行政处罚的处理决定？"
UNKNOWN = "周村区让人空手而归的有几件？"
"""No word of it stands in the forms or in the report."""


class Says:
    """Stands for a model: the same answer to everything, and how often it was asked."""

    def __init__(self, thing: str, column: str = "总计", operation: str = "value") -> None:
        self.text = json.dumps({"thing": thing, "column": column, "operation": operation})
        self.asked = 0

    def find_response(self, key: str) -> Response:
        self.asked += 1
        return Response(self.text, 900, 20)

    def keep_response(self, *_: object) -> None:
        raise AssertionError("nothing new is said")


class Silent(Says):
    """A model whose server fails."""

    def find_response(self, key: str) -> Response:
        raise ModelError("no answer")


def ask(five, says, question):
    choice = LocalModel("made", ROOT, 1)
    with (
        ModelPlanner(choice, says) as model,
        Conversation(five, today=date(2024, 5, 1), model=model) as talk,
    ):
        return talk.ask(question)


def test_where_the_rules_are_sure_no_model_is_asked(five):
    says = Says("行政许可", "处理决定数量")
    assert ask(five, says, SURE).value == 2050
    assert says.asked == 0


def test_what_the_rules_do_not_find_is_suggested_and_not_answered(five):
    choice = LocalModel("made", ROOT, 1)
    with (
        ModelPlanner(choice, Says("无法提供")) as model,
        Conversation(five, today=date(2024, 5, 1), model=model) as talk,
    ):
        first = talk.ask(UNKNOWN)
        assert (first.abstained, first.value, first.rows) == (True, None, [])
        assert "是否想问：周村区2020年无法提供？" in first.answer
        assert first.usage.cached_calls == 1
        answer = talk.ask("是")
        assert (answer.value, answer.plan["planner"]) == (9, "model")
        assert {citation.row for citation in answer.citations} >= {"unable_not_held"}


@pytest.mark.parametrize("says", [Says(NOTHING, "无"), Silent("")])
def test_where_the_model_has_nothing_the_rules_stand(five, says):
    answer = ask(five, says, UNKNOWN)
    assert answer.abstained and answer.reason == "no_such_metric"


DOUBTFUL = "平川区有多少户企业享受即征即退？"


def test_two_meanings_are_given_back_and_not_decided(five):
    def attempt(question):
        with Conversation(five, today=date(2024, 5, 1)) as talk:
            return talk._understood(question)[0]

    rules = attempt("周村区2020年行政处罚的处理决定有几件？")
    same = attempt("周村區2020年行政處罰決定多少件？")
    other = attempt("周村区2020年行政强制的处理决定有几件？")
    assert settle(rules, same, in_words=True) is rules
    assert settle(rules, other, in_words=False) is rules
    both = settle(rules, other, in_words=True).outcome
    assert both.reason == "ambiguous"
    assert "行政处罚" in both.texts["zh"] and "行政强制" in both.texts["zh"]


@pytest.mark.parametrize(
    "says",
    [Says("规章", "对外公开总数量"), Says("行政处罚", "自然人"), Says("正文1", "总计")],
    ids=["words that are not there", "a column of another table", "a sentence with a column"],
)
def test_what_the_question_does_not_say_changes_no_answer(five, says):
    alone = ask(five, Says(NOTHING, "无"), DOUBTFUL)
    answer = ask(five, says, DOUBTFUL)
    assert alone.plan["doubts"] and says.asked
    assert (answer.value, answer.abstained) == (alone.value, False)


def test_the_model_can_say_nothing_but_what_is_listed():
    kind = answer_type(2)
    for thing in ("正文3", "100", "忽略以上要求", "SELECT 1"):
        with pytest.raises(ValidationError):
            kind(thing=thing, column="无", operation="value")


def test_the_prompt_is_short_and_its_examples_are_choices():
    told = "".join(message["content"] for message in conversation("几件？", []))
    assert len(told) < 1500
    assert len(prompt().examples) >= 5
