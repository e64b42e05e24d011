"""The names that a sentence lists one behind the other: 甲镇、乙街道、丙街道3个镇办."""

from __future__ import annotations

import re

_RUN = re.compile(r"[^，。；：:,;！？\n]*?、[^，。；：:,;！？\n]*")
_LEAD = re.compile(
    r".*(?:\d年[^、]{0,8}[中里]|通过|包括|包含|含|分别为|分别是|为|是|利用|运用|依托|采取|涉及|设有|设立了?|开设|[（(《“])"
)
_TAIL = re.compile(
    r"(?<=..)(?:等|\d|[（(）)》”]|[一二三四五六七八九十两]+[个家项种类]|多种|被|的).*$"
)
_LEAST, _LONGEST = 3, 24


def names_in(view: str) -> list[str]:
    """Return the names of the longest list in a sentence; none where it has no list of three."""
    best: list[str] = []
    for run in _RUN.finditer(view):
        names = [part.strip(" 和及与") for part in run[0].split("、")]
        names[0], names[-1] = _LEAD.sub("", names[0]), _TAIL.sub("", names[-1])
        whole = [name for name in names if name]
        if len(whole) > len(best) and all(len(name) <= _LONGEST for name in whole):
            best = whole
    return best if len(best) >= _LEAST else []
