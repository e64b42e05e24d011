"""English turns of speech: margins, orders, sums, shares and what leads up to a question."""

from __future__ import annotations

from decimal import Decimal

import pytest


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("compulsory measures: Huayin or Pingchuan higher, and by what margin?", 139),
        ("Does Huayin issue more licences than Zhoucun?", 20968),
        ("Did Huayin handle as many requests as Zhoucun?", 28),
        ("In Huayin, how many more penalties than compulsory measures were decided?", 325),
        ("Pingchuan decisions: other external management and service matters minus licences", 157),
        ("Pooling Huayin and Zhoucun, how many penalties does that make?", 2684),
        ("Penalties summed over Huayin and Zhoucun?", 2684),
        ("For Zhoucun's penalty items, compute opening stock plus the year's delta.", 3707),
        ("Since I am comparing powers, may I ask what percentage of the 3,206 power matters that "
         "Pingchuan put online are penalties?", Decimal("60.11")),
        ("How many of Pingchuan's new-media outlets are no longer properly maintained?", 23),
        ("How many bodies received more than 10 requests?", 2),
    ],
)  # fmt: skip
def test_an_operation_is_understood_in_any_turn_of_speech(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "first", "number"),
    [
        ("List the bodies by number of licences, highest to lowest.", 36788, 5),
        ("Please arrange Huayin, Zhoucun and Pingchuan by compulsory measures, from big to small.",
         309, 3),
        ("Which three bodies have the most penalties?", 2872, 3),
        ("Who comes last in normative documents?", 0, 5),
    ],
)  # fmt: skip
def test_orders(talk, question, first, number):
    rows = talk.ask(question).rows
    assert (rows[0].value, len(rows)) == (first, number)


@pytest.mark.parametrize(
    ("first", "then", "value"),
    [
        ("How many penalties did Huayin decide?", "How does that compare with Zhoucun?", 1416),
        ("How many penalties did Huayin decide?", "Is that more than Zhoucun's?", 1416),
        ("华阴的行政处罚决定多少件？", "和周村比呢", 1416),
        ("华阴的行政处罚决定多少件？", "周村比它多吗", 1416),
        ("Who got the most requests?", "Who came second?", 12),
        ("How many letters did the Wangyi mailbox get?", "How many have been dealt with?", 39),
        ("How many times did Zhoucun invite the public to executive meetings?",
         "What's that as a percentage of the executive meetings it opened up?", 25),
    ],
)  # fmt: skip
def test_a_question_that_goes_on_compares_with_the_one_before(talk, first, then, value):
    assert not talk.ask(first).abstained
    assert talk.ask(then).value == value


@pytest.mark.parametrize(
    "question",
    [
        "What was the median number of days Huayin needed to answer a request?",
        "Rank the five bodies by the average number of days they took to answer.",
        "Does Huayin run more aquariums than Zhoucun?",
        "Since I am comparing parks, may I ask how many parks Pingchuan opened?",
    ],
)
def test_what_no_report_tells_is_refused_in_any_turn_of_speech(talk, question):
    assert talk.ask(question).abstained
