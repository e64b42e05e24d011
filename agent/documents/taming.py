"""A page made harmless before it is parsed.

The parser's work grows with the square of the nesting, of the attributes of one element, and of the
open formatting elements, which the HTML standard opens again in every paragraph: 100 KB of
`<p><font>` become a gigabyte. None of that is lost text, so it is cut off or refused beforehand.
"""

from __future__ import annotations

import re
from collections import Counter

from agent.documents.limits import MAX_NESTING, MAX_TAGS
from agent.errors import InputTooLarge, UnreadableDocument

_FORMATTING = re.compile(
    r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)
_LONG_TAG = re.compile(r"<([a-zA-Z][^\s<>/]*+)[^<>]{4000,}+>")
"""Mostly a picture written into the page."""
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*+)[^<>]*+")
_NEVER_NESTED = re.compile(
    "area|base|body|br|caption|col|colgroup|dd|dt|embed|head|hr|html|img|input|li|link|meta|option|"
    "optgroup|p|param|source|tbody|td|tfoot|th|thead|tr|track|wbr"
)
"""Without an end, or ended by the next one of their kind."""


def tame(html: str, path: str) -> str:
    """Return a page with the same text that can be parsed in a time linear to its length.

    Raises:
        InputTooLarge: more tags than a report has.
        UnreadableDocument: elements nested deeper than in any page.
    """
    tags = html.count("<")
    if tags > MAX_TAGS:
        raise InputTooLarge(
            f"{path}: a page with {tags:,} tags is more than one report",
            "Give the report alone, without the rest of the page",
        )
    html = _LONG_TAG.sub(r"<\1>", html)
    html = _FORMATTING.sub(r"<\1span", html)
    if _nesting(html) > MAX_NESTING:
        raise UnreadableDocument(
            f"{path}: the page's elements are nested too deeply",
            "Open it in a browser and save the report as text or PDF",
        )
    return html


def _nesting(html: str) -> int:
    """Return about how many elements are open at once, stopping past the limit."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if _NEVER_NESTED.fullmatch(name) or html[match.end() - 1] == "/":
            continue
        if not match[1]:
            opened[name] += 1
            depth += 1
            deepest = max(deepest, depth)
            if deepest > MAX_NESTING:
                break
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return deepest
