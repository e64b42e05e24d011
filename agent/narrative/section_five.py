"""Section five -> the problems and the measures it lists, one quote an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.contract import Quote
from agent.documents.document import Document
from agent.narrative.passages import Passage

_MEASURES = re.compile(
    r"下一步|改进(?:情况|措施|方向|办法|工作)[:：]?|工作打算|整改措施|今后[^,;。]{0,10}(?:抓好|工作|做好|将)|"
    r"(?:20\d\d年|我们|我[区县市局镇乡街]\w{0,4}|本机关|本单位)[,]?[^,;。\n]{0,6}将|针对(?:上述|以上|存在)[^,;。\n]{0,8}问题"
)
_ITEM = re.compile(
    r"(?:^|(?<=[\n。;:,!?]))[ \t]{0,8}"
    r"(?:[一二三四五六七八九十]{1,2}是|\d{1,2}(?:[、.](?!\d)|、(?=20\d\d年))|[一二三四五六七八九十]{1,2}[、.]"
    r"|[(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)]|首先[,]?|其次[,]?|再次[,]?|最后[,]?|第[一二三四五六][,、])"
)
_LEVEL_HEADING = re.compile(
    r"[(][一二三四五六七八九十][)][^\n]{0,40}(?:问题|情况|措施|打算|工作|方向)[:：。]?\s*$"
)


def read_section_five(
    document: Document, parts: Sequence[Passage]
) -> tuple[list[Quote], list[Quote]]:
    """Return problems and measures, in order of place."""
    problems: list[Quote] = []
    measures: list[Quote] = []
    for part in parts:
        start = document.view.find("\n", part.start, part.end)
        start = part.start if start < 0 else start
        cue = _MEASURES.search(document.view, start, part.end)
        cut = cue.start() if cue else part.end
        problems += _items(document, start, cut)
        measures += _items(document, cut, part.end)
    return problems, measures


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
    return [(start + a, start + b) for a, b in spans if b - a > 12]


def _quotes(document: Document, spans: list[tuple[int, int]]) -> Iterator[Quote]:
    for start, end in spans:
        stop = _heading_inside(document.view, start, end)
        text = document.text[start:stop]
        lead = len(text) - len(text.lstrip())
        quote = text.strip()
        if len(quote) > 4:
            yield Quote(quote=quote, start=start + lead, end=start + lead + len(quote))


def _heading_inside(view: str, start: int, end: int) -> int:
    """Cut an item before the next sub-heading line (（二）下一步工作打算)."""
    for match in re.finditer(
        r"\n\s*(?:\[bookmark: [^\]]{0,40}\])?[(][一二三四五][)]", view[start:end]
    ):
        return start + match.start()
    return end
