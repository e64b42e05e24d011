"""Headings -> the report's sections: the six official ones in every variant, else its own outline.

Candidates are lines that begin with a section's wording. Lines of a table of contents are dropped,
rows of table three that look like headings lie inside the table and are not looked at, and the
best candidates in ascending order are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import fuzz

from agent.documents.document import Document, Span
from agent.documents.lines import Line, is_page_furniture, iter_lines
from agent.errors import ConfigurationError
from agent.report import Section
from agent.resources import data_folder

_NUMERALS = "一二三四五六七八九十"
_BOOKMARK = re.compile(r"\[bookmark: [^\]]{0,80}\]|^[#*>\s]{1,12}|\*\*")
_NUMBERED = re.compile(
    rf"(?P<open>[(第]?)(?P<numeral>[{_NUMERALS}]{{1,2}}|\d{{1,2}})?(?P<mark>[)、.,:部分\s]{{0,4}})"
)
_MARKS = re.compile(r"[^\w]|_")
_MAX_HEADING = 60
_KEY_WORDS = re.compile(r"情况|概述|事项|措施|公开|诉讼")
"""One of these stands in every heading, misprinted or not: a quick look before the close one."""
_MIN_SIMILARITY = 84
_MIN_SECTIONS = 2
_FOOTER = re.compile(
    r"\s*(?:[\[【]?(?:打印|关闭|上一篇|下一篇|上一条|下一条|扫一扫|分享到|返回顶部|附件下载|相关词条|热门词条"
    r"|相关链接|友情链接|责任编辑|版权所有|主办单位|网站地图|相关阅读|相关文章)[^\n]{0,40})"
)


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


class SectionsReading(NamedTuple):
    """The sections with their headings."""

    sections: list[Section]
    headings: list[Heading]
    repeated: list[Heading]
    """Further headings of a section that already has one."""


class _Title(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    title: str
    aliases: list[str] = []


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
    """Return reduced wording -> section number, official wordings and aliases."""
    return {
        _reduce(wording): entry.number
        for entry in _titles()
        for wording in (entry.title, *entry.aliases)
    }


def _reduce(text: str) -> str:
    return _MARKS.sub("", text)


def read_sections(document: Document, tables: Sequence[Span]) -> SectionsReading:
    """Find the sections of a document.

    Args:
        tables: places of the official tables, whose rows are no headings.
    """
    lines = [line for line in iter_lines(document.view, *document.body) if line.text.strip()]
    free = [
        line for line in lines if not any(t.start < line.end and line.start < t.end for t in tables)
    ]
    candidates = [heading for line in free for heading in _candidates(line)]
    candidates = _without_contents(candidates, lines)
    chosen = _best_ascending(candidates)
    if len(chosen) < _MIN_SECTIONS:
        outline = _own_outline(free)
        if len(outline) >= max(_MIN_SECTIONS, len(chosen) + 1):
            chosen = outline
    repeated = [c for c in candidates if c not in chosen and c.similarity == 100 and c.numeral]
    end = _content_end(document, lines, chosen)
    return SectionsReading(_sections(document, chosen, end), chosen, repeated)


def _candidates(line: Line) -> Iterator[Heading]:
    """Yield the heading that a line begins with, if any; two on one line are a contents line."""
    blanked = _BOOKMARK.sub(lambda m: " " * len(m.group()), line.text[:400])
    text = blanked.lstrip()
    if not text:
        return
    offset = line.start + len(blanked) - len(text)
    found = []
    for number, numeral, length, similarity, wording in _match(text):
        found.append(
            Heading(
                number,
                offset,
                offset + length,
                text[:length].strip(),
                numeral,
                wording,
                similarity,
                True,
            )
        )
    if found and not _is_contents_line(text):
        yield max(found, key=lambda h: (h.similarity, len(h.wording)))


def _match(text: str) -> Iterator[tuple[int, str, int, int, str]]:
    """Yield (section, numeral, length, similarity, wording) for each wording `text` begins with."""
    numbered = _NUMBERED.match(text)
    prefix = numbered.group() if numbered else ""
    if numbered and not numbered["numeral"] and not numbered["mark"].strip():
        prefix = ""
    numeral_value = _numeral_value(numbered["numeral"]) if numbered and prefix else None
    rest = text[len(prefix) :]
    bracketed = bool(numbered and numbered["open"] == "(")
    if _KEY_WORDS.search(rest, 0, _MAX_HEADING) is None:
        return
    reduced = _reduce(rest[:_MAX_HEADING])
    for wording, number in _wordings().items():
        printed = reduced[: len(wording)]
        exact = printed == wording
        similarity = 100 if exact else int(fuzz.ratio(printed, wording))
        if len(wording) < 6 and not exact or similarity < _MIN_SIMILARITY:
            continue
        length = _prefix_length(rest, len(wording))
        tail = rest[length:].lstrip(":：。.").strip()
        if not _may_be_heading(wording, number, numeral_value, bracketed, prefix, tail, rest):
            continue
        yield number, "".join(prefix.split()), len(prefix) + length, similarity, printed


def _may_be_heading(
    wording: str,
    number: int,
    numeral: int | None,
    bracketed: bool,
    prefix: str,
    tail: str,
    rest: str,
) -> bool:
    if bracketed and tail:
        return False  # （三）依申请公开… : a sub-heading with its text
    if numeral is not None and numeral != number and (bracketed or not tail):
        # A wrong numeral is a misprint only on a line of its own with the official wording.
        return not bracketed and wording == _reduce(official_titles()[number])
    if bracketed:
        return numeral == number and wording == _reduce(official_titles()[number])
    if not prefix:
        return not tail and len(wording) >= 6 or len(wording) >= 10 and len(tail) < _MAX_HEADING
    return True


def _numeral_value(numeral: str | None) -> int | None:
    if not numeral:
        return None
    if numeral.isdigit():
        return int(numeral)
    return _NUMERALS.index(numeral[0]) + 1 if len(numeral) == 1 else None


def _prefix_length(text: str, letters: int) -> int:
    """Return how many characters of `text` hold its first `letters` letters."""
    seen = 0
    for position, character in enumerate(text):
        if not _MARKS.match(character):
            seen += 1
            if seen == letters:
                return position + 1
    return len(text)


def _is_contents_line(text: str) -> bool:
    """True for a line that lists headings, or one with leaders and a page number."""
    reduced = _reduce(text)
    listed = sum(1 for entry in _titles() if _reduce(entry.title) in reduced)
    return (
        listed >= 3 or re.search(r"(?:\.{3,}|…{1,}|·{3,}|\t)\s*-?\d{1,3}-?\s*$", text) is not None
    )


def _without_contents(candidates: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Drop runs of three or more headings that have nothing between them."""
    starts = [line.start for line in lines]

    def line_index(heading: Heading) -> int:
        return bisect_right(starts, heading.start)

    runs: list[list[Heading]] = []
    for heading in candidates:
        if runs and line_index(heading) - line_index(runs[-1][-1]) <= 1:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    kept = [heading for run in runs if len(run) < 3 for heading in run]
    numbers = {heading.number for heading in kept}
    # Without the text's own headings the list is all there is.
    return kept if len(numbers) >= _MIN_SECTIONS else candidates


def _best_ascending(candidates: list[Heading]) -> list[Heading]:
    """Choose at most one heading a section, in ascending order, with the highest total weight."""
    best: list[tuple[float, int]] = []
    for i, heading in enumerate(candidates):
        weight = _weight(heading)
        score, previous = weight, -1
        for j in range(i):
            if candidates[j].number < heading.number and best[j][0] + weight > score:
                score, previous = best[j][0] + weight, j
        best.append((score, previous))
    chosen: list[Heading] = []
    position = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while position >= 0:
        chosen.append(candidates[position])
        position = best[position][1]
    return chosen[::-1]


def _weight(heading: Heading) -> float:
    """Rate a candidate: wording, its own numeral, any other; `（二）` is mostly a level lower."""
    weight = heading.similarity / 100
    if heading.numeral.startswith(_NUMERALS[heading.number - 1]):
        weight += 1.0
    elif heading.numeral:
        weight += 0.2 if "(" in heading.numeral else 0.5
    return weight


def _own_outline(lines: Sequence[Line]) -> list[Heading]:
    """Return the report's own top-level headings (一、… 二、…), for reports before the forms."""
    headings: list[Heading] = []
    for line in lines:
        text = _BOOKMARK.sub(lambda m: " " * len(m.group()), line.text).strip()
        match = re.match(rf"([{_NUMERALS}])\s*[、.]\s*(\S[^。;]{{1,40}})$", text)
        if match is None:
            continue
        number = _NUMERALS.index(match[1]) + 1
        if number != (headings[-1].number + 1 if headings else 1):
            continue
        start = line.start + len(line.text) - len(line.text.lstrip())
        headings.append(
            Heading(
                number,
                start,
                start + len(text),
                text,
                match[1] + "、",
                _reduce(match[2]),
                100,
                False,
            )
        )
    return headings


def _content_end(document: Document, lines: Sequence[Line], chosen: list[Heading]) -> int:
    """Return where the last section ends: before a page's footer, after the last text."""
    if not chosen:
        return document.body.end
    last = chosen[-1]
    end = last.end
    for line in lines:
        if line.start <= last.start:
            continue
        if _FOOTER.match(line.text):
            break
        if not is_page_furniture(line.text):
            end = line.end
    return end


def _sections(document: Document, headings: list[Heading], end: int) -> list[Section]:
    sections = []
    for index, heading in enumerate(headings):
        last = index + 1 == len(headings)
        stop = max(end, heading.end) if last else headings[index + 1].start
        title = document.text[heading.start : heading.end].strip()
        sections.append(Section(number=heading.number, title=title, start=heading.start, end=stop))
    return sections
