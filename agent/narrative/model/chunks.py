"""Passages cut to what one call reads, at the ends of paragraphs, sentences and clauses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from agent.narrative.passages import Passage
from agent.narrative.quantities import Quantity

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

CHARACTERS = 320
"""Length of a chunk: a few sentences, so that the numbers of one list stay together."""


@cache
def _splitter() -> RecursiveCharacterTextSplitter:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    # Never at an ASCII full stop, which stands in 2.5万.
    return RecursiveCharacterTextSplitter(
        separators=["\n", "。", ";", ",", ""],
        keep_separator="end",
        chunk_size=CHARACTERS,
        chunk_overlap=0,
        strip_whitespace=False,
        add_start_index=True,
    )


def chunks(view: str, passage: Passage, numbers: Sequence[Quantity] = ()) -> list[Passage]:
    """Return a passage's chunks in order; together they are the passage. No number is cut."""
    documents = _splitter().create_documents([view[passage.start : passage.end]])
    starts = [passage.start + int(document.metadata["start_index"]) for document in documents]
    starts = [_before_number(start, numbers) for start in starts]
    ends = [*starts[1:], passage.end]
    return [
        Passage(passage.section, start, end)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]


def _before_number(place: int, numbers: Sequence[Quantity]) -> int:
    """Return a place, moved before the number that it stands in the middle of: 1,|024."""
    before = bisect_left(numbers, place, key=lambda quantity: quantity.start) - 1
    return numbers[before].start if before >= 0 and place < numbers[before].end else place
