"""The roles that the model gives to numbers, as data: `schemas/narrative/roles.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import ConfigurationError
from agent.narrative.patterns import KINDS
from agent.resources import data_folder

LABEL_FIELDS = {
    "mailbox": "channel",
    "category_count": "category",
    "event": "title",
    "publication": "subject",
    "proposal": "body",
    "application": "scope",
    "account": "platform",
    "service_item": "subject",
    "interpretation": "subject",
    "amount": "subject",
    "statistic": "subject",
    "statement": "subject",
}
"""The field of each kind that takes the label."""


class Role(BaseModel):
    """What a number tells; without a kind it tells nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    kind: str | None = None
    field: str | None = None
    of: frozenset[str]
    set: dict[str, Any] = {}
    cue: re.Pattern[str] | None = None
    """What a passage must have for the role to be offered; a search on the view."""
    but: dict[str, re.Pattern[str]] = {}
    """Roles that a number has in its place when its label says so, with what the label has."""
    meaning: str


@cache
def load_roles() -> dict[str, Role]:
    """Return the roles by name, in the order of the file.

    Raises:
        ConfigurationError: a role is malformed, or of a kind or field that is not in the contract.
    """
    file = data_folder("schemas") / "narrative" / "roles.yaml"
    try:
        listed = yaml.safe_load(file.read_text(encoding="utf-8"))
        roles = {name: Role.model_validate(role) for name, role in listed.items()}
        for name, role in roles.items():
            if role.kind is not None and role.field not in KINDS[role.kind].model_fields:
                raise ValueError(f"{name}: {role.kind} has no field {role.field}")
            if unknown := role.but.keys() - roles.keys():
                raise ValueError(f"{name}: there is no role {unknown}")
    except (ValidationError, ValueError, KeyError, AttributeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"schemas/narrative/roles.yaml is malformed: {error}") from error
    return roles


def settled_role(name: str, label: str, number_class: str) -> str:
    """Return a role, or the one that a number of this label has by the rulings on kinds."""
    for other, pattern in load_roles()[name].but.items():
        if number_class in load_roles()[other].of and pattern.search(label):
            return other
    return name


def roles_of(number_class: str, passage: str) -> tuple[str, ...]:
    """Return the names of the roles that a class of number may have in a passage."""
    return tuple(
        name
        for name, role in load_roles().items()
        if number_class in role.of and (role.cue is None or role.cue.search(passage))
    )
