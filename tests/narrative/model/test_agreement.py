"""Two readings made one: nothing of the rules is lost, and every number has one owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.documents.document import Span
from agent.facts import FoundBy
from agent.narrative import read_numbers
from agent.narrative.agreement import label_of, reconciled
from agent.narrative.building import Claim, ReadFact, build_fact
from agent.narrative.coverage import coverage
from agent.narrative.merging import merged
from agent.narrative.passages import Passage
from agent.narrative.roles import LABEL_FIELDS

TEXT = "0123456789" * 10


def fact(
    reader: FoundBy, kind: str, label: str | None, start: int = 10, **numbers: int
) -> ReadFact:
    """Return a fact whose numbers stand ten characters apart, in the order of the fields."""
    claims = tuple(Claim(name, start + 10 * n) for n, name in enumerate(numbers))
    place = Span(start - 5, start + 10 * len(numbers) - 5 if numbers else start + 5)
    fields: dict[str, Any] = {LABEL_FIELDS[kind]: label, **numbers}
    return ReadFact(build_fact(kind, fields, TEXT, place, 1, reader), claims)


def both(rule: ReadFact | None, model: ReadFact | None) -> list[ReadFact]:
    return reconciled([rule] if rule else [], [model] if model else [])


def test_the_same_number_read_alike_is_agreed() -> None:
    rule = fact("rule", "mailbox", "县长信箱", received=41)
    (read,) = both(rule, fact("llm", "mailbox", "“县长信箱”来信", received=41))
    assert (read.fact.status, read.fact.found_by) == ("agreed", ["rule", "llm"])
    assert label_of(read.fact) == "县长信箱" and read.fact.other_reading == []


def test_either_reader_alone() -> None:
    (read,) = both(fact("rule", "mailbox", "县长信箱", received=41), None)
    assert (read.fact.status, read.fact.found_by) == ("rule_only", ["rule"])
    (read,) = both(None, fact("llm", "mailbox", "县长信箱", received=41))
    assert (read.fact.status, read.fact.found_by) == ("llm_only", ["llm"])


def test_another_field_kind_or_name_is_a_conflict_and_the_rules_stand() -> None:
    rule = fact("rule", "mailbox", "县长信箱", received=41)
    for other in (
        fact("llm", "mailbox", "县长信箱", resolved=41),
        fact("llm", "publication", "县长信箱", count=41),
        fact("llm", "mailbox", "市民热线", received=41),
    ):
        (read,) = both(rule, other)
        assert (read.fact.status, read.fact.found_by) == ("conflict", ["rule", "llm"])
        assert read.fact.model_dump(include={"kind", "channel", "received"}) == {
            "kind": "mailbox",
            "channel": "县长信箱",
            "received": 41,
        }
        (reading,) = read.fact.other_reading
        assert (reading.start, reading.kind) == (10, other.fact.kind)
        assert (reading.field, reading.label) == (other.claims[0].field, label_of(other.fact))


def test_wordings_of_the_same_count_are_alike() -> None:
    rule = fact("rule", "publication", "政府网站公开信息", count=41)
    (read,) = both(rule, fact("llm", "publication", "条", count=41))
    assert read.fact.status == "agreed"


def test_events_of_another_kind_are_a_conflict() -> None:
    rule = fact("rule", "event", "培训会", sessions=2)
    rule.fact.event_kind = "training"  # type: ignore[union-attr]
    (read,) = both(rule, fact("llm", "event", "培训会", sessions=2))
    assert read.fact.status == "conflict"


def test_one_number_read_otherwise_makes_the_record_a_conflict() -> None:
    rule = fact("rule", "mailbox", "县长信箱", received=41, resolved=39)
    first = fact("llm", "mailbox", "县长信箱", received=41)
    second = fact("llm", "statistic", "办结", start=20, value=39)
    (read,) = reconciled([rule], [first, second])
    assert read.fact.status == "conflict"
    assert [(other.start, other.kind) for other in read.fact.other_reading] == [(20, "statistic")]


def test_what_the_model_says_beyond_the_rules_is_kept_alone() -> None:
    rule = fact("rule", "mailbox", "县长信箱", received=41)
    model = fact("llm", "mailbox", "县长信箱", received=41, resolved=39)
    first, second = both(rule, model)
    assert (first.fact.status, first.fact.received) == ("agreed", 41)  # type: ignore[union-attr]
    assert second.fact.status == "llm_only"
    assert (second.fact.received, second.fact.resolved) == (None, 39)  # type: ignore[union-attr]
    assert second.claims == (Claim("resolved", 20),)


def test_a_number_said_twice_of_which_rules_read_one_is_not_lost() -> None:
    rule = fact("rule", "mailbox", "县长信箱", received=41)
    model = [
        fact("llm", "mailbox", "县长信箱", received=41),
        fact("llm", "mailbox", "县长信箱", start=60, received=41),
    ]
    first, second = reconciled([rule], model)
    assert first.fact.status == "agreed"
    assert second.fact.status == "llm_only" and second.claims == (Claim("received", 60),)
    assert second.fact.received == 41  # type: ignore[union-attr]
    assert second.fact.start == 55


def test_a_number_that_only_the_model_says_twice_is_one_fact() -> None:
    model = [fact("llm", "mailbox", "县长信箱", start=at, received=41) for at in (10, 60)]
    (read,) = reconciled([], model)
    assert [place.start for place in read.fact.also] == [55]


def test_a_statement_told_twice_is_not_told_again_by_the_model() -> None:
    rule = merged([fact("rule", "statement", "行政诉讼", start=at) for at in (10, 60)])
    model = [fact("llm", "statement", "行政诉讼", start=at) for at in (10, 60)]
    (read,) = reconciled(rule, model)
    assert read.fact.status == "agreed"


def test_statements_without_numbers_find_their_twin() -> None:
    rule = fact("rule", "statement", "行政诉讼")
    (read,) = both(rule, fact("llm", "statement", "行政诉讼"))
    assert read.fact.status == "agreed"
    apart = both(rule, fact("llm", "statement", "举报", start=60))
    assert [one.fact.status for one in apart] == ["rule_only", "llm_only"]
    (read,) = both(rule, fact("llm", "application", "申请"))
    assert read.fact.status == "rule_only", "at one place the rules' words stand"


_LABELS = st.sampled_from(["县长信箱", "市民热线", "来信", None])
_KINDS = st.sampled_from(
    [
        ("mailbox", ["received", "resolved", "rate"]),
        ("category_count", ["count"]),
        ("publication", ["count"]),
        ("statistic", ["value"]),
        ("event", ["sessions", "participants"]),
        ("statement", []),
    ]
)


@st.composite
def readings(draw: st.DrawFn, reader: FoundBy) -> list[ReadFact]:
    """Return a reading: each number is taken once at most."""
    found, place = [], 10
    for _ in range(draw(st.integers(0, 5))):
        kind, names = draw(_KINDS)
        wanted = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
        numbers = {name: draw(st.integers(1, 3)) for name in wanted}
        if place + 10 * len(numbers) > 90:
            break
        found.append(fact(reader, kind, draw(_LABELS), place, **numbers))
        place += 10 * max(1, len(numbers)) + draw(st.sampled_from([0, 10]))
    return found


def says(read: ReadFact) -> dict[str, Any]:
    return read.fact.model_dump(exclude={"id", "status", "found_by", "other_reading", "also"})


def claims(facts: Sequence[ReadFact]) -> list[int]:
    return sorted(claim.start for read in facts for claim in read.claims)


@settings(max_examples=150, deadline=None)
@given(readings("rule"), readings("llm"))
def test_nothing_is_lost_and_no_number_has_two_owners(
    rule: list[ReadFact], model: list[ReadFact]
) -> None:
    before = [says(read) for read in rule]
    result = reconciled(rule, model)
    kept = [says(read) for read in result if "rule" in read.fact.found_by]
    assert sorted(map(repr, kept)) == sorted(map(repr, before)), "every fact of the rules stands"
    assert claims(result) == sorted({*claims(rule), *claims(model)}), "every number, once"
    for read in result:
        assert (read.fact.status == "conflict") == bool(read.fact.other_reading)
        assert read.fact.found_by == {
            "rule_only": ["rule"],
            "llm_only": ["llm"],
        }.get(read.fact.status, ["rule", "llm"])
        for claim in read.claims:
            assert getattr(read.fact, claim.field) is not None, "a number that is claimed is told"
    places = [read.fact.start for read in result]
    assert places == sorted(places)


def test_coverage_counts_what_either_reader_took() -> None:
    view = "收到41件,共37个,第3章,2020年5月"
    numbers = [read_numbers(view, Passage(1, 0, len(view)))]
    start = view.index("37")
    none = coverage(view, numbers, [])
    assert [quote.quote for quote in none.unexplained] == ["41件", "37个"]
    one = fact("llm", "statistic", "来信", start=start, value=37)
    some = coverage(view, numbers, [one])
    assert [quote.quote for quote in some.unexplained] == ["41件"]
    assert (some.total, some.explained) == (none.total, none.explained + 1)


def test_merging_joins_only_what_says_the_same() -> None:
    twice = [fact("llm", "mailbox", "县长信箱", start=at, received=41) for at in (10, 60)]
    assert len(merged(twice)) == 1
    others = [
        fact("llm", "mailbox", "县长信箱", received=41),
        fact("llm", "mailbox", "县长信箱", start=30, received=42),
        fact("llm", "category_count", "来信", start=50, count=1),
        fact("llm", "category_count", "来信", start=70, count=1),
    ]
    assert len(merged(others)) == 4
