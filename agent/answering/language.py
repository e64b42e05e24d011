"""A question in one shape: simplified Chinese, half-width, English phrases translated.

Names of bodies are taken out before and stand as single private characters, so that neither a
synonym nor a translation touches them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from agent.answering.vocabulary import english, words
from agent.documents.view import fold

Language = Literal["zh", "en"]

FIRST_MARK = 0xE000
MARK = re.compile("[\ue000-\ue0ff]")
"""A name that was taken out."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_NUMERALS = dict(zip("一二三四五六七八九十两", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2), strict=True))
_WRITTEN_YEAR = re.compile(r"[二一][〇零九八][〇零一二三四五六七八九]{2}(?=年)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF_WIDTH = re.compile(r"(?<!\d)[,;:?!]|[,;:?!](?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})(?=年(?!前|后|内|来))")


def language_of(text: str) -> Language:
    """Tell in which language to answer: that of the question."""
    return "zh" if len(_HAN.findall(text)) * 2 >= len(_LETTERS.findall(text)) else "en"


def folded(text: str) -> str:
    """Return a question in simplified, half-width characters, years in digits."""
    view = fold(" ".join(text.split()), "hant")
    if _HAN.search(view):
        # The marks that Chinese sentences have, whatever the keyboard gave.
        view = _HALF_WIDTH.sub(lambda hit: _FULL_WIDTH[hit[0]], view)
    view = _WRITTEN_YEAR.sub(lambda hit: "".join(_DIGITS.get(c, c) for c in hit[0]), view)
    return _SHORT_YEAR.sub(r"20\1", view)


def with_synonyms(text: str) -> str:
    """Bring different words for the same thing together."""
    pattern, replacements = _synonyms()
    for _ in range(2):  # a replacement may bring about another
        text = pattern.sub(lambda hit: replacements[hit[0]], text)
    return text


def translated(text: str) -> str:
    """Return the Chinese words for an English question; words that are not known stay."""
    text = " ".join(text.lower().replace("’", "'").split())
    out = []
    position = 0
    while position < len(text):
        end, target = _longest(text, position)
        if end > position:
            out.append(target)
            position = end
            continue
        word = _WORD.match(text, position)
        assert word
        position = word.end()
        if word[0] not in _frame() and word[0].strip():
            out.append(word[0])
    return " ".join(out)


_WORD = re.compile(r"[a-z]+(?:'s)?|[0-9][0-9,.]*|\s+|.")


@cache
def _frame() -> frozenset[str]:
    return frozenset(english().frame)


def _longest(text: str, position: int) -> tuple[int, str]:
    """Return the end of the longest phrase that begins at a position, and its Chinese words."""
    end, words = position, ""
    for pattern, target in _phrases():
        if (hit := pattern.match(text, position)) and hit.end() > end:
            end, words = hit.end(), target
    return end, words


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{pattern})\b"), target) for pattern, target in english().phrases.items()
    )


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    replacements = words().synonyms
    longest_first = sorted(replacements, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), replacements


def whole_number(text: str) -> int:
    """Return what digits, or a Chinese numeral from one to ten, tell."""
    return _NUMERALS.get(text) or int(text)
