"""What the words of a passage tell by themselves, found by children where there is much to read."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Self

from kuroji.knowledge.children import Gone, crew, processors
from kuroji.knowledge.passage import Mark
from kuroji.knowledge.screening import marks
from kuroji.knowledge.script import fingerprint, fold
from kuroji.knowledge.splitting import split
from kuroji.knowledge.years import years_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kuroji.knowledge.children import Child, Crew
    from kuroji.knowledge.passage import Language
    from kuroji.knowledge.readers import Reading
    from kuroji.knowledge.splitting import Piece

_MANY = 1000  # passages; for fewer a child takes longer to start than its work does
_PART = 32


@dataclass(frozen=True, slots=True)
class Words:
    """A passage as far as it is studied: what stands in it, and under which heading."""

    heading: str
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Studied:
    """A piece of a reading with what screening marked, its years, and its words as compared."""

    piece: Piece
    marks: tuple[Mark, ...]
    years: tuple[int, ...]
    fold: str


Found = tuple[list[dict[str, object]], list[int], str]
"""Marks, years and folded fingerprint as JSON carries them."""


def study(words: Words) -> Found:
    """Return what the words of a passage tell."""
    return (
        [mark.model_dump() for mark in marks(words.text, words.language)],
        list(years_in(f"{words.heading} {words.text}")),
        fingerprint(fold(words.text)),
    )


def serve(given: IO[bytes], back: IO[bytes]) -> None:
    """Answer each line, a JSON list of words, with a line that lists what they tell."""
    for line in given:
        found = [study(Words(**words)) for words in json.loads(line)]
        back.write(json.dumps(found).encode("ascii") + b"\n")
        back.flush()


class Studying:
    """Studies readings; by children from the thousandth passage on, where there are processors."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._crew: Crew | None = None
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def of(self, readings: Sequence[Reading]) -> list[tuple[Studied, ...]]:
        """Return the pieces of each reading with what their words tell."""
        cut = [split(reading) for reading in readings]
        words = [
            Words(piece.heading, reading.text[piece.start : piece.end], piece.language)
            for reading, pieces in zip(readings, cut, strict=True)
            for piece in pieces
        ]
        found = iter(self._found(words))
        return [tuple(_studied(piece, next(found)) for piece in pieces) for pieces in cut]

    def _found(self, words: Sequence[Words]) -> list[Found]:
        self._seen += len(words)
        if self._crew is None and self._seen >= _MANY and processors() > 1:
            self._crew = self._stack.enter_context(crew(__name__))
        if self._crew is None:
            return [study(one) for one in words]
        parts = [words[at : at + _PART] for at in range(0, len(words), _PART)]
        return [found for part in self._crew.map(_asked, parts) for found in part]


def _asked(child: Child, part: Sequence[Words]) -> list[Found]:
    """Return what a child finds; where it has ended, what is found here."""
    try:
        child.tell(json.dumps([asdict(words) for words in part]).encode("ascii"))
        found: list[Found] = json.loads(child.line())
    except Gone:
        return [study(words) for words in part]
    return found


def _studied(piece: Piece, found: Found) -> Studied:
    marked, years, folded = found
    return Studied(piece, tuple(map(Mark.model_validate, marked)), tuple(years), folded)
