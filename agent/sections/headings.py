"""What is a heading? The official wordings and their variants, and a report's own numbered lines.

All matching is done on the search view, so that an offset is an offset in the source text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import fuzz, process

from agent.documents.lines import Line
from agent.errors import ConfigurationError
from agent.resources import data_folder
from agent.tables.forms import load_forms
from agent.tables.labels import core

NUMERALS = "一二三四五六七八九十"
_DIGITS = {"壹贰叁肆伍陆柒捌玖"[i]: i + 1 for i in range(9)} | {
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨"[i]: i + 1 for i in range(9)
}
_DECORATION = re.compile(r"(?:\[bookmark:[^\]\n]{0,80}\]|[\s#*>【\[●★◆■▲◎•·~|]){0,40}")
_NUMBER = re.compile(
    rf"(?P<open>[(第])?\s{{0,2}}(?P<numeral>[{NUMERALS}]{{1,2}}|[{''.join(_DIGITS)}]|\d{{1,2}})?"
    r"\s{0,2}(?P<mark>[)】\]]?\s{0,2}(?:部分|章)?\s{0,2}[、.,:·]?\s{0,4})"
)
_FRONT = "(?:(?:政府信息|政务|信息)公开(?:工作)?)?"
_BETWEEN = r"[\s、,的]{0,3}"
_LETTER = re.compile(r"[^\W_的]")
_KEY_WORDS = re.compile(r"情况|概述|事项|措施|公开|诉讼|问题")
"""One of these stands in every heading, misprinted or not: a quick look before the close one."""
_SENTENCE_END = re.compile(r"(?<=[。;!?:,\s”)])[一二三四五六]\s?[、.,]")
_OUTLINE = re.compile(
    rf"(?P<open>第|\()?\s?(?P<numeral>[{NUMERALS}]{{1,2}})\s?(?P<mark>部分[、:.\s]?|[、.,)])\s?"
    r"(?P<words>[^\s。;:,][^。;:\n]{1,39}?)\s?(?P<end>[:。;]|$)"
)
_MAX_HEADING = 60
_MIN_SIMILARITY = 84
_MIN_FUZZY = 6
_MIN_UNNUMBERED = 4
_MIN_UNNUMBERED_SIMILARITY = 90
_MIN_INTRODUCING = 8
"""Letters of an official heading without number that may have its text behind a colon."""


class Heading(NamedTuple):
    """A heading as printed, for the structure checks."""

    number: int
    start: int
    end: int
    printed: str
    """The heading in the search view, with numeral, without what follows on the line."""
    numeral: str
    """Numeral and mark as printed: `一、`, `5、`, `四.`, or empty when lost."""
    wording: str
    """The heading's words, reduced to letters."""
    similarity: int
    official: bool
    """One of the six official sections (not of the report's own outline)."""


class _Title(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    title: str
    aliases: list[str] = []


class _Match(NamedTuple):
    """Words that were recognised as a section's heading."""

    number: int
    end: int
    similarity: int
    official: bool
    """The official wording itself."""
    length: int
    """Letters of it."""


@cache
def official_titles() -> dict[int, str]:
    """Return section number -> official heading."""
    return {entry.number: entry.title for entry in _titles()}


@cache
def _titles() -> tuple[_Title, ...]:
    file = data_folder("schemas") / "sections.yaml"
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
        return tuple(_Title.model_validate(entry) for entry in entries)
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise ConfigurationError(f"schemas/sections.yaml is malformed: {error}") from error


@cache
def _wordings() -> dict[str, int]:
    """Return reduced wording -> section number, the longest first."""
    found = {
        letters(wording): entry.number
        for entry in _titles()
        for wording in (entry.title, *entry.aliases)
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _long_wordings() -> dict[int, list[str]]:
    """Return the wordings that are known with a misprint too, by their length, longest first."""
    return {
        length: list(wordings)
        for length, wordings in groupby(_wordings(), key=len)
        if length >= _MIN_FUZZY
    }


@cache
def _exact() -> re.Pattern[str]:
    alternatives = [
        _BETWEEN.join(wording.replace("其他", "其#")).replace("#", "[他它]")
        for wording in _wordings()
    ]
    return re.compile(f"{_FRONT}{_BETWEEN}(?P<words>{'|'.join(alternatives)})")


def letters(text: str) -> str:
    """Reduce a text to what identifies it: no spaces, marks or 的."""
    return "".join(_LETTER.findall(text)).replace("其它", "其他")


def value_of(numeral: str | None) -> int | None:
    """Return the value of a heading's numeral, 1 to 19."""
    if not numeral:
        return None
    if numeral.isdecimal():
        return int(numeral)
    if numeral in _DIGITS:
        return _DIGITS[numeral]
    if len(numeral) == 2 and numeral[0] == "十" != numeral[1]:
        return 11 + NUMERALS.index(numeral[1])
    return NUMERALS.index(numeral) + 1 if len(numeral) == 1 else None


def is_bracketed(numeral: str) -> bool:
    """True for the marks of a lower level: （一）, 一）, ㈠."""
    return ")" in numeral or any(character in "㈠㈡㈢㈣㈤㈥㈦㈧㈨" for character in numeral)


def line_heading(view: str, line: Line) -> Heading | None:
    """Return the official heading that a line begins with."""
    decoration = _DECORATION.match(view, line.start, line.end)
    start = decoration.end() if decoration else line.start
    number = _NUMBER.match(view, start, line.end)
    if number is None or start == line.end:
        return None
    prefix = number.group()
    if not number["numeral"] and not prefix.strip():
        number_end, prefix = start, ""
    else:
        number_end = number.end()
    match = _match(view, number_end, line, wrapped=bool(number["numeral"]))
    if match is None:
        return None
    tail = view[match.end : max(line.end, match.end)].strip()
    if not _is_accepted(match, value_of(number["numeral"]), "".join(prefix.split()), tail):
        return None
    return _heading(view, start, number_end, match)


def inner_headings(view: str, line: Line) -> Iterator[Heading]:
    """Yield official headings in the middle of a line, behind the end of a sentence."""
    for place in _SENTENCE_END.finditer(view, line.start, line.end):
        match = _match_exact(view, place.end(), line.end)
        numeral = value_of(view[place.start()])
        if match is not None and match.number == numeral:
            yield _heading(view, place.start(), place.end(), match)


def _heading(view: str, start: int, words: int, match: _Match) -> Heading:
    printed = view[start : match.end].strip()
    wording = re.sub(r"[^\w]|_", "", view[words : match.end])
    numeral = "".join(view[start:words].split())
    return Heading(
        match.number, start, match.end, printed, numeral, wording, match.similarity, True
    )


def _match(view: str, start: int, line: Line, *, wrapped: bool) -> _Match | None:
    """Match a section's wording; behind a numeral it may go on on the next line."""
    stop = start + _MAX_HEADING if wrapped else line.end
    exact = _match_exact(view, start, stop)
    near = view[start : min(line.end, start + _MAX_HEADING)]
    # A misprint is looked for where a numeral or the line's length tells of a heading.
    may_be_heading = wrapped or line.end - start <= _MAX_HEADING
    if exact is not None or not may_be_heading or _KEY_WORDS.search(near) is None:
        return exact
    return _match_similar(near, start)


def _match_similar(text: str, offset: int) -> _Match | None:
    places = [match.start() for match in _LETTER.finditer(text)]
    reduced = "".join(text[place] for place in places)
    best: _Match | None = None
    for length, wordings in _long_wordings().items():
        if len(reduced) < length - 2:
            continue
        least = max(_MIN_SIMILARITY, best.similarity + 1 if best else 0)
        found = process.extractOne(
            reduced[:length], wordings, scorer=fuzz.ratio, score_cutoff=least
        )
        if found is not None:
            wording, ratio, _ = found
            end = offset + places[min(length, len(places)) - 1] + 1
            best = _Match(_wordings()[wording], end, min(int(ratio), 99), False, length)
    return best


def _match_exact(view: str, start: int, stop: int) -> _Match | None:
    found = _exact().match(view, start, stop)
    if found is None:
        return None
    number = _wordings()[letters(found["words"])]
    whole = letters(found.group())
    official = whole == letters(official_titles()[number])
    return _Match(number, found.end(), 100, official, len(whole))


def _is_accepted(match: _Match, numeral: int | None, prefix: str, tail: str) -> bool:
    """Tell a section's heading from a sub-heading, an enumeration and prose of the same words."""
    alone = not tail.strip(":。.】]*# ")
    if is_bracketed(prefix):
        # （三）依申请公开… with its text is a sub-heading; so is one that is counted otherwise.
        return numeral == match.number and match.official and alone
    if numeral is not None and numeral != match.number:
        # A wrong numeral is a misprint only on a line of its own with the official wording.
        return match.official and alone
    if prefix:
        return match.similarity == 100 or alone or tail[0] in ":。"
    if alone:
        return match.similarity >= _MIN_UNNUMBERED_SIMILARITY and match.length >= _MIN_UNNUMBERED
    return match.official and tail[0] == ":" and match.length >= _MIN_INTRODUCING


def outline_heading(view: str, line: Line) -> Heading | None:
    """Return a heading of any wording at the beginning of a line: 一、收费及减免情况."""
    decoration = _DECORATION.match(view, line.start, line.end)
    start = decoration.end() if decoration else line.start
    found = _OUTLINE.match(view, start, line.end)
    if found is None or (found["open"] == "(") != (found["mark"] == ")"):
        return None
    if (found["open"] == "第") != found["mark"].startswith("部分") or found["words"][-1] in "、,":
        return None
    numeral = "".join(view[start : found.start("words")].split())
    number = value_of(found["numeral"])
    if number is None or core(found["words"]) in _row_labels():
        return None
    end = found.end("words")
    words = re.sub(r"[^\w]|_", "", found["words"])
    return Heading(number, start, end, view[start:end].strip(), numeral, words, 100, False)


def meant_number(heading: Heading) -> int | None:
    """Return the official section that a heading's words name, whatever its numeral."""
    match = _match_exact(heading.wording, 0, len(heading.wording))
    return match.number if match else None


def section_named(view: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return the official section whose wording stands at a place, and where the wording ends."""
    match = _match_exact(view, start, stop)
    return (match.number, match.end) if match else None


@cache
def _row_labels() -> frozenset[str]:
    """Rows of table three that are numbered like headings: 四、结转下年度继续办理."""
    return frozenset(
        core(label)
        for form in load_forms().values()
        for row in form.applications.rows.values()
        for label in row.labels
    )
