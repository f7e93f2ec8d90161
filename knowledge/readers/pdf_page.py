"""A page of a PDF → chunks of its text, each with its place and whether it can be seen."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kuroji.knowledge.readers.pdf_ink import Ink, Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVISIBLE = frozenset({3, 7})  # text render modes that draw nothing
_WIDE_GAP = 0.9  # of the height of a line: a wider gap parts two cells
_WORD_GAP = 0.17
_SMALLEST = 1.0  # point
_SPACES = frozenset({0x20, 0xA0, 0x0D, 0x0A, 0x09, 0x3000})
WHOLE = 10_000  # the width and the height of a page, to which boxes count
_MOST = 2_000_000  # characters on one page
_OPEN = re.compile(r"\([$€£¥]?\s?[\d.,]+%?$")


@dataclass(slots=True)
class Chunk:
    """Words without a wide gap between them; x from the left and y from the top, in points.

    The sides are as the words read, turned upright; `box` is where they stand on the page, in
    ten-thousandths of its width and height.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    bold: bool
    area: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # as the file counts
    box: tuple[int, int, int, int] = (0, 0, 0, 0)  # on the page as it is shown

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(slots=True)
class Seen:
    """What a page shows, how much it hides, and how many of its characters mean nothing."""

    chunks: list[Chunk]
    unseen: list[Chunk]
    characters: int
    unmapped: int
    width: float


@dataclass(slots=True)
class _Look:
    """How the text of one text object looks."""

    visible: bool
    white: bool
    bold: bool
    drawn: int  # the address of the object


def seen(page: pdfium.PdfPage, pictures: Pictures) -> Seen:
    """Read the characters of `page` in the order of its content."""
    text = page.get_textpage()
    total = min(raw.FPDFText_CountChars(text), _MOST)
    left, bottom, right, top = page.get_bbox()
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = page.get_mediabox()
    looks, ink = _Looks(page, text), Ink(page, pictures)
    result = Seen([], [], 0, 0, right - left)
    turn = _turn(text, total)
    for chunk, look, middle in _chunks(text, total, looks, turn):
        inside = left - 1 <= middle[0] <= right + 1 and bottom - 1 <= middle[1] <= top + 1
        shown = look.visible and inside and chunk.height >= _SMALLEST
        if shown and look.white and not looks.painted(middle):
            shown = False
        chunk.box = _on_page(page, chunk.area)
        if shown and ink.hides(look.drawn, chunk.box):
            shown = False
        (result.chunks if shown else result.unseen).append(chunk)
        result.characters += len(chunk.text)
        result.unmapped += sum(map(_means_nothing, chunk.text))
    return result


def _on_page(
    page: pdfium.PdfPage, area: tuple[float, float, float, float]
) -> tuple[int, int, int, int]:
    """Return an area as ten-thousandths of the page as it is shown: turned, and cut to its box."""
    left, bottom, right, top = area
    corners = [_shown_at(page, x, y) for x, y in ((left, bottom), (right, top))]
    across, down = sorted(c[0] for c in corners), sorted(c[1] for c in corners)
    return across[0], down[0], across[1], down[1]


def _shown_at(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pointers = ctypes.byref(across), ctypes.byref(down)
    raw.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, x, y, *pointers)
    return min(max(across.value, 0), WHOLE), min(max(down.value, 0), WHOLE)


def _means_nothing(character: str) -> bool:
    code = ord(character)
    return (
        code < 32
        or 0x7F <= code < 0xA0
        or 0xE000 <= code < 0xF900
        or code in (0xFFFD, 0xFFFE, 0xFFFF)
    )


def _turn(text: Any, total: int) -> int:
    """Return by how many quarters most of the text is turned; a sample tells."""
    step = max(1, total // 200)
    angles = (raw.FPDFText_GetCharAngle(text, i) for i in range(0, total, step))
    quarters = Counter(round(a / 1.5708) % 4 for a in angles if a >= 0)
    return quarters.most_common(1)[0][0] if quarters else 0


def _turned(box: Any, turn: int) -> tuple[float, float, float, float]:
    """Return left, right, top, bottom of a box as it reads after turning; y grows downward."""
    match turn:
        case 1:
            return box.bottom, box.top, box.left, box.right
        case 2:
            return -box.right, -box.left, box.bottom, box.top
        case 3:
            return -box.top, -box.bottom, -box.right, -box.left
    return box.left, box.right, -box.top, -box.bottom


def _chunks(
    text: Any, total: int, looks: _Looks, turn: int
) -> Iterator[tuple[Chunk, _Look, tuple[float, float]]]:
    """Yield runs of characters on one line, of one look, without a wide gap."""
    now: Chunk | None = None
    look = _Look(visible=True, white=False, bold=False, drawn=0)
    middle = (0.0, 0.0)
    for letter in _letters(text, total, looks, turn):
        if now is None or _apart(now, look, letter):
            if now is not None:
                yield now, look, middle
            now = Chunk("", letter.left, letter.right, letter.top, letter.bottom, letter.look.bold)
            now.area = letter.area
            look, middle = letter.look, letter.middle
        elif _word_ends(now, letter) and not _closes(now.text, letter.character):
            now.text += " "
        now.text += letter.character
        now.right, now.left = max(now.right, letter.right), min(now.left, letter.left)
        now.top, now.bottom = min(now.top, letter.top), max(now.bottom, letter.bottom)
        now.bold = now.bold and letter.look.bold
        now.area = _both(now.area, letter.area)
    if now is not None:
        yield now, look, middle


def _both(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _apart(now: Chunk, look: _Look, letter: _Letter) -> bool:
    """Say whether `letter` begins a new chunk: another line, another look, or a wide gap."""
    height = letter.bottom - letter.top
    gap = letter.left - now.right
    other_line = abs((letter.top + letter.bottom) / 2 - now.middle) > 0.5 * min(height, now.height)
    other_look = letter.look.visible != look.visible or letter.look.white != look.white
    return other_line or other_look or gap > _WIDE_GAP * height or gap < -1.5 * height


def _closes(text: str, character: str) -> bool:
    """Tell whether `character` ends the negative figure that `text` ends on; it is set apart."""
    return character == ")" and _OPEN.search(text) is not None


def _word_ends(now: Chunk, letter: _Letter) -> bool:
    height = letter.bottom - letter.top
    gap = letter.left - now.right
    return (letter.after_space and gap > 0.05 * height) or gap > _WORD_GAP * height


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character with its place as it reads, and the middle of it on the page."""

    character: str
    left: float
    right: float
    top: float
    bottom: float
    middle: tuple[float, float]
    area: tuple[float, float, float, float]
    look: _Look
    after_space: bool


def _letters(text: Any, total: int, looks: _Looks, turn: int) -> Iterator[_Letter]:
    """Yield the characters that are no space; a pair of surrogates is one character."""
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    space = False
    high = 0
    for i in range(total):
        code = raw.FPDFText_GetUnicode(text, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in _SPACES:
            space = True
            continue
        raw.FPDFText_GetLooseCharBox(text, i, pointer)
        left, right, top, bottom = _turned(box, turn)
        middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
        character = chr(code) if code else "\ufffd"
        bottom = max(bottom, top + 0.1)
        area = (box.left, box.bottom, box.right, box.top)
        yield _Letter(character, left, right, top, bottom, middle, area, looks.at(i), space)
        space = False


class _Looks:
    """The looks of the text objects of a page, each asked once."""

    def __init__(self, page: pdfium.PdfPage, text: Any) -> None:
        self._page, self._text = page, text
        self._known: dict[int, _Look] = {}
        self._painted: list[tuple[float, float, float, float]] | None = None

    def at(self, index: int) -> _Look:
        found = raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(found, ctypes.c_void_p).value or 0
        if key not in self._known:
            self._known[key] = self._ask(index, found)
        return self._known[key]

    def _ask(self, index: int, found: Any) -> _Look:
        mode = raw.FPDFTextObj_GetTextRenderMode(found) if found else 0
        colour = [ctypes.c_uint() for _ in range(4)]
        known = raw.FPDFText_GetFillColor(self._text, index, *map(ctypes.byref, colour))
        red, green, blue, alpha = (c.value for c in colour)
        faint = bool(known) and alpha < 8
        white = bool(known) and min(red, green, blue) > 244 and mode in (0, 4)
        weight = raw.FPDFText_GetFontWeight(self._text, index)
        return _Look(
            mode not in _INVISIBLE and not faint,
            white,
            weight >= 600 or self._bold(found),
            ctypes.cast(found, ctypes.c_void_p).value or 0,
        )

    def _bold(self, found: Any) -> bool:
        if not found:
            return False
        name = ctypes.create_string_buffer(200)
        raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(found), name, 200)
        return b"bold" in name.value.lower() or b"black" in name.value.lower()

    def painted(self, point: tuple[float, float]) -> bool:
        """Say whether something coloured is drawn where white text stands."""
        if self._painted is None:
            self._painted = list(self._grounds())
        x, y = point
        return any(a <= x <= c and b <= y <= d for a, b, c, d in self._painted)

    def _grounds(self) -> Iterator[tuple[float, float, float, float]]:
        kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
        for drawn in self._page.get_objects(filter=kinds, max_depth=3):
            colour = [ctypes.c_uint() for _ in range(4)]
            if drawn.type == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPageObj_GetFillColor(drawn.raw, *map(ctypes.byref, colour))
                if min(c.value for c in colour[:3]) > 200:
                    continue
            yield drawn.get_bounds()
