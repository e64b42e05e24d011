"""What a cell's text means, told apart from the product's own reading of cells."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from . import forms
from .model import CellKey, FormYear, ReportModel

_YUAN = {"元": 1, "万元": 10_000, "萬元": 10_000, "亿元": 100_000_000, "億元": 100_000_000}
_SIGNS = {"增": 1, "减": -1, "減": -1, "": 1}


class Meaning(NamedTuple):
    """A cell's `state` and `value` as the data contract defines them."""

    state: str
    value: Decimal | None = None
    direction: str | None = None


def meaning(model: ReportModel, key: CellKey) -> Meaning:
    """What the contract says one cell of the model is to be read as."""
    raw = model.table(key.table)[key.row][key.column].strip()
    if not raw:
        return Meaning("blank")
    if raw in ("增", "减", "減"):
        return Meaning("direction_only", direction="increase" if raw == "增" else "decrease")
    match = re.fullmatch(r"([增减減]?)(-?\d+(?:\.\d+)?)(\D*)", raw)
    if match is None or (match[3] and match[3] not in _YUAN):
        return Meaning("unreadable")
    scale = _YUAN[match[3] or _column_unit(model.form_of(key.table), key)]
    return Meaning("value", _SIGNS[match[1]] * Decimal(match[2]) * scale)


def meanings(model: ReportModel) -> dict[CellKey, Meaning]:
    """Every cell of the printed tables with what it means."""
    return {key: meaning(model, key) for key, _ in model.cells()}


def _column_unit(form: FormYear, key: CellKey) -> str:
    """The unit printed in the column's head, which counts where the cell has none."""
    if key.table != "article20":
        return "元"
    block = next(b for b in forms.article20(form) if any(r.name == key.row for r in b.rows))
    return next(column.unit for column in block.columns if column.name == key.column) or "元"
