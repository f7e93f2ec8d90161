"""Settings: flags over environment over file over defaults; secrets that do not print."""

import os
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import (
    SettingsError as SourceError,
)

from kuroji.agent.prices import Price
from kuroji.knowledge.endpoint import Endpoint

_FILE = "kuroji.toml"
_OPENAI = "https://api.openai.com/v1"


class Settings(BaseSettings):
    """Read once, in `agent/wiring.py`; everything below gets values.

    Without `openai_api_key` the offline analyst takes the model's place. Costs are in US dollars;
    `answer_seconds` is the longest that one question, or one section of a memo, may take.
    """

    model_config = SettingsConfigDict(
        env_prefix="KUROJI_", extra="ignore", toml_file=_FILE, frozen=True
    )

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("kuroji")))
    model: str = "gpt-5"
    base_url: str | None = None
    openai_api_key: SecretStr | None = None
    encoder: Literal["none", "small", "e5", "endpoint"] = "small"
    embedding_base_url: str | None = None
    embedding_model: str = "text-embedding-3-small"
    embedding_key: SecretStr | None = None
    background: bool | None = None  # None: where a person is at the terminal
    starter: bool = True
    timeout_seconds: float = 60
    max_output_tokens: int = 8000
    model_calls: int = 6
    retries: int = 2
    answer_seconds: float = 600
    max_cost: Decimal | None = Field(default=None, ge=0, allow_inf_nan=False)
    max_cost_per_day: Decimal | None = Field(default=None, ge=0, allow_inf_nan=False)
    prices: dict[str, Price] = Field(default_factory=dict)
    contact: str | None = None
    sec_base_url: str | None = None
    edinet_base_url: str | None = None
    edinet_key: SecretStr | None = None
    ocr: bool = False
    ocr_seconds: int = Field(600, ge=1)  # of work on the pages of one file that are pictures
    reader_memory: int = Field(1280, ge=256)  # MB, of the process that reads a file
    reader_seconds: int = Field(40, ge=1)
    reader_file: int = Field(200, ge=1)  # MB on disk
    reader_text: int = Field(100, ge=1)  # MB of plain text or CSV
    reader_html: int = Field(40, ge=1)  # MB of HTML
    reader_pages: int = Field(5000, ge=1)
    reader_result: int = Field(16, ge=1)  # MB of text that a file may yield
    reader_parts: int = Field(30_000, ge=1)  # pages, tables, chapters that a file may yield

    @property
    def embeddings(self) -> Endpoint:
        """Where vectors are asked for, if `encoder` is `endpoint`; the model's own server else."""
        key = self.embedding_key or self.openai_api_key
        return Endpoint(
            base_url=self.embedding_base_url or self.base_url or _OPENAI,
            model=self.embedding_model,
            key=key.get_secret_value() if key else None,
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class has it
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, environment, then `kuroji.toml` of this folder and of the user's settings."""
        files = [Path(_FILE), Path(platformdirs.user_config_dir("kuroji")) / _FILE]
        return (
            init_settings,
            env_settings,
            TomlConfigSettingsSource(settings_cls, toml_file=files),
        )


class SettingsError(Exception):
    """A setting cannot be used: one sentence that names it."""


def settings(**flags: Any) -> Settings:
    """Read the settings; OPENAI_API_KEY and OPENAI_BASE_URL count as everyone expects."""
    given = {name: value for name, value in flags.items() if value is not None}
    for name, variable in (("openai_api_key", "OPENAI_API_KEY"), ("base_url", "OPENAI_BASE_URL")):
        ours = f"KUROJI_{name.upper()}"
        if name not in given and ours not in os.environ and os.environ.get(variable):
            given[name] = os.environ[variable]
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"the setting {name} cannot be used ({first['msg'].lower()}); correct it in"
            f" {_FILE} or in KUROJI_{name.partition('.')[0].upper()}"
        ) from None
    except (SourceError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"the settings cannot be read ({error}); correct them") from None
