"""Finds the names of bodies in a question: 云山, 云山区, Yunshan District.

A name that is not known is never taken for the nearest one: it is told apart whether it is a place
that only contains reporting bodies, one that has no report here, or one that several fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import Literal, NamedTuple

from agent.answering.dictionary import chinese_for
from agent.answering.holdings.catalog import Catalog
from agent.answering.holdings.names import aliases, romanised, short_name, short_names
from agent.answering.holdings.romanised import romans
from agent.answering.language import FIRST_MARK, language_of
from agent.answering.vocabulary import english
from agent.regions import place_names

_TAIL = re.compile(
    r"(?:(?:街道|街道办|街)?办事处|街道办公室|街道办?|街办|办(?!理|结|了|复))|"
    r"(?:人民)?政府(?:办公室|办(?!理|结|了|复))?(?!网|信息|采购|集中|常务|部门|公开|门户|开放)"
)
_BUREAU = re.compile(r"(?:人民政府)?[\u4e00-\u9fff]{2,8}?(?:局|委员会|中心)(?!面)")
_BELOW = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?:镇|乡|街道|派出所|卫生院|医院|法院|检察院|中学|小学)(?:办事处|(?:人民)?政府)?"
    r"(?=\d{4}年|自己|本身|收到|受理|一共|共|的?(?:报告|年报|申请)|行政|有多少|有几)"
)
"""What lies in an area and would report for itself: 云山区南坡镇2020年收到…."""
_SEVERAL = re.compile("[的了有和各哪多年与共个所辖全每级]|乡镇|镇街|街镇|镇办")
_ORGAN = re.compile(
    r"^(?:国家)?[\u4e00-\u9fff]{1,6}?(?:部|委|署|总局|厅|院)(?=\d{4}年|去年|今年|收到|受理|的?(?:报告|年报))"
)
_NO_PLACE = ("中国", "全国", "我国")
_ISLANDS = ("香港", "澳门", "台湾", "台北", "高雄", "台中", "台南", "新北", "桃园")
"""Places that the official list of divisions does not have."""
_GOVERNMENT = re.compile("[省市区县]?(?:人民)?政府")
_OFFICE = re.compile(r"(?<=[省市县区旗州])[\u4e00-\u9fff]{2,8}(?:局|委员会|中心|厅)$")
_OF_AREA = re.compile(r"^([\u4e00-\u9fff]{2})[市县区](?=[\u4e00-\u9fff]{3,}$)")
"""云岭民政局 for 云岭市民政局."""
_GENERIC = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?P<level>[省市区县旗])(?P<who>(?:人民)?政府(?:办公室|办)?|办))"
)
_ENGLISH_TAIL = re.compile(
    r"(?:\s+(?:sub-?district|district|city|county|town|township|street|municipal(?:ity)?|road|neighbou?rhood|"
    r"(?:local )?authorit(?:y|ies)|office))*"
    r"(?:'s)?(?:\s+(?:people's\s+)?government(?:\s+office)?(?:'s)?"
    r"(?!\s+(?:procurement|information|web|site|portal|executive)))?",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:\s+(?:city|municipal|provincial|province|public|people's|citizens?'?|government|services?|affairs|\d{5}))*"
    r"\s+(?:\d{5}|(?:hot)?lines?|portals?|web\s?sites?|sites?|platforms?|apps?|network|gateway)\b",
    re.IGNORECASE,
)
"""What belongs to an area and is told of in the reports of bodies in it."""
_HAN = re.compile("[\u3400-\u9fff]")
_LONG_NAME = 5
"""A shorter name has to be written with a capital."""
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*")

_OF_PLACE = re.compile(
    r"(?:'s|’s)?\s+(?:District|County|City|Province|Town|Municipality)\b|(?:'s|’s)"
)
MentionKind = Literal["body", "region", "unknown", "generic"]


class Mention(NamedTuple):
    """A name in a question."""

    text: str
    start: int
    end: int
    kind: MentionKind
    bodies: tuple[str, ...]
    part_of: str = ""
    """Its Chinese name where it begins the name of a thing: the Yunjiang 12345 hotline."""


def masked(text: str, mentions: list[Mention]) -> str:
    """Return the text with each name replaced by one private character."""
    for number, mention in reversed(list(enumerate(mentions))):
        stands_for = mention.part_of or chr(FIRST_MARK + number)
        text = text[: mention.start] + stands_for + text[mention.end :]
    return text


class NameFinder:
    """Knows the names of all bodies of a catalog and finds them in questions."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._regions: dict[str, set[str]] = defaultdict(set)
        self._offices: dict[str, set[str]] = defaultdict(set)
        for report in catalog.reports:
            for alias in aliases(report.levels, report.name, report.body):
                self._aliases[alias].add(report.body)
            for level in report.levels[:-1]:
                for name in (level, *short_names(level)):
                    self._regions[name].add(report.body)
            if office := _OFFICE.search(report.name):
                self._offices[office[0]].add(report.body)
                self._aliases[_OF_AREA.sub(r"\1", report.name)].add(report.body)
        self._longest = max(map(len, [*self._aliases, *self._regions, ""]))

    def find(self, text: str) -> list[Mention]:
        """Return the names in a folded question, in order."""
        if language_of(text) == "en":
            chinese = self._find_chinese(text) if _HAN.search(text) else []
            return sorted([*self._find_english(text), *chinese], key=lambda one: one.start)
        return self._find_chinese(text)

    def _find_chinese(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        position = 0
        while position < len(text):
            mention = self._at(text, position)
            if mention:
                found.append(mention)
            position = mention.end if mention else position + 1
        if not found and (hit := _GENERIC.search(text)):
            found.append(Mention(hit[0], *hit.span(), "generic", self._generic(hit)))
        for office in self._offices if not found else ():
            if (start := text.find(office)) >= 0:
                bodies = tuple(sorted(self._offices[office]))
                found.append(Mention(office, start, start + len(office), "generic", bodies))
        if not found and (place := _unlisted(text)):
            found.append(Mention(text[slice(*place)], *place, "unknown", ()))
        return found

    def _at(self, text: str, start: int) -> Mention | None:
        for length in range(min(self._longest, len(text) - start), 1, -1):
            name = text[start : start + length]
            if name[-1] in "省市区县镇乡" and text.startswith("长", start + length):
                continue  # 区长信箱
            if name in self._aliases:
                return self._extended(text, start, start + length, self._aliases[name])
            if name in self._regions:
                return self._region(text, start, start + length, self._regions[name])
        if hit := _place_at(text, start):
            end = hit + (tail.end() if (tail := _TAIL.match(text[hit:])) else 0)
            return Mention(text[start:end], start, end, "unknown", ())
        return None

    def _extended(self, text: str, start: int, end: int, bodies: set[str]) -> Mention:
        tail = _TAIL.match(text, end)
        stop = tail.end() if tail else end
        bureau = _BUREAU.match(text, end)
        for below in (bureau, _BELOW.match(text, end)):
            if below and not _SEVERAL.search(below[0]):
                # 云山市教育局 is not 云山市.
                return Mention(text[start : below.end()], start, below.end(), "unknown", ())
        return Mention(text[start:stop], start, stop, "body", tuple(sorted(bodies)))

    def _region(self, text: str, start: int, end: int, bodies: set[str]) -> Mention:
        tail = _TAIL.match(text, end)
        stop = tail.end() if tail else end
        longer = None if tail else _place_at(text, start)
        if within := None if tail else _place_at(text, end):
            longer = max(within, longer or 0)
        if longer and longer > end:
            return Mention(text[start:longer], start, longer, "unknown", ())
        return Mention(text[start:stop], start, stop, "region", tuple(sorted(bodies)))

    def _generic(self, hit: re.Match[str]) -> tuple[str, ...]:
        office = "办" in hit["who"]
        fitting = {
            report.body
            for report in self._catalog.reports
            if report.area.endswith(hit["level"]) and (not office or "办" in report.name)
        }
        return tuple(sorted(fitting))

    def _find_english(self, text: str) -> list[Mention]:
        names = self._romanised
        tokens = list(_TOKEN.finditer(text))
        found = []
        index = 0
        while index < len(tokens):
            step = 1
            for width in range(min(4, len(tokens) - index), 0, -1):
                start, end = tokens[index].start(), tokens[index + width - 1].end()
                written = text[start:end].removesuffix("'s").removesuffix("’s")
                key = re.sub("[^a-z]", "", written.lower())
                if key in names and (written[0].isupper() or _is_no_word(key)):
                    kind, bodies, name = names[key]
                    end = start + len(written)
                    if kind == "region" and _THING.match(text, end):
                        found.append(Mention(written, start, end, kind, bodies, name))
                        step = width
                        break
                    end += tail.end() if (tail := _ENGLISH_TAIL.match(text[end:])) else 0
                    found.append(Mention(text[start:end], start, end, kind, bodies))
                    step = sum(1 for token in tokens[index:] if token.start() < end)
                    break
            else:
                token = tokens[index]
                if _is_unknown_name(text, token):
                    found.append(Mention(token[0], *token.span(), "unknown", ()))
            index += step
        return found

    @cached_property
    def _romanised(self) -> dict[str, tuple[MentionKind, tuple[str, ...], str]]:
        names: dict[str, tuple[MentionKind, tuple[str, ...], str]] = {}
        for name, bodies in self._regions.items():
            if name == short_name(name):
                names |= {key: ("region", tuple(sorted(bodies)), name) for key in romans(name)}
        by_name: dict[str, set[str]] = defaultdict(set)
        for report in self._catalog.reports:
            for key in romanised(report.area):
                by_name[key].add(report.body)
        return names | {key: ("body", tuple(sorted(bodies)), "") for key, bodies in by_name.items()}


def _place_at(text: str, start: int) -> int | None:
    """Return where the name of a place of the official list ends that begins at `start`."""
    for length in range(min(12, len(text) - start), 1, -1):
        if text[start : start + length] in place_names():
            return start + length
    return None


def _unlisted(text: str) -> tuple[int, int] | None:
    """Return where a place or an organ of state is named that the official list does not have."""
    from rjieba import tag

    if organ := _ORGAN.match(text):
        return None if _SEVERAL.search(organ[0]) else organ.span()
    position = 0
    for word, kind in tag(text):
        start, end = position, position + len(word)
        tail = _TAIL.match(text, end) or _GOVERNMENT.match(text, end)
        level = tail is not None or word[-1] in "省市区县" or word in _ISLANDS
        if kind == "nt" or kind == "ns" and level and word not in _NO_PLACE:
            return start, tail.end() if tail else end
        position += len(word)
    return None


def _is_unknown_name(text: str, token: re.Match[str]) -> bool:
    word = token[0].removesuffix("'s")
    begins = not text[: token.start()].rstrip() or text[: token.start()].rstrip()[-1] in '.?!:;"“('
    if begins and not _OF_PLACE.match(text, token.end()):
        return False
    if not word[0].isupper() or (word.isupper() and len(word) < 7):
        return False
    return not _is_known_word(word.lower())


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
