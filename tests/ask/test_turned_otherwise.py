"""Comparisons, checks of sums, rows and shares that are asked for in other turns of speech.

What the reports do not tell is refused in these turns, too.
"""

from __future__ import annotations

import pytest

NUMBERS = [
    ("论发消息，华阴是网站更勤还是微信微博更勤？两边拉开多少条？", 4000),
    ("华阴网站发布的信息领先微信微博多少条？", 4000),
    ("周村与王益，哪方公开的政府常务会议场次较多，多几场？", 1),
    ("王益区各部门一把手们做客的在线访谈，拢共办了几期？", 23),
    ("锦阳路街道因为同样的内容一再申请而不予处理的有几件？", 1),
    ("周村没先走复议、迳行提告的有几案？", 3),
    ("平川网民留言投诉里，还压在手里没了结的多少条？", 6),
    ("周村开放给媒体、专家和老百姓代表旁听的常务会有几回？", 3),
    ("周村的申请由两头接：区政府一头，部门一头。部门那头占多大比例？", 87.5),
    ("平川税务优惠分三块（增值税备案类、即征即退、小微企业），户数统统加起来多少户？", 4945),
    ("王益的“网办”“马上办”两类事项拢共多少项？", 791),
    ("平川权力事项那十个小类加总，是否正好等于公布的总项数？", 0),
    ("平川当面接待群众多少人次？", 3073),
    ("平川税务：免征增值税金额是多少？", 25385900),
    ("平川区领导干部解读政策文件多少回？", 25),
    ("周村信息公开培训搞了几场？", 2),
    ("王益区长信箱里看病难的信（医疗卫生）有几封？", 8),
    ("平川网民留言投诉都办完清零了吗？", 6),
    ("王益政策咨询的信全部办结了吗？", 0),
    ("锦阳路街道整整一年连一件政协提案都没接到？到底有没有", 0),
]
GOES_ON = [
    ("周村其他对外管理服务事项的处理决定数量是多少？", "同一行，上年项目数填的什么数？", 1381),
    ("华阴专项整顿的政务新媒体有多少个？", "若拿平川仍正常运维的家数来比，孰多？相距若干？", 7),
    ("周村收到几件行政复议？", "这些复议案与跳过复议径行起诉的相较，多了几案？", 5),
]
ROWS = [
    ("麻烦把华阴规范性文件那一行三个格子从左到右抄给我。", [8, 8, 22]),
    ("华阴民众的网路陈情走三个管道，请由多至少排列，附件数。", [794, 428, 10]),
]
REFUSED = [
    "论发消息，华阴是网站更勤还是抖音更勤？两边拉开多少条？",
    "平川网民留言投诉卡在审批环节的有几条？",
    "周村开放给退休干部旁听的常务会有几回？",
    "周村的申请由两头接：区政府一头，部门一头。法院那头占多大比例？",
    "王益的“网办”“夜间办”两类事项拢共多少项？",
    "平川权力事项各科室之和，是否正好等于公布的总项数？",
    "华阴民众的网路陈情走三个管道，请由多至少排列各管道的满意率。",
    "平川当面接待外国人多少人次？",
    "平川免征消费税金额是多少？",
    "周村信息公开知识竞赛搞了几场？",
    "王益区长信箱里拆迁一类的信（拆迁安置）有几封？",
    "平川区分管领导的名字给我报一下。",
]


@pytest.mark.parametrize(("question", "number"), NUMBERS)
def test_numbers(talk, question, number):
    answer = talk.ask(question)
    assert answer.value is not None and float(answer.value) == number, answer.answer


@pytest.mark.parametrize(("first", "question", "number"), GOES_ON)
def test_questions_that_go_on(talk, first, question, number):
    talk.ask(first)
    assert talk.ask(question).value == number


@pytest.mark.parametrize(("question", "numbers"), ROWS)
def test_rows_in_order(talk, question, numbers):
    assert [row.value for row in talk.ask(question).rows] == numbers


@pytest.mark.parametrize("question", REFUSED)
def test_near_misses_are_refused(talk, question):
    answer = talk.ask(question)
    assert answer.abstained, answer.answer
