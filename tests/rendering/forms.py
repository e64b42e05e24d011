"""The rows, columns and labels of the official forms, read straight from `schemas/forms`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FORMS_FOLDER = Path(__file__).resolve().parents[2] / "schemas" / "forms"


class FormRow(NamedTuple):
    """A row of a form; a group row (三、本年度办理结果) has no cells of its own."""

    name: str
    label: str
    is_group: bool


class FormColumn(NamedTuple):
    """A column of a form; `kind` is `count`, `change` or `amount`."""

    name: str
    label: str
    kind: str
    unit: str | None


class FormBlock(NamedTuple):
    """Rows under one head; table two has one block per item of article 20."""

    title: str
    columns: list[FormColumn]
    rows: list[FormRow]


@cache
def _form(form: str) -> dict[str, Any]:
    path = FORMS_FOLDER / f"{form}.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def _block(data: dict[str, Any]) -> FormBlock:
    columns = [
        FormColumn(name, entry["label"], entry.get("kind", "count"), entry.get("unit"))
        for name, entry in data["columns"].items()
    ]
    rows = [
        FormRow(name, entry["label"], bool(entry.get("group")))
        for name, entry in data["rows"].items()
    ]
    return FormBlock(data.get("block", ""), columns, rows)


def article20(form: str) -> list[FormBlock]:
    """The blocks of table two."""
    return [_block(block) for block in _form(form)["article20"]]


def applications(form: str) -> FormBlock:
    """Table three, group rows included."""
    return _block(_form(form)["applications"])


def disputes() -> FormBlock:
    """Table four; its rows are what the form prints side by side. The same in both forms."""
    return _block(_form("2019")["disputes"])
