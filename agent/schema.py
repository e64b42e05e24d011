"""The contract's JSON Schema, generated from `agent.report` and the official forms."""

from __future__ import annotations

from typing import Any

from agent.report import TABLE_NAMES, Report, to_json
from agent.tables.forms import load_forms


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `xxgk extract --format json` prints for one report."""
    schema = Report.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = "urn:xxgk:report:1"
    names: dict[str, dict[str, set[str]]] = {table: {} for table in TABLE_NAMES}
    for form in load_forms().values():
        for key, _, _ in form.cell_keys():
            names[key.table].setdefault(key.row, set()).add(key.column)
    for table, rows in names.items():
        schema["$defs"]["Tables"]["properties"][table] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {row: _row_schema(columns) for row, columns in rows.items()},
        }
    return schema


def _row_schema(columns: set[str]) -> dict[str, Any]:
    cell = {"$ref": "#/$defs/Cell"}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(sorted(columns), cell),
    }


if __name__ == "__main__":
    print(to_json(report_schema(), indent=2))
