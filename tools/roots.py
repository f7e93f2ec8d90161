"""All positive roots of a sum of powers, by the sign-change rule of Descartes made constructive.

A sum Σ c_i v^e_i is divided by a power of v that lies between two terms of opposite sign;
the derivative of that quotient has one change of sign less, and between its roots the sum
crosses zero at most once. So the roots are found level by level, none is missed, and the
exponents may be days as well as periods.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from itertools import pairwise
from typing import Final

PRECISION: Final = 80
_FINE: Final = Decimal("1e-45")


@dataclass(frozen=True, slots=True)
class Term:
    """One term c·v^e; terms are kept by rising exponent, without zeros."""

    exponent: int
    coefficient: Decimal


def sign_changes(terms: Sequence[Term]) -> int:
    """Count changes of sign, zeros skipped: no more roots than this can exist."""
    signs = [t.coefficient > 0 for t in terms if t.coefficient != 0]
    return sum(a != b for a, b in pairwise(signs))


def roots_between(
    terms: Sequence[Term], low: Decimal, high: Decimal, touching: Decimal
) -> list[Decimal]:
    """Return every root in the open interval, ascending.

    Where the sum only touches zero, it is a root if it comes nearer to zero than `touching`
    times the sum of the absolute terms.
    """
    with localcontext(Context(prec=PRECISION, Emin=-999_999_999, Emax=999_999_999)):
        found = _roots([t for t in terms if t.coefficient != 0], low, high, touching)
        return [root for root in found if low < root < high]


def _roots(terms: list[Term], low: Decimal, high: Decimal, touching: Decimal) -> list[Decimal]:
    turns = _roots(_derivative(terms), low, high, Decimal(0)) if sign_changes(terms) > 1 else []
    marks = [low, *turns, high]
    signs = [_sign(terms, mark, touching if mark in turns else Decimal(0)) for mark in marks]
    found = [mark for mark, sign in zip(turns, signs[1:-1], strict=True) if sign == 0]
    for place in range(len(marks) - 1):
        if signs[place] * signs[place + 1] < 0:
            found.append(_crossing(terms, marks[place], marks[place + 1], signs[place]))
    return sorted(found)


def _derivative(terms: list[Term]) -> list[Term]:
    """Return v·d/dv of the sum divided by v^d, d between the first two terms that differ in sign.

    Twice the exponents, so that d, half-way between two whole numbers, stays whole.
    """
    turn = next(
        i for i in range(1, len(terms)) if terms[i].coefficient * terms[i - 1].coefficient < 0
    )
    twice = terms[turn].exponent + terms[turn - 1].exponent
    return [Term(t.exponent, t.coefficient * (2 * t.exponent - twice)) for t in terms]


def _value(terms: Sequence[Term], at: Decimal) -> Decimal:
    """Evaluate Σ c·v^(e − lowest e), which has the sign of the sum, by Horner's scheme."""
    total, above = Decimal(0), terms[-1].exponent
    for term in reversed(terms):
        total = total * at ** (above - term.exponent) + term.coefficient
        above = term.exponent
    return total


def _sign(terms: Sequence[Term], at: Decimal, touching: Decimal) -> int:
    value = _value(terms, at)
    if touching:
        weight = _value([Term(t.exponent, abs(t.coefficient)) for t in terms], at)
        if abs(value) < touching * weight:
            return 0
    return (value > 0) - (value < 0)


def _crossing(terms: Sequence[Term], low: Decimal, high: Decimal, sign_low: int) -> Decimal:
    while high - low > _FINE * high:
        middle = (low + high) / 2
        if _sign(terms, middle, Decimal(0)) == sign_low:
            low = middle
        else:
            high = middle
    return high
