"""The PDF, read with pdfplumber, has each cell in its row, and breaks where it is told to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from . import (
    LayoutOptions,
    ReportModel,
    grids,
    made_2019,
    made_2021,
    padded,
    to_traditional,
    truetype_font,
    write_pdf,
)
from .test_model import MADE, real

pytestmark = pytest.mark.slow
"""They test what tests/tables writes its PDF with, and reads back cell by cell."""
MODELS = {name: make() for name, make in MADE.items()} | {
    "traditional": to_traditional(made_2021()),
    "padded": padded(made_2019()),
    "D0": real("D0"),
    "D1": real("D1"),
    "D2": real("D2"),
}


def page_texts(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def tables_of(path: Path) -> list[list[list[str | None]]]:
    """The table pieces of all pages, as their rules show them."""
    with pdfplumber.open(path) as pdf:
        return [
            table
            for page in pdf.pages
            for table in page.extract_tables({"vertical_strategy": "lines_strict"})
        ]


def joined(rows: list[list[str | None]]) -> list[list[str]]:
    return [[re.sub(r"\s", "", text or "") for text in row] for row in rows]


def expected_rows(model: ReportModel, name: str) -> list[list[str]]:
    table = grids(model)[name]
    fields = [table.fields(row) for row in range(table.height)]
    return [[re.sub(r"\s", "", text) for text in row] for row in fields]


@pytest.mark.parametrize("name", MODELS)
def test_ruled_tables_have_each_cell_in_its_place(name: str, tmp_path: Path) -> None:
    model = MODELS[name]
    pieces = tables_of(write_pdf(model, tmp_path / "r.pdf"))
    expected = [row for name in grids(model) for row in expected_rows(model, name)]
    found = [row for piece in pieces for row in joined(piece)]
    assert [_as_ruled(row) for row in found] == [_as_ruled(row) for row in expected]


def _as_ruled(row: list[str]) -> list[str]:
    """Without what the rules of one page need not show: the sliver in table two; in table three
    the group labels, which a page break may cut, and label columns that only they stand in."""
    if len(row) == 5:
        return row[:2] + row[3:]
    if 8 <= len(row) <= 10:
        return [text for text in row[:-7] if text][-1:] + row[-7:]
    return row


@pytest.mark.parametrize("rules", ["lines", "rects", "none"])
def test_the_numbers_of_a_row_stand_on_one_line(rules: Any, tmp_path: Path) -> None:
    model = made_2021()
    text = "\n".join(page_texts(write_pdf(model, tmp_path / "r.pdf", rules=rules)))
    for columns in [*model.applications.values(), *model.article20.values()]:
        assert re.search(rf"(^| ){' '.join(columns.values())}$", text, flags=re.MULTILINE)
    disputes = " ".join(raw for columns in model.disputes.values() for raw in columns.values())
    assert f"\n{disputes}\n" in text


@pytest.mark.parametrize("rules", ["lines", "rects", "none"])
def test_rules_are_drawn_as_told(rules: Any, tmp_path: Path) -> None:
    with pdfplumber.open(write_pdf(made_2021(), tmp_path / "r.pdf", rules=rules)) as pdf:
        drawn = {kind for page in pdf.pages for kind in ("lines", "rects") if getattr(page, kind)}
    assert drawn == {rules} - {"none"}


@pytest.mark.parametrize(("rows_per_page", "pages"), [(None, 3), (20, 3), (9, 4), (4, 10)])
def test_the_number_of_pages_follows_from_the_rows_on_each(
    rows_per_page: int | None, pages: int, tmp_path: Path
) -> None:
    path = write_pdf(made_2021(), tmp_path / "r.pdf", rows_per_page=rows_per_page)
    texts = page_texts(path)
    assert [text.split("\n")[-1] for text in texts] == [f"- {n} -" for n in range(1, pages + 1)]


@pytest.mark.parametrize("repeat_head", [False, True])
def test_the_head_is_repeated_only_when_asked(repeat_head: bool, tmp_path: Path) -> None:
    path = write_pdf(made_2021(), tmp_path / "r.pdf", rows_per_page=10, repeat_head=repeat_head)
    texts = page_texts(path)
    assert sum("勾稽关系" in text for text in texts) == (3 if repeat_head else 1)
    pieces = [piece for piece in tables_of(path) if len(piece[0]) == 10]
    assert [len(piece) for piece in pieces] == ([13, 13, 8] if repeat_head else [13, 10, 5])


@pytest.mark.parametrize("repeat_head", [False, True])
def test_a_split_row_has_its_numbers_with_the_first_half_of_its_label(
    repeat_head: bool, tmp_path: Path
) -> None:
    path = write_pdf(
        made_2021(), tmp_path / "r.pdf", split_row="unable_need_creation", repeat_head=repeat_head
    )
    above, below = (piece for piece in tables_of(path) if len(piece[0]) == 10)
    assert joined(above)[-1][2:] == [
        "2.没有现成信",
        *made_2021().applications["unable_need_creation"].values(),
    ]
    assert joined(below)[3 if repeat_head else 0][2:] == ["息需要另行制作", *[""] * 7]


def test_a_row_of_table_two_is_split_alike(tmp_path: Path) -> None:
    path = write_pdf(made_2019(), tmp_path / "r.pdf", split_row="other_services")
    above, below, *_ = tables_of(path)
    assert joined(above)[-1] == ["其他对外管", "1381", "减6", "5210"]
    assert joined(below)[0] == ["理服务事项", "", "", ""]


def test_a_merged_label_is_printed_once_and_not_lost(tmp_path: Path) -> None:
    path = write_pdf(made_2021(), tmp_path / "r.pdf", rows_per_page=2)
    pieces = [joined(piece) for piece in tables_of(path) if 8 <= len(piece[0]) <= 10]
    first_column = "".join(row[0] for piece in pieces for row in piece)
    assert first_column.count("三、本年度办理结果") == 1


def test_the_narrative_keeps_its_numbers_whole(tmp_path: Path) -> None:
    text = "\n".join(page_texts(write_pdf(made_2021(), tmp_path / "r.pdf")))
    for number in ("0999-6620018", "5078", "4539", "2022", "13501"):
        assert number in text
    assert not re.search(r"\n[，。、；：”）]", text)


def test_page_numbers_can_be_left_out(tmp_path: Path) -> None:
    texts = page_texts(write_pdf(made_2021(), tmp_path / "r.pdf", page_numbers=False))
    assert not any("- 1 -" in text for text in texts)


def test_without_a_font_nothing_is_embedded(tmp_path: Path) -> None:
    path = write_pdf(made_2021(), tmp_path / "r.pdf")
    assert _font_names(path) == {"STSongStd-Light"}
    assert b"FontFile" not in path.read_bytes()


def test_a_truetype_font_is_embedded(tmp_path: Path) -> None:
    font = truetype_font()
    if font is None:
        pytest.skip("no Chinese TrueType font on this machine")
    model = made_2019()
    path = write_pdf(model, tmp_path / "r.pdf", font=font, layout=LayoutOptions(heads="broken"))
    assert b"FontFile2" in path.read_bytes()
    rows = [row for piece in tables_of(path) for row in joined(piece)]
    assert [row for row in rows if len(row) == 10] == expected_rows(model, "applications")


def _font_names(path: Path) -> set[str]:
    with pdfplumber.open(path) as pdf:
        return {character["fontname"] for page in pdf.pages for character in page.chars}
