"""Two runs over the same labels: what became better and worse, by how much, and how surely.

Documents that both runs have read are compared, and no others. The interval of a difference is
drawn in pairs: each draw takes the same documents of both runs, so that what makes a document hard
does not count as a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from agent.contract import Model
from agent.evaluation.figures import STATISTICS, CaseScore, Error, Statistic, Tally, name_of, summed
from agent.evaluation.intervals import bootstrap, mcnemar
from agent.evaluation.runs import Header
from agent.evaluation.scores import HELD_OUT, PASSAGES, Scored

_TOLD = {
    *("reader", "scope", "model", "prompts", "settings", "git", "packages"),
    *("schema_version", "reader_version", "dataset_sha256"),
}
Pairs = Sequence[tuple[CaseScore, CaseScore]]


class Difference(Model):
    """One figure in both runs."""

    name: str
    before: float | None
    after: float | None
    change: float | None
    low: float | None = None
    high: float | None = None
    """Of the change."""


class Changes(Model):
    """Labelled things that one of the runs has right and the other wrong."""

    metric: str
    gained: int
    lost: int
    p_value: float
    """Exact McNemar; it takes the things for independent, which those of one report are not."""


class Comparison(Model):
    """What changed from one run to another."""

    before: str
    after: str
    told_apart: dict[str, tuple[str, str]]
    """What was done otherwise in the later run -> how it was before, and after."""
    documents: int
    """Those that both have read."""
    differences: list[Difference]
    changes: list[Changes]
    lost: list[Error]
    """Errors that only the later run makes."""
    gained: list[Error]
    """Errors that only the earlier run makes."""


def compare(before: Scored, after: Scored) -> Comparison:
    """Compare two runs, the earlier first."""
    reports = _paired(before.reports, after.reports)
    passages = _paired(before.passages, after.passages)
    pairs = [*reports, *passages]
    return Comparison(
        before=before.scores.run,
        after=after.scores.run,
        told_apart=_told_apart(before.header, after.header),
        documents=len(pairs),
        differences=[
            *_differences(reports),
            *_differences(passages, PASSAGES),
            *_differences(_paired(before.held_out, after.held_out), HELD_OUT),
        ],
        changes=_changes(pairs),
        lost=_only([new for _, new in pairs], [old for old, _ in pairs]),
        gained=_only([old for old, _ in pairs], [new for _, new in pairs]),
    )


def _told_apart(before: Header, after: Header) -> dict[str, tuple[str, str]]:
    """Return in what two runs differ, besides their time and their files."""
    one, other = (dict(_flat("", run.model_dump(include=_TOLD))) for run in (before, after))
    names = dict.fromkeys([*one, *other])
    pairs = {name: (one.get(name, ""), other.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _flat(name: str, told: Any) -> Iterator[tuple[str, str]]:
    if isinstance(told, dict):
        for key, value in told.items():
            yield from _flat(f"{name}.{key}" if name else key, value)
    elif told is not None:
        yield name, str(told)


def _paired(before: Sequence[CaseScore], after: Sequence[CaseScore]) -> Pairs:
    later = {case.case: case for case in after}
    return [(case, later[case.case]) for case in before if case.case in later]


def _differences(pairs: Pairs, prefix: str = "") -> list[Difference]:
    cases = [case for pair in pairs for case in pair]
    shares = dict.fromkeys(name for case in cases for name in case.shares)
    tallies = dict.fromkeys(name for case in cases for name in case.tallies)
    made = []
    for metric in shares:
        counted = [
            (_share(old.shares.get(metric, ())), _share(new.shares.get(metric, ())))
            for old, new in pairs
        ]
        made.append(_difference(prefix + metric, counted, "recall"))
    for metric in tallies:
        counted = [
            (old.tallies.get(metric, Tally()), new.tallies.get(metric, Tally()))
            for old, new in pairs
        ]
        for statistic in STATISTICS:
            made.append(_difference(prefix + name_of(metric, statistic), counted, statistic))
    return made


def _share(right: Sequence[bool]) -> Tally:
    return Tally(reached=sum(right), gold=len(right))


def _difference(
    name: str, counted: Sequence[tuple[Tally, Tally]], statistic: Statistic
) -> Difference:
    def change(counts: Sequence[int]) -> float | None:
        old, new = Tally(*counts[:4]).value(statistic), Tally(*counts[4:]).value(statistic)
        return None if old is None or new is None else new - old

    before, after = summed(one for one, _ in counted), summed(one for _, one in counted)
    whole = change([*before, *after])
    low = high = None
    if whole is not None and any(old != new for old, new in counted):
        rows = [[*old, *new] for old, new in counted]
        low, high = bootstrap(rows, [change])[0] or (None, None)
    return Difference(
        name=name,
        before=before.value(statistic),
        after=after.value(statistic),
        change=whole,
        low=low,
        high=high,
    )


def _changes(pairs: Pairs) -> list[Changes]:
    metrics = dict.fromkeys(name for pair in pairs for case in pair for name in case.items)
    made = []
    for metric in metrics:
        gained = lost = 0
        for old, new in pairs:
            was, now = old.items.get(metric, {}), new.items.get(metric, {})
            for key in was.keys() & now.keys():
                gained += now[key] and not was[key]
                lost += was[key] and not now[key]
        changes = Changes(metric=metric, gained=gained, lost=lost, p_value=mcnemar(gained, lost))
        made.append(changes)
    return made


def _only(cases: Sequence[CaseScore], others: Sequence[CaseScore]) -> list[Error]:
    known = {(error.case, error.key) for case in others for error in case.errors}
    errors = [error for case in cases for error in case.errors]
    return [error for error in errors if (error.case, error.key) not in known]
