"""English questions: words of the dictionary, names as people write them, things of areas."""

from __future__ import annotations

from decimal import Decimal

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
        "How many licences did Zhoucun revoke?",
        "How many penalty decisions of Zhoucun were overturned?",  # only suits are
        "How many new-media accounts did Huayin close?",
        "How many requests were withdrawn in Huayin?",
    ],
)
def test_what_is_counted_has_to_be_in_the_reports(talk, question):
    assert talk.ask(question).abstained


def test_a_verb_that_only_says_that_there_was_something_changes_nothing(talk):
    assert talk.ask("How many requests were registered by Huayin?").value == 12
    assert talk.ask("How many lawsuits did Zhoucun win?").value == 1


@pytest.mark.parametrize(
    ("first", "then", "value"),
    [
        ("online service rate in Huayin?", "Is Wangyi's higher than that?", Decimal("0.67")),
        ("How many requests did Huayin receive?", "Is Zhoucun's higher?", 28),
        ("How many complaints did Huayin get online?", "How many are in progress?", None),
        ("How many letters did Wangyi's mailbox receive?", "What was it the year before?", None),
    ],
)
def test_english_questions_go_on(talk, first, then, value):
    talk.ask(first)
    answer = talk.ask(then)
    assert answer.value == value
    assert value is not None or answer.reason in ("year_not_covered", "not_stated")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Zhoucun: licensing + penalty decisions, total", 17870),
        ("How many licences did Zhoucun and Huayin issue between them?", 52608),
    ],
)
def test_sums_in_english(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How'd Zhoucun do on penalty decisions? The number, please.", 2050),
        ("huayin 行政强制 items, prior yr col", 97),
        ("行政强制 decisions zhoucun", 11),
        ("zhoucun penalty items last yr", 3703),
        ("What backlog of open requests did Zhoucun take into 2021?", 0),
        ("Studying services in Shaanxi, I ask: how many requests did Wangyi receive?", 1),
        ("number of requests in huayin, weinan, shaanxi", 12),
        ("By Friday I need Huayin's number of new requests.", 12),
        ("pingchuan decisions: 其他对外管理服务事项 minus 行政许可", 157),
        ("How many stern measures (行政强制) decisions did Huayin take?", 309),
        ("How many coercive decisions (行政强制) did Huayin take?", 309),
        ("What does Wangyi Fabu on WeChat come to in posts?", 293),
    ],
)
def test_clipped_and_mixed_english_is_understood(talk, question, value):
    answer = talk.ask(question)
    assert answer.value == value
    assert answer.answer.isascii() or "(20" in answer.answer  # in English


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("yintai district, tongchuan: new requests 2020", "no_such_body"),
        ("huayin vs xianyang requests", "no_such_body"),
        ("How many requests did Tongchuan and Wangyi receive together?", "ambiguous"),
        ("How many requests did Huayin and Brampton receive?", "no_such_body"),
        ("How many requests did Huayin receive last year?", "year_not_covered"),
        ("How many requests did Zhoucun carry into 2020?", "year_not_covered"),
        ("How many procurement items did Zhoucun have in the previous year?", "not_stated"),
        ("How many requests did Zhoucun receive in May 2020?", "not_stated"),
        ("How many posts did Huayin Fabu put out?", "not_stated"),
        ("How many unicorn permits (独角兽许可) did Huayin issue?", "no_such_metric"),
        ("top 3 licence holders in huayin", "not_stated"),
        ("How many penalty decisions in YINTAI DISTRICT?", "no_such_body"),
        ("requests in Shanxi?", "no_such_body"),
    ],
)
def test_other_places_and_other_times_are_still_refused(talk, question, reason):
    assert talk.ask(question).reason == reason


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many matters can people in Wangyi get done over the internet?", 590),
        ("How many errands does Wangyi deal with while you wait?", 201),
        ("How many matters of Wangyi need just a trip to the palace?", None),
        ("How many new-media outlets in Pingchuan are no longer properly kept up?", 23),
        ("How many new-media outlets in Huayin are no longer properly kept up?", None),
        ("How many villages in Wangyi have convenience service rooms?", 17),
        ("How many villages in Pingchuan have convenience service rooms?", None),
        ("On how many occasions did journalists sit in on executive meetings in Zhoucun?", 3),
        ("How many journalists did Huayin have at its meetings?", None),
        ("How many messages and complaints are pending in Pingchuan?", 6),
        ("How many businesses in Huayin enjoyed a VAT refund?", None),
    ],
)
def test_numbers_of_the_narrative_go_by_many_english_words(talk, question, value):
    assert talk.ask(question).value == value
