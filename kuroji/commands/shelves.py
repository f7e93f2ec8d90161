"""What the commands on the library share: opening it plainly, and text fit for a terminal."""

import re

from kuroji.agent.settings import Settings
from kuroji.console import fail
from kuroji.knowledge.library import Library
from kuroji.knowledge.locking import Busy
from kuroji.knowledge.schema import Broken, Newer


def library_of(chosen: Settings, *, as_json: bool) -> Library:
    """Open the library of the settings, or end with one sentence."""
    try:
        return Library.open(chosen.home, encoder=chosen.encoder)
    except (Newer, Broken, Busy, OSError) as error:
        fail(plainly(error), as_json=as_json)


def clean(text: str, keep: str = "") -> str:
    """Return `text` on one line and without control codes, which a terminal would obey."""
    if not keep:
        text = re.sub(r"\s+", " ", text)
    return "".join(one for one in text if one in keep or one.isprintable())


def plainly(error: Exception) -> str:
    """Return what went wrong as a sentence with its remedy."""
    if isinstance(error, OSError) and error.filename:
        return f"cannot use {error.filename} ({error.strerror}); choose another folder with --home"
    return str(error)
