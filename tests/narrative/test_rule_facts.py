"""Facts by rules: every pattern's own example, and the known facts of the five reports."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from agent import extract
from agent.contract import Number
from agent.facts import Fact
from agent.narrative import Passage, read_numbers
from agent.narrative.pairing import paired
from agent.narrative.patterns import CompiledPattern, load_patterns
from agent.narrative.quantities import quantities
from agent.narrative.rule_reader import RuleReader
from agent.report import Report
from tests.conftest import RealReport, real_report

PATTERNS = load_patterns()


def read_sentence(text: str) -> list[Fact]:
    numbers = read_numbers(text, Passage(1, 0, len(text)))
    return [read.fact for read in RuleReader(text, text, 2020).read(numbers)]


@pytest.mark.parametrize(
    "pattern", PATTERNS, ids=[f"{p.kind}: {p.source.example}" for p in PATTERNS]
)
def test_every_pattern_reads_its_example(pattern: CompiledPattern) -> None:
    """The example gives a fact of its kind, and leaves no number over."""
    text = pattern.source.example
    facts = read_sentence(text)
    assert pattern.kind in {fact.kind for fact in facts}
    numbers = read_numbers(text, Passage(1, 0, len(text)))
    places = [place for fact in facts for place in (fact, *fact.also)]
    for quantity in numbers.candidates:
        assert any(place.start <= quantity.start < place.end for place in places)


def fields_of(text: str, kind: str) -> list[dict[str, Any]]:
    """Return what a sentence's facts of a kind tell."""
    own = {"id", "kind", "quote", "start", "end", "section", "found_by", "status", "also"}
    return [
        {k: v for k, v in fact if k not in own and v not in (None, [], "")}
        for fact in read_sentence(text)
        if fact.kind == kind
    ]


def test_what_is_told_of_both_bodies_goes_to_both() -> None:
    bodies = [{"body": "npc", "received": 4}, {"body": "cppcc", "received": 6}]
    text = "承办人大代表建议4件,政协提案6件"
    assert fields_of(f"{text},办结率均为100%。", "proposal") == [{**b, "rate": 100} for b in bodies]
    answered = [{**b, "answered": b["received"]} for b in bodies]
    assert fields_of(f"{text},均已办复。", "proposal") == answered
    assert fields_of("未收到人大建议及政协提案。", "proposal") == [
        {"body": "npc", "received": 0},
        {"body": "cppcc", "received": 0},
    ]


def test_two_lists_go_together_in_their_order() -> None:
    """分别; and where the lists are not of one length, nothing is made up."""
    text = "官方微博、微信公众号分别发布信息46条和93条。"
    assert fields_of(text, "publication") == [
        {"subject": "官方微博", "count": 46, "unit": "条"},
        {"subject": "微信公众号", "count": 93, "unit": "条"},
    ]
    [first, second] = fields_of("文化和旅游局、民政局信箱分别收到来信3件、5件。", "mailbox")
    assert (first["received"], second["received"]) == (3, 5)
    two = list(quantities("3件、5件", 0, 5))
    assert list(paired("甲、乙、丙", {"received": two})) == []
    rates = fields_of("面商率、满意率均达100%。", "statistic")
    assert [rate["subject"] for rate in rates] == ["面商率", "满意率"]


def test_what_stands_under_a_total_is_of_its_kind() -> None:
    """A list goes on as long as the unit is the same."""
    text = "网站发布信息38条,同比增长6%。其中,政策文件类12条;安全生产26条;接待群众30人次。"
    assert [f["count"] for f in fields_of(text, "publication")] == [38, 12, 26]
    letters = "市长信箱收到来信40件,从来信分类看,城建类25件、其他15件;回收问卷20份。"
    assert [f["count"] for f in fields_of(letters, "category_count")] == [25, 15]
    assert fields_of("政策文件类12条。", "category_count") == []


def told(report: Report, kind: str, **fields: Any) -> list[Fact]:
    return [
        fact
        for fact in report.facts
        if fact.kind == kind and all(getattr(fact, k) == v for k, v in fields.items())
    ]


def test_the_mailboxes_and_categories_of_d0() -> None:
    report = extract(real_report("D0").path)
    [mailbox] = told(report, "mailbox", channel="区长信箱")
    assert (mailbox.received, mailbox.resolved, mailbox.pending) == (41, 39, 2)
    assert mailbox.undisclosed == 28
    categories = {f.category: f.count for f in told(report, "category_count", channel="区长信箱")}
    assert categories == {
        "社区物业": 6,
        "环保民生": 10,
        "道路交通": 5,
        "劳动保障": 3,
        "科教文化": 2,
        "医疗卫生": 8,
        "城市建设": 3,
        "市场监管": 3,
        "公共安全": 1,
    }
    consulting = {f.category: f.count for f in told(report, "category_count", channel="政策咨询")}
    assert consulting == {
        "社区物业": 1,
        "环保民生": 3,
        "道路交通": 2,
        "科教文化": 2,
        "经济发展": 4,
        "市场监管": 1,
    }
    [all_letters] = told(report, "mailbox", channel="网民诉求")
    assert (all_letters.received, all_letters.rate) == (56, 100)
    assert {f.body: f.disclosed for f in told(report, "proposal")} == {"npc": 5, "cppcc": 20}
    assert told(report, "service_item", subject="网办事项", rate=Decimal("97.67"))


def test_the_sources_of_complaints_of_d1() -> None:
    report = extract(real_report("D1").path)
    [complaints] = told(report, "mailbox", received=1232)
    sources = {f.category: f.count for f in told(report, "category_count")}
    assert sorted(v for k, v in sources.items() if "渭南" in k or "华阴" in k) == [10, 428, 794]
    assert complaints.channel == "网上投诉、建议"
    assert told(report, "application", received=12, answered=12, rate=100)
    assert told(report, "service_item", count=612, rate=97)


def test_messages_and_accounts_of_d2() -> None:
    report = extract(real_report("D2").path)
    [messages] = told(report, "mailbox", received=50)
    assert (messages.resolved, messages.pending) == (44, 6)
    assert told(report, "account", count=61, active=38)
    assert told(report, "amount", value_yuan=846_197_800, raw="84619.78万元")
    assert told(report, "application", received=0)
    assert {f.body: f.received for f in told(report, "proposal")} == {"npc": 62, "cppcc": 78}


def test_no_requests_in_the_words_of_d3() -> None:
    report = extract(real_report("D3").path)
    assert told(report, "application", received=0)
    assert told(report, "publication", count=48)


def test_trainings_of_d4() -> None:
    report = extract(real_report("D4").path)
    [training] = told(report, "event", event_kind="training")
    assert training.dates == ["2020-08-04", "2020-10-26"]
    assert (training.sessions, training.participants, training.qualifier) == (2, 80, "余")
    [visit] = told(report, "event", event_kind="study_visit")
    assert (visit.dates, visit.participants) == (["2020-08-24"], None)
    assert told(report, "application", received=40, scope=None)
    assert {f.scope: f.received for f in told(report, "application") if f.scope} == {
        "区政府": 5,
        "各部门单位": 35,
    }
    assert {f.body: f.received for f in told(report, "proposal")} == {"npc": 51, "cppcc": 196}


def test_every_quote_stands_at_its_place(real: RealReport) -> None:
    report = extract(real.path)
    for item in [*report.facts, *report.problems, *report.measures]:
        assert real.text[item.start : item.end] == item.quote


def numbers_of(fact: Fact) -> list[Number]:
    own = {"start", "end", "section", "sessions"}
    return [
        value
        for name, value in fact
        if name not in own and isinstance(value, int | Decimal) and not isinstance(value, bool)
    ]


def test_every_number_of_a_fact_stands_in_its_own_text(real: RealReport) -> None:
    """A value parses from the quote or a linked place; a negation is 0."""
    for fact in extract(real.path).facts:
        places = [(fact.start, fact.end), *((p.start, p.end) for p in fact.also)]
        view = real.text.translate(str.maketrans("萬億餘", "万亿余"))
        values = {q.value for a, b in places for q in quantities(view, a, b)}
        denied = re.search("未|没有|無|沒有", fact.quote)
        assert all(n in values or (n == 0 and denied) for n in numbers_of(fact)), fact


def test_every_number_is_accounted_for(real: RealReport) -> None:
    coverage = extract(real.path).coverage
    assert coverage is not None
    assert (coverage.unexplained, coverage.explained) == ([], coverage.total)
    assert coverage.total > 5


def test_both_scripts_give_equal_facts(tmp_path: Any) -> None:
    """D1 and its simplified twin."""
    from agent.documents.view import simplify

    twin = tmp_path / "twin.txt"
    twin.write_text(simplify(real_report("D1").text), encoding="utf-8")
    own = {"quote"}

    def facts(report: Report) -> list[dict[str, Any]]:
        return [fact.model_dump(exclude=own) for fact in report.facts]

    assert facts(extract(twin)) == facts(extract(real_report("D1").path))
