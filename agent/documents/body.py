"""Where in a saved page does the report stand, among navigation, metadata tables and footers?"""

from __future__ import annotations

import re
from bisect import bisect_left

from agent.documents.document import Span

_ANCHORS = re.compile(
    r"总体情况|主动公开政府信息情况|收到和处理政府信息公开申请|行政复议、?行政诉讼|主要问题及改进|其他需要报告"
    r"|第二十条第|本年新收政府信息公开申请|结转下年度继续办理|未经复议直接起诉"
)
_TITLE = re.compile(r"(?:信息公开|政务公开)[^\n]{0,20}(?:年度报告|年报|报告)")
_TITLE_BEFORE = 80
"""Characters of a title before 信息公开: the body's name and the year."""
_TITLE_DISTANCE = 1500
_ENOUGH = 0.9


def find_body(view: str, containers: list[Span]) -> Span:
    """Return the smallest container with nearly all of the report's own words, and its title."""
    anchors = [match.start() for match in _ANCHORS.finditer(view)]
    whole = Span(0, len(view))
    if not anchors:
        return whole
    needed = _ENOUGH * len(anchors)
    fitting = [
        span
        for span in containers
        if bisect_left(anchors, span.end) - bisect_left(anchors, span.start) >= needed
    ]
    body = min(fitting, key=lambda span: span.end - span.start, default=whole)
    return Span(_title_start(view, body, min(anchors)), body.end)


def _title_start(view: str, body: Span, first_anchor: int) -> int:
    """Reach up to a title that stands outside the container of the text."""
    if _TITLE.search(view, body.start, max(body.start, first_anchor)):
        return body.start
    above = list(_TITLE.finditer(view, max(0, body.start - _TITLE_DISTANCE), body.start))
    if not above:
        return body.start
    at = above[-1].start()
    return max(view.rfind("\n", 0, at) + 1, at - _TITLE_BEFORE)
