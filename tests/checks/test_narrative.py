"""The narrative against the tables and against itself (NT-*, NN-*)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent.pipeline import read
from agent.report import CellKey, Finding, Report
from tests.conftest import real_report
from tests.rendering import ReportModel, made_2019, write_text

CONTRADICTIONS = {
    "D0": ["NN-CAT-SUM", "NN-RATE", "NN-ORDINAL", "NN-ORDINAL"],
    "D1": [],
    "D2": ["NN-CAT-SUM", "NT-POWER", "NT-POWER"],
    "D3": ["NT-REQ-NONE"],
    # Items （1）（2）（3）（3）（5）; a part of "six" that is a sub-heading, told as a hint.
    "D4": ["NN-ORDINAL", "NN-PARTS"],
}


@pytest.mark.parametrize("code", CONTRADICTIONS)
def test_the_contradictions_a_careful_reader_finds(code: str) -> None:
    """These, and nothing else, are told of the narrative of the five reports."""
    report = read(real_report(code).path).report
    told = [f.rule for f in report.findings if f.rule[:2] in ("NN", "NT")]
    assert sorted(told) == sorted(CONTRADICTIONS[code])


def test_a_finding_tells_both_sides_and_shows_both_places() -> None:
    report = read(real_report("D3").path).report
    [finding] = [f for f in report.findings if f.rule == "NT-REQ-NONE"]
    assert finding.severity == "error"
    assert "未收到信息公开申请" in finding.message and "2件" in finding.message
    assert (finding.expected, finding.actual) == ("0", "2")
    assert len(finding.evidence) == 2


def with_sentence(
    sentence: str, tmp_path: Path, change: Callable[[ReportModel], ReportModel]
) -> Report:
    """Read a made report whose section one says just this."""
    text = write_text(change(made_2019()), tmp_path / "report.txt").read_text(encoding="utf-8")
    start, end = text.index("一、总体情况"), text.index("二、主动公开")
    text = text[:start] + f"一、总体情况\n2020年，{sentence}\n" + text[end:]
    return read("report.txt", text.encode("utf-8")).report


def same(model: ReportModel) -> ReportModel:
    return model


def cell(
    row: str, raw: str, table: str = "applications", column: str = "total"
) -> Callable[[ReportModel], ReportModel]:
    return lambda model: model.with_cells({CellKey(table, row, column): raw})  # type: ignore[arg-type]


def fired(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


# rule, a sentence that contradicts, one that agrees, the change to the made report's tables
CASES = [
    (
        "NT-REQ-NEW",
        "全县共受理政府信息公开申请41件。",
        "全县共受理政府信息公开申请40件。",
        cell("new", "40"),
    ),
    (
        "NT-REQ-NONE",
        "全县未收到政府信息公开申请。",
        "全县共受理政府信息公开申请3件。",
        cell("new", "3"),
    ),
    (
        "NT-REQ-DONE",
        "全县共受理政府信息公开申请40件，已答复39件。",
        "全县共受理政府信息公开申请40件，已答复40件。",
        cell("total", "40"),
    ),
    (
        "NT-LIT-WORD",
        "未发生行政复议和行政诉讼。",
        "未发生举报、投诉等情况。",
        same,
    ),
    (
        "NT-NORM",
        "公开规范性文件7件。",
        "公开规范性文件9件。",
        cell("normative_documents", "9", "article20", "made"),
    ),
    (
        "NN-CAT-SUM",
        "县长信箱共收到信件20条，从来信分类看，社区物业6封，环保民生13封。",
        "县长信箱共收到信件20条，从来信分类看，社区物业6封，环保民生14封。",
        same,
    ),
    (
        "NN-RESOLVED",
        "共收到网民留言50条，已回复44条，办理中5条。",
        "共收到网民留言50条，已回复44条，办理中6条。",
        same,
    ),
    (
        "NN-RATE",
        "热线受理诉求25863件，办结25790件，办结率99.9%。",
        "热线受理诉求25863件，办结25790件，办结率99.7%。",
        same,
    ),
    (
        "NN-SUBTOTAL",
        "全县共受理政府信息公开申请40件，其中，县政府受理5件，各部门受理34件。",
        "全县共受理政府信息公开申请40件，其中，县政府受理5件，各部门受理35件。",
        cell("new", "40"),
    ),
    (
        "NN-ORDINAL",
        "一是加强领导；二是健全制度；四是强化监督。",
        "一是加强领导；二是健全制度；三是强化监督。",
        same,
    ),
]


@pytest.mark.parametrize(
    ("rule", "wrong", "right", "change"), CASES, ids=[case[0] for case in CASES]
)
def test_a_contradiction_fires_and_its_mended_twin_does_not(
    rule: str,
    wrong: str,
    right: str,
    change: Callable[[ReportModel], ReportModel],
    tmp_path: Path,
) -> None:
    assert len(fired(with_sentence(wrong, tmp_path, change), rule)) >= 1
    assert fired(with_sentence(right, tmp_path, change), rule) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "县长信箱共收到信件20条，从来信分类看，社区物业6封，环保民生10封等。",
        "县长信箱共收到信件20条，主要从来信分类看，社区物业6封，环保民生10封。",
    ],
    ids=["open list", "the main ones"],
)
def test_an_open_list_need_not_add_up(sentence: str, tmp_path: Path) -> None:
    assert fired(with_sentence(sentence, tmp_path, same), "NN-CAT-SUM") == []


def test_another_bodys_number_is_no_contradiction(tmp_path: Path) -> None:
    sentence = "全县共受理政府信息公开申请40件，其中，县政府受理5件，各部门受理35件。"
    assert fired(with_sentence(sentence, tmp_path, cell("new", "40")), "NT-REQ-NEW") == []


def test_a_period_that_is_no_calendar_year(tmp_path: Path) -> None:
    text = write_text(made_2019(), tmp_path / "r.txt").read_text(encoding="utf-8")
    text = text.replace("2020年12月31日止", "2020年12月21日止")
    report = read("report.txt", text.encode("utf-8")).report
    assert len(fired(report, "NN-PERIOD")) == 1
