"""Finds the data files (`schemas/`, `prompts/`) in an installed wheel and in a checkout alike."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from agent.errors import ConfigurationError


@cache
def data_folder(name: str) -> Traversable:
    """Return the folder `name` (`schemas` or `prompts`).

    The wheel carries it inside the package under `_data/`; a checkout has it beside the package.

    Raises:
        ConfigurationError: the folder is in neither place.
    """
    packaged = files("agent") / "_data" / name
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parent.parent / name
    if checkout.is_dir():
        return checkout
    raise ConfigurationError(
        f"the data folder {name!r} is missing from the installation", "Reinstall xxgk"
    )
