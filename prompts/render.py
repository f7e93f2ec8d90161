"""Fills the `[[slots]]` of a prompt in one pass; a missing or a surplus value is an error."""

import re
from collections.abc import Mapping
from importlib.resources import files

_SLOT = re.compile(r"\[\[([a-z_]+)\]\]")


class PromptError(Exception):
    """A prompt and the values given for it do not fit: a bug."""


def rendered(name: str, values: Mapping[str, str]) -> str:
    """Return the prompt file `name`.md with its slots filled.

    >>> rendered("repair", {"faults": "none"}).splitlines()[-1]
    'none'
    """
    text = files(__name__.rpartition(".")[0]).joinpath(f"{name}.md").read_text(encoding="utf-8")
    wanted = set(_SLOT.findall(text))
    if wanted != set(values):
        raise PromptError(f"prompt {name} wants {sorted(wanted)} and was given {sorted(values)}")
    return _SLOT.sub(lambda found: values[found.group(1)], text)
