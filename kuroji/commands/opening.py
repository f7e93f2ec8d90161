"""Opens the office that commands work in, with progress on first use."""

import sys
from typing import Any

from kuroji.agent.models import Model, chat_model
from kuroji.agent.records import RecordsError
from kuroji.agent.settings import Settings, SettingsError
from kuroji.agent.wiring import Office, office
from kuroji.commands.configuring import configured
from kuroji.console import aside, fail
from kuroji.knowledge.ingest import Progress


def asked_model(told: Settings, *, as_json: bool) -> Model:
    """Return the model of these settings with its budget."""
    try:
        return chat_model(told)
    except (SettingsError, RecordsError) as error:
        fail(str(error), as_json=as_json, code="InvalidSetting")


def opened(*, quiet: bool, **flags: Any) -> Office:
    """Open the library; the starter corpus is read in where the store is empty."""
    told = {"stage": ""}

    def show(progress: Progress) -> None:
        if quiet:
            return
        if sys.stderr.isatty():
            print(
                f"\r  {progress.stage} {progress.done} of {progress.total}", end="", file=sys.stderr
            )
            if progress.done == progress.total:
                print(file=sys.stderr)
        elif progress.stage != told["stage"]:
            told["stage"] = progress.stage
            aside(f"  {progress.stage} {progress.total}")

    chosen = configured(as_json=quiet, **flags)
    try:
        return office(chosen, show)
    except PermissionError as error:
        fail(f"cannot use the data folder {error.filename}: no permission; choose --home DIR")
    except OSError as error:
        fail(f"cannot use the data folder ({error.strerror}: {error.filename}); choose --home DIR")
