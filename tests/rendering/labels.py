"""Models of the five real reports: cells from their gold labels, narrative from their own text."""

from __future__ import annotations

import re
from pathlib import Path

from .model import (
    TABLE_OF_SECTION,
    CellKey,
    FormYear,
    ReportModel,
    ScriptName,
    Section,
    Table,
    table_shape,
)
from .script import convert

FORM: FormYear = "2019"
"""All five real reports follow it."""

PRINTED_AMOUNTS: dict[str, dict[CellKey, str]] = {
    code: {CellKey("article20", "procurement", "amount"): amount}
    for code, amount in {
        "D0": "0",
        "D1": "679.7萬元",
        "D2": "15197938.608796万元",
        "D3": "0",
        "D4": "2.14亿元",
    }.items()
}
"""How the real reports print their amounts, which the labels give in yuan."""

_HEADING = {
    1: r"一[、.]总体情况",
    2: r"二[、.]主动公开政府信息情况",
    3: r"三[、.](收到和处理政府信息公开申请情况|政府信息依申请公开办理情况)",
    4: r"四[、.]政府信息公开行政复议、行政诉讼情况",
    5: r"[五5][、.] ?存在的(主要)?问题及改进情况",
    6: r"六[、.]\D{1,14}",
}
_TABLE_START = re.compile(r"第二十条第\(一\)项|\(本列数据的勾稽关系|行政复议$")
_BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")


def from_labels(
    path_to_tsv: Path, corpus_text: str, overrides: dict[CellKey, str] | None = None
) -> ReportModel:
    """Make the model of a real report.

    `overrides` gives the text of cells which the report prints in another way than the label's
    number: its amounts (`PRINTED_AMOUNTS`). A signed change is printed `增23` or `减6`.
    """
    script = _script_of(corpus_text)
    tables = _read_labels(path_to_tsv, script)
    title, organization, preamble, sections = _narrative(corpus_text)
    return ReportModel(
        title=title,
        organization=organization,
        preamble=preamble,
        sections=sections,
        article20=tables["article20"],
        applications=tables["applications"],
        disputes=tables["disputes"],
        article20_form=FORM,
        applications_form=FORM,
        script=script,
    ).with_cells(overrides or {})


def _script_of(text: str) -> ScriptName:
    if "總體情況" not in text:
        return "hans"
    return "tw" if "規範性檔案" in text else "hant"


def _read_labels(path: Path, script: ScriptName) -> dict[str, Table]:
    shapes = {str(name): table_shape(name, FORM) for name in TABLE_OF_SECTION.values()}
    tables: dict[str, Table] = {name: {} for name in shapes}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, row, *cells = line.split("\t")
        columns = shapes[name][row]
        tables[name][row] = {
            column: convert(_printed(cell, column == "change"), script)
            for column, cell in zip(columns, cells, strict=True)
        }
    return tables


def _printed(cell: str, is_change: bool) -> str:
    words = {"blank": "", "increase": "增", "decrease": "减"}
    if cell in words:
        return words[cell]
    if not is_change or cell == "0":
        return cell
    return f"减{cell[1:]}" if cell.startswith("-") else f"增{cell}"


def _narrative(text: str) -> tuple[str, list[str], list[str], dict[int, Section | None]]:
    lines = _BOOKMARK.sub("", text).split("\n")
    starts = _heading_lines(lines)
    ends = [*sorted(starts.values())[1:], len(lines)]
    sections: dict[int, Section | None] = dict.fromkeys(_HEADING)
    for (number, start), end in zip(sorted(starts.items()), ends, strict=True):
        before, after = _without_table(lines[start + 1 : end])
        sections[number] = Section(lines[start].strip(), _paragraphs(before), _paragraphs(after))
    opening = list(dict.fromkeys(_paragraphs(lines[: starts[1]])))
    title_at = 0 if "年度" in convert(opening[0], "hans") else 1
    return opening[title_at], opening[:title_at], opening[title_at + 1 :], sections


def _folded(line: str) -> str:
    """The line in simplified characters and half-width marks, as long as it was."""
    return convert(line, "hans").translate(str.maketrans("（）．：", "().:"))


def _heading_lines(lines: list[str]) -> dict[int, int]:
    """Where each section's heading stands; a table's own 一、 to 四、 rows say other things."""
    return {
        number: index
        for index, line in enumerate(lines)
        for number, pattern in _HEADING.items()
        if re.fullmatch(pattern + r":?\s*", _folded(line))
    }


def _without_table(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines before and behind a section's table.

    Behind is known only where the cells are tabbed; a table of bare lines ends the section.
    """
    start = next((i for i, line in enumerate(lines) if _starts_table(line)), None)
    if start is None:
        return lines, []
    tabbed = [index for index, line in enumerate(lines) if line.startswith("\t")]
    return lines[:start], lines[tabbed[-1] + 1 :] if tabbed else []


def _starts_table(line: str) -> bool:
    return _TABLE_START.match(_folded(line).strip()) is not None


def _paragraphs(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
