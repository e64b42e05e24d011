"""Which model reads: from the environment, from `xxgk.toml` here, or from the user's own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from agent.errors import ConfigurationError
from agent.llm.embedded import Address, start
from agent.llm.weights import cached_weights, default_weights

SETTINGS_FILE = "xxgk.toml"
DEFAULT_REMOTE_MODEL = "gpt-4.1-mini"


class ModelSettings(BaseSettings):
    """What the user set. The environment goes before `xxgk.toml`, that before the user's own."""

    # Case matters: else `MODEL` or `TIMEOUT` of other programs would count as ours.
    model_config = SettingsConfigDict(
        extra="ignore", hide_input_in_errors=True, case_sensitive=True, env_ignore_empty=True
    )

    api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_API_KEY", "api_key")
    )
    base_url: str | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_BASE_URL", "base_url")
    )
    model: str | None = Field(default=None, validation_alias=AliasChoices("XXGK_MODEL", "model"))
    model_path: Path | None = Field(
        default=None, validation_alias=AliasChoices("XXGK_MODEL_PATH", "model_path")
    )
    timeout: float | None = Field(
        default=None, gt=0, validation_alias=AliasChoices("XXGK_TIMEOUT", "timeout")
    )
    """Seconds that one call may take."""
    concurrency: int | None = Field(
        default=None, ge=1, le=256, validation_alias=AliasChoices("XXGK_CONCURRENCY", "concurrency")
    )
    """Calls under way at a time."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Name the sources, the strongest first."""
        from_file = partial(TomlConfigSettingsSource, settings_cls)
        return init_settings, env_settings, from_file(Path(SETTINGS_FILE)), from_file(user_file())


class Endpoint(NamedTuple):
    """A model behind an OpenAI-compatible server."""

    model: str
    base_url: str | None
    api_key: str
    timeout: float
    concurrency: int

    def address(self) -> Address:
        """Return where it listens."""
        return Address(self.base_url, self.api_key)


class LocalModel(NamedTuple):
    """A model that is run in this process, one call at a time."""

    model: str
    path: Path
    timeout: float
    concurrency: int = 1

    def address(self) -> Address:
        """Start it, and return where it listens.

        Raises:
            ModelError: it cannot be loaded.
        """
        return start(self.path)


class NoModel(NamedTuple):
    """Rules read alone."""

    reason: str
    remedy: str


Choice = Endpoint | LocalModel | NoModel
REMOTE_SECONDS, LOCAL_SECONDS = 120.0, 900.0
REMOTE_CALLS = 8


def user_file() -> Path:
    """Return the user's own settings file, which `xxgk model use` writes."""
    return platformdirs.user_config_path("xxgk") / SETTINGS_FILE


def load_settings() -> ModelSettings:
    """Read the settings.

    Raises:
        ConfigurationError: one of them is malformed.
    """
    try:
        return ModelSettings()
    except (ValidationError, ValueError, OSError) as error:
        raise ConfigurationError(
            f"the model settings are malformed: {' '.join(str(error).split())}",
            f"Correct the environment or {SETTINGS_FILE}",
        ) from error


def choose_model(settings: ModelSettings | None = None) -> Choice:
    """Return the model that reads: a file that was named, an endpoint, or the default weights.

    Raises:
        ConfigurationError: a setting is malformed, or names a file that is not there.
    """
    settings = settings or load_settings()
    if settings.model_path is not None:
        path = settings.model_path.expanduser()
        if not path.is_file():
            raise ConfigurationError(
                f"the model file {path} is not there", "Correct XXGK_MODEL_PATH or `xxgk model use`"
            )
        return _local(path.stem, path, settings)
    if settings.api_key or settings.base_url or settings.model:
        return Endpoint(
            settings.model or DEFAULT_REMOTE_MODEL,
            settings.base_url,
            settings.api_key.get_secret_value() if settings.api_key else "none",
            settings.timeout or REMOTE_SECONDS,
            settings.concurrency or REMOTE_CALLS,
        )
    weights = default_weights()
    cached = cached_weights(weights)
    if cached is None:
        return NoModel(f"the weights of {weights.name} are not here", "Run: xxgk model fetch")
    return _local(weights.name, cached, settings)


def _local(name: str, path: Path, settings: ModelSettings) -> LocalModel | NoModel:
    from importlib.util import find_spec

    if find_spec("xllamacpp") is None:
        return NoModel("the package that runs models is not here", "Run: pip install 'xxgk[local]'")
    return LocalModel(name, path, settings.timeout or LOCAL_SECONDS)


def remember_path(path: Path) -> Path:
    """Write down that the model file at `path` reads from now on; return the settings file."""
    file = user_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = [
        line
        for line in (file.read_text(encoding="utf-8").splitlines() if file.exists() else [])
        if line.partition("=")[0].strip() != "model_path"
    ]
    # A JSON string is a TOML string.
    import json

    # First, as a line behind the head of a table would belong to that.
    first = f"model_path = {json.dumps(str(path), ensure_ascii=False)}"
    file.write_text("\n".join([first, *kept]) + "\n", encoding="utf-8")
    return file
