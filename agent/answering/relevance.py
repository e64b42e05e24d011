"""Tells which words of a question matter, by their part of speech.

A question has words that no report has: those that lead up to it and those that only link. An
unknown verb or adverb says nothing of what is counted. An unknown noun does, where something is
asked for: 有多少粉丝 is about followers, whatever else fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

from agent.answering.language import MARK
from agent.answering.matching import Gram, has_content, only_asks, question_grams
from agent.answering.vocabulary import words

_NOUNS = ("n", "vn", "an", "b", "j", "eng")
_COUNTED = re.compile(rf"(多少|几)({words().units})(?=[\u3400-\u9fff])")
"""A unit and the noun behind it would be taken for one word: 多少项事."""
_JOINING = frozenset("和与及跟同比")
"""They part what is named: 环保跟科技信息."""
_LINKING = ("p", "c", "u", "d", "y")
_HOW_MANY = re.compile(rf"(?:多少|几)(?:{words().units})?")
_ASKING = ("m", "q", "r", "t")
"""Numbers, units, pronouns and times: 几次, 这份."""
_WORD = re.compile(r"[a-z\u3400-\u9fff]", re.IGNORECASE)
_CLAUSE = re.compile(r"[^，,；;。？?]+")
_QUOTED = re.compile(r"[“「『\"]([^”」』\"]{2,20})[”」』\"]")
_GLOSS = re.compile(
    r"(?P<said>[\u3400-\u9fff]{2,8}?)(?:[那这]?一?[类种块项个])?[(（](?P<term>[\u3400-\u9fff]{2,12})[)）]"
)
"""An everyday word with what reports call it in brackets."""
_COUNTS = re.compile("^(?!.*哪).*(?:多少|几)")
_BEFORE_HEAD = re.compile(r".*(?:的|、|这[些类种个]|那[些类种个]|里|中)")
_ASKS = re.compile(r"多[少大高长久]|几|哪|什么|怎|谁|吗|何|(?<! )还是(?! )|占|比例|百分|率|呢$")


def without_idle(
    text: str,
    known: Callable[[str], bool],
    meant: Iterable[tuple[int, int]],
    said: Iterable[tuple[int, int]] = (),
) -> str:
    """Return a question with the words that do not matter blanked out.

    Args:
        known: tells whether a word stands in the reports.
        meant: the places of words that name a row, a column or an operation.
        said: the places of other words that stay.
    """
    named = covered(text, meant)
    asking = _asking(text, named, with_names=True)
    for gloss in _GLOSS.finditer(text):  # 罚人那类(行政处罚)
        if known(gloss["term"]) and not known(gloss["said"]):
            asking -= set(range(*gloss.span("said")))
    kept = [a or b for a, b in zip(named, covered(text, said), strict=True)]
    out = list(text)
    for word, tag, start in tagged(text):
        end = start + len(word)
        if any(kept[start:end]) or not _WORD.search(word) or MARK.search(word):
            continue
        if (
            word in _JOINING
            or tag.startswith(_ASKING)
            or known(word)
            or len(word) == 3
            and known(word[:2])
            or (tag.startswith(_NOUNS) and start in asking)
        ):
            continue
        out[start:end] = " " * len(word)
    bare = "".join(out)
    # Where nothing else is said it is what is asked about.
    return bare if has_content(bare) else text


def nouns(text: str, meant: Iterable[tuple[int, int]] = ()) -> list[str]:
    """Return the words that name something in the clauses that ask, but those at some places."""
    hidden = covered(text, meant)
    asking = _asking(text, hidden) | _heads(text)
    text = "".join(" " if hide else c for c, hide in zip(text, hidden, strict=True))
    weak = {gram.start for gram in question_grams(text) if gram.weak}
    return [
        word for word, tag, start in tagged(text)
        if tag.startswith(_NOUNS) and len(word) > 1 and start not in weak and start in asking
    ]  # fmt: skip


def counted(text: str, names: Iterable[int], meant: Iterable[tuple[int, int]]) -> list[str]:
    """Return the nouns right behind 多少 or a name: 多少设备, 行政许可人员.

    These are what is counted, whatever else is named.

    Args:
        names: where the names end.
        meant: the places of words that are none of these nouns.
    """
    hidden = covered(text, meant)
    ends = {*names, *(hit.end() for hit in _HOW_MANY.finditer(text))}
    ends |= {end + len(text[end:]) - len(text[end:].lstrip(" ")) for end in ends}
    return [
        word for word, tag, start in tagged(text)
        if start in ends and tag.startswith(_NOUNS) and len(word) > 1
        and not hidden[start] and not only_asks(word)
    ]  # fmt: skip


def verbs(text: str) -> list[str]:
    """Return the words that tell what was done."""
    weak = {gram.start for gram in question_grams(text) if gram.weak}
    return [
        word for word, tag, start in tagged(text)
        if tag == "v" and len(word) > 1 and start not in weak
    ]  # fmt: skip


def without_links(text: str) -> str:
    """Return a text without the single characters that only link: 经, 由, 把, 跟."""
    out = list(text)
    for word, tag, start in tagged(text):
        if len(word) == 1 and tag.startswith(_LINKING):
            out[start] = " "
    return "".join(out)


def softened(grams: list[Gram], text: str, told: str = "") -> list[Gram]:
    """Return what is looked for with the verbs and adverbs marked: they say how, not what.

    A pair that runs over two words is weak.

    Args:
        told: the text of a report; the verbs that it has say what is looked for.
    """
    words_of = tagged(text)
    soft = covered(
        text,
        (
            (start, start + len(word))
            for word, tag, start in words_of
            if not tag.startswith((*_NOUNS, *_ASKING)) and word not in told
        ),
    )
    begins = {start for _, _, start in words_of}
    return [
        gram._replace(
            soft=all(soft[gram.start : gram.start + 2]),
            weak=gram.weak or gram.start + 1 in begins and len(gram.text) == 2,
        )
        for gram in grams
    ]


def covered(text: str, places: Iterable[tuple[int, int]]) -> list[bool]:
    """Return for each character of a text whether one of the places covers it."""
    hidden = [False] * len(text)
    for start, end in places:
        hidden[start:end] = [True] * (end - start)
    return hidden


def _asking(text: str, meant: list[bool], with_names: bool = False) -> set[int]:
    """Return the places of the clauses that ask; of those that name something, where none does.

    Args:
        with_names: 政协提案公开的，是多少件: take in what stands before one that names nothing.
    """
    clauses = list(_CLAUSE.finditer(text))
    quoted = [hit for hit in _QUOTED.finditer(text) if any(meant[slice(*hit.span())])]
    if quoted:  # the name of a cell, as the form has it
        return {place for hit in quoted for place in range(*hit.span())}
    asking = []
    for number, clause in enumerate(clauses):
        if _ASKS.search(clause[0]):
            asking.append(clause)
            if with_names and number and not has_content(clause[0]):
                asking.append(clauses[number - 1])
    asking = asking or [clause for clause in clauses if any(meant[slice(*clause.span())])]
    asking = asking or clauses
    return {place for clause in asking for place in range(*clause.span())}


def _heads(text: str) -> set[int]:
    """Return the places of what a clause names last, where the next one asks and names nothing.

    家门口就能办的婚姻登记，有几项 is about 婚姻登记.
    """
    clauses = list(_CLAUSE.finditer(text))
    places: set[int] = set()
    for named, asks in pairwise(clauses):
        if _COUNTS.search(asks[0]) and not has_content(asks[0]):
            head = _BEFORE_HEAD.match(named[0])
            places.update(range(named.start() + (head.end() if head else 0), named.end()))
    return places


@lru_cache(maxsize=64)
def tagged(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return the words of a text with their part of speech and their places.

    A question is looked at in several ways, and against each of its reports.
    """
    from rjieba import tag

    found = []
    position = 0
    plain = _COUNTED.sub(lambda hit: hit[1] + " " * len(hit[2]), text)
    for word, kind in tag(plain):
        position = plain.index(word, position)
        found.append((word, kind, position))
        position += len(word)
    return tuple(found)
