"""`xxgk extract` with a model: what is said, the exit code, limits, the cache, Ctrl-C, secrets."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.store import Store
from agent.store.runs import without_secrets
from tests.llm.conftest import KEY
from tests.llm.reports import SHORT, long_report, reads_well
from tests.llm.server import Asked, Reply, Server, sensible

Run = Callable[..., tuple[int, str, str]]
Use = Callable[[Server], Server]


@pytest.fixture(autouse=True)
def short(home: Path) -> Path:
    """The file `report.txt`, read in one call."""
    path = home / "report.txt"
    path.write_text(SHORT, encoding="utf-8")
    return path


@pytest.fixture
def server(use: Use) -> Iterator[Server]:
    """A server that is set, and reads well until a test says otherwise."""
    with Server(reads_well) as running:
        yield use(running)


@pytest.fixture
def long(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file `long.txt`, read in six calls one after the other."""
    monkeypatch.setenv("XXGK_CONCURRENCY", "1")
    path = home / "long.txt"
    path.write_text(long_report(6), encoding="utf-8")
    return path


def statuses(out: str) -> list[str]:
    return [fact["status"] for fact in json.loads(out)["facts"]]


def test_it_says_what_reads_and_both_readings_are_reconciled(server: Server, xxgk: Run) -> None:
    code, out, err = xxgk("extract", "report.txt", "--format", "json")
    assert code == 0
    assert statuses(out) == ["agreed", "agreed", "llm_only"]
    assert err == "rules read, and made-model on a server; --no-llm leaves it out\n"
    usage = json.loads(out)["usage"]
    assert (usage["llm_calls"], usage["model"]) == (1, "made-model")
    with Store("xxgk.db", read_only=True) as store:
        assert [fact.status for fact in store.get(1).facts] == statuses(out)


def test_a_second_run_asks_nothing(server: Server, xxgk: Run) -> None:
    first = xxgk("extract", "report.txt", "--format", "json")
    again = xxgk("extract", "report.txt", "--format", "json")
    assert statuses(again[1]) == statuses(first[1])
    forced = xxgk("extract", "report.txt", "--format", "json", "--force")
    assert statuses(forced[1]) == statuses(first[1])
    usage = json.loads(forced[1])["usage"]
    assert (usage["llm_calls"], usage["cached_calls"], usage["prompt_tokens"]) == (0, 1, 0)
    assert len(server.asked) == 1 and len(server.probes) == 1


def test_the_same_prose_in_another_file_asks_nothing(server: Server, xxgk: Run, home: Path) -> None:
    (home / "copy.txt").write_text(SHORT.replace("乙县", "丙县"), encoding="utf-8")
    xxgk("extract", "report.txt", "copy.txt")
    assert len(server.asked) == 1


@pytest.mark.parametrize("option", ["--no-llm", "--llm-scope=off"])
def test_rules_read_alone_when_told_so(server: Server, xxgk: Run, option: str) -> None:
    code, out, err = xxgk("extract", "report.txt", "--format", "json", option)
    assert (code, err) == (0, "")
    assert set(statuses(out)) == {"rule_only"}
    assert not server.asked and not server.probes


@pytest.mark.parametrize(("value", "calls"), [("1", 0), ("true", 0), ("0", 1), ("", 1)])
def test_the_environment_leaves_the_model_out(
    server: Server, xxgk: Run, monkeypatch: pytest.MonkeyPatch, value: str, calls: int
) -> None:
    monkeypatch.setenv("XXGK_NO_LLM", value)
    assert xxgk("extract", "report.txt")[0] == 0
    assert len(server.asked) == calls


def test_without_a_model_the_rules_read_and_the_remedy_is_told(xxgk: Run) -> None:
    code, out, err = xxgk("extract", "report.txt", "--format", "json")
    assert code == 0 and set(statuses(out)) == {"rule_only"}
    assert err.startswith("rules read alone: ") and "Run: " in err and err.count("\n") == 1
    assert xxgk("extract", "report.txt", "--quiet")[2] == ""


def test_a_reading_by_rules_is_read_again_once_a_model_is_there(xxgk: Run, use: Use) -> None:
    xxgk("extract", "report.txt", "--format", "json")
    with use(Server(reads_well)):
        _, out, _ = xxgk("extract", "report.txt", "--format", "json")
        assert "llm_only" in statuses(out)
        _, out, _ = xxgk("extract", "report.txt", "--format", "json", "--no-llm")
        assert "llm_only" in statuses(out), "what a model read is not lost without it"


FAULTS: dict[str, tuple[Any, str]] = {
    "401": (Reply(status=401), "did not answer: Error code: 401"),
    "500": (Reply(status=500), "did not answer: Error code: 500"),
    "unfit": ({}, "gave an unfit answer: Field required"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_and_mended_by_the_next_run(
    server: Server, xxgk: Run, name: str
) -> None:
    answer, words = FAULTS[name]
    server.script = lambda asked: answer
    code, out, err = xxgk("extract", "report.txt", "--format", "json", "--quiet")
    assert code == 0, "the report was read"
    assert set(statuses(out)) == {"rule_only"}
    assert err.startswith("1 pieces of narrative were read by rules alone: the model made-model ")
    assert words in err and err.count("\n") == 1
    server.script = reads_well
    code, out, err = xxgk("extract", "report.txt", "--format", "json", "--quiet")
    assert (code, err) == (0, "")
    assert statuses(out) == ["agreed", "agreed", "llm_only"]


def test_a_limit_of_tokens_stops_asking_and_the_next_run_goes_on(
    server: Server, xxgk: Run, long: Path
) -> None:
    server.script = sensible
    limited = ("extract", "long.txt", "--max-tokens", "200")
    code, _, err = xxgk(*limited)
    assert code == 0 and len(server.asked) == 2, "the second call passes the limit of 200"
    assert (
        "4 pieces of narrative were read by rules alone: the limit of 200 tokens is reached" in err
    )
    xxgk(*limited)
    assert len(server.asked) == 4
    _, _, err = xxgk(*limited)
    assert len(server.asked) == 6 and "rules alone" not in err
    xxgk(*limited)
    passages = [asked.passage for asked in server.asked]
    assert len(passages) == len(set(passages)) == 6, "nothing was asked twice"
    assert without_secrets(limited) == list(limited), "a limit is no secret"


def test_a_limit_of_money_stops_asking(server: Server, xxgk: Run, long: Path) -> None:
    server.script = sensible
    _, out, err = xxgk(
        "extract", "long.txt", "--max-cost", "0.0001", "--model", "gpt-4.1-mini", "--format", "json"
    )
    assert len(server.asked) == 2
    assert "the limit of 0.0001 US dollars is reached" in err
    assert 0.0001 <= json.loads(out)["usage"]["cost"] < 0.0002


@pytest.mark.parametrize("amount", ["nan", "inf", "-1", "0", "abc", ""])
def test_a_limit_of_money_that_is_none_is_refused(server: Server, xxgk: Run, amount: str) -> None:
    code, _, err = xxgk("extract", "report.txt", f"--max-cost={amount}")
    assert code == 2 and "--max-cost" in err and not server.asked


def test_a_limit_of_money_needs_a_known_price(server: Server, xxgk: Run) -> None:
    code, _, err = xxgk("extract", "report.txt", "--max-cost", "1")
    assert code == 2 and "price of made-model is not known" in err and "--max-tokens" in err
    assert not server.asked


def test_another_model_of_the_server_can_be_named(server: Server, xxgk: Run) -> None:
    xxgk("extract", "report.txt")
    _, out, err = xxgk("extract", "report.txt", "--model", "other", "--format", "json")
    assert [asked.body["model"] for asked in server.asked] == ["made-model", "other"]
    assert json.loads(out)["usage"]["model"] == "other" and "and other on a server" in err


def test_ctrl_c_keeps_what_is_there_and_the_next_run_goes_on(
    server: Server, xxgk: Run, long: Path
) -> None:
    count = iter(range(100))

    def interrupted(asked: Asked) -> Any:
        if next(count) < 3:
            return reads_well(asked) if "未收到" in asked.passage else sensible(asked)
        os.kill(os.getpid(), signal.SIGINT)
        return Reply(hang=5)

    server.script = interrupted
    code, _, err = xxgk("extract", "report.txt", "long.txt")
    assert code == 130 and "stopped after 1 of 2 files" in err and "xxgk: interrupted" in err
    assert "Traceback" not in err
    with Store("xxgk.db", read_only=True) as store:
        assert [report.path for report in store.reports()] == ["report.txt"]
    server.script = sensible
    done = len(server.asked)
    code, out, _ = xxgk("extract", "long.txt", "--format", "json")
    usage = json.loads(out)["usage"]
    assert code == 0 and usage["cached_calls"] == 2 and usage["llm_calls"] == 4
    assert len(server.asked) == done + 4


@pytest.mark.parametrize("concurrency", ["1", "2"])
def test_the_bound_of_calls_at_a_time_is_held(
    server: Server, xxgk: Run, long: Path, monkeypatch: pytest.MonkeyPatch, concurrency: str
) -> None:
    monkeypatch.setenv("XXGK_CONCURRENCY", concurrency)
    server.script = server.together(int(concurrency))
    xxgk("extract", "long.txt")
    assert server.at_once == int(concurrency)


def test_files_read_by_another_process_are_read_by_the_model_too(server: Server, xxgk: Run) -> None:
    code, out, _ = xxgk("extract", "report.txt", "--timeout", "60", "--format", "json")
    assert code == 0 and statuses(out) == ["agreed", "agreed", "llm_only"]


def test_keys_are_nowhere(
    server: Server,
    xxgk: Run,
    home: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = [
        xxgk("extract", "report.txt"),
        xxgk("model", "status"),
        xxgk("model", "status", "--json"),
    ]
    server.script = lambda asked: Reply(status=401, error=f"no such key: {KEY}")
    said.append(xxgk("extract", "report.txt", "--force", "--model", "other", "--format", "json"))
    monkeypatch.setenv("XXGK_TIMEOUT", "soon")
    said.append(xxgk("extract", "report.txt"))
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://user:{KEY}@127.0.0.1:9/v1")
    monkeypatch.delenv("XXGK_TIMEOUT")
    said += [xxgk("model", "status"), xxgk("model", "status", "--json"), xxgk("doctor")]
    said.append(xxgk("extract", "report.txt", "--force", "--model", "third", "--format", "json"))
    written = b"".join(path.read_bytes() for path in home.iterdir())
    assert KEY not in repr(said) + caplog.text and KEY.encode() not in written


def test_malformed_settings_are_one_line(
    server: Server, xxgk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XXGK_TIMEOUT", "soon")
    code, _, err = xxgk("extract", "report.txt")
    assert code == 1 and err.startswith("xxgk: the model settings are malformed: ")
    assert err.count("\n") == 1
