"""Tells headings of a report from the sentences that tell something."""

from __future__ import annotations

import re

_NUMBER = r"\s*(?:\[bookmark[^\]]*\])?\s*[（(]?[一二三四五六七八九十\d]{1,2}"
_NUMBERED = re.compile(rf"{_NUMBER}[)）、.．]")
_HEADING = re.compile(rf"{_NUMBER}(?:[^，,。；;]{{1,12}}|[)）、.．][^，,。；;]{{1,28}})[。；;]?\s*")
_TITLE = re.compile(
    rf"{_NUMBER}[)）、.．][^，,。；;]{{2,24}}(?:情况|打算|问题|事项)[：:。]?\s*"
    r"|[^，,。；;]{0,24}(?:主要问题|改进情况|工作打算|总体情况|需要报告的事项)[^，,。；;]{0,8}\s*"
    r"|[^。；]{0,30}年度报告\s*"
    r"|[^，,、。；;：:\d]{1,12}\s*"
)


def is_numbered(view: str) -> bool:
    """Tell whether a passage begins with the number of a heading or of a point."""
    return _NUMBERED.match(view) is not None


def is_heading(view: str) -> bool:
    """Tell whether a passage is only a short numbered heading."""
    return _HEADING.fullmatch(view) is not None


def is_title(view: str) -> bool:
    """Tell whether a passage is the title of the report, of one of its sections or of a table."""
    return _TITLE.fullmatch(view) is not None
