"""Finds labels and checks them: a folder of label files, of sets of passages, or of both.

`NAME.json` has the labels of a report. The report itself is the file that the labels name, beside
them or in the folder `corpus` beside the folder of the labels. `NAME.yaml`, there or in the folder
`passages` beside it, is a set of invented passages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import simplejson
from pydantic import ValidationError

from agent.documents import load
from agent.errors import InputError
from agent.evaluation.gold import GoldPassage, GoldReport, Labels
from agent.evaluation.passages import load_passages
from agent.evaluation.quoting import lacks_places, with_places

NOT_LABELS = {"agreement.json"}
"""What a folder of labels has besides: how far two annotators agreed."""


class GoldError(InputError):
    """Labels that are missing, malformed, or of another file."""


class Case(NamedTuple):
    """One thing to be read, with its labels."""

    name: str
    labels: GoldReport | GoldPassage
    path: Path | None = None
    """The report; None for a passage, and where the file is not here."""


class Dataset(NamedTuple):
    """Labels under one name."""

    name: str
    sha256: str
    """Of all label files, so that two runs can be told to be of the same labels."""
    cases: Sequence[Case]

    def case(self, name: str) -> Labels | None:
        """Return the labels of a case; None where there is no such case."""
        return next((case.labels for case in self.cases if case.name == name), None)


def load_dataset(folder: Path) -> Dataset:
    """Load all labels of a folder.

    Raises:
        GoldError: there are none, or one is malformed.
    """
    files = sorted(path for path in folder.glob("*.json") if path.name not in NOT_LABELS)
    here = folder.resolve()
    sets = sorted({*here.glob("*.yaml"), *here.parent.glob("passages/*.yaml")})
    if not files and not sets:
        raise GoldError(
            f"no labels in {str(folder)!r}", "Name a folder of labels; xxgk eval init makes them"
        )
    digest = hashlib.sha256()
    cases = [_report_case(path, _bytes(path, digest)) for path in files]
    for path in sets:
        data = _bytes(path, digest)
        try:
            cases += [Case(passage.id, passage) for passage in load_passages(path.stem, data)]
        except (ValidationError, ValueError) as error:
            raise GoldError(f"{path.name}: {_first(error)}", "Correct the passages") from error
    return Dataset(here.name, digest.hexdigest(), cases)


def _report_case(path: Path, data: bytes) -> Case:
    try:
        told = simplejson.loads(data, use_decimal=True)
        if lacks_places(told):
            told = with_places(told, _text(path, told))
        labels = GoldReport.model_validate(told)
    except (ValidationError, ValueError) as error:
        raise GoldError(f"{path.name}: {_first(error)}", "Correct the labels") from error
    return Case(path.stem, labels, _report(path, labels.source.path))


def _report(labels: Path, named: str) -> Path | None:
    name = Path(named).name
    places = (labels.parent / name, labels.parent.parent / "corpus" / name)
    return next((place for place in places if place.is_file()), None)


def _text(labels: Path, told: dict[str, Any]) -> str:
    """Return the text that offsets are counted in."""
    source = told.get("source")
    named = source.get("path") if isinstance(source, dict) else None
    report = _report(labels, named) if isinstance(named, str) else None
    if report is None:
        raise ValueError("offsets are left out, and the report is not beside the labels")
    return load(report).text


def _bytes(path: Path, digest: hashlib._Hash) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path.name} cannot be read: {error.strerror or error}") from error
    digest.update(path.name.encode() + b"\0" + data)
    return data


def _first(error: Exception) -> str:
    """Return the first thing that is wrong, with its place in the file."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
