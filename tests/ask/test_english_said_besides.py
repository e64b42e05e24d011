"""What English questions say besides: what leads up to them, who reads, what was offered as a reason.

Protects such words from being taken for what is counted, and names from getting lost with them.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Please confirm the number of penalty decisions in Huayin.", 634),
        ("Check for me: the net change in Huayin's compulsory enforcement row?", 76),
        ("How many normative documents can a reader in Wangyi look up?", 8),
        ("How many projects sit in Zhoucun's central purchasing row?", 105),
        ("How many people in Zhoucun got some of the records they requested?", 5),
        ("How many Zhoucun applicants got everything they asked for?", 24),
        ("How many tender and procurement notices (招标采购信息, as the report has it) did "
         "Pingchuan publish?", 242),
        ("How many anti-poverty policies did Zhoucun make public?", 30),
        ("How much tax was forgiven for small businesses in Pingchuan, given in full yuan?", 20219500),
    ],
)  # fmt: skip
def test_what_is_said_besides_changes_nothing(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many people could look up documents in Wangyi's library?", "not_stated"),
        ("How many Zhoucun applicants left empty-handed?", "no_such_metric"),
        ("Huayin refused a third of its requests as state secrets. What justification did it "
         "offer?", "false_premise"),
        ("How did Huayin justify rejecting requests as state secrets?", "false_premise"),
        ("Rank the five bodies by the budget of their disclosure staff.", "not_stated"),
        ("Which of the five bodies pays its staff the highest salaries?", "not_stated"),
        ("Which of the five bodies has the most Weibo accounts?", "not_stated"),  # one tells posts
        ("How many penalties did Weifang impose compared with Zhoucun?", "no_such_body"),
        ("Can you solve exercise 3 of my algebra homework?", "not_about_the_reports"),
    ],
)  # fmt: skip
def test_what_the_reports_do_not_tell_is_refused_all_the_same(talk, question, reason):
    assert talk.ask(question).reason == reason


def test_a_day_can_be_asked_for_by_its_noun(talk):
    answer = talk.ask("Could I bother you for the day on which Zhoucun's report was signed?")
    assert "2021年2月19日" in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Of the letters to Wangyi's head, how many were put to bed?", 39),
        ("How many queries on policy reached Wangyi?", 13),
        ("How many phone calls did Pingchuan's hotline staff pick up?", 4502),
        ("How much VAT did Pingchuan hand back?", 4106300),
        ("How many motions from the consultative conference did Zhoucun field?", 196),
        ("How many jobs can be dealt with over the internet in Wangyi?", 590),
    ],
)
def test_everyday_words_for_what_offices_do(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many calls did Pingchuan's police line take?", "not_stated"),
        ("How many operators does Pingchuan employ?", "no_such_metric"),
        ("How many audits did Zhoucun carry out?", "not_stated"),
        ("Which staff member in Huayin handled the most requests?", "not_stated"),
        ("What was the biggest fine in Huayin?", "not_stated"),
        ("How long did Zhoucun take to answer its requests?", "not_stated"),
        ("周村区答复申请用了多少天？", "not_stated"),
        ("Why did Zhoucun's WeChat account get shut down?", "false_premise"),
        ("周村区的公众号为什么被关停？", "false_premise"),
        ("Who signed Zhoucun's report?", "no_such_metric"),
    ],
)
def test_one_number_is_no_order_no_time_and_no_reason(talk, question, reason):
    assert talk.ask(question).reason == reason
