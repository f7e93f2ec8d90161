"""Reads the settings for a command; one that cannot be used ends it with a sentence."""

from typing import Any

from kuroji.agent.settings import Settings, SettingsError, settings
from kuroji.console import fail


def configured(*, as_json: bool = False, **flags: Any) -> Settings:
    """Return the settings with the flags of this command before all others."""
    try:
        return settings(**flags)
    except SettingsError as error:
        fail(str(error), as_json=as_json, code="InvalidSetting")
