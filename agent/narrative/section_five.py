"""Section five, or what an older outline has in its place -> the problems and the measures it
lists, one quote an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.contract import Quote
from agent.documents.document import Document
from agent.narrative.passages import Passage
from agent.report import Section

_MEASURES = re.compile(
    r"下一(?:步|阶段|年度?)|下学年|改进(?:情况|措施|举措|方向|办法|工作)[:：]?|工作打算|整改措施|今后[^,;。]{0,10}(?:抓好|工作|做好|将)|"
    r"[^,;。\n]{0,6}将[^,;。\n]{0,6}(?:以下|如下|下列)[^,;。\n]{0,6}方面|"
    r"(?:20\d\d年|我们|我[区县市局镇乡街]\w{0,4}|本机关|本单位)[,]?[^,;。\n]{0,6}将|针对(?:上述|以上|存在)[^,;。\n]{0,8}问题"
)
_PROBLEMS_TITLE = re.compile(r"问题|不足|困难")
_MEASURES_TITLE = re.compile(r"改进|打算|下一步|下步|今后|下年|工作计划|措施")
_HEADING_MARK = re.compile(
    r"\s*(?:[(][一二三四五六七八九十][)]|[一二三四五六七八九十\d]{1,2}[、.])\s*[^,;。\n]{0,10}"
)
_ITEM = re.compile(
    r"(?:^|(?<=[\n。;:,!?]))[ \t]{0,8}"
    r"(?:[一二三四五六七八九十]{1,2}是|\d{1,2}(?:[、.](?!\d)|、(?=20\d\d年))|[一二三四五六七八九十]{1,2}[、.]"
    r"|[(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)]|首先[,]?|其次[,]?|再次[,]?|最后[,]?|第[一二三四五六][,、])"
)
_BEHIND = re.compile(
    r"\n\s*附[表件][^\n。]{0,30}\n|\n[^\n。;]{0,40}\n?\s*(?:20\d\d|二[〇○零]..)年.{1,3}月.{1,3}日\s*(?=\n|$)"
)
_TITLE_ONLY = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]{1,2})?(?:目前|当前)?(?:存在的?)?(?:主要)?(?:问题|不足|改进(?:措施|情况)|整改措施|下一步(?:工作)?(?:打算|措施|计划)?)(?:和不足)?[。:]?"
)
"""A heading that its list follows on the line."""
_LEADS_ON = re.compile(r"[^;]{0,40}:")
"""What only begins a list (2017年,我局将:)."""
_LEAD = " \t\r\n\u3000\u00a0:：。.，,"
"""Behind a title that its text follows on the line."""
_LEVEL_HEADING = re.compile(
    r"[(][一二三四五六七八九十][)][^\n]{0,40}(?:问题|情况|措施|打算|工作|方向)[:：。]?\s*$"
)


def read_section_five(
    document: Document, sections: Sequence[Section], parts: Sequence[Passage]
) -> tuple[list[Quote], list[Quote]]:
    """Return problems and measures, in order of place."""
    problems: list[Quote] = []
    measures: list[Quote] = []
    for section, title in _sections(document.view, sections):
        for part in parts:
            if not section.start <= part.start < section.end:
                continue
            start = max(part.start, section.start + len(section.title))
            end = _text_end(document.view, start, part.end)
            cut = _first_measure(document.view, start, end)
            if not _PROBLEMS_TITLE.search(title) and _MEASURES_TITLE.search(title):
                cut = start
            problems += _items(document, start, cut)
            measures += _items(document, cut, end)
    return problems, measures


def _sections(view: str, sections: Sequence[Section]) -> list[tuple[Section, str]]:
    """Return the sections on problems and on what is to be done, else section five."""
    titled = [(s, view[s.start : s.start + len(s.title)]) for s in sections]
    named = [
        (section, title)
        for section, title in titled
        if _PROBLEMS_TITLE.search(title) or _MEASURES_TITLE.search(title)
    ]
    return named or [(section, title) for section, title in titled if section.number == 5]


def _text_end(view: str, start: int, end: int) -> int:
    """Return where the text ends: before a signature and what is attached."""
    found = _BEHIND.search(view, start, end)
    return found.start() if found else end


def _first_measure(view: str, start: int, end: int) -> int:
    """Return where the measures begin: at the mark of their heading, where it has one."""
    cue = _MEASURES.search(view, start, end)
    if cue is None:
        return end
    line = max(start, view.rfind("\n", start, cue.start()) + 1)
    return line if _HEADING_MARK.fullmatch(view, line, cue.start()) else cue.start()


def _items(document: Document, start: int, end: int) -> list[Quote]:
    """Return the listed items of a stretch; without a list, its sentences that say something."""
    marks = [match.start() for match in _ITEM.finditer(document.view, start, end)]
    marks = [mark for mark in marks if not _is_heading(document.view, mark, end)]
    if not marks:
        return list(_quotes(document, _sentences(document.view, start, end)))
    bounds = [*marks, end]
    spans = [(a, b) for a, b in zip(bounds, bounds[1:], strict=False)]
    return list(_quotes(document, spans))


def _is_heading(view: str, mark: int, end: int) -> bool:
    line_end = view.find("\n", mark, end)
    line = view[mark : end if line_end < 0 else line_end].strip()
    return _LEVEL_HEADING.fullmatch(line) is not None


def _sentences(view: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = [m.span() for m in re.finditer(r"[^\n]+", view[start:end])]
    places = [(start + a, start + b) for a, b in spans]
    return [(a, b) for a, b in places if b - a > (5 if view[b - 1] == "。" else 12)]


def _quotes(document: Document, spans: list[tuple[int, int]]) -> Iterator[Quote]:
    for start, end in spans:
        stop = _heading_inside(document.view, start, end)
        text = document.text[start:stop]
        lead = len(text) - len(text.lstrip(_LEAD))
        quote = text[lead:].rstrip()
        first = start + lead
        view = document.view[first : first + len(quote)]
        if len(quote) > 4 and not _TITLE_ONLY.fullmatch(view) and not _LEADS_ON.fullmatch(view):
            yield Quote(quote=quote, start=first, end=first + len(quote))


def _heading_inside(view: str, start: int, end: int) -> int:
    """Cut an item before the next sub-heading line (（二）下一步工作打算)."""
    for match in re.finditer(
        r"\n\s*(?:\[bookmark: [^\]]{0,40}\])?[(][一二三四五][)]", view[start:end]
    ):
        return start + match.start()
    return end
