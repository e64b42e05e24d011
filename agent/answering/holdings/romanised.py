"""Chinese names in pinyin without tones, in each way their characters are read.

Only the table of single characters is loaded: the phrases that come with it take a quarter of a
second, which is longer than any answer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from itertools import islice, product
from pathlib import Path

_MOST_READINGS = 32
_OWN_SPELLING = {"陕西": "shaanxi", "内蒙古": "innermongolia", "西藏": "tibet"}
"""Shaanxi is 陕西, and Shanxi 山西."""


def romans(name: str) -> set[str]:
    """Return a name in letters; several where a character has several readings."""
    readings = [_readings(character) for character in name]
    own = {letters for start, letters in _OWN_SPELLING.items() if name.startswith(start)}
    return own or {"".join(each) for each in islice(product(*readings), _MOST_READINGS)}


@cache
def _readings(character: str) -> tuple[str, ...]:
    told = _table().get(ord(character), character)
    return tuple(dict.fromkeys(_plain(reading) for reading in told.split(",")))


def _plain(reading: str) -> str:
    """Return a syllable without its tone."""
    marked = unicodedata.normalize("NFD", reading.lower().replace("ü", "v"))
    umlaut = marked.replace("u\u0308", "v")
    return re.sub("[^a-z]", "", umlaut)


@cache
def _table() -> dict[int, str]:
    package = find_spec("pypinyin")
    assert package and package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / "pinyin_dict.py"
    spec = spec_from_file_location("pypinyin_characters", path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    table: dict[int, str] = module.pinyin_dict
    return table
