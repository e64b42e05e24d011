"""Finds bodies that a question leaves out: 除了甲，其他各家…, leaving Yunshan out."""

from __future__ import annotations

import re

from agent.answering.holdings.mention import Mention
from agent.answering.language import FIRST_MARK, MARK, Language

_NAMES = rf"{MARK.pattern}(?:(?: ?[、，,/&和与及跟]| and| or)? ?{MARK.pattern})*"
_OTHERS = r"其[他它余]|另外|剩下?|余下"
_SO_MANY = "(?:[一这那两几三四][家个份者])?"
_CHINESE = re.compile(
    r"(?:除(?:了|去|开)?|撇开|抛[开去]|不算|不含|不包括|不计|剔除|扣[除掉]|去掉|刨[去除]|排除)"
    rf"\s*{_NAMES}{_SO_MANY}(?:之外|以外|在内|外|不算|不计)?"
    rf"(?=\s*(?:[，,。？；呢]|$|{_OTHERS}|[哪各谁几两三四五六七八九十\d]))"
    rf"|{_NAMES}{_SO_MANY}(?:除外|不算(?:在内)?|不计(?:在内)?|不要)(?=\s*(?:[，,。？；呢]|$))"
)
_ENGLISH = re.compile(
    r"\b(?:(?:except(?: for)?|exclud(?:e|ing)|other than|apart from|aside from|besides"
    r"|omit(?:ting)?|(?:leav(?:e|ing)|set(?:ting)?) (?:out|aside)|ignor(?:e|ing)"
    rf"|(?:not|without) counting|barring|disregard(?:ing)?) (?:the )?{_NAMES}"
    rf"|(?:leav|sett?|putt?|tak)(?:e|ing)? {_NAMES} (?:out|aside)(?: of (?:it|this|the \w+))?"
    rf"|{_NAMES} (?:excluded|left out|aside|not included|not counted))"
    r"(?!\s*(?:'s|requests?|applications?|letters?|items?)\b)",
    re.IGNORECASE,
)
_OTHER_BODIES = re.compile(
    rf"(?:{_OTHERS})的?(?=[各几两三四五六七八九十\d]+[家个份地]|所有|全部|机关|地方|单位|[，。？])"
    r"|\b(?:other|remaining)(?= (?:\w+ )?(?:bodies|reports|authorities|places)\b)"
    r"|\b(?:the )?(?:others|rest)\b(?: of (?:them|the bodies))?",
    re.IGNORECASE,
)


def without_left_out(
    text: str, mentions: list[Mention], language: Language
) -> tuple[str, list[Mention]]:
    """Return a question without the bodies that it leaves out, which are marked as such.

    Args:
        text: the question, its names masked.
    """
    hits = list((_ENGLISH if language == "en" else _CHINESE).finditer(text))
    marks = {ord(name) - FIRST_MARK for hit in hits for name in MARK.findall(hit[0])}
    left_out = [mentions[number] for number in marks]
    if not marks or any(one.kind != "body" or one.text.endswith("'s") for one in left_out):
        return text, mentions
    for hit in reversed(hits):
        text = f"{text[: hit.start()]} {text[hit.end() :]}"
    text = _OTHER_BODIES.sub(" ", text).lstrip(" ，,；;")
    return text, [
        one._replace(kind="left_out") if number in marks else one
        for number, one in enumerate(mentions)
    ]
