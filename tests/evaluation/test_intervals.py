"""Intervals: known values, the ends, and documents drawn whole and always alike."""

from __future__ import annotations

import pytest

from agent.evaluation.figures import CaseScore, Tally, figures, tally_figures
from agent.evaluation.intervals import bootstrap, mcnemar, wilson


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [
        # Values of the literature: Newcombe 1998, and the rule of three at the ends.
        pytest.param(81, 263, 0.2553, 0.3662, id="newcombe"),
        pytest.param(15, 148, 0.0624, 0.1605, id="newcombe-small"),
        pytest.param(0, 20, 0.0, 0.1611, id="none-right"),
        pytest.param(20, 20, 0.8389, 1.0, id="all-right"),
        pytest.param(1, 1, 0.2065, 1.0, id="one"),
    ],
)
def test_wilson_has_the_known_values(right, total, low, high):
    assert wilson(right, total) == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_interval():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1), (5, 5, 1), (0, 5, 0.0625), (5, 0, 0.0625), (1, 9, 22 / 1024)],
)
def test_mcnemar_is_the_exact_binomial_test(gained, lost, p):
    assert mcnemar(gained, lost) == pytest.approx(p)


def share(counts):
    return counts[0] / counts[1] if counts[1] else None


def test_the_bootstrap_draws_whole_documents():
    # One document has all errors: single facts drawn would hide how much hangs on it.
    clustered = bootstrap([(0, 50), (50, 50), (50, 50), (50, 50)], [share])[0]
    spread = bootstrap([(3, 4)] * 50, [share])[0]
    assert (clustered.low, clustered.high) == (0.25, 1.0)
    assert (spread.low, spread.high) == (0.75, 0.75)


def test_the_same_counts_have_the_same_interval_each_time():
    rows = [(at % 7, 7 + at) for at in range(12)]
    assert bootstrap(rows, [share]) == bootstrap(rows, [share])
    assert bootstrap(rows, [share]) != bootstrap(rows, [share], seed=7)


def test_one_document_has_no_interval_and_undefined_draws_are_left_out():
    assert bootstrap([(1, 2)], [share]) == [None]
    assert bootstrap([(0, 0), (1, 2)], [share]) == [(0.5, 0.5)]


def test_precision_recall_and_f1_are_those_of_the_sums():
    precision, recall, f1 = tally_figures([Tally(1, 2, 1, 1), Tally(2, 2, 2, 5)])
    assert (precision.value, precision.total) == (0.75, 4)
    assert (recall.value, recall.total) == (0.5, 6)
    assert f1.value == pytest.approx(0.6)


def test_nothing_to_measure_is_not_0():
    case = CaseScore("made")
    case.count("kind", Tally(found=1), "event")
    made = figures([case])
    assert made["kind_precision.event"].value == 0
    assert (made["kind_recall.event"].value, made["kind_recall.event"].total) == (None, 0)
