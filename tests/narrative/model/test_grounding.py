"""Where a label stands: wording may be bridged, digits never, and nearest before its number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.narrative.model.grounding import find_label


def found(view: str, label: str, near: int | None = None) -> str | None:
    place = find_label(view, 0, len(view), label, len(view) if near is None else near)
    return None if place is None else view[slice(*place)]


@pytest.mark.parametrize(
    ("view", "label", "words"),
    [
        ("县长信箱收到来信", "县长信箱", "县长信箱"),
        ("“县长信箱”收到来信", "县长信箱", "县长信箱"),
        ("县长 信\n箱收到", "县长信箱", "县长 信\n箱"),
        ("县长、信箱收到", "“县长信箱”", "县长、信箱"),
        ("12345热线受理", "12345热线", "12345热线"),
        ("县长信箱收到来信", "【县长信箱】", "县长信箱"),
        ("县长信箱收到来信", "", None),
        ("县长信箱收到来信", "“”、", None),
        ("县长信箱收到来信", "镇长", None),
        ("县长信箱收到来信", "a.*", None),
        ("县长信箱收到来信", "(.+)", None),
    ],
)
def test_labels_and_their_places(view: str, label: str, words: str | None) -> None:
    assert found(view, label) == words


@pytest.mark.parametrize(
    ("view", "label"),
    [
        ("12345热线受理", "12346热线"),
        ("12345热线受理", "1234热线"),
        ("12345热线受理", "2345热线"),
        ("12345热线受理", "45热线"),
        ("热线12345受理", "热线123"),
        ("甲1、2乙", "12乙"),
        ("甲1,024条乙", "甲1024"),
        ("第20 20号文件", "2020号文件"),
        ("政务服务热线5号", "政务服务热线6号"),
    ],
)
def test_digits_are_never_bridged_or_cut(view: str, label: str) -> None:
    assert found(view, label) is None


def test_of_several_places_the_nearest_before_the_number_is_taken() -> None:
    view = "信箱甲。信箱收到41件。信箱乙。"
    near = view.index("41")
    place = find_label(view, 0, len(view), "信箱", near)
    assert place is not None and place.start == view.index("信箱收到")
    after = find_label(view, near, len(view), "信箱", near)
    assert after is not None and after.start == view.rindex("信箱")


def test_a_label_outside_the_passage_is_none() -> None:
    view = "县长信箱。收到来信41件。"
    assert find_label(view, 5, len(view), "县长信箱", 9) is None


def test_a_long_wording_is_bridged_and_given_as_it_stands() -> None:
    view = "人民群众来信来访事项共办理41件"
    assert found(view, "人民群众的来信来访") in view
    assert found(view, "完全不同的说法") is None


@settings(max_examples=100, deadline=None)
@given(
    st.text("甲乙丙丁信箱0123456789、,。 ", max_size=60), st.text("甲乙丙信箱012345", max_size=8)
)
def test_what_is_found_has_the_digits_of_the_label(view: str, label: str) -> None:
    place = find_label(view, 0, len(view), label, len(view) // 2)
    if place is not None:
        words = view[slice(*place)]
        assert words
        assert [c for c in words if c.isdigit()] == [c for c in label if c.isdigit()]
        before, after = view[: place.start][-1:], view[place.end :][:1]
        assert not (before.isdigit() and words[0].isdigit())
        assert not (after.isdigit() and words[-1].isdigit())
