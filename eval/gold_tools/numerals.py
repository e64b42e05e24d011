"""The numbers of a narrative: which characters must be labelled, and what they are worth."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

_DIGITS = "〇一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_AS_SIMPLIFIED = str.maketrans("萬億兩两零", "万亿二二〇")

NUMERAL = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万萬亿億两兩]")
ORDINARY = re.compile(r"[进進下]一步|[统統单單唯万]一|一[些致直定般样樣旦律切系]|一[体體]化")
"""Words whose 一 neither counts nor orders. 一体化 may be labelled all the same."""


def numerals(text: str) -> Iterator[int]:
    """Yield the place of each character that writes a number and does not belong to a word."""
    words = {index for word in ORDINARY.finditer(text) for index in range(*word.span())}
    return (found.start() for found in NUMERAL.finditer(text) if found.start() not in words)


def worth(words: str) -> Decimal:
    """Return the value of a number as written: `4,539`, `84619.78万`, `三十`.

    Raises:
        ValueError: it is no number.
    """
    plain = unicodedata.normalize("NFKC", words).replace(",", "").translate(_AS_SIMPLIFIED)
    written = re.fullmatch(r"(\d+(?:\.\d+)?)([万亿]?)", plain)
    if written:
        return Decimal(written[1]) * _MYRIADS.get(written[2], 1)
    if not re.fullmatch(f"[{_DIGITS}十百千万亿]+", plain):
        raise ValueError(f"{words!r} is no number")
    return Decimal(_chinese(plain))


def _chinese(plain: str) -> int:
    total = part = digit = 0
    for character in plain:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in _TENS:
            part += (digit or 1) * _TENS[character]
            digit = 0
        else:
            total += (part + digit) * _MYRIADS[character]
            part = digit = 0
    return total + part + digit
