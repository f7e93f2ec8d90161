"""Stored spreadsheet values → the text that stands for them, exactly."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

__all__ = ["BUILTIN_FORMATS", "shown"]

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]{0,5})[^\]]*\]|[_*].')
_SIGNS = {
    "$": "$",
    "US$": "US$",
    "€": "€",
    "£": "£",
    "¥": "¥",
    "￥": "¥",
    "USD": "USD ",
    "EUR": "EUR ",
    "JPY": "JPY ",
}
_GROUPED = re.compile(r"[#0?],[#0?]{3}(?!,)")
_THOUSAND = 1000
_DIGITS = 15  # what a spreadsheet itself keeps of a number
_EXPONENT = 30


def shown(raw: str, form: str, *, since_1904: bool) -> str | None:
    """Return the stored number `raw` as text; None if it is no number that can be trusted.

    Dates become ISO dates, a share with a percent format its percentage, and a currency in the
    format stands before the number. Nothing is rounded but the sixteenth digit.

    >>> shown("0.253", "0.0%", since_1904=False), shown("4217", '"$"#,##0', since_1904=False)
    ('25.3%', '$4,217')
    """
    try:
        value = Decimal(raw.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _EXPONENT:
        return None
    value = _kept(value)
    first = form.split(";")[0]
    bare = _QUOTED.sub("", first)
    if is_date_format(form) and 0 <= value < 2958466:
        return _date(value, since_1904)
    if "%" in bare:
        return f"{_plain(value * 100)}%"
    return _currency(first) + (_grouped(value) if _GROUPED.search(bare) else _plain(value))


def _kept(value: Decimal) -> Decimal:
    """Drop what binary storage adds after the fifteenth digit: 0.30000000000000004 is 0.3."""
    if len(value.as_tuple().digits) <= _DIGITS or value == value.to_integral_value():
        return value
    return round(value, _DIGITS - 1 - value.adjusted())


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal) -> str:
    """Return `value` with separated thousands, as its format shows it: 2,055 is no year."""
    return _plain(value) if abs(value) < _THOUSAND else f"{Decimal(_plain(value)):,f}"


def _currency(form: str) -> str:
    for quoted, escaped, tagged in _QUOTED.findall(form):
        for word in (quoted.strip(), escaped, tagged):
            if word in _SIGNS:
                return _SIGNS[word]
    return "$" if "$" in _QUOTED.sub("", form) else ""


def _date(value: Decimal, since_1904: bool) -> str:
    epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    moment = from_excel(float(value), epoch)
    if isinstance(moment, datetime):
        return (
            moment.date().isoformat()
            if moment.time() == time()
            else moment.isoformat(" ", "minutes")
        )
    return str(moment) if isinstance(moment, (time, timedelta)) else _plain(value)
