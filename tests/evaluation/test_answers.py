"""Recorded answers: a run is repeated from them without a model, and nothing is made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.evaluation.runs import load_run
from tests.evaluation.test_command import labelled, model
from tests.llm.server import Reply

__all__ = ["labelled", "model"]
RECORD = ("eval", "--gold", "own", "--reader", "llm", "--answers", "made.jsonl", "-q")


@pytest.fixture
def recorded(labelled, xxgk, model, monkeypatch) -> dict:
    """Answers in `made.jsonl`, their scores, and no model any more."""
    code, out, _ = xxgk(*RECORD, "--json", "-o", "first.jsonl")
    assert code == 0
    model.script = lambda asked: Reply(status=500)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "XXGK_MODEL"):
        monkeypatch.delenv(name)
    return json.loads(out)


def test_a_replay_gives_the_same_figures_without_a_model(recorded, xxgk, model):
    asked = len(model.asked)
    code, out, _ = xxgk(*RECORD, "--replay", "--json", "-o", "again.jsonl", "--html", "page.html")
    again = json.loads(out)
    assert (code, len(model.asked)) == (0, asked)
    assert again["figures"] == recorded["figures"]
    assert again["unasked"] == 0 and again["took"]["cached_calls"] == asked
    assert again["took"]["tokens"] == recorded["took"]["tokens"] == 120 * asked
    assert load_run(Path("again.jsonl")).header.model == "made-model"
    assert "每份词元" in Path("page.html").read_text("utf-8"), "a replay takes no time"


def test_a_question_that_was_not_recorded_is_not_asked_and_not_wrong(recorded, xxgk):
    line = json.loads(Path("made.jsonl").read_text("utf-8"))
    Path("made.jsonl").write_text(json.dumps({**line, "key": "0"}), encoding="utf-8")
    _, out, _ = xxgk(*RECORD, "--replay", "--json")
    shown = json.loads(out)
    assert shown["unasked"] > 0
    assert [error for error in shown["errors"] if error["metric"] == "kind"] == []


def test_the_table_has_the_rules_and_the_model_both_ways(recorded, xxgk):
    Path("answers").mkdir()
    Path("made.jsonl").rename("answers/made.jsonl")
    arguments = ("eval", "table", "--gold", "own", "--answers", "answers")
    code, out, err = xxgk(*arguments, "-o", "results")
    assert code == 0 and "wrote results/README.md" in err
    assert "| figure | rules | made-model alone | made-model with rules |" in out
    assert Path("results/README.md").read_text("utf-8") == out
    assert "made-model alone,kind_f1," in Path("results/scores.csv").read_text("utf-8")


def test_a_model_that_is_not_wholly_recorded_has_no_figures(recorded, xxgk):
    Path("answers").mkdir()
    line = json.loads(Path("made.jsonl").read_text("utf-8"))
    Path("answers/made.jsonl").write_text(json.dumps({**line, "key": "0"}), encoding="utf-8")
    xxgk("eval", "table", "--gold", "own", "--answers", "answers", "-o", "results")
    scores = Path("results/scores.csv").read_text("utf-8")
    assert "rules,kind_f1," in scores and "made-model" not in scores


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "answers of 0 models"),
        (["{}"], "line 1 is no recorded answer"),
        (["no JSON"], "line 1 is no recorded answer"),
        (["A", "B"], "answers of 2 models"),
    ],
)
def test_what_are_no_answers_of_one_model_is_refused(labelled, xxgk, lines, message):
    one = {"prompt": "", "answer": {}, "prompt_tokens": 1, "completion_tokens": 1}
    made = [json.dumps({"key": x, "model": x, **one}) if len(x) == 1 else x for x in lines]
    Path("made.jsonl").write_text("\n".join(made), encoding="utf-8")
    code, _, err = xxgk(*RECORD, "--replay")
    assert code != 0 and message in err


def test_a_replay_needs_answers(labelled, xxgk):
    assert xxgk("eval", "--gold", "own", "--reader", "llm", "--replay")[0] == 2
    code, _, err = xxgk(*RECORD, "--replay")
    assert code == 1 and "cannot be read" in err
