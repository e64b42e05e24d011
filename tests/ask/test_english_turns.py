"""English turns of speech: margins, orders, sums, shares and what leads up to a question."""

from __future__ import annotations

from decimal import Decimal

import pytest

from agent.evaluation.judging import loose_numbers


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
        ("huayin pingchuan zhoucun penalties in increasing order", 634, 3),
        ("Licence decisions of Zhoucun, Huayin and Pingchuan, the fewest first?", 211, 3),
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
        "Did Zhoucun torch anything over the lawsuits?",
        "Has Wangyi sold its website?",
        "How many forged requests did Zhoucun receive?",
        "How many letters did the Wangyi mailbox not sort?",
        "How many requests did Zhoucun not answer?",
        "How many requests did Zhoucun answer within two days?",
        "How many requests will Zhoucun receive in 2021?",
        "How many letters did Huayin refuse to disclose?",
        "Since I am comparing parks, may I ask how many parks Pingchuan opened?",
    ],
)
def test_what_no_report_tells_is_refused_in_any_turn_of_speech(talk, question):
    assert talk.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Row: administrative penalties; Column: decisions; Body: Huayin; Year: 2020. Value?", 634),
        ("Entity: Zhoucun / Item: licences / Count?", 15820),
        ("Unit: Huayin. Period: 2020. Indicator: hearings held. Observation?", None),
        ("Zhoucun, row 行政处罚, column 本年增/减: what goes into my sheet?", 4),
        ("How many of Huayin's requests were binned as copies of earlier ones?", 0),
        ("How many normative documents did Zhoucun draft?", 9),
        ("Did Zhoucun have lawsuits still to be decided?", 0),
        ("Of the requests at Zhoucun, how many did the departments take?", 35),
        ("web traffic on Pingchuan's disclosure pages", 104268),
        ("web hits in Huayin", None),
        ("At 31 December 2020, how many requests in Huayin were still open?", 0),
        ("Did any of Zhoucun's applicants abuse the right to request?", 0),
        ("How many of the 40 requests in Zhoucun were accepted by the district government?", 5),
        ("How many people phoned Pingchuan for advice?", 4502),
        ("How many site visits by officials were there in Pingchuan?", None),
        ("How many towns in Zhoucun got the lowest grade in the assessment?", None),
    ],
)
def test_forms_and_what_people_do_with_requests_and_documents(talk, question, value):
    answer = talk.ask(question)
    assert answer.value == value
    assert answer.abstained == (value is None)


def test_the_number_of_purchases_behind_an_amount(talk):
    talk.ask("What was Zhoucun's procurement amount?")
    assert talk.ask("How many purchases did that sum pay for?").value == 105


def test_a_year_that_is_only_relative_gives_way_to_those_that_are_named(talk):
    answer = talk.ask(
        "Licence items on last year's books: subtract Pingchuan (2019) from Huayin (2020)."
    )
    assert answer.value is not None
    assert not loose_numbers(answer)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What became of the requests in Jinyang Road?", [1, 1]),
        ("锦阳路街道申请的办理结果构成", [1, 1]),
        ("Most common outcome of requests in Zhoucun?", [24, 6, 5, 3, 2]),
        ("Which outcomes of Zhoucun's requests are non-nil? Leave totals aside.", [24, 5, 3, 6, 2]),
        ("How many outcomes in total did Zhoucun's requests have?", [40]),
        ("What became of the letters to Huayin?", []),
    ],
)
def test_outcomes_of_requests_are_told_row_by_row(talk, question, rows):
    assert [row.value for row in talk.ask(question).rows] == rows


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who monitors openness work in Zhoucun?", "第三方机构"),
        ("Which labels must drafters put on documents in Zhoucun?", "此件不予公开"),
    ],
)
def test_who_and_which_are_told_in_words(talk, question, told):
    answer = talk.ask(question)
    assert answer.value is None
    assert told in answer.answer
