"""Chinese numerals -> numbers: 三十, 两万八千, 二〇二〇, 百, with 数/几 for unknown digits."""

from __future__ import annotations

from decimal import Decimal

from agent.contract import Number

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join(DIGITS) + "".join(_PLACES) + "".join(_SCALES)


def chinese_number(text: str) -> Number | None:
    """Return the value of a Chinese numeral, None for text that is none.

    `十` alone is 10, `百` alone 100; digits in a row (二〇二〇) are read one by one.
    """
    if "点" in text:
        return _decimal(*text.split("点", 1))
    if not text or any(c not in CHARACTERS for c in text):
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    for c in text:
        if c in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[c]
        elif c in _PLACES:
            section += (1 if digit is None else digit) * _PLACES[c]
            digit = None
        else:
            section += digit or 0
            total = (
                (total + (section or 1)) * _SCALES[c]
                if c == "亿"
                else (total + (section or 1) * _SCALES[c])
            )
            section, digit = 0, None
    return total + section + _last_digit(text, digit)


def _decimal(whole: str, rest: str) -> Number | None:
    """Return 九十九点五, and 一点二亿 with its scale."""
    digits = "".join(str(DIGITS[c]) for c in rest if c in DIGITS)
    scale = rest.lstrip("".join(DIGITS))
    before, factor = chinese_number(whole), chinese_number(scale) if scale else 1
    if before is None or factor is None or not digits:
        return None
    product = Decimal(f"{before}.{digits}") * factor
    return int(product) if product == product.to_integral_value() else product.normalize()


def _last_digit(text: str, digit: int | None) -> int:
    """Return what a last digit is worth: 两万八 is 28,000, 三十二 is 32."""
    if digit is None:
        return 0
    before = text[-2:-1]
    worth = _SCALES.get(before) or _PLACES.get(before) or 10
    return digit * (worth // 10 if worth > 10 else 1)
