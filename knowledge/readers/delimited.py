"""CSV and its cousins: tables with their heads, and the lines between them as text."""

from __future__ import annotations

import csv
import io

from kuroji.knowledge.readers.draft import Draft, clean
from kuroji.knowledge.readers.encodings import decoded
from kuroji.knowledge.readers.grid import Cell
from kuroji.knowledge.readers.reading import Limits, Refused
from kuroji.knowledge.readers.sheet_blocks import Row, add_sheet

_FIELD = 10 << 20
_MOST_COLUMNS = 2000


def read(data: bytes, limits: Limits) -> Draft:
    """Read a table of values; the delimiter is the one that cuts the lines most evenly."""
    if len(data) > limits.text << 20:
        raise Refused(
            "too_big",
            f"it is larger than {limits.text} MB of text",
            "split it, or raise KUROJI_READER_TEXT",
        )
    text, encoding, notice = decoded(data)
    draft = Draft("csv")
    if encoding != "utf-8":
        draft.describe("encoding", encoding)
    if notice:
        draft.left_out(notice)
    _add(clean(text), draft)
    return draft


def _add(text: str, draft: Draft) -> None:
    csv.field_size_limit(_FIELD)
    delimiter = _delimiter(text[:50_000])
    rows: list[list[str]] = []
    first = 1
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append(row)
        else:
            _block(rows, first, delimiter, draft)
            rows, first = [], reader.line_num + 1
        if len(row) > _MOST_COLUMNS:
            raise Refused(
                "too_wide",
                f"it has more than {_MOST_COLUMNS:,} columns",
                "bring the columns that matter",
            )
    _block(rows, first, delimiter, draft)


def _delimiter(sample: str) -> str:
    """Return the delimiter that most lines have equally often."""
    lines = [line for line in sample.split("\n")[:-1] or [sample] if line.strip()][:200]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        most = max(set(counts), key=counts.count, default=1)
        return (counts.count(most) if most > 1 else 0, most)

    return max(",\t;|", key=evenness)


def _block(rows: list[list[str]], first: int, delimiter: str, draft: Draft) -> None:
    """Add a run of lines: a table if most lines have several cells, else text as it stands."""
    several = [len(row) for row in rows if len(row) > 1]
    if len(several) < 2 and not (several and len(rows) == 1 and len(set(several)) == 0):
        for row in rows:
            draft.block(delimiter.join(row))
        return
    filled: list[tuple[int, Row]] = [
        (number, {place: Cell(cell.strip()) for place, cell in enumerate(row, 1) if cell.strip()})
        for number, row in enumerate(rows, start=first)
    ]
    add_sheet(draft, "", ((number, row) for number, row in filled if row))
