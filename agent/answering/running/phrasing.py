"""The sentences of answers: templates that only the program fills, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answering.language import Language
from agent.answering.plan import Condition
from agent.answering.running.items import Item
from agent.contract import Number
from agent.wording import DIRECTIONS, number_words, one_line

_ENGLISH_UNITS = {"元": " yuan", "%": "%", "百分点": " points", "倍": " times"}
_BEHIND_UNIT = ("以上", "左右", "以下", "上下")
_BEFORE = ("近", "约", "超", "逾", "超过", "大约")
_NAMED = 3
_RELATIONS = {
    "over": ("超过", "over"),
    "at_least": ("不少于", "at least"),
    "under": ("少于", "under"),
    "at_most": ("不超过", "at most"),
    "equal": ("等于", "equal to"),
    "blank": ("未填报", "left blank"),
}
_COMMON = frozenset("件项个条封家次期份篇场处")
"""Households and people are counted by themselves."""


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


def labels_of(items: Sequence[Item], by_body: bool = False) -> list[str]:
    """Return the labels of rows: what differs between them of body, year and thing.

    Args:
        by_body: bodies are asked for, also where there is one.
    """
    bodies = {item.report.body for item in items}
    years = len({item.report.id for item in items}) > len(bodies)
    named = by_body or len(bodies) > 1
    things = len({item.label for item in items}) > 1 or not (years or named)
    return [
        " ".join(
            part
            for part, differs in (
                (item.report.area, named),
                (f"{item.report.year}年", years),
                (item.label, things),
            )
            if differs
        )
        for item in items
    ]


def same_unit(items: Sequence[Item]) -> str | None:
    """Return the unit that all items have; counting words for things count as one."""
    units = {item.unit for item in items if item.value is not None}
    if len(units) == 1:
        return units.pop()
    if not units or not units <= _COMMON | {None}:
        return None
    return "件" if units & {"件", None} else "个"  # 31个 and 61家 differ by 30个


def years_differ(items: Sequence[Item], language: Language) -> str:
    """Return a remark where reports of different years are put together."""
    years = {item.report.year for item in items}
    if len(years) < 2 or len({item.report.body for item in items}) < 2:
        return ""
    if language == "zh":
        return "各机关的报告年度不同，年度见各行。"
    return " The reports are of different years, as given."


def in_total(value: Number, unit: str | None, items: Sequence[Item], language: Language) -> str:
    """Return a sum in words; what is left blank is told, and not counted."""
    told = amount(value, unit, None, language)
    return f"{'In total ' if language == 'en' else '合计'}{told}{_without(items, language)}"


def on_average(
    value: Number, total: Number, count: int, unit: str | None, items: Sequence[Item],
    language: Language,
) -> str:  # fmt: skip
    """Return an average in words, with the division that gives it."""
    told = amount(value, unit, None, language)
    division = f"{number_words(total)}÷{count}={number_words(value)}"
    if language == "en":
        return f"On average {told} ({division}){_without(items, language)}"
    return f"平均{told}（{division}）{_without(items, language)}"


def _without(items: Sequence[Item], language: Language) -> str:
    blank = [item.report.area for item in items if item.value is None]
    if not blank:
        return ""
    return (
        ", without those left blank"
        if language == "en"
        else f"（{'、'.join(blank)}未填报，未计入）"
    )


def fulfilling(condition: Condition, found: int, language: Language) -> str:
    """Return how many of the numbers are as asked, before they are told."""
    chinese, english = _RELATIONS[condition.relation]
    number = number_words(condition.number) if condition.relation != "blank" else ""
    if number == "0":  # a word: it stands in no place that is cited
        number = "零" if language == "zh" else "zero"
    number = condition.written or number
    if language == "zh":
        return f"有{found}个{chinese}{number}：" if found else f"没有{chinese}{number}的："
    return f"{found} {english} {number}: " if found else f"No number is {english} {number}: "


def growth(
    old: Number, new: Number, change: Number, unit: str | None, share: Number | None,
    in_percent: bool, language: Language,
) -> str:  # fmt: skip
    """Return a change in words, with the division that gives its share: 增加12件（12÷48=25%）."""
    more, size = new >= old, ""
    if share is not None:
        size = f"{number_words(max(share, -share))}%"
    division = f"{number_words(change)}÷{number_words(old)}={size}" if size else ""
    told = size if in_percent else amount(change, unit, None, language)
    if not change:
        return "没有变化：" if language == "zh" else "No change: "
    if language == "zh":
        verb = ("增长" if more else "下降") if in_percent else "增加" if more else "减少"
        return f"{verb}{told}{f'（{division}）' if division else ''}："
    return f"{'Up' if more else 'Down'} by {told}{f' ({division})' if division else ''}: "


def uncovered(years: Sequence[int], items: Sequence[Item], language: Language) -> str:
    """Return a remark, where no report is of some years of a range, on those that there are."""
    there = sorted({item.report.year for item in items if item.report.year})
    if set(years) <= set(there):
        return ""
    if language == "zh":
        return f"所问年度中，库中只有{'、'.join(map(str, there))}年度的报告。"
    return f" Of these years there are reports only for {', '.join(map(str, there))}."


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
