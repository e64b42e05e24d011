"""Whole narratives: no error or warning in the consistent ones, one planted contradiction found."""

from __future__ import annotations

from typing import Any

import pytest

from agent.report import Report
from tests.checks.made_narratives import CONSISTENT, PLANTED, Narrative
from tests.checks.narratives import fired, made, told
from tests.checks.silent_sentences import SILENT


def read(narrative: Narrative, script: str) -> Report:

    extra = {"s4": narrative.s4, "s5": narrative.s5, "s6": narrative.s6}
    return made(
        narrative.text,
        narrative.cells,
        narrative.organization,
        narrative.form,
        script,
        narrative.lead,
        **{name: text for name, text in extra.items() if text},
    )


@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize("narrative", CONSISTENT, ids=[n.organization for n in CONSISTENT])
def test_nothing_is_told_of_a_consistent_narrative(narrative: Narrative, script: str) -> None:
    """A false alarm is a defect."""
    assert [f.message for f in told(read(narrative, script))] == []


@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize(("sentence", "cells", "report"), SILENT, ids=[s[0] for s in SILENT])
def test_nothing_is_told_of_a_sentence_that_contradicts_nothing(
    sentence: str, cells: dict[str, Any], report: dict[str, str], script: str
) -> None:
    assert [f.message for f in told(made(sentence, cells, script=script, **report))] == []


@pytest.mark.parametrize("script", ["hans", "hant"])
@pytest.mark.parametrize(("number", "right", "wrong", "rule"), PLANTED)
def test_a_planted_contradiction_is_found(
    number: int, right: str, wrong: str, rule: str, script: str
) -> None:
    """One number of a narrative is changed."""
    sound = CONSISTENT[number - 1]
    changed = sound._replace(
        **{
            name: getattr(sound, name).replace(right, wrong, 1)
            for name in ("text", "lead", "s4", "s5")
        }
    )
    assert changed != sound
    [finding, *_] = fired(read(changed, script), rule)
    assert finding.severity in ("error", "warning")
