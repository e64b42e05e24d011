"""Reads labelled reports and passages into the log of a run, as `xxgk eval` was told to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from agent.cli.models import ModelOptions, second_reader
from agent.cli.options import messages
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.evaluation.dataset import Dataset
    from agent.evaluation.runs import Header
    from agent.second_reader import SecondReader

RUNS = Path("runs")


class Kept(NamedTuple):
    """Where answers are kept, and whether they alone answer."""

    file: Path | None
    replay: bool


def read_labelled(
    dataset: Dataset,
    reader: Literal["rules", "llm", "both"],
    options: ModelOptions,
    kept: Kept,
    file: Path | None,
    quiet: bool,
) -> Path:
    """Let a reader read all cases into the log of a run; return its path.

    Raises:
        UsageError: there is no model for the reader, or the log cannot be made.
    """
    from contextlib import ExitStack

    from agent.cli.progress import progress_bar
    from agent.evaluation.generation import generate
    from agent.evaluation.runs import RunWriter

    with ExitStack() as stack:
        second = None
        if reader != "rules":
            second = _second(kept, options, quiet)
            if second is None:
                raise UsageError(
                    f"--reader {reader} needs a model", "xxgk model status tells what is missing"
                )
            stack.enter_context(second)
        header = _header(dataset, reader, options, second)
        path = file or RUNS / f"{header.id}.jsonl"
        with (
            RunWriter(path, header, _now) as log,
            progress_bar(messages(), len(dataset.cases), quiet) as bar,
        ):
            generate(dataset.cases, reader, second, log, bar.file_done)
    return path


def _second(kept: Kept, options: ModelOptions, quiet: bool) -> SecondReader | None:
    """Return the model that is set, or what it said before."""
    from agent.evaluation.answers import AnswerFile, replaying

    if kept.file is None:
        if kept.replay:
            raise UsageError("--replay needs answers", "Name their file with --answers")
        return second_reader(options, None, quiet)
    answers = AnswerFile(kept.file, closed=kept.replay)
    if kept.replay:
        return replaying(answers, options.scope)
    return second_reader(options, answers, quiet)


def _header(
    dataset: Dataset,
    reader: Literal["rules", "llm", "both"],
    options: ModelOptions,
    second: SecondReader | None,
) -> Header:
    import sys

    from agent.evaluation.runs import Header, packages, revision
    from agent.store import READER_VERSION
    from agent.store.runs import without_secrets

    started = _now()
    header = Header(
        id=f"{started[:19].replace(':', '').replace('-', '')}-{reader}",
        started=started,
        command=without_secrets(sys.argv[1:]),
        reader=reader,
        dataset=dataset.name,
        dataset_sha256=dataset.sha256,
        cases=[case.name for case in dataset.cases],
        git=revision(),
        packages=packages(),
        reader_version=READER_VERSION,
    )
    if second is not None:
        from agent.llm.client import TEMPERATURE
        from agent.narrative.model.labelling import prompt

        header.model, header.scope = second.model, options.scope
        header.prompts = {prompt().name: prompt().sha256}
        header.settings = {
            "temperature": TEMPERATURE,
            "max_tokens": options.max_tokens,
            "max_cost": options.max_cost,
        }
    return header


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="milliseconds")
