"""Reviews and suits as the narrative tells them, against table four (NT-REV, NT-LIT, NT-LIT-WORD).

Only those about information disclosure are in the table: a sentence counts when it says so, or
stands in section four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.checks.equations import add, name, number, size
from agent.checks.prose import Sentence, means
from agent.checks.reach import contradicts, reach
from agent.checks.registry import Outcome, Rule, Subject, place, places, rule, span, verdict
from agent.contract import Number
from agent.report import CellKey

_REVIEW = ("review",)
_SUITS = ("direct", "after_review")
_ABOUT = re.compile(r"信息公开|公开(?:的)?申请|依申请|公开工作")
_ABOUT_SOME = re.compile(r"其中[^,;。]{0,12}信息公开")
_OTHER = re.compile(
    r"公开|公示|发布|公布|办理|审理|审结|代理|化解|出庭|旁听|培训|决定书|意见书|建议书"
)
_CASES = (
    r"(?:的)?(?:案件|案|申请|事项)?(?:数量|总数|数|量)?"
    r"(?:均|各|分别|共|共计|合计|总计|总共|有|为|发生|:){0,2}\s*$"
)
_BOTH = r"复议[^,;。、()]{0,4}?(?:[、和及与或]|以及)(?:被?提起)?(?:行政)?诉讼"
_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"复议后(?:又|再)?(?:提?起诉|行政诉讼)" + _CASES), ("after_review",)),
    (re.compile(r"(?:未经复议)?直接(?:提?起诉|行政诉讼)" + _CASES), ("direct",)),
    (re.compile(_BOTH + _CASES), _REVIEW + _SUITS),
    (re.compile(r"行政复议" + _CASES), _REVIEW),
    (re.compile(r"(?:行政诉讼|行政应诉|被诉)" + _CASES), _SUITS),
)
_KIND_BEHIND = re.compile(
    r"^(?:的)?(?:因[^,;。]{0,16}?)?(?:行政)?(复议|诉讼|应诉)(?:案件|案|申请)?(?=[,;。、()\s]|$)"
)
_RESULTS = {
    "upheld": r"(?:结果)?(?:被|予以|获|均|判决)?维持(?:原[^,;。\d]{0,4})?(?:结果)?",
    "corrected": r"(?:结果)?(?:被|予以|依法)?纠(?:正|错)(?:结果)?",
    "other": r"其[他它]结果",
    "pending": r"(?:尚未|未)审结|(?:正在|尚在)审理(?:中)?",
}
_ALL_UPHELD = re.compile(r"(?:均|全部|都)(?:获|被|予以|为|得到|判决|结果)?维持")
_DENIED = re.compile(
    r"(?:未|没有|无|不存在)(?:发生|产生|出现|引起|引发|收到|接到|涉及|因|被|有|申请|提起|过)*"
    r"[^,;。\n]{0,40}?行政(?:复议|诉讼|应诉)"
    r"(?:案件|案|申请)?(?:(?:[、,]|和|及|与|或者?|以及)?(?:被|申请|提起|引起)*"
    r"(?:行政)?(?:诉讼|应诉|复议|申诉|投诉|举报)(?:案件|案|申请)?)*"
    r"(?:的|等|情况|情形|事件|现象|问题|事项|案件|案例|发生|出现)*(?=[,;。)\n]|\s*$)"
)
_UNITS = {None, "件", "起", "宗", "例", "个", "项", "次", "条"}


class _Count(NamedTuple):
    """A number of disputes told, and the cells it is the sum of."""

    rows: tuple[str, ...]
    column: str
    value: Number
    qualifier: str | None
    start: int
    end: int


def _is_about(sentence: Sentence, stop: int | None = None) -> bool:
    """True when a sentence is about information disclosure, by what it says before a number.

    其中涉及信息公开 behind the number says that not all were.
    """
    end = sentence.end if stop is None else stop
    behind = _ABOUT_SOME.search(sentence.view, end, sentence.end) is not None
    said = _ABOUT.search(sentence.view, sentence.start, end) is not None
    return said or (sentence.section == 4 and not behind)


def _told(subject: Subject) -> Iterator[tuple[Sentence, _Count]]:
    """Yield every count of disputes, results with the kind told before them."""
    for sentence in subject.sentences:
        if not re.search("复议|诉讼|应诉", sentence.words) or not _is_about(sentence):
            continue
        kind: tuple[str, ...] = ()
        pair: tuple[str, ...] = ()
        for quantity in sentence.numbers:
            label, after = sentence.label(quantity), sentence.after(quantity)
            before = re.split(r"[,;。(]", sentence.before(quantity))[-1]
            if quantity.value is None or quantity.unit not in _UNITS:
                continue
            rows, column = _kind(before, after), "total"
            if rows == _REVIEW + _SUITS and "分别" in before:
                rows, pair = _REVIEW, _SUITS
            elif rows == () and pair and not label:
                rows, pair = pair, ()
            if rows:
                kind = rows
            else:
                column = _result(label, after)
                rows = kind if column else ()
            if not _is_about(sentence, quantity.start):
                continue
            if not rows or _concerns_other(before if column == "total" else ""):
                continue
            each = [rows] if not re.search("[均各]为?$", before) else [_REVIEW, _SUITS]
            for one in each:
                yield (
                    sentence,
                    _Count(
                        one,
                        column,
                        quantity.value,
                        quantity.qualifier,
                        quantity.start - len(label),
                        quantity.end,
                    ),
                )


def _kind(before: str, after: str) -> tuple[str, ...]:
    for pattern, rows in _KINDS:
        if pattern.search(before):
            return rows
    behind = _KIND_BEHIND.match(after)
    if behind is None:
        return ()
    return _REVIEW if behind[1] == "复议" else _SUITS


def _result(label: str, after: str) -> str:
    for column, words in _RESULTS.items():
        if re.search(words + r"(?:的)?(?:有|为|共)?$", label):
            return column
    for column, words in _RESULTS.items():
        if re.match(r"(?:案件|的)?(?:结果)?" + words + r"(?=[,;。、()\s]|$)", after):
            return column
    return ""


def _concerns_other(before: str) -> bool:
    """True for reviews decided or published, not undergone: 公开行政复议决定, 办理行政复议案件."""
    words = re.sub(
        r"(?:政府|政务)?信息(?:依申请)?公开|依申请公开|公开(?:的)?申请|公开工作|申请公开",
        "",
        before,
    )
    return _OTHER.search(words) is not None


def _counted(rule_id: str, subject_text: str, doc: str, is_suit: bool) -> Rule:
    def check(subject: Subject) -> Iterator[Outcome]:
        for sentence, count in _told(subject):
            if (count.rows != _REVIEW) == is_suit:
                yield _compared(subject, sentence, count)

    check.__doc__ = doc
    return rule(rule_id, "arithmetic", subject_text)(check)


def _compared(subject: Subject, sentence: Sentence, count: _Count) -> Outcome:
    keys = [CellKey("disputes", row, count.column) for row in count.rows]
    values = [subject.cell(key).value for key in keys]
    instance = f"{'+'.join(count.rows)}.{count.column}.{count.start}"
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return Outcome(instance, "not_evaluable")
    actual = add(*known)
    holds = means(count.value, count.qualifier, actual)
    kind = reach(subject, sentence.start, sentence.start)
    if not holds and not contradicts(kind, count.value, actual):
        return Outcome(instance, "not_evaluable")
    names = "＋".join(name(key) for key in keys)
    message = (
        f"文中“{subject.quote(count.start, count.end)}”为{number(count.value)}件，"
        f"表四{names}{number(actual)}件，相差{number(size(add(count.value, -actual)))}件"
    )
    evidence = (span(count.start, count.end), *places(*keys))
    return Outcome(instance, verdict(holds), message, number(actual), number(count.value), evidence)


reviews = _counted(
    "NT-REV",
    "文中行政复议件数与表四一致",
    "行政复议 n 件 is the table's total, 维持 or 纠正 n 件 the result's cell.",
    is_suit=False,
)
suits = _counted(
    "NT-LIT",
    "文中行政诉讼件数与表四一致",
    "行政诉讼 n 件 is the sum of both kinds of suits; likewise with each result.",
    is_suit=True,
)


@rule("NT-LIT-WORD", "arithmetic", "文中说未发生复议诉讼则表四为零，均获维持则无其他结果")
def words(subject: Subject) -> Iterator[Outcome]:
    """未发生 means that the totals are 0, 均获维持 that nothing was corrected, other or pending."""
    for sentence in subject.sentences:
        denied = _DENIED.search(sentence.words)
        if denied and not re.search("确保|力争|避免|防止|争取|实现", sentence.words):
            for row in _kinds_of(denied.group()):
                yield _none(subject, sentence, denied.span(), CellKey("disputes", row, "total"))
        for upheld in _ALL_UPHELD.finditer(sentence.words):
            kind = _last_kind(sentence.words[: upheld.start()]) if _is_about(sentence) else ()
            for row in kind:
                for column in ("corrected", "other", "pending"):
                    key = CellKey("disputes", row, column)
                    yield _none(subject, sentence, upheld.span(), key)


def _kinds_of(text: str) -> tuple[str, ...]:
    reviewed = _REVIEW if "复议" in text else ()
    return (*reviewed, *(_SUITS if re.search("诉讼|应诉", text) else ()))


def _last_kind(before: str) -> tuple[str, ...]:
    found = re.findall("复议|诉讼|应诉", before)
    if not found:
        return ()
    together = re.search(r"复议[^,;。]{0,8}诉讼[^,;。]{0,16},?$", before)
    if together:
        return _REVIEW + _SUITS
    return _REVIEW if found[-1] == "复议" else _SUITS


def _none(subject: Subject, sentence: Sentence, found: tuple[int, int], key: CellKey) -> Outcome:
    start, end = sentence.start + found[0], sentence.start + found[1]
    instance, value = f"{start}.{key.row}.{key.column}", subject.cell(key).value
    kind = reach(subject, start, start)
    if value is None or (value and not contradicts(kind, 0, value)):
        return Outcome(instance, "not_evaluable")
    message = (
        f"文中“{subject.quote(start, end)}”，表四{name(key)}却为{number(value)}件，"
        f"相差{number(value)}件"
    )
    evidence = (span(start, end), place(key))
    return Outcome(instance, verdict(value == 0), message, "0", number(value), evidence)


RULES = (reviews, suits, words)
