"""Reads what a report says about itself: title, body, year, period, date of issue, contacts.

Only the lead (before the first section) and the tail (around the end of the last) are searched, so
that no date or number of the narrative is taken, and a large file costs no more than a small one.
Patterns run on the search view; what is returned is cut from the source text. A damaged date
(`202011日`) is read only where it can be read in one way.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from agent.documents.document import Document, Span
from agent.documents.view import fold
from agent.regions import resolve
from agent.report import Meta

_ZERO = "〇○◯零ΟοОоOo"
_DIGITS = str.maketrans("一二三四五六七八九" + _ZERO, "123456789" + "0" * len(_ZERO))
_D = rf"[\d一二三四五六七八九十{_ZERO}]"
_YEAR = rf"(?:(?<!\d)20\d\d(?!\d)|二[{_ZERO}0][{_ZERO}\d一二三四五六七八九]{{2}})"
_MARKS = re.compile(r"\[bookmark:[^\]\n]{0,60}\]|[*#]")

_TITLE = re.compile(
    r"(?:附件\d{0,2}[:.]?)?(?:(?:标题|名称|题名):)?《?(?P<title>(?P<before>[^,。;:!?《》|>]{0,60}?)"
    rf"(?:政府信息|政务信息|政务|信息)公开(?:工作|情况|年度|的|\(?{_YEAR}年?度?\)?){{0,5}}"
    rf"(?:年报|报告|总结)(?:\(?{_YEAR}年?度?\)?)?)》?"
)
_NO_TITLE = re.compile(
    r"^\(?[一二三四五六七八九十\d]{1,3}[、.)]|根据|按照|依据|现将|编制|首页|当前位置"
)
_BODY_IN_TITLE = re.compile(rf"(?:(?!关于(?:公布|发布|印发|做好)?|{_YEAR}年?度?|年度).)+")
_BODY_END = re.compile(r"(?:的|开展|实施|政务公开(?:和|及|暨)|[-—.:《])+$")
_NO_BODY = re.compile(r"[全本我各].?|.")
_BODY_LINE = re.compile(
    r"[一-鿿()·、]{1,38}(?:政府|[办公]室|办公厅|[局厅委院处队所站馆会部署社校镇乡县区市省州旗盟行]|"
    r"中心|街道|大学|集团|公司|海关|苏木)"
)
_PUBLISHER = re.compile(
    r"(?:发布机构|公开机构|发布单位|发布机关|发文机关|公开主体|信息来源|来源)[:\s]{1,4}([^\s,。;:|]{2,40})"
)

_ISO = r"\d{4}[-./]\d{1,2}[-./]\d{1,2}"
_DATE = rf"(?:{_ISO}|{_D}{{4,6}}年?{_D}{{1,5}}月?{_D}{{0,3}}日?)"
_RANGE = re.compile(
    rf"({_DATE})(?:起|开始|\(含\))?[,、]?(?:至|到|[-—―~]{{1,2}})"
    rf"({_ISO}|(?:{_D}{{4,6}}年?)?{_D}{{1,5}}月?{_D}{{0,3}}日?)"
)
_PERIOD_CUE = re.compile(r"统计|所列|报告期|(时限|期限|时段|起止|周期|数据)")
_SIGNED = re.compile(rf"([^,。;:]{{0,40}}?)\(?({_DATE})\)?(?:印发|发布|公布)?[。.]?")
_DAY = r"[:\s]{0,4}(\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2})"
_ISSUED = [
    re.compile(label + _DAY)
    for label in (
        "(?:发布|公布|公开)(?:日期|时间)",
        "(?:成文|发文|生成|印发)(?:日期|时间)",
        "(?:日期|时间)",
    )
]

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
_CONTACT_CUE = re.compile(r"疑问|咨询|联系|查阅|下载|邮箱|网址|登[录陆]")
_SITE_CUE = re.compile(r"网|登[录陆]|查[阅询]|下载")
_NOT_OF_REPORT = re.compile(
    r"(?:举报|投诉|监督|热线|传真)[^。]{0,8}$|标识码|备案|主办|技术支持|版权"
)


class _Line(NamedTuple):
    """A line of the view without blanks and marks, and its characters' places in the source."""

    view: str
    places: list[int]


class _Name(NamedTuple):
    """A title or a body: as it stands in the source, and in the view."""

    text: str
    view: str


class _Title(NamedTuple):
    name: _Name
    body: _Name | None
    year: int | None


def read_meta(
    document: Document, first_section_start: int | None, last_section_end: int | None
) -> Meta:
    """Return the report's statements about itself; script and forms are left to the caller."""
    body = document.body if document.body.end else Span(0, len(document.text))
    first = body.start + 4000 if first_section_start is None else first_section_start
    first = min(body.end, first)
    last = body.end if last_section_end is None else last_section_end
    lead = Span(max(body.start, first - 6000), first)
    opening = Span(first, min(body.end, first + 1500))
    tail = Span(max(first, last - 3000), min(body.end, last + 1000))
    lines = [_lines(document.view, span) for span in (lead, opening, tail)]

    title = _find_title(document.text, lines[0])
    stated = [found for found in (title, _page_title(document)) if found]
    signed_by, signed_on = _signature(document.text, lines[2])
    bodies = [title.body if title else None, signed_by, _publisher(document, lead)]
    bodies += [found.body for found in stated] + [_property(document, "contentsource", "author")]
    named = [name for name in bodies if name]
    period = _period(*("".join(line.view for line in part) for part in lines))
    years = [found.year for found in stated if found.year]
    years += [day.year for day in period if day and period[0] and period[0].year == day.year]
    site = _property(document, "sitename", "site")
    spans = (lead, tail, Span(body.start, body.start + 60_000))
    windows = (lead, opening, tail)
    issued = signed_on or _issued(document, lead, tail) or _signature(document.text, lines[0])[1]
    website = _contact(document, windows, _WEBSITE, _SITE_CUE)
    return Meta(
        title=stated[0].name.text if stated else None,
        organization=named[0].text if named else None,
        region=resolve(
            [name.view for name in [*named, *(found.name for found in stated)]],
            [site.view if site else "", *(document.view[slice(*span)] for span in spans)],
        ),
        year=years[0] if years else None,
        period_start=_iso(period[0]),
        period_end=_iso(period[1]),
        published=_iso(issued or _property_date(document)),
        phone=_contact(document, windows, _PHONE),
        email=_contact(document, windows, _EMAIL),
        website=website.rstrip("/.") if website else None,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(view: str, span: Span) -> list[_Line]:
    window = _MARKS.sub(lambda mark: " " * len(mark[0]), view[slice(*span)])
    lines = []
    for match in re.finditer(r"[^\r\n]+", window):
        places = [i for i in range(*match.span()) if not window[i].isspace()]
        if places:
            text = "".join(window[i] for i in places)
            lines.append(_Line(text, [span.start + i for i in places]))
    return lines


def _cut(source: str, line: _Line, start: int, end: int) -> _Name:
    """Cut what stands at these characters of the line, without the line breaks it runs over."""
    text = _MARKS.sub("", source[line.places[start] : line.places[end - 1] + 1])
    return _Name(re.sub(r"\s*[\r\n]\s*", "", text), line.view[start:end])


def _join(lines: Sequence[_Line]) -> _Line:
    return _Line("".join(x.view for x in lines), [place for x in lines for place in x.places])


def _find_title(source: str, lines: Sequence[_Line]) -> _Title | None:
    """Return the fullest title line; a title over two or three lines is joined."""
    options: list[tuple[int, _Title]] = []
    for index, line in enumerate(lines):
        parts = []
        title = _as_title(source, line)
        if title is None:
            # 周村区2020年政府信息公开 / 工作年度报告
            parts = [lines[index : index + count] for count in (2, 3)]
            parts = [part for part in parts if not _as_title(source, part[-1])]
        else:
            options.append((-1, title))
        if title and not title.body:
            parts = [lines[max(0, index - count) : index + 1] for count in (1, 2)]
            parts = [part for part in parts if _BODY_LINE.fullmatch(part[0].view)]
        for part in parts:
            joined = _as_title(source, _join(part), whole=True)
            if joined and all(len(line.view) <= 60 for line in part):
                options.append((-len(part), joined))
    best = max(options, key=lambda o: (bool(o[1].year), bool(o[1].body), o[0]), default=None)
    return best[1] if best else None


def _as_title(source: str, line: _Line, *, whole: bool = False) -> _Title | None:
    match = _TITLE.match(line.view)
    if not match or _NO_TITLE.search(match["before"]):
        return None
    end = match.end()
    # What follows on the line must stand apart: …年度报告的通知 is no title.
    if end < len(line.view) and (whole or line.places[end] == line.places[end - 1] + 1):
        return None
    year = re.search(_YEAR, match["title"])
    return _Title(
        _cut(source, line, *match.span("title")),
        _body_in(source, line, *match.span("before")),
        int(year[0].translate(_DIGITS)) if year else None,
    )


def _body_in(source: str, line: _Line, start: int, end: int) -> _Name | None:
    for match in _BODY_IN_TITLE.finditer(line.view, start, end):
        stop = match.end() - len(found[0] if (found := _BODY_END.search(match[0])) else "")
        # 周村区人民政府信息公开…: the body's own 政府 and that of 政府信息 are written once.
        if line.view.startswith("人民政府", stop - 2):
            stop += 2
        name = line.view[match.start() : stop]
        if name and not _NO_BODY.fullmatch(name):
            return _cut(source, line, match.start(), stop)
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


def _property_date(document: Document) -> date | None:
    for key in ("pubdate", "publishdate", "article:published_time", "pubtime", "publishtime"):
        if match := re.match(r"\s{0,3}" + _DAY, document.page_properties.get(key, "")):
            return _read_date(re.sub(r"\s", "", match[1]))
    return None


def _publisher(document: Document, lead: Span) -> _Name | None:
    match = _PUBLISHER.search(document.view, *lead)
    if not match or not _BODY_LINE.fullmatch(match[1]):
        return None
    return _Name(document.text[slice(*match.span(1))], match[1])


def _signature(source: str, lines: Sequence[_Line]) -> tuple[_Name | None, date | None]:
    """Return the last body and date that stand on lines of their own."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        match = _SIGNED.fullmatch(line.view[:80])
        day = _read_date(match[2]) if match else None
        if not match or not day or (match[1] and not _BODY_LINE.fullmatch(match[1])):
            continue
        if match[1]:
            return _cut(source, line, 0, match.end(1)), day
        above = lines[index - 1] if index else None
        if above and _BODY_LINE.fullmatch(above.view):
            return _cut(source, above, 0, len(above.view)), day
        return None, day
    return None, None


def _issued(document: Document, lead: Span, tail: Span) -> date | None:
    for pattern in _ISSUED:
        for span in (lead, tail):
            if match := pattern.search(document.view, *span):
                return _read_date(re.sub(r"\s", "", match[1]))
    return None


def _period(lead: str, opening: str, tail: str) -> tuple[date | None, date | None]:
    """Return the first and last day that the report covers.

    A range counts where the words before it say so; in the lead also where it is a whole year.
    """
    whole_year: tuple[date | None, date | None] = (None, None)
    for text in (lead, opening, tail):
        for match in _RANGE.finditer(text):
            days = _read_range(match[1], match[2])
            cue = _PERIOD_CUE.search(text, max(0, match.start() - 30), match.start())
            if days != (None, None) and cue and (text is lead or not cue[1]):
                return days
            first, last = days
            if text is lead and first and last and (first.month, last.month) == (1, 12):
                whole_year = whole_year if whole_year[0] else days
    return whole_year


def _read_range(start: str, end: str) -> tuple[date | None, date | None]:
    start, end = _arabic(start), _arabic(end)
    first = _read_date(start)
    if month := re.fullmatch(r"(20\d\d)年(0?[1-9]|1[0-2])月?", start):
        first = date(int(month[1]), int(month[2]), 1)
    if first and not end.startswith("20"):
        end = f"{first.year}年{end}"
    last = _read_date(end)
    if month := re.fullmatch(r"(20\d\d)年(0?[1-9]|1[0-2])月", end):
        last = date(int(month[1]), int(month[2]), monthrange(int(month[1]), int(month[2]))[1])
    return first, last


def _arabic(token: str) -> str:
    """Write 二〇二一年二月十九日 with digits."""

    def tens(match: re.Match[str]) -> str:
        return str(int(match[1] or 1) * 10 + int(match[2] or 0))

    return re.sub(r"(\d?)十(\d?)", tens, token.translate(_DIGITS))


def _read_date(token: str) -> date | None:
    """Read a date, also one that lost 年 or 月 or doubled digits of its year, if only one fits."""
    token = re.sub(r"[-./]", "-", _arabic(token))
    if surplus := re.match(r"(\d{5,6})年", token):
        digits = surplus[1]
        cuts = {digits[:i] + digits[i + len(digits) - 4 :] for i in range(5)}
        years = {year for year in cuts if "2007" < year < "2100"}
        token = years.pop() + token[len(digits) :] if len(years) == 1 else ""
    if not re.search(r"[年月日-]", token):
        return None
    readings = set()
    for month, day in ((1, 1), (1, 2), (2, 1), (2, 2)):
        match = re.fullmatch(rf"(20\d\d)[年-]?(\d{{{month}}})[月-]?(\d{{{day}}})日?", token)
        if match and 1 <= int(match[2]) <= 12:
            year, number = int(match[1]), int(match[2])
            if 1 <= int(match[3]) <= monthrange(year, number)[1]:
                readings.add(date(year, number, int(match[3])))
    return readings.pop() if len(readings) == 1 else None


def _contact(
    document: Document,
    windows: Sequence[Span],
    pattern: re.Pattern[str],
    lead_cue: re.Pattern[str] | None = None,
) -> str | None:
    """Return the first contact of the lead, else one introduced as such further on."""
    for index, span in enumerate(windows):
        cue = _CONTACT_CUE if index else lead_cue
        for match in pattern.finditer(document.view, *span):
            before = document.view[max(span.start, match.start() - 60) : match.start(1)]
            if _NOT_OF_REPORT.search(before) or (cue and not cue.search(before)):
                continue
            return document.text[slice(*match.span(1))]
    return None
