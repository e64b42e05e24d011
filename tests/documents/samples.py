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

WRITERS: dict[str, Callable[[ReportModel, Path], Path]] = {
    "made.docx": write_docx,
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
