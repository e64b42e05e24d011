"""Prompts are strict to load, and what they say of a report is only filled in, never run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from agent.errors import ConfigurationError
from agent.llm import prompts as module
from agent.llm.prompts import Prompt, load_prompt
from agent.narrative.model import labelling
from agent.narrative.model.items import items
from agent.narrative.numbers import read_numbers
from agent.narrative.passages import Passage
from agent.narrative.roles import load_roles, roles_of

GOOD: dict[str, Any] = {"version": 1, "purpose": "p", "system": "s", "prompt": "$passage"}


@pytest.fixture
def prompt_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of a prompt called `made`."""
    monkeypatch.setattr(module, "data_folder", lambda name: home)
    load_prompt.cache_clear()
    yield home / "made.yaml"
    load_prompt.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words",
        "version: [",
        "- a list",
        yaml.safe_dump({**GOOD, "sistem": "a field more"}),
        yaml.safe_dump({k: v for k, v in GOOD.items() if k != "system"}),
        yaml.safe_dump({**GOOD, "version": "first"}),
        "\x00",
    ],
)
def test_a_malformed_prompt_is_refused(prompt_file: Path, text: str) -> None:
    prompt_file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"prompts/made\.yaml"):
        load_prompt("made")


def test_a_prompt_that_is_missing_is_refused(prompt_file: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"prompts/made\.yaml"):
        load_prompt("made")


def test_a_prompt_is_known_by_the_hash_of_its_bytes(prompt_file: Path) -> None:
    prompt_file.write_text(yaml.safe_dump(GOOD), encoding="utf-8")
    first = load_prompt("made").sha256
    load_prompt.cache_clear()
    prompt_file.write_text(yaml.safe_dump(GOOD) + "\n", encoding="utf-8")
    assert load_prompt("made").sha256 != first


def made(prompt: str) -> Prompt:
    return Prompt.model_validate({**GOOD, "name": "made", "sha256": "0", "prompt": prompt})


@pytest.mark.parametrize(
    "text", ["$roles", "${passage}", "{{ 7 * 7 }}", "{passage}", "$", "%s", "\\1"]
)
def test_what_is_filled_in_is_no_template(text: str) -> None:
    assert made("a $passage b").ask(passage=text) == f"a {text} b"


@pytest.mark.parametrize("prompt", ["$other", "$ 5", "${"])
def test_a_placeholder_without_a_value_is_refused(prompt: str) -> None:
    with pytest.raises(ConfigurationError, match="made"):
        made(prompt).ask(passage="a")


@pytest.fixture
def with_examples(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[list[dict[str, Any]]], None]]:
    """Change the examples of the prompt in use."""

    def change(examples: list[dict[str, Any]]) -> None:
        changed = load_prompt(labelling.PROMPT).model_copy(update={"examples": examples})
        monkeypatch.setattr(labelling, "prompt", lambda: changed)
        labelling._instructions.cache_clear()

    yield change
    labelling._instructions.cache_clear()


def opening() -> list[Any]:
    view = "收到来信41件。"
    whole = Passage(None, 0, len(view))
    return labelling.opening(view, whole, items(view, read_numbers(view, whole).candidates, 0, 8))


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ([["镇长信箱", "信件收到"]], "镇长信箱"),
        ([["县长信箱", "信件办结率"]], "信件办结率"),
        ([["县长信箱", "胡说"]], "胡说"),
        ([], "1 items for 0 answers"),
        ([["县长信箱", "信件收到"]] * 2, "1 items for 2 answers"),
    ],
    ids=["label not in its text", "role of another class", "no role", "too few", "too many"],
)
def test_an_example_that_does_not_fit_its_text_is_refused(
    with_examples: Callable[[list[dict[str, Any]]], None], answers: list[Any], problem: str
) -> None:
    with_examples([{"text": "县长信箱收到来信5件。", "answers": answers}])
    with pytest.raises(ConfigurationError, match=problem):
        opening()


def test_the_prompt_in_use_fits_and_tells_every_role() -> None:
    messages = opening()
    assert [message["role"] for message in messages[:2]] == ["system", "user"]
    for name, role in load_roles().items():
        assert name in messages[0]["content"] and role.meaning in messages[0]["content"]
    assert messages[-1]["content"].count("41件") == 1


def test_every_class_of_number_has_roles_and_one_that_tells_nothing() -> None:
    for number_class in (
        "items",
        "times",
        "people",
        "bodies",
        "share",
        "money",
        "date",
        "negation",
    ):
        kinds = [load_roles()[name].kind for name in roles_of(number_class, "来信、申请")]
        assert len(kinds) > 1 and None in kinds
