"""Cutting a text at all marks: nothing is lost, and every piece knows exactly what covers it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.pages.pieces import Mark, Piece, cut

TEXTS = st.text(alphabet=st.sampled_from("公开信息12件\n\r\t 😀<&\u202e𠮷"), max_size=40)


@st.composite
def marked_texts(draw):
    """A text with marks anywhere, crossing, nested, empty, and beyond its end."""
    text = draw(TEXTS)
    places = st.integers(min_value=-3, max_value=len(text) + 3)
    ends = draw(st.lists(st.tuples(places, places), max_size=12))
    marks = [
        Mark(*sorted(pair), item=f"item-{number}", look="x") for number, pair in enumerate(ends)
    ]
    return text, marks, draw(st.lists(places, max_size=5))


@given(marked_texts())
def test_pieces_are_the_text_character_for_character(made):
    text, marks, extra = made
    pieces = list(cut(text, marks, extra))
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        assert piece.start == at
        at += len(piece.text)


@given(marked_texts())
def test_the_pieces_of_a_mark_are_its_quote(made):
    text, marks, extra = made
    pieces = list(cut(text, marks, extra))
    for mark in marks:
        mine = [piece for piece in pieces if mark.item in {other.item for other in piece.marks}]
        assert "".join(piece.text for piece in mine) == text[max(0, mark.start) : max(0, mark.end)]
        if 0 <= mark.start == mark.end <= len(text):
            assert [(piece.start, piece.text) for piece in mine] == [(mark.start, "")]


@given(marked_texts())
def test_a_piece_is_cut_nowhere_in_a_mark_and_at_every_extra_place(made):
    text, marks, extra = made
    starts = {piece.start for piece in cut(text, marks, extra)}
    wanted = {place for mark in marks for place in mark[:2]} | set(extra)
    assert {place for place in wanted if 0 < place < len(text)} <= starts


def test_crossing_marks_share_the_piece_in_the_middle():
    one, other = Mark(0, 3, "a", "x"), Mark(2, 5, "b", "y")
    assert list(cut("甲乙丙丁戊己", [other, one])) == [
        Piece(0, "甲乙", (one,)),
        Piece(2, "丙", (one, other)),
        Piece(3, "丁戊", (other,)),
        Piece(5, "己", ()),
    ]
