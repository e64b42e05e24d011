"""A number that leaves a part of the question unused is no answer; beside it what is one."""

from __future__ import annotations

import pytest

PAIRS = [
    ("平川公开的权力事项一共多少项？", "平川公开的权力事项里不足五十项的怎么算，几项？"),
    ("周村区政府自己收到的申请几件？", "周村收到的申请，不是区政府本级接的有几件？"),
    ("王益和华阴的政务新媒体，一共多少个？", "锦阳路和华阴的政务新媒体，一共多少个？"),
    ("锦阳路街道因重复申请而不予处理的有几件？", "锦阳路街道因信访举报而处理申请的，多少项？"),
    ("华阴的基层公开目录涉及多少个领域？", "华阴有多少个部门的基层公开清单？"),
    ("平川网民留言收到几条？", "平川网民留言，没等来结果的有几条？"),
    ("How many columns does Huayin's site have?", "What new columns did Huayin's site add?"),
    (
        "How many requests did Zhoucun carry forward?",
        "What held up the requests that Zhoucun carried forward?",
    ),
]


@pytest.mark.parametrize(("told", "not_told"), PAIRS)
def test_what_is_said_goes_into_the_answer(talk, told, not_told):
    assert talk.ask(told).value is not None
    talk.forget()
    assert talk.ask(not_told).value is None


def test_what_is_to_be_left_out_is_left_out(talk):
    answer = talk.ask("除开“王益发布”这个顶流，王益其他单位的新媒体一年发了多少条出来")
    assert answer.value == 843


def test_those_of_a_question_without_an_answer_are_nothing(talk):
    assert talk.ask("周村区表扬了几家企业？").abstained
    assert talk.ask("这些当中，公开的有几家？").abstained


def test_all_of_something_is_no_limit_of_it(talk):
    assert talk.ask("华阴梳理了多少项“最多跑一次”事项？").value == 200


UNTOLD = [
    "华阴26个领域的公开目录里，国土空间规划那份出自哪个部门之手？",
    "Name the 19 departments that drew up Huayin's grassroots openness catalogues.",
    "华阴按2020年度考核通知打分，哪个单位夺冠？",
    "周村把进度落后的镇街单独约谈，被点名的是哪几个？",
    "周村那八件行政复议，因为什么理由被纠正？",
    "周村八件行政复议里有三件获维持，维持率是多少？",
    "List the names of the courts that heard Zhoucun's lawsuits.",
]


@pytest.mark.parametrize("question", UNTOLD)
def test_no_passage_answers_without_the_names_or_the_reason_that_is_asked_for(talk, question):
    assert talk.ask(question).abstained


def test_a_passage_that_has_as_many_names_answers(talk):
    assert "丝绸路" in talk.ask("周村考核优秀的那六个镇办叫什么？").answer


APART = [
    "Who issued more licensing decisions in 2020: Huayin or the Wangyi office?",
    "周村有人去要资料，结果被回「我们手上没有这样东西」的，有几件？",
    "低保金、抚恤金这种由机关发钱发物给老百姓的权力，平川2019年晒出的清单上算了几项？",
    "周村在社会救助与社福这块，三种信息各释出了大约几条？",
]


@pytest.mark.parametrize("question", APART)
def test_numbers_that_do_not_go_together_give_no_answer(talk, question):
    assert talk.ask(question).abstained


def test_what_a_request_was_about_is_not_told_by_how_many_there_were(talk):
    answer = talk.ask("王益区那份依申请公开的件，要的是不是突发公共卫生事件的应急预案？")
    assert answer.abstained or "应急预案" in answer.answer


MISMATCHED = [
    "How many disclosure requests did Zhoucun get per 10,000 residents?",
    "The 843 items put out by Wangyi's other official new-media accounts: what was the split?",
    "Split by subject the 28 letters whose content Wangyi kept off the web at the writers' wish.",
    "For how many villages and communities did Wangyi make uniform name plates?",
    "On what day did Wangyi receive the application for its public-health response plan?",
    "How many Weibo posts did Huayin manage in 2020, leaving WeChat out?",
    "“一件事一次办”华阴先做了5个主题，名字分别叫什么？",
]


@pytest.mark.parametrize("question", MISMATCHED)
def test_a_number_of_another_thing_gives_no_answer(talk, question):
    assert talk.ask(question).abstained


def test_heads_are_counted_where_people_are(talk):
    assert (
        talk.ask("What headcount does Zhoucun give for its open-government training?").value == 80
    )
