"""A part of a name that fits one body only is taken for it; one that fits several is asked about."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from agent.answering import Conversation
from agent.pipeline import read
from agent.store import Store
from tests.conftest import real_report


@pytest.fixture
def bureau(five, tmp_path):
    """A real report, as if a bureau had made it."""
    path = tmp_path / "bureau.db"
    reading = read(real_report("D4").path)
    with Store(path) as store:
        store.save(reading.report, reading.text)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE reports SET organization = '云岭市民政局', province = NULL, city = NULL,"
            " county = NULL, township = NULL"
        )
    return path


@pytest.mark.parametrize("name", ["云岭市民政局", "云岭民政局", "民政局"])
def test_a_bureau_is_known_by_a_part_of_its_name(bureau, name):
    with Conversation(bureau) as talk:
        assert talk.ask(f"{name}2020年作出多少件行政处罚决定？").value == 2050


def test_another_bureau_is_not_taken_for_it(bureau):
    with Conversation(bureau) as talk:
        assert talk.ask("云岭市教育局2020年作出多少件行政处罚决定？").abstained
