"""The gate: rules and a recorded model read the labelled reports no worse than is committed.

A figure that falls is a defect, or labels were corrected or answers recorded anew; then
`xxgk eval table -o eval/results` is part of the same change, and its difference shows what fell.
`.ci/run` makes all of the table anew and compares it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import InputError
from agent.evaluation.dataset import load_dataset
from agent.evaluation.figures import Figure
from agent.evaluation.results import SCORES, Result, fallen, results, scores_csv
from agent.evaluation.scores import Took
from tests.conftest import ROOT

COMMITTED = ROOT / "eval" / "results"


@pytest.mark.slow
def test_no_committed_figure_falls(monkeypatch):
    # Drawing intervals is half of the time, and only values are compared.
    monkeypatch.setattr("agent.evaluation.figures._intervals", lambda tallies: [None, None, None])
    *_, recorded = sorted(COMMITTED.glob("answers/*.jsonl"))
    made = results(load_dataset(ROOT / "eval" / "gold"), [recorded])
    assert {result.name.rpartition(" ")[2] for result in made} == {"rules", "alone"}
    assert made[0].reports == 5
    measured = tuple(f"{result.name}: " for result in made)
    lines = fallen(made, COMMITTED / SCORES)
    assert [line for line in lines if line.startswith(measured)] == []


def result(**values: float) -> Result:
    figures = {name: Figure(value=value, total=9) for name, value in values.items()}
    return Result("rules", figures, Took(), 5, 0)


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        ({"cells": 1, "kind_f1": 0.9}, []),
        ({"cells": 1, "kind_f1": 0.95, "label_f1": 0.1}, []),
        ({"cells": 1, "kind_f1": 0.89995}, []),
        ({"cells": 1, "kind_f1": 0.8}, ["rules: kind_f1 fell from 0.9 to 0.8000"]),
        ({"kind_f1": 0.9}, ["rules: cells was 1.0, and is not measured any more"]),
    ],
    ids=["same", "better", "rounding", "lower", "gone"],
)
def test_what_falls_is_named(tmp_path: Path, now, lines):
    committed = tmp_path / SCORES
    committed.write_text(scores_csv([result(cells=1, kind_f1=0.9)]), encoding="utf-8")
    assert fallen([result(**now)], committed) == lines


@pytest.mark.parametrize("text", ["run,figure\nrules,cells\n", "run,figure,value\nr,cells,high\n"])
def test_a_file_without_scores_is_refused(tmp_path: Path, text):
    (tmp_path / SCORES).write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        fallen([], tmp_path / SCORES)


def test_passages_alone_are_each_read_once() -> None:
    names = [case.name for case in load_dataset(ROOT / "eval" / "passages").cases]
    assert len(names) == len(set(names)) == 100
