"""Building blocks of the data contract: the closed model, exact numbers, places and quotes."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

Number = Annotated[
    int | Decimal, Field(union_mode="left_to_right"), WithJsonSchema({"type": "number"})
]
"""A count or an exact decimal. `left_to_right` keeps whole numbers `int`."""


def is_none(value: object) -> bool:
    """Tell an absent field, which is left out of the output."""
    return value is None


def is_empty(value: object) -> bool:
    """Tell an empty list, which is left out of the output."""
    return value == []


class Model(BaseModel):
    """Base of the contract's objects: closed, so that a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Place(Model):
    """A span of the source text."""

    start: int
    end: int


class Quote(Model):
    """A verbatim passage with its place."""

    quote: str
    start: int
    end: int
