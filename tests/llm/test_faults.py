"""Whatever a server does, the rules' facts stay, no number comes from it, and the run ends."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import pytest
from pydantic import BaseModel

from agent.errors import ModelError
from agent.llm.cache import MemoryCache, Response
from agent.llm.client import Model, UnfitAnswer
from agent.llm.embedded import Address
from agent.llm.prompts import Message
from agent.llm.settings import Endpoint, LocalModel
from agent.pipeline import Reading
from agent.second_reader import SecondReader
from tests.llm.conftest import KEY, endpoint, first_reading, second_reading
from tests.llm.reports import SHORT, long_report, reads_well
from tests.llm.server import PROBE, Asked, Reply, Server, sensible

_READERS = {"status", "found_by", "id", "other_reading"}
_EXTRAS = re.compile(r"\d+(?:\.\d+)?")


def told(reading: Reading) -> list[dict[str, Any]]:
    """Return what the facts say, without who read them."""
    return [fact.model_dump(exclude=_READERS) for fact in reading.report.facts]


def assert_rules_stand(reading: Reading, text: str = SHORT) -> None:
    """Every fact of the rules is there as it was, and no number comes from anywhere else."""
    facts = told(reading)
    assert [fact for fact in facts if fact in told(first_reading(text))] == told(
        first_reading(text)
    )
    for fact in facts:
        assert fact["quote"] == text[fact["start"] : fact["end"]]
        numbers = {
            n for k, v in fact.items() if k in {"received", "count", "value"} for n in [v] if n
        }
        assert numbers <= {int(n) for n in _EXTRAS.findall(fact["quote"])}


def test_a_good_reader_agrees_and_adds_what_only_it_says() -> None:
    with Server(reads_well) as server:
        reading = second_reading(server, SHORT)
    assert_rules_stand(reading)
    statuses = [(fact.kind, fact.status) for fact in reading.report.facts]
    assert statuses == [("mailbox", "agreed"), ("statistic", "agreed"), ("statement", "llm_only")]
    usage = reading.report.usage
    assert (usage.llm_calls, usage.prompt_tokens, usage.completion_tokens) == (1, 100, 20)
    assert usage.model == "made-model" and usage.failures == [] and usage.chunks == 1
    assert [fact.id for fact in reading.report.facts] == ["f1", "f2", "f3"]
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


def test_another_reading_is_a_conflict_and_the_rules_stand() -> None:
    with Server(sensible) as server:
        reading = second_reading(server, SHORT)
    assert_rules_stand(reading)
    conflict = next(fact for fact in reading.report.facts if fact.status == "conflict")
    assert conflict.other_reading[0].start == SHORT.index("39件")


def entries(asked: Asked, label: str = "来信", role: str = "") -> dict[str, Any]:
    return {item: [label, role or asked.roles(item)[0]] for item in asked.items}


UNFIT: dict[str, Any] = {
    "wrong JSON": "{not json",
    "an empty object": {},
    "empty content": "",
    "no content": Reply(None),
    "a list": "[]",
    "null": "null",
    "an unknown role": lambda asked: entries(asked, role="胡说"),
    "a label of a page": lambda asked: entries(asked, label="来信" * 5000),
    "an item more": lambda asked: {
        **sensible(asked),
        "9:99件": ["来信", "信件收到"],
    },
    "an item less": lambda asked: dict(list(sensible(asked).items())[1:]),
    "a number as label": lambda asked: {k: [41, v[1]] for k, v in sensible(asked).items()},
    "a refusal": Reply(None, message={"refusal": "I cannot help with that."}),
    "an answer cut for its length": Reply('{"1:', finish="length"),
    "a filtered answer": Reply(None, finish="content_filter"),
    "something enormous": "来" * 1_000_000,
    "no choices": Reply(raw=b'{"choices": []}'),
    "null choices": Reply(raw=b'{"choices": null}'),
    "no message": Reply(raw=b'{"choices": [{"index": 0, "message": null}]}'),
    "a page": Reply(raw=b"<html>Welcome</html>", media_type="text/html"),
    "a page that says it is JSON": Reply(raw=b"<html>Welcome</html>"),
    "a list as completion": Reply(raw=b"[]"),
    "null as completion": Reply(raw=b"null"),
    "a call of a tool": Reply(
        None,
        message={
            "tool_calls": [
                {"id": "1", "type": "function", "function": {"name": "x", "arguments": "{}"}}
            ]
        },
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_an_unfit_answer_leaves_the_rules_and_is_told(name: str) -> None:
    answer = UNFIT[name]
    with Server(answer if callable(answer) else lambda asked: answer) as server:
        reading = second_reading(server, SHORT)
    assert told(reading) == told(first_reading(SHORT))
    assert {fact.status for fact in reading.report.facts} == {"rule_only"}
    (failure,) = reading.report.usage.failures
    assert failure.startswith("the model made-model gave an unfit answer: ")
    assert len(failure) < 300 and "\n" not in failure and "<failed" not in failure
    assert len(server.asked) == 1, "an unfit answer is not asked for again"
    assert reading.report.usage.llm_calls == 1


def test_what_an_unfit_answer_took_is_counted() -> None:
    with Server(lambda asked: {}) as server:
        usage = second_reading(server, SHORT).report.usage
    assert (usage.llm_calls, usage.prompt_tokens, usage.completion_tokens) == (1, 100, 20)


def test_an_answer_without_usage_is_taken() -> None:
    with Server(lambda asked: Reply(json.dumps(reads_well(asked)), usage=None)) as server:
        reading = second_reading(server, SHORT)
    assert reading.report.facts[0].status == "agreed", reading.report.usage.failures
    assert reading.report.usage.prompt_tokens == 0


HOPELESS = {400: 1, 401: 1, 403: 1, 404: 1, 422: 1, 500: 4, 503: 4, 429: 4}
"""Status -> how often one call is tried."""


@pytest.mark.parametrize("status", HOPELESS)
def test_a_server_that_fails_leaves_the_rules_and_is_told(status: int) -> None:
    with Server(lambda asked: Reply(status=status)) as server:
        reading = second_reading(server, SHORT)
    assert told(reading) == told(first_reading(SHORT))
    (failure,) = reading.report.usage.failures
    assert str(status) in failure and "xxgk model status" in failure
    assert len(server.asked) == HOPELESS[status]


def test_a_busy_server_is_given_the_time_it_asks_for(waits: list[float]) -> None:
    answers = iter([Reply(status=429, headers={"Retry-After": "7"}), Reply(status=500)])
    with Server(lambda asked: next(answers, None) or reads_well(asked)) as server:
        reading = second_reading(server, SHORT)
    assert waits[0] == 7 and waits[1] < 7
    assert reading.report.facts[0].status == "agreed", (
        reading.report.usage.failures and not reading.report.usage.failures
    )


@pytest.mark.parametrize("reply", [Reply(hang=60), Reply("x" * 100, cut=30)], ids=["hangs", "cut"])
def test_a_server_that_goes_silent_is_given_up(reply: Reply) -> None:
    started = time.monotonic()
    with Server(lambda asked: reply) as server:
        reading = second_reading(server, SHORT, timeout=0.1)
        assert time.monotonic() - started < 20
    assert told(reading) == told(first_reading(SHORT))
    assert len(reading.report.usage.failures) == 1


def test_a_server_that_drips_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.llm.client._PAUSE", 0)
    with Server(lambda asked: Reply("x" * 1000, drip=0.05)) as server:
        started = time.monotonic()
        reading = second_reading(server, SHORT, timeout=0.2)
        assert time.monotonic() - started < 20
    assert told(reading) == told(first_reading(SHORT))
    assert len(reading.report.usage.failures) == 1


def test_nothing_listens() -> None:
    with Server() as server:
        pass
    reading = second_reading(server, SHORT)
    assert told(reading) == told(first_reading(SHORT))
    assert "Connection error" in reading.report.usage.failures[0]


def test_after_three_failed_calls_a_server_is_not_asked_any_more() -> None:
    with Server(lambda asked: Reply(status=400)) as server:
        with SecondReader(endpoint(server, concurrency=1)) as second:
            first = second.read(first_reading(long_report(6)))
            other = second.read(first_reading(SHORT))
        assert len(server.asked) == 3
    assert len(first.report.usage.failures) == 6 and len(other.report.usage.failures) == 1
    assert told(first) == told(first_reading(long_report(6)))


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_server_that_never_will_answer_is_asked_once(status: int) -> None:
    with Server(lambda asked: Reply(status=status)) as server:
        second_reading(server, long_report(6), concurrency=1)
        assert len(server.asked) == 1


def test_a_call_that_goes_well_forgives_the_failures_before() -> None:
    count = iter(range(100))
    with Server(
        lambda asked: sensible(asked) if next(count) % 3 == 2 else Reply(status=400)
    ) as server:
        reading = second_reading(server, long_report(8), concurrency=1)
        assert len(server.asked) == 8
    assert len(reading.report.usage.failures) == 6


@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_calls_are_under_way_than_are_allowed(concurrency: int) -> None:
    with Server() as server:
        server.script = server.together(concurrency)
        second_reading(server, long_report(8), concurrency=concurrency)
        assert server.at_once == concurrency


IGNORANT: dict[str, Any] = {
    "talks": "Sure! Here is a word.",
    "refuses the field": Reply(status=400, error="response_format is not supported"),
    "refuses the value": Reply(status=422, error="response_format.type"),
    "says nothing": Reply(None),
    "has no choices": Reply(raw=b'{"choices": null}'),
    "has no message": Reply(raw=b'{"choices": [{"index": 0, "message": null}]}'),
}


@pytest.mark.parametrize("name", IGNORANT)
def test_a_server_that_ignores_schemas_is_told_the_schema_in_words(name: str) -> None:
    def script(asked: Asked) -> Mapping[str, Any] | str:
        return f"Here you are:\n```json\n{json.dumps(reads_well(asked), ensure_ascii=False)}\n```"

    with Server(script, probe=lambda asked: IGNORANT[name]) as server:
        reading = second_reading(server, SHORT)
    assert server.asked[0].body.get("response_format", {}).get("type") != "json_schema"
    assert "prefixItems" in server.asked[0].messages[0]["content"]
    assert reading.report.facts[0].status == "agreed", reading.report.usage.failures


def test_a_server_that_honours_schemas_gets_one() -> None:
    with Server(reads_well) as server:
        second_reading(server, long_report(6))
    assert len(server.probes) == 1, "all calls that begin together share one probe"
    wanted = server.asked[0].body["response_format"]
    assert wanted["type"] == "json_schema"
    assert server.asked[0].body["temperature"] == 0


@pytest.mark.parametrize("name", ["a page", "a page that says it is JSON", "a list as completion"])
def test_what_is_no_model_server_is_told(name: str) -> None:
    with Server(probe=lambda asked: UNFIT[name]) as server:
        reading = second_reading(server, SHORT)
        assert not server.asked
    assert told(reading) == told(first_reading(SHORT))
    assert "did not answer" in reading.report.usage.failures[0]


@pytest.mark.parametrize("status", [401, 500])
def test_a_probe_that_fails_is_a_failed_call(status: int) -> None:
    with Server(probe=lambda asked: Reply(status=status)) as server:
        reading = second_reading(server, long_report(6))
        assert not server.asked
        assert len(server.probes) <= 2 * HOPELESS[status]
    assert len(reading.report.usage.failures) == 6


def test_a_probe_that_failed_once_is_made_again() -> None:
    answers = iter([Reply(status=500)] * 4)
    server = Server(reads_well, probe=lambda asked: next(answers, PROBE))
    with server, SecondReader(endpoint(server)) as second:
        assert second.read(first_reading(SHORT)).report.usage.failures
        assert not second.read(first_reading(SHORT)).report.usage.failures


@pytest.mark.parametrize("key", ["", "钥匙", "a\nb"])
@pytest.mark.parametrize("url", ["", "no url", "http://[", "http://127.0.0.1:port/v1"])
def test_an_address_or_key_that_cannot_be_is_told(key: str, url: str) -> None:
    choice = Endpoint("made-model", url or "http://127.0.0.1:9/v1", key, 1, 1)
    with SecondReader(choice) as second:
        reading = second.read(first_reading(SHORT))
    assert told(reading) == told(first_reading(SHORT))
    assert len(reading.report.usage.failures) == 1


def test_a_key_that_the_server_repeats_is_not_told(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with Server(lambda asked: Reply(status=401, error=f"Incorrect API key: {KEY}")) as server:
        reading = second_reading(server, SHORT)
    out, err = capfd.readouterr()
    assert KEY not in reading.report.to_json() + out + err + caplog.text
    assert not err, "libraries say nothing by themselves"


def test_labels_with_numbers_of_their_own_bring_no_number_in() -> None:
    def script(asked: Asked) -> dict[str, Any]:
        return {i: ["县长信箱99件", asked.roles(i)[0]] for i in asked.items}

    with Server(script) as server:
        reading = second_reading(server, SHORT)
    assert told(reading) == told(first_reading(SHORT))
    assert "99" not in json.dumps(told(reading), default=str)
    dropped = reading.report.usage.dropped
    assert [one.quote for one in dropped] == ["41件", "39件", "37个", "未收到"]
    assert len(server.asked) == 2 and server.asked[1].is_again, "it is sent back once"


def test_a_label_that_is_mended_when_it_is_sent_back_is_taken() -> None:
    def script(asked: Asked) -> dict[str, Any]:
        good = reads_well(asked)
        if not asked.is_again:
            good["1:41件"] = ["镇长邮箱和热线", "信件收到"]
        return good

    with Server(script) as server:
        reading = second_reading(server, SHORT)
    assert server.asked[1].items == ["1:41件"]
    label, _ = server.asked[1].schema["properties"]["1:41件"]["prefixItems"]
    assert "县长信箱共收到来信" in label["enum"], "it chooses among the words of the text"
    assert reading.report.facts[0].status == "agreed", (
        reading.report.usage.failures and not reading.report.usage.dropped
    )


def test_an_unfit_second_answer_keeps_the_first() -> None:
    def script(asked: Asked) -> dict[str, Any]:
        if asked.is_again:
            return {}
        return {**reads_well(asked), "1:41件": ["镇长邮箱和热线", "信件收到"]}

    with Server(script) as server:
        reading = second_reading(server, SHORT)
    assert reading.report.usage.failures and len(reading.report.usage.dropped) == 1
    assert reading.report.facts[1].status == "agreed"


class Word(BaseModel):
    """An answer."""

    word: str


async def ask(model: Model, times: int = 1) -> str:
    """Ask a model the same so many times, and return what it says at last."""
    question: list[Message] = [{"role": "user", "content": "?"}]
    try:
        for _ in range(times - 1):
            await model.ask(question, Word, "prompt", 10)
        return (await model.ask(question, Word, "prompt", 10)).answer.word
    finally:
        await model.close()


def test_a_model_asks_nothing_twice() -> None:
    with Server(lambda asked: {"word": "a"}) as server:
        model = Model(endpoint(server))
        assert asyncio.run(ask(model, times=2)) == "a"
    assert len(server.asked) == 1
    assert (model.spent.calls, model.spent.cached_calls) == (1, 1)


def test_an_unfit_answer_is_not_kept() -> None:
    answers = iter(["{}"])
    cache = MemoryCache()
    with Server(lambda asked: next(answers, '{"word": "a"}')) as server:
        with pytest.raises(UnfitAnswer):
            asyncio.run(ask(Model(endpoint(server), cache)))
        assert asyncio.run(ask(Model(endpoint(server), cache))) == "a"
        assert asyncio.run(ask(Model(endpoint(server), cache))) == "a"
    assert len(server.asked) == 2


@pytest.mark.parametrize("text", ["", "{}", "null", '{"word": 1}'])
def test_a_kept_answer_that_was_damaged_is_asked_for_again(text: str) -> None:
    class Damaged(MemoryCache):
        def find_response(self, key: str) -> Response | None:
            return Response(text, 1, 1)

    with Server(lambda asked: {"word": "a"}) as server:
        assert asyncio.run(ask(Model(endpoint(server), Damaged()))) == "a"


def test_a_model_that_cannot_be_loaded_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Path] = []

    def start(path: Path) -> Address:
        tried.append(path)
        raise ModelError(f"{path} cannot be loaded as a model", "Fetch it again")

    monkeypatch.setattr("agent.llm.settings.start", start)
    with SecondReader(LocalModel("made-model", Path("made.gguf"), 5)) as second:
        for text in (long_report(4), SHORT):
            reading = second.read(first_reading(text))
            assert told(reading) == told(first_reading(text))
            assert "cannot be loaded as a model. Fetch it again" in reading.report.usage.failures[0]
    assert len(tried) == 1


def test_the_embedded_model_is_not_probed_and_costs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Server(reads_well) as server:
        monkeypatch.setattr("agent.llm.settings.start", lambda path: Address(server.base_url, KEY))
        monkeypatch.setattr("agent.llm.warm.save", AsyncMock())
        with SecondReader(LocalModel("gpt-4.1-mini", Path("made.gguf"), 5)) as second:
            usage = second.read(first_reading(SHORT)).report.usage
    assert (usage.llm_calls, usage.cost, len(server.probes)) == (1, 0, 0)
