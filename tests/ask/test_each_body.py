"""Asking computes over bodies and goes on with what it computed: sums, shares, orders, conditions."""

from __future__ import annotations

from decimal import Decimal

import pytest


def _told(answer):
    return [(row.label, row.value) for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("许可、处罚两项处理决定合计，华阴和周村哪家大？", [("华阴市", 37422), ("周村区", 17870)]),
        ("人大建议加政协提案，周村跟平川谁多？", [("周村区", 247), ("平川区", 140)]),
        ("华阴和周村，予以公开占办理结果的比例哪家更高？", [("华阴市", 100), ("周村区", 60)]),
        ("行政处罚决定超过两千件的有几家？", [("平川区", 2872), ("周村区", 2050)]),
        ("行政许可项目减少了的是哪几家？", [("华阴市", -6)]),
        ("平川、周村、华阴的处罚决定，谁头一名谁垫底？", [("平川区", 2872), ("华阴市", 634)]),
        ("哪一份报告不是2020年度的？", [("白银市平川区人民政府办公室", 1)]),
    ],
)
def test_what_is_computed_for_each_body_is_told_in_order(talk, question, rows):
    assert _told(talk.ask(question)) == rows


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("华阴新公开的规范性文件占对外公开总数的百分之几？", "平川的这个比例呢？"), "37.5"),
        (("周村无法提供的有几件？", "其中本机关不掌握的占几成？"), "33.33"),
        (("按处罚决定把各家从高到低排一下", "头两名差多少件？"), "822"),
        (("五份的规范性文件新制作数全合到一块，多少件？",), "21"),
        (("哪份报告的增减一栏只写一个“增”字？", "这样的有几行？"), "4"),
        (("平川政务新媒体的正常运行率是多少？",), "62.3"),
        (("除了平川，其他四家规范性文件对外公开总数合计多少？",), "155"),
        (("四份2020年的报告，不算平川，规范性文件对外公开总数合计多少？",), "155"),
        (("Leaving Pingchuan out, what do normative documents open to the public total?",), "155"),
        (("五家里谁的规范性文件最多？", "除了周村呢？", "第二名几件？"), "8"),
        (("周村区的规范性文件比其他四家加起来多多少？",), "87"),
        (("周村区的规范性文件比王益、华阴加起来多多少？",), "95"),
        (
            ("How many more normative documents does Zhoucun have than the other four combined?",),
            "87",
        ),
        (("周村予以公开占办理总数的百分之几？", "那加上部分公开的，一共多少件？"), "29"),
        (("2020年的报告里，不算没填的，行政处罚处理决定合计多少？",), "2684"),
    ],
)
def test_a_question_goes_on_with_what_was_computed(talk, questions, value):
    for question in questions:
        answer = talk.ask(question)
    assert answer.value == Decimal(value)


@pytest.mark.parametrize(
    "question",
    [
        "周村的申请除了区政府的还有几件？",
        "哪份报告的粉丝数写错了？",
        "华阴和周村，女性申请人的占比哪家更高？",
        "平川 粉丝 点赞 各多少",
        "人大建议加热线电话，周村跟华阴谁多？",
    ],
)
def test_nothing_is_computed_of_what_the_reports_do_not_tell(talk, question):
    assert talk.ask(question).abstained
