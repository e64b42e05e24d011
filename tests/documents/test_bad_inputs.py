"""Every bad input ends with a reading whose places hold, or with one clear line. Nothing hangs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from agent.errors import InputError, InputTooLarge, NotAReport, UnreadableDocument, XxgkError
from agent.pipeline import Reading, read
from agent.report import Cell, CellKey
from tests.conftest import CODES, ROOT
from tests.documents.bad import HEAVY, INPUTS, READS, BadInput
from tests.documents.samples import sample
from tests.rendering import made_2019, meanings

SECONDS = 8
"""Of processor time, so that a busy machine fails nothing."""
SECONDS_OF_HEAVY = 20
MEGABYTES = 500


class Hang(BaseException):
    """Not an `Exception`: no reader may take it for a damaged file."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hang(f"took more than {seconds} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load what is loaded once, so that it counts for no input."""
    for name in ("D0.txt", "made.html", "made.docx", "made.pdf"):
        read(name, sample(name))


def assert_places_hold(reading: Reading) -> None:
    report, text, *_ = reading
    assert report.source.characters == len(text)
    for key, cell in report.cells():
        if cell.start is not None and cell.end is not None:
            assert text[cell.start : cell.end] == cell.raw, key
        else:
            assert cell.state == "missing", key
    for section in report.sections:
        assert 0 <= section.start < section.end <= len(text)
        assert text[section.start :].startswith(section.title)
    for fact in report.facts:
        assert text[fact.start : fact.end] == fact.quote
    for item in [*report.problems, *report.measures]:
        assert text[item.start : item.end] == item.quote


def assert_one_clear_line(error: XxgkError, bad: BadInput) -> None:
    assert isinstance(error, InputError)
    assert error.message.startswith(f"{bad.file}: ")
    assert error.remedy
    assert str(error).isprintable()


def test_there_are_200_of_them() -> None:
    assert len(INPUTS) > 200


@pytest.mark.parametrize("name", INPUTS)
def test_a_bad_input_ends_well(name: str) -> None:
    bad = INPUTS[name]
    data = bad.make()
    started = time.process_time()
    outcome: object = READS
    with at_most(60):
        try:
            assert_places_hold(read(bad.file, data))
        except XxgkError as error:
            assert_one_clear_line(error, bad)
            assert bad.words in error.message
            outcome = type(error)
    assert time.process_time() - started < SECONDS
    assert bad.outcome in (None, outcome)


@pytest.mark.slow
def test_heavy_inputs_end_well_and_small(tmp_path: Path) -> None:
    """One test for all: they are read one after another in one process, which is measured."""
    names = {}
    for number, (name, bad) in enumerate(HEAVY.items()):
        file = f"{number}{Path(bad.file).suffix}"
        (tmp_path / file).write_bytes(bad.make())
        names[file] = name
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.read_files", str(tmp_path)],
        input="\n".join(names),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=300,
        check=False,
    )
    assert done.stderr == ""
    results = {names[line["name"]]: line for line in map(json.loads, done.stdout.splitlines())}
    assert results.keys() == HEAVY.keys()
    for name, result in results.items():
        outcome, words = HEAVY[name].outcome, HEAVY[name].words
        expected = outcome.__name__ if isinstance(outcome, type) else outcome
        assert expected in (None, result["outcome"]), (name, result)
        assert words in result["message"], (name, result)
        assert result["seconds"] < SECONDS_OF_HEAVY, (name, result)
        assert result["megabytes"] < MEGABYTES, (name, result)


def test_a_file_of_500_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with open(path, "wb") as file:
        file.truncate(500_000_000)
    started = time.process_time()
    with pytest.raises(InputTooLarge, match=r"large\.txt: 500 MB is more than the 64 MB"):
        read(path)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/urandom"])
def test_a_device_without_end_is_refused(name: str) -> None:
    if not Path(name).exists():
        pytest.skip("no such device here")
    with pytest.raises(InputTooLarge, match="64 MB"):
        read(name)


@pytest.mark.parametrize("name", ["", "missing.txt", "a\0b.txt", "."])
def test_a_path_that_is_no_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="cannot be read") as caught:
        read(name)
    assert caught.value.remedy


def test_memory_that_runs_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("mammoth.convert_to_html", exhausted)
    with pytest.raises(InputTooLarge, match="more memory than there is"):
        read("made.docx", sample("made.docx"))


@pytest.mark.parametrize("kind", [".docx", ".pdf", ".html", ".txt"])
def test_an_error_says_one_thing_only(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Libraries print nothing beside it."""
    data = sample("made.pdf")[:3000] if kind == ".pdf" else sample("made.docx")[:3000]
    with pytest.raises(UnreadableDocument):
        read(f"report{kind}", data)
    assert capfd.readouterr() == ("", "")


# What is left of a report that was cut off is not wrong

CUT = [*(f"{code}.txt" for code in CODES), "tabs.txt", "rows.txt", "spaces.txt", "bare.txt"]
CUT_MARKUP = ["made.md", "tags.md", "made.html"]
CUTS = [n / 14 + 0.01 for n in range(2, 14)]


@cache
def cells_of(name: str) -> dict[CellKey, Cell]:
    """Return the cells of a whole file."""
    return dict(read(name, sample(name)).report.cells())


def wrong_cells(name: str, data: bytes) -> list[str]:
    """Return the cells of a cut file that say something else than those of the whole one."""
    whole = cells_of(name)
    try:
        report, text, *_ = read(name, data)
    except NotAReport:
        return []
    wrong = []
    for key, cell in report.cells():
        if cell.state in ("missing", "unreadable"):
            continue
        assert cell.end is not None
        at_cut = not text[cell.end :].strip()
        true = whole[key]
        if not at_cut and (cell.state, cell.value) != (true.state, true.value):
            wrong.append(f"{'.'.join(key)}: {cell.state} {cell.raw!r} for {true.raw!r}")
    return wrong


@pytest.mark.parametrize("share", CUTS)
@pytest.mark.parametrize("name", [*CUT, *CUT_MARKUP])
def test_a_cut_report_has_no_wrong_cell(name: str, share: float) -> None:
    data = sample(name)
    assert wrong_cells(name, data[: int(len(data) * share)]) == []


def test_the_whole_samples_are_right() -> None:
    """What cut files are compared with is the truth."""
    expected = meanings(made_2019())
    for name in ("tabs.txt", "rows.txt", *CUT_MARKUP):
        found = {key: (cell.state, cell.value) for key, cell in cells_of(name).items()}
        assert found == {key: meaning[:2] for key, meaning in expected.items()}
