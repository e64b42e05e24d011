"""Every cell comes back right from every format: DOCX, HTML, PDF, Markdown, text; both scripts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from agent.pipeline import read
from tests.conftest import CODES, real_report
from tests.rendering import (
    PRINTED_AMOUNTS,
    LayoutOptions,
    ReportModel,
    from_labels,
    made_2019,
    made_2021,
    made_mixed,
    made_mixed_reverse,
    meanings,
    to_simplified,
    to_traditional,
    write_docx,
    write_html,
    write_markdown,
    write_pdf,
    write_text,
)

Writer = Callable[[ReportModel, Path], Path]

MADE: dict[str, Callable[[], ReportModel]] = {
    "form-2019": made_2019,
    "form-2021": made_2021,
    "mixed-2021-2019": made_mixed,
    "mixed-2019-2021": made_mixed_reverse,
    "form-2019-hant": lambda: to_traditional(made_2019(), taiwan_words=True),
    "form-2021-hant": lambda: to_traditional(made_2021(), taiwan_words=True),
}
OTHER_SCRIPT = {f"{code}-other-script": code for code in CODES}
MAIN_MODELS = [*CODES, *MADE]
SOME_MODELS = ["D4", "D2-other-script", "mixed-2021-2019"]

EVERY: dict[str, tuple[str, Writer]] = {
    "docx": (".docx", write_docx),
    "html": (".html", write_html),
    "pdf": (".pdf", write_pdf),
    "pdf-page-breaks": (
        ".pdf",
        lambda m, p: write_pdf(m, p, rows_per_page=9, split_row="unable_need_creation"),
    ),
    "text-gb18030": (
        ".txt",
        lambda m, p: write_text(m, p, encoding="gb18030", newline="\r\n"),
    ),
}
SOME: dict[str, tuple[str, Writer]] = {
    "docx-skewed-broken-heads": (
        ".docx",
        lambda m, p: write_docx(m, p, layout=LayoutOptions(heads="broken", skewed=True)),
    ),
    "html-gbk-layout-table": (
        ".html",
        lambda m, p: write_html(
            m,
            p,
            encoding="gb18030",
            declared="gb2312",
            layout_table=True,
            entities=True,
            layout=LayoutOptions(heads="spaced", skewed=True),
        ),
    ),
    "html-full-width-confusable": (
        ".htm",
        lambda m, p: write_html(
            m, p, markup="plain", layout=LayoutOptions(fullwidth_marks=True, confusable=True)
        ),
    ),
    "markdown-outer-pipes": (".md", write_markdown),
    "markdown-inner-pipes": (".md", lambda m, p: write_markdown(m, p, pipes="inner", rule=False)),
    "markdown-trailing-pipes": (
        ".md",
        lambda m, p: write_markdown(
            m, p, pipes="trailing", rule=False, layout=LayoutOptions(skewed=True)
        ),
    ),
    "text-utf-8-bom": (".txt", lambda m, p: write_text(m, p, encoding="utf-8-sig")),
    "text-utf-16-broken-heads": (
        ".txt",
        lambda m, p: write_text(m, p, encoding="utf-16", layout=LayoutOptions(heads="broken")),
    ),
    "text-rows": (".txt", lambda m, p: write_text(m, p, tables="rows")),
    "text-rows-merged-once": (".txt", lambda m, p: write_text(m, p, tables="rows", merged="once")),
    "text-bare": (".txt", lambda m, p: write_text(m, p, tables="bare")),
    "text-spaces": (".txt", lambda m, p: write_text(m, p, tables="spaces")),
    "pdf-thin-rectangles": (".pdf", lambda m, p: write_pdf(m, p, rules="rects")),
    "pdf-unruled": (".pdf", lambda m, p: write_pdf(m, p, rules="none")),
    "pdf-repeated-heads": (
        ".pdf",
        lambda m, p: write_pdf(
            m,
            p,
            rows_per_page=7,
            repeat_head=True,
            split_row="partial",
            layout=LayoutOptions(skewed=True),
        ),
    ),
}


@cache
def model(name: str) -> ReportModel:
    """Return a model: a real report, one in the other script, or a made one."""
    if name in MADE:
        return MADE[name]()
    code = OTHER_SCRIPT.get(name, name)
    report = real_report(code)
    made = from_labels(report.labels, report.text, PRINTED_AMOUNTS[code])
    if name in OTHER_SCRIPT:
        return to_simplified(made) if code == "D1" else to_traditional(made)
    return made


def assert_every_cell(path: Path, made: ReportModel) -> None:
    report, text, *_ = read(path)
    expected = meanings(made)
    found = {key: cell for key, cell in report.cells() if key in expected}
    wrong = {
        key: (meaning, found.get(key))
        for key, meaning in expected.items()
        if key not in found
        or (found[key].state, found[key].value, found[key].direction) != meaning
        or (found[key].raw and text[found[key].start : found[key].end] != found[key].raw)
    }
    assert not wrong
    forms = report.meta.table_forms
    assert (forms.article20, forms.applications) == (made.article20_form, made.applications_form)
    same = made.article20_form == made.applications_form
    assert report.meta.form == (made.article20_form if same else "mixed")


@pytest.mark.parametrize("name", MAIN_MODELS)
@pytest.mark.parametrize("writer", EVERY)
def test_every_report_in_the_main_formats(writer: str, name: str, tmp_path: Path) -> None:
    suffix, write = EVERY[writer]
    assert_every_cell(write(model(name), tmp_path / f"report{suffix}"), model(name))


@pytest.mark.parametrize("name", OTHER_SCRIPT)
@pytest.mark.parametrize("writer", ["html", "text-gb18030"])
def test_every_report_in_the_other_script(writer: str, name: str, tmp_path: Path) -> None:
    suffix, write = EVERY[writer]
    assert_every_cell(write(model(name), tmp_path / f"report{suffix}"), model(name))


@pytest.mark.parametrize("name", SOME_MODELS)
@pytest.mark.parametrize("writer", SOME)
def test_layouts_met_in_real_files(writer: str, name: str, tmp_path: Path) -> None:
    suffix, write = SOME[writer]
    assert_every_cell(write(model(name), tmp_path / f"report{suffix}"), model(name))


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs"])
def test_traditional_text_in_big5(encoding: str, tmp_path: Path) -> None:
    made = model("form-2019-hant")
    path = write_text(made, tmp_path / "report.txt", encoding=encoding)
    assert_every_cell(path, made)
    assert read(path).report.source.encoding == "big5"


def test_bare_lines_never_guess_where_blanks_were(tmp_path: Path) -> None:
    """A blank leaves no trace in bare lines: its row is marked, not shifted."""
    made = model("D0")
    report = read(write_text(made, tmp_path / "report.txt", tables="bare")).report
    expected = meanings(made)
    for key, cell in report.cells():
        assert cell.state in ("missing", "unreadable") or (
            (cell.state, cell.value, cell.direction) == expected[key]
        ), key
    assert any(finding.rule == "ST-ROW-CELLS" for finding in report.findings)
