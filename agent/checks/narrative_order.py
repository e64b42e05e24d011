"""Numbered lists of the narrative run without gap or repeat, as many as announced (NN-ORDINAL)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.checks.equations import number, size
from agent.checks.registry import Outcome, Subject, rule, span, verdict

_ORDINALS = "一二三四五六七八九十"
_ONE_IS = re.compile(rf"(?P<n>[{_ORDINALS}](?:(?<=十)[{_ORDINALS}])?)是(?!否|不是)")
_IN_PARAGRAPH = (
    re.compile(r"(?P<n>[(]\d{1,2}[)])"),
    re.compile(rf"(?P<n>[(][{_ORDINALS}][)])"),
    re.compile(r"(?P<n>\d(?<!\d\d)\d?[、.])(?!\d)"),
    re.compile(r"(?P<n>[①-⑩])"),
)
_BEGINS_CLAUSE = re.compile(r"(?:^|[。;:,!?、\s”\")])$")
_BEGINS_SENTENCE = re.compile(r"(?:^|[。;:!?\n])\s{0,4}$")
_ANNOUNCED = re.compile(
    rf"(?:以下|如下|下列|从|存在|做好|抓好)[^,;。\n]{{0,8}}?(?P<n>[{_ORDINALS}两]|\d{{1,2}})"
    r"(?:个|大|点|项|条)?(?:方面|问题|不足|举措|措施|环节)"
)
_ANEW = re.compile(
    r"\n\s*(?:[(]?[一二三四五六七八九十]{1,2}[)、]|[(]?\d{1,2}[)、.])|下一步|改进|措施|整改|今后|打算"
)
"""What stands between two lists of which the second is not inside an item of the first."""
_LEAD = 6
"""Characters before a mark that tell whether a clause or sentence begins with it."""
_MAX_DEPTH = 6
_REACH = 12
"""Characters between an announcement and the list."""


class _Mark(NamedTuple):
    """A list's mark: 三是, （3）."""

    value: int
    start: int
    end: int


@rule("NN-ORDINAL", "arithmetic", "列举依次排列，与预告的项数一致", severity="warning")
def ordinals(subject: Subject) -> Iterator[Outcome]:
    """一是…二是… run without gap or repeat; 以下三个方面 is followed by three."""
    view = subject.document.view
    announced = [
        (match.end(), _value(match["n"]))
        for match in _ANNOUNCED.finditer(view, *subject.document.body)
    ]
    for run in _runs(subject):
        yield from _outcomes(subject, run, announced)


def _runs(subject: Subject) -> Iterator[list[_Mark]]:
    """Yield the lists: 一是 within a section, （1） within a paragraph."""
    view = subject.document.view
    bounds = [section.start for section in subject.sections.sections]
    edges = [subject.document.body.start, *bounds, subject.document.body.end]
    for start, end in zip(edges, edges[1:], strict=False):
        yield from _nested(view, _marks(_ONE_IS, _BEGINS_CLAUSE, view, start, end))
    paragraphs = {}
    for sentence in subject.sentences:
        paragraphs[sentence.paragraph] = sentence.end
    for start, end in paragraphs.items():
        for pattern in _IN_PARAGRAPH:
            for run in _nested(view, _marks(pattern, _BEGINS_SENTENCE, view, start, end)):
                if len(run) > 1:
                    yield run


def _marks(
    pattern: re.Pattern[str], begins: re.Pattern[str], view: str, start: int, end: int
) -> list[_Mark]:
    return [
        _Mark(_value(match["n"]), match.start("n"), match.end())
        for match in pattern.finditer(view, start, end)
        if begins.search(view[max(0, match.start() - _LEAD) : match.start()])
    ]


def _nested(view: str, marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """Part a sequence of marks into its lists; a list may stand inside an item of another."""
    open_lists: list[list[_Mark]] = []
    for mark in marks:
        if mark.value == 1:
            last = open_lists[-1][-1].end if open_lists else mark.start
            if _ANEW.search(view, last, mark.start) or len(open_lists) >= _MAX_DEPTH:
                yield from reversed(open_lists)
                open_lists = []
            open_lists.append([mark])
            continue
        home = next(
            (i for i in reversed(range(len(open_lists))) if _continues(open_lists[i], mark)),
            len(open_lists) - 1,
        )
        while len(open_lists) > home + 1:
            yield open_lists.pop()
        if open_lists:
            open_lists[-1].append(mark)
    yield from reversed(open_lists)


def _continues(listed: list[_Mark], mark: _Mark) -> bool:
    return listed[-1].value + 1 == mark.value


def _outcomes(
    subject: Subject, run: list[_Mark], announced: list[tuple[int, int]]
) -> Iterator[Outcome]:
    values = [mark.value for mark in run]
    told = "、".join(subject.quote(mark.start, mark.end) for mark in run)
    evidence = tuple(span(mark.start, mark.end) for mark in run)
    instance = str(run[0].start)
    in_order = values == list(range(1, len(values) + 1))
    message = f"列举的次序为{told}，有重复或缺漏"
    yield Outcome(instance, verdict(in_order), message, None, told, evidence)
    near = bisect_left(announced, (run[0].start - _REACH, 0))
    for end, count in announced[near : near + 2]:
        if 0 <= run[0].start - end <= _REACH:
            gap = number(size(len(values) - count))
            message = f"预告{count}个方面，其后列举了{len(values)}项：{told}，相差{gap}项"
            yield Outcome(
                f"{instance}.count",
                verdict(len(values) == count),
                message,
                str(count),
                str(len(values)),
                evidence,
            )


def _value(numeral: str) -> int:
    text = numeral.strip("()、. ")
    if text.isdecimal():
        return int(text)
    if text in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①②③④⑤⑥⑦⑧⑨⑩".index(text) + 1
    if text == "两":
        return 2
    tens = 10 if len(text) > 1 else 0
    return tens + _ORDINALS.index(text[-1]) + 1


RULES = (ordinals,)
