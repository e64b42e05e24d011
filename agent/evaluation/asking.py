"""Asks the questions of a half and sums up how the answers are.

Follow-ups are asked in their conversation. Of the half `test` nothing but sums may be shown: it is
not looked at while rules and prompts are tuned.
"""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from agent.answering import Conversation
from agent.answering.planning.restating import Restater
from agent.contract import Model
from agent.evaluation.intervals import wilson
from agent.evaluation.judging import Judged, Source, judge
from agent.evaluation.questions import Half, Question, load_questions
from agent.pipeline import read
from agent.store import Store


class Share(Model):
    """How many of how many, with the interval of 95 %."""

    right: int
    of: int
    low: float | None
    high: float | None


class Sums(Model):
    """What is measured over a half."""

    half: Half
    reader: str
    """`rules`, or the model beside them."""
    questions_sha256: str
    questions: int
    figures: dict[str, Share]
    loose_answers: int
    """Answers with a number outside their citations."""
    operations: dict[str, Share]
    reasons: dict[str, Share]
    seconds_median: float
    seconds_p95: float
    asked_the_model: int
    prompt_tokens: int
    completion_tokens: int


def ask_all(
    questions: Sequence[Question],
    reports: Sequence[Path],
    model: Restater | None,
    asked: Callable[[Judged], None] = lambda _: None,
) -> list[Judged]:
    """Ask all questions over the reports, whose codes are D0, D1, … in order.

    Args:
        asked: is told each outcome as it comes.
    """
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "ask.db"
        sources = {}
        with Store(database) as store:
            for number, path in enumerate(reports):
                reading = read(path)
                store.save(reading.report, reading.text)
                sources[f"D{number}"] = Source(reading.report.source.sha256, reading.text)
        with Conversation(database, model=model) as conversation:
            last = None
            for question in questions:
                if question.previous is None or question.previous != last:
                    conversation.forget()
                outcome = judge(question, conversation.ask(question.question), sources)
                last = question.id
                outcomes.append(outcome)
                asked(outcome)
    return outcomes


def sums(outcomes: Sequence[Judged], half: Half, reader: str, questions_sha256: str) -> Sums:
    """Sum up the outcomes of a half."""
    answerable = [one for one in outcomes if one.question.answerable]
    refused = [one for one in outcomes if not one.question.answerable]
    valued = [one for one in answerable if one.valued]
    answered = [one for one in answerable if "abstained" not in one.faults]
    times = sorted(one.usage.seconds for one in outcomes)
    asked = [one for one in outcomes if one.usage.llm_calls + one.usage.cached_calls]
    return Sums(
        half=half,
        reader=reader,
        questions_sha256=questions_sha256,
        questions=len(outcomes),
        figures={
            "wholly right": _share(outcomes),
            "exact values": _share(valued, "value", "abstained"),
            "units": _share(answered, "unit"),
            "words": _share(answered, "words"),
            "citations of answers": _share(answered, "citation"),
            "answered where answerable": _share(answerable, "abstained"),
            "abstained where not": _share(refused, "answered"),
            "reason right": _share(refused),
        },
        loose_answers=sum(one.loose for one in outcomes),
        operations=_grouped(answerable, lambda one: one.question.operation),
        reasons=_grouped(refused, lambda one: one.question.reason or ""),
        seconds_median=round(statistics.median(times), 4),
        seconds_p95=round(times[int(len(times) * 0.95)], 4),
        asked_the_model=len(asked),
        prompt_tokens=sum(one.usage.prompt_tokens for one in outcomes),
        completion_tokens=sum(one.usage.completion_tokens for one in outcomes),
    )


def score(
    questions: Path, reports: Sequence[Path], half: Half, model: Restater | None
) -> tuple[Sums, list[Judged]]:
    """Ask the questions of a half; return the sums and each outcome.

    Raises:
        InputError: the file has no such questions.
    """
    wanted, digest = load_questions(questions, half)
    outcomes = ask_all(wanted, reports, model)
    reader = "rules" if model is None else f"rules with {model.model}"
    return sums(outcomes, half, reader, digest), outcomes


def _share(outcomes: Sequence[Judged], *faults: str) -> Share:
    """How many have none of some faults; none at all where no fault is named."""
    right = sum(not (set(faults) & set(one.faults) if faults else one.faults) for one in outcomes)
    low, high = wilson(right, len(outcomes)) or (None, None)
    return Share(right=right, of=len(outcomes), low=low, high=high)


def _grouped(outcomes: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, Share]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in outcomes:
        groups[key(one)].append(one)
    return {name: _share(group) for name, group in sorted(groups.items())}
