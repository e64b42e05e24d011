"""Names of bodies and places in English questions: Yunshan, yunshan district, Yunjiang's hotline.

A name with a capital need not be that of a body: of a word that no list has, where it stands tells
whether it is one that is asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from agent.answering.dictionary import chinese_for
from agent.answering.holdings.mention import Mention, MentionKind
from agent.answering.holdings.names import short_name
from agent.answering.holdings.romanised import romans
from agent.answering.vocabulary import english
from agent.regions import place_names

Names = Mapping[str, tuple[MentionKind, tuple[str, ...], str]]
"""By their letters: what they are, whose they are, and what a region is called in Chinese."""

_TAIL = re.compile(
    r"(?:\s+(?:sub-?district|district|city|county|town|township|street|municipal(?:ity)?|road|neighbou?rhood|"
    r"(?:local )?authorit(?:y|ies)|office))*"
    r"(?:'s)?(?:\s+(?:people's\s+)?government(?:\s+office)?(?:'s)?"
    r"(?!\s+(?:procurement|information|web|site|portal|executive)))?",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:'s)?(?:\s+(?:city|municipal|provincial|province|public|people's|citizens?'?|government|services?|affairs|"
    r"\d{5}))*"
    r"\s+(?:\d{5}|(?:hot)?lines?|portals?|web\s?sites?|sites?|platforms?|apps?|network|gateway)\b",
    re.IGNORECASE,
)
"""What belongs to an area and is told of in the reports of bodies in it."""
_BELONGS = re.compile(r"\bbelong(?:s|ed|ing)? to (?:the )?$", re.IGNORECASE)
_ACCOUNT = re.compile(r" fabu\b(?:'s)?", re.IGNORECASE)
"""Yunshan Fabu, the account 云山发布."""
_LONG_NAME = 5
"""A shorter name has to be written with a capital."""
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'-]*")
_LEVEL = r"(?:Sub-?district|District|County|City|Province|Town|Township|Municipality|Prefecture)"
_OF_PLACE = re.compile(rf"(?:'s)?\s+{_LEVEL}\b|'s", re.IGNORECASE)
_LEVELS_OWN = re.compile(rf"\s+{_LEVEL}\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:in|across|throughout|within|of|under|inside|from) (?:the )?$", re.IGNORECASE
)
_BESIDE = re.compile(
    r"^(?:'s)?,? (?:and|or|vs\.?|versus|with|than|against|to|nor|beside|minus|plus)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:\b(?:and|or|vs\.?|versus|with|than|against|between|both|nor|minus|plus)|,)"
    r"(?: (?:in|of|for|at|by|from|did|does|has))? $",
    re.IGNORECASE,
)
_LISTS = re.compile(r"(?:,|.*\b(?:and|or|nor)\b)")
"""Such words may join anything: only beside a body is it one more."""
_SUBJECT = re.compile(
    r"\b(?:did|does|do|has|have|had|is|was|were|are|in|at|of|for|from|by|about|to) $", re.IGNORECASE
)
_NO_BODY = re.compile(
    "i|prc|china|chinese|british|english|scottish|welsh|irish|american|canadian|australian|indian|"
    "german|french|european|japanese|korean|kenyan|nigerian|pakistani|western|asian|african|"
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_COUNTRY = re.compile(
    "britain|england|scotland|wales|ireland|america|canada|australia|india|germany|france|europe|"
    "japan|korea|singapore|kenya|nigeria|pakistan|brazil|italy|spain|poland|russia|africa|asia"
)
"""Where people ask from: of bodies that are named it tells nothing."""


def names_in_english(text: str, names: Names) -> list[Mention]:
    """Return the names in an English question, in order."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        step = 1
        for width in range(min(4, len(tokens) - index), 0, -1):
            start, end = tokens[index].start(), tokens[index + width - 1].end()
            written = text[start:end].removesuffix("'s")
            key = re.sub("[^a-z]", "", written.lower())
            if key in names and (written[0].isupper() or _is_no_word(key)):
                kind, bodies, name = names[key]
                found.append(_mention(text, start, start + len(written), kind, bodies, name))
                step = sum(1 for token in tokens[index:] if token.start() < found[-1].end)
                step = max(step, width)
                break
        else:
            if _may_be_unknown(text, tokens[index]):
                word = tokens[index][0].removesuffix("'s")
                found.append(
                    Mention(word, tokens[index].start(), tokens[index].end(), "unknown", ())
                )
        index += step
    return [
        _described(text, one, found)
        for one in found
        if one.kind != "unknown" or _is_asked_about(text, one, found)
    ]


def _mention(
    text: str, start: int, end: int, kind: MentionKind, bodies: tuple[str, ...], name: str
) -> Mention:
    thing = _THING.match(text, end) or _BELONGS.search(text[:start])
    if kind == "body" and (account := _ACCOUNT.match(text, end)):
        return Mention(
            text[start : account.end()], start, account.end(), kind, bodies, f"{name}发布"
        )
    if kind == "region" and thing:
        end += 2 * text.startswith("'s", end)
        return Mention(text[start:end], start, end, kind, bodies, name)
    end += tail.end() if (tail := _TAIL.match(text[end:])) else 0
    return Mention(text[start:end], start, end, kind, bodies)


def _may_be_unknown(text: str, token: re.Match[str]) -> bool:
    word = token[0].removesuffix("'s")
    if word[0].islower():
        # A place that people write without a capital: yunling district.
        return _is_place(word) and _is_no_word(word)
    begins = not text[: token.start()].rstrip() or text[: token.start()].rstrip()[-1] in '.?!:;"“('
    if begins and not _OF_PLACE.match(text, token.end()) and not token[0].endswith("'s"):
        return _is_place(word.lower()) and _is_no_word(word.lower())
    if word.isupper() and len(word) < 7:
        return _is_place(word) and _is_no_word(word.lower())
    if _NO_BODY.fullmatch(word.lower()):
        return False
    return not _is_known_word(word.lower())


def _is_asked_about(text: str, unknown: Mention, found: list[Mention]) -> bool:
    """Tell whether a name that nothing is known of is that of a body, and one asked about."""
    bodies = [one for one in found if one.kind == "body"]
    word = unknown.text.lower()
    if not bodies or _is_place(word) or _LEVELS_OWN.match(text, unknown.end):
        return not _describes(text, unknown, found)
    if chinese_for(word) or "-" in word or _COUNTRY.fullmatch(word):
        return False
    before, behind = text[: unknown.start], text[unknown.end :]
    joined, beside = _JOINED.search(before), _BESIDE.match(behind)
    if joined and _LISTS.match(joined[0]):
        joined = (
            joined
            if any(o.end >= joined.start() - 2 for o in bodies if o.end <= len(before))
            else None
        )
    if beside and _LISTS.search(beside[0]):
        end = unknown.end + beside.end()
        beside = beside if any(end <= o.start <= end + 5 for o in bodies) else None
    return bool(joined or beside or _SUBJECT.search(before))


def _described(text: str, one: Mention, found: list[Mention]) -> Mention:
    """Take out a region that only tells where a body lies."""
    if one.kind == "region" and not one.part_of and _describes(text, one, found):
        return one._replace(part_of=" ")
    return one


def _describes(text: str, one: Mention, found: list[Mention]) -> bool:
    """Tell whether a place only tells where one lies that is asked about."""
    within = [o for o in found if o.kind == "body" and set(o.bodies) <= set(one.bodies)]
    if not within:
        return False
    before, behind = text[: one.start], text[one.end :]
    smaller = [o for o in found if o.bodies and set(o.bodies) <= set(one.bodies)]
    nearest = [o for o in smaller if o.end < one.start and text[o.end : one.start] in (", ", " (")]
    if _BESIDE.match(behind) or _JOINED.search(before) and not nearest:
        return False
    follows = any(text[one.end : o.start].strip() == "" for o in within if o.start >= one.end)
    return bool(nearest or follows or _WITHIN.search(before))


def called_in_letters(letters: str) -> Sequence[str]:
    """Return the divisions of China, without their kind, that are written so in letters."""
    return _places().get(letters, ())


@cache
def _places() -> Mapping[str, Sequence[str]]:
    """Return the names of the divisions of China, without their kind, by their letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(map(short_name, place_names())):
        for key in romans(name):
            found[key].append(name)
    return found


def _is_place(word: str) -> bool:
    return re.sub("[^a-z]", "", word.lower()) in _places()


@cache
def _is_no_word(name: str) -> bool:
    """Tell whether letters that are the name of a body are not an English word besides."""
    return len(name) >= _LONG_NAME and not _is_known_word(name) and not chinese_for(name)


@cache
def _is_known_word(word: str) -> bool:
    if word in english().frame:
        return True
    return any(
        re.search(rf"\b{re.escape(word)}", phrase) or re.fullmatch(phrase, word)
        for phrase in english().phrases
    )
