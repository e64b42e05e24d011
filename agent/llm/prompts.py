"""Prompts as data: one YAML file each, strict to load, known by the hash of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from string import Template
from typing import Any, TypedDict

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import ConfigurationError
from agent.report import to_json
from agent.resources import data_folder


class Message(TypedDict):
    """One turn of a conversation."""

    role: str
    content: str


class Prompt(BaseModel):
    """One prompt: what the model is told, how a question is put, and worked examples."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: int
    purpose: str
    system: str
    prompt: str
    """With `$name` placeholders."""
    again: str = ""
    """How an answer is sent back, with `$reasons`."""
    examples: list[dict[str, Any]] = []
    """Read by the module that uses the prompt; every quote in them must be found in its text."""
    sha256: str

    def ask(self, **values: str) -> str:
        """Fill the placeholders. Report text is a value: `$` in it is not looked at.

        Raises:
            ConfigurationError: a placeholder has no value.
        """
        return _fill(self.name, self.prompt, values)

    def ask_again(self, reasons: str) -> str:
        """Say why an answer was not taken."""
        return _fill(self.name, self.again, {"reasons": reasons})


def _fill(name: str, template: str, values: dict[str, str]) -> str:
    try:
        return Template(template).substitute(values)
    except (KeyError, ValueError) as error:
        raise ConfigurationError(f"prompts/{name}.yaml: {error} has no value") from error


def sha256_of(messages: Sequence[Message]) -> str:
    """Return the hash of what conversations begin with."""
    return hashlib.sha256(to_json(messages).encode()).hexdigest()


@cache
def load_prompt(name: str) -> Prompt:
    """Load `prompts/<name>.yaml`.

    Raises:
        ConfigurationError: it is not there or malformed.
    """
    file = data_folder("prompts") / f"{name}.yaml"
    try:
        data = file.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        return Prompt.model_validate({"name": name, "sha256": digest, **yaml.safe_load(data)})
    except (OSError, ValidationError, yaml.YAMLError, TypeError) as error:
        raise ConfigurationError(f"prompts/{name}.yaml is malformed: {error}") from error
