"""Which model reads: what is set where, which setting goes before, and what is missing."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.errors import ConfigurationError
from agent.llm import settings as module
from agent.llm.settings import (
    DEFAULT_REMOTE_MODEL,
    Endpoint,
    LocalModel,
    NoModel,
    choose_model,
    load_settings,
    remember_path,
    user_file,
)
from agent.llm.weights import Weights, cache_folder, default_weights
from tests.llm.conftest import KEY

Run = Callable[..., tuple[int, str, str]]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Small weights in place of the default ones, and a package that runs them."""
    small = default_weights().model_copy(update={"bytes": 4})
    monkeypatch.setattr(module, "default_weights", lambda: small)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    return small


def test_nothing_is_set(home: Path) -> None:
    assert set(load_settings().model_dump().values()) == {None}
    choice = choose_model()
    assert isinstance(choice, NoModel) and choice.remedy == "Run: xxgk model fetch"


def test_the_environment_goes_before_the_file_here_and_that_before_the_users_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(user_file(), 'model = "own"\nbase_url = "http://own/v1"\napi_key = "own"\ntimeout = 7')
    write(Path("xxgk.toml"), 'model = "here"\nbase_url = "http://here/v1"\n')
    monkeypatch.setenv("XXGK_MODEL", "set")
    assert choose_model() == Endpoint("set", "http://here/v1", "own", 7.0, 8)


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("OPENAI_API_KEY", KEY, "api_key", KEY),
        ("OPENAI_BASE_URL", "http://a/v1", "base_url", "http://a/v1"),
        ("XXGK_MODEL", "a", "model", "a"),
        ("XXGK_TIMEOUT", "1.5", "timeout", 1.5),
        ("XXGK_CONCURRENCY", "3", "concurrency", 3),
    ],
)
def test_each_setting_has_its_variable_and_its_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str, read: object
) -> None:
    monkeypatch.setenv(name, value)
    chosen = choose_model()
    assert isinstance(chosen, Endpoint) == (field not in ("timeout", "concurrency"))
    monkeypatch.delenv(name)
    write(Path("xxgk.toml"), f"{field} = {json.dumps(read)}\n")
    monkeypatch.setenv("XXGK_MODEL", "a")
    assert getattr(choose_model(), field) == read


@pytest.mark.parametrize(
    "name", ["MODEL", "TIMEOUT", "API_KEY", "BASE_URL", "CONCURRENCY", "MODEL_PATH"]
)
def test_variables_of_other_programs_set_nothing(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A `MODEL` that is set for something else must not send reports to a server."""
    monkeypatch.setenv(name, "1")
    assert isinstance(choose_model(), NoModel)


@pytest.mark.parametrize(
    "name", ["OPENAI_API_KEY", "OPENAI_BASE_URL", "XXGK_MODEL", "XXGK_MODEL_PATH", "XXGK_TIMEOUT"]
)
def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert isinstance(choose_model(), NoModel)


@pytest.mark.parametrize("setting", ['api_key = "k"', 'base_url = "http://a/v1"', 'model = "a"'])
def test_any_setting_of_a_server_chooses_one(setting: str) -> None:
    write(Path("xxgk.toml"), setting)
    choice = choose_model()
    assert isinstance(choice, Endpoint)
    assert choice.model in ("a", DEFAULT_REMOTE_MODEL)
    assert choice.api_key, "the SDK refuses to start without one"


@pytest.mark.parametrize(
    "text",
    [
        "timeout = -1",
        "timeout = 'soon'",
        "concurrency = 0",
        "concurrency = 1.5",
        "model = [",
        "\x00",
    ],
)
def test_a_malformed_setting_is_one_plain_error(text: str) -> None:
    write(Path("xxgk.toml"), f'api_key = "{KEY}"\n{text}')
    with pytest.raises(ConfigurationError) as caught:
        choose_model()
    assert "\n" not in str(caught.value) and KEY not in str(caught.value)


def test_a_file_of_settings_that_is_no_text(home: Path) -> None:
    Path("xxgk.toml").write_bytes(b"model = '\xff\xfe'")
    with pytest.raises(ConfigurationError):
        choose_model()


def test_a_named_file_goes_before_a_server_and_the_weights(
    weights: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(cache_folder() / weights.file, "GGUF")
    chosen = choose_model()
    assert isinstance(chosen, LocalModel) and chosen.model == weights.name
    assert chosen.concurrency == 1
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert isinstance(choose_model(), Endpoint)
    write(tmp_path / "own.gguf", "GGUF")
    monkeypatch.setenv("XXGK_MODEL_PATH", str(tmp_path / "own.gguf"))
    chosen = choose_model()
    assert isinstance(chosen, LocalModel) and chosen.model == "own"
    monkeypatch.setenv("XXGK_MODEL_PATH", str(tmp_path / "gone.gguf"))
    with pytest.raises(ConfigurationError, match=r"gone\.gguf is not there"):
        choose_model()


def test_weights_that_are_cut_short_are_not_there(weights: Weights) -> None:
    write(cache_folder() / weights.file, "GG")
    assert isinstance(choose_model(), NoModel)


def test_the_package_that_runs_models_is_missing(
    weights: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(cache_folder() / weights.file, "GGUF")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    choice = choose_model()
    assert isinstance(choice, NoModel) and "pip install 'xxgk[local]'" in choice.remedy


def test_a_path_is_remembered_beside_the_other_settings() -> None:
    write(user_file(), 'model = "own"\nmodel_path = "/old"\n[other]\na = 1\n')
    for path in ('/weights/模型 "a"\\b.gguf', "/weights/c.gguf"):
        assert remember_path(Path(path)) == user_file()
        assert tomllib.loads(user_file().read_text(encoding="utf-8")) == {
            "model": "own",
            "model_path": path,
            "other": {"a": 1},
        }
        assert str(load_settings().model_path) == path


def test_status_without_anything(xxgk: Run) -> None:
    code, out, err = xxgk("model", "status")
    assert (code, err) == (0, "")
    assert "none" in out and "xxgk model fetch" in out
    code, out, _ = xxgk("model", "status", "--json")
    (told,) = json.loads(out)
    assert told["model"] == "none" and set(told) == {"model", "reason", "remedy"}


def test_status_of_a_server_tells_no_secret(xxgk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", f"https://user:{KEY}@example.org/v1")
    for arguments in (("status",), ("status", "--json")):
        code, out, _ = xxgk("model", *arguments)
        assert code == 0 and KEY not in out and "example.org/v1" in out
    assert json.loads(out) == [
        {
            "model": DEFAULT_REMOTE_MODEL,
            "runs": "on a server",
            "server": "https://***@example.org/v1",
        }
    ]


def test_status_of_fetched_weights(xxgk: Run, weights: Weights) -> None:
    write(cache_folder() / weights.file, "GGUF")
    _, out, _ = xxgk("model", "status", "--json")
    assert json.loads(out) == [
        {
            "model": weights.name,
            "runs": "in this process",
            "file": str(cache_folder() / weights.file),
        }
    ]


def test_status_of_malformed_settings(xxgk: Run) -> None:
    write(Path("xxgk.toml"), "timeout = -1")
    code, out, err = xxgk("model", "status")
    assert (code, out) == (1, "") and err.startswith("xxgk: ") and err.count("\n") == 1


def test_use_takes_a_model_file_only(xxgk: Run, weights: Weights) -> None:
    write(Path("model.gguf"), "GGUF and more")
    code, _, err = xxgk("model", "use", "model.gguf")
    assert code == 0 and str(user_file()) in err
    choice = choose_model()
    assert isinstance(choice, LocalModel) and choice.path == Path("model.gguf").resolve()
    write(Path("page.html"), "<html>")
    write(Path("empty"), "")
    for name in ("page.html", "empty", "gone.gguf", "."):
        code, _, err = xxgk("model", "use", name)
        assert code == 2 and err.startswith(f"xxgk: {name} is no ")
    assert choose_model() == choice
