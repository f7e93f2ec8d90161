"""What is stored of a document, and how rows of the tables become sources and passages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.passage import Box, Mark, Passage, Source

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage with what only the indexes need to know of it."""

    passage: Passage
    header: str
    years: tuple[int, ...]
    companies: tuple[str, ...]
    fold: str
    vector: str


@dataclass(frozen=True, slots=True)
class Filing:
    """A source as it is filed: with its text, its passages and which document it is.

    `names` maps every alias that the document gives to its company.
    """

    source: Source
    document: str
    period: str | None
    companies: tuple[str, ...]
    partly: str | None
    text: str
    cuts: tuple[Cut, ...]
    names: dict[str, str]


def source_of(row: sqlite3.Row) -> Source:
    """Return the source that a row of `sources` holds."""
    given: dict[str, Any] = dict(row)
    published = given["published"]
    given["published"] = None if published is None else date.fromisoformat(published)
    given["read_at"] = datetime.fromisoformat(given["read_at"])
    return Source(**given)


def passage_of(row: sqlite3.Row) -> Passage:
    """Return the passage that a row of `passages` holds."""
    given: dict[str, Any] = dict(row)
    given["marks"] = tuple(Mark(**mark) for mark in json.loads(given["marks"]))
    given["boxes"] = boxes_in(given["boxes"])
    given["recognised"] = bool(given["recognised"])
    return Passage(**given)


def boxes_written(boxes: tuple[Box, ...]) -> str:
    """Return boxes in short, for their column: a filing has a hundred thousand of them."""
    sides = ("start", "end", "left", "top", "right", "bottom")
    return ";".join(",".join(str(getattr(box, side)) for side in sides) for box in boxes)


def boxes_in(text: str) -> tuple[Box, ...]:
    """Read what `boxes_written` wrote."""
    found = []
    for one in text.split(";") if text else ():
        start, end, left, top, right, bottom = map(int, one.split(","))
        found.append(Box(start=start, end=end, left=left, top=top, right=right, bottom=bottom))
    return tuple(found)
