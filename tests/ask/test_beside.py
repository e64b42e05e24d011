"""Questions that go on with a number name the ones told with it, and no others."""

from __future__ import annotations

import pytest

POWERS = "平川公布的权力事项中行政确认有几项？"
MESSAGES = "王益发布公众号发了多少条信息？"
LETTERS = "王益政策咨询收到多少信件？"


@pytest.mark.parametrize(
    ("first", "then", "value"),
    [
        (POWERS, "给付的", 26),
        (POWERS, "那监督呢", 60),
        (POWERS, "裁决跟奖励加一块", 27),
        (POWERS, "其他的呢？", 507),
        (MESSAGES, "其他单位的号呢", 843),
        (MESSAGES, "粉丝呢", None),
        (LETTERS, "经济发展那类占百分之几？", "30.77"),
        (LETTERS, "劳动保障的呢", None),  # a class of another channel
        ("周村受理政府信息公开申请多少件？", "区政府自己的", 5),
        ("平川公开医保信息多少条？", "信用那一块", 7339),
        ("平川公开医保信息多少条？", "旅游的呢", None),
    ],
)
def test_what_is_told_beside_a_number_is_found_by_its_name(talk, first, then, value):
    talk.ask(first)
    told = talk.ask(then)
    assert (str(told.value) if value is not None else told.abstained) == (
        str(value) if value is not None else True
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("“王益发布”微博加公众号，一年统共发了多少条？", 530),
        ("王益区信箱和政策咨询，当事人不愿公开的总共几件？", 30),
        ("平川增值税备案类、即征即退、小微企业三拨凑一块多少户？", 4945),
        ("平川即征即退、小微企业、出口退税三样凑一块多少户？", None),
        ("平川环保、安全生产、旅游加一块多少条信息？", None),
    ],
)
def test_all_that_is_named_is_added_up_or_nothing(talk, question, value):
    assert talk.ask(question).value == value
