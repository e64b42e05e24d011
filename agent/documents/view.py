"""The search view: the text folded for matching, character for character.

Widths (０→0, （→(, U+3000→space), compatibility ideographs as PDFs contain them, confusables
(釆→采), then traditional→simplified for a traditional text. Nothing here may change the length.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from opencc import OpenCC

from agent.report import Script

CONFUSABLES = {"釆": "采", "巳": "已", "−": "-", "－": "-", "﹣": "-", "–": "-", "‐": "-"}
_DETECTION_SAMPLE = 40_000


def _fold_character(character: str) -> str:
    decomposition = unicodedata.decomposition(character)
    folded = unicodedata.normalize("NFKC", character)
    if len(folded) != 1:
        return character
    if decomposition.startswith(("<wide>", "<narrow>", "<noBreak>", "<compat>")):
        return " " if folded.isspace() else folded
    # CJK compatibility ideographs and Kangxi radicals, which PDF fonts put in place of Han.
    if 0x2E80 <= ord(character) <= 0x2FDF or 0xF900 <= ord(character) <= 0xFAFF:
        return folded
    return character


@cache
def _fold_table() -> dict[int, str]:
    table = {
        code: folded
        for code in range(0x80, 0x10000)
        if not 0xD800 <= code <= 0xDFFF and (folded := _fold_character(chr(code))) != chr(code)
    }
    table |= {ord(source): target for source, target in CONFUSABLES.items()}
    # Marks that converters leave inside words. A space keeps the length; matching drops spaces.
    table |= dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD), " ")
    return table


@cache
def _converter(configuration: str) -> OpenCC:
    return OpenCC(configuration)


def simplify(text: str) -> str:
    """Convert traditional to simplified without changing the length (OpenCC `t2s`).

    `tw2sp` is never used: it changes words (程序→进程) and lengths.
    """
    converted: str = _converter("t2s").convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(c) == 1 else o for o in text for c in [_converter("t2s").convert(o)])


def detect_script(text: str) -> Script:
    """Tell simplified (`hans`) from traditional (`hant`) by which conversion would change more.

    Detected before converting, since t2s also changes characters that are right in simplified
    text (乾县).
    """
    traditional, simplified = _one_sided_characters()
    sample = Counter(text[:_DETECTION_SAMPLE])
    count_traditional = sum(count for c, count in sample.items() if c in traditional)
    count_simplified = sum(count for c, count in sample.items() if c in simplified)
    return "hant" if count_traditional > count_simplified else "hans"


@cache
def _one_sided_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only t2s and only s2t would change."""
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    changed = []
    for configuration in ("t2s", "s2t"):
        # Line by line: the converter looks at neighbours, and there shall be none.
        converted = _converter(configuration).convert("\n".join(every)).split("\n")
        changed.append({a for a, b in zip(every, converted, strict=True) if a != b})
    to_simplified, to_traditional = changed
    return frozenset(to_simplified - to_traditional), frozenset(to_traditional - to_simplified)


def fold(text: str, script: Script) -> str:
    """Return the search view of `text`; `len(fold(text, s)) == len(text)` always."""
    folded = text.translate(_fold_table())
    return simplify(folded) if script == "hant" else folded
