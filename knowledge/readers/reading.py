"""What a reader hands back: the text of a document in sections, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from kuroji.knowledge.passage import Language


class Section(BaseModel):
    """A stretch of a reading under one path of headings, on one page or in one range of cells.

    `heading` is the path joined by " > "; `page` counts from one; `cells` names sheet and range.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: str
    text: str
    page: int | None
    cells: str | None
    start: int


Place = tuple[int, int, int, int, int, int]
"""Start and end in the text; left, top, right, bottom in ten-thousandths of the page."""


class Reading(BaseModel):
    """The whole text of a document, with tables as pipe tables that repeat their heads.

    `meta` holds what the document says about itself, as text; `partly` names whatever was left
    out, and is None where everything was read. `places` say, in order, where lines and cells
    stand on the pages of a PDF. `recognised` are the pages whose letters were told from a picture.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    sections: tuple[Section, ...]
    title: str | None
    language: Language
    published: date | None
    kind: str
    meta: dict[str, str]
    partly: str | None
    places: tuple[Place, ...] = ()
    recognised: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _sections_lie_in_the_text(self) -> Self:
        for section in self.sections:
            if not self.text.startswith(section.text, section.start):
                raise ValueError("a section's text is not the reading's text at its start")
        return self


class Unreadable(BaseModel):
    """Why a file was not read, and what its owner can do about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    reason: str
    remedy: str


UNTRIED = "optical recognition"  # is in the remedy for a picture that was not tried
MEMORY_FOR_PICTURES = 768  # MB beyond `memory`: the models of recognition and one page


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in megabytes, times in seconds; each has its own setting.

    `recognition` is the time beyond `processor` for pages that are pictures; at 0 none is tried.
    """

    memory: int = 1280
    processor: int = 40
    wall: int = 50
    file: int = 200
    text: int = 100
    html: int = 40
    pages: int = 5000
    result: int = 16
    parts: int = 30_000  # sections: pages, tables, chapters
    recognition: int = 0


USUAL = Limits()


class Refused(Exception):
    """Raised inside a reader; becomes an `Unreadable` before it leaves the child process."""

    def __init__(self, code: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.code, self.reason, self.remedy = code, reason, remedy
