"""Passages cut to what one call reads, at the ends of paragraphs, sentences and clauses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agent.narrative.passages import Passage

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


def chunks(view: str, passage: Passage) -> list[Passage]:
    """Return a passage's chunks in order; together they are the passage."""
    documents = _splitter().create_documents([view[passage.start : passage.end]])
    starts = [passage.start + int(document.metadata["start_index"]) for document in documents]
    ends = [*starts[1:], passage.end]
    return [Passage(passage.section, start, end) for start, end in zip(starts, ends, strict=True)]
