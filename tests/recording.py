"""Recorded traffic with the embedded model: how it is kept, matched and replayed.

    python -m tests.recording [D0 …]

asks the real model, through the real client, what is not recorded yet, and drops what is not asked
any more; delete a cassette to record it wholly anew. The answers go to `eval/results/answers` too. A
request is known by the hash of its whole body; of its text only the last question is
kept, as the instructions and examples are the same in all.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import vcr
import yaml

from agent.evaluation.answers import AnswerFile
from agent.llm.cache import Response
from agent.llm.embedded import Address
from agent.llm.settings import LocalModel, choose_model
from agent.llm.weights import cached_weights, default_weights
from agent.narrative.model.reader import Scope
from agent.second_reader import SecondReader
from tests.conftest import CODES, ROOT, real_report

CASSETTES = ROOT / "tests" / "cassettes"
NOWHERE = Address("http://127.0.0.1:9/v1", "none")
"""What is replayed is not listened to."""


class _Readable:
    """Keeps Chinese as it is."""

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        text: str = yaml.safe_dump(cassette, allow_unicode=True, width=100, sort_keys=False)
        return text

    @staticmethod
    def deserialize(text: str) -> Any:
        return yaml.safe_load(text)


def _shortened(request: Any) -> Any:
    """Keep of a request its hash and its last question; nothing of keys, hosts and versions."""
    body = request.body if isinstance(request.body, bytes) else request.body.encode()
    told = json.loads(body)
    if "messages" in told:
        kept = {
            "sha256": hashlib.sha256(body).hexdigest(),
            "model": told["model"],
            "question": told["messages"][-1]["content"],
        }
        request.body = json.dumps(kept, ensure_ascii=False).encode()
    request.headers = {}
    request.uri = "http://model" + request.path
    return request


def _bare(response: Any) -> Any:
    """Keep of a response what the client reads."""
    response["headers"] = {"Content-Type": ["application/json"]}
    body = json.loads(response["body"]["string"])
    kept = {key: body[key] for key in ("choices", "usage", "model", "object", "id", "created")}
    # A local server tells the path of its file as the model's name.
    kept |= {"id": "recorded", "created": 0, "model": body["model"].rpartition("/")[2]}
    response["body"]["string"] = json.dumps(kept, ensure_ascii=False).encode()
    return response


def _vcr(mode: str) -> vcr.VCR:
    recorder = vcr.VCR(
        record_mode=mode,
        match_on=["method", "path", "body"],
        before_record_request=_shortened,
        before_record_response=_bare,
        serializer="readable",
    )
    recorder.register_serializer("readable", _Readable)
    return recorder


@contextmanager
def replayed(code: str, scope: Scope = "all") -> Iterator[SecondReader]:
    """Yield a reader whose model says what it said when report `code` was recorded."""
    choice = LocalModel(default_weights().name, ROOT, 60)
    with (
        mock.patch("agent.llm.settings.start", return_value=NOWHERE),
        mock.patch("agent.llm.warm.save"),
        _vcr("none").use_cassette(str(CASSETTES / f"{code}.yaml")),
        SecondReader(choice, scope) as reader,
    ):
        yield reader


class _Answers(AnswerFile):
    """Gives no answer, so that the cassette is asked for all of them, and keeps new ones."""

    def keep_response(self, key: str, model: str, prompt: str, response: Response) -> None:
        if super().find_response(key) is None:
            super().keep_response(key, model, prompt, response)

    def find_response(self, key: str) -> None:
        return None


def record(code: str) -> None:
    """Record what the embedded model is asked about a report and was not asked before."""
    from agent.pipeline import read

    path = CASSETTES / f"{code}.yaml"
    choice = choose_model()
    assert isinstance(choice, LocalModel) and cached_weights(default_weights()) == choice.path
    answers = _Answers(ROOT / "eval" / "results" / "answers" / f"{choice.model}.jsonl")
    with (
        mock.patch("agent.llm.warm.save"),
        mock.patch("agent.llm.warm.restore"),
        _vcr("new_episodes").use_cassette(str(path), drop_unused_requests=True),
        SecondReader(choice, "all", answers) as reader,
    ):
        report = reader.read(read(real_report(code).path)).report
        print(code, report.usage.model_dump_json(exclude={"dropped"}), flush=True)


if __name__ == "__main__":
    for each in sys.argv[1:] or CODES:
        record(each)
