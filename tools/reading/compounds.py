"""Quantities written in two units: 2年6カ月, 1年半, 1分30秒, 3割5分."""

import re
from decimal import Decimal

from kuroji.tools.reading.measures import Measure

_NEXT = re.compile(
    r"(?P<half>半(?!期|ば|数|分|導|世紀))|と?(?P<number>[0-9]+|[一二三四五六七八九十]+)"
    r"(?:(?P<months>[ヶカかヵケ箇個]月間?)|(?P<minutes>分(?!の)間?)|(?P<seconds>秒間?))"
)
_SHARE = re.compile("(?P<number>[0-9]|[一二三四五六七八九])分(?:(?P<rin>[0-9])厘)?(?!の)")
_DIGIT = "〇一二三四五六七八九"
_PARTS = {
    "years": ("months", Decimal(12)),
    "hours": ("minutes", Decimal(60)),
    "minutes": ("seconds", Decimal(60)),
}


def compound_after(
    text: str, end: int, value: Decimal, measure: Measure
) -> tuple[int, Decimal, Measure] | None:
    """Take in the lower unit that follows a quantity, and express the whole in it."""
    if measure.unit == "percent" and text[end - 1] == "割":
        share = _SHARE.match(text, end)
        if share:
            thousandths = Decimal(share["rin"] or 0).scaleb(-1)
            return share.end(), value + _small(share["number"]) + thousandths, measure
        return None
    part = _PARTS.get(measure.unit)
    match = _NEXT.match(text, end) if part else None
    if not part or not match:
        return None
    unit, size = part
    rest = match["number"]
    if rest is not None and match[unit] is None:
        return None
    value = value * size + (_small(rest) if rest else size / 2)
    return match.end(), value, Measure(unit, "duration", Decimal(1))


def _small(written: str) -> Decimal:
    """A number below a hundred in digits or kanji."""
    if written.isascii():
        return Decimal(written)
    tens, found, ones = written.rpartition("十")
    upper = (_DIGIT.index(tens[-1]) if tens else 1) if found else 0
    return Decimal(10 * upper + (_DIGIT.index(ones[-1]) if ones else 0))
