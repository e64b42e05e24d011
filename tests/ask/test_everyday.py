"""Metrics asked for in everyday words, with preambles and in other orders, over the five reports.

What is said before or beside must neither hide a number nor make another one fit; what no report
has is refused all the same.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

NUMBERS = [
    ("王益抗疫专栏全年发了几条消息？", 312),
    ("我家老人不会上网，我替他问问，王益区能在网上直接办的事项有几项？", 590),
    ("当场就能拿证的事项，王益有几项？", 201),
    ("家门口就能办的，王益区列了几项？", 27),
    ("你好，我退休前教书的：政协委员提的、王益办完了还晒到官网上的，是多少件来着？", 20),
    ("想請問，王益區各部門的一把手在網上接受訪談，全年總共做了幾多期？", 23),
    ("王益区政府系统的微博加微信，总共有几个号？", 7),
    ("写给王益区长、当事人不愿公开的信有几封？", 28),
    ("王益區長信箱入面，講物業管理嘅信有幾封？", 6),
    ("平川話代表委員對佢哋辦件滿意同基本滿意嘅比率有幾高？", 100),
    ("How many online interviews with department heads were held in Wangyi?", 23),
    ("How many Sina Weibo accounts does Wangyi operate?", 2),
    ("How many village convenience service rooms did Wangyi build?", 17),
    ("How many taxpayers in Pingchuan enjoyed the filing-based VAT preferences in 2019?", 256),
    ("How many environmental protection items did Pingchuan publish?", 57),
    ("How many small businesses enjoyed preferential policies in Pingchuan?", 4685),
    ("How much tax-exempt income did Pingchuan report?", 846197800),
    ("What satisfaction rate did Pingchuan's deputies and members give?", 100),
    ("Did anyone sue over disclosure in Zhoucun in 2020? If so, in how many cases?", 3),
    ("How many of the applicants in Zhoucun were natural persons?", 40),
]

REFUSED = [
    "王益宗教专栏全年发了几条消息？",
    "家门口就能办的婚姻登记，王益区列了几项？",
    "王益区各部门的一把手在网上接受了几次质询？",
    "写给王益区长、讲殡葬管理的信有几封？",
    "王益區長信箱入面，講殯葬管理嘅信有幾封？",
    "周村区的代表委员对办件的满意率是多少？",
    "How many Douyin accounts does Wangyi operate?",
    "How many village libraries did Wangyi build?",
    "How many taxpayers in Zhoucun enjoyed VAT preferences?",
    "How many sports centres did Pingchuan build?",
    "How much tax-exempt income did Huayin report?",
]


@pytest.mark.parametrize(("question", "number"), NUMBERS)
def test_numbers(talk, question, number):
    answer = talk.ask(question)
    assert answer.value is not None and Decimal(str(answer.value)) == number, answer.answer


@pytest.mark.parametrize("question", REFUSED)
def test_near_misses_are_refused(talk, question):
    answer = talk.ask(question)
    assert answer.abstained, answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("周村申请里区政府自己接的和部门接的相差多少", 30),  # not how many departments there are
        ("周村部门单位受理的比区政府受理的多多少件", 30),
        ("带教律师让核一下，周村因为手头没有这个信息没给的有几件", 3),  # no lawyer's request
        ("周村集采花了多少钱", 214000000),
        ("以周村全年办理总量为分母，予以公开的申请百分比是？", 60),
        ("想确认平川各级领导解读政策文件的次数，有几次？", 25),
    ],
)
def test_what_is_said_beside_the_matter_changes_nothing(talk, question, value):
    assert talk.ask(question).value == value
