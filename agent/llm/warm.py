"""The embedded model's state behind the instructions, kept on disk between runs.

Instructions and examples are the same for all passages, and evaluating them takes a minute or more
on a few processors. A state is only a shortcut: one that is missing, old or damaged costs time.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from agent.llm.embedded import Address, state_folder

_SECONDS = 60
_SLOT = "/slots/0"
_KEPT = 3
"""Reading and asking have instructions of their own."""


def state_name(model: Path, instructions: str) -> str:
    """Return the name of the state of a model file behind instructions, given by their hash."""
    size = model.stat().st_size if model.is_file() else 0
    told = f"{model.name} {size} {instructions}"
    return hashlib.sha256(told.encode()).hexdigest()[:32] + ".state"


async def restore(address: Address, name: str) -> None:
    """Bring a kept state back, if there is one."""
    if (state_folder() / name).is_file():
        await _slot(address, "restore", name)


async def save(address: Address, name: str) -> None:
    """Keep the state, and of older ones only the newest, as each is large."""
    known = sorted(state_folder().glob("*.state"), key=_changed, reverse=True)
    for old in known[_KEPT - 1 :]:
        with suppress(OSError):
            old.unlink()
    await _slot(address, "save", name)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


async def _slot(address: Address, action: str, name: str) -> None:
    import httpx

    parts = urlsplit(address.base_url or "")
    url = urlunsplit((parts.scheme, parts.netloc, _SLOT, f"action={action}", ""))
    headers = {"Authorization": f"Bearer {address.api_key}"}
    with suppress(httpx.HTTPError):
        async with httpx.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
            await client.post(url, json={"filename": name}, headers=headers)
