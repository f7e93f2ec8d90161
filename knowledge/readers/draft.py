"""The reading while it grows: blocks of text, each under its headings, page and cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS_IN_A_ROW = 30
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SOME_MARKS = re.compile(r"[̀-ͯ҃-҉᪰-᫿᷀-᷿⃐-⃿︠-︯]{31,}")
_JAPANESE = re.compile(r"[぀-ヿ㐀-䶿一-鿿ｦ-ﾟ]")
_KANA = re.compile(r"[぀-ヿｦ-ﾟ]")
_LETTER = re.compile(r"[^\W\d_]")


class _Where(NamedTuple):
    heading: str
    page: int | None
    cells: str | None


class Spot(NamedTuple):
    """Words of a block and where they stand on the page, in ten-thousandths of it."""

    start: int
    end: int
    box: tuple[int, int, int, int]


@dataclass(slots=True)
class Draft:
    """Blocks in reading order; `done` joins them to one text and its sections."""

    kind: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    _blocks: list[tuple[str, _Where, Sequence[Spot]]] = field(default_factory=list)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _notes: dict[str, None] = field(default_factory=dict)
    _page: int | None = None
    _recognised: list[int] = field(default_factory=list)

    def page(self, number: int) -> None:
        """Say that what follows stands on page `number`."""
        self._page = number

    def recognised(self) -> None:
        """Say that the letters of the page were told from a picture."""
        if self._page is not None:
            self._recognised.append(self._page)

    def recognises(self) -> bool:
        """Say whether any page was told from a picture."""
        return bool(self._recognised)

    def heading(
        self, level: int, text: str, *, shown: str | None = None, spots: Sequence[Spot] = ()
    ) -> None:
        """Open a heading; it closes all of its own level or deeper.

        `shown` is its line in the text; an empty one keeps the heading out of the text.
        """
        text = " ".join(clean(text).split())
        if not text:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, text[:200]))
        self.block(f"{'#' * min(level, 6)} {text}" if shown is None else shown, spots=spots)

    def block(self, text: str, *, cells: str | None = None, spots: Sequence[Spot] = ()) -> None:
        """Add a paragraph or a table, as it will stand in the text; `spots` count in it, clean."""
        text = clean(text).strip("\n")
        if text.strip():
            path = " > ".join(heading for _, heading in self._headings)
            self._blocks.append((text, _Where(path, self._page, cells), spots))

    def left_out(self, what: str) -> None:
        """Note what the text does not have; each note is kept once."""
        self._notes.setdefault(what)

    def describe(self, name: str, value: object) -> None:
        """Keep what the document says about itself, as text."""
        text = " ".join(clean(str(value)).split())
        if text:
            self.meta[name] = text[:2000]

    def done(self) -> dict[str, Any]:
        """Return the fields of a `Reading`."""
        parts: list[str] = []
        sections: list[tuple[int, int, _Where]] = []
        places: list[tuple[int, ...]] = []
        place = 0
        for text, where, spots in self._blocks:
            if parts:
                parts.append("\n\n")
                place += 2
            end = place + len(text)
            places += ((place + spot.start, place + spot.end, *spot.box) for spot in spots)
            if sections and sections[-1][2] == where and where.cells is None:
                sections[-1] = (sections[-1][0], end, where)
            else:
                sections.append((place, end, where))
            parts.append(text)
            place = end
        whole = "".join(parts)
        return {
            "text": whole,
            "sections": [
                {
                    "heading": where.heading,
                    "text": whole[start:end],
                    "page": where.page,
                    "cells": where.cells,
                    "start": start,
                }
                for start, end, where in sections
            ],
            "title": " ".join(clean(self.title).split())[:300] or None if self.title else None,
            "language": self.language or language_of(whole),
            "published": self.published,
            "kind": self.kind,
            "meta": self.meta,
            "partly": "; ".join(self._notes) or None,
            "places": places,
            "recognised": self._recognised,
        }


def clean(text: str) -> str:
    r"""Return `text` as it can be stored: one kind of line break, no controls, no half characters.

    >>> clean("a\x00b\r\nc\ud800")
    'ab\nc�'
    """
    text = _CONTROL.sub("", _BREAKS.sub("\n", text))
    text = _SURROGATE.sub("\ufffd", text)
    return _SOME_MARKS.sub(lambda run: run[0][:MARKS_IN_A_ROW], text)


def language_of(text: str) -> str:
    """Return "ja" where a fifth of the letters is Japanese and some are kana, else "en".

    >>> language_of("売上高は4,217億円であった"), language_of("Revenue was 4,217")
    ('ja', 'en')
    """
    sample = unicodedata.normalize("NFKC", text[:200_000])
    letters, japanese = len(_LETTER.findall(sample)), len(_JAPANESE.findall(sample))
    kana = _KANA.search(sample) is not None
    return (
        "ja"
        if japanese and kana and japanese * 5 >= letters
        else ("ja" if japanese * 2 > letters else "en")
    )
