"""A database of the five real reports, made once."""

from __future__ import annotations

from datetime import date

import pytest

from agent.answering import Conversation
from agent.pipeline import read
from agent.store import Store
from tests.conftest import CORPUS


@pytest.fixture(scope="session")
def five(tmp_path_factory):
    path = tmp_path_factory.mktemp("ask") / "five.db"
    with Store(path) as store:
        for report in CORPUS:
            reading = read(report)
            store.save(reading.report, reading.text)
    return path


@pytest.fixture(scope="session")
def _conversation(five):
    with Conversation(five, today=date(2024, 5, 1)) as conversation:
        yield conversation


@pytest.fixture
def talk(_conversation):
    """A conversation that begins anew; what it read of the reports is kept, for the time it takes."""
    _conversation.forget()
    return _conversation
