"""Which sentences of a question ask, and which only lead up to what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.answering.language import MARK
from agent.answering.matching import has_content
from agent.answering.vocabulary import found_terms, words

_END = re.compile(r"([。！？!?\n：]|:(?!\d)|\.(?=[\"”’]?(?:\s|$)))")
_OPERATIONS = re.compile("|".join(p for each in words().operations.values() for p in each))
_GOES_ON = re.compile(r"那|其中|还有|and\b|又|再|同样|same\b")
_ASKS = re.compile(
    r"多少|(?<![前好])几|哪|什么|怎|吗|呢|有没有|有无|是否|是不是|比较|对比|谁|为何|如何|列出|排|最多|最少|"
    r"最高|差|占|百分之|对不上|打算|多[大高长久]|查|给我|报数|报个数|列一下|还是|几何|超出|[从由][多少高低大小]到|加起来|没有\s*$|"
    r"前[一二两三四五六七八九十\d]+[名位个家强甲]"
)
_ASKS_FOR = re.compile(
    r"多少|(?<![前好])几|哪|什么|怎|吗|没有|是否|有无|谁|如何|多[大高长久]|占|率|列|给|排|比|差|"
    r"前[一二两三四五六七八九十\d]+[名位个家强甲]"
)
_SURELY = re.compile(
    rf"多少|(?<![前好那这])几(?:{words().units}|成)|占比|百分|哪[一几些个家]|排[名序列]"
)
"""Words that ask, whatever mark a sentence ends with."""
_ORDERS = re.compile("^(?:请|麻烦|劳|烦|帮|给|列|排|查|算|比|报|说|按|分别|各)|一[遍下]$")
_OF_ONESELF = re.compile(
    r"[我俺咱]|本人|同事|朋友|家里|老人|孩子|导师|论文|课题|稿子|报道|底稿|台账|作业|编辑|(?:主任|领导|老板|律师|老师|科长|主编|客户|上司|处长|同学|师傅)[^，。？]{0,2}(?:让|叫|要|催|说|交代|布置|吩咐|安排)"
)
_LED = "：:"
_PURPOSE = re.compile(r"^(?:写|做|搞|编|备|整理|准备|起草|核)[^，。？]{0,12}(?:用|材料|稿|论文)$")
"""What is only said to be for something: 写对比材料要用：…."""


class Sentence(NamedTuple):
    """A sentence with the mark that ends it."""

    text: str
    end: str


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a text."""
    pieces = _END.split(text)
    pairs = zip(pieces[::2], [*pieces[1::2], ""], strict=True)
    return [Sentence(piece.strip(), end) for piece, end in pairs if piece.strip()]


def asking(sentences: Sequence[Sentence]) -> list[int]:
    """Return which sentences ask, with the one before where none of them names anything.

    What stands before a colon names what is asked about: 处罚决定：甲加乙几件.
    """
    found = _without_statements([i for i, one in enumerate(sentences) if _ASKS.search(one.text)],
                                sentences)  # fmt: skip
    unnamed = list(found)
    while unnamed and unnamed[0] and not any(_names(sentences[i].text) for i in unnamed):
        # 规范性文件公开得不少。比其他四家加起来多多少？
        unnamed = [unnamed[0] - 1, *unnamed]
    if unnamed and not any(_names(sentences[i].text) for i in unnamed):
        # 求和：甲和乙的处罚决定
        unnamed += list(range(unnamed[-1] + 1, len(sentences)))[:1]
    if unnamed != found:
        return unnamed
    if not any(one.end in _LED for one in sentences if one.end):
        return found
    # 想排查一下：… asks nothing yet.
    found = [i for i in found if not _PURPOSE.search(sentences[i].text)] or found
    if any(_ASKS_FOR.search(sentences[i].text) for i in found):
        found = [
            i for i in found
            if _ASKS_FOR.search(sentences[i].text) or MARK.search(sentences[i].text)
        ]  # fmt: skip
    topics = set()
    for part in ("rows", "columns"):
        named = [any(found_terms(one.text, part)) for one in sentences]
        topics |= {i - 1 for i in found if i and not named[i] and named[i - 1]}
    # 甲权力事项：征收和裁决各几项: the body stands with what is told of.
    topics |= {
        i - 1 for i in found
        if i and sentences[i - 1].end in _LED and MARK.search(sentences[i - 1].text)
        and not MARK.search(sentences[i].text)
    }  # fmt: skip
    return sorted({*found, *topics})


def to_the_point(text: str) -> str:
    """Leave out the clauses in which people tell of themselves: 我家在申请低保，…多少条."""
    clauses = re.split("[，；]", text)
    kept = [
        clause for clause in clauses
        if not _OF_ONESELF.search(clause) or "“" in clause
        or _ASKS.search(clause) or MARK.search(clause)
    ]  # fmt: skip
    return "，".join(kept) if any(map(_ASKS.search, kept)) else text


def _without_statements(found: list[int], sentences: Sequence[Sentence]) -> list[int]:
    """Leave out what only tells, where a question mark stands behind what asks.

    如今都讲什么平台了。…伸到几个镇？
    """
    last = max((i for i in found if sentences[i].end in ("？", "?")), default=-1)
    return [
        i for i in found
        if i >= last or sentences[i].end not in ("。", "！", "!")
        or _SURELY.search(sentences[i].text) or _ORDERS.search(sentences[i].text)
    ]  # fmt: skip


def _names(text: str) -> bool:
    """Tell whether a sentence names what it asks for."""
    return has_content(_GOES_ON.sub(" ", _OPERATIONS.sub(" ", text)))
