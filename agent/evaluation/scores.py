"""Scores of a run: worked out from its log and the labels, without asking any model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agent.contract import Model
from agent.evaluation.dataset import Dataset, GoldError
from agent.evaluation.fact_scores import score_facts
from agent.evaluation.figures import CaseScore, Error, Figure, figures, share_figure
from agent.evaluation.gold import GoldPassage, GoldReport, misplaced
from agent.evaluation.report_scores import score_report
from agent.evaluation.runs import Header, Run, Sample
from agent.report import Report, Spending

PASSAGES = "passages."
"""What the figures of passages begin with."""
HELD_OUT = "held_out."
"""What the figures of those passages begin with whose errors nobody has looked at."""


class Took(Spending):
    """What reading took."""

    tokens: int = 0
    """Prompts and answers, also of answers that were kept from before."""
    model_failures: int = 0
    """Pieces that a model did not read, or not wholly."""
    dropped: int = 0
    """Numbers as a model took them, dropped because the label had no ground in the text."""
    dropped_facts: int = 0
    """Of these, numbers that a label has as a fact's."""


class Scores(Model):
    """All figures of one run."""

    run: str
    reader: str
    model: str | None
    dataset: str
    scored: int
    """Documents and passages that were scored."""
    unread: dict[str, str]
    """Those that could not be read, with the reason: apart, never wrong facts."""
    missing: list[str]
    """Those that the run did not come to."""
    unasked: int
    """Labelled numbers in pieces that the model was not heard on: neither right nor wrong."""
    figures: dict[str, Figure]
    took: Took
    errors: list[Error]


class Scored(NamedTuple):
    """Scores with the counts of each document that they are made of."""

    scores: Scores
    reports: list[CaseScore]
    passages: list[CaseScore]
    held_out: list[CaseScore]
    """Those of the passages that are held out."""
    samples: Mapping[str, Sample]
    header: Header


class Counts(NamedTuple):
    """What of a run is right and wrong, document by document, before any figure is made of it."""

    reports: list[CaseScore]
    passages: list[CaseScore]
    held_out: list[CaseScore]
    """Those of the passages that are held out."""
    unread: dict[str, str]
    missing: list[str]
    took: Took


def count_run(run: Run, dataset: Dataset) -> Counts:
    """Count what a run has read rightly.

    Raises:
        GoldError: labels are of another file than was read, or do not fit its text.
    """
    counts = Counts([], [], [], {}, [], Took())
    for case in dataset.cases:
        sample = run.samples.get(case.name)
        if sample is None:
            counts.missing.append(case.name)
        elif sample.report is None:
            counts.unread[case.name] = sample.error or "not read"
        else:
            labels = case.labels
            score = score_case(labels, sample)
            (counts.passages if isinstance(labels, GoldPassage) else counts.reports).append(score)
            if isinstance(labels, GoldPassage) and labels.held_out:
                counts.held_out.append(score)
            _add(counts.took, sample.report, labels)
            counts.took.tokens += sample.tokens
    return counts


def score_run(run: Run, dataset: Dataset) -> Scored:
    """Score what a run has read.

    Raises:
        GoldError: labels are of another file than was read, or do not fit its text.
    """
    reports, passages, held_out, unread, missing, took = count_run(run, dataset)
    made = figures(reports) | figures(passages, PASSAGES) | figures(held_out, HELD_OUT)
    cases = [*reports, *passages]
    return Scored(
        Scores(
            run=run.header.id,
            reader=run.header.reader,
            model=run.header.model,
            dataset=run.header.dataset,
            scored=len(cases),
            unread=unread,
            missing=missing,
            unasked=sum(case.unasked for case in cases),
            figures=made,
            took=took,
            errors=[error for case in cases for error in case.errors],
        ),
        reports,
        passages,
        held_out,
        run.samples,
        run.header,
    )


def score_case(labels: GoldReport | GoldPassage, sample: Sample) -> CaseScore:
    """Score one document that was read.

    Raises:
        GoldError: the labels are of another file, or do not fit its text.
    """
    report = sample.report
    assert report is not None
    if isinstance(labels, GoldReport) and labels.source.sha256 != report.source.sha256:
        raise GoldError(
            f"the labels {sample.case} are of another file than the run has read",
            "Label the file again, or read it again",
        )
    if report.source.text is None or (wrong := misplaced(labels, report.source.text)):
        detail = "its log has no text" if report.source.text is None else wrong
        raise GoldError(f"{sample.case}: {detail}", "Correct the labels")
    score = CaseScore(sample.case)
    if isinstance(labels, GoldReport):
        score_report(score, labels, report)
    elif not labels.facts and not sample.unasked:
        score.share("abstention", not report.facts, "abstention")
    score_facts(score, labels, sample)
    if isinstance(labels, GoldPassage) and labels.held_out:
        score.errors = []
    if report.coverage is not None:
        coverage = report.coverage
        explained = [at < coverage.explained for at in range(coverage.total)]
        score.shares["coverage"] += explained
    return score


def _add(took: Took, report: Report, labels: GoldReport | GoldPassage) -> None:
    usage = report.usage
    took.llm_calls += usage.llm_calls
    took.cached_calls += usage.cached_calls
    took.prompt_tokens += usage.prompt_tokens
    took.completion_tokens += usage.completion_tokens
    took.cost += usage.cost
    took.seconds = round(took.seconds + usage.seconds, 3)
    took.model_failures += len(usage.failures)
    took.dropped += len(usage.dropped)
    places = [place for one in labels.facts for place in one.numbers.values()]
    took.dropped_facts += sum(
        any(place.start <= one.start < place.end for place in places) for one in usage.dropped
    )


def below(scores: Scores, least: Mapping[str, float]) -> list[str]:
    """Return a line for each figure that is under its limit, or that could not be measured."""
    lines = []
    for name, limit in least.items():
        figure = scores.figures.get(name) or share_figure(0, 0)
        if figure.value is None:
            lines.append(f"{name} was not measured, {limit:g} is asked for")
        elif figure.value < limit:
            lines.append(f"{name} is {figure.value:.4f}, {limit:g} is asked for")
    return lines


class NumbersOut(NamedTuple):
    """Numbers that reached the output, and those among them that should not have."""

    given: int
    ungrounded: int
    """Not in the text where the fact says."""
    wrong: int
    """With another value than the label at that place, or given where no label has a fact."""


def numbers_out(figures: Mapping[str, Figure], prefix: str = "") -> NumbersOut:
    """Return how many numbers were given in the reports, or the passages, and how many are wrong.

    Args:
        prefix: what the names of the figures begin with.
    """

    def faults(name: str) -> int:
        figure = figures.get(prefix + name) or share_figure(0, 0)
        return figure.total - round((figure.value or 0) * figure.total)

    known = figures.get(f"{prefix}grounded") or share_figure(0, 0)
    return NumbersOut(known.total, faults("grounded"), faults("number_precision"))


def left_out(scores: Scores) -> list[str]:
    """Return a line for each thing that no figure has, so that a limit is held for a part only."""
    lines = []
    if scores.missing:
        lines.append(f"{len(scores.missing)} labelled cases are not in the run")
    if scores.unasked:
        lines.append(f"on {scores.unasked} labelled numbers the model was not heard")
    return lines


def kinds_of(scores: Scores, metric: str, prefix: str = "") -> Sequence[str]:
    """Return the kinds that a metric has figures for."""
    start = f"{prefix}{metric}_f1."
    return [name[len(start) :] for name in scores.figures if name.startswith(start)]
