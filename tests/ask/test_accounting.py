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
    ("周村收到的40件申请，自然人提的有几件？", "周村收到的40件申请，冲着规划来的有几件？"),
    ("周村收到的40件申请，公司提的有几件？", "周村收到的40件申请，问土地征收的有几件？"),
    ("华阴梳理了多少项“最多跑一次”事项？", "华阴“四办”清单里就近办的多少项？"),
    ("平川区网民留言办结了多少条？", "平川区网民留言是哪一天全部办结的？"),
    ("华阴的行政许可2020年减少了几项？", "华阴的行政许可2020年减少了6项，依据的是哪部法规？"),
    ("华阴和周村2020年行政处罚决定一共多少件", "王益和周村2020年行政处罚决定一共多少件"),
    ("周村区人大代表建议的办复率是多少？", "周村区人大代表建议的满意率是多少？"),
    ("周村“无法提供”这个大类拢共几件？", "周村“无法提供”的申请，邮寄的几件？"),
    (
        "周村受理的40件申请里，区政府自己受理了几件？",
        "周村受理的申请里，区自然资源局一家受理了几件？",
    ),
    ("华阴市2020年行政处罚决定有几件？", "华阴市2020年行政处罚被法院撤销的有几件？"),
    ("平川区2019年现场接待了多少人次？", "王益区村级便民服务室一年接待了多少人？"),
    ("平川公开了多少条医疗卫生信息？", "平川2019年医疗卫生支出多少？"),
    ("锦阳路街道主动公开了多少条政务信息？", "锦阳路街道公示栏贴了多少条？"),
    ("华阴市的网办率是多少？", "华阴网上投诉、建议的办结率是多少？"),
    ("周村区公开了多少条扶贫政策？", "周村区有多少贫困户？"),
    ("平川区有多少个采购项目？", "平川的295个采购项目里，超过一百万的有几个？"),
    ("除常务会议外，周村还公开了多少次专题会议？", "周村区政府常务会议，网上直播的有几次？"),
    ("华阴市不予公开的申请有多少件？", "华阴市不予公开的提案有多少件？"),
    ("周村区跨到下一年去的申请有几件？", "周村区没人管的申请有几件？"),
    ("周村区罚了多少起？", "周村区罚错了的处罚有几件？"),
    ("周村区人家交上来的申请有几件？", "周村区半夜来的申请有几件？"),
    ("周村区打官司的有几起？", "周村区和解了的诉讼有几件？"),
    ("周村区跨到下一年去的申请有几件？", "教育：周村的40件申请里有多少件？"),
    ("华阴的微信微博发布多少条？", "华阴的微博发布多少条？"),
    ("周村培训会多少人参加？", "周村8月4日那场培训会多少人参加？"),
    ("平川人大建议的满意和基本满意率是多少？", "平川人大建议基本满意的是几件？"),
    ("王益区网站公开了多少件政协提案？", "王益公开的政协提案，满意的比率多高？"),
    ("周村区收到多少件申请？", "周村区2021年打算收到多少件申请？"),
    ("王益区本年新收申请几件？", "王益区申请表“总计”列，新收申请那一格填的是几？"),
]
"""What a report tells, and what is near to it and not told."""


@pytest.mark.parametrize(("told", "not_told"), PAIRS)
def test_a_number_accounts_for_what_is_said_of_it(talk, told, not_told):
    assert talk.ask(told).value is not None
    talk.forget()
    assert talk.ask(not_told).abstained


UNTOLD = [
    "周村直接起诉的那几件里有没有撤诉的？",
    "周村被点名的是哪几个镇街？",
    "周村的培训会在哪里开的？",
    "周村重新答复申请人的有几件？",
    "周村采购的都是些什么东西？",
    "平川2019年哪4户享受即征即退？企业名称列一下",
]


@pytest.mark.parametrize("question", UNTOLD)
def test_no_number_and_no_passage_answers_for_names_and_deeds_that_are_not_told(talk, question):
    assert talk.ask(question).abstained


NOT_SO = [
    "周村区用“国家秘密”挡下的那件申请，后来申请人怎么救济？",
    "周村区有51件人大代表建议逾期未办，是哪几个部门拖延？",
    "周村区“不予公开”的申请，最常引用哪一条理由？",
    "What made Zhoucun add five administrative fee items during 2020?",
    "华阴认的第三个毛病是什么？",
]


@pytest.mark.parametrize("question", NOT_SO)
def test_what_is_asked_about_is_looked_at_first(talk, question):
    assert talk.ask(question).reason == "false_premise"


OF_NO_REPORT = [
    "周村明年会收到多少件申请？",
    "我家在周村被征地，上法院告它信息不公开，胜算大不大？",
    "按国务院的条例，公开申请最迟多少个工作日得答复？",
]


@pytest.mark.parametrize("question", OF_NO_REPORT)
def test_advice_law_and_what_is_to_come_are_in_no_report(talk, question):
    assert talk.ask(question).reason == "not_about_the_reports"


def test_one_problem_is_told_by_its_place(talk):
    assert len(talk.ask("华阴自己认了两个毛病，分别是？").citations) == 2
    answer = talk.ask("华阴存在的第二个问题是什么？")
    assert len(answer.citations) == 1 and "终端" in answer.answer.replace("終端", "终端")


def test_the_seat_is_that_of_the_body_asked_about_before(talk):
    talk.ask("周村区受理了多少申请？")
    assert talk.ask("区政府那部分占全区的比例是？").value == 12.5


def test_a_place_in_the_name_of_a_website_is_no_body(talk):
    assert talk.ask("平川在甘肃政务服务网子站上公布了多少项权力事项？").value == 3206


def test_a_class_that_two_channels_have_is_told_of_both(talk):
    rows = talk.ask("王益区道路交通类的来信有几封？").rows
    assert [(row.label, row.value) for row in rows] == [
        ("区长信箱·道路交通", 5),
        ("政策咨询·道路交通", 2),
    ]
