"""A figure read from text: its exact span, its value in base units, its unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

FigureKind = Literal["money", "percent", "multiple", "count", "duration", "rate", "year", "date"]
Approx = Literal["exact", "about", "over", "under", "range"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with the span of the original text where it stands.

    `value` is in base units: the scale word and the table's header are applied, a percentage
    stays a percentage (25.3 % is 25.3). `value_high` is the upper end of a range. `unit` is an
    ISO code, `percent`, `percentage_point`, `multiple`, `people`, `tokens`, …, or `USD/hour`.
    """

    start: int
    end: int
    text: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    figure_kind: FigureKind
    approx: Approx
    scale: str
    currency: str | None


def plain(value: Decimal) -> str:
    """Write `value` without exponent and without idle zeros.

    >>> plain(Decimal("1.20E+9")), plain(Decimal("2.50"))
    ('1200000000', '2.5')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wire(figures: Iterable[Figure]) -> list[dict[str, str | int]]:
    """Return the figures as `kuroji read --jsonl` writes them.

    `approx` is left out where the figure is exact. A year or a date is written as the text has
    it: `2024`, `2024-12-31`, `2025-03`, `12-31`.
    """
    return [_on_the_wire(figure) for figure in figures]


def _on_the_wire(figure: Figure) -> dict[str, str | int]:
    line: dict[str, str | int] = {
        "start": figure.start,
        "end": figure.end,
        "value": _calendar(figure) if figure.figure_kind == "date" else plain(figure.value),
        "unit": figure.unit,
        "kind": figure.figure_kind,
    }
    if figure.value_high is not None:
        line["value_high"] = plain(figure.value_high)
    if figure.approx != "exact":
        line["approx"] = figure.approx
    return line


def _calendar(figure: Figure) -> str:
    """Write a date's value, YYYYMMDD, YYYYMM or MMDD as a number, with its dashes."""
    digits = plain(figure.value)
    if len(digits) == 8:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    if len(digits) == 6:
        return f"{digits[:4]}-{digits[4:]}"
    digits = digits.zfill(4)
    return f"{digits[:2]}-{digits[2:]}"
