"""Real files to damage: the five reports, and one made report in every format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.conftest import CODES, real_report
from tests.documents.converted import write_converted
from tests.rendering import (
    ReportModel,
    made_2019,
    to_traditional,
    write_docx,
    write_html,
    write_markdown,
    write_pdf,
    write_text,
)
from tests.rendering.docx import blank_document
from tests.rendering.model import HEADINGS


def write_small(_: ReportModel, path: Path) -> Path:
    """Write a Word file with the headings and a table of two rows."""
    document = blank_document()
    document.add_heading("青岚县2020年政府信息公开工作年度报告")
    for heading in HEADINGS.values():
        document.add_heading(heading, 2)
        document.add_paragraph("公开信息12条。")
    table = document.add_table(2, 4)
    for cell, text in zip(
        table._cells, ("信息内容", "制作数", "公开数", "总数", "规章", *"123"), strict=True
    ):
        cell.text = text
    document.save(str(path))
    return path


WRITERS: dict[str, Callable[[ReportModel, Path], Path]] = {
    "made.docx": write_docx,
    "small.docx": write_small,
    "made.html": write_html,
    "made.pdf": write_pdf,
    "made.md": write_markdown,
    "tags.md": write_converted,
    "tabs.txt": write_text,
    "rows.txt": lambda m, p: write_text(m, p, tables="rows"),
    "bare.txt": lambda m, p: write_text(m, p, tables="bare"),
    "spaces.txt": lambda m, p: write_text(m, p, tables="spaces"),
}


@cache
def sample(name: str) -> bytes:
    """Return a file's bytes: `D0.txt` to `D4.txt`, or a key of `WRITERS`."""
    code = name.removesuffix(".txt")
    if code in CODES:
        return real_report(code).path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        return WRITERS[name](made_2019(), Path(folder) / name).read_bytes()


@cache
def traditional() -> str:
    """Return a made report in traditional characters, as text that Big5 can hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        model = to_traditional(made_2019(), taiwan_words=True)
        return write_text(model, path, encoding="big5").read_bytes().decode("big5")
