"""CSV that Excel opens right, and JSON lines.

CSV has a byte order mark, without which Excel takes Chinese for another encoding. A text that a
spreadsheet would run as a formula gets an apostrophe in front; JSON lines give it as it stands.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from agent.export.columns import Column, Record
from agent.report import to_json

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"\s*[+-]?\d[\d,]*(?:\.\d+)?%?\s*")


def write_csv(path: Path, columns: Sequence[Column], records: Iterable[Record]) -> None:
    """Write a CSV file with the column names as its first row."""
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in columns)
        for record in records:
            writer.writerow(map(_field, record))


def write_jsonl(path: Path, columns: Sequence[Column], records: Iterable[Record]) -> None:
    """Write an object a line; decimals are exact."""
    names = [column.name for column in columns]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(to_json(dict(zip(names, record, strict=True))) + "\n")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula; plain numbers stay as they are."""
    if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _field(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    return f"{value:f}" if isinstance(value, Decimal) else value
