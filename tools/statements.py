"""What follows from other lines of the accounts: a missing quarter, a change, a roll-forward."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.quantity import Quantity, mismatch
from kuroji.tools.refusal import Refusal
from kuroji.tools.roles import QUANTITY, many, number

_PART: Final = re.compile(r"(?P<year>.+)-(?P<part>Q[1-4]|H[12])")
_QUARTERS: Final = MappingProxyType(
    {"H1": ("Q1", "Q2"), "H2": ("Q3", "Q4")} | {q: (q,) for q in ("Q1", "Q2", "Q3", "Q4")}
)
_LINES: Final = ("opening", "additions", "disposals", "closing")


@calculator(
    "remainder of a year",
    "通期から既知の四半期を除いた残り",
    roles={"year": QUANTITY, "parts": many(QUANTITY)},
    outputs=("value", "currency", "period"),
    formula="year − Σ parts, the quarters or halves of that year that are known",
)
def period_remainder(given: Given) -> Outputs | Refusal:
    """Return the flow of the quarters that are left, such as Q4 from the year and nine months."""
    year, parts = given.quantity("year"), given.quantities("parts")
    if year.kind != "flow":
        return Refusal(
            "KindMismatch", "year is a stock, which has no parts; give a flow", ("year",)
        )
    refused = mismatch((year, *parts), ("year", "parts"), waived=("period",))
    if refused:
        return refused
    left = _quarters_left(year, parts)
    if isinstance(left, Refusal):
        return left
    value = year.amount - sum((part.amount for part in parts), Decimal(0))
    return {"value": value, "currency": year.currency, "period": left}


def _quarters_left(year: Quantity, parts: Sequence[Quantity]) -> str | Refusal:
    """Return the label of what the parts leave of the year."""
    left = ["Q1", "Q2", "Q3", "Q4"]
    stem = year.period
    for part in parts:
        label = _PART.fullmatch(part.period)
        if label is None or _bare(label["year"]) != _bare(year.period):
            reason = f"{part.period} is no quarter or half of {year.period}; choose parts of it"
            return Refusal("PeriodMismatch", reason, ("parts",))
        stem = label["year"]
        for quarter in _QUARTERS[label["part"]]:
            if quarter not in left:
                reason = f"{part.period} overlaps another of parts; give each quarter once"
                return Refusal("PeriodMismatch", reason, ("parts",))
            left.remove(quarter)
    if not left:
        reason = f"parts cover the whole of {year.period}, so nothing is left; compare their sum"
        return Refusal("NotMeaningful", reason, ("parts",))
    halves: dict[tuple[str, ...], str] = {q: half for half, q in _QUARTERS.items()}
    named = halves.get(tuple(left))
    return f"{stem}-{named}" if named else " + ".join(f"{stem}-{quarter}" for quarter in left)


def _bare(year: str) -> str:
    return year.removeprefix("FY")


@calculator(
    "change of a stock between two dates",
    "2時点間の残高の増減",
    roles={"opening": QUANTITY, "closing": QUANTITY},
    outputs=("change", "currency", "growth", "days"),
    formula="closing − opening; growth = change / opening, null when opening ≤ 0",
)
def stock_change(given: Given) -> Outputs | Refusal:
    opening, closing = given.quantity("opening"), given.quantity("closing")
    roles = ("opening", "closing")
    refused = mismatch((opening, closing), roles, waived=("period",))
    if refused:
        return refused
    if opening.kind != "stock":
        reason = "opening and closing are flows; a change between dates needs stocks"
        return Refusal("KindMismatch", reason, roles)
    first, last = _day(opening.period), _day(closing.period)
    days = (last - first).days if first and last else None
    if opening.period == closing.period or (days is not None and days < 0):
        reason = f"closing ({closing.period}) must be later than opening ({opening.period})"
        return Refusal("PeriodMismatch", reason, roles)
    change = closing.amount - opening.amount
    return {
        "change": change,
        "currency": opening.currency,
        "growth": change / opening.amount if opening.value > 0 else None,
        "days": days,
    }


def _day(period: str) -> date | None:
    try:
        return date.fromisoformat(period)
    except ValueError:
        return None


@calculator(
    "roll-forward",
    "残高の増減表",
    roles={
        "opening": number(default=None),
        "additions": number(at_least=0, default=None),
        "disposals": number(at_least=0, default=None),
        "closing": number(default=None),
        "tolerance": number(at_least=0, default=0),
    },
    outputs=(*_LINES, "solved", "difference", "ties"),
    formula="opening + additions − disposals = closing; the one that is absent is solved for, "
    "with all four difference = closing − the rest",
)
def roll_forward(given: Given) -> Outputs | Refusal:
    """Return all four lines; with all given, say whether they tie within the tolerance."""
    absent = [line for line in _LINES if given.maybe(line) is None]
    if len(absent) > 1:
        reason = f"{' and '.join(absent)} are missing; give at least three of the four lines"
        return Refusal("MissingInput", reason, tuple(absent))
    lines = {line: given.maybe(line) or Decimal(0) for line in _LINES}
    off = lines["closing"] - (lines["opening"] + lines["additions"] - lines["disposals"])
    if not absent:
        ties = abs(off) <= given["tolerance"]
        return {**lines, "solved": None, "difference": off, "ties": ties}
    solved = absent[0]
    lines[solved] = -off if solved in ("disposals", "closing") else off
    if solved in ("additions", "disposals") and lines[solved] < 0:
        reason = f"{solved} would be {lines[solved]}, below 0; one of the other lines is wrong"
        return Refusal("NotMeaningful", reason, (solved,))
    return {**lines, "solved": solved, "difference": Decimal(0), "ties": True}
