"""Shared fixtures: the five real reports, their labels, and no network."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path
from typing import Any, NamedTuple

import pytest

# No test calls a model but those that say so, whatever is set or fetched on this machine.
os.environ["XXGK_NO_LLM"] = "1"
for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "XXGK_MODEL", "XXGK_MODEL_PATH"):
    os.environ.pop(name, None)

# Run in the background, a shell lets Ctrl-C be ignored, here and in every process started from here.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


ROOT = Path(__file__).resolve().parent.parent
CORPUS = sorted((ROOT / "eval" / "corpus").glob("*.txt"))
LABELS = ROOT / "tests" / "labels"
CODES = [f"D{number}" for number in range(len(CORPUS))]


class RealReport(NamedTuple):
    """One of the five real reports."""

    code: str
    path: Path
    text: str
    labels: Path


def real_report(code: str) -> RealReport:
    """Return a real report by its code, `D0` to `D4`."""
    path = CORPUS[CODES.index(code)]
    text = path.read_bytes().decode("utf-8")
    return RealReport(code, path, text, LABELS / f"{code}.tsv")


@pytest.fixture(params=CODES)
def real(request: pytest.FixtureRequest) -> RealReport:
    """Each of the five real reports in turn."""
    return real_report(request.param)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that reaches for the network; this machine's own addresses are free."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in {"127.0.0.1", "::1", "localhost", "local"}:
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


SWEPT = {
    "test_bad_inputs.py": 5,
    "test_cells.py": 2,
    "test_damage.py": 2,
    "test_faults.py": 2,
    "test_formats.py": 5,
    "test_identities.py": 2,
    "test_made_narratives.py": 3,
    "test_narrative_inner.py": 3,
    "test_narrative_tables.py": 3,
    "test_rendering.py": 3,
    "test_structure_and_quality.py": 2,
    "test_variants.py": 3,
    "test_wordings.py": 2,
}
"""Of the cases of these, each so manieth is tested always, the others as slow ones."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what `make test` leaves to `make test-slow`."""
    for number, item in enumerate(items):
        if number % SWEPT.get(item.path.name, 1) and hasattr(item, "callspec"):
            item.add_marker(pytest.mark.slow)
