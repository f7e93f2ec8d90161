"""The tagged figures of real filings' tables: what each is, by the tags and the page's layout.

Inline XBRL says of a figure its value, unit and period; the table's own geometry says its row and
the heads that stand over it. Both are independent of the readers that are measured with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NUMBER = re.compile(r"\(?[$€£¥]?\s?\(?\d[\d,]*(?:\.\d+)?\)?\s?%?\)?")
_SCALE = "(?i)thousand|million|billion"
_UNITS = {"usd": "USD", "shares": "count", "usd/shares": "USD/share", "pure": "percent"}


@dataclass(frozen=True, slots=True)
class Filed:
    """A figure as its company tagged it: signed as it is shown, in single units."""

    row: str
    heads: tuple[str, ...]
    shown: str
    value: Decimal
    unit: str
    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell of a page's table: its words and how many columns it takes."""

    text: str
    across: int


@dataclass(frozen=True, slots=True)
class FiledTable:
    """A table with the lines that stand over it, its cells and its tagged figures."""

    over: tuple[str, ...]
    rows: tuple[tuple[Laid, ...], ...]
    figures: tuple[Filed, ...]


def words(element: Any) -> str:
    """Return the words of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def filed_tables(path: Path) -> Iterator[FiledTable]:
    """Yield the tables of the filing at `path` that have tagged figures."""
    tree = html.parse(str(path)).getroot()
    periods = {one.get("id"): _period(one) for one in _all(tree, "xbrli:context")}
    units = {one.get("id"): _unit(one) for one in _all(tree, "xbrli:unit")}
    for table in tree.iter("table"):
        found = _table(table, periods, units)
        if found is not None:
            yield found


def _all(tree: Any, name: str) -> list[Any]:
    return [one for one in tree.iter() if isinstance(one.tag, str) and one.tag == name]


def _period(context: Any) -> tuple[date | None, date] | None:
    said = {one.tag.rpartition(":")[2]: words(one) for one in context.iter()}
    if "instant" in said:
        return None, date.fromisoformat(said["instant"])
    if "startdate" in said:
        return date.fromisoformat(said["startdate"]), date.fromisoformat(said["enddate"])
    return None


def _unit(unit: Any) -> str:
    names = [words(m).rpartition(":")[2].lower() for m in _all(unit, "xbrli:measure")]
    return _UNITS.get("/".join(names), "")


def _table(
    table: Any, periods: dict[str, tuple[date | None, date] | None], units: dict[str, str]
) -> FiledTable | None:
    rows = [list(row.iter("td", "th")) for row in table.iter("tr")]
    laid = tuple(tuple(Laid(words(c), int(c.get("colspan", "1"))) for c in row) for row in rows)
    tagged = [[_tag(cell) for cell in row] for row in rows]
    first = next((n for n, row in enumerate(tagged) if any(t is not None for t in row)), None)
    if first is None:
        return None
    over = _lines_over(table)
    scaled = re.search(_SCALE, " ".join((*over, *(c.text for row in laid for c in row))))
    figures = []
    for n in range(first, len(rows)):
        label = next((cell.text for cell in laid[n] if cell.text), "")
        column = 0
        for cell, tag in zip(laid[n], tagged[n], strict=True):
            place = (column, column + cell.across)
            column += cell.across
            unit = "" if tag is None else units.get(tag.get("unitref"), "")
            when = None if tag is None else periods.get(tag.get("contextref"))
            shown = _NUMBER.search(cell.text)
            if tag is None or not unit or when is None or not shown or cell.text == label:
                continue
            if not scaled and tag.get("scale", "0") in ("3", "6", "9"):
                continue  # it stands on the page of a table before, and not with this one
            figures.append(
                Filed(
                    label, _over(laid[:first], place), shown[0], _value(tag, shown[0]), unit, *when
                )
            )
    return FiledTable(over, laid, tuple(figures)) if figures else None


def _tag(cell: Any) -> Any:
    """The tag of a cell that holds one tagged number; several make no figure of a table."""
    tags = [one for one in cell.iter() if one.tag == "ix:nonfraction"]
    return tags[0] if len(tags) == 1 and re.search(r"\d", words(tags[0])) else None


def _value(tag: Any, shown: str) -> Decimal:
    number = Decimal(re.sub(r"[^\d.]", "", words(tag)))
    scale = int(tag.get("scale", "0"))
    percent = 2 if "%" in shown or scale == -2 else 0
    value = number.scaleb(scale + percent)
    return -value if "(" in shown else value


def _over(heads: tuple[tuple[Laid, ...], ...], place: tuple[int, int]) -> tuple[str, ...]:
    """The words of the rows of heads that lie over `place`; a line over all columns is a title."""
    found = []
    for row in heads:
        filled = [cell for cell in row if cell.text]
        column = 0
        for cell in row:
            start, column = column, column + cell.across
            if cell.text and start and start < place[1] and place[0] < column and len(filled) > 0:
                found.append(cell.text)
    return tuple(found)


def _lines_over(table: Any) -> tuple[str, ...]:
    """Up to two lines of text before the table, as a title or a unit stands there.

    Of a paragraph that leads to the table its last sentence is kept.
    """
    lines: list[str] = []
    element = table
    while element is not None and len(lines) < 2:
        before = element.getprevious()
        element = before if before is not None else element.getparent()
        if before is None:
            continue
        if (
            not isinstance(before.tag, str)
            or before.tag == "table"
            or before.find(".//table") is not None
        ):
            break
        text = words(before)
        if not re.search("[A-Za-z]", text) or text == "Table of Contents":
            continue
        last = re.split(r"(?<=[a-z)]\.) (?=[A-Z])", text)[-1]
        lines.insert(0, last[-400:])
    return tuple(lines)


_NOT_ITS_HEAD = re.compile(r"(?:19|20)\d\d|fiscal \d|beginning|january 1$", re.IGNORECASE)


def period_is_stated(figure: Filed) -> bool:
    """Say whether the heads over a figure give the year in which its period ends.

    A row may give another (2027, balance at the beginning): then the tag's period is not told.
    """
    years = {figure.end.year, (figure.end + timedelta(days=5)).year}
    over = " ".join(figure.heads)
    return any(str(year) in over for year in years) and not _NOT_ITS_HEAD.search(figure.row)


def same_period(start: date | None, end: date, read: Any) -> bool:
    """Say whether the period `read` is the tagged one: its end, and its length where it has one."""
    if read is None:
        return False
    if read.end is None:
        year = re.search(r"FY(\d{4})$", read.label)
        return year is not None and int(year[1]) in (end.year, (end + timedelta(days=5)).year)
    if abs((read.end - end).days) > 7:
        return False
    if start is None or read.kind in ("day", "month"):
        return True
    months = round((end - start).days / 30.4)
    return {"year": 12, "half": 6, "quarter": 3}.get(read.kind, months) == months
