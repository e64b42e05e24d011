"""The gate: the rules read the five labelled reports no worse than is written here.

A floor that is reached with room to spare is raised; one that falls is a defect, or labels that were
corrected, and then this file says so in the same change.
"""

from __future__ import annotations

from agent.evaluation.dataset import load_dataset
from agent.evaluation.generation import read_case
from agent.evaluation.gold import GoldReport
from agent.evaluation.scores import below, score_run
from tests.conftest import ROOT
from tests.evaluation.test_scores import run_of

FLOORS = {
    "cells": 1.0,
    "cell_places": 1.0,
    "meta": 1.0,
    "sections_f1": 1.0,
    "grounded": 1.0,
    "non_facts_left": 1.0,
    "coverage": 1.0,
    "number_f1": 0.98,
    "kind_f1": 0.94,
    "label_f1": 0.80,
    "whole_f1": 0.75,
    "problems_f1": 1.0,
    "measures_f1": 0.95,
    "findings_precision": 0.95,
    "findings_recall": 0.92,
}


def test_the_rules_read_the_labelled_reports_as_well_as_before():
    labels = load_dataset(ROOT / "eval" / "gold")
    reports = labels._replace(
        cases=[case for case in labels.cases if isinstance(case.labels, GoldReport)]
    )
    assert len(reports.cases) == 5
    run = run_of(*(read_case(case, "rules", None) for case in reports.cases))
    scores = score_run(run, reports).scores
    assert (below(scores, FLOORS), scores.unread, scores.missing) == ([], {}, [])
