"""Finds the names of bodies in a question: 云山, 云山区, Yunshan District.

A name that is not known is never taken for the nearest one: it is told apart whether it is a place
that only contains reporting bodies, one that has no report here, or one that several fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from agent.answering.holdings.catalog import Catalog
from agent.answering.holdings.english_names import names_in_english
from agent.answering.holdings.mention import Mention, MentionKind
from agent.answering.holdings.names import aliases, romanised, short_name, short_names
from agent.answering.holdings.romanised import romans
from agent.answering.language import language_of
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
_SEAT = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:事务处|管理处|服务处|总署|署(?!名)|局|厅|管委会)(?![面部限长])"
)
"""An office behind the name of a place."""
_HAN = re.compile("[\u3400-\u9fff]")


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
            return sorted(
                [*names_in_english(text, self._romanised), *chinese], key=lambda one: one.start
            )
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

    @cached_property
    def _romanised(self) -> dict[str, tuple[MentionKind, tuple[str, ...], str]]:
        names: dict[str, tuple[MentionKind, tuple[str, ...], str]] = {}
        for name, bodies in self._regions.items():
            if name == short_name(name):
                names |= {key: ("region", tuple(sorted(bodies)), name) for key in romans(name)}
        by_name: dict[str, set[str]] = defaultdict(set)
        called: dict[str, str] = {}
        for report in self._catalog.reports:
            for key in romanised(report.area):
                by_name[key].add(report.body)
                called[key] = short_name(report.area)
        for key, of in by_name.items():
            names[key] = ("body", tuple(sorted(of)), called[key])
        return names


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
        tail = tail or (_SEAT.match(text, end) if kind == "ns" else None)
        level = tail is not None or word[-1] in "省市区县" or word in _ISLANDS
        compared = word[0] in "比跟和与同"  # 比镇办多几个
        if kind == "nt" or kind == "ns" and level and word not in _NO_PLACE and not compared:
            return start, tail.end() if tail else end
        position += len(word)
    return None
