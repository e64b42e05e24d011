"""Headings -> the report's sections: the six official ones in every variant, else its own outline.

Candidates are places that begin with a section's wording. Rows of table three that look like
headings lie inside the table and are not looked at; lists of contents have next to nothing between
their headings; of what is left, the best candidates in ascending order are kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.documents.document import Document, Span
from agent.documents.lines import Line, is_page_furniture, iter_lines
from agent.report import Section
from agent.sections.headings import (
    NUMERALS,
    Heading,
    inner_headings,
    is_bracketed,
    line_heading,
    meant_number,
    official_titles,
    outline_heading,
)

__all__ = ["Heading", "SectionsReading", "official_titles", "read_sections"]

_MIN_SECTIONS = 2
_MIN_ROOM = 20
"""Letters between two headings below which they may be lines of a list of contents."""
_MIN_LISTED = 3
_MAX_CANDIDATES = 400
"""Far more than a report has; the time that choosing takes grows with the square."""
_FOOTER = re.compile(
    r"\s*(?:[\[【]?(?:打印|关闭|上一篇|下一篇|上一条|下一条|扫一扫|扫描二维码|分享到|返回顶部|附件下载"
    r"|相关词条|热门词条|相关链接|友情链接|责任编辑|版权所有|主办单位|主办[:：]|网站地图|网站标识码"
    r"|相关阅读|相关文章|关于我们|联系我们\s)[^\n]{0,60})"
)


class SectionsReading(NamedTuple):
    """The sections with their headings."""

    sections: list[Section]
    headings: list[Heading]
    repeated: list[Heading]
    """Further headings of a section that already has one."""
    contents: list[Span]
    """Lines of a list of contents."""


class _Candidates(NamedTuple):
    """Possible headings in order, with the room that each has below it."""

    headings: list[Heading]
    room: dict[Heading, int]


def read_sections(
    document: Document, tables: Sequence[Span], *, part: bool = False
) -> SectionsReading:
    """Find the sections of a document.

    Args:
        tables: places of the official tables, whose rows are no headings.
        part: the document is a part of a report: it has official sections or none.
    """
    lines = [line for line in iter_lines(document.view, *document.body) if line.text.strip()]
    free = _outside(lines, tables)
    official = _with_room(document, _official(document.view, free)[:_MAX_CANDIDATES])
    chosen = _best_chain(official, lambda before, number: before < number)
    counted = [found for line in free if (found := outline_heading(document.view, line))]
    outline = _own_outline(document, counted)
    if not part and _is_of_its_own(chosen, outline, has_tables=bool(tables)):
        headings = outline
    else:
        headings = _completed(chosen, [h for h in counted if not is_bracketed(h.numeral)])
    end = _content_end(document, lines, headings)
    known = {heading.start for heading in headings}
    listed = [h for h in _listed(official, document.view) if h.start not in known]
    known.update(heading.start for heading in listed)
    return SectionsReading(
        _sections(document, headings, end),
        headings,
        [
            heading
            for heading in official.headings
            if heading.start not in known and _is_plain(heading)
        ],
        [Span(heading.start, _line_end(document.view, heading.end)) for heading in listed],
    )


def _outside(lines: Sequence[Line], tables: Sequence[Span]) -> list[Line]:
    """Return the lines outside the tables; a line that a table begins or ends in is cut."""
    free = []
    for line in lines:
        start, end = line.start, line.end
        for table in tables:
            if table.start <= start < table.end:
                start = min(table.end, end)
            elif start < table.start < end:
                end = table.start
        if start < end:
            free.append(Line(start, end, line.text[start - line.start : end - line.start]))
    return free


def _official(view: str, lines: Sequence[Line]) -> list[Heading]:
    found: dict[int, Heading] = {}
    for line in lines:
        first = line_heading(view, line)
        for heading in [*([first] if first else []), *inner_headings(view, line)]:
            found.setdefault(heading.start, heading)
    return sorted(found.values(), key=lambda heading: heading.start)


def _with_room(document: Document, headings: list[Heading]) -> _Candidates:
    """Count the letters between each heading and the next one."""
    ends = [*(heading.start for heading in headings[1:]), document.body.end]
    room = {
        heading: sum(map(str.isalpha, document.view[heading.end : min(end, heading.end + 200)]))
        for heading, end in zip(headings, ends, strict=False)
    }
    return _Candidates(headings, room)


def _best_chain(candidates: _Candidates, follows: Callable[[int, int], bool]) -> list[Heading]:
    """Choose at most one heading a section, in ascending order, with the highest total weight.

    Args:
        follows: tells whether a number may come after another; 0 stands before the first.
    """
    headings = candidates.headings
    best: list[tuple[float, int]] = []
    for i, heading in enumerate(headings):
        weight = _weight(heading, candidates.room[heading])
        score, previous = (weight if follows(0, heading.number) else 0.0), -1
        for j in range(i):
            reached = best[j][0] + weight
            if best[j][0] and follows(headings[j].number, heading.number) and reached > score:
                score, previous = reached, j
        best.append((score, previous))
    chosen: list[Heading] = []
    position = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while position >= 0 and best[position][0]:
        chosen.append(headings[position])
        position = best[position][1]
    return chosen[::-1]


def _weight(heading: Heading, room: int) -> float:
    """Rate a candidate: wording, its own numeral, any other; `（二）` is mostly a level lower."""
    weight = heading.similarity / 100
    if is_bracketed(heading.numeral):
        weight += 0.2
    elif heading.numeral.lstrip("第").startswith(NUMERALS[heading.number - 1]):
        weight += 1.0
    elif heading.numeral:
        weight += 0.5
    return weight + (0.4 if room >= _MIN_ROOM else 0) + (0.2 if room >= 5 * _MIN_ROOM else 0)


def _own_outline(document: Document, counted: Sequence[Heading]) -> list[Heading]:
    """Return the report's top-level headings, whatever their words, numbered from one."""
    for bracketed in (False, True):
        level = [heading for heading in counted if is_bracketed(heading.numeral) == bracketed]
        candidates = _with_room(document, level[:_MAX_CANDIDATES])
        chain = _best_chain(candidates, lambda before, number: before + 1 == number)
        if len(chain) >= _MIN_SECTIONS:
            return chain
    return []


def _is_of_its_own(
    chosen: Sequence[Heading], outline: Sequence[Heading], *, has_tables: bool
) -> bool:
    """Tell a report with an outline of its own (before the forms; universities) from the official.

    Its headings are more, or have other numbers than the form gives to such words.
    """
    if len(outline) < max(_MIN_SECTIONS, len(chosen) + 1):
        return False
    if len(chosen) < _MIN_SECTIONS:
        return True
    named = {heading.start for heading in chosen}
    others = [heading for heading in outline if heading.start not in named]
    renumbered = any(meant_number(heading) not in (None, heading.number) for heading in outline)
    more = len(outline) > len(official_titles()) or 2 * len(others) >= len(outline)
    return not has_tables and (renumbered or more)


def _completed(chosen: list[Heading], counted: Sequence[Heading]) -> list[Heading]:
    """Add sections that only their numeral tells: between two known ones, or behind the last.

    A numeral tells where nothing else is counted in between.
    """
    if len(chosen) < _MIN_SECTIONS:
        return chosen
    headings: list[Heading] = []
    for before, behind in zip([None, *chosen], [*chosen, None], strict=True):
        start, number = (before.start, before.number) if before else (-1, 0)
        between = [h for h in counted if start < h.start and (not behind or h.start < behind.start)]
        numbers = range(number + 1, behind.number) if behind else itertools.count(number + 1)
        added = list(
            itertools.takewhile(
                lambda pair: pair[0].number == pair[1], zip(between, numbers, strict=False)
            )
        )
        if not behind or len(added) == len(between):
            headings += [h._replace(official=h.number in official_titles()) for h, _ in added]
        if behind:
            headings.append(behind)
    return headings


def _is_plain(heading: Heading) -> bool:
    """True for the exact words under a numeral of the top level."""
    return heading.similarity == 100 and bool(heading.numeral) and not is_bracketed(heading.numeral)


def _listed(official: _Candidates, view: str) -> list[Heading]:
    """Return the headings of lists: on one line, or with next to nothing between them."""
    listed: list[Heading] = []
    run: list[Heading] = []
    for heading in [*official.headings, None]:
        near = run and (
            official.room[run[-1]] < _MIN_ROOM
            or (heading is not None and "\n" not in view[run[-1].end : heading.start])
        )
        if not near or heading is None:
            listed += run if len(run) >= _MIN_LISTED else []
            run = []
        if heading is not None:
            run.append(heading)
    return listed


def _line_end(view: str, start: int) -> int:
    end = view.find("\n", start)
    return len(view) if end < 0 else end


def _content_end(document: Document, lines: Sequence[Line], headings: Sequence[Heading]) -> int:
    """Return where the last section ends: before a page's footer, after the last text."""
    if not headings:
        return document.body.end
    last = headings[-1]
    end = last.end
    for line in lines:
        if line.start <= last.start:
            continue
        if _FOOTER.match(line.text):
            break
        if not is_page_furniture(line.text):
            end = line.end
    return end


def _sections(document: Document, headings: Sequence[Heading], end: int) -> list[Section]:
    sections = []
    for index, heading in enumerate(headings):
        last = index + 1 == len(headings)
        stop = max(end, heading.end) if last else headings[index + 1].start
        title = document.text[heading.start : heading.end].strip()
        sections.append(Section(number=heading.number, title=title, start=heading.start, end=stop))
    return sections
