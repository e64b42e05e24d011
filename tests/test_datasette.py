"""`schemas/datasette.yaml` describes the database as it is, and Datasette takes it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys

import pytest
import yaml

from agent.resources import data_folder
from agent.store import Store
from tests.factories import TEXT, made_report

METADATA = data_folder("schemas") / "datasette.yaml"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasette") / "xxgk.db"
    with Store(path) as store:
        store.save(made_report(), TEXT)
    return path


@pytest.fixture
def described():
    return yaml.safe_load(METADATA.read_text(encoding="utf-8"))["databases"]["xxgk"]


def rows(path, sql):
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(sql)]
    finally:
        connection.close()


def test_every_table_is_described_and_every_described_column_exists(database, described):
    names = {
        row["name"]
        for row in rows(database, "SELECT name FROM sqlite_master WHERE type <> 'index'")
    }
    assert set(described["tables"]) == names
    for name, table in described["tables"].items():
        columns = {
            row["name"] for row in rows(database, f"SELECT * FROM pragma_table_info('{name}')")
        }
        mentioned = {*table.get("columns", {}), *table.get("facets", [])}
        mentioned |= {table[key] for key in ("label_column", "sort_desc") if key in table}
        assert mentioned <= columns, name


def test_the_queries_run(database, described):
    results = {name: rows(database, query["sql"]) for name, query in described["queries"].items()}
    assert results["errors_by_body"][0]["errors"] == 1
    assert results["blanks_by_body"][0]["blank"] == 1


def test_a_quote_can_be_had_in_sql(database):
    (row,) = rows(database, "SELECT * FROM cells_cited WHERE column_name = 'amount'")
    assert (row["quote"], row["value"], row["year"]) == ("679.7万元", 6797000, 2020)


def test_datasette_serves_it(database):
    done = subprocess.run(
        [sys.executable, "-m", "datasette", str(database), "-m", str(METADATA)]
        + ["--get", "/xxgk/cells_cited.json?_shape=objects&column_name=amount"],
        capture_output=True,
        text=True,
        check=True,
    )
    (row,) = json.loads(done.stdout)["rows"]
    assert row["quote"] == "679.7万元"
