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
from agent.wording import KINDS
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
        # The tables that SQLite keeps behind a full-text index and its sequences.
        if not row["name"].startswith(("passages_index_", "sqlite_"))
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
    assert results["letters_by_channel"][0]["rate"] == 95.12
    assert results["trainings_by_body"][0]["participants"] == 80
    assert "另有99个未知数" in results["unexplained_numbers"][0]["context"]


def test_a_quote_can_be_had_in_sql(database):
    (row,) = rows(database, "SELECT * FROM cells_cited WHERE column_name = 'amount'")
    assert (row["quote"], row["value"], row["year"]) == ("679.7万元", 6797000, 2020)


def test_facts_have_their_chinese_kind_and_a_label_in_sql(database):
    found = rows(database, "SELECT * FROM facts_cited ORDER BY report_id, start")
    assert {row["kind"]: row["kind_label"] for row in found} == KINDS
    (mailbox,) = (row for row in found if row["kind"] == "mailbox")
    assert (mailbox["label"], mailbox["received"], mailbox["year"]) == ("区长信箱", 41, 2020)
    labels = {row["label"] for row in found}
    assert labels >= {"社区物业", "公开培训会", "人大代表建议", "新浪微博", None}
    (again,) = rows(
        database, "SELECT fact_id FROM fact_places JOIN facts USING (report_id, position)"
    )
    assert again["fact_id"] == "f2"


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
