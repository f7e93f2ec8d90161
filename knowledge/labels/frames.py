"""A frame: words around a figure that say what it is of without naming it."""

from __future__ import annotations

import re
from dataclasses import dataclass

CHANGES = frozenset(("price_change", "depreciation_effect", "operating_income_effect"))


@dataclass(frozen=True, slots=True)
class Frame:
    """`left` ends before the figure, `right` begins after it; `unit` and `anywhere` narrow it."""

    metric: str
    sign: int
    left: re.Pattern[str]
    right: re.Pattern[str]
    unit: re.Pattern[str] | None = None
    anywhere: re.Pattern[str] | None = None


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


def frame(
    metric: str,
    left: str = "",
    right: str = "",
    *,
    sign: int = 1,
    unit: str = "",
    anywhere: str = "",
) -> Frame:
    """Return a frame; `left` is anchored at the figure's start, `right` at its end.

    A negative sign on a ratio or an effect says that the figure is a fall, in the frame itself.
    """
    return Frame(
        metric,
        sign,
        re.compile(f"(?:{left})$", re.IGNORECASE),
        re.compile(right, re.IGNORECASE),
        re.compile(unit) if unit else None,
        re.compile(anywhere, re.IGNORECASE) if anywhere else None,
    )
