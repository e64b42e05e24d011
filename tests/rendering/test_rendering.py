"""The written files, read with other libraries, hold each cell where the form has it."""

from __future__ import annotations

import html as html_entities
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from docx import Document
from docx.oxml.ns import qn

from . import (
    LayoutOptions,
    ReportModel,
    TableGrid,
    grids,
    made_2019,
    made_2021,
    made_mixed,
    padded,
    to_traditional,
    write_docx,
    write_html,
    write_markdown,
    write_text,
)
from .test_model import MADE, real

BROKEN = LayoutOptions(heads="broken", skewed=True)
MODELS = {name: make() for name, make in MADE.items()} | {
    "traditional": to_traditional(made_2019(), taiwan_words=True),
    "padded": padded(made_2021()),
    "D0": real("D0"),
    "D1": real("D1"),
}


def expected_places(table: TableGrid) -> list[list[str]]:
    """The text at each place of a table, a merged cell's at all of its places."""
    places = [[""] * len(table.widths) for _ in range(table.height)]
    for cell in table.cells:
        for row in cell.rows:
            for column in cell.columns:
                places[row][column] = cell.text
    return places


def without_sections(model: ReportModel, *numbers: int) -> ReportModel:
    sections = {n: None if n in numbers else s for n, s in model.sections.items()}
    return ReportModel(**{**vars(model), "sections": sections})


# DOCX


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("options", [LayoutOptions(), BROKEN], ids=["plain", "broken"])
def test_docx_has_each_cell_at_its_places(
    name: str, options: LayoutOptions, tmp_path: Path
) -> None:
    path = write_docx(MODELS[name], tmp_path / "report.docx", layout=options)
    tables = Document(str(path)).tables
    for table, expected in zip(tables, grids(MODELS[name], options).values(), strict=True):
        found = [[cell.text for cell in row.cells] for row in table.rows]
        assert found == expected_places(expected)


def test_docx_cells_are_truly_merged(tmp_path: Path) -> None:
    table = Document(str(write_docx(made_2021(), tmp_path / "report.docx"))).tables[1]
    distinct = {cell._tc for row in table.rows for cell in row.cells}
    assert len(distinct) == len(grids(made_2021())["applications"].cells)
    results = table.rows[5]._tr.tc_lst[0]
    assert (results.vMerge, results.grid_span, results.bottom - results.top) == ("restart", 1, 22)
    assert all(len(row._tr.tc_lst) < 10 for row in table.rows[:6])


def test_docx_has_the_text_in_order(tmp_path: Path) -> None:
    path = write_docx(made_2021(), tmp_path / "report.docx", heading_styles=True, bookmark=True)
    word = Document(str(path))
    kinds = [child.tag for child in word.element.body if child.tag in (qn("w:p"), qn("w:tbl"))]
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[:2] == ["青岚市人民政府办公室", "2022年政府信息公开工作年度报告"]
    assert "三、收到和处理政府信息公开申请情况" in texts
    assert kinds.count(qn("w:tbl")) == 3
    assert kinds.index(qn("w:tbl")) > texts.index("二、主动公开政府信息情况")


def test_an_absent_section_is_left_out_with_its_table(tmp_path: Path) -> None:
    model = without_sections(made_2021(), 3, 6)
    word = Document(str(write_docx(model, tmp_path / "report.docx")))
    assert len(word.tables) == 2
    assert not any("六、" in paragraph.text for paragraph in word.paragraphs)
    assert {key.table for key, _ in model.cells()} == {"article20", "disputes"}


# HTML


def places_of(table: lxml.html.HtmlElement) -> list[list[str]]:
    """The text at each place of an HTML table; fails where cells overlap or leave a gap."""
    places: dict[tuple[int, int], str] = {}
    rows = table.xpath("./tbody/tr")
    for row, element in enumerate(rows):
        column = 0
        for cell in element.xpath("./td"):
            while (row, column) in places:
                column += 1
            for r in range(row, row + int(cell.get("rowspan", 1))):
                for c in range(column, column + int(cell.get("colspan", 1))):
                    assert places.setdefault((r, c), _text(cell)) is places[r, c]
    width = 1 + max(column for _, column in places)
    assert len(places) == len(rows) * width
    return [[places[row, column] for column in range(width)] for row in range(len(rows))]


def _text(cell: lxml.html.HtmlElement) -> str:
    return str(cell.text_content()).strip("\r\n ")


def parsed(path: Path, encoding: str = "utf-8") -> lxml.html.HtmlElement:
    return lxml.html.fromstring(path.read_bytes().decode(encoding).replace("<br />", "\n"))


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"markup": "plain", "layout_table": True},
        {"entities": True, "layout": BROKEN},
        {"encoding": "gb18030", "declared": "gb2312", "layout_table": True},
    ],
    ids=["word", "plain", "entities", "gb18030"],
)
def test_html_tables_tile_and_have_each_cell(
    name: str, options: dict[str, Any], tmp_path: Path
) -> None:
    path = write_html(MODELS[name], tmp_path / "report.html", **options)
    page = parsed(path, options.get("encoding", "utf-8"))
    tables = page.xpath("//*[@id='zoom']//table")
    laid = grids(MODELS[name], options.get("layout"))
    for table, expected in zip(tables, laid.values(), strict=True):
        found = [[_unpadded(text) for text in row] for row in places_of(table)]
        assert found == [[_unpadded(text) for text in row] for row in expected_places(expected)]


def _unpadded(text: str) -> str:
    return text.strip("\u00a0\u3000")


def test_html_in_gb18030_is_not_utf8_and_says_what_it_is_told_to(tmp_path: Path) -> None:
    path = write_html(made_2021(), tmp_path / "r.html", encoding="gb18030", declared="gb2312")
    with pytest.raises(UnicodeDecodeError):
        path.read_bytes().decode("utf-8")
    assert 'charset=gb2312"' in path.read_bytes().decode("gb18030")


def test_html_has_decoys_around_the_report(tmp_path: Path) -> None:
    page = parsed(write_html(made_2021(), tmp_path / "r.html"))
    for decoy in ("政府信息公开年度报告", "政府信息公开指南", "索 引 号：", "下一篇", "版权所有"):
        assert decoy in page.text_content()
        assert decoy not in page.get_element_by_id("zoom").text_content()
    assert len(page.xpath("//table")) == 4
    assert page.xpath("//meta[@name='PubDate']/@content") == ["2023-01-19 10:23"]


def test_html_entities_leave_only_ascii_in_the_report(tmp_path: Path) -> None:
    text = write_html(made_2021(), tmp_path / "r.html", entities=True).read_text(encoding="utf-8")
    content = text[text.index('id="zoom"') : text.index('class="pages"')]
    assert content.replace("　", "").isascii()
    assert "（一）予以公开" in html_entities.unescape(content)


# Markdown


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("pipes", ["outer", "trailing", "inner"])
def test_markdown_rows_have_a_field_for_each_place(name: str, pipes: Any, tmp_path: Path) -> None:
    path = write_markdown(MODELS[name], tmp_path / "r.md", pipes=pipes, rule=pipes == "outer")
    rows = [line for line in path.read_text(encoding="utf-8").split("\n") if " | " in line]
    laid = [
        table.fields(row) for table in grids(MODELS[name]).values() for row in range(table.height)
    ]
    if pipes == "outer":
        rows = [line[2:-2] for line in rows if "---" not in line]
    elif pipes == "trailing":
        rows = [line[:-2] for line in rows]
    assert [line.split(" | ") for line in rows] == laid


def test_markdown_marks_headings_only_when_asked(tmp_path: Path) -> None:
    marked = write_markdown(made_2021(), tmp_path / "a.md").read_text(encoding="utf-8")
    bare = write_markdown(made_2021(), tmp_path / "b.md", heading_marks=False)
    assert "\n## 一、总体情况\n" in marked
    assert "#" not in bare.read_text(encoding="utf-8")


# Text


def test_rows_of_text_have_tabbed_fields(tmp_path: Path) -> None:
    text = write_text(made_mixed(), tmp_path / "r.txt", tables="rows").read_text(encoding="utf-8")
    assert "\n\t\t1.属于国家秘密\t59\t96\t133\t170\t207\t33\t698\n" not in text
    assert "\n\t（三）不予公开\t1.属于国家秘密\t59\t96\t133\t170\t207\t33\t698\n" in text
    assert "\n\t\t2.其他法律行政法规禁止公开\t70\t107\t" in text
    assert "\n行政许可\t46209\t\t\n" in text


@pytest.mark.parametrize(
    ("merged", "line"),
    [
        ("empty", "\n\t（七）总计\t\t1951\t"),
        ("once", "\n\t（七）总计\t1951\t"),
        ("dropped", "\n（七）总计\t1951\t"),
    ],
)
def test_rows_of_text_treat_merged_cells_as_told(merged: Any, line: str, tmp_path: Path) -> None:
    path = write_text(made_2019(), tmp_path / "r.txt", tables="rows", merged=merged)
    assert line in path.read_text(encoding="utf-8")


def test_rows_with_spaces_and_bare_lines_lose_blank_cells(tmp_path: Path) -> None:
    model = made_2019()
    key = next(key for key, raw in model.cells() if raw == "59")
    model = model.with_cells({key: ""})
    spaced = write_text(model, tmp_path / "s.txt", tables="spaces").read_text(encoding="utf-8")
    bare = write_text(model, tmp_path / "b.txt", tables="bare").read_text(encoding="utf-8")
    assert "\n（三）不予公开 1.属于国家秘密 96 133 170 207 33 698\n" in spaced
    assert "\n1.属于国家秘密\n96\n133\n170\n207\n33\n698\n2.其他" in bare
    assert "\t" not in bare


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
def test_text_is_written_in_the_encoding(encoding: str, tmp_path: Path) -> None:
    model = MODELS["traditional"] if encoding == "big5" else made_2019()
    path = write_text(model, tmp_path / "r.txt", encoding=encoding, newline="\r\n")
    text = path.read_bytes().decode(encoding)
    assert model.title in text
    assert text.count("\n") == text.count("\r\n") > 300
