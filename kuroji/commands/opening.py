"""Opens the office that commands work in, with progress on first use."""

import sys

from kuroji.agent.settings import settings
from kuroji.agent.wiring import Office, office
from kuroji.console import aside, fail
from kuroji.knowledge.ingest import Progress


def opened(*, quiet: bool) -> Office:
    """Open library and model; the starter corpus is read in where the store is empty."""
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

    try:
        return office(settings(), show)
    except PermissionError as error:
        fail(f"cannot use the data folder {error.filename}: no permission; choose --home DIR")
    except OSError as error:
        fail(f"cannot use the data folder ({error.strerror}: {error.filename}); choose --home DIR")
