"""Cells of the tables by which row, which column and what is computed of them, in many wordings.

Each chain is one conversation. A change told without a number, a column that a row does not have and
a thing that only stands beside a row's name are refused.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

REFUSED = "refused"
CHAINS = [
    [("华阴行政处罚项目2020年添了多少？", 125)],
    [("华阴市行政强制事项这一年添了几项？", 76)],
    [("周村的许可项目全年涨了几项？", 23)],
    [("周村其他对外管理服务事项砍了多少项？", -13)],
    [("周村其他对外管理服务事项一年里削减几项？", -13)],
    [("华阴许可项目当年裁了几项？", -6)],
    [("华阴其他对外管理服务项目较上年多出多少？", 128)],
    [("周村處罰項目新增了多少項？", 4)],
    [("周村區行政許可，本年增減數是多少？", 23)],
    [("平川的收费项目2019年少了几项？", -5)],
    [("平川收费项目缩减了几项", -5)],
    [("华阴的行政许可减少几项？", -6)],
    [("華陰行政強制項目一年間加了多少項？", 76)],
    [("华阴行政强制扩了多少项？", 76)],
    [("How many penalty items did Huayin add in 2020?", 125)],
    [("By what number did Huayin's compulsion items rise?", 76)],
    [("What was the net change in Zhoucun's other management and service matters?", -13)],
    [("How many fee items did Pingchuan drop in 2019?", -5)],
    [("By how much did Zhoucun's licensing items increase?", 23)],
    [("Zhoucun licensing items: increase or decrease during the year?", 23)],
    [("Did the number of Huayin's licence items go up or down, and by how many?", -6)],
    [("And by how many did the licensing items of Zhoucun change in 2020?", 23)],
    [("What increase in penalty items did Huayin report?", 125)],
    [("How many more compulsion items did Huayin list than the year before?", 76)],
    [("What is entered in the change column for Huayin's penalties?", 125)],
    [("华阴处罚这行的增减栏填了多少？", 125)],
    [("周村强制一项的“本年增/减”是多少？", 0)],
    [("平川行政处罚项目涨了多少？", REFUSED)],
    [("平川行政强制添了几项？", REFUSED)],
    [("华阴行政强制头一年有多少项？", 97)],
    [("华阴的行政处罚，年初是多少项？", 2503)],
    [("周村上年度的许可事项数？", 368)],
    [("平川上年登记的处罚项目有几项？", 1930)],
    [("前一年周村的其他对外管理服务项目有多少？", 1381)],
    [("周村行政强制的“上一年项目数量”？", 147)],
    [("周村上一年行政许可项目有多少个？", 368)],
    [("How many licensing items had Zhoucun listed for the previous year?", 368)],
    [("What was last year's number of penalty items in Huayin's table?", 2503)],
    [("What is the prior-year figure for compulsion items in Zhoucun?", 147)],
    [("How many penalty items did Pingchuan carry from the year before?", 1930)],
    [("What number of fee items does Huayin give for the preceding year?", 45)],
    [
        ("What stood in Huayin's table as last year's number of administrative fee items?", 45),
        ("And the change during 2020?", 0),
    ],
    [
        ("Number of compulsory-enforcement items the year before in Huayin?", 97),
        ("And the decisions?", 309),
        ("And the change?", 76),
    ],
    [("周村做出了多少件行政强制决定？", 11)],
    [("华阴办了几件其他对外管理服务事项？", 979)],
    [("华阴对外管理服务的办件数？", 979)],
    [("平川其他对外管理服务作出的处理决定共几件？", 368)],
    [("華陰作出嘅行政處罰決定有幾多宗？", 634)],
    [("How many compulsory-enforcement decisions did Pingchuan make?", 170)],
    [("How many decisions on other external management services did Pingchuan take?", 368)],
    [("how many coercive decisions in Zhoucun?", 11)],
    [("Pingchuan's enforcement (行政强制) decisions, how many?", 170)],
    [("周村2020年新制定的规范性文件几件？", 9)],
    [("华阴新订了几份规范性文件？", 8)],
    [("周村規範性文件對外公開總數？", 125)],
    [("华阴规范性文件一共对外公开多少件？", 22)],
    [("平川规范性文件公开总数多少件？", 8)],
    [("How many normative documents does Huayin have open to the public in all?", 22)],
    [("How many normative documents did Pingchuan newly publish in 2019?", 3)],
    [("How many new normative documents did Zhoucun draw up?", 9)],
    [("Did any of the five bodies make new rules (规章)?", 0)],
    [("有没有哪家新制作了规章？", 0)],
    [("华阴行政许可上一年多少项？", 265), ("增减呢？", -6), ("处理决定呢？", 36788)],
    [
        ("华阴其他对外管理服务事项，上一年登记了几项？", 113),
        ("处理决定做了几件？", 979),
        ("当年添了几项？", 128),
    ],
    [
        ("华阴除行政许可外的其他对外管理服务事项，上一年登记了几项？", 113),
        ("处理决定做了几件？", 979),
    ],
    [
        ("周村行政许可2020年新添了几项？", 23),
        ("处罚呢？", 4),
        ("行政强制那边呢？", 0),
        ("华阴同一栏呢？", 76),
    ],
    [("华阴规范性文件新公开几件？", 8), ("周村同一栏呢？", 9), ("差几件？", 1)],
    [("华阴规范性文件新制作几件？", 8), ("对外公开总数呢？", 22), ("平川的呢？", 8)],
    [
        ("周村區行政處罰上一年項目數量？", 3703),
        ("換成平川區，數字又是多少？", 1930),
        ("那一年增加了幾項？", REFUSED),
    ],
    [
        ("周村區在「上一年項目數量」欄裡，行政強制填的是多少？", 147),
        ("換成平川區的行政處罰，數字又是多少？", 1930),
    ],
    [
        ("平川政府采购有几个项目？", None),
        ("金额呢？", "151979386087.96"),
        ("华阴呢？", 6797000),
        ("项目数呢", 15),
    ],
    [
        ("How many penalty decisions did Zhoucun make?", 2050),
        ("And Huayin?", 634),
        ("And the items of the year before?", 2503),
        ("And the change?", 125),
    ],
    [
        ("How many licensing items did Zhoucun list for the year before?", 368),
        ("And how many did it add?", 23),
        ("What about Huayin?", -6),
    ],
    [("What did Huayin spend on procurement?", 6797000), ("On how many items?", 15)],
    [
        ("周村采购花了多少钱？", 214000000),
        ("涉及几个采购项目？", 105),
        ("平均每个项目多少钱？", "2038095.24"),
    ],
    [
        ("周村部分公开的申请几件？", 5),
        ("不予公开呢？", None),
        ("其他处理的呢", 2),
        ("占总数多少？", 5),
    ],
    [("周村自然人提的申请里予以公开几件？", 24)],
    [("周村区自然人一栏，无法提供的有几件？", 9)],
    [("周村企业提的申请有几件予以公开？", 0)],
    [("王益自然人予以公开几件？", 1), ("总计栏填了多少？", REFUSED)],
    [("锦阳路街道自然人申请几件？", None)],
    [("How many requests from natural persons did Zhoucun grant?", 24)],
    [("How many requests did Zhoucun get from law firms?", 0)],
    [("How many requests were carried forward to the next year in Zhoucun?", 0)],
    [("周村“本机关不掌握”加“需要另行制作”两行合计？", 9)],
    [("周村予以公开与部分公开两项一共多少件？", 29)],
    [("In Zhoucun, full grants outnumber partial grants of information requests by how many?", 19)],
    [("Zhoucun: how many more requests were granted in full than in part?", 19)],
    [("周村予以公开比部分公开多几件？", 19)],
    [("周村全部办理结果里部分公开占多少？", "12.5")],
    [("周村行政复议被纠正几件？", 8), ("维持的呢？", 0), ("诉讼呢？", None)],
    [
        ("未经复议直接起诉周村的，维持几件？", 1),
        ("纠正的呢？", 1),
        ("其他结果的呢？", 1),
        ("尚未审结的？", 0),
        ("总计？", 3),
    ],
    [
        ("未经复议直接起诉周村的案子，法院最后给予纠正的有几件？", 1),
        ("在全部行政诉讼里占多大比重？", "33.33"),
    ],
    [("周村行政诉讼共几件？", 3), ("其中维持的占几成？", "33.33")],
    [
        ("How many lawsuits against Zhoucun in total?", 3),
        ("How many were upheld?", 1),
        ("What share is that?", "33.33"),
    ],
    [("华阴行政许可和行政处罚的处理决定各多少？", [36788, 634])],
    [("华阴行政处罚的上一年项目数量和增减分别是多少？", [2503, 125])],
    [("周村行政强制，上一年几项，决定几件？", [147, 11])],
    [("周村规范性文件新制作、新公开、对外公开总数各是几件？", [9, 9, 125])],
    [("周村许可、处罚、强制的增减各是多少？", [23, 4, 0])],
    [("How many licensing and penalty decisions did Huayin make, respectively?", [36788, 634])],
    [
        (
            "For Zhoucun's penalties give the previous year's items, the change and the decisions.",
            [3703, 4, 2050],
        ),
    ],
    [("其他对外管理服务事项的上一年项目，华阴加周村共多少项？", 1494)],
    [("华阴加上周村，行政强制决定共几件？", 320)],
    [("周村许可、其他管理服务、处罚、强制四项处理决定一并算，总数多少？", 23091)],
    [("华阴四类事项的上一年项目数量总数多少（许可、其他服务、处罚、强制）？", 2978)],
    [("Huayin plus Zhoucun: how many penalty decisions in total?", 2684)],
    [("What do the compulsion decisions of Huayin and Pingchuan come to together?", 479)],
    [("平川跟华阴的处罚决定数差几件", 2238)],
    [("华阴许可决定比周村多多少件？", 20968)],
    [("How many more licensing decisions did Huayin make than Zhoucun?", 20968)],
    [("周村许可决定是处罚决定的几倍？", "7.72")],
    [("周村的处罚决定占四类处理决定总数的百分之几？", None)],
    [("周村每件采购平均多少元？", "2038095.24")],
    [("周村處罰決定佔五家總數嘅百分之幾？", REFUSED)],
    [("按上一年处罚项目数排前三的单位？", [3703, 2503, 1930])],
    [
        ("Which body made the most compulsion decisions?", [309]),
        ("By how much does it lead the runner-up?", 139),
    ],
    [("哪家处罚决定最多？", None), ("比第二名多几件？", 822)],
    [("五家处罚决定排个名", None), ("第一名比第二名多多少？", 822)],
    [("规范性文件对外公开总数前两名？", [125, 22]), ("两者差多少", 103)],
    [("各家上一年行政许可项目数对比", [0, 265, 178, 0, 368])],
    [("平川行政处罚和行政强制各列了多少项？", [1930, 127])],
    [("华阴今年新招了几名干部？", REFUSED)],
    [("周村的路灯添了几盏？", REFUSED)],
    [("How many police cars did Huayin add in 2020?", REFUSED)],
    [("What was Huayin's population change during 2020?", REFUSED)],
    [("周村行政奖励添了几项？", REFUSED)],
    [("周村行政裁决的上一年项目数量？", REFUSED)],
    [("How many rewards did Huayin grant?", REFUSED)],
    [("王益行政许可添了几项？", REFUSED)],
    [("王益处罚决定几件？", REFUSED), ("周村呢？", 2050)],
]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain[-1][0])
def test_a_cell_is_found_by_its_row_and_column(talk, chain):
    for question, expected in chain:
        answer = talk.ask(question)
        told = [row.value for row in answer.rows] or [answer.value]
        if expected == REFUSED:
            assert answer.abstained, answer.answer
        elif isinstance(expected, list):
            assert told[: len(expected)] == [Decimal(value) for value in expected], answer.answer
        elif expected is not None:
            assert answer.value == Decimal(expected), answer.answer
