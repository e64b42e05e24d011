"""Numbers of a text: values, units, qualifiers, places; and which of them count nothing."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.documents.view import fold
from agent.narrative.non_facts import non_facts
from agent.narrative.numerals import chinese_number
from agent.narrative.quantities import quantities

NUMERALS = [
    ("十", 10),
    ("十二", 12),
    ("三十", 30),
    ("二十一", 21),
    ("百", 100),
    ("一百零三", 103),
    ("六点五", Decimal("6.5")),
    ("一点二亿", 120_000_000),
    ("一百二", 120),
    ("三千零五", 3005),
    ("两万八千", 28_000),
    ("两万八", 28_000),
    ("一亿两千万", 120_000_000),
    ("二〇二〇", 2020),
    ("零", 0),
]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_chinese_numerals(text: str, value: int | Decimal) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "三件", "abc", "三四十"])
def test_text_that_is_no_numeral(text: str) -> None:
    assert chinese_number(text) is None


# text, quoted number with unit, value, unit, qualifier
CASES = [
    ("发布信息312条", "312条", 312, "条", None),
    ("访问1,024次", "1,024次", 1024, "次", None),
    ("访问２０２次", "２０２次", 202, "次", None),
    ("接待2.5万人次", "2.5万人次", 25_000, "人次", None),
    ("赠阅近2万本", "2万本", 20_000, "本", "近"),
    ("访问量超过30亿次", "30亿次", 3_000_000_000, "次", "超过"),
    ("解读30余条", "30余条", 30, "条", "余"),
    ("接待3073多人次", "3073多人次", 3073, "人次", "多"),
    ("开展十余场", "十余场", 10, "场", "余"),
    ("召开三十余次会议", "三十余次", 30, "次", "余"),
    ("走访近百户", "百户", 100, "户", "近"),
    ("培训两万八千人", "两万八千人", 28_000, "人", None),
    ("培训数十次", "数十次", None, "次", "数"),
    ("网办率97.67%", "97.67%", Decimal("97.67"), "%", None),
    ("占百分之三十", "百分之三十", 30, "%", None),
    ("占百分之九十九点五", "百分之九十九点五", Decimal("99.5"), "%", None),
    ("收费84619.78万元", "84619.78万元", 846_197_800, "元", None),
    ("总额2.14亿元", "2.14亿元", 214_000_000, "元", None),
    ("收取0元", "0元", 0, "元", None),
    ("共104268 人次", "104268 人次", 104_268, "人次", None),
    ("约60份左右", "60份", 60, "份", "约"),
    ("50份以上", "50份", 50, "份", "以上"),
    ("全区7各镇", "7", 7, None, None),
    ("用户近两百万", "两百万", 2_000_000, None, "近"),
    ("投入六点五万元", "六点五万元", 65_000, "元", None),
    ("受理112件件,", "112件件", 112, "件", None),
]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "qualifier"), CASES, ids=[case[0] for case in CASES]
)
def test_a_quantity(
    text: str, quote: str, value: object, unit: str | None, qualifier: str | None
) -> None:
    found = list(quantities(fold(text, "hans"), 0, len(text)))
    assert len(found) == 1
    assert text[found[0].start : found[0].end] == quote
    assert (found[0].value, found[0].unit, found[0].qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(
    "text", ["统一部署", "一个重要抓手", "每一项工作", "第三批", "这三项", "万一"]
)
def test_numerals_inside_words_count_nothing(text: str) -> None:
    assert list(quantities(text, 0, len(text))) == []


@given(
    st.text(alphabet="0123456789.,万亿余近条件元人次%一二三十百数年月日第、。 \n公开", max_size=60)
)
def test_every_digit_is_in_one_number(text: str) -> None:
    """Nothing is left out: digits that no number holds could never be accounted for."""
    found = list(quantities(text, 0, len(text)))
    for match in re.finditer(r"\d+", text):
        assert any(q.start <= match.start() and match.end() <= q.number_end for q in found)
    for before, after in zip(found, found[1:], strict=False):
        assert before.start < before.number_end <= before.end <= after.start


NON_FACTS = [
    ("2020年1月1日", "date"),
    ("8月4日、10月26日召开", "date"),
    ("2018、2019年发布的信息", "date"),
    ("平政办发〔2019〕154号", "document_number"),
    ("国务院令第711号", "document_number"),
    ("《条例》第20条", "article"),
    ("第3批", "ordinal"),
    ("电话:0943-6670169", "phone"),
    ("邮箱:abc126@126.com", "email"),
    ("网址www.a12.gov.cn/x/2020", "url"),
    ("邮编:255300", "postcode"),
    ("12345热线", "name"),
    ("24小时值守", "name"),
    ("20日内公开", "deadline"),
    ("15个工作日内答复", "deadline"),
    ("\n1、组织领导", "list_number"),
    ("。(2)工作推进", "list_number"),
    ("[bookmark: bookmark32]", "markup"),
    ("十九届五中全会", "session_number"),
    ("以下三个方面改进", "announced"),
    ("等六部分组成", "announced"),
    ("两个栏目分别收到", "announced"),
    ("12月25日前整改到位", "deadline"),
    ("最长不超过20个工作日", "deadline"),
    ("第2页,共5页", "page_number"),
    ("索引号:LX-2019-00123", "document_number"),
    ("投资额500万元以上的项目", "threshold"),
    ("等级保护2.0第三级", "name"),
    ("平台二期工程", "name"),
    ("2011—2012学年", "date"),
]


@pytest.mark.parametrize(("text", "reason"), NON_FACTS, ids=[case[0] for case in NON_FACTS])
def test_a_number_that_counts_nothing_has_a_reason(text: str, reason: str) -> None:
    places = non_facts(text, 0, len(text))
    for quantity in quantities(text, 0, len(text)):
        reasons = [why for a, b, why in places if a < quantity.number_end and quantity.start < b]
        assert reasons[:1] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "发布信息312条",
        "共5078条;其中网站4539条",
        "培训3期,80余人",
        "办结率100%",
        "收取380元",
        "(共12件)",
    ],
)
def test_a_number_that_counts_has_no_excuse(text: str) -> None:
    assert non_facts(text, 0, len(text)) == []
