"""Every earlier shape of the database, empty and with rows, becomes the newest one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from agent.report import Report, Usage
from agent.store import Store
from agent.store.migrations import migrations, step_names
from tests.factories import TABLES_TEXT_LENGTH, TEXT, made_report

SHAPES = Path(__file__).parent / "databases"
"""A dump of a small database as each step left it, written when the step was new."""


def schema(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    ).fetchall()
    connection.close()
    return rows


def make_from_dump(path: Path, step: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript((SHAPES / f"{step}.sql").read_text(encoding="utf-8"))
    connection.close()


def report_of(step: str) -> Report:
    """Return what a dump holds: `made_report` as far as the step could store it."""
    report = made_report()
    if step < "m002":
        report.source.characters = TABLES_TEXT_LENGTH
        report.facts, report.problems, report.measures, report.coverage = [], [], [], None
    if step < "m003":
        report.usage = Usage()
        for fact in report.facts:
            fact.other_reading = []
    return report


@pytest.fixture
def newest(tmp_path):
    path = tmp_path / "newest.db"
    Store(path).close()
    return schema(path)


def test_steps_are_numbered_without_gaps():
    assert [name[:4] for name in step_names()] == [
        f"m{number:03}" for number in range(1, len(step_names()) + 1)
    ]


def test_there_is_a_dump_of_every_shape():
    assert sorted(file.stem for file in SHAPES.glob("*.sql")) == step_names()


@pytest.mark.parametrize("step", step_names())
@pytest.mark.parametrize("read_only", [False, True])
def test_an_earlier_shape_with_rows_opens_and_keeps_them(tmp_path, newest, step, read_only):
    path = tmp_path / "old.db"
    make_from_dump(path, step)
    with Store(path, read_only=read_only) as store:
        assert store.get(1) == report_of(step)
        assert len(list(store.cells())) == 9
        assert [row.fact for row in store.facts()] == report_of(step).facts
        assert len(list(store.findings())) == 2
    assert schema(path) == newest


def test_a_report_read_before_there_were_facts_is_read_again(tmp_path):
    path = tmp_path / "old.db"
    make_from_dump(path, "m001_initial")
    with Store(path) as store:
        (summary,) = store.reports()
        assert (summary.facts, summary.explained, summary.numbers) == (0, None, None)
        assert not store.is_current(made_report().source.sha256)
        assert store.save(made_report(), TEXT) == 1
        assert store.get(1) == made_report()
        assert store.is_current(made_report().source.sha256)


@pytest.mark.parametrize("step", step_names())
def test_an_earlier_shape_without_rows_takes_reports(tmp_path, newest, step):
    path = tmp_path / "old.db"
    with Database(path, execute_plugins=False) as database:
        later = step_names()[step_names().index(step) + 1 :]
        migrations.apply(database, stop_before=later)
    with Store(path) as store:
        assert store.get(store.save(made_report(), TEXT)) == made_report()
    assert schema(path) == newest


@pytest.mark.parametrize("step", step_names())
def test_a_released_step_was_not_edited(tmp_path, step):
    dumped, made = tmp_path / "dumped.db", tmp_path / "made.db"
    make_from_dump(dumped, step)
    with Database(made, execute_plugins=False) as database:
        later = step_names()[step_names().index(step) + 1 :]
        migrations.apply(database, stop_before=later)
    assert schema(made) == schema(dumped)


def test_a_process_killed_before_its_first_step_leaves_a_usable_file(tmp_path):
    path = tmp_path / "begun.db"
    with Database(path, execute_plugins=False) as database:
        migrations.ensure_migrations_table(database)
    with Store(path) as store:
        store.save(made_report(), TEXT)


def test_an_empty_file_becomes_a_database(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    with Store(path) as store:
        store.save(made_report(), TEXT)
