"""Yes or no that hangs on a number or on the way something changed; which cell is meant."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("周村受理的申请超过30件吗？", "是的"),
        ("周村受理的申请有没有超过50件？", "没有"),
        ("平川的权力事项有没有达到4000项？", "没有"),
        ("王益建成的村级便民服务室有没有到二十个？", "没有"),
        ("華陰的行政許可項目增加了嗎？", "没有"),
        ("华阴的行政许可项目比上一年少了吗？", "是的"),
        ("周村行政强制的项目，比上一年有增减吗？", "没有"),
        ("华阴行政许可的项目比上一年有变化吗？", "有"),
        ("Did Zhoucun receive more than 50 requests in 2020?", "No"),
        ("Did Zhoucun receive at least twenty requests in 2020?", "Yes"),
        ("Did Zhoucun's original decisions stand in any of the administrative reviews?", "No"),
        ("华阴那十二宗申请有没有被拒绝的？", "没有"),
        ("平川2019年围绕申请，闹出过复议或者打过官司没有？", "没有"),
        ("华阴有没有积压到下年度的申请？", "没有"),
    ],
)
def test_yes_and_no_hang_on_the_number(talk, question, begins):
    answer = talk.ask(question)
    assert answer.answer.startswith(begins), answer.answer
    assert answer.citations


def test_the_row_is_meant_and_not_the_total(talk):
    answer = talk.ask("锦阳路街道的申请处理表里，出现过因为重复申请而不予处理的吗？")
    assert (answer.citations[0].row, answer.value) == ("rejected_repeat", 1)


def test_a_follow_up_asks_for_the_same_change(talk):
    talk.ask("华阴2020年行政许可的事项比上年少了吗？")
    answer = talk.ask("行政处罚那一行呢，也少了？")
    assert answer.answer.startswith("没有") and answer.value == 125
