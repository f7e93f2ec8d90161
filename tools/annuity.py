"""The factors behind everything that grows, or is paid in equal parts, at a rate."""

from decimal import Decimal
from typing import Final

# Below this a series of two terms is exact to more digits than are shown.
_TINY: Final = Decimal("1e-17")


def log_growth(rate: Decimal) -> Decimal:
    """Return ln(1 + rate), also of a rate that would vanish beside 1.

    >>> log_growth(Decimal("1e-300")).normalize()
    Decimal('1E-300')
    """
    return rate - rate * rate / 2 if abs(rate) < _TINY else (1 + rate).ln()


def discount(rate: Decimal, periods: Decimal) -> Decimal:
    """Return (1 + rate)^−periods: what one unit then is worth now.

    >>> discount(Decimal("0.25"), Decimal(2))
    Decimal('0.64')
    """
    if abs(rate) < _TINY:
        return (-periods * log_growth(rate)).exp()
    return (1 + rate) ** -periods


def capital_recovery(rate: Decimal, periods: Decimal) -> Decimal:
    """Return the level payment at the end of each period that repays one unit.

    Where 1 − (1 + rate)^−periods would cancel it is taken by its series.

    >>> capital_recovery(Decimal(0), Decimal(4))
    Decimal('0.25')
    """
    if rate == 0:
        return 1 / periods
    growth = periods * log_growth(rate)
    if abs(growth) < _TINY:
        return rate / (growth - growth * growth / 2)
    return rate / (1 - discount(rate, periods))
