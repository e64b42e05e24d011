"""Turns of speech of lawyers, of those who query data, and of chat."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Of the appeals against Zhoucun, how many overturned its decision?", 8),
        ("Count the appeals and the suits in Zhoucun together. What does that come to?", 11),
        ("In how many direct suits did the court correct Zhoucun?", 1),
        ("Suits against Zhoucun lodged once reconsideration had run its course?", 0),
        ("diff(Huayin, Zhoucun) in fee items, previous-year column?", 2),
        ("sum(Zhoucun full grants, Zhoucun partial grants)?", 29),
        ("SELECT penalty decisions FROM Huayin WHERE year = 2020", 634),
        ("What'd Zhoucun put up about temporary aid and so forth, number-wise?", 16),
        ("value of [Huayin, administrative_penalty, decisions]?", 634),
        ("Huayin licensing decisions - Huayin penalty decisions = ?", 36154),
        ("zhoucun: grants / closed requests as %", 60),
        ("How many complaints and the like did Huayin deal with online?", 1232),
        ("How many departments were tasked with compiling the catalogues in Huayin?", 19),
        ("How many posts did Wangyi's new media put out, not counting Wangyi Fabu?", 843),
    ],
)
def test_one_number_whoever_asks(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Zhoucun's lawsuits, outcome by outcome, skipping outcomes with no case", [1, 1, 1, 0]),
        ("Print the dispositions of Zhoucun's requests as JSON without zeros", [24, 5, 3, 6, 2]),
        ("Wangyi policy consultations, order by letters desc limit 2", [4, 3]),
        ("Pingchuan reports what it put out in key areas. Which two categories lead?", [7339, 295]),
        ("list(bodies) with penalty decisions > 1000", [2872, 2050]),
        ("zhoucun granted / partial / not held / other, all four numbers", [24, 5, 3, 2]),
        ("Pingchuan walk-ins / phone enquiries / website look-ups", [3073, 4502, 104268]),
    ],
)
def test_several_numbers_whoever_asks(talk, question, numbers):
    assert [row.value for row in talk.ask(question).rows] == numbers


@pytest.mark.parametrize(
    "question",
    [
        "How many of the lawsuits against Zhoucun were appealed?",
        "How many appeals to a higher court were there against Zhoucun?",
        "How many attorneys were charged with fraud in Huayin?",
        "Combine Huayin's and Zhoucun's licensing decisions. How many pages is that?",
        "How many new media accounts other than Wangyi Fabu does Wangyi run?",
        "What's the value of the contracts Huayin signed?",
        "How many followers does each body have?",
        "How many public rental homes did Zhoucun allocate?",
        "Pingchuan walk-ins / phone calls / overtime hours in 2019, each figure",
    ],
)
def test_what_only_sounds_alike_is_refused(talk, question):
    assert talk.ask(question).abstained
