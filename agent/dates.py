"""Dates as reports write them: 2021年1月19日, 二〇二一年一月, 2021-01-19, and damaged ones.

A damaged date (`202011日`) is read only where it can be read in one way.
"""

from __future__ import annotations

import re
from calendar import monthrange

_ZERO = "〇○◯零ΟοОоOo"
DIGITS = str.maketrans("一二三四五六七八九" + _ZERO, "123456789" + "0" * len(_ZERO))
_D = rf"[\d一二三四五六七八九十{_ZERO}]"
YEAR = rf"(?:(?<!\d)20\d\d(?!\d)|二[{_ZERO}0][{_ZERO}\d一二三四五六七八九]{{2}})"
_ISO = r"\d{4}[-./]\d{1,2}[-./]\d{1,2}"
DATE = rf"(?:{_ISO}|{_D}{{4,6}}年?{_D}{{1,5}}月?{_D}{{0,3}}日?)"
RANGE = re.compile(
    rf"({DATE})(?:起|开始|\(含\))?[,、]?(?:至|到|[-—―~]{{1,2}})"
    rf"({_ISO}|(?:{_D}{{4,6}}年?)?{_D}{{1,5}}月?{_D}{{0,3}}日?)"
)

Period = tuple[str | None, str | None]


def read_range(start: str, end: str) -> Period:
    """Read both ends of a range; the second may lack the year, and both the day."""
    if re.fullmatch(r"20\d\d年\d{1,2}月?", start):
        start = start.rstrip("月") + "月1日"
    first = read_date(start)
    if first and not end.startswith("20"):
        end = f"{first[:4]}年{end}"
    if month := re.fullmatch(r"(20\d\d)年(0?[1-9]|1[0-2])月", end):
        end += f"{monthrange(int(month[1]), int(month[2]))[1]}日"
    return first, read_date(end)


def arabic(token: str) -> str:
    """Write 二〇二一年二月十九日 with digits."""

    def tens(match: re.Match[str]) -> str:
        return str(int(match[1] or 1) * 10 + int(match[2] or 0))

    return re.sub(r"(\d?)十(\d?)", tens, token.translate(DIGITS))


def read_date(token: str) -> str | None:
    """Read a date, also one that lost 年 or 月 or doubled digits of its year, if only one fits."""
    token = re.sub(r"[-./]", "-", re.sub(r"\s", "", arabic(token)))
    if surplus := re.match(r"\d{5,6}(?=年)", token):
        digits = surplus[0]
        cuts = {digits[:i] + digits[i + len(digits) - 4 :] for i in range(5)}
        years = {year for year in cuts if "2007" < year < "2100"}
        token = years.pop() + token[len(digits) :] if len(years) == 1 else ""
    readings = set()
    for month in ("(0?[1-9])", "(1[0-2])"):
        for day in (r"(\d)", r"(\d\d)"):
            match = re.fullmatch(rf"(20\d\d)[年-]?{month}[月-]?{day}日?", token)
            if match and 1 <= int(match[3]) <= monthrange(int(match[1]), int(match[2]))[1]:
                readings.add(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    marked = re.search(r"[年月日-]", token)
    return readings.pop() if marked and len(readings) == 1 else None
