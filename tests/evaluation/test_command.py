"""`xxgk eval`, `compare` and `init`: what is read, scored, printed, refused, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.evaluation.runs import load_run
from tests.conftest import ROOT
from tests.llm.reports import SHORT, reads_well
from tests.llm.server import Reply, Server, sensible

PASSAGES = """
- id: 1
  year: 2020
  text: 区长信箱收到信件41件。
  facts:
  - kind: mailbox
    quote: 区长信箱收到信件41件
    fields: {channel: 区长信箱, received: 41}
    numbers: {received: '41'}
  non_facts: []
- id: 3
  year: 2020
  text: 根据国务院令第711号编制。
  facts: []
  non_facts: [{number: 第711号, reason: document_number}]
"""


@pytest.fixture
def labelled(home, xxgk) -> Path:
    """A folder with a report and labels that nobody has corrected, so that rules have all."""
    folder = home / "own"
    folder.mkdir()
    (folder / "report.txt").write_text(SHORT, encoding="utf-8")
    code, _, err = xxgk("eval", "init", "own")
    assert (code, err) == (
        0,
        "wrote 1 label files to be corrected; then: xxgk eval --gold own\n",
    )
    return folder


def edit(folder: Path, change) -> None:
    path = folder / "report.json"
    labels = json.loads(path.read_text("utf-8"))
    change(labels)
    path.write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")


def figures(out: str) -> dict[str, float]:
    return {name: one["value"] for name, one in json.loads(out)["figures"].items()}


def test_what_init_wrote_is_what_the_rules_read(labelled, xxgk):
    code, out, err = xxgk("eval", "--gold", "own", "--json")
    assert code == 0
    assert {value for value in figures(out).values() if value is not None} == {1.0}
    log = next(Path("runs").iterdir())
    assert err == f"the run is in {log}\n"
    assert load_run(log).header.cases == ["report"]


def test_init_leaves_labels_alone_and_tells_what_it_cannot_read(labelled, xxgk):
    before = (labelled / "report.json").read_bytes()
    (labelled / "other.txt").write_text("菜单", encoding="utf-8")
    code, _, err = xxgk("eval", "init", "own")
    assert code == 1
    assert "report.json is there already" in err and "no information-disclosure" in err
    assert (labelled / "report.json").read_bytes() == before


def test_a_corrected_label_costs_and_is_shown(labelled, xxgk):
    def change(labels):
        labels["facts"][0]["channel"] = "区长信箱"

    edit(labelled, change)
    code, out, _ = xxgk("eval", "--gold", "own")
    assert code == 0
    assert "label_f1" in out and "名称 F1" in out
    shown = figures(xxgk("eval", "--gold", "own", "--json", "-o", "second.jsonl")[1])
    assert shown["kind_f1"] == 1 and shown["label_f1"] < 1


def test_scoring_again_reads_nothing(labelled, xxgk):
    first = xxgk("eval", "--gold", "own", "--json", "-o", "run.jsonl")[1]
    (labelled / "report.txt").unlink()
    code, out, _ = xxgk("eval", "--gold", "own", "--json", "--run", "run.jsonl")
    assert (code, json.loads(out)) == (0, json.loads(first))


@pytest.mark.parametrize(
    ("limit", "code"), [("kind_f1=1,cells=1", 0), ("kind_f1=1.01", 1), ("", 0)]
)
def test_a_figure_below_its_limit_fails(labelled, xxgk, limit, code):
    found, _, err = xxgk("eval", "--gold", "own", "--fail-under", limit, "-q")
    assert found == code
    assert err == ("xxgk: kind_f1 is 1.0000, 1.01 is asked for\n" if code else "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fail-under", "kind_f1=high"], "is no limit"),
        (["--fail-under", "kind_f1=nan"], "is no limit"),
        (["--fail-under", "kind=1"], "no figure 'kind'"),
        (["--fail-under", "cells_f1=1"], "no figure 'cells_f1'"),
        (["--fail-under", "f1=1"], "no figure 'f1'"),
        (["--reader", "llm"], "--reader llm needs a model"),
        (["--run", "x.jsonl", "-o", "y.jsonl"], "--output is for a new run"),
    ],
)
def test_what_cannot_be_done_is_refused(labelled, xxgk, arguments, message):
    code, _, err = xxgk("eval", "--gold", "own", *arguments)
    assert code == 2 and message in err


def test_a_limit_is_not_held_by_a_part_of_the_labels(labelled, xxgk, model):
    arguments = ("eval", "--gold", "own", "--fail-under", "cells=0.5", "-q")
    xxgk(*arguments, "-o", "run.jsonl")
    lines = Path("run.jsonl").read_text("utf-8").splitlines(keepends=True)
    Path("run.jsonl").write_text(lines[0], encoding="utf-8")
    code, _, err = xxgk(*arguments, "--run", "run.jsonl")
    assert code == 1 and "1 labelled cases are not in the run" in err
    assert xxgk("eval", "--gold", "own", "-q", "--run", "run.jsonl")[0] == 0
    model.script = lambda asked: Reply(status=500)
    code, _, err = xxgk(*arguments, "--reader", "llm")
    assert code == 1 and "labelled numbers the model was not heard" in err


def test_init_does_not_leave_out_a_report_without_a_word(home, xxgk):
    for name in ("a.txt", "a.md"):
        Path(name).write_text(SHORT, encoding="utf-8")
    code, _, err = xxgk("eval", "init", ".")
    assert code == 1 and "a.json has the labels of another file" in err


def test_init_of_a_folder_that_is_not_there_says_only_that(home, xxgk):
    code, _, err = xxgk("eval", "init", "none")
    assert code == 1 and err.count("\n") == 1 and "none: cannot be read" in err


def test_a_folder_without_labels_is_refused(home, xxgk):
    code, _, err = xxgk("eval", "--gold", str(home))
    assert code == 1 and "no labels" in err


def test_a_report_that_is_not_there_fails_and_is_no_wrong_fact(labelled, xxgk):
    (labelled / "report.txt").unlink()
    code, out, err = xxgk("eval", "--gold", "own", "--json", "-q")
    assert code == 1
    assert json.loads(out)["figures"] == {}
    assert "report was not read" in err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda labels: labels.update(extra=1), "extra: Extra inputs"),
        (lambda labels: labels["facts"][0].update(kind="letter"), "report.json: facts.0"),
        (lambda labels: labels["facts"][0].update(start=0), "does not stand at 0–"),
        (lambda labels: labels["facts"][0].update(start=0), ", but at "),
        (lambda labels: labels["facts"][0].update(quote="别的"), "'别的' does not stand in the text"),
        (lambda labels: labels["facts"][1].update(id="f1"), "several facts have the id f1"),
        (lambda labels: labels["facts"][0]["numbers"].update(count={"start": 1, "end": 2}), "no number count"),
        (lambda labels: labels["facts"][0].update(may_merge_with=["f9"]), "which is no fact"),
        (lambda labels: labels["source"].update(sha256="0"), "another file"),
    ],
)  # fmt: skip
def test_labels_that_are_wrong_are_refused_with_their_place(labelled, xxgk, change, message):
    edit(labelled, change)
    code, _, err = xxgk("eval", "--gold", "own")
    assert code == 1 and message in err


def test_offsets_may_be_left_out(labelled, xxgk):
    def by_words(labels):
        text = (labelled / "report.txt").read_text("utf-8")
        for fact in labels["facts"]:
            fact["numbers"] = {n: text[p["start"] : p["end"]] for n, p in fact["numbers"].items()}
            del fact["start"], fact["end"]

    edit(labelled, by_words)
    code, out, _ = xxgk("eval", "--gold", "own", "--json")
    assert code == 0
    assert {value for value in figures(out).values() if value is not None} == {1.0}


def first_fact(**changes):
    """Return a change of the first fact, whose offsets are left out."""

    def change(labels):
        fact = labels["facts"][0]
        del fact["start"], fact["end"]
        fact |= changes

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (first_fact(quote="别的"), "report.json: '别的' does not stand in the text"),
        (first_fact(quote="信"), "times; add nth"),
        (first_fact(numbers={"received": "999"}), "'999' is not in"),
        (first_fact(numbers=["41"]), "is missing or malformed"),
        (first_fact(nth="2"), "nth is no number"),
    ],
)
def test_words_that_are_not_in_the_report_are_refused(labelled, xxgk, change, message):
    edit(labelled, change)
    code, _, err = xxgk("eval", "--gold", "own")
    assert code == 1 and message in err


def test_words_need_the_report(labelled, xxgk):
    edit(labelled, first_fact())
    (labelled / "report.txt").unlink()
    code, _, err = xxgk("eval", "--gold", "own")
    assert code == 1 and "offsets are left out, and the report is not beside" in err


def test_passages_are_a_second_kind_of_labels(home, xxgk):
    folder = home / "set"
    folder.mkdir()
    (folder / "made.yaml").write_text(PASSAGES, encoding="utf-8")
    code, out, _ = xxgk("eval", "--gold", "set", "--json")
    shown = figures(out)
    assert code == 0
    assert (shown["passages.kind_f1"], shown["passages.abstention"]) == (1, 1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("'41'", "'42'", "made-1: '42' is not in"),
        ("quote: 区长", "quote: 县长", "does not stand in the text"),
        ("kind: mailbox", "kind: letters", "facts.0"),
        ("- id: 1", "id: 1", "no YAML"),
    ],
)
def test_passages_that_are_wrong_are_refused(home, xxgk, old, new, message):
    (home / "made.yaml").write_text(PASSAGES.replace(old, new, 1), encoding="utf-8")
    code, _, err = xxgk("eval", "--gold", str(home))
    assert code == 1 and message in err


# With a model


@pytest.fixture
def model(use):
    with Server(reads_well) as server:
        yield use(server)


def test_a_model_alone_is_scored_by_what_it_alone_read(labelled, xxgk, model):
    code, out, _ = xxgk("eval", "--gold", "own", "--reader", "llm", "--json", "-o", "run.jsonl")
    shown = json.loads(out)
    run = load_run(Path("run.jsonl"))
    assert code == 0
    assert {fact.status for fact in run.samples["report"].report.facts} == {"llm_only"}
    assert shown["figures"]["number_recall"]["value"] == 1
    assert (shown["model"], shown["took"]["llm_calls"]) == ("made-model", 1)
    assert (run.header.scope, list(run.header.prompts)) == ("all", ["narrative_labels"])


def test_both_readers_have_a_matrix(labelled, xxgk, model):
    arguments = ("eval", "--gold", "own", "--reader", "both", "-o", "run.jsonl")
    _, out, _ = xxgk(*arguments, "--json", "--html", "page.html")
    shown = figures(out)
    assert shown["status.agreed"] == 1
    assert load_run(Path("run.jsonl")).header.scope == "routed"
    agreed = json.loads(out)["figures"]["status.agreed"]["total"]
    page = Path("page.html").read_text("utf-8")
    assert (
        f'<th scope="row">一致</th><td class="number">{agreed}</td><td class="number">0</td>'
        in page
    )


def test_a_server_that_fails_makes_no_wrong_fact(labelled, xxgk, model):
    model.script = lambda asked: Reply(status=500)
    _, out, _ = xxgk("eval", "--gold", "own", "--reader", "llm", "--json")
    shown = json.loads(out)
    assert shown["unasked"] > 0
    assert shown["figures"]["kind_recall"]["value"] is None
    assert shown["took"]["model_failures"] == 1
    assert [error for error in shown["errors"] if error["metric"] == "kind"] == []


def test_an_answer_that_does_not_fit_is_the_models_own_fault(labelled, xxgk, model):
    model.script = lambda asked: {}
    _, out, _ = xxgk("eval", "--gold", "own", "--reader", "llm", "--json")
    assert json.loads(out)["unasked"] == 0
    assert figures(out)["kind_recall"] == 0


def test_kept_answers_are_not_asked_for_again(labelled, xxgk, model):
    arguments = ("eval", "--gold", "own", "--reader", "llm", "--answers", "kept.jsonl", "-q")
    first, second = xxgk(*arguments, "-o", "1.jsonl"), xxgk(*arguments, "-o", "2.jsonl")
    assert (first[0], second[0], len(model.asked)) == (0, 0, 1)


# Comparison and page


def test_two_runs_are_compared(labelled, xxgk, model):
    model.script = sensible
    xxgk("eval", "--gold", "own", "-o", "rules.jsonl")
    xxgk("eval", "--gold", "own", "--reader", "llm", "-o", "llm.jsonl")
    code, out, _ = xxgk("eval", "compare", "rules.jsonl", "llm.jsonl", "--gold", "own")
    assert code == 0
    assert "共同 1 份" in out and "新增的错误" in out and "McNemar" in out
    assert "reader：rules → llm" in out and "model：— → made-model" in out
    assert "started" not in out and "packages" not in out
    shown = json.loads(
        xxgk("eval", "compare", "rules.jsonl", "llm.jsonl", "--gold", "own", "--json")[1]
    )
    assert len(shown) == 1 and shown[0]["lost"]
    code, out, _ = xxgk("eval", "compare", "rules.jsonl", "rules.jsonl", "--gold", "own")
    assert code == 0 and "各项指标都没有变化" in out


def test_a_comparison_needs_two_runs(labelled, xxgk):
    assert xxgk("eval", "compare", "one.jsonl")[0] == 2


def test_the_page_shows_errors_in_context_and_runs_nothing_of_a_report(labelled, xxgk):
    def change(labels):
        labels["facts"][0]["channel"] = "<script>alert(1)</script>"

    edit(labelled, change)
    Path("other.jsonl").write_text("no run", encoding="utf-8")
    code, _, err = xxgk("eval", "--gold", "own", "-o", "run.jsonl", "--html", "page.html")
    page = Path("page.html").read_text("utf-8")
    assert code == 0 and "wrote page.html\n" in err
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "default-src &#39;none&#39;" in page and " style=" not in page
    assert "<mark>41</mark>" in page and "名称不对" in page
    assert "<svg" in page and "<circle" not in page


def test_the_page_shows_the_other_runs_over_the_same_labels(labelled, xxgk, model):
    xxgk("eval", "--gold", "own", "-o", "rules.jsonl")
    xxgk("eval", "--gold", "own", "--reader", "llm", "-o", "llm.jsonl", "--html", "page.html")
    page = Path("page.html").read_text("utf-8")
    assert page.count("<circle") == 2 and "每份用时" in page and "made-model" in page


def test_the_labels_of_a_checkout_are_the_default(xxgk, monkeypatch):
    monkeypatch.setattr("agent.cli.evaluating._CHECKOUT", ROOT / "eval" / "none")
    code, _, err = xxgk("eval")
    assert code == 2 and "--gold" in err
