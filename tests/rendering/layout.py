"""Lays a model out as the official forms do: lines of text, and tables with merged cells.

The merges are those of the Word form that bodies fill in, as seen in published reports and in the
flattened tables of the five real ones: 三、本年度办理结果 spans 20 rows (2019) or 22 (2021), the
head cell with the 勾稽关系 spans three rows and three columns, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from . import forms
from .grid import GridBuilder, TableGrid
from .model import TABLE_OF_SECTION, ReportModel, Section
from .script import convert

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ARTICLE20_WIDTHS = (219, 149, 1, 101, 89)
ARTICLE20_2021_WIDTHS = (200, 120, 120, 119)
APPLICATIONS_WIDTHS = (36, 70, 124, 48, 47, 47, 50, 50, 40, 48)
DISPUTES_WIDTHS = (40,) * 15
BREAKS = {
    "本年新制作数量": "本年新|制作数量",
    "本年新公开数量": "本年新|公开数量",
    "对外公开总数量": "对外公开|总数量",
    "商业企业": "商业|企业",
    "科研机构": "科研|机构",
    "社会公益组织": "社会|公益|组织",
    "法律服务机构": "法律|服务|机构",
    "结果维持": "结果|维持",
    "结果纠正": "结果|纠正",
    "其他结果": "其他|结果",
    "尚未审结": "尚未|审结",
}
ARTICLE20_HEADS = ("本年新制作数量", "本年新公开数量", "对外公开总数量")


@dataclass(frozen=True)
class LayoutOptions:
    """How the form is printed."""

    heads: Literal["plain", "spaced", "broken"] = "plain"
    """Column heads in one piece; parted by a space in tables three and four (`商业 企业`); or over
    several lines in all tables."""
    skewed: bool = False
    """Heads and values of table two stand in different grid columns (as in Shanghai's report for
    2019, whose Word form has a sliver of a column that some rows merge to the left and some to
    the right)."""
    confusable: bool = False
    """政府集中釆购 with U+91C6 in place of 采."""
    fullwidth_marks: bool = False
    """`1．属于国家秘密` with U+FF0E."""


@dataclass(frozen=True)
class Line:
    """A line or paragraph of text outside the tables."""

    kind: Literal["organization", "title", "heading", "paragraph"]
    text: str


def document(model: ReportModel, options: LayoutOptions | None = None) -> list[Line | TableGrid]:
    """The whole report in its order. An absent section is left out with its table."""
    blocks: list[Line | TableGrid] = [Line("organization", text) for text in model.organization]
    blocks.append(Line("title", model.title))
    blocks += [Line("paragraph", text) for text in model.preamble]
    tables = grids(model, options)
    for number, section in sorted(model.sections.items()):
        if section is not None:
            blocks += _section(section, tables.get(TABLE_OF_SECTION.get(number, "")))
    return blocks


def grids(model: ReportModel, options: LayoutOptions | None = None) -> dict[str, TableGrid]:
    """The three tables by name."""
    wording = _Wording(model, options or LayoutOptions())
    return {
        "article20": _article20(model, wording),
        "applications": _applications(model, wording),
        "disputes": _disputes(model, wording),
    }


def _section(section: Section, table: TableGrid | None) -> list[Line | TableGrid]:
    return [
        Line("heading", section.heading),
        *(Line("paragraph", text) for text in section.paragraphs),
        *([table] if table else []),
        *(Line("paragraph", text) for text in section.after_table),
    ]


class _Wording:
    """The form's own words, in the model's script and with the options' peculiarities."""

    def __init__(self, model: ReportModel, options: LayoutOptions) -> None:
        self.script = model.script
        self.options = options

    def label(self, text: str) -> str:
        printed = convert(text, self.script) if self.script != "hans" else text
        if self.options.confusable:
            printed = printed.replace("集中采", "集中釆")
        if self.options.fullwidth_marks:
            printed = re.sub(r"^(\d)\.", r"\1．", printed)
        return printed

    def head(self, text: str) -> str:
        joint = {"plain": "", "spaced": " ", "broken": "\n"}[self.options.heads]
        if self.options.heads == "spaced" and text in ARTICLE20_HEADS:
            joint = ""
        return self.label(BREAKS.get(text, text).replace("|", joint))


def _article20(model: ReportModel, wording: _Wording) -> TableGrid:
    is_2019 = model.article20_form == "2019"
    widths = ARTICLE20_WIDTHS if is_2019 else ARTICLE20_2021_WIDTHS
    spans = _spans_2019 if is_2019 else _spans_2021
    builder = GridBuilder("article20", widths, head_rows=0)
    for number, block in enumerate(forms.article20(model.article20_form)):
        builder.row().add(wording.label(block.title), colspan=len(widths), kind="head")
        builder.row().add(wording.label("信息内容"), kind="head")
        skewed = wording.options.skewed
        for column, span in zip(block.columns, spans(len(block.columns), skewed), strict=True):
            builder.add(wording.head(column.label), colspan=span, kind="head")
        for row in block.rows:
            builder.row().add(wording.label(row.label), kind="label")
            row_spans = spans(len(block.columns), skewed and number == 0)
            cells = zip(model.article20[row.name].items(), row_spans, strict=True)
            for (column_name, raw), span in cells:
                builder.add(raw, colspan=span, key=(row.name, column_name))
    return builder.build()


def _spans_2019(columns: int, skewed: bool) -> tuple[int, ...]:
    if columns == 2:
        return (2, 2)
    return (1, 2, 1) if skewed else (2, 1, 1)


def _spans_2021(columns: int, skewed: bool) -> tuple[int, ...]:
    del skewed  # The form of 2021 has no sliver.
    return (1, 1, 1) if columns == 3 else (3,)


def _applications(model: ReportModel, wording: _Wording) -> TableGrid:
    form = forms.applications(model.applications_form)
    builder = GridBuilder("applications", APPLICATIONS_WIDTHS, head_rows=3)
    _applications_head(builder, wording, [column.label for column in form.columns])
    spans = _label_spans(form.rows)
    is_open = False
    for row in form.rows:
        if not is_open:
            builder.row()
        rowspan, colspan = spans[row.name]
        builder.add(wording.label(row.label), rowspan, colspan, kind="label")
        # The first item of a group stands in the same table row as the group's label.
        is_open = row.is_group
        if not is_open:
            for column, raw in model.applications[row.name].items():
                builder.add(raw, key=(row.name, column))
    return builder.build()


def _applications_head(builder: GridBuilder, wording: _Wording, labels: list[str]) -> None:
    natural_person, *organizations, total = labels
    builder.row().add(wording.label(BALANCE_NOTE), rowspan=3, colspan=3, kind="head")
    builder.add(wording.label("申请人情况"), colspan=len(labels), kind="head")
    builder.row().add(wording.head(natural_person), rowspan=2, kind="head")
    builder.add(wording.label("法人或其他组织"), colspan=len(organizations), kind="head")
    builder.add(wording.head(total), rowspan=2, kind="head")
    builder.row()
    for label in organizations:
        builder.add(wording.head(label), kind="head")


def _label_spans(rows: list[forms.FormRow]) -> dict[str, tuple[int, int]]:
    """How many rows and columns each label spans, by the mark it begins with."""
    return {
        row.name: (_group_size(rows, index) if row.is_group else 1, _label_columns(row))
        for index, row in enumerate(rows)
    }


def _label_columns(row: forms.FormRow) -> int:
    """Labels fill three columns: 一、 all of them, （一） the last two, 1. the last one."""
    widths: list[tuple[str, int]] = [(r"[一二三四]、", 3), (r"（.）", 2), (r"\d\.", 1)]
    columns = next(width for mark, width in widths if re.match(mark, row.label))
    return 1 if row.is_group else columns


def _group_size(rows: list[forms.FormRow], index: int) -> int:
    """The number of rows with cells from a group row to the next label of its own level."""
    ends: Callable[[str], object] = re.compile(
        r"[一二三四]、" if rows[index].label.startswith("三、") else r"[一二三四]、|（"
    ).match
    following = rows[index + 1 :]
    end = next((i for i, row in enumerate(following) if ends(row.label)), len(following))
    return sum(not row.is_group for row in following[:end])


def _disputes(model: ReportModel, wording: _Wording) -> TableGrid:
    form = forms.disputes()
    outcomes = [column.label for column in form.columns]
    review, *suits = form.rows
    builder = GridBuilder("disputes", DISPUTES_WIDTHS, head_rows=3)
    builder.row().add(wording.label(review.label), colspan=5, kind="head")
    builder.add(wording.label("行政诉讼"), colspan=10, kind="head")
    builder.row()
    for label in outcomes:
        builder.add(wording.head(label), rowspan=2, kind="head")
    for suit in suits:
        builder.add(wording.label(suit.label), colspan=5, kind="head")
    builder.row()
    for label in outcomes * 2:
        builder.add(wording.head(label), kind="head")
    builder.row()
    for row in form.rows:
        for column, raw in model.disputes[row.name].items():
            builder.add(raw, key=(row.name, column))
    return builder.build()
