"""Cells under the names that disclosure, law and statistics have for them in English.

Protects questions in the words of such people from being refused, and from being answered with
another cell: whoever sues and loses is not the authority that loses. What the forms do not tell
apart is refused all the same.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

NUMBERS = [
    ("How many FOI requests in Zhoucun ended in a redacted release?", 5),
    ("In how many cases did Zhoucun hand over just a portion of the papers sought?", 5),
    ("How many requesters in Zhoucun walked away with at least something?", 29),
    ("How many filings did the Jinyang Road office brush aside as duplicates of earlier ones?", 1),
    ("How large was the backlog Zhoucun rolled over into 2021?", 0),
    ("How many administrative appeals against Zhoucun were overturned?", 8),
    ("In how many internal reviews did Zhoucun see its original decision set aside?", 8),
    ("Pingchuan, administrative permits: what is the prior-year column?", 178),
    ("What is the net change in Huayin's miscellaneous management and service matters?", 128),
    ("How many purchases went through Huayin's central purchasing?", 15),
    ("How many requests came from private individuals in Zhoucun?", 40),
    ("How many access requests were still undetermined in Zhoucun when 2020 ended?", 0),
    ("How many requests did Zhoucun dispose of in total?", 40),
    ("How many normative documents does Zhoucun make available in total?", 125),
]

REFUSED = [
    "How many FOI requests in Zhoucun were appealed to an information commissioner?",
    "How many redacted photographs did Zhoucun publish?",
    "How many backlogged construction projects did Zhoucun carry?",
    "How many of Zhoucun's central purchasing contracts were cancelled?",
    "How many private individuals did Zhoucun arrest?",
    "How many permits did Huayin refuse?",
    "How many licences were issued to foreigners in Huayin?",
    "How many normative documents did Zhoucun withdraw?",
]


@pytest.mark.parametrize(("question", "number"), NUMBERS)
def test_a_cell_has_many_english_names(talk, question, number):
    answer = talk.ask(question)
    assert answer.value is not None and Decimal(str(answer.value)) == number, answer.answer


@pytest.mark.parametrize("question", REFUSED)
def test_what_no_cell_tells_is_refused(talk, question):
    answer = talk.ask(question)
    assert answer.abstained, answer.answer


def test_a_share_of_a_whole_named_first_is_one_of_what_was_told(talk):
    talk.ask("How many administrative appeals against Zhoucun were overturned?")
    assert talk.ask("What share of its reconsideration caseload is that?").value == 100


@pytest.mark.parametrize(
    ("question", "column"),
    [
        ("How many plaintiffs who went straight to court against Zhoucun lost?", "upheld"),
        ("How many plaintiffs who went straight to court against Zhoucun won?", "corrected"),
        ("Of the suits brought directly in court, how many did Zhoucun lose?", "corrected"),
    ],
)
def test_who_loses_is_whoever_is_named(talk, question, column):
    assert {cited.column for cited in talk.ask(question).citations} == {column}
