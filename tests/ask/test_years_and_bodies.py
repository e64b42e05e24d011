"""Questions over many years and bodies: ranges, trends, averages, conditions, what there is.

Protects everyday questions over a collection from being answered with one year where several are
meant. The reports are made ones; what is right is looked up in the database by other means.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from agent.answering import Conversation
from agent.pipeline import read
from agent.store import Store
from eval.synthetic import write

REPORTS = 32
"""Of four bodies, eight years each; the first body's reports are of before 2019."""
RECEIVED = (
    "SELECT r.organization, r.year, c.value FROM cells c JOIN reports r ON r.id = c.report_id"
    " WHERE c.table_name = 'applications' AND c.row_name = 'new' AND c.column_name = 'total'"
)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    with Store(folder / "many.db") as store:
        for path in write(folder, REPORTS, seed=1):
            reading = read(path)
            store.save(reading.report, reading.text)
    return folder / "many.db"


@pytest.fixture(scope="module")
def received(many):
    """New requests by the county's stem and the year, as the tables tell them."""
    with closing(sqlite3.connect(many)) as database:
        rows = database.execute(RECEIVED).fetchall()
    return {
        (name, year): value
        for body, year, value in rows
        for name in ("马龙区", "资中县", "硚口区")
        if name in body
    }


@pytest.fixture
def ask(many):
    with Conversation(many, today=date(2025, 5, 1)) as conversation:
        yield conversation.ask


def test_the_made_reports_are_as_the_questions_below_need_them(received):
    assert {year for name, year in received if name == "马龙区"} == set(range(2019, 2025))


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("马龙区2019到2024年每年新收多少件申请", range(2019, 2025)),
        ("马龙区2021—2023年收到的申请", range(2021, 2024)),
        ("马龍區2021年至2022年收到多少件申請？", range(2021, 2023)),
        ("马龙区近三年收到多少件申请", range(2022, 2025)),
        ("How many requests did Malong District receive from 2020 to 2022?", range(2020, 2023)),
    ],
)
def test_every_year_that_is_meant_has_its_number(ask, received, question, years):
    answer = ask(question)
    assert [row.value for row in answer.rows] == [received["马龙区", year] for year in years]
    assert [row.label for row in answer.rows] == [f"{year}年" for year in years]
    assert len(answer.citations) >= len(years)


def test_all_years_are_told_where_all_are_meant(ask, received):
    rows = {row.label: row.value for row in ask("马龙区历年收到的申请数量").rows}
    assert rows.items() >= {(f"{y}年", v) for (name, y), v in received.items() if name == "马龙区"}


def test_a_year_of_a_range_that_is_not_there_is_told(ask):
    answer = ask("马龙区2016到2018年收到多少件申请")
    assert [row.label for row in answer.rows] == ["2017年", "2018年"]
    assert "只有2017、2018年度的报告" in answer.answer


def test_without_a_year_the_newest_report_answers_and_says_so(ask, received):
    answer = ask("马龙区收到多少件申请")
    assert answer.value == received["马龙区", 2024]
    assert "2024年" in answer.answer


def test_the_best_year_of_a_body(ask, received):
    own = {year: value for (name, year), value in received.items() if name == "马龙区"}
    best = ask("马龙区2019到2024年中哪一年收到的申请最多").rows[0]
    assert (best.label, best.value) == (f"马龙区 {max(own, key=own.get)}年", max(own.values()))


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("马龙区2023年收到的申请比上年增加多少", "件"),
        ("马龙区2023年收到的申请同比增长百分之几", "%"),
        ("马龙区2023年收到的申请比2022年增长百分之几", "%"),
    ],
)
def test_growth_is_worked_out_from_the_year_before(ask, received, question, unit):
    old, new = received["马龙区", 2022], received["马龙区", 2023]
    answer = ask(question)
    expected = abs(new - old) if unit == "件" else round((new - old) / old * 100, 2)
    assert (float(answer.value), answer.unit) == (pytest.approx(expected), unit)
    less, more = ("减少", "增加") if unit == "件" else ("下降", "增长")
    assert answer.answer.startswith(less if new < old else more)
    assert {citation.year for citation in answer.citations} >= {2022, 2023}


def test_growth_over_a_year_that_is_not_there_is_refused(ask):
    assert ask("马龙区2017年收到的申请比上年增加多少").reason == "year_not_covered"


def test_an_average_tells_its_sum_and_how_many(ask, received):
    values = [value for (_, year), value in received.items() if year == 2023]
    answer = ask("2023年平均每个单位收到多少件申请")
    assert float(answer.value) == pytest.approx(sum(values) / len(values), abs=0.005)
    assert f"÷{len(values)}=" in answer.answer


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("超过{n}件", lambda value, n: value > n),
        ("不少于{n}件", lambda value, n: value >= n),
        ("{n}件以下", lambda value, n: value < n),
        ("不超过{n}件", lambda value, n: value <= n),
    ],
)
def test_a_condition_chooses_the_bodies(ask, received, words, fits):
    own = [value for (_, year), value in received.items() if year == 2023]
    middle = sorted(own)[1]
    asked = words.format(n=middle)
    chosen = sorted((value for value in own if fits(value, middle)), reverse=True)
    which = ask(f"2023年收到申请{asked}的有哪些单位")
    assert [row.value for row in which.rows] == chosen
    assert ask(f"2023年收到申请{asked}的单位有几个？").value == len(chosen)


def test_a_condition_that_none_fulfils_names_the_nearest(ask, received):
    most = max(value for (_, year), value in received.items() if year == 2023)
    answer = ask("2023年收到申请超过9999件的有哪些单位")
    assert answer.rows == []
    assert f"{most:,}件" in answer.answer


def test_as_many_are_told_as_are_asked_for(ask):
    assert len(ask("2023年收到申请最多的两个单位").rows) == 2


@pytest.mark.parametrize(
    ("question", "reports"),
    [
        ("库里有哪些单位的报告？", REPORTS),
        ("一共收录了多少份年报", REPORTS),
        ("马龙区有哪几年的报告", 8),
        ("2024年有几份报告？", 3),
        ("How many reports are there?", REPORTS),
    ],
)
def test_what_there_is_is_told(ask, question, reports):
    answer = ask(question)
    assert (answer.value, answer.unit) == (reports, "份")
    assert sum(row.value for row in answer.rows) == reports


def test_an_autonomous_county_is_known_by_its_short_names(ask):
    for name in ("镇沅县", "镇沅"):
        answer = ask(f"{name}2014年收到多少件申请")
        assert not answer.abstained and "镇沅" in answer.answer


def test_what_there_is_is_told_in_short_where_a_body_is_not(ask):
    answer = ask("昌平区2023年收到多少件申请")
    assert answer.reason == "no_such_body"
    assert "2017—2024" in answer.answer and answer.answer.count("马龙区") == 1


def test_every_year_since_one_is_meant(ask):
    labels = [row.label for row in ask("马龙区2022年以来每年收到多少件申请").rows]
    assert labels == ["2022年", "2023年", "2024年"]


def test_a_question_that_goes_on_keeps_what_it_is_about(ask, received):
    ask("马龙区2022年收到多少件申请？")
    assert ask("那2023年呢？").value == received["马龙区", 2023]
    assert ask("比上年增长多少？").value == abs(received["马龙区", 2023] - received["马龙区", 2022])
    assert len(ask("历年的呢？").rows) == 8


def test_an_area_stands_for_its_bodies_only_where_they_are_asked_for(ask, received):
    own = [value for (name, year), value in received.items() if (name, year) == ("资中县", 2022)]
    assert ask("四川省2022年各单位收到的申请合计").value == sum(own)
    refused = ask("四川省2022年收到多少件申请")
    assert refused.reason == "no_such_body"
    assert "资中县" in refused.answer and "马龙区" not in refused.answer


def test_the_bodies_of_an_area_are_told(ask):
    assert [row.value for row in ask("四川省有哪些单位的报告？").rows] == [8]


def test_a_list_of_letters_does_not_answer_for_the_table(ask):
    assert "社会保障" not in ask("马龙区2024年办理结果里最多的是哪一类").answer


def test_the_bodies_of_an_area_are_told_of_one_by_one(ask, received):
    answer = ask("四川2022年各区县申请数是多少？")
    assert answer.value == received["资中县", 2022]


def test_a_cell_that_a_form_does_not_have_is_not_left_blank(ask):
    """Those before 2019 have no such table; of the others one is blank."""
    answer = ask("哪些报告行政许可处理决定数量没填")
    assert [row.label for row in answer.rows] == ["武汉市硚口区自然资源局"]
    assert {citation.year for citation in answer.citations} == {2022}


@pytest.mark.parametrize(
    ("goes_on", "year"),
    [
        ("那前一年呢？", 2021),
        ("上一年呢？", 2021),
        ("And the year before?", 2021),
        ("那下一年呢？", 2023),
    ],
)
def test_the_year_beside_is_another_report(ask, received, goes_on, year):
    ask("资中县2022年收到多少件申请？")
    answer = ask(goes_on)
    assert (answer.value, answer.plan["years"]) == (received["资中县", year], [year])


def test_the_year_before_of_the_first_table_is_its_column(ask):
    ask("资中县2022年行政处罚的处理决定有几件？")
    answer = ask("上一年呢？")
    assert (answer.plan["years"], answer.plan["targets"][0]["column"]) == ([2022], "previous_items")
