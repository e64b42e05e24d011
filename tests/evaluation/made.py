"""A small labelled report, a reader that reads it perfectly, and readers that are broken on purpose."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from agent.contract import Place
from agent.evaluation.gold import GoldReport
from agent.evaluation.runs import Sample
from agent.report import Finding, Report, Source

TEXT = (
    "王益区2020年政府信息公开工作年度报告\n"
    "一、总体情况\n区长信箱收到信件41件，已办结39件；其中社区物业6封，城市管理9封。\n"
    "网站发布信息312条，微信发布信息539条。走访群众80余人次。全区共受理申请40件，均已答复。\n"
    "未收到需书面回复的建议提案。未发生行政诉讼。微信发布信息539条。\n"
    "三、收到和处理政府信息公开申请情况\n新收\t2\t\t2\n"
    "五、存在的主要问题及改进情况\n一是更新不及时。二是队伍不稳定。加强培训。\n"
)
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def place(words: str, within: str = "", nth: int = 0) -> dict[str, int]:
    """Return where `words` stand in `TEXT`, behind the start of `within`."""
    start = TEXT.index(words, TEXT.index(within))
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def quote(words: str) -> dict[str, Any]:
    return {"quote": words, **place(words)}


def fact(
    fact_id: str, kind: str, words: str, numbers: dict[str, str], **more: Any
) -> dict[str, Any]:
    """Return the label of a fact; each number stands in its quote."""
    found = {field: place(number, words) for field, number in numbers.items()}
    values = {field: int(number) for field, number in numbers.items()}
    return {
        "id": fact_id,
        "kind": kind,
        "section": 1,
        **quote(words),
        **values,
        "numbers": found,
        **more,
    }


def made_labels(**changes: Any) -> GoldReport:
    """Return the labels of `TEXT`."""
    facts = [
        fact(
            "f1",
            "mailbox",
            "区长信箱收到信件41件，已办结39件",
            {"received": "41", "resolved": "39"},
            channel="区长信箱",
        ),
        fact("f2", "category_count", "社区物业6封", {"count": "6"}, category="社区物业"),
        fact("f3", "category_count", "城市管理9封", {"count": "9"}, category="城市管理"),
        fact(
            "f4",
            "publication",
            "网站发布信息312条",
            {"count": "312"},
            subject="网站",
            unit="条",
            alt_kinds=["statistic"],
            alt_values={"subject": ["政府网站"]},
        ),
        fact(
            *("f5", "publication", "微信发布信息539条", {"count": "539"}),
            subject="微信",
            unit="条",
            also=[place("微信发布信息539条", nth=1)],
        ),
        fact(
            *("f6", "statistic", "走访群众80余人次", {"value": "80"}),
            subject="走访群众",
            unit="人次",
            qualifier="余",
            optional=True,
        ),
        fact("f7", "application", "受理申请40件，均已答复", {"received": "40"}, answered=40),
        fact(
            *("f8", "proposal", "未收到需书面回复的建议提案", {}),
            received=0,
            body="npc",
            may_merge_with=["f9"],
        ),
        fact("f9", "proposal", "未收到需书面回复的建议提案", {}, received=0, body="cppcc"),
        fact("f10", "statement", "未发生行政诉讼", {}, value=0, subject="行政诉讼"),
    ]
    row = "新收\t2"
    cells = {
        "natural_person": {"raw": "2", "value": 2, "state": "value", **place("2", row)},
        "business": {"raw": "", "state": "blank", **place("", "\t2\n")},
        "total": {"raw": "2", "value": 2, "state": "value", **place("2", "\t2\n")},
    }
    labels = {
        "source": {"path": "made.txt", "sha256": SHA256, "characters": len(TEXT)},
        "meta": {"title": "王益区2020年政府信息公开工作年度报告", "year": 2020, "form": "2019"},
        "meta_alt": {"title": ["2020年政府信息公开工作年度报告"]},
        "sections": [
            {"number": 1, "title": "总体情况", **place("一、总体情况")},
            {"number": 3, "title": "收到和处理政府信息公开申请情况", **place("三、收到")},
            {"number": 5, "title": "存在的主要问题及改进情况", **place("五、存在")},
        ],
        "tables": {"applications": {"new": cells}},
        "facts": facts,
        "numbers": [
            {"quote": "2020年", **place("2020年"), "reason": "date"},
            {"quote": "一", **place("一", "一是"), "reason": "list_number"},
        ],
        "problems": [quote("更新不及时"), quote("队伍不稳定")],
        "measures": [quote("加强培训")],
        "findings": [
            {
                "rule": "NT-REQ-NEW",
                "alt_rules": ["NT-REQ-TOTAL"],
                "evidence": [
                    place("受理申请40件"),
                    {"table": "applications", "row": "new", "column": "total"},
                ],
            },
            {"rule": "ST-SECTIONS", "evidence": []},
        ],
    }
    return GoldReport.model_validate(labels | changes)


def perfect(labels: GoldReport, text: str = TEXT) -> Sample:
    """Return what a reader gives that reads exactly what the labels say."""
    report = Report(
        source=Source(
            path=labels.source.path,
            sha256=labels.source.sha256,
            media_type="text/plain",
            encoding="utf-8",
            characters=len(text),
            text=text,
        ),
        meta=labels.meta,
        sections=[
            {**one.model_dump(), "end": one.end or len(text)}  # type: ignore[misc]
            for one in labels.sections
        ],
        tables=labels.tables,
        facts=[one.fact for one in labels.facts],
        problems=[one.model_dump(include={"quote", "start", "end"}) for one in labels.problems],  # type: ignore[misc]
        measures=[one.model_dump(include={"quote", "start", "end"}) for one in labels.measures],  # type: ignore[misc]
        findings=[
            Finding(rule=one.rule, severity="error", message="", evidence=one.evidence)
            for one in labels.findings
        ],
    ).model_copy(deep=True)
    numbers = {
        one.fact.id: {field: [where] for field, where in one.numbers.items()}
        for one in labels.facts
    }
    return Sample(case="made", report=report, numbers=numbers)


Breaking = Callable[[Sample], None]


def find(sample: Sample, fact_id: str) -> Any:
    assert sample.report is not None
    return next(fact for fact in sample.report.facts if fact.id == fact_id)


def swap_labels(sample: Sample) -> None:
    """社区物业 and 城市管理 change their names."""
    one, other = find(sample, "f2"), find(sample, "f3")
    one.category, other.category = other.category, one.category


def shift_numbers(sample: Sample) -> None:
    """Each class has the number of the next, at its own place."""
    one, other = find(sample, "f2"), find(sample, "f3")
    one.count, other.count = other.count, one.count


def move_spans(sample: Sample) -> None:
    """Every quote begins and ends one character late."""
    assert sample.report is not None and sample.report.source.text is not None
    for fact in sample.report.facts:
        fact.start, fact.end = fact.start + 1, fact.end + 1
        fact.quote = sample.report.source.text[fact.start : fact.end]
        fact.also = [Place(start=one.start + 1, end=one.end + 1) for one in fact.also]


def duplicate(sample: Sample) -> None:
    """A fact is given twice."""
    assert sample.report is not None
    sample.report.facts.append(find(sample, "f2").model_copy(update={"id": "f99"}))
    sample.numbers["f99"] = sample.numbers["f2"]


def rename_kind(sample: Sample) -> None:
    """A publication is given as an interpretation."""
    from agent.facts import Interpretation

    assert sample.report is not None
    old = find(sample, "f5")
    fields = old.model_dump(exclude={"kind", "unit"})
    sample.report.facts[sample.report.facts.index(old)] = Interpretation(**fields)


def swap_fields(sample: Sample) -> None:
    """Received letters are given as resolved ones, and the other way round."""
    old = find(sample, "f1")
    old.received, old.resolved = old.resolved, old.received
    places = sample.numbers["f1"]
    places["received"], places["resolved"] = places["resolved"], places["received"]


def lose_fact(sample: Sample) -> None:
    assert sample.report is not None
    sample.report.facts.remove(find(sample, "f3"))


def lose_unnumbered_fact(sample: Sample) -> None:
    assert sample.report is not None
    sample.report.facts.remove(find(sample, "f10"))


def invent_fact(sample: Sample) -> None:
    """The year in the title is given as a fact."""
    from agent.facts import Statistic

    assert sample.report is not None
    year = place("2020")
    made = Statistic(id="f99", quote="2020", **year, value=2020)
    sample.report.facts.append(made)
    sample.numbers["f99"] = {"value": [Place(**year)]}


def lose_finding(sample: Sample) -> None:
    assert sample.report is not None
    del sample.report.findings[0]


def invent_finding(sample: Sample) -> None:
    assert sample.report is not None
    sample.report.findings.append(
        Finding(rule="NN-RATE", severity="error", message="", evidence=[Place(**place("41件"))])
    )


def shift_cell(sample: Sample) -> None:
    """The total slips into the blank cell before it."""
    assert sample.report is not None
    row = sample.report.tables.applications["new"]
    row["business"], row["total"] = row["total"], row["business"]


def misread_year(sample: Sample) -> None:
    assert sample.report is not None
    sample.report.meta = sample.report.meta.model_copy(update={"year": 2019})


def lose_section(sample: Sample) -> None:
    assert sample.report is not None
    del sample.report.sections[1]


def lose_problem(sample: Sample) -> None:
    assert sample.report is not None
    del sample.report.problems[0]


def invent_measure(sample: Sample) -> None:
    assert sample.report is not None
    sample.report.measures.append(sample.report.problems[0])


def change_unit(sample: Sample) -> None:
    find(sample, "f4").unit = "件"
