"""Sums, differences and shares in the words of those who clip, or who tell a story first.

Both things that are added up, compared or divided must be told: one of them alone is no answer.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

NUMBERS = [
    # What only leads up to the question is left out.
    ("我早年在邮局分信，一天几百封，手都磨破了。如今什么都在网上办。王益区长信箱2020年到底收了多少封信？", 41),
    ("听人讲华阴的网站什么都有。它的政府网站2020年发布了多少条信息？", 4539),
    # One number less another, or the whole that it is listed under.
    ("平川重点领域信息剔除公共监管那块，还剩多少条？", 8921),
    ("华阴网上投诉、建议扣掉政府网的，剩下几条？", 804),
    ("华阴投诉、建议里不算热线的，还余几条？", 438),
    # Labels parted by bars, sums in Cantonese, marks of equality.
    ("王益區長信箱入面，講環保嘅信夾埋講勞動保障嘅信，有幾多封？", 13),
    ("王益区长信箱：科教的信和医疗的信，哪边赢，赢几封？", 6),
    ("行政处罚决定：周村(2020) vs 平川(2019)，大者=？差=？", 822),
    # A total stands beside its parts, and is not added to them.
    ("周村申请的办理结果，凡属无法提供或部分公开的，合计几件？", 14),
]  # fmt: skip
GOING_ON = [
    ("平川权力事项：确认｜奖励 各几项", "以上两数求和", 162),
    ("平川行政奖励有几项？", "這比起行政確認，少了幾項？", 118),
    ("周村2020年收到的申请里，部门受理的有几件？", "拿全部申请当分母，这占百分之几？", Decimal("87.5")),
]  # fmt: skip
REFUSED = [
    "王益區長信箱入面，講殯葬嘅信夾埋講勞動保障嘅信，有幾多封？",
    "王益区长信箱：殡葬的信同医疗的信，哪边赢？",
    "平川行政处罚扣掉流动摊贩的，还剩几项？",
    "平川重点领域扣除殡葬信息，净剩几条？",
    "年轻时我卖过票，一天几百张。平川2019年卖出去多少张门票？",
    "深水埗管理处2020年有几宗申请？",
]


@pytest.mark.parametrize(("question", "value"), NUMBERS, ids=lambda one: str(one)[:12])
def test_both_things_are_found(talk, question, value):
    assert talk.ask(question).value == value


@pytest.mark.parametrize(("first", "then", "value"), GOING_ON, ids=lambda one: str(one)[:12])
def test_the_number_told_last_is_one_of_them(talk, first, then, value):
    talk.ask(first)
    assert talk.ask(then).value == value


@pytest.mark.parametrize("question", REFUSED)
def test_one_of_two_is_no_answer(talk, question):
    assert talk.ask(question).reason


def test_an_order_of_all_reports_is_cut_and_clipped(talk):
    given = talk.ask("行政许可决定 全库 TOP2 降序 附数")
    assert [row.value for row in given.rows] == [36788, 15820]
