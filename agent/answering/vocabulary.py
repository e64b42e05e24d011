"""The words of questions, from `schemas/ask`: metrics, synonyms, operations, English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import ConfigurationError
from agent.report import TABLE_NAMES, CellKey, TableName
from agent.resources import data_folder
from agent.tables.forms import load_forms


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Term(_Closed):
    """A row or a column of an official table as people ask for it."""

    name: str
    english: str
    patterns: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    """Words that mean a column where none is named: 添了几项."""
    weak: tuple[str, ...] = ()
    """Words that mean it where nothing else says which one: 项目."""
    unit: str | None = None
    default: str | None = None
    """The column that is meant when none is said."""
    members: tuple[str, ...] = ()
    """The rows that a group has in place of cells of its own: they are added up."""


class TableTerms(_Closed):
    """The rows and columns of one table."""

    default: str
    rows: dict[str, Term]
    columns: dict[str, Term]


class Words(_Closed):
    """The words of questions that are no metric."""

    synonyms: dict[str, tuple[str, ...]]
    """The word that stands for all, with the others."""
    cantonese: dict[str, str]
    cantonese_marks: str
    operations: dict[str, tuple[str, ...]]
    report_fields: dict[str, str]
    """How people ask for what a report says of itself."""
    breakdown: str
    than_before: str
    plans: str
    problems: str
    cause: str
    """Words that ask for a reason."""
    in_all: str
    """Words that ask for several numbers as one."""
    left_out: str
    """Words before what a number is asked for without."""
    ordinal: str
    all_reports: str
    references: str
    both: str
    units: str
    things: str
    """Things that reports count, each told apart from all others by its name."""
    narrowing: str
    """What tells a part of a number that no report tells apart, unless its words are there."""
    light: str
    """Characters of verbs that only tell that something came, was sent, written or dealt with."""
    otherwise: str
    """Words that ask for a law, a place, an office or somebody: no number answers them."""
    otherwise_english: str
    """The same in an English question as it was put, and whether something is so."""
    frame: tuple[str, ...]
    idle: tuple[str, ...]
    particles: str
    domain: str
    chores: str
    """What people ask of an assistant that has nothing to do with reports."""
    advice: str
    """Words that ask for an opinion, for advice or for what is to come."""
    law: str
    """Words that ask what the law says; of a body that is named its report may tell."""
    orders: str
    """Orders to change what is stored."""
    off_topic: str


class Kind(_Closed):
    """What people ask of a report as a document, and the rules of the checks that tell it."""

    asks: str
    rules: tuple[str, ...]


class Review(_Closed):
    """How people ask what is wrong with the reports, or missing in them."""

    kinds: dict[str, Kind]
    blanks: str
    which: str
    trouble: str
    cleanest: str
    words: str
    """The words for parts of a report and for reading one over."""


class English(_Closed):
    """English phrases with the Chinese words they stand for."""

    rewritings: dict[str, str]
    """Turns of speech with the plain English that the phrases are of."""
    phrases: dict[str, str]
    frame: tuple[str, ...]


class EnglishCells(_Closed):
    """How people say in English what the cells are called, read one after the other."""

    class Group(_Closed):
        """Patterns with what they stand for, read where the question has something."""

        when: str = ""
        says: dict[str, str]

    parts: dict[str, str]
    """What stands in the patterns as <name>."""
    groups: tuple[Group, ...]


class Match(NamedTuple):
    """A row or a column found in a question."""

    table: TableName
    name: str
    start: int
    end: int
    strength: int = 2
    """2: it is named; 1: a verb means it; 0: it is meant where nothing else is."""


@cache
def metrics() -> dict[TableName, TableTerms]:
    """Return the rows and columns of the three tables."""
    read = _read("metrics")
    return {name: TableTerms.model_validate(read[name]) for name in TABLE_NAMES}


@cache
def words() -> Words:
    """Return the words that ask."""
    return Words.model_validate(_read("words"))


@cache
def review() -> Review:
    """Return the words that ask what is wrong or missing."""
    return Review.model_validate(_read("review"))


@cache
def english() -> English:
    """Return the English phrases."""
    return English.model_validate(_read("english"))


@cache
def english_cells() -> EnglishCells:
    """Return how people say in English what the cells of the tables are called."""
    return EnglishCells.model_validate(_read("english_cells"))


@cache
def english_turns() -> EnglishCells:
    """Return turns of speech of those who ask in English, in plainer English."""
    return EnglishCells.model_validate(_read("english_turns"))


@cache
def everyday() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what people say in everyday words, with what reports call it."""
    return tuple((re.compile(said), str(name)) for said, name in _read("everyday").items())


def found_terms(text: str, part: str) -> Iterator[Match]:
    """Yield the rows or the columns (`part`) named in a text, the longest name at each place."""
    hits = [
        Match(table, name, *hit.span(), strength)
        for table, name, pattern, strength in _patterns(part)
        for hit in pattern.finditer(text)
        if hit[0]
    ]
    hits.sort(key=lambda hit: (hit.start, hit.start - hit.end))
    for hit in hits:
        inside = any(
            o.table == hit.table and o.start <= hit.start and hit.end <= o.end
            and (o.end - o.start) > (hit.end - hit.start)
            for o in hits
        )  # fmt: skip
        if not inside:
            yield hit


@cache
def known_cells() -> frozenset[CellKey]:
    """Return the cells of all forms."""
    return frozenset(key for form in load_forms().values() for key, _, _ in form.cell_keys())


@cache
def _patterns(part: str) -> tuple[tuple[TableName, str, re.Pattern[str], int], ...]:
    return tuple(
        (table, name, re.compile("|".join(patterns)), strength)
        for table, terms in metrics().items()
        for name, term in getattr(terms, part).items()
        for strength, patterns in enumerate((term.weak, term.verbs, term.patterns))
        if patterns
    )


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Ten times as fast where the library in C came with it; the words are many."""


def _read(name: str) -> dict[str, dict[str, object]]:
    try:
        text = (data_folder("schemas") / "ask" / f"{name}.yaml").read_text(encoding="utf-8")
        read: dict[str, dict[str, object]] = yaml.load(text, Loader=_LOADER)
    except (yaml.YAMLError, ValidationError) as error:
        raise ConfigurationError(f"the words file {name}.yaml is malformed: {error}") from error
    return read
