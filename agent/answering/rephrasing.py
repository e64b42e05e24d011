"""Puts English turns of speech as plainly as the phrases that have Chinese words.

What leads up to a question is left out; margins, orders, sums and shares are said in one way each.
"""

from __future__ import annotations

import re
from functools import cache

from agent.answering.language import MARK, put_plainly
from agent.answering.vocabulary import english

NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)
"""From one to twenty."""
_COMPARED = re.compile(
    r"\b(than|over|under|above|below|exceed(?:s|ed|ing)?|at least|at most|up to|exactly|precisely)"
    rf" ({'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b(?! (?:of|trip|visit|go)\b)"
)
"""A number that others are compared with: fewer than ten."""
_NAME = "NAME"
"""Stands in the patterns for a name that was taken out, with what may go with it."""


def rephrased(text: str) -> str:
    """Return an English question, in lower case, in plain words."""
    text = _COMPARED.sub(lambda hit: f"{hit[1]} {NUMBERS.index(hit[2]) + 1}", text)
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
