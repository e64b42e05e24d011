"""Record what a model says when it is asked in another way, and compare.

    python -m eval.experiments                          the table, from what was recorded
    python -m eval.experiments record VARIANT REPORT…   ask the model that is set; REPORT is 0 to 4

A variant is scored on the reports that were wholly recorded, beside the way that is used on the
same reports; what asks nothing new, on the invented passages too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from agent.evaluation.answers import AnswerFile
from agent.evaluation.compare import compare
from agent.evaluation.dataset import Dataset, load_dataset
from agent.evaluation.generation import read_case
from agent.evaluation.gold import GoldPassage, GoldReport, Labels
from agent.evaluation.runs import Sample
from agent.evaluation.scores import PASSAGES
from agent.llm.client import Model
from agent.llm.settings import LocalModel, NoModel, choose_model
from agent.second_reader import SecondReader
from eval.experiments.scoring import scored
from eval.experiments.variants import VARIANTS, reader_of

EVAL = Path(__file__).resolve().parent.parent
ANSWERS = Path(__file__).parent / "answers"
READ = "read.txt"
"""Which reports were wholly read in which way: an answer that does not fit is not recorded."""
USED = "ids"
FROM_USED = ("ids", "ids-once", "ids-not-sent-back")
"""What asks nothing that the way in use does not ask."""
COLUMNS = (
    "variant", "read", "answers", "tokens", "number F1", "kind precision", "kind recall",
    "kind F1", "label F1", "dropped", "kind F1 in use", "difference",
)  # fmt: skip


class VariantReader(SecondReader):
    """A model that is asked in another way."""

    def __init__(self, choice: LocalModel, variant: str, answers: AnswerFile) -> None:
        super().__init__(choice, "all", answers)
        # No state of it is kept: it begins with other instructions.
        self._model = Model(choice, answers)
        self._reader = reader_of(variant)(self._model, "all")


def reports() -> Dataset:
    """Return the five labelled reports."""
    return _labelled(GoldReport)


def passages() -> Dataset:
    """Return the invented passages."""
    return _labelled(GoldPassage)


def _labelled(kind: type[Labels]) -> Dataset:
    dataset = load_dataset(EVAL / "gold")
    return dataset._replace(cases=[case for case in dataset.cases if isinstance(case.labels, kind)])


def record(variant: str, numbers: list[str]) -> None:
    """Ask the model about some reports."""
    choice = choose_model()
    assert not isinstance(choice, NoModel), choice
    path = ANSWERS / choice.model / f"{variant}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with VariantReader(choice, variant, AnswerFile(path)) as reader:
        for number in numbers:
            sample = read_case(reports().cases[int(number)], "llm", reader)
            usage = sample.report.usage
            assert not sample.unasked, sample.unasked
            with (path.parent / READ).open("a", encoding="utf-8") as file:
                file.write(f"{variant} {sample.case}\n")
            print(variant, number, usage.model_dump_json(exclude={"dropped"}), flush=True)


def replayed(model: str, variant: str, dataset: Dataset) -> dict[str, Sample]:
    """Return what a model has wholly read in some way."""
    folder = EVAL / "results" / "answers" if variant in FROM_USED else ANSWERS / model
    path = folder / f"{model if variant in FROM_USED else variant}.jsonl"
    answers = AnswerFile(path, closed=True)
    choice = LocalModel(answers.model, path, timeout=1)
    with VariantReader(choice, variant, answers) as reader:
        samples = [read_case(case, "llm", reader) for case in dataset.cases]
    if variant not in FROM_USED:
        # Of a report that was wholly read, what is not recorded was answered unfit: a fault of it.
        lines = (ANSWERS / model / READ).read_text(encoding="utf-8").splitlines()
        for one in samples:
            if f"{variant} {one.case}" in lines:
                one.unasked = []
    return {one.case: one for one in samples if not one.unasked}


def row(model: str, variant: str, used: dict[str, Sample], dataset: Dataset) -> list[str]:
    """Return the figures of a variant."""
    samples = replayed(model, variant, dataset)
    one = scored(dataset, samples, "llm")
    beside = scored(dataset, {name: used[name] for name in samples}, "llm")
    prefix = "" if one.reports else PASSAGES
    values = {name: figure.value for name, figure in one.scores.figures.items()}
    figures = ("number_f1", "kind_precision", "kind_recall", "kind_f1", "label_f1")
    names = [prefix + name for name in figures]
    before = beside.scores.figures[f"{prefix}kind_f1"].value
    found = compare(beside, one).differences
    change = next(each for each in found if each.name == f"{prefix}kind_f1")
    interval = "" if change.low is None else f" ({change.low:+.2f} to {change.high:+.2f})"
    return [
        variant,
        f"{len(samples)} passages" if prefix else " ".join(f"D{int(name[:3])}" for name in samples),
        str(one.scores.took.cached_calls),
        str(one.scores.took.tokens),
        *(f"{values[name]:.3f}" for name in names),
        str(one.scores.took.dropped),
        f"{before:.3f}",
        f"{change.change:+.3f}{interval}",
    ]


def main() -> None:
    """Print a table for each model that anything was recorded of."""
    if sys.argv[1:2] == ["record"]:
        record(sys.argv[2], sys.argv[3:])
        return
    given, invented = reports(), passages()
    for file in sorted((EVAL / "results" / "answers").glob("*.jsonl")):
        recorded = [name for name in VARIANTS if (ANSWERS / file.stem / f"{name}.jsonl").exists()]
        asked = [name for name in VARIANTS if name in (*FROM_USED, *recorded)]
        print(f"### {file.stem}\n")
        print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
        for dataset, variants in ((given, asked), (invented, FROM_USED)):
            used = replayed(file.stem, USED, dataset)
            for variant in variants:
                print("| " + " | ".join(row(file.stem, variant, used, dataset)) + " |")
        print()


if __name__ == "__main__":
    main()
