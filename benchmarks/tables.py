"""Right value, unit, row, column and period of tagged figures in real filings' tables.

    python -m benchmarks.tables FOLDER_WITH_INLINE_XBRL [--figures 200] [--seed 1] [--missed]

Every table is written anew without its tags, as a page, a workbook and a printed document (by the
Chromium of this machine, where there is one), and read as a user's file would be. A figure is right
when all five are.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from benchmarks import printed
from benchmarks.filed_tables import (
    Filed,
    FiledTable,
    Laid,
    filed_tables,
    period_is_stated,
    same_period,
)
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.labels.heads import heads_of
from kuroji.knowledge.labels.setting import setting_of
from kuroji.knowledge.labels.tables import cut_table
from kuroji.knowledge.labels.timing import settled
from kuroji.knowledge.passage import Passage, Source
from kuroji.knowledge.readers import Reading, read_file
from kuroji.knowledge.splitting import split
from kuroji.tools.reading import read, table_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kuroji.knowledge.labels.heads import Heads
    from kuroji.knowledge.labels.setting import Setting
    from kuroji.tools.period import Period
    from kuroji.tools.reading import Cell, Figure

_COMPANIES = {"amzn": "Amazon", "crm": "Salesforce", "meta": "Meta Platforms", "nvda": "NVIDIA"}
_TO_BE_RIGHT = ("value", "unit", "row", "column", "period")


class Seen:
    """A cell as it was read: its digits, figure, heads and period."""

    def __init__(self, cell: Cell, heads: Heads, figure: Figure | None, setting: Setting) -> None:
        self.text, self.row = cell.text, cell.row
        self.over = f"{cell.column} {heads.near} {cell.caption} {setting.heading}"
        self.figure, self._period, self._setting = figure, heads.period, setting
        self.taken = False

    def period_of(self, figure: Filed) -> Period | None:
        """The period that a fact from this cell would have."""
        if self._period is None:
            return None
        kind = "stock" if figure.start is None else "flow"
        return settled(self._period, kind, self._setting.accounts, self._setting.home)


def page(tables: Sequence[FiledTable], path: Path) -> None:
    """Write the tables as a page: each under a heading with its number."""
    parts = [f"<html><head><meta charset='utf-8'>{printed.STYLE}</head><body>"]
    for number, table in enumerate(tables):
        parts.append(f"<h1>T{number:04}</h1>")
        parts += [f"<p>{escape(line)}</p>" for line in table.over]
        rows = (
            "<tr>"
            + "".join(f'<td{_head(c)} colspan="{c.across}">{escape(c.text)}</td>' for c in row)
            + "</tr>"
            for row in table.rows
        )
        parts.append(f"<table>{''.join(rows)}</table>")
    path.write_text("".join(parts) + "</body></html>", encoding="utf-8")


def _head(cell: Laid) -> str:
    """The class of a head that stands over several columns: it is centred over them."""
    return ' class="head"' if cell.across > 1 and not _as_number(cell.text) else ""


def document(tables: Sequence[FiledTable], path: Path) -> None:
    """Print the page of the tables."""
    browser = printed.browser()
    assert browser is not None  # noqa: S101 - asked for before
    laid = path.with_suffix(".html")
    page(tables, laid)
    printed.printed(laid, path, by=browser)


def workbook(tables: Sequence[FiledTable], path: Path) -> None:
    """Write the tables as a workbook: a sheet each, laid out as on the page, numbers as numbers."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, table in enumerate(tables):
        sheet = book.create_sheet(f"T{number:04}")
        row = 0
        for line in table.over:
            row += 1
            sheet.cell(row, 1, line)
        row += 1
        for cells in table.rows:
            row += 1
            column = 1
            for cell in cells:
                if cell.text:
                    _write(sheet, row, column, cell.text)
                    if cell.across > 1 and not _as_number(cell.text):
                        sheet.merge_cells(None, row, column, row, column + cell.across - 1)
                column += cell.across
    book.save(path)


def _as_number(text: str) -> tuple[Decimal, str] | None:
    """A number and the format that shows it as `text` does."""
    found = re.fullmatch(r"(\()?(\$)?\s?(\()?([\d,]+(?:\.(\d+))?)\)?(\s?%)?\)?", text)
    if not found or re.fullmatch(r"(?:19|20)\d\d", text):
        return None
    value = Decimal(found[4].replace(",", ""))
    decimals = f".{'0' * len(found[5])}" if found[5] else ""
    if found[6]:
        value, form = value / 100, f"0{decimals}%"
    else:
        form = f"#,##0{decimals}" if "," in text or value < 1000 else f"0{decimals}"
    form = f'"$"{form}' if found[2] else form
    return (-value if found[1] or found[3] else value), f"{form}_);({form})"


def _write(sheet: Any, row: int, column: int, text: str) -> None:
    number = _as_number(text)
    cell = sheet.cell(row, column, text if number is None else number[0])
    if number is not None:
        cell.number_format = number[1]


def seen_in(path: Path, company: str, title: str) -> dict[str, list[Seen]]:
    """Read the file at `path`; return the cells of every table, by its number."""
    reading = read_file(path)
    if not isinstance(reading, Reading):
        raise SystemExit(f"{path.name} was not read: {reading.reason}")
    source = Source(
        id="s", title=title, publisher=company, url=None, published=None,
        read_at=datetime.now(UTC), sha256="0" * 64, language="en", kind="filing", grade="A",
        origin="o", entity=company, path=None,
    )  # fmt: skip
    companies = Companies.of([source])
    found: dict[str, list[Seen]] = {}
    number = None
    for piece in split(reading):
        text = reading.text[piece.start : piece.end]
        # On paper a heading is a line like others, and stays in force until the next.
        number = re.search(r"\bT\d{4}\b", piece.heading) or re.search(r"\bT\d{4}\b", text) or number
        if number:
            passage = Passage(
                id="p", source_id="s", text=text,
                heading=piece.heading, page=None, cells=None, start=piece.start, end=piece.end,
                language=piece.language, marks=(),
            )  # fmt: skip
            found.setdefault(number[0], []).extend(_cells(passage, source, companies))
    return found


def _cells(passage: Passage, source: Source, companies: Companies) -> Iterator[Seen]:
    text = cut_table(passage).text
    figures = read(text, passage.language, header=passage.heading)
    cells = table_cells(text)
    setting = setting_of(passage, source, companies)
    for cell in cells:
        own = [f for f in figures if cell.start <= f.start and f.end <= cell.end]
        counted = [f for f in own if f.figure_kind not in ("year", "date")]
        row = [
            c for c in cells if (c.table_start, c.row_index) == (cell.table_start, cell.row_index)
        ]
        heads = heads_of(text, cell, row, setting, companies)
        yield Seen(cell, heads, counted[0] if len(counted) == 1 else None, setting)


def _plain(text: str) -> str:
    return re.sub(r"\[\^?[^\]]*\]|[^a-z0-9]", "", text.lower())


def _digits(text: str) -> Decimal | None:
    found = re.sub(r"[^\d.]", "", text)
    return Decimal(found) if re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", found) else None


def judged(figure: Filed, cells: Sequence[Seen]) -> tuple[dict[str, bool], Seen | None]:
    """Say of each of the five whether it is right, in the first cell that shows the figure."""
    shown = [c for c in cells if not c.taken and _digits(c.text) == _digits(figure.shown)]
    at_row = [c for c in shown if _plain(c.row) == _plain(figure.row)]
    cell = next(iter(at_row or shown), None)
    if cell is None:
        return dict.fromkeys(_TO_BE_RIGHT, False), None
    cell.taken = True
    got = cell.figure
    loose = {"percent": ("percent", "multiple", "count", "percentage_point")}.get(figure.unit)
    return {
        "value": got is not None and got.value == figure.value,
        "unit": got is not None and got.unit in (loose or (figure.unit,)),
        "row": bool(at_row),
        "column": all(_plain(head) in _plain(cell.over) for head in figure.heads),
        "period": not period_is_stated(figure)
        or same_period(figure.start, figure.end, cell.period_of(figure)),
    }, cell


_MAKERS = {"html": page, "xlsx": workbook, "pdf": document}


def measured(folder: Path, name: str, sample: int, seed: int, missed: bool) -> None:
    """Print the share of figures that are right in files of one kind."""
    marks: list[tuple[dict[str, bool], str]] = []
    for filing in sorted(folder.glob("*.html")):
        company = _COMPANIES.get(filing.name.split("-")[0], "Oracle")
        tables = list(filed_tables(filing))
        with tempfile.TemporaryDirectory() as made:
            path = Path(made) / f"tables.{name}"
            _MAKERS[name](tables, path)
            seen = seen_in(path, company, filing.stem)
        for number, table in enumerate(tables):
            for figure in table.figures:
                mark, cell = judged(figure, seen.get(f"T{number:04}", []))
                marks.append((mark, f"{filing.stem} T{number:04} {_told(figure, cell)}"))
    random.Random(seed).shuffle(marks)  # noqa: S311 - a sample, no secret
    for few, many in (("sample", marks[:sample]), ("all", marks)):
        counts = Counter(what for mark, _ in many for what in _TO_BE_RIGHT if mark[what])
        right = sum(all(mark.values()) for mark, _ in many)
        parts = ", ".join(f"{what} {counts[what] / len(many):.1%}" for what in _TO_BE_RIGHT)
        print(f"{name} {few}: {right}/{len(many)} = {right / len(many):.1%}  ({parts})")
    if missed:
        for mark, told in marks:
            if not all(mark.values()):
                print("  ", [what for what in _TO_BE_RIGHT if not mark[what]], told)


def _told(figure: Filed, cell: Seen | None) -> str:
    got = cell.figure if cell else None
    period = cell.period_of(figure) if cell else None
    when = period.label if period else None
    return (
        f"{figure.row!r} {figure.heads} {figure.shown} = {figure.value} {figure.unit} "
        f"{figure.start}..{figure.end} | "
        + (f"{got.value if got else None} {got.unit if got else None} {when} "
           f"{cell.row!r} {cell.over!r}" if cell else "not found")
    )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every kind of file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--figures", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="list every figure that is not right")
    parser.add_argument("--kinds", nargs="+", choices=tuple(_MAKERS), default=tuple(_MAKERS))
    given = parser.parse_args(arguments)
    for name in given.kinds:
        if name == "pdf" and printed.browser() is None:
            print("pdf: not measured, because there is no Chromium here to print with")
            continue
        measured(given.folder, name, given.figures, given.seed, given.missed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
