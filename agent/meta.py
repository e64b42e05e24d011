"""Reads what a report says about itself: title, body, year, period, date of issue, contacts.

Only the lead (before the first section) and the tail (around the end of the last) are searched, so
that no date or number of the narrative is taken, and a large file costs no more than a small one.
Patterns run on the search view; what is returned is cut from the source text. A damaged date
(`202011日`) is read only where it can be read in one way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from agent.dates import DATE, DIGITS, RANGE, YEAR, Period, arabic, read_date, read_range
from agent.documents.document import Document, Span
from agent.documents.view import fold
from agent.regions import resolve
from agent.report import Meta

_SAYING = re.compile(r"\S[^\r\n\u2028\u2029]*")
_MARKS = re.compile(r"\[bookmark:[^\]\n]{0,60}\]|[*#]")

_TITLE = re.compile(
    r"(?:附件\d{0,2}[:.]?|[Pp]age\d{1,3}[-_])?(?:(?:标题|名称|题名):?)?《?(?P<title>(?P<before>[^,。;:!?《》|>]{0,60}?)"
    rf"(?:政府信息|政务信息|政务|信息)公开(?:工作|情况|年度|的|\(?{YEAR}年?度?\)?){{0,5}}"
    rf"(?:年报|报告|总结)(?:\(?{YEAR}年?度?\)?)?)》?"
)
_NO_TITLE = re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}[、.)]|根据|按照|依据|现将|编制|首页")
_NOT_BODY = re.compile(rf"关于(?:公布|发布|印发|做好)?|{YEAR}年?度?|年度|$")
_BODY_END = re.compile(r"(?:的|开展|实施|政务公开(?:和|及|暨)|[-—.:《])+$")
_BODY_LINE = re.compile(
    r"[一-鿿()·、]{1,38}(?:政府|[办公]室|办公厅|(?<!网)站|[局厅委院处队所馆会部署社校学镇乡县区市省州旗盟行]|"
    r"中心|街道|集团|公司|海关|苏木)"
)
_PUBLISHER = re.compile(
    r"(?:(?:发布|公开)(?:机构|单位|机关|主体)|发文机关|信息来源|来源)[:\s]{1,4}([^\s,。;:|]{2,40})"
)
_ANNOUNCED = re.compile(
    rf"(?:现(?:予以?)?(?:公布|发布)|编制)《?([^\s,。;:《》|]{{2,38}}?){YEAR}年?度?(?:政府|政务)?信息公开"
    r"|由([^\s,。;:《》|]{2,38}?)(?:负责)?编制"
)
_PERIOD_CUE = re.compile(r"统计|所列|报告期|(时限|期限|时段|起止|周期|数据)")
_SIGNED = re.compile(rf"([^,。;:]{{0,40}}?)\(?({DATE})\)?(?:印发|发布|公布)?[。.]?")
_DAY = r"[:\s]{0,4}(\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2})"
_ISSUED = ("(?:发布|公布|公开)(?:日期|时间)", "(?:成文|发文|生成|印发)(?:日期|时间)", "日期|时间")
_PHONE = re.compile(
    r"(?:电话|联系方式|致电|联系[^\n。]{0,60}?)(?:号码|\(传真\)|/传真)?[:为(\s]{0,4}"
    r"((?:\(0\d{2,3}\)|(?<!\d)0\d{2,3})\s?[-—]{0,2}\s?\d{7,8}(?!\d)(?:[-转]\d{1,5}(?!\d))?"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)400-?\d{3,4}-?\d{3,4}(?!\d)|(?<![\d-])[2-8]\d{6,7}(?![\d-]))"
)
_EMAIL = re.compile(
    r"(?<![\w.%+-])(\w[\w.%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,10})", re.ASCII
)
_WEBSITE = re.compile(
    r"(?<![@A-Za-z0-9.-])((?:https?://)?(?:[A-Za-z0-9-]{1,63}\.){1,5}(?:cn|com|net|org|gov)"
    r"(?![A-Za-z0-9-])(?::\d{2,5})?(?:/[A-Za-z0-9_./?=&%#~-]{0,200})?)"
)
_CONTACT_CUE = r"疑问|咨询|联系|查阅|下载|邮箱|网址|登[录陆]"
_SITE_CUE = r"网|登[录陆]|查[阅询]|下载"
_NOT_OURS = re.compile(
    r"(?:举报|投诉|监督|热线|(?<!电话[(/])传真)[^。]{0,8}$|标识码|备案|主办|技术支持|版权"
)


class _Line(NamedTuple):
    """A line of the view without blanks and marks, and its characters' places in the source."""

    view: str
    places: Sequence[int]


class _Name(NamedTuple):
    """A title or a body: as it stands in the source, and in the view."""

    text: str
    view: str


class _Title(NamedTuple):
    name: _Name
    body: _Name | None
    year: int | None


def title_year(document: Document) -> int | None:
    """Return the year in the title, for readers that come before the sections are known."""
    lead = _windows(document, None, None)[0]
    titles = (_find_title(document.text, _lines(document.view, lead)), _page_title(document))
    return next((title.year for title in titles if title and title.year), None)


def read_meta(
    document: Document, first_section_start: int | None, last_section_end: int | None
) -> Meta:
    """Return the report's statements about itself; script and forms are left to the caller."""
    lead, opening, tail, whole = _windows(document, first_section_start, last_section_end)
    lines = [_lines(document.view, window) for window in (lead, opening, tail)]
    found = [_find_title(document.text, lines[0]), _page_title(document)]
    titles = [title for title in found if title]
    signed_by, signed_on = _signature(document.text, lines[2])
    below = _below_title(document.text, lines[0], found[0])
    bodies = [found[0].body if found[0] else None, below, signed_by, _publisher(document, lead)]
    bodies += [title.body for title in titles] + [_property(document, "contentsource", "author")]
    bodies.append(_announced(document, [lead, opening]))
    named = [body for body in bodies if body]
    site = _property(document, "sitename", "site")
    start, end = _period(["".join(line.view for line in part) for part in lines])
    years = [title.year for title in titles if title.year]
    years += [int(start[:4])] if start and end and start[:4] == end[:4] else []
    windows = (lead, opening, tail)
    website = _contact(document, windows, _WEBSITE, _SITE_CUE)
    return Meta(
        title=titles[0].name.text if titles else None,
        organization=named[0].text if named else None,
        region=resolve(
            [name.view for name in named + [title.name for title in titles]],
            [site.view if site else "", *(document.view[slice(*w)] for w in (lead, tail, whole))],
        ),
        year=years[0] if years else None,
        period_start=start,
        period_end=end,
        published=signed_on
        or _issued(document, lead, tail)
        or _signature(document.text, lines[0])[1],
        phone=_contact(document, windows, _PHONE),
        email=_contact(document, windows, _EMAIL),
        website=website.rstrip("/.") if website else None,
    )


def _windows(document: Document, first: int | None, last: int | None) -> list[Span]:
    """Return the lead, the opening of section one, the tail, and as much as is read for places."""
    begin, stop = document.body if document.body.end else Span(0, len(document.text))
    first = min(stop, begin + 4000 if first is None else first)
    last = stop if last is None else last
    return [
        Span(max(begin, first - 6000), first),
        Span(first, min(stop, first + 1500)),
        Span(max(first, last - 3000), min(stop, last + 1000)),
        Span(begin, min(stop, begin + 60_000)),
    ]


def _lines(view: str, span: Span) -> list[_Line]:
    """Return the lines that say something, without white space."""
    window = _MARKS.sub(lambda mark: " " * len(mark[0]), view[slice(*span)])
    lines = []
    for match in _SAYING.finditer(window):
        words = match[0].split()
        at = span.start + match.start()
        if len(words) == 1:
            lines.append(_Line(words[0], range(at, at + len(words[0]))))
            continue
        places: list[int] = []
        read = 0
        for word in words:
            read = match[0].index(word, read)
            places += range(at + read, at + read + len(word))
            read += len(word)
        lines.append(_Line("".join(words), places))
    return lines


def _cut(source: str, line: _Line, start: int, end: int) -> _Name:
    """Cut what stands at these characters of the line, without the line breaks it runs over."""
    text = _MARKS.sub("", source[line.places[start] : line.places[end - 1] + 1])
    return _Name(re.sub(r"\s*[\r\n]\s*", "", text), line.view[start:end])


def _find_title(source: str, lines: Sequence[_Line]) -> _Title | None:
    """Return the fullest title line; a title over two or three lines is joined."""
    options: list[tuple[int, _Title]] = []
    told = [index for index, line in enumerate(lines) if "报" in line.view]
    near = {place for index in told for place in range(index - 2, index + 3)}
    for index in sorted(near.intersection(range(len(lines)))):
        title = _as_title(source, [lines[index]])
        if title is None:
            # 云山区2020年政府信息公开 / 工作年度报告
            parts = [lines[index : index + count] for count in (2, 3)]
            parts = [part for part in parts if not _as_title(source, part[-1:])]
        else:
            options.append((-1, title))
            parts = [lines[max(0, index - count) : index + 1] for count in (1, 2)]
            parts = [p for p in parts if not title.body and _begins_title(p[0].view, title.year)]
            parts += [] if title.year else [lines[index : index + 2]]
        for part in parts:
            joined = _as_title(source, part)
            if joined and all(len(line.view) <= 60 for line in part):
                options.append((-len(part), joined))
    best = max(options, key=lambda o: (bool(o[1].year), bool(o[1].body), o[0]), default=None)
    return best[1] if best else None


def _begins_title(view: str, year: int | None) -> bool:
    """True for a line of a body's name, or of one with the year that the title itself lacks."""
    with_year = re.search(rf"{YEAR}年?度?(?:政府|政务)?$", view)
    return _BODY_LINE.fullmatch(view) is not None or (year is None and with_year is not None)


def _as_title(source: str, part: Sequence[_Line]) -> _Title | None:
    line = _Line("".join(x.view for x in part), [place for x in part for place in x.places])
    match = _TITLE.match(line.view)
    if not match or _NO_TITLE.search(match["before"]):
        return None
    end = match.end()
    # What follows on the line must stand apart: …年度报告的通知 is no title.
    if end < len(line.view) and (len(part) > 1 or line.places[end] == line.places[end - 1] + 1):
        return None
    year = re.search(YEAR, match["title"])
    return _Title(
        _cut(source, line, *match.span("title")),
        _body_in(source, line, *match.span("before")),
        int(year[0].translate(DIGITS)) if year else None,
    )


def _body_in(source: str, line: _Line, start: int, end: int) -> _Name | None:
    """Return what a title names besides its year: the reporting body."""
    for gap in _NOT_BODY.finditer(line.view[:end], start):
        trimmed = _BODY_END.sub("", line.view[start : gap.start()])
        stop = start + len(trimmed)
        # 云山区人民政府信息公开…: the body's own 政府 and that of 政府信息 are written once.
        if line.view.startswith("人民政府", stop - 2):
            stop += 2
        if len(trimmed) > 1 and trimmed[0] not in "全本我各":
            return _cut(source, line, start, stop)
        start = gap.end()
    return None


def _page_title(document: Document) -> _Title | None:
    """Return the title that a web page states about itself, without the site's name."""
    for key in ("articletitle", "title", "og:title"):
        if value := document.page_properties.get(key, "")[:400]:
            view = re.sub(r"[_|>\-—–]", "\n", fold(value, document.script))
            if title := _find_title(value, _lines(view, Span(0, len(view)))):
                return title
    return None


def _property(document: Document, *keys: str) -> _Name | None:
    for key in keys:
        if value := document.page_properties.get(key, "").strip()[:100]:
            return _Name(value, fold(value, document.script))
    return None


def _publisher(document: Document, lead: Span) -> _Name | None:
    match = _PUBLISHER.search(document.view, *lead)
    if not match or not _BODY_LINE.fullmatch(match[1]):
        return None
    return _Name(document.text[slice(*match.span(1))], match[1])


def _below_title(source: str, lines: Sequence[_Line], title: _Title | None) -> _Name | None:
    """Return the body on the line below a title that names none."""
    if title is None or title.body:
        return None
    for line, below in pairwise(lines):
        if line.view.endswith(title.name.view) and below.view:
            start, end = (1, len(below.view) - 1) if below.view[0] == "(" else (0, len(below.view))
            if _BODY_LINE.fullmatch(below.view, start, end):
                return _cut(source, below, start, end)
    return None


def _announced(document: Document, windows: Sequence[Span]) -> _Name | None:
    """Return the body of 现公布…年政府信息公开工作年度报告 or 由…编制."""
    for window in windows:
        for match in _ANNOUNCED.finditer(document.view, *window):
            group = 1 if match[1] else 2
            if _BODY_LINE.fullmatch(match[group]) and match[group][0] not in "全本我各":
                return _Name(document.text[slice(*match.span(group))], match[group])
    return None


def _signature(source: str, lines: Sequence[_Line]) -> tuple[_Name | None, str | None]:
    """Return the last date that stands on a line of its own, and the body before it."""
    for index in range(len(lines) - 1, -1, -1):
        line, above = lines[index], lines[index - 1]
        match = _SIGNED.fullmatch(line.view[:80])
        day = read_date(match[2]) if match else None
        if not match or not day or (match[1] and not _BODY_LINE.fullmatch(match[1])):
            continue
        if match[1]:
            return _cut(source, line, 0, match.end(1)), day
        signed = index > 0 and _BODY_LINE.fullmatch(above.view)
        return _cut(source, above, 0, len(above.view)) if signed else None, day
    return None, None


def _issued(document: Document, *windows: Span) -> str | None:
    for label in _ISSUED:
        for window in windows:
            if match := re.compile(f"(?:{label}){_DAY}").search(document.view, *window):
                return read_date(match[1])
    named = _property(document, "pubdate", "publishdate", "article:published_time", "pubtime")
    match = re.match(_DAY, named.view) if named else None
    return read_date(match[1]) if match else None


def _period(texts: Sequence[str]) -> Period:
    """Return the first and last day that the report covers.

    A range counts where the words before it say so; in the lead also where it is a whole year.
    """
    whole_year: Period = (None, None)
    for index, text in enumerate(texts):
        for match in RANGE.finditer(text):
            start, end = read_range(arabic(match[1]), arabic(match[2]))
            cue = _PERIOD_CUE.search(text, max(0, match.start() - 30), match.start())
            if (start or end) and cue and (index == 0 or not cue[1]):
                return start, end
            if index == 0 and start and end and (start[5:7], end[5:7]) == ("01", "12"):
                whole_year = whole_year if whole_year[0] else (start, end)
    return whole_year


def _contact(
    document: Document, windows: Sequence[Span], pattern: re.Pattern[str], lead_cue: str = ""
) -> str | None:
    """Return the first contact of the lead, else one introduced as such further on."""
    for index, span in enumerate(windows):
        cue = _CONTACT_CUE if index else lead_cue
        for match in pattern.finditer(document.view, *span):
            before = document.view[max(span.start, match.start() - 60) : match.start(1)]
            if _NOT_OURS.search(before) or not re.search(cue, before):
                continue
            return document.text[slice(*match.span(1))]
    return None
