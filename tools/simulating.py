"""Distributions by their inverse, and the figures that sum up a simulation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from kuroji.tools.calculator import Given, Role, Value
from kuroji.tools.checking import check
from kuroji.tools.refusal import Refusal, out_of_range
from kuroji.tools.roles import choice, number, text

_ANY: Final = number()
_POSITIVE: Final = number(above=0)
# Its exponential lies outside the range of any input, so the trial fails.
_BEYOND: Final = Decimal(1000)
PARAMETERS: Final[Mapping[str, Mapping[str, Role]]] = MappingProxyType(
    {
        "uniform": {"low": _ANY, "high": _ANY},
        "normal": {"mean": _ANY, "sd": _POSITIVE},
        "lognormal": {"mu": _ANY, "sigma": _POSITIVE},
        "triangular": {"low": _ANY, "mode": _ANY, "high": _ANY},
    }
)
_HEAD: Final[Mapping[str, Role]] = MappingProxyType({"input": text(), "shape": choice(*PARAMETERS)})


@dataclass(frozen=True, slots=True)
class Distribution:
    """How one input, named by its path, is spread."""

    path: str
    shape: str
    given: Given


def distribution(raw: Mapping[str, object], where: str) -> Distribution | Refusal:
    """Read one distribution; its parameters stand beside its shape."""
    head = check(_HEAD, {key: raw[key] for key in _HEAD if key in raw}, where)
    if isinstance(head, Refusal):
        return head
    shape = head.text("shape")
    given = check({**_HEAD, **PARAMETERS[shape]}, raw, where)
    if isinstance(given, Refusal):
        return given
    if shape in ("uniform", "triangular") and given["low"] >= given["high"]:
        reason = f"{where}.low is {given['low']}, but must be below high, {given['high']}"
        return out_of_range(f"{where}.low", reason)
    if shape == "triangular" and not given["low"] <= given["mode"] <= given["high"]:
        reason = f"{where}.mode is {given['mode']}, but must lie between low and high"
        return out_of_range(f"{where}.mode", reason)
    return Distribution(given.text("input"), shape, given)


def drawn(spread: Distribution, u: Decimal) -> Decimal | None:
    """Return the value below which the share `u` of the distribution lies."""
    given = spread.given
    if spread.shape == "uniform":
        return given["low"] + u * (given["high"] - given["low"])
    if spread.shape == "triangular":
        return _triangular(given, u)
    if u == 0:  # once in 2^53 draws: no least value exists, so the trial fails
        return None
    z = _standard_normal(u)
    if spread.shape == "normal":
        return given["mean"] + given["sd"] * z
    return min(given["mu"] + given["sigma"] * z, _BEYOND).exp()


def _triangular(given: Given, u: Decimal) -> Decimal:
    low, mode, high = given["low"], given["mode"], given["high"]
    if u * (high - low) < mode - low:
        return low + (u * (high - low) * (mode - low)).sqrt()
    return high - ((1 - u) * (high - low) * (high - mode)).sqrt()


def _standard_normal(u: Decimal) -> Decimal:
    from statistics import NormalDist  # loads random and fractions, 20 ms

    return Decimal(NormalDist().inv_cdf(u.__float__()))


def figures(values: Sequence[Decimal], threshold: Decimal | None) -> dict[str, Value]:
    """Return mean, spread and percentiles, and the share that reaches the threshold."""
    count, ordered = len(values), sorted(values)
    mean = sum(values, Decimal(0)) / count
    squares = sum(((value - mean) ** 2 for value in values), Decimal(0))
    reached = None if threshold is None else sum(value >= threshold for value in values)
    return {
        "mean": mean,
        "sd": (squares / (count - 1)).sqrt() if count > 1 else None,
        "p5": _percentile(ordered, 5),
        "p50": _percentile(ordered, 50),
        "p95": _percentile(ordered, 95),
        "probability_at_least": None if reached is None else Decimal(reached) / count,
    }


def _percentile(ordered: Sequence[Decimal], percent: int) -> Decimal:
    """Interpolate linearly between the two nearest values (type 7)."""
    place, rest = divmod((len(ordered) - 1) * percent, 100)
    if rest == 0:
        return ordered[place]
    return ordered[place] + (ordered[place + 1] - ordered[place]) * rest / 100
