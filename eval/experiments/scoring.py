"""Scores what an experiment has read, and nothing that it has not."""

from __future__ import annotations

from collections.abc import Mapping

from agent.evaluation.dataset import Dataset
from agent.evaluation.runs import Header, Reader, Run, Sample
from agent.evaluation.scores import Scored, score_run
from agent.store import READER_VERSION


def scored(dataset: Dataset, samples: Mapping[str, Sample], reader: Reader) -> Scored:
    """Score these samples; what else the dataset has is left out."""
    header = Header(
        id="",
        started="",
        reader=reader,
        dataset=dataset.name,
        dataset_sha256=dataset.sha256,
        reader_version=READER_VERSION,
    )
    cases = [case for case in dataset.cases if case.name in samples]
    return score_run(Run(header, dict(samples), None), dataset._replace(cases=cases))
