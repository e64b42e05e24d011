"""What no report tells, tells otherwise, or does not tell apart is refused; what it tells is not."""

from __future__ import annotations

import pytest

NARROWED = [
    "华阴市2020年3月收到多少件申请？",
    "周村区第三季度收到多少件申请？",
    "周村区上半年行政处罚多少件？",
    "华阴市通过邮寄方式收到的申请有几件？",
    "華陰市網上提交的申請有幾件？",
    "How many of Huayin's requests came by post?",
    "How many requests did Zhoucun receive in March 2020?",
    "周村区交通类行政处罚有多少件？",
    "华阴市涉及土地补偿的申请有几件？",
    "周村区教育类的信息公开申请有多少件？",
    "平川区61家新媒体里抖音号有几家？",
    "平川61家政务新媒体全年发布的信息加起来有多少条？",
    "平川区78件提案里关于教育的有几件？",
    "王益区区长信箱里匿名的信有几封？",
    "周村区80余人里来自镇办的有多少人？",
    "华阴市发布的信息中财政预决算有多少条？",
    "周村区9月的培训会有多少人参加？",
    "华阴市微博有多少点赞？",
]
"""A part that the reports do not tell apart."""

NOT_SO = [
    "周村行政复议里被维持的那三件，理由是什么？",
    "周村以“国家秘密”为由驳回的那几件申请，依据是什么？",
    "周村2020年嗰3宗複議後再起訴嘅案，最後邊間法院審？",
    "錦陽路街道敗訴的那宗案件，是哪一間法院判的？",
    "Which court overturned the Huayin decision?",
    "When Zhoucun lost the lawsuits that followed reconsideration, what were the grounds?",
    "周村区驳回企业的申请是出于什么理由？",
    "平川2019年制定的那两部规章，名称分别是？",
    "锦阳路街道收到的3件政协提案办了几件？",
    "王益区收到的5件政协提案是哪些？",
    "Of the 60 requests Zhoucun received, how many were granted in full?",
    "Why did the Jinyanglu office fail to answer its CPPCC proposals on time?",
    "为什么锦阳路街道没能按期办完政协提案？",
    "周村区为什么没答复人大代表建议？",
    "Why did Zhoucun's answer rate for NPC suggestions fall short of 100%?",
    "Why did Huayin leave three requests unresolved at the end of 2020?",
    "華陰市為什麼沒有答覆全部申請？",
    "平川区政协提案为什么只答复了一半？",
    "华阴市的行政处罚项目为什么减少了？",
    "周村区的收费项目为什么增加了？",
    "周村区第三次外出考察去了哪里？",
    "周村区第十二次外出考察去了哪里？",
    "平川区2019年举办的听证会有谁参加？",
]
"""What is taken for granted is not so."""

TOLD = [
    ("华阴市2020年1月1日至12月31日收到多少件申请？", 12),
    ("周村2020年收到的40件申请里，予以公开的几件？", 24),
    ("华阴市收到的12件申请中予以公开的有几件？", 12),
    ("Of the 40 requests Zhoucun received, how many were granted in full?", 24),
    ("王益区区长信箱收到的41封信里，环保民生方面的有几封？", 10),
    ("平川区61家政务新媒体中正常运行的有几家？", 38),
    ("平川区安全生产领域公开了多少条？", 38),
    ("周村区8件行政复议中被纠正的有几件？", 8),
    ("华阴市涉及第三方权益而不公开的有几件？", 0),
    ("周村区因没有现成信息而无法提供的有几件？", 6),
    ("平川区收到的50条网民留言里，已回复的有几条？", 44),
    ("锦阳路街道办2020年收到的政协提案里，需要书面回复的有几件？", 0),
    ("周村区2020年举办了几次政务公开培训会？", 2),
]
"""Near to the above, and told."""


@pytest.mark.parametrize("question", NARROWED)
def test_a_number_of_the_whole_is_no_answer_for_a_part(talk, question):
    answer = talk.ask(question)
    assert answer.abstained and answer.value is None, answer.answer


@pytest.mark.parametrize("question", NOT_SO)
def test_what_a_question_takes_for_granted_is_checked(talk, question):
    assert talk.ask(question).reason == "false_premise"


@pytest.mark.parametrize(("question", "value"), TOLD)
def test_what_is_told_is_not_refused(talk, question, value):
    answer = talk.ask(question)
    assert answer.value == value, answer.answer


ELSEWHERE = [
    "新北市政府2020年處理了幾宗資訊公開的申請？",
    "臺北市政府2020年公開多少資訊？",
    "国务院2020年收到多少申请？",
    "教育部2020年收到多少件申请？",
    "周村区北郊镇2020年自己收到几件公开申请？",
    "铜川市印台区2020年新收申请多少件？",
    "陕西省2020年收到多少件申请？",
    "How many requests did Tongchuan City receive in 2020?",
    "How many requests did Weifang receive in 2020?",
    "华阴和渭南的申请谁多？",
    "渭南市的网站2020年发了多少条？",
]


@pytest.mark.parametrize("question", ELSEWHERE)
def test_bodies_that_have_no_report_are_told_as_such(talk, question):
    assert talk.ask(question).reason == "no_such_body"


WITHOUT = [
    "On what date did Huayin sign off its annual report?",
    "周村区去坊子区考察学习去了多少人？",
    "周村区政务新媒体有多少家？",
    "平川区收了申请人多少复印费？",
    "Why did Zhoucun call off its study trip to Fangzi?",
    "周村区为什么推迟培训会？",
    "Eight Zhoucun decisions were overturned on administrative review. Which departments had issued them?",
]


def test_a_list_of_many_names_is_looked_for_without_trying_all_ways_to_part_it(talk):
    assert talk.ask("2020年周村区评为优秀的60个部门是哪些").abstained


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("华阴市是不是收到10件申请", "前提不符"),
        ("锦阳路街道截止到2020年12月31日，有没有收到申请", "有。"),
        ("华阴申请比周村区多几件，有没有支持的政策", "相差28件"),
        ("除了\ue050，其他各家规范性文件几件", "125件"),
    ],
)
def test_words_that_stand_beside_a_number_do_not_change_it(talk, question, words):
    assert words in talk.ask(question).answer


OF_ANOTHER = [
    "周村2020年的公开申请，不算直接递到区政府的，各部门自己受理了多少件？",
    "写横向对比要用：华阴2020年一共发布了多少条政策解读？",
    "王益区长信箱有二十八件不公开，这二十八件里医疗卫生的有几件？",
    "“王益公安”这个公众号2020年发了多少条信息？",
    "平川2019年的网民留言和投诉里，光投诉是几条？",
    "周村2020年那三十次专题会议，请过媒体到场的有几回？",
    "What are the names of the Pingchuan businesses that got VAT refunded?",
    "How many of those forty-eight items that Jinyang Road published were on poverty relief?",
]


@pytest.mark.parametrize("question", OF_ANOTHER)
def test_the_number_of_another_thing_is_not_told(talk, question):
    answer = talk.ask(question)
    assert answer.abstained, answer.answer


def test_what_is_in_it_is_not_told_from_elsewhere(talk):
    assert talk.ask("平川区市场主体信用与不良行为记录信息有多少条？").value == 7339
    assert talk.ask("这里头牵涉多少家企业？").abstained


def test_a_date_does_not_answer_how_many_there_were(talk):
    assert talk.ask("周村区去坊子区考察学习是哪一天？").citations
    assert talk.ask("去了几个人？").abstained


@pytest.mark.parametrize("question", WITHOUT)
def test_no_sentence_answers_for_a_number_or_a_date_it_does_not_have(talk, question):
    assert talk.ask(question).abstained
