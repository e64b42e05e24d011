"""What is added up, compared or shared out may be said in several sentences, or in short."""

from __future__ import annotations

import pytest

NUMBERS = [
    ("同属陕西，王益和华阴的网办事项哪边多？差几项？", 22),
    ("平川报告年度收到的人大建议和周村2020年收到的人大建议，一共多少件？", 113),
    ("2019年平川的处罚决定，比周村2020年的处罚决定多几件？", 822),
    ("五份年报的行政许可上一年项目数量加起来等于多少？", 811),
    ("平川政务服务网晒出来的三千多项权力里，强制类占百分之几？", "3.87"),
    ("华阴网上投诉、建议里，12345热线来的占百分之几？", "64.45"),
    ("华阴的许可、处罚、强制三行都有处理决定。处罚占三行之和的百分之几？", "1.68"),
    ("周村的申请，全部或者部分公开的占办结总数的百分之几？", "72.5"),
    ("周村全部公开（不含部分公开）的申请占办结总数的百分之几？", 60),
    ("华阴的行政许可去掉2020年减少的，还剩几项？", 259),
    ("记者想了解周村2020年的官司：行政复议和行政诉讼哪种多，多几起？", 5),
    ("周村公开了常务会议和专题会议，后者比前者多几次？", 18),
    ("周村的政府常务会议当中，请公众代表等外人列席的场次占几成？", 25),
    ("王益开设的微信公众号，数目比新浪微博多几个？", 3),
    ("平川收到的网民留言和投诉，还在处理的占百分之多少？", 12),
    ("给王益区长写的信里，不公开的占来信总数的多少？按百分比。", "68.29"),
    ("周村拿到「优秀」的，镇办连同区政府部门一共几个？", 26),
    ("政务新媒体的数目，华阴、平川、王益三地加起来多少个？", 99),
    ("网上能办的事项所占比例，王益比华阴高几个百分点？", "0.67"),
    ("周村的规范性文件公开总数比其他四家加起来多多少？", 87),
    ("不算平川，四份2020年的报告里规范性文件公开总数合计多少？", 155),
    ("平川公布的权力事项里，处罚占全部权力事项的百分之几？", "60.11"),
    ("周村承办的建议提案当中，政协的占百分之几？", "79.35"),
    ("华阴12345热线的投诉加上华阴市政府网的，一共几条？", 1222),
    (
        "Of all normative documents open to the public in the five reports, what share is Zhoucun's?",
        "76.69",
    ),
    ("Huayin's proactively released items are how many times the number for Jinyanglu?", "105.79"),
    (
        "Count suggestions and proposals together: does Pingchuan or Zhoucun have the larger number, and by how much?",
        107,
    ),
    ("After the cuts, how many administrative fee items does Zhoucun have left?", 38),
    ("Reviews plus lawsuits in Zhoucun: in how many was the result a correction?", 9),
    (
        "Wangyi: taking the head's mailbox together with policy consultation, how many letters were not made public?",
        30,
    ),
    (
        "How many percentage points separate the rates of matters handled online in Wangyi and Huayin?",
        "0.67",
    ),
]
GOING_ON = [
    ("王益发布公众号和微博，一共发了多少条？", "把其他单位账号发的也算进来，总数是多少？", 1373),
    ("王益发布公众号和微博，哪个发得多？多几条？", "再把其他单位发的也算进来，三块里微博占百分之几？", "17.26"),
    ("周村评上“优秀”的镇办和区政府部门各几个？", "部门比镇办多几个？", 14),
    ("华阴的许可、处罚、强制三行都有处理决定。处罚占三行之和的百分之几？", "周村用同样的口径算呢？", "11.46"),
    ("华阴12345热线的投诉建议有几条？", "折成百分比，相当于全部网上投诉建议的多少？", "64.45"),
    (
        "For Pingchuan, add the tendering items to the items on allocation of public resources.",
        "By how much does that figure exceed the public supervision items?",
        129,
    ),
    (
        "How many letters to the head's mailbox and to policy consultation in Wangyi were not made public in total?",
        "As a percentage of everything received through those two channels?",
        "55.56",
    ),
    (
        "How many requests did the departments of Zhoucun receive?",
        "How much larger is that than the district government's own?",
        30,
    ),
    ("王益发布公众号、微博和其他政府单位新媒体，合起来发了多少条？", "公众号那部分占多少？", "21.34"),
    (
        "How many requests did Zhoucun grant in part?",
        "Throw in those who got everything. What do they come to?",
        29,
    ),
    ("王益区马上办事项几项？", "马上办的再加上就近办的，一共几项？", 228),
]  # fmt: skip


@pytest.mark.parametrize(("question", "value"), NUMBERS, ids=lambda one: str(one)[:16])
def test_all_that_is_said_is_reckoned_with(talk, question, value):
    told = talk.ask(question).value
    assert (told if told is None else str(told)) == (value if value is None else str(value))


@pytest.mark.parametrize(("first", "then", "value"), GOING_ON, ids=lambda one: str(one)[:16])
def test_what_was_told_is_reckoned_with(talk, first, then, value):
    talk.ask(first)
    assert str(talk.ask(then).value) == str(value)


def test_households_less_messages_is_no_difference(talk):
    question = "平川享受小微企业优惠政策的户数比公共监管信息的条数多多少？"
    assert talk.ask(question).value is None
