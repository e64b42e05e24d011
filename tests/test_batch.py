"""Batches: which files, in which order, and that no file that goes wrong stops the rest."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from agent.batch import expand, read_all, workers
from agent.errors import (
    InputError,
    InputTooLarge,
    NotAReport,
    UnreadableDocument,
    UsageError,
    XxgkError,
)
from agent.store import Store
from tests.factories import fake_read

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path):
    """A folder with what folders hold."""
    for name in ("b.txt", "a.HTML", "10.pdf", "sub/c.docx", "sub/d.md", "sub/deep/e.htm"):
        make(tmp_path / name)
    for name in ("old.xls", "x.png", "sub/y.png", "README"):
        make(tmp_path / name)
    for name in (".hidden.txt", ".git/f.txt", "~$c.docx"):
        make(tmp_path / name)
    return tmp_path


def make(path: Path, content: str = "read") -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(content)
    return path


def names(paths, folder):
    return [os.path.relpath(path, folder) for path in paths]


def test_a_folder_gives_its_supported_files_in_sorted_order(folder):
    ignored: Counter[str] = Counter()
    assert names(expand([str(folder)], ignored), folder) == [
        "10.pdf",
        "a.HTML",
        "b.txt",
        "sub/c.docx",
        "sub/d.md",
        "sub/deep/e.htm",
    ]
    assert ignored == {".xls": 1, ".png": 2, "": 1}


def test_a_folder_that_cannot_be_listed_is_a_failure(folder, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(expand([str(folder)]), folder) == ["10.pdf", "a.HTML", "b.txt", "sub"]
    (outcome,) = read_all([str(folder / "sub")], fake_read)
    assert "sub: cannot be read (Is a directory)" in str(outcome.error)


def test_patterns_are_expanded_here_too(folder):
    assert names(expand([f"{folder}/*.txt"]), folder) == ["b.txt"]
    assert names(expand([f"{folder}/**/*.md"]), folder) == ["sub/d.md"]
    assert names(expand([f"{folder}/s*"]), folder) == ["sub/c.docx", "sub/d.md", "sub/deep/e.htm"]
    with pytest.raises(UsageError, match="no file matches"):
        list(expand([f"{folder}/*.none"]))


def test_a_file_with_the_name_of_a_pattern_is_that_file(tmp_path):
    path = make(tmp_path / "report[1].txt")
    assert list(expand([str(path)])) == [str(path)]


def test_each_file_is_given_once_whatever_names_it(folder):
    twice = [str(folder / "b.txt"), str(folder), f"{folder}/*.txt", "-", "-"]
    given = list(expand(twice))
    assert names(given[:1], folder) == ["b.txt"]
    assert len(given) == 7


def test_what_is_named_is_tried_whatever_it_is(folder):
    named = [str(folder / "old.xls"), str(folder / "none.txt"), "-"]
    assert list(expand(named)) == named


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_goes_wrong_with_one_file_is_its_outcome(tmp_path, jobs):
    commands = ["read", "fail", "defect", "memory", "other", "read"]
    paths = [str(make(tmp_path / f"{i}.txt", word)) for i, word in enumerate(commands)]
    outcomes = sorted(read_all([*paths, "none.txt"], fake_read, jobs))
    assert [outcome.position for outcome in outcomes] == list(range(7))
    assert [type(outcome.error) for outcome in outcomes][:5] == [
        type(None),
        UnreadableDocument,
        XxgkError,
        InputTooLarge,
        NotAReport,
    ]
    assert str(outcomes[1].error) == "no readable text. Scan it again"
    assert "2.txt: unexpected KeyError: 'rules' (factories.py:" in str(outcomes[2].error)
    assert isinstance(outcomes[6].error, InputError)
    assert "none.txt: cannot be read (No such file" in str(outcomes[6].error)
    assert outcomes[5].reading is not None
    report, text, *_ = outcomes[5].reading
    assert report and report.source.path == paths[5] and text


def test_a_killed_worker_fails_its_file_only(tmp_path):
    commands = ["read", "die", "slow 0.1", "die", "read", "slow 0.1", "read"]
    paths = [str(make(tmp_path / f"{i}.txt", word)) for i, word in enumerate(commands)]
    outcomes = sorted(read_all(paths, fake_read, 2))
    assert [outcome.position for outcome in outcomes if outcome.error] == [1, 3]
    assert "1.txt: the process that read it was killed by signal 9" in str(outcomes[1].error)


@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_a_file_that_takes_too_long_is_given_up(tmp_path, jobs):
    """Its worker is ended, another takes its place, and the other files are read."""
    commands = ["read", "slow 60", "read", "slow 0.1", "slow 60", "read"]
    paths = [str(make(tmp_path / f"{i}.txt", word)) for i, word in enumerate(commands)]
    outcomes = sorted(read_all(paths, fake_read, jobs, timeout=1))
    assert [outcome.position for outcome in outcomes] == list(range(6))
    assert [outcome.position for outcome in outcomes if outcome.error] == [1, 4]
    assert "1.txt: reading it took more than 1 seconds and was ended" in str(outcomes[1].error)
    assert not [c for c in psutil.Process().children() if "spawn_main" in cmdline(c)]


def test_a_result_that_waits_for_the_caller_is_not_too_late(tmp_path):
    paths = [str(make(tmp_path / f"{i}.txt")) for i in range(3)]
    outcomes = []
    for outcome in read_all(paths, fake_read, 2, timeout=0.5):
        outcomes.append(outcome)
        time.sleep(0.7)
    assert [outcome.error for outcome in outcomes] == [None] * 3


def test_a_worker_that_will_not_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_PATIENCE", 0.2)
    paths = [str(make(tmp_path / f"{i}.txt", word)) for i, word in enumerate(["deaf 60", "read"])]
    outcomes = sorted(read_all(paths, fake_read, 2, timeout=1))
    assert [bool(outcome.error) for outcome in outcomes] == [True, False]


def test_no_process_stays_behind(tmp_path):
    paths = [str(make(tmp_path / f"{i}.txt", "slow 60")) for i in range(4)]
    paths.insert(0, str(make(tmp_path / "first.txt")))
    before = set(psutil.Process().children())
    with closing(read_all(paths, fake_read, 3)) as outcomes:
        assert next(outcomes).position == 0
        workers = [child for child in psutil.Process().children() if child not in before]
    alive = [worker for worker in workers if "spawn_main" in cmdline(worker)]
    assert alive == []


def cmdline(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def test_no_more_files_are_taken_than_are_in_flight(tmp_path):
    taken = 0

    def paths():
        nonlocal taken
        for index in range(200):
            taken += 1
            yield str(make(tmp_path / f"{index}.txt"))

    for done, _ in enumerate(read_all(paths(), fake_read, 2), start=1):
        assert taken - done <= 4


def test_results_do_not_run_far_ahead_of_a_slow_file(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "WINDOW", 5)
    released = tmp_path / "released"
    slow = f"until {released}"
    paths = [str(make(tmp_path / f"{i}.txt", slow if i == 0 else "read")) for i in range(20)]
    order = []
    for outcome in read_all(paths, fake_read, 2):
        order.append(outcome.position)
        if len(order) == 4:
            released.touch()
    assert sorted(order) == list(range(20))
    assert order[:5] == [1, 2, 3, 4, 0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_known_files_are_not_read(tmp_path, jobs):
    paths = [str(make(tmp_path / f"{i}.txt", "defect" if i % 2 else "read")) for i in range(10)]

    def known(path: str, data: bytes | None) -> str | None:
        content = Path(path).read_bytes()
        return hashlib.sha256(content).hexdigest() if content == b"defect" else None

    outcomes = sorted(read_all(paths, fake_read, jobs, known))
    assert [bool(outcome.known) for outcome in outcomes] == [False, True] * 5
    assert [bool(outcome.reading) for outcome in outcomes] == [True, False] * 5


@pytest.mark.parametrize("jobs", [1, 2])
def test_standard_input_is_one_of_the_files(tmp_path, jobs, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(b"read it")

    monkeypatch.setattr(sys, "stdin", Stdin)
    outcomes = sorted(read_all([str(make(tmp_path / "a.txt")), "-"], fake_read, jobs))
    assert outcomes[1].reading is not None
    source = outcomes[1].reading[0].source
    assert (source.path, source.sha256) == ("-", hashlib.sha256(b"read it").hexdigest())


def test_a_stream_is_read_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"printf read > {pipe}"]):
        (outcome,) = read_all([str(pipe)], fake_read, 1, lambda path, data: None)
    assert outcome.reading


def test_a_file_name_that_is_no_text_is_shown_with_its_bytes(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xd0\xc5.txt"
    Path(os.fsdecode(path)).write_bytes(b"read")
    (outcome,) = read_all(expand([str(tmp_path)]), fake_read, 1)
    assert outcome.reading and outcome.path.endswith("/\\xd0\\xc5.txt")
    assert outcome.reading[0].source.path == outcome.path


BATCH = """
import sys
from agent.batch import expand, read_all
from agent.store import Store
from tests.factories import fake_read

if __name__ == "__main__":
    folder, database = sys.argv[1:]
    with Store(database) as store:
        for outcome in read_all(expand([folder]), fake_read, 2):
            report, text, *_ = outcome.reading
            store.save(report, text)
            print(outcome.position, flush=True)
            if outcome.position == 20:
                sys.stdin.read()  # what stops it may come late
"""


@pytest.mark.parametrize(
    "stop", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
def test_a_stopped_batch_loses_only_what_was_in_flight(tmp_path, stop):
    script = make(tmp_path / "run" / "batch.py", BATCH)
    folder, database = tmp_path / "reports", tmp_path / "xxgk.db"
    for index in range(40):
        make(folder / f"{index:02}.txt", f"slow 0.05{index:02}")
    command = [sys.executable, str(script), str(folder), str(database)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin and process.stdout
    told = [process.stdout.readline() for _ in range(9)]
    workers = psutil.Process(process.pid).children()
    process.send_signal(stop)
    told += process.stdout.readlines()
    process.stdin.close()
    process.stdout.close()
    process.wait()

    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with Store(database) as store:
        stored = list(store.reports())
        # What was told is stored; killed between storing and telling, one more is.
        assert len(told) <= len(stored) <= len(told) + 1 < 40
        assert {len(list(store.cells(summary.id))) for summary in stored} == {9}
        known = {summary.sha256 for summary in stored}
        again = list(
            read_all(expand([str(folder)]), fake_read, 1, lambda path, _: hash_in(path, known))
        )
        assert sum(1 for outcome in again if outcome.known) == len(stored)
        for outcome in again:
            if outcome.reading:
                store.save(outcome.reading.report, outcome.reading.text)
        assert len(list(store.reports())) == 40
    # Workers see that their other end is gone.
    _, alive = psutil.wait_procs(workers, timeout=5)
    assert alive == []


def hash_in(path: str, known: set[str]) -> str | None:
    sha256 = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return sha256 if sha256 in known else None


def test_old_formats_are_tried_so_that_each_is_told_its_remedy(tmp_path):
    for name in ("a.doc", "b.wps", "c.rtf", "d.txt"):
        (tmp_path / name).touch()
    ignored = Counter()
    assert names(expand([str(tmp_path)], ignored), tmp_path) == ["a.doc", "b.wps", "c.rtf", "d.txt"]
    assert not ignored
