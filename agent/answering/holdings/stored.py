"""What is stored of a report, as questions need it: a cell, a fact with its sentence, a passage."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from agent.answering.language import with_synonyms
from agent.contract import Number
from agent.report import CellKey
from agent.store.numbers import to_number
from agent.wording import KINDS

_BOUNDARY = re.compile(r"[。；;！？\n]")
_BREAK = re.compile(r"[，,、。；;\n]")
_FOLLOWING = 6
"""What stands right behind a number is often what it counts: 26个领域."""
FACT_NUMBERS = (
    *("received", "resolved", "pending", "undisclosed", "answered", "disclosed", "count"),
    *("active", "sessions", "participants", "value", "value_yuan", "rate"),
)
_PARAGRAPH = 300
"""So much of a paragraph at most stands around a fact."""
_OF_KIND = {
    "mailbox": {"信件", "邮件", "群众", "渠道", "诉求", "留言", "来信", "来电"},
    "category_count": {
        "信件",
        "邮件",
        "群众",
        "渠道",
        "诉求",
        "留言",
        "问题",
        "类别",
        "来信",
        "事情",
    },
    "application": {"申请", "信息", "材料", "公民", "申请人"},
    "publication": {"信息", "内容", "新媒体", "平台", "账号", "文章", "新闻"},
    "account": {"账号", "新媒体", "平台"},
    "proposal": {"委员", "代表", "议案"},
    "event": {"会议", "活动", "研究", "讨论", "人员"},
    "interpretation": {"文件"},
    "service_item": {"事项", "业务", "事情", "清单", "目录"},
    "amount": {"企业", "商户", "政策", "金额", "数额", "税额", "纳税人", "税务", "税收"},
    "statistic": {"企业", "商户", "纳税人"},
}
_OF_ALL = {
    "项目", "比重", "份额", "比例", "比率", "占比", "百分数", "分量", "原文", "数值", "总数",
    "总条", "条目", "条数", "件数", "办件",
}  # fmt: skip
"""Words that people use for what is counted, whatever the report calls it."""
_PEOPLE = {"群众", "公众", "市民", "百姓", "民众", "居民", "人员"}
"""Words for those who are counted by 人 or 人次."""
_KIN = (
    {"部门", "单位", "机构"},
    {"领导", "干部", "领导干部"},
    {"负责人", "一把手"},
    {"群众", "公众", "市民", "百姓"},
)
"""Words that people use for one another."""
_SAID_OF = {kind: KINDS[kind] for kind in ("proposal", "application", "account", "interpretation")}
"""Kinds whose name says what is counted."""


class StoredCell(NamedTuple):
    """A cell with its place."""

    report_id: int
    key: CellKey
    row_label: str
    column_label: str
    value: Number | None
    raw: str | None
    state: str
    direction: str | None
    quote: str
    start: int | None
    end: int | None


class StoredFact(NamedTuple):
    """A fact with its words for searching, all in simplified Chinese."""

    report_id: int
    id: str
    kind: str
    label: str
    channel: str | None
    numbers: dict[str, Number]
    unit: str | None
    qualifier: str | None
    status: str
    dates: list[str]
    quote: str
    start: int
    end: int
    section: int | None
    near: str
    sentence: str
    sentence_start: int
    sentence_end: int
    around: str = ""
    """What stands before it in its paragraph."""
    also: tuple[tuple[int, int], ...] = ()
    """Other places that tell of it: 另2封正在办理."""

    def has(self, word: str) -> bool:
        """Tell whether its own words have a word, or half of its pairs of characters."""
        return has(self.near, word)

    def tells(self, word: str) -> bool:
        """Tell whether it or its sentence has a word, or half of its pairs of characters."""
        return has(self.near, word) or has(self.sentence, word)

    def is_called(self, word: str) -> bool:
        """Tell whether a word is said of whatever numbers of its kind count."""
        people = self.unit in ("人", "人次") and word in _PEOPLE
        return people or word in _OF_ALL or word in _OF_KIND.get(self.kind, ())

    def explains(self, word: str) -> bool:
        """Tell whether a word of a question is told by it, its paragraph or its kind."""
        if self.tells(word) or has(self.around, word) or self.is_called(word):
            return True
        if len(word) == 4:  # two words that were taken for one: 干部政策
            return self.explains(word[:2]) and self.explains(word[2:])
        return any(self.tells(other) for kin in _KIN if word in kin for other in kin)


def has(text: str, word: str) -> bool:
    """Tell whether a text has a word, or half of its pairs of characters."""
    pairs = [word[place : place + 2] for place in range(len(word) - 1)] or [word]
    return sum(pair in text for pair in pairs) * 2 >= len(pairs)


class StoredQuote(NamedTuple):
    """A sentence, a problem or a measure."""

    report_id: int
    source: str
    position: int
    """Counted from 1 in its report, where it has an address of its own."""
    quote: str
    view: str
    start: int
    end: int
    section: int | None


class StoredFinding(NamedTuple):
    """A finding with the places it points to."""

    report_id: int
    position: int
    rule: str
    severity: str
    message: str
    evidence_json: str

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """The places, read only when asked for: of thousands of findings, few are told."""
        places: list[dict[str, Any]] = json.loads(self.evidence_json)
        return places


def stored_fact(
    row: dict[str, Any], view: str, also: tuple[tuple[int, int], ...] = ()
) -> StoredFact:
    """Return a fact from its row, with the words of its sentence in the text for searching.

    Args:
        also: the other places that tell of it.
    """
    exact = {name: to_number(text) for name, text in json.loads(row["exact"] or "{}").items()}
    numbers = {}
    for name in FACT_NUMBERS:
        value = exact.get(name, row[name])
        if value is not None:
            numbers[name] = value
    start, end = row["start"], row["end"]
    first = max((hit.end() for hit in _BOUNDARY.finditer(view, 0, start)), default=0)
    last = hit.start() if (hit := _BOUNDARY.search(view, end)) else len(view)
    label = row["label"] or ""
    following = _BREAK.split(view[end:last][:_FOLLOWING])[0]
    own = " ".join(
        part
        for part in (
            label,
            row["channel"],
            _SAID_OF.get(row["kind"], ""),
            view[start:end] + following,
        )
        if part
    )
    sentence = " ".join((view[first:last], *(view[place:stop] for place, stop in also)))
    paragraph = max(view.rfind("\n", 0, start) + 1, start - _PARAGRAPH)
    return StoredFact(
        row["report_id"],
        row["fact_id"],
        row["kind"],
        label,
        row["channel"],
        numbers,
        row["unit"],
        row["qualifier"],
        row["status"],
        json.loads(row["dates"] or "[]"),
        row["quote"],
        start,
        end,
        row["section"],
        with_synonyms(own.replace("\n", "")),
        with_synonyms(sentence.replace("\n", "")),
        first,
        last,
        with_synonyms(view[paragraph:start]),
        also,
    )
