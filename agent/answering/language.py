"""A question in one shape: simplified Chinese, half-width, English phrases translated.

Names of bodies are taken out before and stand as single private characters, so that neither a
synonym nor a translation touches them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from agent.answering.vocabulary import everyday, words
from agent.answering.written_out import written_out
from agent.documents.view import fold

Language = Literal["zh", "en"]

FIRST_MARK = 0xE000
MARK = re.compile("[\ue000-\ue0ff]")
"""A name that was taken out."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_ENGLISH = re.compile(
    r"\b(?:how|what|which|who|when|where|why|did|does|do|is|are|was|were|the|of|in|for|many|much)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_ASKS = re.compile("多少|几|哪|吗|呢|什么|怎|是否|有没有|谁|(?<!申)请|吧|为何|如何")
_HAN_WORDS = re.compile("[\u3400-\u9fff]+")
"""Names of rows and columns, one after another; a Chinese sentence asks with words of its own."""
"""Two such words make a question English, whatever names it has."""
_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_NUMERALS = dict(zip("一二三四五六七八九十两", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2), strict=True))
_WRITTEN_YEAR = re.compile(r"[二一][〇零九八][〇零一二三四五六七八九]{2}(?=年)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF_WIDTH = re.compile(r"(?<!\d)[,;:?!]|[,;:?!](?!\d)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,30}>")
_HEADED = re.compile(r"^((?:(?!多少|几|哪|各|什么)[^，。？])+?)——")
"""A dash behind what a question is filed under."""
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})(?=年(?!前|后|内|来))")


def language_of(text: str) -> Language:
    """Tell in which language to answer: that of the question."""
    if len(_ENGLISH.findall(text)) > 1:
        return "en"
    outside = _IN_BRACKETS.sub(" ", text)
    if _ASKS.search(outside):
        return "zh"
    return "zh" if len(_HAN_WORDS.findall(text)) >= len(_LETTERS.findall(text)) else "en"


def folded(text: str) -> str:
    """Return a question in simplified, half-width characters, years in digits."""
    # A mark of ours in a question would stand for a name that it does not have.
    view = fold(" ".join(_TAG.sub(" ", MARK.sub(" ", text)).split()), "hant")
    if language_of(view) == "en":
        return written_out(view)
    if _HAN.search(view):
        # The marks that Chinese sentences have, whatever the keyboard gave.
        view = _HEADED.sub(r"\1：", view)
        view = _HALF_WIDTH.sub(lambda hit: _FULL_WIDTH[hit[0]], view)
    if re.search(words().cantonese_marks, view):
        view = _cantonese().sub(lambda hit: words().cantonese[hit[0]], view)
    view = _WRITTEN_YEAR.sub(lambda hit: "".join(_DIGITS.get(c, c) for c in hit[0]), view)
    return _SHORT_YEAR.sub(r"20\1", view)


def with_synonyms(text: str) -> str:
    """Bring different words for the same thing together."""
    pattern, replacements = _synonyms()
    for _ in range(2):  # a replacement may bring about another
        text = pattern.sub(lambda hit: replacements[hit[0]], text)
    return text


def reworded(text: str) -> str:
    """Return a question with what is said in everyday words as reports call it."""
    for pattern, name in everyday():
        text = pattern.sub(name, text)
    return text


@cache
def _cantonese() -> re.Pattern[str]:
    return one_of(words().cantonese)


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    classes = words().synonyms
    # What stands for all stays as it is, also where another word is part of it.
    replacements = {head: head for head in classes}
    replacements |= {other: head for head, others in classes.items() for other in others}
    return one_of(replacements), replacements


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of many words, the longest at each place.

    They are grouped by their first character, without which a long text takes tens of milliseconds.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile(
        "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())
    )


def put_plainly(pattern: re.Pattern[str], instead: str, text: str) -> str:
    """Return a text with other words for what fits a pattern; the names in it stay."""

    def said(hit: re.Match[str]) -> str:
        words = hit.expand(instead)
        names = "".join(f"{name} " for name in MARK.findall(hit[0]) if name not in words)
        # When its books closed, was any left: the comma still parts the two.
        comma = names and hit[0].endswith(",") and not words.strip()
        return names + ("," if comma else words)

    return pattern.sub(said, text)


def whole_number(text: str) -> int:
    """Return what digits, or a Chinese numeral below a hundred, tell; of 三四, the last."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    number = (_NUMERALS.get(tens[-1:], 1) * 10) if ten else 0
    return number + _NUMERALS.get(units[-1:], 0)
