"""Run logs: written case by case, readable when cut off, and refused when they are not whole."""

from __future__ import annotations

import json

import pytest

from agent.errors import UsageError
from agent.evaluation.runs import Header, RunError, RunWriter, Sample, load_run
from tests.evaluation.made import made_labels, perfect

HEADER = Header(
    id="r", started="t0", reader="rules", dataset="d", dataset_sha256="0", reader_version="1"
)


@pytest.fixture
def log(tmp_path):
    """A finished log of two cases."""
    path = tmp_path / "folder" / "run.jsonl"
    with RunWriter(path, HEADER, lambda: "t1") as writer:
        writer.add(perfect(made_labels()))
        writer.add(Sample(case="other", error="encrypted"))
    return path


def test_a_log_is_read_back_as_it_was_written(log):
    run = load_run(log)
    assert (run.header, run.status, run.end.ended) == (HEADER, "success", "t1")
    assert run.samples["made"] == perfect(made_labels())
    assert run.samples["other"].error == "encrypted"


def test_each_case_is_in_the_file_as_soon_as_it_is_read(tmp_path):
    path = tmp_path / "run.jsonl"
    with RunWriter(path, HEADER, lambda: "t1") as writer:
        writer.add(perfect(made_labels()))
        run = load_run(path)
        assert (list(run.samples), run.end, run.status) == (["made"], None, "started")


@pytest.mark.parametrize("cut", [1, 40, 300])
def test_a_log_that_was_cut_off_is_read_up_to_there(log, cut):
    text = log.read_text("utf-8")
    end = text.index("\n", text.index("\n") + 1) + 1
    log.write_bytes(text.encode()[: len(text[:end].encode()) - cut])
    run = load_run(log)
    assert (run.header.id, run.end) == ("r", None)
    assert list(run.samples) in ([], ["made"])


def test_a_character_cut_in_two_does_no_harm(log):
    data = log.read_bytes()
    place = data.rindex("王".encode())
    log.write_bytes(data[: place + 1])
    assert load_run(log).samples == {}


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt, "cancelled"), (ValueError, "error")]
)
def test_how_a_run_ended_is_told(tmp_path, error, status):
    path = tmp_path / "run.jsonl"
    with pytest.raises(error), RunWriter(path, HEADER, lambda: "t1"):
        raise error
    assert load_run(path).status == status


def test_a_log_is_never_written_over(log):
    with pytest.raises(UsageError, match="cannot be made"):
        RunWriter(log, HEADER, lambda: "t1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no log of a run"),
        ("[]\n", "line 1 is damaged"),
        ('{"record": "other"}\n', "no log of a run"),
        ('{"record": "run", "version": 99}\n', "newer xxgk"),
        ('{"record": "run", "version": 1}\n', "Field required"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path, text, message):
    path = tmp_path / "run.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(RunError, match=message):
        load_run(path)


def test_a_log_that_is_damaged_in_its_middle_is_refused(log):
    lines = log.read_text("utf-8").split("\n")
    log.write_text("\n".join([lines[0], lines[1][:50], *lines[2:]]), "utf-8")
    with pytest.raises(RunError, match="line 2 is damaged"):
        load_run(log)


def test_a_log_has_one_record_a_line_and_its_version(log):
    records = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [one["record"] for one in records] == ["run", "sample", "sample", "end"]
    assert records[0]["version"] == 1


def test_a_log_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RunError, match="cannot be read"):
        load_run(tmp_path / "none.jsonl")
