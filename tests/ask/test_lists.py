"""Lists that a report tells are put in order, shared out, added up and compared with their total.

What no list tells is refused, however much of its words a list has.
"""

from __future__ import annotations

import pytest

ORDERS = [
    ("王益区长信箱的来信，数量前三的类别是哪些？", [10, 8, 6]),
    ("寄给王益区长的信里，最多的两类是什么？", [10, 8]),
    ("王益政策咨询收到的信，哪类最多？", [4]),
    ("平川公布的权力事项里最少的是哪一类？", [5]),
    ("平川的权力事项由高到低排，前两名是什么，各几项？", [1927, 507]),
    ("平川重点领域信息公开条数最多的头两类？", [7339, 295]),
    ("華陰網上投訴建議，按來源從多到少排一下。", [794, 428, 10]),
    ("周村公开的低保、社会福利、临时救助信息，从少到多排。", [15, 16, 52]),
]
NUMBERS = [
    ("王益区长信箱里最多的一类信占来信总数百分之几？", "24.39"),
    ("平川权力事项中占比最大的一类占总数的百分之几？", "60.11"),
    ("平川公布的权力事项，最少的那类占几成？", "0.16"),
    ("平川说重点领域公开了9216条，各类加起来差多少条？", 411),
    ("王益的网民诉求56件，分项相加少了几件？", 1),
    ("华阴网上投诉建议，除了12345热线之外一共几条？", 438),
    ("周村受理的信息公开申请里，各部门单位受理的占百分之几？", "87.5"),
]
SUMS = [
    ("王益区长信箱的来信，这些类别加起来几封？", 41),
    ("平川自报重点领域公开9216条，把分门别类列的全部相加，和总数差几条？", 411),
    ("华阴网上投诉建议分三个来源，加起来跟总数有没有出入？", 0),
    ("Do the kinds of powers that Pingchuan lists really come to the total of 3,206?", 0),
    ("王益区长信箱和政策咨询里，道路交通类的信一共几封？", 7),
    ("科教文化方面的信，王益两个渠道加起来几封？", 4),
    ("王益的网办事项加上就近办事项一共几项？", 617),
    ("华阴的许可、处罚、强制，上一年项目数量三行合计？", 2865),
    ("平川文字里写的行政处罚权力项数，跟表里的上一年项目数量差多少？", 3),
    ("王益区长信箱：办结的除以收到的，比例是多少？", "95.12"),
    ("周村答复的申请里，不掌握的和需要另行制作的，合起来占办理总数百分之几？", "22.5"),
]
MEMBERS = [
    ("平川权力清单里超过500项的有几类？", [1927, 507]),
    ("平川公布的权力事项里少于三十的是哪几种？", [26, 22, 11, 5]),
    ("王益区长信箱的信，只收到一封的是哪一类？", [1]),
    ("平川重点领域信息里50条以上的领域有哪些？", [7339, 295, 242]),
    ("华阴主动公开表里，处理决定不满一千件的是哪些类别？", [979, 634, 309]),
    ("华阴哪几项的项目数量比上一年减少了？", [-6]),
    ("周村的申请，办理结果超过5件的有哪几种？", [24, 6]),
    ("Which fields of Pingchuan's key-area information have at least 200 items?",
     [7339, 295, 242]),
    ("Which categories of letters in Wangyi's mayor mailbox drew exactly three letters?", [3, 3, 3]),
    ("Which kinds of matters in Zhoucun's table shrank from the year before?", [-5, -13]),
]  # fmt: skip
EACH = [
    ("华阴网上投诉建议分别从哪几个口子进来、每个口子几条？", {794, 10, 428}),
    ("锦阳路街道的申请最后各是怎么了结的？", {1}),
    ("王益发布公众号、王益发布微博，还有别的单位的新媒体，各发了多少条？", {293, 237, 843}),
    ("Break down Huayin's 5,078 proactively released items by channel.", {4539, 539}),
]
REFUSED = [
    "平川哪些领域的专项资金信息超过500条？",
    "周村哪几类网民来信超过10封？",
    "王益区长信箱来信最多的三个小区是哪些？",
    "平川权力事项最多的三个乡镇是哪几个？",
    "华阴网上投诉建议最多的是哪个月？",
    "王益区长信箱里投诉噪音的占百分之几？",
    "平川重点领域信息阅读量前三的是哪些？",
    "周村培训会前三名的学员是谁？",
    "王益区长信箱和政策咨询里，噪音类的信一共几封？",
]


@pytest.mark.parametrize(("question", "numbers"), ORDERS)
def test_members_of_a_list_are_put_in_order(talk, question, numbers):
    answer = talk.ask(question)
    told = [row.value for row in answer.rows] or [answer.value]
    assert told[: len(numbers)] == numbers, answer.answer


@pytest.mark.parametrize(("question", "numbers"), MEMBERS)
def test_members_of_a_list_are_chosen_by_a_condition(talk, question, numbers):
    answer = talk.ask(question)
    told = [row.value for row in answer.rows] or [answer.value]
    assert told[: len(numbers)] == numbers, answer.answer


@pytest.mark.parametrize(("question", "numbers"), EACH)
def test_each_member_of_a_list_is_told(talk, question, numbers):
    answer = talk.ask(question)
    assert {row.value for row in answer.rows} == numbers, answer.answer


@pytest.mark.parametrize(("question", "number"), NUMBERS + SUMS)
def test_lists_are_computed_with(talk, question, number):
    answer = talk.ask(question)
    assert str(answer.value) == str(number), answer.answer
    assert answer.citations


@pytest.mark.parametrize("question", REFUSED)
def test_what_no_list_tells_is_refused(talk, question):
    answer = talk.ask(question)
    assert answer.abstained, answer.answer


def test_questions_go_on_with_an_order_told_before(talk):
    talk.ask("平川的权力事项，最多的三类是什么？")
    assert str(talk.ask("头一类占总数的百分之几？").value) == "60.11"
    talk.ask("王益区长信箱来信前三类？")
    assert str(talk.ask("排第二的占多少？").value) == "19.51"


def test_a_sum_is_told_with_the_total_that_the_report_has_for_it(talk):
    answer = talk.ask("华阴政府网站和微信微博两处发布的信息共多少条？")
    assert answer.value == 4539 + 539
    assert [c.quote for c in answer.citations if "5078" in c.quote]
    of_two_things = talk.ask("华阴市12345热线和华阴市政府网的投诉建议一共多少条？")
    assert not [c.quote for c in of_two_things.citations if "1232" in c.quote]
