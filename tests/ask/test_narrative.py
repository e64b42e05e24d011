"""Questions about what only the narrative tells, in unlike wordings: numbers listed together, short
names, what was told before, who and where and about what.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from agent.answering.planning.labels import names

LISTED = [
    ("“王益发布”公众号和其他单位的新媒体，各发了多少条？", [293, 843]),
    ("平川區公布的權力事項裡，行政許可有幾項，行政確認有幾項？", [384, 140]),
    ("平川权力事项里，行政处罚跟行政强制各多少项？", [1927, 124]),
    ("王益區官網掛出的辦理結果，人大代表建議和政協提案各幾件？", [5, 20]),
    ("王益区长信箱里，环保民生、科教文化、公共安全分别多少封？", [10, 2, 1]),
    ("周村承办的代表建议与委员提案各多少？", [51, 196]),
    ("周村低保、社会福利、临时救助信息各公开几条？", [15, 52, 16]),
]


@pytest.mark.parametrize(("question", "values"), LISTED)
def test_numbers_named_together_are_all_told(talk, question, values):
    answer = talk.ask(question)
    assert [row.value for row in answer.rows] == values, answer.answer


FOUND = [
    ("王益发布的微博发了多少条？", 237),
    ("王益發布這個公眾號一年推送多少則？", 293),
    ("平川權力清單裡的行政許可有幾項？", 384),
    ("平川權力清單上，行政處罰比行政許可多出多少項？", 1543),
    ("即征即退政策在平川一共退了多少税款？", 4106300),
    ("平川的小微企业一共免了多少税？", 20219500),
    ("王益区长信箱里头，反映医疗卫生问题的信占了几封？", 8),
    ("王益区长信箱收到的来信，因当事人意愿而内容不公开的占百分之几？", "68.29"),
    ("王益 政策咨询 环保民生 封数", 3),
    ("How much VAT was refunded in Pingchuan?", 4106300),
    ("How many letters came in through Wangyi's policy consultation channel?", 13),
]


@pytest.mark.parametrize(("question", "value"), FOUND)
def test_a_number_of_the_narrative_is_found(talk, question, value):
    answer = talk.ask(question)
    assert answer.value == Decimal(value), answer.answer
    assert answer.citations


REFUSED = [
    "王益发布的抖音号发了多少条？",
    "平川公开了多少条教育信息？",
    "平川的抖音号有几个？",
    "平川的权力事项里行政检查有几项？",
    "周村的公众号发了多少条？",
    "平川区房产税免征了多少税？",
    "华阴市长叫什么名字？",
    "周村的网站是哪家公司建设的？",
    "平川通过什么渠道招聘公务员？",
    "Which hospital did Zhoucun build?",
]


@pytest.mark.parametrize("question", REFUSED)
def test_another_thing_than_is_told_is_refused(talk, question):
    answer = talk.ask(question)
    assert answer.abstained, answer.answer


CHAINS = [
    [("王益区长信箱的来信里，劳动保障几封？", 3), ("城建呢？", 3), ("交通类的呢？", 5),
     ("三类合计？", 11), ("占全部来信几成？", "26.83")],
    [("平川区公开财政资金信息多少条？", 185), ("食品药品安全的呢？", 36), ("两类总共几条？", 221)],
    [("平川区公开了多少条市场主体信用信息？", 7339),
     ("在重点领域信息公开总条数里占多大份额？", "79.63")],
    [("王益区长信箱里道路交通的信几封？", 5), ("因写信人不愿公开而没公开的，又有几件？", 28)],
    [("王益区公开了几次政府常务会议？", 13), ("那周村区呢？", 12), ("两区之间差了几次？", 1)],
    [("周村区有几个部门按季度公开执行措施？", 30), ("王益的呢？", None)],
    [("周村8月24日去考察学习了吗？", None), ("去了多少人？", None)],
]  # fmt: skip


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain[0][0])
def test_what_was_told_goes_over(talk, chain):
    """Also to another body: its own number is told, or none."""
    for question, value in chain:
        answer = talk.ask(question)
        assert answer.value == (value if value is None else Decimal(value)), question


IN_WORDS = [
    ("周村的培训由谁主讲？", "第三方测评专家"),
    ("周村的社会救助和社会福利栏目由哪些部门维护？", "民政局"),
    ("老百姓向周村申请公开的，多是哪些方面的信息？", "土地征收"),
    ("向王益区申请公开的那一件，要的是什么材料？", "应急预案"),
    ("华阴讲的信息发布三级审核，是由哪三级来审？", "主要領導"),
    ("华阴的网站监测靠什么平台？", "開普雲"),
    ("周村说部门“缺乏依法主动公开意识”，具体是怎么个表现？", "不愿公开"),
    ("王益自己承认2020年信息公开跟群众需求的差距在哪？", "不及时"),
    ("平川檢討自己的政策解讀，覺得形式上有何不足？", "单一"),
    ("王益区在新浪上开了几个微博，都是谁的号？", "王益分局"),
    ("周村年报里的数据，统计口径截到哪一天？", "12月31日"),
    ("What period do Zhoucun's figures cover?", "12月31日"),
    ("What topics did people ask Zhoucun about in their information requests?", "土地征收"),
    ("Where did Zhoucun go on a study visit?", "坊子"),
    ("周村的人跑去潍坊干什么？", "坊子"),
    ("When did Zhoucun's staff travel to Fangzi District in Weifang to learn from it?", "24日"),
    ("周村区跟潍坊的网站对照之后，觉得自己的网站哪里做得不好？", "分级分类"),
]


@pytest.mark.parametrize(("question", "word"), IN_WORDS)
def test_who_where_and_about_what_is_told_in_words(talk, question, word):
    answer = talk.ask(question)
    assert re.search(word, answer.answer), answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    ("piece", "label", "is_named"),
    [
        ("城建", "城市建设", True),
        ("环保的", "环保信息", True),
        ("小微企业", "享受小微企业优惠政策", True),
        ("满意率", "满意和基本满意率", True),
        ("教育信息", "公共文化体育信息", False),
        ("信息", "环保信息", False),
    ],
)
def test_a_label_is_named_in_short(piece, label, is_named):
    assert bool(names(piece, label)) is is_named
