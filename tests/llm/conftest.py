"""Tests with a model: an own home, no waiting between tries, and the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent.cli.main import run
from agent.llm.settings import Endpoint
from agent.pipeline import Reading, read
from agent.second_reader import SecondReader
from tests.llm.server import Server

KEY = "sk-made-0123456789"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder of a user who has set nothing."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("XXGK_NO_LLM", "XXGK_TIMEOUT", "XXGK_CONCURRENCY", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def _no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load no certificates: the loopback needs none, and they take half of a reading's time."""
    monkeypatch.setattr("ssl.SSLContext.load_verify_locations", lambda *_, **__: None)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let nobody wait before trying again; return how long it would have been."""
    waited: list[float] = []

    async def no_sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("openai._base_client.anyio.sleep", no_sleep)
    return waited


def endpoint(server: Server, timeout: float = 30, concurrency: int = 4) -> Endpoint:
    """Return a scripted server as the model that was chosen."""
    return Endpoint("made-model", server.base_url, KEY, timeout, concurrency)


def first_reading(text: str) -> Reading:
    """Read a report by rules."""
    return read("report.txt", text.encode())


def second_reading(server: Server, text: str, **options: float) -> Reading:
    """Read a report by rules, and with a scripted server beside them."""
    with SecondReader(endpoint(server, **options)) as second:  # type: ignore[arg-type]
        return second.read(first_reading(text))


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Server], Server]:
    """Let a scripted server be the one that the environment sets."""

    def set_up(server: Server) -> Server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("XXGK_MODEL", "made-model")
        monkeypatch.setenv("XXGK_TIMEOUT", "30")
        return server

    return set_up


@pytest.fixture
def xxgk(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process; return its exit code, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        if arguments[0] == "extract":
            arguments = (*arguments, "--jobs", "1")
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return call
