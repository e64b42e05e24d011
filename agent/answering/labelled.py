"""Questions in the shape of a form or of a codebook: Unit: Yunshan. Period: 2020. Indicator: …"""

from __future__ import annotations

import re

_WHAT = (
    "indicator|variable|metric|measure|item|field|heading|row|line|column|col|cell|subject|matter|"
    "series|concept|statistic|quantity|data point|topic"
)
_WHOSE = (
    "unit|entity|body|place|area|region|jurisdiction|district|county|city|town|authority|agency|"
    "organi[sz]ation|respondent|reporter|report|source|case|location"
)
_WHEN = "(?:reference |reporting )?(?:period|year|date)|time|wave|edition"
_AMOUNT = (
    "(?:the )?(?:observation|value|reading|score|entry|result|figure|number|answer|count|response|"
    "amount|quantity|total)"
)
_LABEL = re.compile(
    rf"(?P<before>^|[.;,|\n] ?|/ )(?:{_WHAT}|{_WHOSE}|{_WHEN}) ?[:=] ?(?=\S)", re.IGNORECASE
)
_ASKED = re.compile(rf"[.;,|:] ?{_AMOUNT} ?[:=]?(?: needed| wanted| please)? ?\?*$", re.IGNORECASE)
_ENDS = re.compile(r"[.;|] (?=\S)|,? / ")


def without_labels(text: str) -> str:
    """Return an English question without the labels of its parts, where it has several."""
    if len(_LABEL.findall(text)) < 2:
        return text
    asked = _ASKED.search(text)
    text = _ASKED.sub("", text)
    text = _ENDS.sub(", ", _LABEL.sub(lambda hit: hit["before"], text).strip(" .;,|/"))
    return f"{text}, how many?" if asked else text
