"""Exact arithmetic on polynomials with whole coefficients: what is a root once, stands once."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import Final

# A prime of 61 bits: two polynomials without a common factor modulo it have none at all.
_PRIME: Final = 2**61 - 1


def whole_coefficients(numbers: Sequence[Decimal]) -> list[int]:
    """Return whole numbers in the same proportions.

    >>> whole_coefficients([Decimal("-1.5"), Decimal(2)])
    [-3, 4]
    """
    fractions = [Fraction(number) for number in numbers]
    scale = lcm(*(f.denominator for f in fractions))
    return _primitive([int(f * scale) for f in fractions])


def without_repeated_roots(polynomial: list[int]) -> list[int]:
    """Return the polynomial (lowest power first) with every root once.

    >>> without_repeated_roots([121, -220, 100])
    [-11, 10]
    """
    slope = [power * c for power, c in enumerate(polynomial)][1:]
    if _coprime(polynomial, slope):
        return polynomial
    common, rest = polynomial, slope
    while rest:
        common, rest = rest, _primitive(_remainder(common, rest))
    return _primitive(_quotient(polynomial, common))


def value_at(polynomial: Sequence[int], at: Fraction) -> int:
    """Return a whole number with the sign of the polynomial at a positive fraction."""
    total, power = 0, 1
    for coefficient in reversed(polynomial):
        total = total * at.numerator + coefficient * power
        power *= at.denominator
    return total


def _trimmed(polynomial: list[int]) -> list[int]:
    while polynomial and polynomial[-1] == 0:
        polynomial.pop()
    return polynomial


def _primitive(polynomial: list[int]) -> list[int]:
    content = gcd(*polynomial)
    return [c // content for c in polynomial] if content > 1 else polynomial


def _remainder(dividend: list[int], divisor: list[int]) -> list[int]:
    """Return a multiple of the remainder that stays whole."""
    rest = list(dividend)
    while len(rest) >= len(divisor):
        factor, shift = rest[-1], len(rest) - len(divisor)
        rest = [c * divisor[-1] for c in rest]
        for place, c in enumerate(divisor):
            rest[place + shift] -= factor * c
        rest = _primitive(_trimmed(rest))
    return rest


def _quotient(dividend: list[int], divisor: list[int]) -> list[int]:
    rest = [Fraction(c) for c in dividend]
    quotient = [Fraction(0)] * (len(dividend) - len(divisor) + 1)
    for shift in reversed(range(len(quotient))):
        factor = rest[shift + len(divisor) - 1] / divisor[-1]
        quotient[shift] = factor
        for place, c in enumerate(divisor):
            rest[place + shift] -= factor * c
    scale = lcm(*(f.denominator for f in quotient))
    return [int(f * scale) for f in quotient]


def _coprime(left: list[int], right: list[int]) -> bool:
    """Say whether they have no common factor modulo a prime; a no is not yet a yes to one."""
    a = _trimmed([c % _PRIME for c in left])
    b = _trimmed([c % _PRIME for c in right])
    if len(a) < len(left) or len(b) < len(right):
        return False
    while b:
        inverse = pow(b[-1], -1, _PRIME)
        while len(a) >= len(b):
            factor, shift = a[-1] * inverse % _PRIME, len(a) - len(b)
            for place, c in enumerate(b):
                a[place + shift] = (a[place + shift] - factor * c) % _PRIME
            a = _trimmed(a)
        a, b = b, a
    return len(a) == 1
