"""Label skeletons: an extraction in the shape of labels, for a person to correct."""

from __future__ import annotations

from typing import Any

from agent.evaluation.gold import GoldFinding, GoldItem, GoldReport, GoldSection, GoldSource
from agent.evaluation.runs import Sample
from agent.report import to_json


def skeleton(sample: Sample) -> str:
    """Return the labels that an extraction would be, as JSON.

    Everything in it is what the reader says, and is a label only after a person has read the report
    and corrected it: labels that nobody corrected give every reader the score of this one.
    """
    report = sample.report
    assert report is not None
    facts: list[dict[str, Any]] = []
    for fact in report.facts:
        told = fact.model_dump(exclude={"found_by", "status", "other_reading"})
        places = sample.numbers.get(fact.id, {})
        numbers = {
            name: where[0]
            for name, where in places.items()
            if where and told.get(name) is not None and not isinstance(told[name], list)
        }
        facts.append({**told, "numbers": numbers})
    labels = GoldReport.model_validate(
        {
            "source": GoldSource(
                path=report.source.path,
                sha256=report.source.sha256,
                characters=report.source.characters,
            ),
            "meta": report.meta,
            "sections": [
                GoldSection(number=one.number, title=one.title, start=one.start, end=one.end)
                for one in report.sections
            ],
            "tables": report.tables,
            "facts": facts,
            "problems": [GoldItem(**one.model_dump()) for one in report.problems],
            "measures": [GoldItem(**one.model_dump()) for one in report.measures],
            "findings": [
                GoldFinding(rule=one.rule, evidence=one.evidence, note=one.message)
                for one in report.findings
            ],
        }
    )
    return to_json(labels.model_dump(), indent=1) + "\n"
