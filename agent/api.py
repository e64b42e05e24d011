"""The Python entry: one file in, one report out."""

from __future__ import annotations

from pathlib import Path

from agent.pipeline import ReadAs, read
from agent.report import Report


def extract(path: str | Path, *, with_text: bool = False, as_: ReadAs = "auto") -> Report:
    """Read one report.

    Args:
        path: a text, Markdown, HTML, DOCX or PDF file; `-` reads standard input.
        as_: `passage` reads any text as narrative, without sections and tables; `report` refuses
            what is no report; `auto` takes a short text with facts for a passage.
        with_text: also return the source text, as `report.source.text`.

    Raises:
        XxgkError: the file cannot be read as a report; `InputError` and its kinds say why.

    Example:
        >>> report = extract("report.txt")                     # doctest: +SKIP
        >>> cell = report.tables.applications["new"]["total"]  # doctest: +SKIP
        >>> cell.value, cell.state                             # doctest: +SKIP
        (12, 'value')
    """
    reading = read(path, as_=as_)
    if with_text:
        reading.report.source.text = reading.text
    return reading.report
