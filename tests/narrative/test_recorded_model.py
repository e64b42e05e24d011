"""What the embedded model, and its sister of 0.5B, said of the five reports, replayed.

The cassettes of the embedded model were recorded with `python -m tests.recording` and go through
the real client; the answers of the sister, which makes much up, are those of `eval/results`. The
tests protect the way from an answer to facts: grounding, agreement, coverage, and that no number
comes in that is not there.
"""

from __future__ import annotations

from collections import Counter

import pytest

from agent.documents.view import fold, simplify
from agent.evaluation.answers import AnswerFile, replaying
from agent.facts import Fact
from agent.llm.settings import LocalModel, choose_model
from agent.narrative.quantities import quantities
from agent.pipeline import Reading, read
from agent.second_reader import SecondReader
from tests.conftest import CODES, ROOT, real_report
from tests.recording import replayed

NUMBERS = {
    "received", "resolved", "pending", "undisclosed", "answered", "disclosed", "count", "active",
    "sessions", "participants", "value", "value_yuan", "rate",
}  # fmt: skip
OWN = {"quote", "start", "end", "also", "other_reading", "raw"}


SISTER = ROOT / "eval" / "results" / "answers" / "qwen2.5-coder-0.5b-instruct.jsonl"


def sister(code: str) -> SecondReader:
    return replaying(AnswerFile(SISTER, closed=True), "all")


@pytest.fixture(
    scope="module", params=[(who, code) for who in (replayed, sister) for code in CODES]
)
def reading(request: pytest.FixtureRequest) -> Reading:
    model, code = request.param
    with model(code) as reader:
        return reader.read(read(real_report(code).path))


def test_every_question_was_recorded(reading: Reading) -> None:
    usage = reading.report.usage
    assert usage.failures == []
    assert usage.llm_calls + usage.cached_calls >= usage.chunks > 0
    assert usage.cost == 0


def test_every_quote_stands_at_its_place(reading: Reading) -> None:
    for fact in reading.report.facts:
        assert reading.text[fact.start : fact.end] == fact.quote
        for place in fact.also:
            assert 0 <= place.start < place.end <= len(reading.text)


def test_every_number_of_a_fact_parses_from_its_places(reading: Reading) -> None:
    """Inferred ones aside: nothing received is 0, all settled repeats what was received."""
    view = fold(reading.text, reading.report.meta.script)
    for fact in reading.report.facts:
        places = [(fact.start, fact.end), *((place.start, place.end) for place in fact.also)]
        told = {quantity.value for a, b in places for quantity in quantities(view, a, b)}
        told |= {0} | ({len(fact.dates)} if fact.kind == "event" else set())
        for name in NUMBERS & set(type(fact).model_fields):
            value = getattr(fact, name)
            assert value is None or value in told, (fact, name)


def test_all_numbers_are_explained(reading: Reading) -> None:
    coverage = reading.report.coverage
    assert coverage is not None and coverage.unexplained == []


def test_no_fact_of_the_rules_is_lost(reading: Reading) -> None:
    """The model adds, agrees or differs; what the rules read stays as they read it."""

    def told(fact: Fact) -> str:
        return fact.model_dump_json(exclude={"id", "found_by", "status", "other_reading"})

    rules = read(reading.report.source.path).report.facts
    kept = Counter(told(fact) for fact in reading.report.facts if "rule" in fact.found_by)
    assert kept == Counter(map(told, rules))


def test_the_status_says_who_read_what(reading: Reading) -> None:
    for fact in reading.report.facts:
        assert (fact.status == "conflict") == bool(fact.other_reading)
        readers = {"rule_only": ["rule"], "llm_only": ["llm"]}.get(fact.status, ["rule", "llm"])
        assert fact.found_by == readers


def test_the_categories_of_the_mailboxes_are_agreed() -> None:
    with replayed("D0") as reader:
        report = reader.read(read(real_report("D0").path)).report
    classes = [fact for fact in report.facts if fact.kind == "category_count"]
    assert len(classes) == 15
    assert {fact.status for fact in classes} == {"agreed"}


def test_a_simplified_twin_gives_equal_facts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The same questions are asked of it: the recorded answers of the original fit."""
    original = real_report("D1")
    twin = tmp_path / "twin.txt"
    twin.write_text(simplify(original.text), encoding="utf-8")
    readings = []
    for path in (original.path, twin):
        with replayed("D1") as reader:
            report = reader.read(read(path)).report
        assert report.usage.failures == []
        readings.append([fact.model_dump(exclude=OWN) for fact in report.facts])
    assert readings[0] == readings[1]


def test_a_model_that_errs_is_told_apart() -> None:
    """The sister mistakes a third of the numbers: each time both readings are there to be seen."""
    statuses: Counter[str] = Counter()
    for code in CODES:
        with sister(code) as reader:
            report = reader.read(read(real_report(code).path)).report
        statuses.update(fact.status for fact in report.facts)
        for fact in report.facts:
            if fact.status == "conflict":
                assert fact.found_by == ["rule", "llm"] and fact.other_reading
    assert statuses["conflict"] > statuses.total() / 4
    assert statuses["llm_only"] == 0


@pytest.mark.live
@pytest.mark.parametrize("code", CODES)
def test_the_model_itself_says_much_the_same(code: str) -> None:
    choice = choose_model()
    if not isinstance(choice, LocalModel):
        pytest.skip("the weights are not here: xxgk model fetch")
    path = real_report(code).path
    with replayed(code) as reader:
        recorded = reader.read(read(path)).report
    with SecondReader(choice, "all") as live:
        again = live.read(read(path)).report
    # Another processor adds up in another order, and may choose another word here and there.
    same = sum(one == other for one, other in zip(again.facts, recorded.facts, strict=True))
    assert same >= 0.9 * len(recorded.facts)
