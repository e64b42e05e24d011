"""What yes and no mean where it is asked whether numbers agree: 对得上吗, 有没有出入."""

from __future__ import annotations

import re
from typing import Literal

from agent.answering.language import MARK, folded
from agent.answering.planning.asked import Asked

_AGREES = (
    r"(?:一致|相符|吻合|相等|符合|平衡|属实|成立|(?:对|合|凑|兜|拢|轧|接|撑|站)得(?:上|拢|住|够|平|起来|过去)"
    r"|等于|正好|恰好|支持|真|够)"
)
_RIGHT = re.compile(
    rf"{_AGREES}[^，。？不没]{{0,14}}(?:吗|么|没有?\s*$|不\s*$|不(?=[，。？]))"
    rf"|(?:是不是|是否|有没有|能不能|能否|会不会)[^，。？]{{0,14}}{_AGREES}"
    r"|(?P<one>[对合凑兜拢轧平撑站])(?:得[上拢住够])?不(?P=one)(?:得?[上拢住够])?|够不够|撑得住|站得住"
)
_WRONG = re.compile(
    r"(?:有没有|有无|是否有?|是不是有?)[^，。？]{0,12}(?:出入|差错|错误|矛盾|落差|冲突|不符|不一致|对不上|问题|违反|缺口)"
    r"|(?:出入|差错|矛盾|不符|不一致|对不上|打架|违反)[^，。？]{0,6}(?:吗|么|没有?\s*$)"
)
_YES_NO = (
    r"(?:^|[.,:;?!] )(?:and |so |but )?"
    r"(?:do|does|did|is|are|was|were|has|have|can|could|will|would)\b[^.?!]*"
)
_ENGLISH_RIGHT = re.compile(
    _YES_NO
    + r"\b(?:match(?:es)?|agree|tally|square|add up|come to|amount to|equal|bear (?:\w+ ){0,2}out"
    r"|consistent|in line|in agreement|reconcile|support|hold up|stand up|correct|right|fit"
    r"|identical|the same)\b"
)
_ENGLISH_WRONG = re.compile(
    _YES_NO + r"\b(?:contradict\w*|differ|disagree|discrepan\w*|mismatch\w*|inconsisten\w*|conflict"
    r"|violat\w*|at odds|wrong)\b"
)


def verdict_asked(asked: Asked) -> Literal["right", "wrong"] | None:
    """Tell whether yes means that numbers agree, or that something is wrong; None for neither."""
    if asked.language == "en":
        text = folded(asked.question).lower()
        if _ENGLISH_WRONG.search(text):
            return "wrong"
        return "right" if _ENGLISH_RIGHT.search(text) else None
    said = MARK.sub(" ", asked.said)
    if _WRONG.search(said):
        return "wrong"
    return "right" if _RIGHT.search(said) else None
