"""What the model is asked about: every number once, whole, in order, and marked in its passage."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.documents.view import fold
from agent.narrative.model.chunks import CHARACTERS, chunks
from agent.narrative.model.items import Item, items, marked, named
from agent.narrative.numbers import read_numbers
from agent.narrative.passages import Passage
from tests.conftest import RealReport

PIECES = st.sampled_from(
    [
        "县长信箱收到来信",
        "41件",
        "1,024条",
        "2.5万人次",
        "三十余次",
        "97.67%",
        "84619.78万元",
        "8月4日",
        "2020年10月26日",
        "未收到",
        "没有发生",
        "，",
        "；",
        "。",
        "\n",
        "\r\n",
        " ",
        "\u3000",
        "【1:41件】",
        "持续推进政务公开工作不断走深走实",
        "第二十批",
        "12345",
        "（3）",
        "41 件",
        "8月\n4日",
        "{}",
        "\U0001f600",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def whole(view: str) -> Passage:
    return Passage(1, 0, len(view))


def listed_in(view: str) -> dict[int, Item]:
    return items(view, read_numbers(view, whole(view)).candidates, 0, len(view))


@QUICK
@given(TEXTS)
def test_items_are_in_order_apart_and_every_candidate_is_one(text: str) -> None:
    view = fold(text, "hans")
    listed = listed_in(view)
    assert list(listed) == list(range(1, len(listed) + 1))
    ordered = list(listed.values())
    for one, other in zip(ordered, ordered[1:], strict=False):
        assert one.start < one.end <= other.start < other.end
    quantities = [item.quantity for item in ordered if item.quantity is not None]
    assert quantities == read_numbers(view, whole(view)).candidates


@QUICK
@given(TEXTS)
def test_marked_text_has_every_item_once_and_in_order(text: str) -> None:
    view = fold(text, "hans")
    listed = listed_in(view)
    told = marked(view, 0, len(view), listed)
    at = 0
    for number, item in listed.items():
        at = told.index(f"【{named(view, number, item)}】", at) + 1
    assert "\n" not in told


@QUICK
@given(TEXTS, st.integers(0, 40))
def test_chunks_are_the_passage_and_cut_no_number(text: str, before: int) -> None:
    view = "x" * before + fold(text, "hans")
    passage = Passage(3, before, len(view))
    candidates = read_numbers(view, passage).candidates
    parts = chunks(view, passage, candidates)
    assert "".join(view[part.start : part.end] for part in parts) == view[before:]
    for one, other in zip(parts, parts[1:], strict=False):
        assert one.start < one.end == other.start
    for part in parts:
        assert part.section == 3
        assert part.end - part.start <= CHARACTERS + 40, "a call has a bounded length"
    inside = [
        item.quantity
        for part in parts
        for item in items(view, candidates, part.start, part.end).values()
        if item.quantity is not None
    ]
    assert inside == candidates, "each number is asked about in one chunk"


@pytest.mark.parametrize("number", ["1,024条", "2.5万人次", "三十余次", "41件"])
@pytest.mark.parametrize("room", range(12))
def test_a_number_at_the_end_of_a_chunk_stays_whole(number: str, room: int) -> None:
    view = "甲" * (CHARACTERS - room) + number + "乙" * 50
    candidates = read_numbers(view, whole(view)).candidates
    assert [view[q.start : q.end] for q in candidates] == [number]
    parts = chunks(view, whole(view), candidates)
    assert sum(number in view[part.start : part.end] for part in parts) == 1


def test_real_narratives_are_cut_where_sentences_end(real: RealReport) -> None:
    view = fold(real.text, "hant" if real.code == "D1" else "hans")
    passage = Passage(1, 0, min(len(view), 6000))
    candidates = read_numbers(view, passage).candidates
    parts = chunks(view, passage, candidates)
    assert "".join(view[part.start : part.end] for part in parts) == view[: passage.end]
    assert all(view[part.end - 1] in "\n。;," for part in parts[:-1])


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("8月4日、10月26日举办培训班，80余人参加。", ["date", "date", "people"]),
        ("未收到举报，没有发生诉讼。", ["negation", "absence"]),
        ("未因信息公开被申请复议。", ["negation"]),
        ("未收到的来信", []),
        (
            "办结率95.12%，金额3.5万元，召开会议2次，账号3个。",
            ["share", "money", "times", "bodies"],
        ),
        ("根据《条例》第三十二条，自2020年1月1日起施行。", ["date"]),
    ],
)
def test_classes_of_items(text: str, classes: list[str]) -> None:
    view = fold(text, "hans")
    assert [item.number_class for item in listed_in(view).values()] == classes


def test_only_sentences_with_items_are_told() -> None:
    view = fold("先说空话。收到来信41件。再说空话。", "hans")
    assert marked(view, 0, len(view), listed_in(view)) == "收到来信【1:41件】。"
