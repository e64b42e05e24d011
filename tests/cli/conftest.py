"""The command line as tests call it: in an empty folder, with the stand-in for the reader."""

from __future__ import annotations

import pytest

from agent.cli.main import run
from agent.store import Store
from tests.factories import TEXT, fake_read, full_report, made_report


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Run in an empty folder, with the stand-in for the reader."""
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("agent.pipeline.read", fake_read)
    return tmp_path


@pytest.fixture
def xxgk(capsys):
    """Run a command; return its exit code, standard output and standard error.

    Unless it asks for more it reads in this process, which is faster.
    """

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        if arguments[:1] == ("extract",) and "--jobs" not in arguments:
            arguments = (*arguments, "--jobs", "1")
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def stored():
    with Store("xxgk.db") as store:
        store.save(made_report(b"one", "one.txt"), TEXT)
        store.save(full_report(b"two", "two.txt", "2021", 2022), TEXT)
