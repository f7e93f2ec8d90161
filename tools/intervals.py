"""Quantiles of the normal and the beta distribution, and the intervals of a share."""

from decimal import Decimal, localcontext
from typing import Final

_PI: Final = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230782")
_ENOUGH: Final = Decimal("1e-45")
_NEAR: Final = Decimal("1e-25")
_STEPS: Final = 400
_PRECISION: Final = 60
_FAR_OUT: Final = Decimal(5)
# The whole numbers B(2k) / (2k(2k − 1)) of Stirling's series as fractions.
_STIRLING: Final = (
    (1, 12),
    (-1, 360),
    (1, 1260),
    (-1, 1680),
    (1, 1188),
    (-691, 360360),
    (1, 156),
    (-3617, 122400),
    (43867, 244188),
    (-174611, 125400),
    (77683, 5796),
    (-236364091, 1506960),
)
_FAR: Final = 2000


def wilson(successes: Decimal, trials: Decimal, error: Decimal) -> tuple[Decimal, Decimal]:
    """Return Wilson's interval of a share that errs with probability `error`."""
    z = normal_quantile(error / 2)
    share, weight = successes / trials, z * z / trials
    centre = (share + weight / 2) / (1 + weight)
    half = (share * (1 - share) * weight + weight * weight / 4).sqrt() / (1 + weight)
    low = Decimal(0) if successes == 0 else centre - half
    return low, Decimal(1) if successes == trials else centre + half


def clopper_pearson(successes: int, trials: int, error: Decimal) -> tuple[Decimal, Decimal]:
    """Return the exact interval: each end is the share under which the tail has error / 2."""
    low = _lower_end(successes, trials, error / 2)
    return low, 1 - _lower_end(trials - successes, trials, error / 2)


def normal_quantile(tail: Decimal) -> Decimal:
    """Return z ≥ 0 with probability `tail` (at most 1/2) above it.

    Newton's method on the logarithm of the tail, from the right, where it cannot overshoot.

    >>> round(normal_quantile(Decimal("0.025")), 12)
    Decimal('1.959963984540')
    """
    with localcontext(prec=_PRECISION):
        z, target = (-2 * (2 * tail).ln()).sqrt(), tail.ln()
        step = Decimal(1)
        while abs(step) > _NEAR * z:
            density = (-z * z / 2).exp() / (2 * _PI).sqrt()
            above = _above(z, density)
            step = (above.ln() - target) * above / density
            z += step
        return z


def _above(z: Decimal, density: Decimal) -> Decimal:
    """Return the probability above z: near the middle by its series, far out by Mills' ratio."""
    if z > _FAR_OUT:
        fraction = z
        for k in range(_STEPS, 0, -1):
            fraction = z + k / fraction
        return density / fraction
    term = total = z
    place = 1
    while term > total * _ENOUGH * _ENOUGH:
        place += 2
        term *= z * z / place
        total += term
    return Decimal("0.5") - density * total


def _lower_end(successes: int, trials: int, tail: Decimal) -> Decimal:
    """Return the share under which `successes` or more have probability `tail`."""
    if successes == 0:
        return Decimal(0)
    if successes == trials:
        return tail ** (Decimal(1) / trials)
    a, b = Decimal(successes), Decimal(trials - successes + 1)
    log_beta = _log_gamma(successes) + _log_gamma(trials - successes + 1) - _log_gamma(trials + 1)
    share, _ = wilson(Decimal(successes), Decimal(trials), 2 * tail)
    step = share
    while abs(step) > _NEAR * share:
        fraction = _continued_fraction(a, b, share)
        log_tail = a * share.ln() + b * (1 - share).ln() - log_beta + (fraction / a).ln()
        step = (log_tail - tail.ln()) * fraction / a * share * (1 - share)
        share = share - step if step < share else share / 2
    return share


def _continued_fraction(a: Decimal, b: Decimal, x: Decimal) -> Decimal:
    """Return a·B(a, b)·I_x(a, b) / (x^a (1 − x)^b), by Lentz's method; best below a/(a + b)."""
    c, d = Decimal(1), 1 / (1 - (a + b) * x / (a + 1))
    value, step = d, Decimal(0)
    while abs(c * d - 1) > _ENOUGH or step == 0:
        step += 1
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        d, c = 1 / (1 + even * d), 1 + even / c
        value *= c * d
        d, c = 1 / (1 + odd * d), 1 + odd / c
        value *= c * d
    return value


def _log_gamma(whole: int) -> Decimal:
    """Return ln((whole − 1)!)."""
    shift = Decimal(1)
    while whole < _FAR:
        shift *= whole
        whole += 1
    x = Decimal(whole)
    total = (x - Decimal("0.5")) * x.ln() - x + (2 * _PI).ln() / 2
    for k, (top, bottom) in enumerate(_STIRLING):
        total += Decimal(top) / bottom / x ** (2 * k + 1)
    return total - shift.ln()
