"""Whether a model should have the last word on numbers that the rules take for mere statistics.

    python -m eval.experiments.conflicts

Rules call a number a `statistic` when they know no better, so that in a conflict a model that names
a kind might be right. This scores both readers together, as they are and with the model's facts in
the place of such statistics, from recorded answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from agent.evaluation.answers import AnswerFile, replaying
from agent.evaluation.compare import compare
from agent.evaluation.dataset import Dataset, load_dataset
from agent.evaluation.generation import read_case
from agent.evaluation.runs import Sample
from agent.evaluation.scores import HELD_OUT, PASSAGES
from agent.narrative.agreement import reconciled
from agent.narrative.building import ReadFact
from eval.experiments.scoring import scored

EVAL = Path(__file__).resolve().parent.parent
FIGURES = [f"{where}{one}_f1" for where in ("", PASSAGES, HELD_OUT) for one in ("kind", "label")]


def with_kinds_of_model(rule: Sequence[ReadFact], model: Sequence[ReadFact]) -> list[ReadFact]:
    """Reconcile as ever, but with what the model took the rules' statistics for, if for more."""
    mere = {one.start for read in rule if read.fact.kind == "statistic" for one in read.claims}
    kinds = [
        read
        for read in model
        if read.fact.kind != "statistic" and read.claims and {o.start for o in read.claims} <= mere
    ]
    given = {one.start for read in kinds for one in read.claims}
    kept = [read for read in rule if not any(one.start in given for one in read.claims)]
    return reconciled([*kept, *kinds], model)


def read_both(answers: Path, dataset: Dataset) -> dict[str, Sample]:
    """Return what the rules and a model read together, where the model was wholly heard."""
    with replaying(AnswerFile(answers, closed=True), "routed") as second:
        samples = [read_case(case, "both", second) for case in dataset.cases]
    return {sample.case: sample for sample in samples if not sample.unasked}


def main() -> None:
    """Print the figures for each recorded model."""
    print("| model | figure | as it is | kinds of the model | difference |\n" + "|---" * 5 + "|")
    dataset = load_dataset(EVAL / "gold")
    for answers in sorted((EVAL / "results" / "answers").glob("*.jsonl")):
        before = scored(dataset, read_both(answers, dataset), "both")
        with mock.patch("agent.evaluation.generation.reconciled", with_kinds_of_model):
            after = scored(dataset, read_both(answers, dataset), "both")
        for one in compare(before, after).differences:
            if one.name in FIGURES and one.change is not None:
                between = "" if one.low is None else f" ({one.low:+.2f} to {one.high:+.2f})"
                told = f"{one.before:.3f} | {one.after:.3f} | {one.change:+.3f}{between}"
                print(f"| {answers.stem} | `{one.name}` | {told} |")


if __name__ == "__main__":
    main()
