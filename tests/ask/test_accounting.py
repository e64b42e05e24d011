"""A number answers only what it accounts for: not a part it does not tell, nor another kind of thing."""

from __future__ import annotations

import pytest

PAIRS = [
    ("平川区2019年开设了几家政务新媒体？", "平川区2019年关停了几家政务新媒体？"),
    ("平川的政务新媒体，正常运行的是几家", "平川的政务新媒体，2019年注销掉的是几家"),
    ("王益区长信箱来信里，社区物业的几封？", "王益区长信箱来信里，被退回的几封？"),
    (
        "王益政策咨询收来的信，归到社区物业的多少封？",
        "王益政策咨询收来的信，归到医疗卫生的多少封？",
    ),
    ("周村收到的40件申请，公司提的有几件？", "周村收到的40件申请，问土地征收的有几件？"),
    ("华阴梳理了多少项“最多跑一次”事项？", "华阴“四办”清单里就近办的多少项？"),
    ("平川区网民留言办结了多少条？", "平川区网民留言是哪一天全部办结的？"),
    ("华阴的行政许可2020年减少了几项？", "华阴的行政许可2020年减少了6项，依据的是哪部法规？"),
    ("华阴和周村2020年行政处罚决定一共多少件", "王益和周村2020年行政处罚决定一共多少件"),
    ("周村区人大代表建议的办复率是多少？", "周村区人大代表建议的满意率是多少？"),
    ("周村“无法提供”这个大类拢共几件？", "周村“无法提供”的申请，邮寄的几件？"),
    ("王益区本年新收申请几件？", "王益区申请表“总计”列，新收申请那一格填的是几？"),
]
"""What a report tells, and what is near to it and not told."""


@pytest.mark.parametrize(("told", "not_told"), PAIRS)
def test_a_number_accounts_for_what_is_said_of_it(talk, told, not_told):
    assert talk.ask(told).value is not None
    talk.forget()
    assert talk.ask(not_told).abstained
