"""The sentences of answers: templates that only the program fills, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answering.language import Language
from agent.answering.running.items import Item
from agent.contract import Number
from agent.wording import DIRECTIONS, number_words, one_line

_ENGLISH_UNITS = {"元": " yuan", "%": "%", "百分点": " points", "倍": " times"}
_BEHIND_UNIT = ("以上", "左右", "以下", "上下")
_BEFORE = ("近", "约", "超", "逾", "超过", "大约")
_NAMED = 3
_COMMON = frozenset("件项个条封家次期份篇场处户人")


def who(item: Item, language: Language) -> str:
    """Return body and year: every answer names both."""
    year = item.report.year
    if language == "zh":
        return f"{item.report.area}{f'{year}年' if year else ''}"
    return f"{item.report.area}{f' ({year})' if year else ''}"


def amount(value: Number, unit: str | None, qualifier: str | None, language: Language) -> str:
    """Return a number with its unit and the word that makes it an estimate."""
    number = number_words(value)
    if language == "en":
        shown = f"{number}{_ENGLISH_UNITS.get(unit or '', '')}"
        return f"{shown} ({qualifier})" if qualifier else shown
    if qualifier in _BEFORE:
        return f"{qualifier}{number}{unit or ''}"
    if qualifier in _BEHIND_UNIT:
        return f"{number}{unit or ''}{qualifier}"
    return f"{number}{qualifier or ''}{unit or ''}"


def worth(item: Item, language: Language) -> str:
    """Return what stands for an item: its number, or in words why there is none."""
    if item.dates:
        return "、".join(_date(date) for date in item.dates)
    if item.value is not None:
        if _is_change(item) and item.value:
            word = DIRECTIONS["increase" if item.value > 0 else "decrease"]
            size = item.value if item.value > 0 else -item.value
            number = amount(size, item.unit, None, language)
            return f"{word}{number}" if language == "zh" else f"{number_words(item.value)}"
        return amount(item.value, item.unit, item.qualifier, language)
    if item.state == "direction_only":
        word = DIRECTIONS["increase" if item.direction == "increase" else "decrease"]
        return f"只写“{word}”，没有写数" if language == "zh" else f"only “{word}”, without a number"
    if item.state == "unreadable":
        raw = one_line(item.raw or "")
        return f"写作“{raw}”，不是数字" if language == "zh" else f"written “{raw}”, no number"
    if item.state == "missing":
        return "表中没有这一格" if language == "zh" else "no such cell in the table"
    return "未填报" if language == "zh" else "left blank (未填报)"


def line(item: Item, language: Language, mark: str) -> str:
    """Return one item as a sentence without its end."""
    if language == "zh":
        return f"{who(item, language)}{item.label}：{worth(item, language)}{mark}"
    return f"{who(item, language)}, {item.english}: {worth(item, language)}{mark}"


def label_of(item: Item, several_reports: bool, several_targets: bool) -> str:
    """Return the label of a row: what differs between the rows."""
    if several_reports and several_targets:
        return f"{item.report.area} {item.label}"
    return item.report.area if several_reports else item.label


def same_unit(items: Sequence[Item]) -> str | None:
    """Return the unit that all items have; counting words for things count as one."""
    units = {item.unit for item in items if item.value is not None}
    if len(units) == 1:
        return units.pop()
    return "件" if units and units <= _COMMON | {None} else None


def years_differ(items: Sequence[Item], language: Language) -> str:
    """Return a remark where reports of different years are put together."""
    if len({item.report.year for item in items}) < 2:
        return ""
    if language == "zh":
        return "各机关的报告年度不同，年度见各行。"
    return " The reports are of different years, as given."


def tied(items: Sequence[Item], language: Language) -> str:
    """Return a remark on those that are equal to the last one of a short list."""
    names = [who(item, language) for item in items[:_NAMED]]
    if language == "zh":
        return f"与最后一名并列的还有{'、'.join(names)}{'等' if len(items) > _NAMED else ''}。"
    return f" Equal to the last one: {', '.join(names)}{', …' if len(items) > _NAMED else ''}."


def _is_change(item: Item) -> bool:
    return getattr(item.target, "column", None) == "change"


def _date(iso: str) -> str:
    parts = iso.split("-")
    return "".join(f"{int(p)}{u}" for p, u in zip(parts, "年月日", strict=False))
