"""Comparison: differences in pairs, what was gained and lost, and nothing where nothing changed."""

from __future__ import annotations

from agent.contract import Place
from agent.evaluation.compare import compare
from agent.evaluation.dataset import Case, Dataset
from agent.evaluation.gold import GoldPassage
from agent.evaluation.scores import score_run
from tests.evaluation import made
from tests.evaluation.made import made_labels, perfect
from tests.evaluation.test_scores import run_of


def scored(*faults: str, cases: int = 3):
    """Return a scored run over some like reports, the first of them with faults."""
    samples = []
    for number in range(cases):
        sample = perfect(made_labels()).model_copy(update={"case": f"case{number}"})
        for fault in faults if number == 0 else ():
            getattr(made, fault)(sample)
        samples.append(sample)
    dataset = Dataset("made", "", [Case(f"case{at}", made_labels()) for at in range(3)])
    return score_run(run_of(*samples), dataset)


def changed(comparison):
    return {one.name for one in comparison.differences if one.change}


def test_a_run_compared_with_itself_has_no_difference():
    comparison = compare(scored("lose_fact"), scored("lose_fact"))
    assert (changed(comparison), comparison.lost, comparison.gained) == (set(), [], [])
    assert {one.p_value for one in comparison.changes} == {1}


def test_what_became_worse_is_told_with_its_interval():
    comparison = compare(scored(), scored("lose_fact"))
    change = next(one for one in comparison.differences if one.name == "kind_recall")
    assert (change.before, change.after) == (1.0, 35 / 36)
    assert change.low <= change.change <= change.high <= 0
    assert [(error.what, error.case) for error in comparison.lost] == [("漏读", "case0")]
    assert comparison.gained == []
    kind = next(one for one in comparison.changes if one.metric == "kind")
    assert (kind.gained, kind.lost, kind.p_value) == (0, 1, 1)


def test_what_became_better_and_worse_at_once_is_told_apart():
    comparison = compare(scored("lose_fact"), scored("rename_kind"))
    assert [error.what for error in comparison.gained] == ["漏读"]
    assert [error.what for error in comparison.lost] == ["种类或字段不对"]
    kind = next(one for one in comparison.changes if one.metric == "kind")
    assert (kind.gained, kind.lost) == (1, 1)


def test_only_documents_of_both_runs_are_compared():
    comparison = compare(scored("lose_fact"), scored("lose_fact", cases=2))
    assert (comparison.documents, changed(comparison)) == (2, set())


def test_a_difference_of_all_documents_alike_is_sure():
    before, after = scored(), scored()
    for case in after.reports:
        case.shares["meta"] = [False] * len(case.shares["meta"])
    meta = next(one for one in compare(before, after).differences if one.name == "meta")
    assert (meta.change, meta.low, meta.high) == (-1, -1, -1)


def test_passages_that_are_held_out_are_compared_by_figures_only():
    text = "收到信件41件。"
    quote = {"quote": "收到信件41件", "start": 0, "end": 7}
    fact = {"id": "f1", "kind": "mailbox", **quote, "received": 41}
    label = {**fact, "numbers": {"received": {"start": 4, "end": 6}}}
    labels = GoldPassage(id="p", text=text, facts=[label], held_out=True)
    dataset = Dataset("made", "", [Case("p", labels)])
    empty = made_labels(facts=[], numbers=[], problems=[], measures=[], findings=[])
    runs = []
    for facts in ([], [labels.facts[0].fact]):
        sample = perfect(empty, text).model_copy(update={"case": "p"})
        sample.report.facts = facts
        sample.numbers = {"f1": {"received": [Place(start=4, end=6)]}}
        runs.append(score_run(run_of(sample), dataset))
    comparison = compare(*runs)
    assert "held_out.kind_f1" in changed(comparison)
    assert (comparison.lost, comparison.gained) == ([], [])


def test_what_was_done_otherwise_is_told():
    before, after = scored(), scored()
    after.header.settings = {"temperature": 0}
    after.header.started = "later"
    assert compare(before, after).told_apart == {"settings.temperature": ("", "0")}
