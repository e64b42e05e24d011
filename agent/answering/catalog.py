"""Whose reports are stored, by every name they are asked for: 平川, 平川区, Pingchuan District.

A name that is not known is never taken for the nearest one: it is told apart whether it is a place
that only contains reporting bodies, one that has no report here, or one that several fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import Literal, NamedTuple

from agent.answering.database import Reader
from agent.answering.language import FIRST_MARK, language_of
from agent.answering.vocabulary import english
from agent.documents.view import fold
from agent.regions import place_names
from agent.report import Script

_SUFFIX = re.compile(r"(?:自治区|自治州|自治县|地区|街道|[省市区县旗盟州镇乡])$")
_SPEAKS_FOR_AREA = re.compile(r"(?:人民政府|政府)?(?:街道)?(?:办公室|办事处|办)?(?:本级)?")
_TAIL = re.compile(
    r"(?:(?:街道|街道办|街)?办事处|街道办公室|街道办?|街办|办(?!理|结|了|复))|"
    r"(?:人民)?政府(?:办公室|办(?!理|结|了|复))?(?!网|信息|采购|集中|常务|部门|公开|门户|开放)"
)
_BUREAU = re.compile(r"(?:人民政府)?[\u4e00-\u9fff]{2,8}?(?:局|委员会|中心)(?!面)")
_GENERIC = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?P<level>[省市区县旗])(?P<who>(?:人民)?政府(?:办公室|办)?|办))"
)
_ENGLISH_TAIL = re.compile(
    r"(?:\s+(?:sub-?district|district|city|county|town|township|street|municipality|office))*"
    r"(?:'s)?(?:\s+(?:people's\s+)?government(?:'s)?(?!\s+(?:procurement|information)))?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_LONGEST = 30

MentionKind = Literal["body", "region", "unknown", "generic"]


class ReportRef(NamedTuple):
    """One stored report."""

    id: int
    sha256: str
    path: str
    name: str
    year: int | None
    script: Script
    body: str
    """What tells bodies apart: the area, or the name of one that does not speak for its area."""
    area: str
    """The name of the area, for answers."""
    levels: tuple[str, ...]


class Mention(NamedTuple):
    """A name in a question."""

    text: str
    start: int
    end: int
    kind: MentionKind
    bodies: tuple[str, ...]


class Catalog:
    """The reporting bodies of a database and their names."""

    def __init__(self, reader: Reader) -> None:
        rows = reader.rows(
            "SELECT id, sha256, path, organization, title, year, script, province, city, county,"
            " township FROM reports ORDER BY id"
        )
        newest: dict[tuple[str, int | None], ReportRef] = {}
        for row in rows:
            report = _report(row)
            newest[report.body, report.year] = report
        self.reports = sorted(newest.values(), key=lambda report: report.id)
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._regions: dict[str, set[str]] = defaultdict(set)
        for report in self.reports:
            for alias in _aliases(report):
                self._aliases[alias].add(report.body)
            for level in report.levels[:-1]:
                for name in (level, _short(level)):
                    self._regions[name].add(report.body)
        self._longest = max(map(len, [*self._aliases, *self._regions, ""]))

    def of(self, body: str) -> list[ReportRef]:
        """Return the reports of a body, oldest year first."""
        return sorted((r for r in self.reports if r.body == body), key=lambda r: r.year or 0)

    def report(self, number: int) -> ReportRef:
        """Return a report by its number."""
        return next(report for report in self.reports if report.id == number)

    @cached_property
    def years(self) -> list[int]:
        """The years there are."""
        return sorted({report.year for report in self.reports if report.year})

    def find(self, text: str) -> list[Mention]:
        """Return the names in a folded question, in order."""
        if language_of(text) == "en":
            return self._find_english(text)
        found: list[Mention] = []
        position = 0
        while position < len(text):
            mention = self._at(text, position)
            if mention:
                found.append(mention)
            position = mention.end if mention else position + 1
        if not found and (hit := _GENERIC.search(text)):
            found.append(Mention(hit[0], *hit.span(), "generic", self._generic(hit)))
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
        if bureau and not re.search("[的了有和各哪多年与共个]", bureau[0]):
            # 华阴市教育局 is not 华阴市.
            return Mention(text[start : bureau.end()], start, bureau.end(), "unknown", ())
        return Mention(text[start:stop], start, stop, "body", tuple(sorted(bodies)))

    def _region(self, text: str, start: int, end: int, bodies: set[str]) -> Mention:
        tail = _TAIL.match(text, end)
        stop = tail.end() if tail else end
        if not tail and (longer := _place_at(text, start)) and longer > end:
            return Mention(text[start:longer], start, longer, "unknown", ())
        return Mention(text[start:stop], start, stop, "region", tuple(sorted(bodies)))

    def _generic(self, hit: re.Match[str]) -> tuple[str, ...]:
        office = "办" in hit["who"]
        return tuple(
            sorted(
                {
                    report.body
                    for report in self.reports
                    if report.area.endswith(hit["level"]) and (not office or "办" in report.name)
                }
            )
        )

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
                if key in names and written[0].isupper():
                    kind, bodies = names[key]
                    end = start + len(written)
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
    def _romanised(self) -> dict[str, tuple[MentionKind, tuple[str, ...]]]:
        from pypinyin import lazy_pinyin

        def roman(name: str) -> str:
            return "".join(lazy_pinyin(name)).replace("ü", "v")

        names: dict[str, tuple[MentionKind, tuple[str, ...]]] = {}
        regions = {_short(name): bodies for name, bodies in self._regions.items()}
        for name, bodies in regions.items():
            names[roman(name)] = ("region", tuple(sorted(bodies)))
        by_name: dict[str, set[str]] = defaultdict(set)
        for report in self.reports:
            short = _short(report.area)
            for key in (roman(short), roman(report.area)):
                by_name[key].add(report.body)
            if short.endswith("路"):
                by_name[roman(short[:-1]) + "road"].add(report.body)
                by_name[roman(short[:-1])].add(report.body)
        names |= {key: ("body", tuple(sorted(bodies))) for key, bodies in by_name.items()}
        return names


def masked(text: str, mentions: list[Mention]) -> str:
    """Return the text with each name replaced by one private character."""
    for number, mention in reversed(list(enumerate(mentions))):
        text = text[: mention.start] + chr(FIRST_MARK + number) + text[mention.end :]
    return text


def _report(row: dict[str, object]) -> ReportRef:
    levels = tuple(str(row[k]) for k in ("province", "city", "county", "township") if row[k])
    name = fold(str(row["organization"] or row["title"] or row["path"]), "hant")
    rest = name
    for level in levels:
        for written in (level, _short(level)):
            if rest.startswith(written):
                rest = rest[len(written) :]
                break
    speaks = bool(levels) and _SPEAKS_FOR_AREA.fullmatch(rest) is not None
    return ReportRef(
        id=int(str(row["id"])),
        sha256=str(row["sha256"]),
        path=str(row["path"]),
        name=name,
        year=int(str(row["year"])) if row["year"] else None,
        script="hant" if row["script"] == "hant" else "hans",
        body="".join(levels) if speaks else name,
        area=levels[-1] if speaks else name,
        levels=levels if speaks else (*levels, name),
    )


def _aliases(report: ReportRef) -> set[str]:
    own, above = report.levels[-1], report.levels[:-1]
    names = {own, report.name}
    if len(_short(own)) > 1:
        names.add(_short(own))
    prefixes = {""}
    for index in range(len(above)):
        chain = above[index:]
        prefixes |= {"".join(chain), "".join(map(_short, chain)), chain[-1], _short(chain[-1])}
    if report.body != "".join(report.levels):
        # A bureau: its area comes first, in full or in short.
        bare = own
        for level in above:
            bare = bare.removeprefix(level)
        return {own, *(prefix + bare for prefix in prefixes if prefix)}
    return {prefix + name for prefix in prefixes for name in names} | {report.name}


def _short(name: str) -> str:
    short = _SUFFIX.sub("", name)
    return short if len(short) > 1 else name


def _place_at(text: str, start: int) -> int | None:
    """Return where the name of a place of the official list ends that begins at `start`."""
    for length in range(min(12, len(text) - start), 1, -1):
        if text[start : start + length] in place_names():
            return start + length
    return None


def _is_unknown_name(text: str, token: re.Match[str]) -> bool:
    word = token[0].removesuffix("'s")
    if not word[0].isupper() or (word.isupper() and len(word) < 7):
        return False
    return not _is_known_word(word.lower())


@cache
def _is_known_word(word: str) -> bool:
    if word in english().frame:
        return True
    return any(re.search(rf"\b{re.escape(word)}", phrase) or re.fullmatch(phrase, word)
               for phrase in english().phrases)  # fmt: skip
