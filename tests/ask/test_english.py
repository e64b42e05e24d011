"""English questions: words of the dictionary, names as people write them, things of areas."""

from __future__ import annotations

import pytest

from agent.answering.dictionary import chinese_for


def test_an_english_word_in_any_form_has_its_chinese_words_nearest_first():
    assert [word for word, _ in chinese_for("catalogues")].index("目录") >= 0
    assert {"吊销", "撤销"} <= {word for word, _ in chinese_for("revoked")}
    assert chinese_for("qwertzu") == ()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("calls taken by the pingchuan enquiry line?", 4502),  # enquiry is in no list of phrases
        ("zhoucun district government: penalty decisions in 2020?", 2050),
        ("How many complaints and suggestions came to Huayin by the Weinan 12345 hotline?", 794),
    ],
)
def test_words_and_names_that_no_list_has_are_understood(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(
    "question",
    [
        "How many environmental pollution incidents did Pingchuan record?",  # 环保信息57条 is none
        "How many aquariums did pingchuan open?",
        "How many requests did Weinan receive in 2020?",
    ],
)
def test_what_is_counted_has_to_be_in_the_reports(talk, question):
    assert talk.ask(question).abstained
