"""Where on the pages of its sources a memo's figures stand, and the pictures that show it."""

import base64
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Box, Passage
from kuroji.knowledge.readers.crops import Strip, pictures_of

MOST = 40  # pictures of a memo
_LARGEST = 400_000  # letters of one picture
# How far above and below the words is shown, and how far up the heads of a table may stand to be
# shown with a row: in ten-thousandths of a page, or in lines where the page is a small one.
_AROUND, _LINES_AROUND = 400, 3
_HEADS, _LINES_TO_HEADS = 3200, 14
_TALLEST = 4200
_PAD = 120
_NARROW = frozenset("il|.,:;'!()[]ftrjI1 ")


class Picture(BaseModel):
    """A strip of a page of a source, as PNG in base64; sides in ten-thousandths of the page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source_id: str
    page: int
    left: int = Field(ge=0, le=10_000)
    top: int = Field(ge=0, le=10_000)
    right: int = Field(ge=0, le=10_000)
    bottom: int = Field(ge=0, le=10_000)
    # The pattern keeps it harmless wherever a page quotes it.
    png: str = Field(pattern=r"^iVBORw0KGgo[A-Za-z0-9+/]+=*$", max_length=_LARGEST)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots, as its head says."""
        head = base64.b64decode(self.png[:32])
        width, height = struct.unpack(">II", head[16:24])
        return max(width, 1), max(height, 1)

    def shows(self, box: Box) -> bool:
        """Say whether a box of its page lies on it."""
        inside = self.left <= box.left and box.right <= self.right
        return inside and self.top <= box.top and box.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on a page: the line or cell that has them, and the part of it that they take."""

    line: Box
    words: Box


def spots_of(fact: Fact, passage: Passage) -> tuple[Spot, ...]:
    """Return where the words of a fact stand on their page."""
    return tuple(
        Spot(box, _part(box, passage.text, fact.start, fact.end))
        for box in passage.boxes
        if box.start < fact.end and fact.start < box.end
    )


def picture_of(fact: Fact, passage: Passage, pictures: Iterable[Picture]) -> Picture | None:
    """Return the picture that shows all words of a fact."""
    spots = spots_of(fact, passage)
    for one in pictures:
        if (one.source_id, one.page) != (passage.source_id, passage.page):
            continue
        if spots and all(one.shows(spot.line) for spot in spots):
            return one
    return None


def drawn(
    facts: Iterable[Fact],
    passages: Mapping[str, Passage],
    originals: Mapping[str, Path],
) -> tuple[Picture, ...]:
    """Draw the strips of pages on which the facts stand, from the kept originals."""
    wanted: dict[str, list[Strip]] = {}
    for source, strip in _merged(_strips(facts, passages, originals))[:MOST]:
        wanted.setdefault(source, []).append(strip)
    return tuple(
        Picture(
            source_id=source,
            page=strip.page,
            left=strip.left,
            top=strip.top,
            right=strip.right,
            bottom=strip.bottom,
            png=png,
        )
        for source, strips in wanted.items()
        for strip, png in zip(strips, pictures_of(originals[source], strips), strict=True)
        if png is not None and len(png) <= _LARGEST
    )


def _strips(
    facts: Iterable[Fact], passages: Mapping[str, Passage], originals: Mapping[str, Path]
) -> Iterator[tuple[str, Strip]]:
    for fact in facts:
        passage = passages[fact.passage_id]
        spots = spots_of(fact, passage)
        if spots and passage.page and fact.source_id in originals:
            yield fact.source_id, _strip(passage.page, [spot.line for spot in spots], passage.boxes)


def _strip(page: int, lines: Sequence[Box], boxes: Sequence[Box]) -> Strip:
    """Return the lines with what stands around them, from the heads on where those are near."""
    top, bottom = min(box.top for box in lines), max(box.bottom for box in lines)
    first, line = min(box.top for box in boxes), lines[0].bottom - lines[0].top
    around = max(_AROUND, _LINES_AROUND * line)
    top = first if bottom - first <= max(_HEADS, _LINES_TO_HEADS * line) else top - around
    bottom += around
    near = [box for box in boxes if top <= (box.top + box.bottom) / 2 <= bottom]  # whole lines
    return Strip(
        page,
        max(min(box.left for box in near) - _PAD, 0),
        max(min(box.top for box in near) - _PAD // 2, 0),
        min(max(box.right for box in near) + _PAD, 10_000),
        min(max(box.bottom for box in near) + _PAD // 2, 10_000),
    )


def _merged(strips: Iterable[tuple[str, Strip]]) -> list[tuple[str, Strip]]:
    """Put strips of one page together where they overlap and stay small; the order is kept."""
    merged: list[tuple[str, Strip]] = []
    for source, strip in strips:
        for place, (other, there) in enumerate(merged):
            if (source, strip.page) == (other, there.page) and _fit(strip, there):
                merged[place] = (source, _both(strip, there))
                break
        else:
            merged.append((source, strip))
    return merged


def _fit(one: Strip, other: Strip) -> bool:
    both = _both(one, other)
    return one.top < other.bottom and other.top < one.bottom and both.bottom - both.top <= _TALLEST


def _both(one: Strip, other: Strip) -> Strip:
    return Strip(
        one.page,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _part(box: Box, text: str, start: int, end: int) -> Box:
    """Return the part of a line that some of its words take, by the usual widths of letters."""
    widths = [_width(sign) for sign in text[box.start : box.end]]
    whole = sum(widths) or 1.0
    before = sum(widths[: max(start - box.start, 0)])
    until = sum(widths[: max(end - box.start, 0)])
    across = box.right - box.left
    left, right = before / whole - 0.005, until / whole + 0.005
    return box.model_copy(
        update={
            "left": max(box.left, round(box.left + left * across)),
            "right": min(box.right, round(box.left + right * across)),
        }
    )


def _width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 2.0
    return 0.6 if sign in _NARROW else 1.0
