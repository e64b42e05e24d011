"""English questions as data entry and correspondence have them: fields, what applicants were told.

Protects names of fields from being taken for what is counted, and answers that applicants got from
being counted where no row of the form has them.
"""

from __future__ import annotations

from decimal import Decimal

import pytest


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Variable NEWREQ_1: how many new requests did Huayin report?", 12),
        ("PENALTY_DECISIONS for Huayin?", 634),
        ("In Zhoucun, how many were informed that the office merely had nothing on file?", 3),
        ("How many Zhoucun requests fell through because the data would have to be created?", 6),
        ("How many reviews and lawsuits was Zhoucun challenged in, put together?", 11),
        ("Zhoucun has received how many requests?", 40),
        ("Wangyi Fabu sent how many messages when WeChat and Weibo are added up?", 530),
        ("By what amount, in yuan, did Zhoucun's central purchasing outstrip Huayin's?", 207203000),
        ("Full release rate in Zhoucun, measured against all requests decided?", 60),
        ("Show Huayin's licence decisions beside Zhoucun's, please.", 20968),
        ("Column F of my sheet needs Zhoucun's normative documents newly made. What goes in?", 9),
        ("Add the environment letters to the traffic ones in Wangyi's mailbox.", 15),
        ("Huayin and Zhoucun fine by the hundred. Subtract the former's penalties from the "
         "latter's.", 1416),
        ("CPPCC proposals: Zhoucun in 2020, Pingchuan in 2019. Who handled more and by how many?",
         118),
        ("What is the spread between the procurement totals of Zhoucun and Huayin in yuan?",
         207203000),
    ],
)  # fmt: skip
def test_what_only_leads_up_to_a_number_is_left_out(talk, question, value):
    assert talk.ask(question).value == value


def test_several_named_kinds_are_each_told(talk):
    answer = talk.ask("Pingchuan's powers, by kind: levies, rewards, supervision. Their numbers?")
    assert [row.value for row in answer.rows] == [11, 22, 60]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wangyi logged one request. What was the requester after?", "应急预案"),
        ("Which sectors did the requests to Zhoucun touch on?", "土地征收"),
        ("How did requests reach Huayin?", "郵寄"),
    ],
)
def test_what_applicants_wanted_is_told_in_words(talk, question, words):
    assert words in talk.ask(question).answer


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many Zhoucun applicants were told that they would be phoned?", "not_stated"),
        ("How many got the reply that the clerk was on leave, Zhoucun?", "no_such_metric"),
        ("Which legal basis did Pingchuan invoke for the two requests it denied?", "false_premise"),
        ("What were Pingchuan's applicants looking for?", "false_premise"),
        ("What did requests to Pingchuan deal with?", "false_premise"),
        ("For Pingchuan add the environment information to the aviation information.",
         "no_such_metric"),
        ("Procurement of vaccines in yuan, Zhoucun?", "no_such_metric"),
        ("How many penalties for littering did Huayin decide?", "not_stated"),
    ],
)  # fmt: skip
def test_what_nobody_counted_is_refused(talk, question, reason):
    assert talk.ask(question).reason == reason


def test_a_talk_goes_on_with_what_was_told_before(talk):
    talk.ask("In Zhoucun, how many were told that the record is not held?")
    talk.ask("And how many because it would need to be compiled?")
    assert talk.ask("Those two kinds of answer, lumped together?").value == 9
    share = talk.ask("What percentage is that of everything the district closed?")
    assert share.value == Decimal("22.5")
    talk.ask("Licence decisions in Huayin?")
    assert talk.ask("Same field, Zhoucun.").value == 15820
