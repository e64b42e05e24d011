"""The names that a body is asked for by: in full, in short, behind its areas, in pinyin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.answering.holdings.romanised import romans
from agent.regions import short_forms

_TOWNSHIP = re.compile(r"(?:街道|[镇乡])$")
_SPEAKS_FOR_AREA = re.compile(r"(?:人民政府|政府)?(?:街道)?(?:办公室|办事处|办)?(?:本级)?")


def short_name(name: str) -> str:
    """Return a name without the kind of its area: 云山 for 云山区."""
    return next(iter(short_names(name)), name)


def short_names(name: str) -> list[str]:
    """Return a name without the kind of its area, and that of an autonomous unit in short."""
    return [short for short in short_forms(_TOWNSHIP.sub("", name)) if len(short) > 1]


def speaks_for_area(rest: str) -> bool:
    """Tell whether a body speaks for its area, by its name behind that of the area."""
    return _SPEAKS_FOR_AREA.fullmatch(rest) is not None


def aliases(levels: Sequence[str], name: str, body: str) -> set[str]:
    """Return the names of a body.

    Args:
        levels: its area and those above, the largest first.
        name: its own name.
        body: what tells it from others.
    """
    own, above = levels[-1], levels[:-1]
    names = {own, name, *short_names(own)}
    prefixes = {""}
    for index in range(len(above)):
        chain = above[index:]
        prefixes |= {
            "".join(chain), "".join(map(short_name, chain)), chain[-1], *short_names(chain[-1])
        }  # fmt: skip
    if body != "".join(levels):
        # A bureau: its area comes first, in full or in short.
        bare = own
        for level in above:
            bare = bare.removeprefix(level)
        return {own, *(prefix + bare for prefix in prefixes if prefix)}
    return {prefix + each for prefix in prefixes for each in names} | {name}


def romanised(area: str) -> set[str]:
    """Return the names of an area in letters, as English questions write them."""
    short = short_name(area)
    found = romans(short) | romans(area)
    if short.endswith("路"):
        bare = romans(short[:-1])
        found |= bare | {name + "road" for name in bare}
    return found
