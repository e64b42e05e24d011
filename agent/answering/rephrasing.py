"""Puts English turns of speech as plainly as the phrases that have Chinese words.

What leads up to a question is left out; margins, orders, sums and shares are said in one way each.
"""

from __future__ import annotations

import re
from functools import cache

from agent.answering.language import MARK, put_plainly
from agent.answering.vocabulary import english

_NAME = "NAME"
"""Stands in the patterns for a name that was taken out, with what may go with it."""


def rephrased(text: str) -> str:
    """Return an English question, in lower case, in plain words."""
    for pattern, instead in _rewritings():
        text = put_plainly(pattern, instead, text)
    return " ".join(text.split())


@cache
def _rewritings() -> tuple[tuple[re.Pattern[str], str], ...]:
    name = f"(?:the )?{MARK.pattern}(?: (?:district|city|sub-?district|county|government|office))?"
    return tuple(
        (re.compile(pattern.replace(_NAME, name)), instead)
        for pattern, instead in english().rewritings.items()
    )
