"""A passage of narrative that stands alone: the same facts, no sections, no tables, no year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent import Store, extract
from agent.cli.main import run
from agent.errors import NotAReport
from agent.pipeline import read
from tests.conftest import real_report

PASSAGE = "2020年，“市长信箱”收到来信41件，办结39件，办结率100%。8月4日举办业务培训班1期。"


def test_a_short_text_with_facts_is_a_passage(tmp_path: Path) -> None:
    path = tmp_path / "pasted.txt"
    path.write_text(PASSAGE, encoding="utf-8")
    report = extract(path)
    assert report.meta.year is None and report.sections == []
    assert [fact.kind for fact in report.facts] == ["mailbox", "event"]
    assert [finding.rule for finding in report.findings] == ["NN-RATE"]
    with pytest.raises(NotAReport):
        extract(path, as_="report")


def test_other_documents_are_still_refused() -> None:
    """What tells no number, is long, or is a page is not taken for a passage by itself."""
    for name, text in {
        "news.txt": "全市重点项目进展顺利,累计完成投资12.5亿元。",
        "note.txt": "请各单位认真学习贯彻。",
        "long.txt": PASSAGE + "认真学习贯彻。" * 400,
        "page.html": f"<html><body><p>{PASSAGE}</p></body></html>",
    }.items():
        with pytest.raises(NotAReport):
            read(name, text.encode())
        assert read(name, text.encode(), "passage").is_passage


def test_a_report_stays_a_report() -> None:
    reading = read(real_report("D4").path)
    assert not reading.is_passage and reading.report.tables.applications


def test_a_passage_is_stored(tmp_path: Path) -> None:
    reading = read("pasted.txt", PASSAGE.encode())
    with Store(tmp_path / "x.db") as store:
        store.save(reading.report, reading.text)
        kept = store.get(reading.report.source.sha256)
    assert [f.quote for f in kept.facts] == [f.quote for f in reading.report.facts]


def test_a_section_that_stands_alone_keeps_its_problems() -> None:
    text = (
        "五、存在的主要问题及改进情况\n"
        "（一）存在问题\n一是公开内容不够全面；二是队伍力量薄弱。\n"
        "（二）改进措施\n一是加强培训，全年举办培训班2期；二是完善制度。\n"
    )
    report = read("five.txt", text.encode(), "passage").report
    assert len(report.problems) == 2 and len(report.measures) == 2
    assert [fact.kind for fact in report.facts] == ["event"]


def test_what_is_stored_is_read_again_as_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text stored as a report and asked for as a passage is not skipped as read before."""
    monkeypatch.setenv("XXGK_NO_LLM", "1")
    path = tmp_path / "report.txt"
    path.write_bytes(real_report("D4").path.read_bytes())
    command = ["extract", str(path), "--db", str(tmp_path / "x.db"), "--format", "json"]
    years = []
    for arguments in (command, [*command, "--as", "passage"]):
        assert run([*arguments, "--jobs", "1"]) == 0
        years.append(json.loads(capsys.readouterr().out)["meta"]["year"])
    assert years == [2020, None]
