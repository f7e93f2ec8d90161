"""Whether words of a page are really to be seen: asked only where something may hide them.

What is drawn over them, what clips them and what may be switched off is found quickly, but only the
picture of the page tells. So it is drawn, once, and only for such pages.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 1200  # pixels of the longer side of the picture
_MOST = 5000  # objects of a page that are looked at
_WHOLE = 10_000
_COVERS = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)

_Area = tuple[float, float, float, float]


@dataclass(slots=True)
class Pictures:
    """How many pages of one document may still be drawn: each costs as much as reading ten."""

    left: int = 200


class Ink:
    """The doubts about the text objects of one page, and the picture that settles them."""

    def __init__(self, page: pdfium.PdfPage, pictures: Pictures) -> None:
        self._page, self._pictures = page, pictures
        self._doubtful: set[int] | None = None
        self._picture: Any = None

    def hides(self, text_object: int, box: tuple[int, int, int, int]) -> bool:
        """Say whether the words of `text_object` at `box` leave no trace on the picture."""
        if self._doubtful is None:
            self._doubtful = set(self._doubts())
        if text_object not in self._doubtful:
            return False
        return self._is_even(box)

    def _doubts(self) -> Iterator[int]:
        """Yield the text objects that something is drawn over, or that may be cut or switched off.

        The address of an object is its name, as where its characters are asked for it.
        """
        later: list[_Area] = []
        for count, drawn in enumerate(reversed(list(self._page.get_objects(max_depth=1)))):
            if count > _MOST:
                return
            if drawn.type in _COVERS and _covers(drawn):
                later.append(drawn.get_bounds())
            elif drawn.type == raw.FPDF_PAGEOBJ_TEXT:
                area = drawn.get_bounds()
                if (
                    _may_be_off(drawn)
                    or _is_clipped(drawn, area)
                    or any(_meet(area, a) for a in later)
                ):
                    yield ctypes.cast(drawn.raw, ctypes.c_void_p).value or 0

    def _is_even(self, box: tuple[int, int, int, int]) -> bool:
        """Say whether the picture has one colour where the words should be."""
        if self._picture is None:
            self._picture = self._drawn()
        if self._picture is False:
            return False  # it cannot be drawn, so nothing is said against the words
        height, width = self._picture.shape[:2]
        left, right = box[0] * width // _WHOLE, -(-box[2] * width // _WHOLE)
        top, bottom = box[1] * height // _WHOLE, -(-box[3] * height // _WHOLE)
        part = self._picture[top : max(bottom, top + 1), left : max(right, left + 1)]
        return part.size > 0 and int(part.max()) - int(part.min()) < 24

    def _drawn(self) -> Any:
        width, height = self._page.get_size()
        if not min(width, height) >= 1 or max(width, height) > 20_000:
            return False
        try:
            picture = self._page.render(scale=_LARGEST / max(width, height), grayscale=True)
            return picture.to_numpy().copy()
        except (pdfium.PdfiumError, ValueError, OSError):
            return False


def _covers(drawn: Any) -> bool:
    """Say whether a shape is filled so that nothing shows through."""
    if drawn.type != raw.FPDF_PAGEOBJ_PATH:
        return True
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn.raw, ctypes.byref(mode), ctypes.byref(stroke))
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(drawn.raw, *map(ctypes.byref, colour))
    return mode.value != raw.FPDF_FILLMODE_NONE and colour[3].value > 200


def _may_be_off(drawn: Any) -> bool:
    """Say whether an object belongs to a layer that a viewer may switch off."""
    name = ctypes.create_string_buffer(32)
    length = ctypes.c_ulong()
    for number in range(min(raw.FPDFPageObj_CountMarks(drawn.raw), 20)):
        mark = raw.FPDFPageObj_GetMark(drawn.raw, number)
        buffer = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
        raw.FPDFPageObjMark_GetName(mark, buffer, 32, ctypes.byref(length))
        if name.raw[:4].decode("utf-16-le", "replace") == "OC":
            return True
    return False


def _is_clipped(drawn: Any, area: _Area) -> bool:
    """Say whether what clips an object leaves out a part of it."""
    path = raw.FPDFPageObj_GetClipPath(drawn.raw)
    count = min(raw.FPDFClipPath_CountPaths(path), 20) if path else 0
    return any(not _holds(bounds, area) for i in range(count) if (bounds := _bounds(path, i)))


def _bounds(path: Any, number: int) -> _Area | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for i in range(min(raw.FPDFClipPath_CountPathSegments(path, number), 200)):
        segment = raw.FPDFClipPath_GetPathSegment(path, number, i)
        if raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            points.append((x.value, y.value))
    if not points:
        return None
    across, down = [p[0] for p in points], [p[1] for p in points]
    return min(across), min(down), max(across), max(down)


def _holds(outer: _Area, inner: _Area) -> bool:
    return (
        outer[0] - 1 <= inner[0]
        and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def _meet(one: _Area, other: _Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
