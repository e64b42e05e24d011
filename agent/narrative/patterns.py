"""Patterns of facts, read from `schemas/narrative/facts/*.yaml`: one file a kind, data not code.

A pattern is a regular expression over the mask (see `agent.narrative.numbers`), with placeholders:

- `{received}` a number for that field of the kind; `{received:people}` one of a class (people,
  times, items, share, money), or `{received:items|times}` of several;
- `{name}` a macro of the file, or one of the common ones: `{start}` the start of a clause, `{gap}`
  a few characters of one clause, `{list}` a run of `label number` items;
- `(?P<channel>…)` a label for that field; a pattern whose label is only words around a name (全年,
  共计) does not fit;
- `(?P<quote>…)` the part that is quoted, where more is looked at;
- `(?P<names>{names})` and `(?P<received_list>{numbers})` two lists that go together (分别).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import ConfigurationError
from agent.facts import BaseFact, Fact
from agent.narrative.numbers import ANY_COUNT, MARKS, REST
from agent.resources import data_folder

KINDS: dict[str, type[BaseFact]] = {
    model.model_fields["kind"].default: model for model in get_args(get_args(Fact)[0])
}
FIELDS: dict[str, frozenset[str]] = {
    kind: frozenset(model.model_fields) for kind, model in KINDS.items()
}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([a-z|]+))?\}")
_NO_NUMBER = "[^,;。:!?\n\ue000-\ue00f]"
_ANY_NUMBER = f"[{''.join(MARKS.values())}]{REST}*+"
CLAUSE_ENDS = "[,;。、:()!?\n\ue000-\ue00f]"
_START = "{start}"
_COMMON = {
    # Behind 分别 stand several numbers, of several things.
    "gap": f"(?:(?!分别){_NO_NUMBER}){{0,30}}?",
    "start": rf"(?:(?<={CLAUSE_ENDS})|(?<![\s\S]))\s{{0,3}}",
    "list": (
        r"(?:[\s,;、及和与]{0,3}[^,;。:!?、\n\ue000-\ue00f]{1,24}"
        + ANY_COUNT
        + REST
        + r"*+(?:\([^()\n]{0,40}\)"
        r"|[,(]?占[^,;。、:()\n\ue000-\ue00f]{0,8}\ue003\ue00f*+\)?)?){1,60}"
    ),
    "names": r"[^,;。:!?()\n\ue000-\ue00f]{2,80}?",
    # A cell of a table with nothing but a unit, between the label and the number.
    "unit_cell": r"\s{0,3}[\t|]\s{0,3}(?P<unit>[一-鿿]{1,3})\s{0,3}[\t|]\s{0,3}",
    "numbers": rf"(?:[、,和及与]{{0,2}}{_ANY_NUMBER}){{1,12}}",
}


class Pattern(BaseModel):
    """One way in which a fact of a kind is written."""

    model_config = ConfigDict(extra="forbid")

    match: str
    cue: str | None = None
    """What a sentence must hold for it, in place of the file's cue."""
    set: dict[str, Any] = {}
    """Constants for fields."""
    same: dict[str, str] = {}
    """Field -> field whose number it repeats (全部办结: resolved is received)."""
    inherit: list[str] = []
    """Labels taken from the nearest fact before it in the same paragraph."""
    of_previous: dict[str, str] = {}
    """Labels made of that of the fact before it in the same paragraph (予以公开 and 占 p%)."""
    after: list[str] = []
    """Kinds of which a fact must stand before it in the paragraph: what is listed under a total."""
    within: int = 200
    """Characters within which it stands; few where it must be the next item of the same list."""
    same_unit: bool = False
    """That fact counts in the same unit."""
    units: list[str] = []
    """The units in which it may count; any where none is given."""
    pairs: str | None = None
    """The label that each of `names` is for; its numbers are in groups such as `received_list`."""
    spread: bool = False
    """It tells of every record of its kind before it in the paragraph (办复率均为100%)."""
    kind: str | None = None
    """Its kind, where it is not that of the file."""
    each: str | None = None
    """For a list: the pattern of one item; `match` then only finds the list."""
    dates: bool = False
    """Take the dates that stand in the match."""
    example: str
    """A sentence of this shape; a test reads it."""

    def compiled(self, macros: dict[str, str], kind: type[BaseFact]) -> re.Pattern[str]:
        return re.compile(_expand(self.match, macros, kind))

    def counts(self, kind: type[BaseFact]) -> bool:
        """Tell whether it needs a number: outside optional groups a placeholder is for a field."""
        fixed = re.sub(r"\((?:[^()]|\([^()]*\))*\)[?*]", "", self.match)
        names = {match[1] for match in _PLACEHOLDER.finditer(fixed)}
        return bool(names & {*kind.model_fields, "n", "list", "numbers"}) or "(?P<list>" in fixed

    def compiled_item(self, macros: dict[str, str], kind: type[BaseFact]) -> re.Pattern[str] | None:
        return re.compile(_expand(self.each, macros, kind)) if self.each else None


class PatternFile(BaseModel):
    """The patterns of one kind, or of one form, most specific first."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    order: int
    """Files with a lower order claim numbers first."""
    cue: str | None = None
    """What a sentence must hold for a pattern to fit: a quick look before the close one."""
    macros: dict[str, str] = {}
    patterns: list[Pattern]


class CompiledPattern(NamedTuple):
    """A pattern ready to run."""

    kind: str
    cue: re.Pattern[str] | None
    counts: bool
    """It cannot match without a number."""
    at_clause: bool
    """It tells a number, and fits at the start of a clause only."""
    regex: re.Pattern[str]
    item: re.Pattern[str] | None
    source: Pattern


def _expand(pattern: str, macros: dict[str, str], kind: type[BaseFact]) -> str:
    def replace(match: re.Match[str]) -> str:
        name, number_class = match[1], match[2]
        if name in macros:
            return _expand(macros[name], macros, kind)
        if name in _COMMON:
            return _COMMON[name]
        if name != "n" and name not in kind.model_fields:
            raise ConfigurationError(f"unknown placeholder {match[0]!r} in a pattern of {kind}")
        mark = _marks(number_class) if number_class else _default_class(name)
        group = "" if name == "n" else f"?P<{name}>"
        return f"(?:近|约|逾|超过|达|达到|共|共计|为|是|:|\\s){{0,3}}({group}{mark}{REST}*+)"

    return _PLACEHOLDER.sub(replace, pattern)


def _marks(classes: str) -> str:
    return "[" + "".join(MARKS[name] for name in classes.split("|")) + "]"


def _default_class(field: str) -> str:
    if field == "rate":
        return MARKS["share"]
    return MARKS["money"] if field == "value_yuan" else ANY_COUNT


@cache
def load_patterns() -> tuple[CompiledPattern, ...]:
    """Return all patterns in the order in which they claim numbers.

    Raises:
        ConfigurationError: a pattern file is malformed.
    """
    folder = data_folder("schemas") / "narrative" / "facts"
    files = []
    for file in folder.iterdir():
        if file.name.endswith(".yaml"):
            files.append(_load(file.name, file.read_text(encoding="utf-8")))
    compiled = []
    for loaded in sorted(files, key=lambda f: f.order):
        for pattern in loaded.patterns:
            name = pattern.kind or loaded.kind
            kind = KINDS[name]
            regex = pattern.compiled(loaded.macros, kind)
            item = pattern.compiled_item(loaded.macros, kind)
            told = pattern.cue or loaded.cue
            cue = re.compile(_expand(told, loaded.macros, kind)) if told else None
            counts = pattern.counts(kind)
            at_clause = counts and pattern.match.startswith(_START)
            compiled.append(CompiledPattern(name, cue, counts, at_clause, regex, item, pattern))
    return tuple(compiled)


def _load(name: str, text: str) -> PatternFile:
    try:
        loaded = PatternFile.model_validate(yaml.safe_load(text))
        for kind in {loaded.kind, *(p.kind for p in loaded.patterns if p.kind)}:
            if kind not in KINDS:
                raise ConfigurationError(f"{name}: {kind!r} is no kind of fact")
        return loaded
    except (ValidationError, yaml.YAMLError, re.error) as error:
        raise ConfigurationError(f"the pattern file {name} is malformed: {error}") from error
