"""The JSON contract: the generated schema is current, and every real report validates."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import simplejson

import agent
from agent import extract
from agent.report import TABLE_NAMES, to_json
from agent.resources import data_folder
from agent.schema import report_schema
from agent.tables.forms import load_forms
from tests.conftest import RealReport
from tests.rendering import made_2021, made_mixed, write_text

CONTRACT = {
    "schema_version",
    "source",
    "meta",
    "sections",
    "tables",
    "facts",
    "problems",
    "measures",
    "coverage",
    "findings",
    "usage",
}


def schema() -> dict[str, object]:
    text = (data_folder("schemas") / "report.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, object] = simplejson.loads(text)
    return loaded


def test_the_committed_schema_is_the_generated_one() -> None:
    assert schema() == simplejson.loads(to_json(report_schema()))


def test_a_real_report_validates(real: RealReport) -> None:
    data = simplejson.loads(extract(real.path, with_text=True).to_json())
    jsonschema.validate(data, schema())
    assert data.keys() >= CONTRACT
    assert data["source"]["text"] == real.text


def test_made_reports_of_other_forms_validate(tmp_path: Path) -> None:
    for made in (made_2021(), made_mixed()):
        path = write_text(made, tmp_path / "report.txt")
        jsonschema.validate(simplejson.loads(extract(path).to_json()), schema())


def test_cells_have_just_the_contract_fields(real: RealReport) -> None:
    data = simplejson.loads(extract(real.path).to_json())
    for table in TABLE_NAMES:
        for columns in data["tables"][table].values():
            for cell in columns.values():
                extra = cell.keys() - {"raw", "value", "state", "start", "end"}
                assert extra <= {"direction", "unit_as_written"}


def test_rows_and_columns_are_those_of_the_contract() -> None:
    """Names are fixed: a renamed key would break everyone who uses the data."""
    rows = {
        form: [".".join(key) for key, _, _ in loaded.cell_keys()]
        for form, loaded in load_forms().items()
    }
    assert {form: len(keys) for form, keys in rows.items()} == {"2019": 198, "2021": 200}
    assert "article20.fees.amount" in rows["2021"]
    assert "applications.other_unpaid_fee.total" in rows["2021"]
    assert "applications.other.total" in rows["2019"]
    assert rows["2019"][-1] == "disputes.after_review.total"


def test_two_readings_are_equal_but_for_the_time(real: RealReport) -> None:
    first, second = extract(real.path), extract(real.path)
    second.usage = first.usage
    assert first == second


def test_public_names() -> None:
    assert sorted(agent.__all__) == ["Report", "Store", "__version__", "ask", "extract"]
    assert all(getattr(agent, name) for name in agent.__all__)
