"""A scripted server that speaks the OpenAI protocol on the loopback.

A test gives it a function from what was asked to what is answered: a JSON object, a text, or a
`Reply` with a fault.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from agent.llm.prompts import load_prompt
from agent.narrative.model.labelling import PROMPT

_MARK = re.compile(r"【(\d+:[^】]+)】")
_WORDS = re.compile(r"[一-鿿]{2,8}$")
PROBE = {"word": "琥珀"}


@dataclass
class Asked:
    """A request as it came, the names of its headers in small letters."""

    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The conversation."""
        messages: list[dict[str, str]] = self.body["messages"]
        return messages

    @property
    def is_probe(self) -> bool:
        """True when only the handling of schemas is tried."""
        wanted = self.body.get("response_format", {}).get("json_schema", {})
        return wanted.get("name") == "probe"

    @property
    def is_again(self) -> bool:
        """True when an answer is sent back: the turns go on behind the examples and a question."""
        return len(self.messages) > 2 + 2 * len(load_prompt(PROMPT).examples)

    @property
    def schema(self) -> dict[str, Any]:
        """The schema of the answer, wherever it stands."""
        wanted = self.body.get("response_format", {}).get("json_schema")
        if wanted:
            found: dict[str, Any] = wanted["schema"]
            return found
        told = self.messages[0]["content"]
        start = told.index('{\n  "additionalProperties"')
        found, _ = json.JSONDecoder().raw_decode(told, start)
        return found

    @property
    def items(self) -> list[str]:
        """The items that must be labelled, as `1:41条`."""
        return list(self.schema["required"])

    @property
    def passage(self) -> str:
        """The marked passage: the last question that is no correction."""
        asked = [m["content"] for m in self.messages if m["role"] == "user"]
        return asked[-2] if self.is_again else asked[-1]

    def roles(self, item: str) -> list[str]:
        """The roles that an item may have."""
        _, role = self.schema["properties"][item]["prefixItems"]
        return list(role.get("enum") or [role["const"]])


@dataclass
class Reply:
    """What goes over the wire, when it is more than an answer."""

    content: str | None = None
    """The answer's text; null is none at all."""
    status: int = 200
    error: str = "made to fail"
    """The server's words when the status is none of success."""
    headers: Mapping[str, str] = field(default_factory=dict)
    message: Mapping[str, Any] = field(default_factory=dict)
    """More fields of the answer's message."""
    finish: str = "stop"
    usage: Mapping[str, int] | None = field(
        default_factory=lambda: {
            "prompt_tokens": 100,
            "completion_tokens": 20,
            "total_tokens": 120,
        }
    )
    hang: float = 0
    """Seconds before anything is sent."""
    cut: int | None = None
    """Bytes after which the connection is closed."""
    drip: float = 0
    """Seconds between the bytes that are sent."""
    raw: bytes | None = None
    """In place of a completion: the whole body."""
    media_type: str = "application/json"


Script = Callable[[Asked], "Reply | Mapping[str, Any] | str"]


def sensible(asked: Asked) -> dict[str, Any]:
    """Answer as a model does that reads: the words before a number are its label."""
    return {item: [label_of(asked, item), asked.roles(item)[0]] for item in asked.items}


def label_of(asked: Asked, item: str) -> str:
    """Return words of the passage that stand before an item."""
    before = asked.passage.partition(f"【{item}】")[0]
    plain = _MARK.sub("", re.split("[,。;、]", before)[-1]).strip()
    found = _WORDS.search(plain)
    return found[0] if found else "信息"


def says(told: Mapping[str, tuple[str, str]]) -> Callable[[Asked], dict[str, Any]]:
    """Return a script that gives items, by their words (`41条`), these labels and roles."""

    def script(asked: Asked) -> dict[str, Any]:
        answer = sensible(asked)
        for item in asked.items:
            label_and_role = told.get(item.partition(":")[2])
            if label_and_role:
                answer[item] = list(label_and_role)
        return answer

    return script


class Server:
    """The server; use it as a context manager.

    Args:
        script: what is answered to all but probes.
        probe: what is answered to a probe; by default as a server that honours schemas does.
    """

    def __init__(self, script: Script = sensible, probe: Script | None = None) -> None:
        self.script = script
        self.probe: Script = probe or (lambda asked: PROBE)
        self.asked: list[Asked] = []
        """All requests but probes."""
        self.probes: list[Asked] = []
        self.at_once = 0
        """The most requests that were under way together."""
        self._under_way = 0
        self._arrival = threading.Condition()
        self._closing = threading.Event()
        self._server = _Quiet(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def together(self, calls: int) -> Script:
        """Return a script that answers when so many calls are there, or none comes any more."""

        def script(asked: Asked) -> Reply:
            with self._arrival:
                self._arrival.wait_for(lambda: self.at_once >= calls, 5)
            return Reply(json.dumps(sensible(asked)), hang=0.01)

        return script

    def _answer(self, asked: Asked) -> Reply:
        with self._arrival:
            (self.probes if asked.is_probe else self.asked).append(asked)
            self._under_way += 1
            self.at_once = max(self.at_once, self._under_way)
            self._arrival.notify_all()
        try:
            answer = (self.probe if asked.is_probe else self.script)(asked)
            if isinstance(answer, Mapping):
                answer = json.dumps(answer, ensure_ascii=False)
            reply = Reply(answer) if isinstance(answer, str) else answer
            self._closing.wait(reply.hang)
            return reply
        finally:
            with self._arrival:
                self._under_way -= 1

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(length))
                reply = server._answer(Asked({k.lower(): v for k, v in self.headers.items()}, body))
                data = _body(reply, body)
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.media_type)
                self.send_header("Content-Length", str(len(data)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for byte in data if reply.drip else b"":
                    self.wfile.write(bytes([byte]))
                    server._closing.wait(reply.drip)
                self.wfile.write(data[: reply.cut] if not reply.drip else b"")
                if reply.cut is not None:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


class _Quiet(ThreadingHTTPServer):
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the tests."""


def _body(reply: Reply, request: Mapping[str, Any]) -> bytes:
    if reply.raw is not None:
        return reply.raw
    if reply.status >= 400:
        return json.dumps({"error": {"message": reply.error, "type": "made"}}).encode()
    message = {"role": "assistant", "content": reply.content, **reply.message}
    completion = {
        "id": "made",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": request["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}],
        "usage": reply.usage,
    }
    return json.dumps(completion, ensure_ascii=False).encode()
