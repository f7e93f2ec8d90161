"""Where embeddings can be asked for, and what is raised where they cannot be had."""

import re
from dataclasses import dataclass

from kuroji.knowledge.script import fingerprint

_NO_NAME = re.compile(r"[^A-Za-z0-9.]+")


class Unavailable(Exception):
    """The chosen encoder cannot be used now; search goes on by words."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where embeddings are asked for, and of which model."""

    base_url: str
    model: str
    key: str | None = None
    timeout: float = 30.0

    @property
    def vectors(self) -> str:
        """The name under which its vectors are kept: another model or place, another name."""
        place = fingerprint(self.base_url, self.model)[:8]
        return f"{_NO_NAME.sub('-', self.model)[:40].strip('-.')}-{place}"
