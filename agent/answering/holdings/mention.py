"""A name in a question, and a question without its names."""

from __future__ import annotations

from typing import Literal, NamedTuple

from agent.answering.language import FIRST_MARK

MentionKind = Literal["body", "region", "unknown", "generic", "left_out"]


class Mention(NamedTuple):
    """A name in a question."""

    text: str
    start: int
    end: int
    kind: MentionKind
    bodies: tuple[str, ...]
    part_of: str = ""
    """Its Chinese name where it begins the name of a thing: the Yunjiang 12345 hotline."""


def masked(text: str, mentions: list[Mention]) -> str:
    """Return the text with each name replaced by one private character."""
    for number, mention in reversed(list(enumerate(mentions))):
        stands_for = mention.part_of or chr(FIRST_MARK + number)
        text = text[: mention.start] + stands_for + text[mention.end :]
    return text
