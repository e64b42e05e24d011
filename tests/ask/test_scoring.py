"""`xxgk eval ask`: the questions of the half `dev`, scored; the half `test` is not looked at."""

from __future__ import annotations

import json
import shutil

import pytest

from agent.answering.answer import Answer, AnswerRow, Citation
from agent.cli.main import run
from agent.evaluation.asked_results import load_results
from agent.evaluation.judging import Source, judge
from agent.evaluation.questions import Expected, GoldPlace, Question
from tests.conftest import ROOT

SOME = '{"id": "q101'
"""Eleven questions of the half dev, in place of all, for the time they take."""
RESULTS = ROOT / "eval" / "results" / "ask.json"


def question(**changes) -> Question:
    made = {
        "id": "q1", "half": "dev", "language": "hans", "operation": "value", "question": "几件？",
        "previous": None, "answerable": True, "expected": Expected(value=12, unit="件"),
        "citations": [GoldPlace(report="D0", quote="收到12件")], "reason": None,
    }  # fmt: skip
    return Question.model_validate(made | changes)


def answer(**changes) -> Answer:
    cited = Citation(report="a", body="甲", year=2020, path="p", quote="收到12件", start=2, end=7,
                     link="l")  # fmt: skip
    made = {
        "question": "几件？",
        "answer": "12件[1]",
        "value": 12,
        "unit": "件",
        "citations": [cited],
    }
    return Answer.model_validate(made | changes)


SOURCES = {"D0": Source("a", "全年收到12件，办结")}


@pytest.mark.parametrize(
    ("asked", "given", "faults"),
    [
        (question(), answer(), ()),
        (question(), answer(value=13, answer="13件[1]"), ("value",)),
        (question(), answer(unit="元"), ("unit",)),
        (question(), answer(citations=[]), ("citation",)),
        (question(), answer(abstained=True, value=None, reason="not_stated"), ("abstained",)),
        (question(answerable=False, reason="not_stated"), answer(), ("answered",)),
        (
            question(answerable=False, reason="not_stated"),
            answer(abstained=True, value=None, reason="no_such_body"),
            ("reason",),
        ),
        (question(expected=Expected(words=["维持|驳回"])), answer(), ("words",)),
        (
            question(
                operation="rank",
                expected=Expected(rows=[{"label": "甲", "value": 9}, {"label": "乙", "value": 3}]),
            ),
            answer(rows=[AnswerRow(label="乙", value=3, unit=None),
                         AnswerRow(label="甲", value=9, unit=None)]),
            ("value",),
        ),
    ],
    ids=["right", "value", "unit", "citation", "abstained", "answered", "reason", "words", "order"],
)  # fmt: skip
def test_each_fault_is_told_apart(asked, given, faults):
    assert judge(asked, given, SOURCES).faults == faults


def test_a_number_outside_the_citations_is_counted():
    assert judge(question(), answer(answer="12件[1]，共99件"), SOURCES).loose
    assert not judge(question(), answer(), SOURCES).loose


@pytest.mark.slow
def test_no_figure_of_the_dev_half_falls(capsys):
    assert run(["eval", "ask", "--json"]) == 0
    now = json.loads(capsys.readouterr().out)
    (committed,) = (
        one for one in load_results(RESULTS) if (one.half, one.reader) == ("dev", "rules")
    )
    fallen = [
        name
        for name, share in committed.figures.items()
        if now["figures"][name]["right"] < share.right
    ]
    assert (fallen, now["loose_answers"]) == ([], 0)


def test_what_the_model_said_is_replayed_and_lowers_no_figure(tmp_path, capsys):
    (answers,) = (ROOT / "eval" / "results" / "ask_answers").glob("*.jsonl")
    lines = (ROOT / "eval" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    some = tmp_path / "questions.jsonl"
    some.write_text("\n".join(line for line in lines if line.startswith(SOME)), "utf-8")
    said = []
    for reader in ([], ["--reader", "both", "--answers", str(answers), "--replay"]):
        reports = ["--questions", str(some), "--reports", str(ROOT / "eval" / "corpus")]
        assert run(["eval", "ask", *reports, *reader, "--json"]) == 0
        said.append(json.loads(capsys.readouterr().out))
    rules, both = said
    assert both["asked_the_model"] > 0
    assert rules["loose_answers"] == 0
    for name in ("exact values", "abstained where not", "wholly right"):
        assert both["figures"][name]["right"] >= rules["figures"][name]["right"]


def test_errors_of_the_test_half_are_not_shown(capsys):
    assert run(["eval", "ask", "--half", "test", "--errors"]) == 2
    assert "not looked at" in capsys.readouterr().err


def test_results_replace_those_of_the_same_reader_and_half(tmp_path, capsys):
    file = tmp_path / "ask.json"
    lines = (ROOT / "eval" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(lines[:3]), encoding="utf-8")
    shutil.copytree(ROOT / "eval" / "corpus", tmp_path / "corpus")
    for _ in range(2):
        assert run(["eval", "ask", "--questions", str(questions), "--record", str(file)]) == 0
    (kept,) = load_results(file)
    assert (kept.questions, kept.reader) == (3, "rules")
    assert "exact values" in (tmp_path / "ask.md").read_text(encoding="utf-8")
    capsys.readouterr()
    questions.write_text("{}", encoding="utf-8")
    assert run(["eval", "ask", "--questions", str(questions)]) == 1
    assert "line 1" in capsys.readouterr().err
