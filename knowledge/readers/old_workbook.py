"""Older and binary workbooks (XLS, XLSB, ODS), through calamine."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.grid import Cell
from kuroji.knowledge.readers.kinds import OLE
from kuroji.knowledge.readers.numbers import shown
from kuroji.knowledge.readers.reading import Limits, Refused
from kuroji.knowledge.readers.sheet_blocks import Row, add_sheet


def read(data: bytes, _limits: Limits) -> Draft:
    """Read the visible sheets of a workbook."""
    if data.startswith(OLE):
        _refuse_other_ole(data)
    draft = Draft("xls")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Refused(
            "password", "it is protected with a password", "save it without one"
        ) from error
    except python_calamine.CalamineError as error:
        raise Refused(
            "damaged", "it is damaged or no Excel workbook", "save it as .xlsx and try again"
        ) from error
    hidden = []
    for about in book.sheets_metadata:
        if about.visible != python_calamine.SheetVisibleEnum.Visible:
            hidden.append(about.name)
        elif about.typ == python_calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            add_sheet(draft, about.name, _filled(rows))
    if hidden:
        draft.left_out("hidden sheets were left out: " + ", ".join(hidden)[:500])
    return draft


def _refuse_other_ole(data: bytes) -> None:
    """Name the other things that come in this container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("password", "it is protected with a password", "save it without one")
    names = {
        "WordDocument": "an old Word file (.doc)",
        "PowerPoint Document": "an old PowerPoint file (.ppt)",
        "__properties_version1.0": "an Outlook message (.msg)",
    }
    for mark, name in names.items():
        if mark.encode("utf-16-le") in data:
            raise Refused("unsupported", f"it is {name}", "save it as .docx, .pptx, .eml or PDF")


def _filled(rows: list[list[Any]]) -> Any:
    for number, row in enumerate(rows, start=1):
        cells: Row = {
            column: Cell(text)
            for column, value in enumerate(row, start=1)
            if (text := _text(value))
        }
        if cells:
            yield number, cells


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown(repr(value), "General", since_1904=False) or ""
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).strip()
