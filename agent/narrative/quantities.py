"""Every number of a text with its place, value, unit and qualifier: 2.5万人次, 三十余次, 97.67%.

Nothing is left out and nothing is judged here: `agent.narrative.non_facts` says which numbers
count nothing, the readers say what the others count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.contract import Number
from agent.errors import ConfigurationError
from agent.narrative.numerals import CHARACTERS, DIGITS, chinese_number
from agent.resources import data_folder
from agent.tables.values import exact

_SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_MONEY = {
    "元": 1,
    "百元": 100,
    "千元": 1000,
    "万元": 10**4,
    "百万元": 10**6,
    "千万元": 10**7,
    "亿元": 10**8,
}
_MAX_CHARACTERS = 30
"""Of a number's digits or numerals; what is longer is no number."""
_UNKNOWN_DIGIT = {"数": None, "几": None}


class Quantity(NamedTuple):
    """A number as it stands in the text."""

    start: int
    """Of the number itself, qualifiers outside."""
    end: int
    """Behind the unit, or behind the number where it has none."""
    number_end: int
    """Behind the digits and their scale (`2.5万`)."""
    value: Number | None
    """Worked out with its scale and money unit; null for 数十, 几百, which tell no number."""
    unit: str | None
    """The word as written; `%` for shares; null where none follows."""
    qualifier: str | None
    """The word that makes it approximate: 余, 多, 近, 约, 以上, 数, …"""

    @property
    def is_share(self) -> bool:
        """True for a percentage."""
        return self.unit == "%"

    @property
    def is_money(self) -> bool:
        """True for an amount; `value` is in yuan."""
        return self.unit in _MONEY


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    counts: list[str]
    money: list[str]
    qualifiers_before: list[str]
    qualifiers_after_number: list[str]
    qualifiers_after_unit: list[str]


@cache
def _words() -> _Words:
    file = data_folder("schemas") / "narrative" / "units.yaml"
    try:
        return _Words.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise ConfigurationError(f"schemas/narrative/units.yaml is malformed: {error}") from error


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    words = _words()
    before, middle = _either(words.qualifiers_before), _either(words.qualifiers_after_number)
    units, after = _either(words.counts + words.money), _either(words.qualifiers_after_unit)
    scales = _either(list(_SCALES))
    # A run of numerals is looked at from its beginning only: shorter pieces can end no better.
    begins = rf"(?:(?<![{CHARACTERS}数几])|(?<=\d[百千万亿]))"
    fraction = rf"(?:点[{''.join(DIGITS)}]{{1,6}}[百千万亿]{{0,2}})?"
    return re.compile(
        rf"(?P<before>{before})?\s?"
        rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
        rf"\s?(?P<middle_a>{middle})?(?P<scale>{scales})?"
        rf"|百分之(?P<share>[{CHARACTERS}]+(?:点[{CHARACTERS}]+)?)"
        rf"|{begins}(?P<han>[{CHARACTERS}数几]{{1,{_MAX_CHARACTERS}}}{fraction}(?=(?:{middle})?\s?(?:{units})))"
        # A large number told about needs no unit (近两百万); 件件 is 件 typed twice.
        rf"|(?P<large>(?<=[近约逾超过达破])[{CHARACTERS}]{{1,8}}[百千万亿](?![{CHARACTERS}])))"
        rf"(?P<middle_b>{middle})?\s?(?P<unit>%|(?:{units}))?"
        rf"(?P<again>(?P=unit)(?=[,;。、)]))?(?P<after>{after})?"
    )


def quantities(view: str, start: int, end: int) -> Iterator[Quantity]:
    """Yield the numbers of `view[start:end]` in order, places counted in `view`."""
    for match in _pattern().finditer(view, start, end):
        if len(match["digits"] or match["share"] or "") > _MAX_CHARACTERS:
            continue
        if match["digits"] is not None:
            yield _from_digits(match)
        elif match["share"] is not None:
            yield _from_share(match)
        elif match["large"] is not None:
            yield _from_large(match)
        elif (found := _from_han(view, match)) is not None:
            yield found


def _from_digits(match: re.Match[str]) -> Quantity:
    unit, scale = match["unit"], match["scale"]
    number_end = match.end("scale") if scale else match.end("digits")
    factor = (_SCALES[scale] if scale else 1) * _MONEY.get(unit or "", 1)
    value = _scaled(exact(match["digits"]), factor)
    middle = match["middle_a"] or match["middle_b"]
    return _quantity(match, match.start("digits"), number_end, value, middle)


def _from_share(match: re.Match[str]) -> Quantity:
    value = chinese_number(match["share"])
    end = match.end("share")
    return Quantity(match.start("share") - 3, end, end, value, "%", match["before"])


def _from_large(match: re.Match[str]) -> Quantity:
    value = chinese_number(match["large"])
    middle = match["middle_b"]
    return _quantity(match, match.start("large"), match.end("large"), value, middle)


def _from_han(view: str, match: re.Match[str]) -> Quantity | None:
    text = match["han"]
    if not _counts(view, match):
        return None
    unknown = any(c in _UNKNOWN_DIGIT for c in text)
    value = None if unknown else chinese_number(text)
    if value is None and not unknown:
        return None
    if value is not None:
        value = _scaled(value, _MONEY.get(match["unit"] or "", 1))
    middle = match["middle_b"] or ("数" if "数" in text else "几" if unknown else None)
    return _quantity(match, match.start("han"), match.end("han"), value, middle)


def _counts(view: str, match: re.Match[str]) -> bool:
    """Tell a count in Chinese numerals from the numerals in words (一个, 统一, 第三, 三级)."""
    text, start = match["han"], match.start("han")
    before = view[max(0, start - 1) : start]
    if match["unit"] is None or before in {
        "第",
        "每",
        "这",
        "那",
        "某",
        "同",
        "统",
        "唯",
        "任",
        "〔",
    }:
        return False
    if len(text) > 1 or match["middle_b"]:
        return text not in {"万一", "一一", "百万", "千万"} and not set(text) <= {"万", "千"}
    return text in "二两三四五六七八九十百"


def _quantity(
    match: re.Match[str], start: int, number_end: int, value: Number | None, middle: str | None
) -> Quantity:
    unit = match["unit"]
    qualifier = middle or match["before"] or match["after"]
    end = max(match.end("unit"), match.end("again")) if unit else number_end
    return Quantity(start, end, number_end, value, unit, qualifier)


def _scaled(value: Number, factor: int) -> Number:
    if factor == 1:
        return value
    product = Decimal(value) * factor
    return int(product) if product == product.to_integral_value() else product.normalize()
