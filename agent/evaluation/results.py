"""The table of results: the rules, and every recorded model alone and beside them.

Nothing is asked: models say what was recorded. So the same program and labels give the same table
on every machine, and a figure that falls is a change of the program or of the labels.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from agent.errors import InputError
from agent.evaluation.answers import AnswerFile, replaying
from agent.evaluation.dataset import Case, Dataset
from agent.evaluation.figures import Figure
from agent.evaluation.generation import read_case
from agent.evaluation.gold import GoldPassage
from agent.evaluation.runs import Header, Reader, Run, Sample
from agent.evaluation.scores import HELD_OUT, PASSAGES, Took, numbers_out, score_run
from agent.narrative.model.reader import Scope
from agent.store import READER_VERSION
from agent.wording import KINDS

SCORES = "scores.csv"
TABLE = "README.md"
RULES = "rules"
_COLUMNS = ("run", "figure", "value", "low", "high", "total")
_DIGITS = 4
_LEVELS = ("number_f1", "kind_precision", "kind_recall", "kind_f1", "label_f1", "whole_f1")
_OVERALL = (
    "cells", "cell_places", "meta", "sections_f1", "problems_f1", "measures_f1",
    "findings_precision", "findings_recall", *_LEVELS, "span_exact", "grounded", "coverage",
    "non_facts_left",
)  # fmt: skip
_STATUSES = ("status.agreed", "status.rule_only", "status.llm_only", "status.conflict")
_CONFLICTS = tuple(f"conflict.{who}" for who in ("rule", "model", "both", "neither"))


class Result(NamedTuple):
    """What one reader reached."""

    name: str
    """`rules`, or the model with ` alone` or ` with rules`."""
    figures: Mapping[str, Figure]
    took: Took
    reports: int
    passages: int


def results(dataset: Dataset, answers: Sequence[Path]) -> list[Result]:
    """Score the rules, and each recorded model alone and beside the rules.

    Reports, or passages, that the answers of a model do not wholly cover are left out of its
    figures.
    """
    made = [_result(RULES, dataset, "rules", None)]
    ways: tuple[tuple[Reader, str], ...] = (("llm", "alone"), ("both", "with rules"))
    for path in answers:
        for reader, words in ways:
            recorded = AnswerFile(path, closed=True)
            made.append(_result(f"{recorded.model} {words}", dataset, reader, recorded))
    return made


def _result(name: str, dataset: Dataset, reader: Reader, answers: AnswerFile | None) -> Result:
    scope: Scope = "all" if reader == "llm" else "routed"
    with nullcontext() if answers is None else replaying(answers, scope) as second:
        samples = [read_case(case, reader, second) for case in dataset.cases]
    header = Header(
        id=name,
        started="",
        reader=reader,
        dataset=dataset.name,
        dataset_sha256=dataset.sha256,
        reader_version=READER_VERSION,
    )
    scored = score_run(Run(header, dict(_heard(dataset.cases, samples)), None), dataset)
    figures = {name: one for name, one in scored.scores.figures.items() if one.total}
    return Result(
        name,
        figures,
        scored.scores.took,
        len(scored.reports),
        len(scored.passages),
    )


def _heard(cases: Sequence[Case], samples: Sequence[Sample]) -> Iterator[tuple[str, Sample]]:
    """Yield the samples of reports, and of passages, where the model was heard on all of them."""
    for passages in (False, True):
        group = [
            sample
            for case, sample in zip(cases, samples, strict=True)
            if isinstance(case.labels, GoldPassage) == passages
        ]
        if not any(sample.unasked for sample in group):
            yield from ((sample.case, sample) for sample in group)


def scores_csv(made: Sequence[Result]) -> str:
    """Return all figures, one a line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for result in made:
        for name, figure in result.figures.items():
            values = (figure.value, figure.low, figure.high)
            rounded = ["" if one is None else f"{one:.{_DIGITS}f}" for one in values]
            writer.writerow([result.name, name, *rounded, figure.total])
    return text.getvalue()


def fallen(made: Sequence[Result], committed: Path) -> list[str]:
    """Return a line for each figure that is lower than in a file of scores, or not there any more.

    Raises:
        InputError: the file is missing or no such file.
    """
    try:
        with committed.open(encoding="utf-8", newline="") as file:
            rows = [
                (row["run"], row["figure"], float(row["value"])) for row in csv.DictReader(file)
            ]
    except (OSError, KeyError, ValueError) as error:
        raise InputError(f"{str(committed)!r} has no scores: {error}") from error
    now = {result.name: result.figures for result in made}
    lines = []
    for run, name, before in rows:
        figure = now.get(run, {}).get(name)
        value = None if figure is None else figure.value
        if value is None:
            lines.append(f"{run}: {name} was {before}, and is not measured any more")
        elif round(value, _DIGITS) < before:
            lines.append(f"{run}: {name} fell from {before} to {value:.{_DIGITS}f}")
    return lines


def table(made: Sequence[Result], dataset: Dataset) -> str:
    """Return the results as a page of Markdown; the first result says what there is."""
    known = made[0].figures
    both = [result for result in made if _STATUSES[0] in result.figures]
    parts = [
        f"# Results over `{dataset.name}`",
        f"{made[0].reports} reports and {made[0].passages} passages, read by the rules and by"
        " models as recorded. Behind a figure stands its 95 % interval, behind a kind the number of"
        " its labels. A dash: nothing to measure, or the model's answers are not recorded."
        f" `{SCORES}` has all figures; `docs/evaluation.md` tells what they are.",
        _section("Reports", made, _OVERALL),
        _section("Kinds in the reports: F1 of kind and field", made, _kinds(known, "")),
        _section("Passages", made, [f"{PASSAGES}{name}" for name in (*_LEVELS, "abstention")]),
        _section("Passages held out", made, _held_out(_LEVELS)),
        _section("Kinds in the passages held out", made, _kinds(known, HELD_OUT)),
        _section("How often a status is right in the reports", both, _STATUSES, True),
        _section("Who is right in a conflict in the reports", both, _CONFLICTS, True),
        _section(
            "The same in the passages held out", both, _held_out(_STATUSES + _CONFLICTS), True
        ),
        f"## Numbers that reached the output\n\n{_output(made)}",
        f"## What the answers took\n\n{_took(made)}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _held_out(names: Sequence[str]) -> list[str]:
    return [f"{HELD_OUT}{name}" for name in names]


def _kinds(known: Mapping[str, Figure], prefix: str) -> list[str]:
    return [name for kind in KINDS if (name := f"{prefix}kind_f1.{kind}") in known]


def _section(
    heading: str, made: Sequence[Result], names: Sequence[str], totals: bool = False
) -> str:
    """Return figures under a heading, a column for each result; nothing where none was measured."""
    rows = []
    for name in names:
        figures = [one.figures.get(name) for one in made]
        known = next((one for one in figures if one is not None), None)
        if known is None:
            continue
        words = f"`{name}`" + (f" ({known.total})" if ".kind_f1." in f".{name}" else "")
        rows.append([words, *(_shown(one, totals) for one in figures)])
    if not rows:
        return ""
    return f"## {heading}\n\n" + _markdown([["figure", *(one.name for one in made)], *rows])


def _shown(figure: Figure | None, totals: bool) -> str:
    if figure is None or figure.value is None:
        return "—"
    words = f"{figure.value:.3f}"
    if words == "1.000" and figure.value < 1:
        words = "0.999+"
    if figure.low is not None and figure.high is not None:
        words += f" ({figure.low:.2f}–{figure.high:.2f})"
    return f"{words} of {figure.total}" if totals else words


def _output(made: Sequence[Result]) -> str:
    lines = [["reader", "where", "numbers", "not in the text", "wrong, or no fact"]]
    for prefix, where in (("", "reports"), (PASSAGES, "passages"), (HELD_OUT, "held out")):
        for one in made:
            out = numbers_out(one.figures, prefix)
            if out.given:
                lines.append([one.name, where, *map(str, out)])
    return _markdown(lines)


def _took(made: Sequence[Result]) -> str:
    lines = [["reader", "answers", "tokens", "numbers dropped", "of a fact"]]
    for one in made:
        took = one.took
        counts = (took.cached_calls, took.tokens, took.dropped, took.dropped_facts)
        lines.append([one.name, *map(str, counts)])
    return _markdown(lines)


def _markdown(lines: Sequence[Sequence[str]]) -> str:
    rows = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([rows[0], "|---" * len(lines[0]) + "|", *rows[1:]])
