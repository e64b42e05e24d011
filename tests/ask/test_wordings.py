"""Questions in unlike wordings over the five real reports, written apart from `eval/questions.jsonl`.

What has no answer is refused: a wrong number is worse than none.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

NUMBERS = [
    ("周村那边一年下来给人开了多少张罚单？", 2050),
    ("去翻一下华阴的年报，许可决定究竟下了几万件？", 36788),
    ("平川区2019年花在政府采购上的钱是多少？", "151979386087.96"),
    ("锦阳路街道一年里有几个人来要信息？", 2),
    ("周村区有多少申请是因为手头没有这类材料、得另外做才能给而没给成的？", 6),
    ("周村区告知申请人“本机关没有这份信息”的有几件？", 3),
    ("老百姓向周村区申请公开，完全满足的有多少件？", 24),
    ("只给了一部分材料的申请，周村有几件？", 5),
    ("在周村，复议机关推翻原来决定的有几件？", 8),
    ("华阴收费项目一共几项？", 45),
    ("周村区规范性文件现在对社会公开着的有多少？", 125),
    ("比去年，周村的行政许可事项多了几项？", 23),
    ("华阴市行政强制这一项，办理量是多少件？", 309),
    ("平川的行政处罚决定数和华阴差多少？", 2238),
    ("周村的采购项目数是华阴的几倍？", 7),
    ("五份年报里，信息公开申请总量加在一块是多少件？", 55),
    ("王益区的微博一年推了多少条？", 237),
    ("王益区开了几回政府常务会？", 13),
    ("寄到王益区长信箱的信里，说看病就医的有几封？", 8),
    ("王益区长信箱还有几封没办完？", 2),
    ("平川打来咨询的电话有多少？", 4502),
    ("平川区线下窗口接待了多少人？", 3073),
    ("平川区公开的扶贫类信息共几条？", 146),
    ("平川被免的增值税是多少？", 25385900),
    ("周村一年开了几次常务会议？", 12),
    ("周村的培训会来了多少人？", 80),
    ("周村区各部门自己受理的信息公开申请有几件？", 35),
    ("锦阳路街道收到过人大建议没有？", 0),
    ("平川政协提案的答复率？", 100),
    ("華陰市共設多少個政務欄目？", 120),
    ("周村區行政強制的決定有幾宗？", 11),
    ("平川區受理的網民留言，還有幾則沒處理完？", 6),
    ("王益區有幾個微博帳號？", 2),
    ("What was the total value of procurement in Zhoucun?", 214000000),
    ("How many fines did Huayin hand down?", 634),
    ("Number of training sessions held by Zhoucun?", 2),
    ("How many letters did the Wangyi district chief's mailbox get?", 41),
    ("How many lawsuits did Zhoucun lose?", 1),
    ("What share of Zhoucun's requests was granted in full?", "60"),
    ("How many requests did Pingchuan get in 2019?", 0),
]


@pytest.mark.parametrize(("question", "value"), NUMBERS)
def test_a_number_is_found_by_other_words(talk, question, value):
    answer = talk.ask(question)
    told = [answer.value] if answer.value is not None else [row.value for row in answer.rows]
    assert Decimal(value) in told, answer.answer
    assert answer.citations


WORDS = [
    ("这五份报告里，谁家的行政强制决定最多？", "华阴"),
    ("哪份报告的采购花费最高？", "平川"),
    ("五家当中新制作规范性文件数量垫底的是谁？", "锦阳路"),
    ("周村什么时候去外地考察的？", "8月24"),
    ("华阴自己说平台方面哪里做得不好？", "利用率"),
    ("平川的公开工作短板在哪儿？", "专职"),
    ("周村认为公开平台的栏目有什么毛病？", "清晰"),
    ("有没有哪份年报前后说法打架？", "王益"),
    ("锦阳路街道的报告可信吗，有没有矛盾？", "未收到"),
    ("五份報告中哪一家的行政訴訟最多？", "周村"),
    ("Which body issued the most licences?", "华阴"),
]


@pytest.mark.parametrize(("question", "word"), WORDS)
def test_bodies_and_passages_are_found_by_other_words(talk, question, word):
    answer = talk.ask(question)
    first = answer.rows[0].label if answer.plan["operation"] == "rank" else answer.answer
    assert word in first
    assert answer.citations


REFUSED = [
    ("行政许可办件量，周村占五家总量的多少？", "not_stated"),  # one of the five is left blank
    ("王益区那一栏填的行政强制决定数是多少？", "not_stated"),
    ("平川区的行政许可比上一年多了几项？", "not_stated"),
    ("錦陽路街道辦哪一天培訓的？", "not_stated|false_premise|no_such_metric"),
    ("周村区2020年罚了多少钱？", "not_stated|no_such_metric"),
    ("华阴市长是谁？", "not_stated|no_such_metric|not_about_the_reports"),
    ("锦阳路街道的信息公开专职人员有几名？", "not_stated|no_such_metric"),
    ("平川区为什么2019年被法院判败诉？", "false_premise|not_stated"),
    ("周村区2020年收到的100件申请里企业提的有几件？", "false_premise"),
    ("华阴的第二次新闻发布会谁主持？", "false_premise|not_stated|no_such_metric"),
    ("西安市雁塔区2020年收到几件申请？", "no_such_body"),
    ("周村区教育局受理了几件申请？", "no_such_body|not_stated"),
    ("王益区2022年有多少件申请？", "year_not_covered"),
    ("帮我算一下3乘以7", "not_about_the_reports"),
    ("What is the population of Huayin?", "no_such_metric|not_stated"),
    ("How many police officers work in Zhoucun?", "no_such_metric|not_stated"),
    ("平川区的房价多少？", "no_such_metric|not_stated"),
    ("周村的行政许可里有多少是给外资企业的？", "no_such_metric|not_stated"),
]


@pytest.mark.parametrize(("question", "reasons"), REFUSED)
def test_what_is_not_told_is_refused(talk, question, reasons):
    answer = talk.ask(question)
    assert answer.abstained and answer.reason in reasons.split("|"), answer.answer
    assert answer.value is None and not answer.rows


CHAINS = [
    [
        ("周村区2020年行政许可作出多少件处理决定？", 15820),
        ("处罚呢？", 2050),
        ("华阴的呢？", 634),
        ("两地相差多少？", 1416),
        ("平川呢？", "year_not_covered"),
    ],
    [
        ("How many reconsideration cases did Zhoucun have in 2020?", 8),
        ("How many of them were corrected?", 8),
        ("What about Huayin?", 0),
    ],
    [
        ("王益区長信箱收到多少信？", 41),
        ("沒辦結的呢？", 2),
        ("其中道路交通的有幾封？", 5),
        ("佔多少？", "12.2"),
    ],
    [
        ("哪家的规范性文件公开总数最多？", ["周村"]),
        ("第二名呢？", ["华阴"]),
        ("那新制作的呢？", ["周村"]),
    ],
    [
        ("平川区收到多少人大建议？", 62),
        ("提案呢？", 78),
        ("加起来呢？", 140),
    ],
]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain[0][0])
def test_follow_ups_go_on(talk, chain):
    for question, expected in chain:
        answer = talk.ask(question)
        if isinstance(expected, list):
            assert expected[0] in (answer.rows[0].label if answer.rows else answer.answer)
        elif answer.abstained:
            assert answer.reason == expected
        else:
            assert answer.value == Decimal(expected), question
