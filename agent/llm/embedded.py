"""The embedded model: llama.cpp in this process, speaking the OpenAI protocol on the loopback."""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path
from typing import NamedTuple

import platformdirs

from agent.errors import ModelError

CONTEXT = 8192
"""Tokens of a call, prompt and answer together."""


class Address(NamedTuple):
    """Where a server listens; null is the SDK's own default."""

    base_url: str | None
    api_key: str


@cache
def start(path: Path) -> Address:
    """Load the model once and serve it until the process ends.

    Raises:
        ModelError: the file is no model, or there is no memory for it.
    """
    import xllamacpp

    # Other users of the machine can reach the port, but not without the key.
    key = secrets.token_urlsafe(24)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = CONTEXT
    # One slot: its prefix cache holds the instructions and examples that all passages share.
    parameters.n_parallel = 1
    parameters.n_gpu_layers = 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = _processors()
    parameters.hostnames = ["127.0.0.1"]
    parameters.api_keys = [key]
    parameters.cache_ram_mib = 0
    state_folder().mkdir(parents=True, exist_ok=True)
    parameters.slot_save_path = f"{state_folder()}{os.sep}"
    parameters.ui = False
    parameters.verbosity = 0
    try:
        server = xllamacpp.Server(parameters)
    except Exception as error:
        raise ModelError(
            f"{path} cannot be loaded as a model",
            "Fetch the weights again (xxgk model fetch), or name a GGUF file (xxgk model use PATH)",
        ) from error
    _running.append(server)
    return Address(f"{server.listening_address}/v1", key)


_running: list[object] = []
"""Keeps servers from being collected, which would stop them."""


def state_folder() -> Path:
    """Return the folder for the states of models between runs."""
    return platformdirs.user_cache_path("xxgk") / "states"


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
