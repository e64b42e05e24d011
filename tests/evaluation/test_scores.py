"""Scores: a perfect reader has all, and each fault costs in its own figures and in no other."""

from __future__ import annotations

import pytest
import simplejson

from agent.contract import Place
from agent.documents import load
from agent.evaluation.dataset import Case, Dataset, GoldError
from agent.evaluation.gold import GoldPassage, GoldReport
from agent.evaluation.runs import Header, Run, Sample
from agent.evaluation.scores import below, numbers_out, score_case, score_run
from agent.facts import OtherReading, Proposal
from agent.report import Dropped, Usage
from tests.conftest import ROOT
from tests.evaluation import made
from tests.evaluation.made import TEXT, find, made_labels, perfect

GOLD = sorted((ROOT / "eval" / "gold").glob("0*.json"))


def run_of(*samples: Sample) -> Run:
    header = Header(
        id="r", started="", reader="rules", dataset="made", dataset_sha256="", reader_version="0"
    )
    return Run(header, {sample.case: sample for sample in samples}, None)


def scores_of(sample: Sample, labels: GoldReport | GoldPassage | None = None):
    dataset = Dataset("made", "", [Case(sample.case, labels or made_labels())])
    return score_run(run_of(sample), dataset).scores


def lowered(sample: Sample, labels: GoldReport | None = None) -> dict[str, float]:
    """Return the figures of a broken reading that are not 1, without those of single kinds."""
    figures = scores_of(sample, labels).figures
    values = {name: figure.value for name, figure in figures.items()}
    parts = ("kind_", "number_", "label_", "whole_", "findings_", "cell", "meta.")
    return {
        name: round(value, 3)
        for name, value in values.items()
        if value not in (None, 1.0) and not ("." in name and name.startswith(parts))
    }


def test_a_perfect_reading_has_1_everywhere():
    scores = scores_of(perfect(made_labels()))
    assert {name for name, figure in scores.figures.items() if figure.value != 1.0} == set()
    assert scores.errors == []
    assert {name: scores.figures[name].total for name in ("number_f1", "kind_f1", "whole_f1")} == {
        "number_f1": 8,
        "kind_f1": 12,
        "whole_f1": 10,
    }


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:3])
def test_the_labels_of_the_real_reports_score_1_against_themselves(path):
    labels = GoldReport.model_validate(simplejson.loads(path.read_text("utf-8"), use_decimal=True))
    text = load(ROOT / "eval" / "corpus" / labels.source.path).text
    scores = scores_of(perfect(labels, text), labels)
    not_1 = {name for name, figure in scores.figures.items() if figure.value not in (None, 1.0)}
    assert (not_1, scores.errors) == (set(), [])


FAULTS = {
    "swap_labels": {
        *("label_precision", "label_recall", "label_f1"),
        *("whole_precision", "whole_recall", "whole_f1"),
    },
    "shift_numbers": {
        *("number_precision", "number_recall", "number_f1"),
        *("kind_precision", "kind_recall", "kind_f1"),
        *("label_precision", "label_recall", "label_f1"),
        *("whole_precision", "whole_recall", "whole_f1"),
        *("status.rule_only", "grounded"),
    },
    "move_spans": {"span_exact", "span_precision", "span_recall", "span_f1"},
    "duplicate": {
        *("number_precision", "number_f1", "kind_precision", "kind_f1"),
        *("label_precision", "label_f1", "whole_precision", "whole_f1", "status.rule_only"),
    },
    "rename_kind": {
        *("kind_precision", "kind_recall", "kind_f1"),
        *("label_precision", "label_recall", "label_f1"),
        *("whole_precision", "whole_recall", "whole_f1", "status.rule_only"),
    },
    "swap_fields": {
        *("kind_precision", "kind_recall", "kind_f1"),
        *("label_precision", "label_recall", "label_f1"),
        *("whole_precision", "whole_recall", "whole_f1", "status.rule_only"),
    },
    "lose_fact": {
        *("number_recall", "number_f1", "kind_recall", "kind_f1"),
        *("label_recall", "label_f1", "whole_recall", "whole_f1"),
    },
    "lose_unnumbered_fact": {
        *("kind_recall", "kind_f1", "label_recall", "label_f1", "whole_recall", "whole_f1"),
    },
    "invent_fact": {
        *("number_precision", "number_f1", "kind_precision", "kind_f1"),
        *("label_precision", "label_f1", "whole_precision", "whole_f1"),
        *("status.rule_only", "non_facts_left"),
    },
    "lose_finding": {"findings_recall", "findings_f1"},
    "invent_finding": {"findings_precision", "findings_f1"},
    "shift_cell": {"cells", "cell_places"},
    "misread_year": {"meta"},
    "lose_section": {"sections_recall", "sections_f1"},
    "lose_problem": {"problems_recall", "problems_f1"},
    "invent_measure": {"measures_precision", "measures_f1"},
    "change_unit": {"field.unit"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_in_its_own_figures_and_in_no_other(fault):
    sample = perfect(made_labels())
    getattr(made, fault)(sample)
    assert set(lowered(sample)) == FAULTS[fault]


def test_every_fault_is_told_as_an_error():
    for fault in FAULTS.keys() - {"move_spans"}:
        sample = perfect(made_labels())
        getattr(made, fault)(sample)
        assert scores_of(sample).errors, fault


def test_every_fact_of_a_real_report_counts():
    path = min(GOLD, key=lambda path: path.stat().st_size)
    labels = GoldReport.model_validate(simplejson.loads(path.read_text("utf-8"), use_decimal=True))
    text = load(ROOT / "eval" / "corpus" / labels.source.path).text

    def broken(at: int, fault) -> dict[str, float]:
        sample = perfect(labels, text)
        fault(sample.report.facts[at], sample)
        return lowered(sample, labels)

    def lose(fact, sample):
        sample.report.facts.remove(fact)

    def double(fact, sample):
        sample.report.facts.append(fact.model_copy(update={"id": "f999"}))
        sample.numbers["f999"] = sample.numbers[fact.id]

    def shift(fact, sample):
        for name in sample.numbers[fact.id]:
            setattr(fact, name, getattr(fact, name) + 1)

    def move(fact, sample):
        fact.start, fact.end = fact.start + 1, fact.end + 1

    for at, one in enumerate(labels.facts):
        told = (one.fact.id, one.fact.quote)
        assert one.optional or one.may_merge_with or "kind_recall" in broken(at, lose), told
        assert "kind_precision" in broken(at, double), told
        if one.numbers:
            assert {"number_f1", "kind_f1", "grounded"} <= broken(at, shift).keys(), told
        moved = broken(at, move).keys()
        assert "span_exact" in moved and not moved & {"kind_f1", "number_f1"}, told


def test_how_much_a_fault_costs():
    sample = perfect(made_labels())
    made.lose_fact(sample)
    made.rename_kind(sample)
    figures = scores_of(sample).figures
    assert figures["kind_recall"].value == 10 / 12
    assert figures["kind_precision"].value == 10 / 11
    assert figures["kind_f1"].value == pytest.approx(2 * 10 / (11 + 12))
    assert figures["kind_recall.category_count"].value == 1 / 2
    assert figures["kind_precision.interpretation"].value == 0
    assert figures["kind_recall.interpretation"].value is None


# What labels allow


def test_another_kind_and_another_name_that_labels_allow_are_right():
    from agent.facts import Statistic

    sample = perfect(made_labels())
    old = find(sample, "f4")
    fields = old.model_dump(exclude={"kind", "count", "subject"})
    new = Statistic(**fields, value=312, subject="“政府网站”")
    sample.report.facts[sample.report.facts.index(old)] = new
    sample.numbers["f4"] = {"value": sample.numbers["f4"]["count"]}
    assert lowered(sample) == {}


def test_an_optional_fact_may_be_left_out():
    sample = perfect(made_labels())
    sample.report.facts.remove(find(sample, "f6"))
    assert lowered(sample) == {}


def test_facts_that_may_merge_are_right_as_one():
    sample = perfect(made_labels())
    sample.report.facts.remove(find(sample, "f9"))
    assert lowered(sample) == {}
    assert isinstance(find(sample, "f8"), Proposal)


def test_a_number_said_twice_is_right_at_either_place_but_only_once():
    sample = perfect(made_labels())
    second = Place(**made.place("539", "微信发布", nth=1))
    assert TEXT[second.start : second.end] == "539"
    sample.numbers["f5"] = {"count": [second]}
    assert lowered(sample) == {}
    again = find(sample, "f5").model_copy(update={"id": "f99"})
    sample.report.facts.append(again)
    sample.numbers["f99"] = {"count": [Place(**made.place("539"))]}
    assert lowered(sample)["kind_precision"] == round(12 / 13, 3)


def test_a_problem_is_found_with_its_marker_and_its_full_stop():
    sample = perfect(made_labels())
    for item in (*sample.report.problems, *sample.report.measures):
        item.start, item.end = item.start - 2, item.end + 1
    assert {name: v for name, v in lowered(sample).items() if "problems" in name} == {}


def test_two_problems_told_as_one_are_right_where_the_label_says_so():
    both = made.place("更新不及时。二是队伍不稳定")
    items = [{**made.quote(words), "alt": [both]} for words in ("更新不及时", "队伍不稳定")]
    labels = made_labels(problems=items)
    sample = perfect(labels)
    (sample.report.problems[0].start, sample.report.problems[0].end) = both.values()
    del sample.report.problems[1]
    assert lowered(sample, labels) == {}


def test_a_finding_of_another_rule_that_labels_allow_is_right_and_elsewhere_it_is_not():
    sample = perfect(made_labels())
    sample.report.findings[0].rule = "NT-REQ-TOTAL"
    assert lowered(sample) == {}
    sample.report.findings[0].evidence = [Place(**made.place("更新不及时"))]
    assert set(lowered(sample)) == {"findings_precision", "findings_recall", "findings_f1"}


# What is neither right nor wrong


def test_what_the_model_was_not_heard_on_is_counted_apart():
    sample = perfect(made_labels())
    made.lose_fact(sample)
    sample.unasked = [Place(start=0, end=len(TEXT))]
    scores = scores_of(sample)
    assert (lowered(sample), scores.unasked) == ({}, 1)


def test_a_report_that_could_not_be_read_is_counted_apart():
    scores = scores_of(Sample(case="made", error="encrypted"))
    assert (scores.scored, scores.unread, scores.figures) == (0, {"made": "encrypted"}, {})


def test_a_case_that_the_run_did_not_come_to_is_told():
    dataset = Dataset("made", "", [Case("made", made_labels())])
    assert score_run(run_of(), dataset).scores.missing == ["made"]


def test_what_reading_took_and_what_was_dropped_is_told():
    sample = perfect(made_labels())
    number = made.place("41")
    dropped = Dropped(quote="41", **number, label="x", role="y", reason="label not in the text")
    sample.report.usage = Usage(llm_calls=3, prompt_tokens=50, seconds=1.5, dropped=[dropped])
    took = scores_of(sample).took
    assert (took.llm_calls, took.prompt_tokens, took.seconds) == (3, 50, 1.5)
    assert (took.dropped, took.dropped_facts) == (1, 1)


def test_numbers_that_should_not_have_reached_the_output_are_counted():
    sample = perfect(made_labels())
    assert numbers_out(scores_of(sample).figures) == (8, 0, 0)
    made.invent_fact(sample)
    find(sample, "f2").count = 60
    assert numbers_out(scores_of(sample).figures) == (9, 1, 2)
    assert numbers_out(scores_of(sample).figures, "passages.") == (0, 0, 0)


# The two readers


def test_who_is_right_in_a_conflict():
    sample = perfect(made_labels())
    one, other, third = find(sample, "f1"), find(sample, "f2"), find(sample, "f3")
    where = sample.numbers["f1"]["received"][0].start
    one.status = "conflict"
    one.other_reading = [OtherReading(start=where, kind="statistic", field="value")]
    other.status, other.category = "conflict", "社区"
    start = sample.numbers["f2"]["count"][0].start
    other.other_reading = [
        OtherReading(start=start, kind="category_count", field="count", label="社区物业")
    ]
    third.status = "agreed"
    figures = scores_of(sample).figures
    shares = {name: figures[f"conflict.{name}"] for name in ("rule", "model", "both", "neither")}
    assert {name: (one.value, one.total) for name, one in shares.items()} == {
        "rule": (0.5, 2),
        "model": (0.5, 2),
        "both": (0, 2),
        "neither": (0, 2),
    }
    assert figures["status.agreed"].value == 1
    assert figures["status.conflict"].total == 3


# Passages


def test_a_passage_without_statistics_tests_abstention():
    text = "根据第711号令编制。"
    labels = GoldPassage(id="made", text=text)
    sample = perfect(made_labels(facts=[], numbers=[], problems=[], measures=[]), text)
    sample.report.findings = []
    assert scores_of(sample, labels).figures["passages.abstention"].value == 1
    made.invent_fact(sample)
    sample.report.facts[0].start, sample.report.facts[0].end = 3, 6
    sample.numbers["f99"] = {"value": [Place(start=3, end=6)]}
    scores = scores_of(sample, labels)
    assert scores.figures["passages.abstention"].value == 0
    assert [error.what for error in scores.errors] == ["多读"]
    held_out = labels.model_copy(update={"held_out": True})
    hidden = scores_of(sample, held_out)
    also = {name.replace("passages.", "held_out."): one for name, one in scores.figures.items()}
    assert (hidden.errors, hidden.figures) == ([], scores.figures | also)


# Limits, and labels that do not fit


def test_limits_name_the_figures_that_are_below():
    sample = perfect(made_labels())
    made.lose_fact(sample)
    scores = scores_of(sample)
    assert below(scores, {"kind_f1": 0.9, "cells": 1.0}) == []
    assert below(scores, {"kind_f1": 0.99, "abstention": 0.5}) == [
        "kind_f1 is 0.9565, 0.99 is asked for",
        "abstention was not measured, 0.5 is asked for",
    ]


def test_labels_of_another_file_are_refused():
    labels = made_labels()
    labels.source.sha256 = "0" * 64
    sample = perfect(made_labels())
    with pytest.raises(GoldError, match="another file"):
        score_case(labels, sample)


def test_labels_that_do_not_stand_in_the_text_are_refused():
    sample = perfect(made_labels())
    sample.report.source.text = "另" + TEXT
    with pytest.raises(GoldError, match="does not stand at"):
        score_case(made_labels(), sample)
