"""Counts beside the list that they count (NN-COUNT-LIST): 6个镇办 and their names.

Names are told apart by their endings (局, 镇) or their marks (《》, “”); where 和 may stand inside
a name, both readings are tried. A count of accounts split by platform is a sum of such counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.checks.equations import number, size
from agent.checks.narrative_sums import is_split_by_body, listed_sum
from agent.checks.prose import Sentence
from agent.checks.registry import Outcome, Subject, rule, span, verdict
from agent.contract import Number
from agent.facts import Mailbox
from agent.narrative.numbers import BODIES
from agent.narrative.quantities import Quantity

_UNITS = BODIES | {"项", "份", "篇", "件", "场", "名", "部", "门"}
_BEHIND = re.compile(
    r"^[^,;。:、()\d]{0,12}?[,(]?(?:(?:分别(?:为|是)|即|具体(?:为|是)|依次为)[:,]?|:)"
)
_SUFFIX = (
    r"(?:镇|乡|街道|街道办|办事处|局|委|委员会|办|办公室|中心|所|站|村|社区|厅|院|校|学校|公司|"
    "支队|大队|政府|科|馆)"
)
_CONJUNCTION = re.compile(r"和|及|与|以及")
_BETWEEN_NAMES = re.compile(rf"{_SUFFIX}(?:以及|和|及|与)(?=[^、]{{2,}}$)")
_NAMES_BEFORE = re.compile(
    rf"(?P<list>[^,;。:()、\d]{{2,24}}{_SUFFIX}(?:、[^,;。:()、\d]{{1,24}}{_SUFFIX}){{1,60}})(?P<open>等)?(?:共|共计|总计)?\s*$"
)
_MARKED = re.compile(
    r"(?P<list>(?:(?:《[^》\n]{1,80}》|“[^”\n]{1,40}”)(?:[、,和及与]|以及)?\s?){2,60})(?P<open>等)?(?:共|共计)?\s*$"
)
_MAX_NAME = 24
_MAX_MEMBERS = 60


class _List(NamedTuple):
    """A list of names, by how many members it may be read as having."""

    least: int
    most: int
    start: int
    end: int
    is_open: bool


@rule("NN-COUNT-LIST", "arithmetic", "“n个”与所列个数一致")
def counted_lists(subject: Subject) -> Iterator[Outcome]:
    """A count of bodies, accounts or documents has as many members as its list."""
    letters = [f for f in subject.facts if isinstance(f, Mailbox) and f.received is not None]
    for sentence, lists in subject.enumerations:
        for found in lists:
            known = any(f.start <= found.total.start < f.end for f in letters)
            if found.total.unit in BODIES and not known and not is_split_by_body(found):
                yield listed_sum(subject, found)
        for quantity in sentence.numbers:
            if quantity.unit not in _UNITS or quantity.qualifier or quantity.value is None:
                continue
            for listed in (_list_before(sentence, quantity), _list_behind(sentence, quantity)):
                if listed is not None:
                    yield _compared(subject, quantity, quantity.value, listed)


def _compared(subject: Subject, quantity: Quantity, count: Number, listed: _List) -> Outcome:
    instance = f"{quantity.start}.{listed.start}"
    if listed.is_open and count >= listed.least:
        return Outcome(instance, "not_applicable")
    holds = listed.least <= count <= listed.most
    members = listed.most if count > listed.most else listed.least
    quote = subject.quote(quantity.start, quantity.end)
    message = (
        f"文中称“{quote}”，所列“{subject.quote(listed.start, listed.end)}”为{members}个，"
        f"相差{number(size(count - members))}个"
    )
    evidence = (span(quantity.start, quantity.end), span(listed.start, listed.end))
    return Outcome(instance, verdict(holds), message, number(count), str(members), evidence)


def _list_before(sentence: Sentence, quantity: Quantity) -> _List | None:
    lead = sentence.before(quantity)
    offset = quantity.start - len(lead)
    marked = _MARKED.search(lead)
    if marked is not None:
        if "《" in marked["list"] and quantity.unit in ("个", "家"):
            named = re.match(r"^(?:文件|制度|办法|通知|方案|文|清单)", sentence.after(quantity))
            if named is None:
                return None
        count = len(re.findall("[》”]", marked["list"]))
        at, end = marked.span("list")
        return _List(count, count, offset + at, offset + end, bool(marked["open"]))
    names = _NAMES_BEFORE.search(lead)
    if names is None or quantity.unit not in ("个", "家"):
        return None
    members = names["list"].split("、")
    if any(len(member) < 3 or re.match("各|全|有关|相关", member) for member in members[1:]):
        return None
    if re.match("各|全|所有", members[0]):
        return None
    at, end = names.span("list")
    count = sum(1 + len(_BETWEEN_NAMES.findall(member)) for member in members)
    return _List(count, count, offset + at, offset + end, bool(names["open"]))


def _list_behind(sentence: Sentence, quantity: Quantity) -> _List | None:
    after = sentence.after(quantity)
    mark = _BEHIND.match(after)
    if mark is None:
        return None
    rest = re.split(r"[;。)\n]", after[mark.end() :])[0]
    start = quantity.end + mark.end()
    if start + len(rest) < sentence.end and sentence.view[start + len(rest)].isdigit():
        return None
    if "、" in rest:
        rest = rest.split(",")[0]
    elif "," in rest:
        return None
    members = rest.split("、")
    if mark.group()[-1] == ":" and ("、" not in rest or quantity.unit not in BODIES):
        return None
    if not rest.strip() or any(not m.strip() or len(m) > _MAX_NAME for m in members):
        return None
    if len(members) > _MAX_MEMBERS or re.match(r"\s*(?:一是|[(]?[一1])", rest):
        return None
    is_open = "等" in members[-1] or any(
        q.start < start + len(rest) for q in _later(sentence, start)
    )
    least, most = _readings(members)
    return _List(least, most, start, start + len(rest), is_open)


def _later(sentence: Sentence, start: int) -> Iterator[Quantity]:
    return (quantity for quantity in sentence.numbers if quantity.start >= start)


def _readings(members: list[str]) -> tuple[int, int]:
    """Return the least and the greatest number of members: 和 may stand inside a name."""
    most = sum(1 + len(_CONJUNCTION.findall(member)) for member in members)
    return len(members), most


RULES = (counted_lists,)
