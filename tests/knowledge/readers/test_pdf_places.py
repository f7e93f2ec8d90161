"""Where the words of a PDF stand on its pages, for whoever highlights them."""

from collections.abc import Callable

import pytest

from kuroji.knowledge.readers import Reading
from kuroji.knowledge.readers.reading import Place

MakePdf = Callable[..., bytes]
Read = Callable[[str, bytes], Reading]
WIDTH, HEIGHT = 612, 792

PAGE = [
    (72, 740, "Revenue grew as the company expected, and", 9),
    (72, 729, "it was paid in cash.", 9),
    (72, 700, "(In millions)", 9),
    (340, 688, "Jul 27, 2025", 9),
    (430, 688, "Jul 28, 2024", 9),
    (72, 672, "Revenue", 9),
    (362, 672, "46,743", 9),
    (452, 672, "30,040", 9),
    (72, 660, "Cost of revenue", 9),
    (362, 660, "12,890", 9),
    (452, 660, "7,466", 9),
]


def _place(reading: Reading, words: str) -> Place:
    start = reading.text.index(words)
    return next(p for p in reading.places if p[0] <= start and start + len(words) <= p[1])


def _near(place: Place, x: float, y: float) -> bool:
    """Say whether the lower left corner of the words lies in the box, a letter's height allowed."""
    left, top, right, bottom = (side / 10_000 for side in place[2:])
    inside = left - 0.01 <= x / WIDTH <= right and top <= 1 - y / HEIGHT <= bottom + 0.005
    return inside and bottom - top < 0.03


@pytest.mark.parametrize(
    ("words", "x", "y"), [("7,466", 452, 660), ("46,743", 362, 672), ("Cost of revenue", 72, 660)]
)
def test_a_cell_has_the_box_in_which_it_is_printed(
    read: Read, make_pdf: MakePdf, words: str, x: float, y: float
) -> None:
    place = _place(read("a.pdf", make_pdf([PAGE])), words)
    assert _near(place, x, y)
    assert place[1] - place[0] == len(words)


def test_each_line_of_a_paragraph_has_its_box(read: Read, make_pdf: MakePdf) -> None:
    reading = read("a.pdf", make_pdf([PAGE]))
    assert _near(_place(reading, "Revenue grew"), 72, 740)
    assert _near(_place(reading, "paid in cash"), 72, 729)


def test_boxes_are_those_of_the_page_as_it_is_turned(read: Read, make_pdf: MakePdf) -> None:
    turned = make_pdf([PAGE]).replace(b"/Type/Page/P", b"/Type/Page/Rotate 90/P")
    left, top, right, bottom = (
        s / 10_000 for s in _place(read("a.pdf", turned), "it was paid")[2:]
    )
    assert bottom - top > right - left  # on the turned page the line runs from top to bottom
    assert left > 0.9  # what stood at the top stands at the right


def test_places_come_in_order_and_hold_the_words_they_are_of(read: Read, make_pdf: MakePdf) -> None:
    reading = read("a.pdf", make_pdf([PAGE, PAGE]))
    starts = [place[0] for place in reading.places]
    assert starts == sorted(starts)
    assert all(reading.text[place[0] : place[1]].strip() for place in reading.places)


def test_a_document_without_pages_has_no_places(read: Read) -> None:
    assert read("a.txt", b"Revenue was 5.").places == ()
