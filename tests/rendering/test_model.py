"""The models hold what they should, and the layout is that of the real form."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from . import (
    PRINTED_AMOUNTS,
    CellKey,
    LayoutOptions,
    Meaning,
    ReportModel,
    from_labels,
    grids,
    made_2019,
    made_2021,
    made_mixed,
    made_mixed_reverse,
    meaning,
    meanings,
    padded,
    to_simplified,
    to_traditional,
)
from .made import APPLICANTS, NOT_RESULTS
from .script import convert
from .text import table_lines

ROOT = Path(__file__).resolve().parents[2]
CORPUS = sorted((ROOT / "eval" / "corpus").glob("*.txt"))
MADE = {
    "2019": made_2019,
    "2021": made_2021,
    "mixed": made_mixed,
    "mixed_reverse": made_mixed_reverse,
}
REAL_LAYOUT = {
    "D0": LayoutOptions(heads="spaced", confusable=True),
    "D1": LayoutOptions(),
    "D2": LayoutOptions(),
    "D3": LayoutOptions(heads="spaced", confusable=True),
    "D4": LayoutOptions(fullwidth_marks=True),
}


def real_text(code: str) -> str:
    return CORPUS[int(code[1])].read_text(encoding="utf-8")


def real(code: str) -> ReportModel:
    labels = ROOT / "tests" / "labels" / f"{code}.tsv"
    return from_labels(labels, real_text(code), PRINTED_AMOUNTS[code])


@pytest.mark.parametrize(
    ("name", "cells"),
    [("2019", 22 + 161 + 15), ("2021", 10 + 175 + 15), ("mixed", 186), ("mixed_reverse", 212)],
)
def test_a_made_report_has_the_cells_of_its_forms(name: str, cells: int) -> None:
    assert len(list(MADE[name]().cells())) == cells


@pytest.mark.parametrize("name", MADE)
def test_the_arithmetic_of_a_made_report_holds(name: str) -> None:
    model = MADE[name]()
    table = {
        row: {column: int(raw) for column, raw in columns.items()}
        for row, columns in model.applications.items()
    }
    for columns in table.values():
        assert columns["total"] == sum(columns[column] for column in APPLICANTS)
    results = [columns for row, columns in table.items() if row not in NOT_RESULTS]
    for column in [*APPLICANTS, "total"]:
        assert table["total"][column] == sum(columns[column] for columns in results)
        received = table["new"][column] + table["carried_over"][column]
        assert received == table["total"][column] + table["carried_forward"][column]
    for cells in model.disputes.values():
        *outcomes, total = (int(raw) for raw in cells.values())
        assert total == sum(outcomes)


@pytest.mark.parametrize("name", MADE)
def test_the_numbers_of_a_made_report_differ(name: str) -> None:
    model = MADE[name]()
    assert all(meaning(model, key).value for key, _ in model.cells())
    for table in ("article20", "applications", "disputes"):
        numbers = Counter(raw for key, raw in model.cells() if key.table == table)
        assert len(numbers) >= 0.9 * sum(numbers.values())


def test_a_model_without_the_rows_of_its_form_is_refused() -> None:
    model = made_2021()
    with pytest.raises(ValueError, match="applications"):
        ReportModel(
            model.title,
            model.sections,
            model.article20,
            model.applications,
            model.disputes,
            article20_form="2021",
            applications_form="2019",
        )


@pytest.mark.parametrize(
    ("form", "raw", "expected"),
    [
        ("2019", "增23", Meaning("value", Decimal(23))),
        ("2019", "減6", Meaning("value", Decimal(-6))),
        ("2019", "减", Meaning("direction_only", direction="decrease")),
        ("2019", "", Meaning("blank")),
        ("2019", "\u3000\u00a0", Meaning("blank")),
        ("2019", "/", Meaning("unreadable")),
        ("2019", "\u30000", Meaning("value", Decimal(0))),
        ("2019", "15197938.608796万元", Meaning("value", Decimal("151979386087.96"))),
        ("2019", "2.14亿元", Meaning("value", Decimal(214_000_000))),
        ("2021", "3847.26", Meaning("value", Decimal(38_472_600))),
    ],
)
def test_the_oracle_knows_what_a_cell_means(form: str, raw: str, expected: Meaning) -> None:
    key = CellKey("article20", "fees", "change" if form == "2019" else "amount")
    assert meaning(MADE[form]().with_cells({key: raw}), key) == expected


@pytest.mark.parametrize("code", REAL_LAYOUT)
def test_the_model_of_a_real_report_means_what_its_labels_say(code: str) -> None:
    words = {"blank": "blank", "increase": "direction_only", "decrease": "direction_only"}
    labels = (ROOT / "tests" / "labels" / f"{code}.tsv").read_text(encoding="utf-8")
    cells = [cell for line in labels.splitlines()[1:] for cell in line.split("\t")[2:]]
    for expected, found in zip(cells, meanings(real(code)).values(), strict=True):
        assert found.state == words.get(expected, "value")
        if found.state == "value":
            assert found.value == Decimal(expected)


def test_the_narrative_of_a_real_report_is_cut_from_its_text() -> None:
    model = real("D2")
    assert model.organization == ["白银市平川区人民政府办公室"]
    assert model.title == "2019年政府信息公开工作年度报告"
    assert [len(section.paragraphs) for section in model.sections.values() if section] == (
        [3, 8, 0, 1, 10, 0]
    )
    assert [len(section.after_table) for section in model.sections.values() if section] == (
        [0, 0, 1, 1, 0, 0]
    )
    assert real("D0").sections[6] is None
    assert real("D1").script == "tw"


@pytest.mark.parametrize("code", ["D0", "D2", "D3", "D4"])
def test_the_layout_flattens_to_the_lines_of_the_real_report(code: str) -> None:
    """Blank lines, TAB-only lines and cells agree one by one: the merged cells are the form's."""
    tables = grids(real(code), REAL_LAYOUT[code]).values()
    laid = [line for table in tables for line in table_lines(table, "tabs")]
    assert _comparable(laid) == _comparable(_tabbed_lines(real_text(code)))


def test_the_layout_flattens_to_the_bare_lines_of_the_real_report() -> None:
    text = _in_half_width(convert(real_text("D1"), "hans")).replace("本年新\n", "本年新")
    for table in grids(to_simplified(real("D1"))).values():
        lines = "\n".join(table_lines(table, "bare"))
        assert _in_half_width(lines).replace("规范性文件", "规范性档案") in text


def _in_half_width(text: str) -> str:
    return text.translate(str.maketrans("（），：", "(),:"))


def _tabbed_lines(text: str) -> list[str]:
    """The lines of a real report's tables, with the further lines of broken heads rejoined."""
    joined = re.sub(r"(?<=\S)\n(?=(制作|公开|总)数量)", "", text)
    tables = re.findall(r"(?:^\t.*\n(?:\n(?=\t))?)+", joined, flags=re.MULTILINE)
    return [line for table in tables for line in [*table.rstrip("\n").split("\n"), ""]]


def _comparable(lines: list[str]) -> list[str]:
    """Without padding, and without the spaces inside words that vary from report to report."""
    return ["\t" * line.startswith("\t") + re.sub(r"\s", "", line) for line in lines]


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("skewed", [False, True])
def test_the_cells_of_a_layout_tile_their_table(name: str, skewed: bool) -> None:
    for table in grids(MADE[name](), LayoutOptions(skewed=skewed)).values():
        places = Counter((r, c) for cell in table.cells for r in cell.rows for c in cell.columns)
        assert set(places.values()) == {1}
        assert len(places) == table.height * len(table.widths)


@pytest.mark.parametrize(("name", "results", "other"), [("2019", 20, 1), ("2021", 22, 3)])
def test_the_group_labels_span_the_rows_of_the_form(name: str, results: int, other: int) -> None:
    spans = {
        cell.text: (cell.rowspan, cell.colspan)
        for cell in grids(MADE[name]())["applications"].cells
    }
    assert spans["三、本年度办理结果"] == (results, 1)
    assert spans["（三）不予公开"] == (8, 1)
    assert spans["（四）无法提供"] == (3, 1)
    assert spans["（五）不予处理"] == (5, 1)
    assert spans["（六）其他处理"] == (other, 1 if other > 1 else 2)
    assert spans["（七）总计"] == (1, 2)
    assert spans["四、结转下年度继续办理"] == (1, 3)


@pytest.mark.parametrize("name", MADE)
def test_simplified_and_traditional_are_each_others_inverse(name: str) -> None:
    model = MADE[name]()
    assert to_simplified(to_traditional(model)) == model


def test_the_form_is_printed_in_the_script_of_the_report() -> None:
    model = to_traditional(made_2019(), taiwan_words=True)
    labels = [cell.text for table in grids(model).values() for cell in table.cells]
    assert "規範性檔案" in labels
    assert "（一）予以公開" in labels
    assert model.article20["other_services"]["change"] == "減6"
    assert model.article20["procurement"]["amount"] == "2846.35萬元"


def test_padding_leaves_the_meaning_of_cells() -> None:
    model = padded(made_2021())
    assert meanings(model) == meanings(made_2021())
    assert model.applications["new"] != made_2021().applications["new"]
