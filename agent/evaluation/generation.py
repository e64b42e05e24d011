"""Lets a reader read every case of a dataset, into a run log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from agent.contract import Place
from agent.documents import load
from agent.documents.view import fold
from agent.errors import XxgkError
from agent.evaluation.dataset import Case
from agent.evaluation.gold import GoldPassage
from agent.evaluation.runs import Reader, RunWriter, Sample
from agent.narrative.agreement import reconciled
from agent.narrative.building import ReadFact
from agent.narrative.model.reader import ModelReading
from agent.narrative.quantities import quantities
from agent.pipeline import Reading, model_usage, read, read_passage, with_facts
from agent.second_reader import SecondReader


def generate(
    cases: Iterable[Case],
    reader: Reader,
    second: SecondReader | None,
    log: RunWriter,
    progress: Callable[[int], None],
) -> None:
    """Read every case and write each one to the log as it is read.

    Args:
        second: the model, for the readers `llm` and `both`.
        progress: called after each case with the number of those that could not be read.
    """
    failed = 0
    for case in cases:
        sample = read_case(case, reader, second)
        failed += sample.error is not None
        log.add(sample)
        progress(failed)


def read_case(case: Case, reader: Reader, second: SecondReader | None) -> Sample:
    """Read one case; whatever goes wrong with it is told in the sample."""
    if isinstance(case.labels, GoldPassage):
        document = load(f"{case.labels.id}.txt", case.labels.text.encode())
        return _sample(case.name, read_passage(document, case.labels.year), reader, second)
    if case.path is None:
        name = case.labels.source.path
        return Sample(case=case.name, error=f"the report {name} is not beside its labels")
    return read_file(case.name, case.path, reader, second)


def read_file(name: str, path: Path, reader: Reader, second: SecondReader | None) -> Sample:
    """Read a report; whatever goes wrong with it is told in the sample."""
    try:
        reading = read(path)
    except XxgkError as error:
        return Sample(case=name, error=str(error))
    # A log is passed on: it names the file, not the folders of the machine it was made on.
    reading.report.source.path = path.name
    return _sample(name, reading, reader, second)


def _sample(name: str, reading: Reading, reader: Reader, second: SecondReader | None) -> Sample:
    result = ModelReading()
    if second is not None and reader != "rules":
        reading, result = _read_again(reading, reader, second)
    reading.report.source.text = reading.text
    return Sample(
        case=name,
        report=reading.report,
        numbers=_numbers(reading),
        unasked=result.unasked,
        tokens=result.spent.tokens + result.spent.kept_tokens,
    )


def _read_again(
    reading: Reading, reader: Reader, second: SecondReader
) -> tuple[Reading, ModelReading]:
    started = perf_counter()
    result = second.read_alone(reading)
    facts = reconciled(reading.prose.facts if reader == "both" else [], result.facts)
    usage = model_usage(second.model, result, reading.report.usage.seconds, started)
    return with_facts(reading, facts, usage), result


def _numbers(reading: Reading) -> dict[str, dict[str, list[Place]]]:
    """Return where the numbers of all facts stand."""
    view = fold(reading.text, reading.report.meta.script)
    ends = {one.start: one.number_end for one in quantities(view, 0, len(view))}
    return {one.fact.id: _places(one, ends) for one in reading.prose.facts}


def _places(read: ReadFact, ends: dict[int, int]) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for claim in read.claims:
        end = ends.get(claim.start, claim.start + 1)
        places.setdefault(claim.field, []).append(Place(start=claim.start, end=end))
    return places
