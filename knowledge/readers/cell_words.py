"""What the words in a cell are: a figure, a date, a unit, the name of a period."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60  # characters that a figure in a cell has at most
_CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$€£¥￥₩]|USD|EUR|GBP|JPY")
_TAIL = re.compile(r"\)|\)?\s?(?:%|％|pts?|x|倍|bps)|\]")
_FIGURE = re.compile(
    r"(?:※\s?\d{0,2}(?:[、,]\s?※?\d{1,2}){0,4}\s)?"
    r"[(\[△▲−–\-+~約<>≧≤]{0,3}\s?(?:[A-Z]{0,3}[$€£¥￥₩])?\s?[(△▲−–\-]?\s?\d[\d,. \u202f]{0,40}"
    r"(?:%|％|x|倍|pp|pts?|bps|円|億円|百万円|千円|兆円|万円|[kKmMbB]n?|million|billion|thousand)?"
    r"\s?[)\]]?%?(?:\s?\[\^[^\]]{1,4}\])*"
)
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3}){1,5}(?![\d,])")
_NONE = re.compile(r"(?:[$€£¥￥]\s?)?(?:[—–‒−-]{1,3}|N/?A|n/?a|NM|nm|\*|―)\s?%?")
_CALENDAR = re.compile(
    r"(?:(?:FY|CY|fiscal)\s?)?'?(?:19|20)\d\d(?:年度?|[AEF])?(?:\s?\(.{1,20}\)|\s?\[\^.{1,4}\])?|"
    r"(?:19|20)\d\d[-/.年].{0,20}|\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2}",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:months?|years?|quarters?|weeks?)\s(?:then\s)?ended|年|期|"
    rf"\b{_MONTH}",
    re.I,
)
_PERIOD = re.compile(
    r"(?:(?:for|as of|at)\s(?:the\s)?)?(?:(?:three|six|nine|twelve|\d{1,2})[\s-](?:months?|weeks?)|"
    rf"(?:fiscal\s)?(?:years?|quarters?)|{_MONTH})\b[^a-z]?[^.]{{0,60}}\b(?:19|20)\d\d\)?:?$|"
    r"(?:前|当)(?:連結)?(?:会計年度|事業年度|四半期)|20\d\d年\d{1,2}月期.{0,20}$",
    re.I,
)
_ROW_UNIT = re.compile(
    r"[(\[](?:百万|千|億|十億|万)?(?:円|人|株|名|台|件|社|ドル|米ドル)(?:/株)?[)\]]|[(\[](?:%|倍|年|日|月|千人|ポイント)[)\]]|"
    r"\((?:in )?(?:US\$|\$|¥|€|£|%)?\s?(?:thousands?|millions?|billions?|bn|mn|m)\)"
)
_NAMES_PERIOD = re.compile(
    r"year|fiscal|period|date|ended|ending|month|quarter|as of|年|期|日|月", re.I
)
_OPEN_DATE = re.compile(rf"\b{_MONTH}[. ]+\d{{1,2}},?$", re.I)
_ENDS_GROUP = re.compile(
    r"(?:sub)?total|net (?:income|loss|cash|change|increase)|.*(?:合計|小計|計)$", re.I
)
_SCALE = r"(?:thousand|million|billion|trillion)s?"
_UNIT = re.compile(
    rf"\bin (?:\w+ ){{0,3}}{_SCALE}\b|\b(?:thousand|million|billion)s of\b|"
    rf"\b(?:dollars|yen|euros|amounts|shares|USD|\$|%)\b[^.]{{0,40}}\b{_SCALE}\b|"
    r"単位|[（(](?:百万|千|億|十億|万)?(?:円|ドル|株)[）)]|"
    r"\bin percent(?:ages?)?\b|\((?:unaudited|USD|US\$|\$|%|percent)[^)]{0,40}\)",
    re.I,
)


def _plain(text: str) -> str:
    """Return `text` with full-width digits and signs in their common form."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def is_figure(text: str) -> bool:
    """Say whether `text` is one number, perhaps with sign, currency, unit and footnote mark.

    >>> is_figure("$(1,234)"), is_figure("Note 4")
    (True, False)
    """
    return len(text) < _LONGEST and _FIGURE.fullmatch(_plain(text)) is not None


def is_value(text: str) -> bool:
    """Say whether `text` is a figure or says that there is none, and is no year or date."""
    if len(text) >= _LONGEST or is_calendar(text):
        return False
    return is_figure(text) or is_nothing(text)


def has_thousands(text: str) -> bool:
    """Say whether a number with separated thousands stands in `text`, whatever is beside it."""
    return len(text) < _LONGEST and _THOUSANDS.search(_plain(text)) is not None


def is_nothing(text: str) -> bool:
    """Say whether `text` is the dash or the letters that stand for no figure."""
    return _NONE.fullmatch(_plain(text)) is not None


def is_calendar(text: str) -> bool:
    """Say whether `text` is a year or a date in digits, as heads are."""
    return _CALENDAR.fullmatch(_plain(text)) is not None


def is_dated(text: str) -> bool:
    """Say whether `text` tells a date or period in any way."""
    return _DATED.search(_plain(text)) is not None


def is_period(text: str) -> bool:
    """Say whether a line in a table is the name of the period of what follows."""
    return len(text) < 80 and _PERIOD.match(_plain(text)) is not None


def is_open_date(text: str) -> bool:
    """Say whether a head gives a day whose year stands under it: "Year ended January 31,"."""
    return _OPEN_DATE.search(_plain(text)) is not None


def names_period(text: str) -> bool:
    """Say whether a label says that years or dates stand beside it, as in "Fiscal year"."""
    return _NAMES_PERIOD.search(text) is not None


def ends_group(text: str) -> bool:
    """Say whether a row sums up what a group heading stood over."""
    return _ENDS_GROUP.match(text) is not None


def has_unit(text: str) -> bool:
    """Say whether `text` tells in what the figures below it are counted."""
    return _UNIT.search(text) is not None


def is_row_unit(text: str) -> bool:
    """Say whether a cell holds nothing but the unit of its row, as Japanese filings write it.

    >>> is_row_unit("（百万円）"), is_row_unit("(Note 4)")
    (True, False)
    """
    return _ROW_UNIT.fullmatch(_plain(text)) is not None


def opens_figure(text: str) -> bool:
    """Say whether `text` alone in a cell belongs to the figure after it."""
    return text in ("(", "-", "△", "▲") or _CURRENCY.fullmatch(text) is not None


def closes_figure(text: str) -> bool:
    """Say whether `text` alone in a cell belongs to the figure before it."""
    return _TAIL.fullmatch(text) is not None
