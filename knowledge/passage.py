"""Sources, the passages cut from them, and the grade of evidence they carry."""

from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

Grade = Literal["A", "B", "C", "D", "E"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D", "E")
Language = Literal["en", "ja"]


class Mark(BaseModel):
    """A stretch of a passage that screening found: hidden text, or text that addresses the machine.

    `start` and `end` count code points of the passage's text; a marked stretch yields no facts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    kind: str
    reason: str


class Box(BaseModel):
    """Where a stretch of a passage stands on its page: a line of it, or a cell of a table.

    `start` and `end` count code points of the passage's text. The sides are ten-thousandths of the
    width and height of the page as it is shown, from its upper left corner.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    left: int
    top: int
    right: int
    bottom: int


class Source(BaseModel):
    """A document as it was brought in, and who stands behind it.

    `grade` is that of the origin (SPEC §7); `origin` names the report, filing or leak that it
    repeats, so that sources of one origin count once. `entity` is the company it is about, where
    the document says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    publisher: str | None
    url: str | None
    published: date | None
    read_at: datetime
    sha256: str
    language: Language
    kind: str
    grade: Grade
    origin: str
    entity: str | None
    path: str | None


class Passage(BaseModel):
    """A stretch of a source's normalised text, quoted as it stands.

    `heading` is the path of headings over it, joined by " > "; `page` counts from one; `cells`
    names the cell range of a sheet. `boxes` are there where the document has pages to show.
    `recognised` says that its letters were told from a picture, so that any may be mistaken.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    source_id: str
    start: int
    end: int
    text: str
    heading: str
    page: int | None
    cells: str | None
    language: Language
    marks: tuple[Mark, ...] = ()
    boxes: tuple[Box, ...] = ()
    recognised: bool = False

    @model_serializer(mode="wrap")
    def _without_what_is_not_there(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out later fields where they say nothing: memos sealed before them still hold."""
        fields: dict[str, Any] = whole(self)
        for name in ("boxes", "recognised"):
            if not getattr(self, name):
                fields.pop(name, None)
        return fields

    @model_validator(mode="after")
    def _span_fits_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError("span and text differ in length")
        return self


def worst(grades: tuple[Grade, ...]) -> Grade:
    """Return the weakest of `grades`; D where there is none, as SPEC §6 asks.

    >>> worst(("A", "C"))
    'C'
    """
    return max(grades, default="D")
