"""What the report says of itself: its parts and its period (NN-PARTS, NN-PERIOD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from agent.checks.equations import size
from agent.checks.prose import Sentence
from agent.checks.registry import Outcome, Subject, rule, span, verdict
from agent.report import Evidence
from agent.sections.headings import letters, official_titles, section_named

_NUMERALS = "一二三四五六七八九十"
_COUNT = rf"(?P<n>[{_NUMERALS}]|\d{{1,2}})个?(?:大)?部分"
_LIST_FIRST = re.compile(
    rf"(?:由|包括|包含|分为|涵盖|含)(?P<list>[^。\n]{{8,400}}?)(?P<open>等)?(?:共|共计|这)?{_COUNT}"
)
_COUNT_FIRST = re.compile(
    rf"(?:由|包括|包含|分为?|共分?|有)(?:以下|如下|下列)?{_COUNT}(?:内容)?(?:组成|构成)?[:,](?:即|分别(?:为|是)|包括|依次为)?[:]?"
    r"(?P<list>[^。\n]{8,400})(?P<open>等)?"
)
_SEPARATOR = re.compile(
    rf"(?:[\s、,;:“”\"]|[(]?(?:[{_NUMERALS}]|\d)[)]?[、.)]|以及(?=[^、,;]{{4}})|[和及与](?=[^、,;]{{4}}))+"
)
_ITEM_END = re.compile(r"[、,;]|$")
_CONJUNCTION = re.compile(r"以及|和|及|与")
_SELECTION = re.compile(r"主要(?:由|包括|分为|内容|有)")
_SIMILAR = 80


class _Part(NamedTuple):
    """A part that the report says it has; `number` is the official section it names."""

    words: str
    number: int | None


@rule("NN-PARTS", "arithmetic", "“由n部分组成”与所列、与标题一致", severity="warning")
def parts(subject: Subject) -> Iterator[Outcome]:
    """由…等六部分组成: as many parts as listed, and the listed ones are the report's headings."""
    for sentence in subject.sentences:
        if "部分" not in sentence.words or "报告" not in sentence.words:
            continue
        found = _COUNT_FIRST.search(sentence.words) or _LIST_FIRST.search(sentence.words)
        if found is None:
            continue
        start, end = (sentence.start + place for place in found.span("list"))
        listed = list(_listed(sentence, start, end))
        numeral = found["n"]
        count = int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral) + 1
        if len(listed) < 2:
            continue
        evidence = (span(sentence.start + found.start(), sentence.start + found.end()),)
        least = len(listed)
        most = sum(1 + (p.number is None) * len(_CONJUNCTION.findall(p.words)) for p in listed)
        gap = min(size(count - least), size(count - most))
        message = f"报告称有{count}部分，所列为{least}部分，相差{gap}部分"
        yield Outcome(
            "count", verdict(least <= count <= most), message, str(count), str(least), evidence
        )
        yield _against_headings(
            subject, listed, _SELECTION.search(sentence.words) is not None, evidence
        )


def _listed(sentence: Sentence, start: int, end: int) -> Iterator[_Part]:
    """Yield the listed parts; the marks and conjunctions of official headings part nothing."""
    view, place = sentence.view, start
    while place < end:
        separator = _SEPARATOR.match(view, place, end)
        place = separator.end() if separator else place
        known = section_named(view, place, end)
        if known is not None:
            yield _Part(view[place : known[1]], known[0])
            place = known[1]
            continue
        stop = _ITEM_END.search(view, place, end)
        last = stop.start() if stop else end
        for conjunction in _CONJUNCTION.finditer(view, place, last):
            if section_named(view, conjunction.end(), end):
                last = conjunction.start()
                break
        if words := view[place:last].strip():
            yield _Part(words, None)
        place = max(last, place + 1)


def _against_headings(
    subject: Subject, listed: list[_Part], is_selection: bool, evidence: tuple[Evidence, ...]
) -> Outcome:
    sections = subject.sections.sections
    if not sections:
        return Outcome("headings", "not_evaluable")
    titles = {s.number: s.title for s in sections}
    official = official_titles()
    real = {number for number in titles if number in official}
    strange = [p.words for p in listed if not _is_heading(p, real, list(titles.values()))]
    named = {part.number for part in listed}
    left_out = [] if is_selection and not strange else sorted(real - named)
    unsaid = [titles[number] for number in left_out if not _is_said(titles[number], listed)]
    told = []
    if strange:
        told.append(f"所列“{'”“'.join(strange)}”不是一级标题")
    if unsaid:
        told.append(f"一级标题“{'”“'.join(unsaid)}”未列出")
    return Outcome(
        "headings",
        verdict(not told),
        "报告称由若干部分组成，" + "；".join(told),
        str(len(titles)),
        str(len(listed)),
        evidence,
        # A part that has a heading of a lower level is there, only not where it is said to be.
        hint=bool(strange) and all(_is_lower_heading(subject, words) for words in strange),
    )


def _is_lower_heading(subject: Subject, words: str) -> bool:
    view = subject.document.view
    return re.search(rf"\n[^\n]{{0,8}}{re.escape(words)}\s*[。:]?\s*\n", view) is not None


def _is_heading(part: _Part, real: set[int], titles: list[str]) -> bool:
    if part.number is not None and part.number in real:
        return True
    return any(fuzz.ratio(letters(part.words), letters(title)) >= _SIMILAR for title in titles)


def _is_said(title: str, listed: list[_Part]) -> bool:
    return any(fuzz.ratio(letters(part.words), letters(title)) >= _SIMILAR for part in listed)


@rule("NN-PERIOD", "arithmetic", "统计期限为1月1日至12月31日")
def period(subject: Subject) -> Iterator[Outcome]:
    """The report covers a calendar year; the first ones, on 2008, begin with the regulation.

    A school's covers its school year.
    """
    start, end = subject.meta.period_start, subject.meta.period_end
    if start is None or end is None:
        yield Outcome("", "not_applicable")
        return
    begins = start.endswith("-01-01") or start == "2008-05-01"
    whole = begins and end.endswith("-12-31") and start[:4] == end[:4]
    if subject.is_of_school_year:
        whole = start[5:7] in ("07", "08", "09") and int(end[:4]) == int(start[:4]) + 1
    message = f"统计期限写作{start}至{end}，不是一个自然年度"
    yield Outcome(
        "",
        verdict(whole),
        message,
        "01-01 – 12-31",
        f"{start} – {end}",
        _place_of(subject, end),
    )


def _place_of(subject: Subject, date: str) -> tuple[Evidence, ...]:
    """Return where a date is told, the year perhaps apart from it."""
    month, day = (int(part) for part in date[5:].split("-"))
    view = subject.document.view
    found = re.search(rf"0?{month}\s?[月./-]\s?0?{day}(?!\d)日?", view)
    return (span(found.start(), found.end()),) if found else ()


RULES = (parts, period)
