"""Goes on making vectors when the command that began it has ended."""

import os
import subprocess
import sys

from kuroji.agent.settings import Settings, settings
from kuroji.knowledge.library import Library


def is_wanted(chosen: Settings) -> bool:
    """Say whether a process may stay: as set, else only for a person, for a script ends with us."""
    return sys.stderr.isatty() if chosen.background is None else chosen.background


def go_on() -> None:
    """Start the work in a process of its own, which reads the same settings and says nothing."""
    subprocess.Popen(
        [sys.executable, "-m", "kuroji.commands.background"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main() -> None:
    """Make what is missing; a second process at it finds the first one's lock and ends."""
    chosen = settings()
    library = Library.open(chosen.home, encoder=chosen.encoder, endpoint=chosen.embeddings)
    library.embed()
    library.close()


if __name__ == "__main__":
    if hasattr(os, "nice"):  # not on Windows
        os.nice(10)
    main()
