"""Years that English questions name and that are rows or columns of a report on another year."""

from __future__ import annotations

import re

_STILL_OPEN = (
    r"\b(?:backlog|outstanding|unfinished|unanswered|unresolved|pending|open|"
    r"carr(?:y|ied|ies|ying)|roll(?:s|ed|ing)?|spill(?:s|ed|ing)?|slip(?:s|ped)?|drag(?:s|ged)?|"
    r"take[ns]?|taking|took|go(?:es|ing)?|went|gone|hung|hang(?:s|ing)?|left|leav(?:e|ing)|"
    r"mov(?:e|ed|ing)|push(?:ed|es)?|pass(?:ed|es)?|brought|held)\b"
)
_INTO = re.compile(
    rf"{_STILL_OPEN}(?P<rest>[^.?:;]{{0,60}}?)\b(?:(?:over|forward|on|across) )?(?:in)?to "
    r"(?:the )?(?:year )?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
"""What a report of 2020 has carried into 2021."""
_OUT_OF = re.compile(
    rf"(?:{_STILL_OPEN}|\binherited\b)(?P<rest>[^.?:;]{{0,30}}?)\b(?:(?:over|forward|on|across) )?"
    r"from (?:the )?(?:year )?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
"""What a report of 2020 has carried over from 2019."""
_COMPARED = re.compile(
    r"\b(?:(?:up|down) (?:on|from)|(?<!carry )(?<!carried )(?<!rolled )over|on|against|versus|vs|"
    r"compared (?:with|to)|relative to|than(?: in| for)?) last year\b(?!')",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?<=items )(?<!procurement items )(?<!purchasing items )"
    r"(?P<own>[^,;:.?]{0,40}?)\b(?:in |for |of |from |as of )?last year\b(?!')|"
    r"\blast year(?:'s)?(?= (?:\w+ )?(?:items?|column|entry|cell|books|ledger|tally|stock)\b)|"
    r"\blast year\b(?=[^.?]{0,30}\b(?:column|form|table)\b)",
    re.IGNORECASE,
)
"""The column of the year before, not the report of that year."""


def to_columns(text: str) -> str:
    """Return a question with such years as the rows and columns that they are."""
    text = _INTO.sub(lambda hit: _carried(hit, "carried forward", -1), text)
    text = _OUT_OF.sub(lambda hit: _carried(hit, "carried over", 1), text)
    text = _COMPARED.sub("than the year before", text)
    return _COLUMN.sub(lambda hit: f"{hit['own'] or ''} the previous year", text)


def _carried(hit: re.Match[str], row: str, years: int) -> str:
    """Return the row, with the year of the report that has it."""
    return f"{hit['rest']} {row} {int(hit['year']) + years} "
