"""Letters told from the picture of a page: optical recognition, where it is switched on.

The engine and its models are in one package (`kuroji[ocr]`); nothing is fetched. It runs where the
file is read, in the confined child, with more time and memory than a file that has text.
"""

from __future__ import annotations

import logging
import math
import resource
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.pdf_page import WHOLE, Chunk
from kuroji.knowledge.readers.reading import MEMORY_FOR_PICTURES, UNTRIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kuroji.knowledge.readers.reading import Limits

DOTS_PER_INCH = 200
MOST_DOTS = 4000  # of the longer side of a picture
_PACKAGE = "rapidocr"
_LONGER_SIDE = 1280  # dots of the picture in which lines are looked for; they are read in full
_SURE = 0.8
_TWINS = ("增",)  # in the code page, and hardly ever meant
_MARGIN = 3.0  # seconds that are left for the rest of the file

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line or cell as it was read: upper left, upper right, lower right, lower left in dots."""

    text: str
    sureness: float
    corners: tuple[Corner, ...]


def installed() -> bool:
    """Say whether the package of the extra `ocr` is there."""
    return find_spec(_PACKAGE) is not None


class Recogniser:
    """The engine, made for the first picture, and the time that the file may still take."""

    def __init__(self, limits: Limits) -> None:
        self.works = limits.recognition > 0 and installed()
        self.unsure = 0
        self._limits = limits
        self._slowest = 0.0
        self._engine: Any = None

    def in_time(self) -> bool:
        """Say whether one more page is likely to fit into the time of this file."""
        whole = self._limits.processor + self._limits.recognition
        return _worked() + 1.5 * self._slowest + _MARGIN < whole

    def remedy(self) -> str:
        """Return what would give a picture its text, where nothing was recognised."""
        if self.works:
            return "bring a sharper or upright scan, or the document itself"
        if self._limits.recognition:
            return f"{UNTRIED} is not installed: install kuroji[ocr]"
        return f"read it by {UNTRIED}: --ocr, or KUROJI_OCR=1 (OCR, needs kuroji[ocr])"

    def lines(self, picture: Any) -> list[Line]:
        """Read the picture of a page, an array of grey or of three colours."""
        if self._engine is None:
            _take_more(self._limits)
            self._engine = _engine()
        begun = _worked()
        found = self._engine(_in_three(picture))
        self._slowest = max(self._slowest, _worked() - begun)
        if found.boxes is None or not found.txts:
            return []
        lines = [
            Line(text, float(score), tuple((float(x), float(y)) for x, y in box))
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            if text.strip()
        ]
        self.unsure += sum(line.sureness < _SURE for line in lines)
        return lines


def chunks_of(lines: Sequence[Line], width: int, height: int, points: float) -> list[Chunk]:
    """Return lines as the words of a page of `width` times `height` dots, each of so many `points`.

    A page that lies askew is laid straight, or its rows would run into each other; where the words
    stand on it is told as it lies.
    """
    turn = _slant(lines)
    across, down = math.cos(turn), math.sin(turn)
    chunks: list[Chunk] = []
    for line in lines:
        x = sum(corner[0] for corner in line.corners) / 4
        y = sum(corner[1] for corner in line.corners) / 4
        wide, high = _size(line)
        middle = (x * across + y * down, y * across - x * down)
        chunks.append(
            Chunk(
                text=" ".join(line.text.split()),
                left=(middle[0] - wide / 2) * points,
                right=(middle[0] + wide / 2) * points,
                top=(middle[1] - high / 2) * points,
                bottom=(middle[1] + high / 2) * points,
                bold=False,
                box=_box(line, width, height),
            )
        )
    return chunks


def _slant(lines: Iterable[Line]) -> float:
    """Return the angle at which most of the long lines run; 0 where there is none."""
    angles = [
        math.atan2(line.corners[1][1] - line.corners[0][1], wide)
        for line in lines
        if (wide := line.corners[1][0] - line.corners[0][0]) > 4 * _size(line)[1]
    ]
    return median(angles) if angles else 0.0


def _size(line: Line) -> tuple[float, float]:
    first, second, third, _ = line.corners
    return math.dist(first, second), max(math.dist(second, third), 0.1)


def _box(line: Line, width: int, height: int) -> tuple[int, int, int, int]:
    xs, ys = [c[0] for c in line.corners], [c[1] for c in line.corners]
    return (
        _share(min(xs), width),
        _share(min(ys), height),
        _share(max(xs), width),
        _share(max(ys), height),
    )


def _share(place: float, whole: int) -> int:
    return min(max(round(place * WHOLE / whole), 0), WHOLE)


def _in_three(picture: Any) -> Any:
    """Return a picture with three colours, as the engine wants it."""
    import numpy as np

    flat = picture[:, :, 0] if picture.ndim == 3 and picture.shape[2] == 1 else picture
    return np.repeat(flat[:, :, None], 3, axis=2) if flat.ndim == 2 else flat


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _take_more(limits: Limits) -> None:
    """Raise the soft limits to the hard ones, which were set with a picture in mind."""
    for name, amount in (
        ("RLIMIT_CPU", limits.processor + limits.recognition),
        ("RLIMIT_AS", (limits.memory + MEMORY_FOR_PICTURES) << 20),
    ):
        with suppress(AttributeError, OSError, ValueError):
            kind = getattr(resource, name)
            soft, hard = resource.getrlimit(kind)
            if soft != resource.RLIM_INFINITY:
                resource.setrlimit(kind, (amount, hard))


def _engine() -> Any:
    from rapidocr import RapidOCR  # a second to import, and only where a page is a picture

    logging.disable(logging.WARNING)
    engine = RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.max_side_len": 20_000,
            "Global.use_cls": False,
            "Global.text_score": 0.0,  # what is hard to read is said so, not dropped
            "Det.limit_side_len": _LONGER_SIDE,
            "Det.limit_type": "max",
            "Rec.rec_batch_num": 1,
        }
    )
    reader = engine._load_rec_model()
    reader.session = _OfOurLanguages(reader.session, reader.postprocess_op.character)
    return engine


class _OfOurLanguages:
    """The engine's model without the letters that English and Japanese do not have.

    It was taught Chinese first and writes 壳上高 for 売上高; the next likely letter is right.
    """

    def __init__(self, model: Any, letters: Sequence[str]) -> None:
        self._model = model
        self._foreign = [at for at, letter in enumerate(letters) if is_foreign(letter)]

    def __call__(self, pictures: Any) -> Any:
        found = self._model(pictures).copy()
        found[:, :, self._foreign] = 0.0
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


def is_foreign(letter: str) -> bool:
    """Say whether a letter belongs to a script or a spelling other than English or Japanese.

    >>> [is_foreign(one) for one in ("壳", "売", "é", "한", "△")]
    [True, False, False, True, False]
    """
    if letter in _TWINS:
        return True
    if len(letter) != 1 or unicodedata.category(letter) != "Lo":
        return False
    try:
        letter.encode("cp932")
    except UnicodeEncodeError:
        return True
    return False
