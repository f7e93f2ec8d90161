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
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.reading import MEMORY_FOR_PICTURES, UNTRIED
from kuroji.knowledge.readers.recognised_lines import (
    Line,
    lies_on_its_side,
    slant_of,
    turned_back,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kuroji.knowledge.readers.reading import Limits

DOTS_PER_INCH = 200
MOST_DOTS = 4000  # of the longer side of a picture
_PACKAGE = "rapidocr"
_LONGER_SIDE = 1280  # dots of the picture in which lines are looked for; they are read in full
_SURE, _READ = 0.8, 0.5  # below the second a line is left out: stripes were read as "1" with 0.4
_ASKEW = 0.012  # radians, 0.7 degrees; at two degrees a comma was read as a point
_TWINS = ("增",)  # in the code page, and hardly ever meant
_MARGIN = 3.0  # seconds that are left for the rest of the file


def installed() -> bool:
    """Say whether the package of the extra `ocr` is there."""
    return find_spec(_PACKAGE) is not None


class Recogniser:
    """The engine, made for the first picture, and the time that the file may still take."""

    def __init__(self, limits: Limits) -> None:
        self.works = limits.recognition > 0 and installed()
        self.unsure = 0
        self.unread = 0
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
        lines, own = self._seen(picture, 0), 0
        if lies_on_its_side(lines):
            others: tuple[int, ...] = (1, 3)
        else:
            others = () if self._is_sure(lines) else (2,)
        for turn in others:
            turned = self._seen(picture, turn)
            if self._is_sure(turned) and not lies_on_its_side(turned):
                lines, own = turned, turn
                break
        if abs(slant := slant_of(lines)) > _ASKEW and self._is_sure(lines):
            lines = self._seen(picture, own, slant)
        self._slowest = max(self._slowest, _worked() - begun)
        return [] if lies_on_its_side(lines) else self._believed(lines)

    def _seen(self, picture: Any, turn: int, slant: float = 0.0) -> list[Line]:
        """Return the lines of a picture turned left by so many quarters, and then by `slant`."""
        import numpy as np

        turned = np.ascontiguousarray(np.rot90(picture, turn))
        laid, back = _straightened(turned, slant) if slant else (turned, None)
        found = self._engine(_in_three(laid))
        if found.boxes is None or not found.txts:
            return []
        height, width = picture.shape[:2]
        lines: list[Line] = []
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            corners = tuple((float(x), float(y)) for x, y in box)
            before = [_mapped(back, corner) for corner in corners] if back is not None else corners
            shown = tuple(turned_back(corner, turn, width, height) for corner in before)
            if text.strip():
                lines.append(Line(text, float(score), corners, shown))
        return lines

    @staticmethod
    def _is_sure(lines: Sequence[Line]) -> bool:
        return 2 * sum(line.sureness >= _SURE for line in lines) >= max(len(lines), 1)

    def _believed(self, lines: list[Line]) -> list[Line]:
        """Return the lines that were read, none of a page of which less than half is sure."""
        read = [line for line in lines if line.sureness >= _READ]
        unsure = sum(line.sureness < _SURE for line in read)
        if not self._is_sure(lines):
            return []
        self.unsure += unsure
        self.unread += len(lines) - len(read)
        return read

    def doubts(self) -> Iterator[str]:
        """Yield what is to be said about lines that were hard to read, or not read at all."""
        for count, what in ((self.unsure, "hard to recognise"), (self.unread, "not recognised")):
            if count:
                many = "1 line of a scan was" if count == 1 else f"{count} lines of scans were"
                yield f"{many} {what}"


def _straightened(picture: Any, slant: float) -> tuple[Any, Any]:
    """Return a picture turned so that its lines run level, and the way back to its places."""
    import cv2  # comes with the engine

    height, width = picture.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), math.degrees(slant), 1.0)
    laid = cv2.warpAffine(
        picture, way, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return laid, cv2.invertAffineTransform(way)


def _mapped(way: Any, corner: tuple[float, float]) -> tuple[float, float]:
    x, y = way @ (*corner, 1.0)
    return float(x), float(y)


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
