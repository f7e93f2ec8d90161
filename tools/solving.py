"""The inverse: which value of one input gives the output that is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from kuroji.tools.calculator import Given, Others, Outputs, calculator_of_calculators
from kuroji.tools.refusal import Refusal, out_of_range
from kuroji.tools.roles import OBJECT, number, text
from kuroji.tools.trial import Trial, trial

STEPS: Final = 1000
# Refusals that no other value of the varied input would cure.
_FINAL: Final = frozenset(
    {
        "UnknownCalculator",
        "UnknownInput",
        "UnknownOutput",
        "MissingInput",
        "InvalidInput",
        "NotANumber",
    }
)
_ON_TARGET: Final = Decimal("1e-12")
_NEAR_TARGET: Final = Decimal("1e-6")
_FINE: Final = Decimal("1e-20")
_HALVINGS: Final = 160
# Where the middle of a bracket refuses, a point beside it is asked.
_CUTS: Final = (Decimal("0.5"), Decimal("0.375"), Decimal("0.625"))


@dataclass(frozen=True, slots=True)
class Point:
    """An input value and how far its output lies from the target."""

    at: Decimal
    off: Decimal


@dataclass(frozen=True, slots=True)
class Search:
    """One input of a trial against one target."""

    trial: Trial
    vary: str
    target: Decimal

    @property
    def unit(self) -> Decimal:
        return max(Decimal(1), abs(self.target))

    def point(self, at: Decimal) -> Point | Refusal | None:
        """Return the difference there; None where the calculation refuses or says null."""
        found = self.trial.at({self.vary: at})
        if isinstance(found, Refusal):
            return found if found.code in _FINAL else None
        return None if found is None else Point(at, found - self.target)


@calculator_of_calculators(
    "what must be believed (inverse)",
    "何を信じる必要があるか（逆算）",
    roles={
        "calculator": text(),
        "inputs": OBJECT,
        "output": text(),
        "vary": text(),
        "target": number(),
        "low": number(),
        "high": number(),
    },
    outputs=("solutions", "solution"),
    formula="1,001 equally spaced points; points on the target, and each change of sign bisected; "
    "solution is null when there are several",
)
def believe(given: Given, others: Others) -> Outputs | Refusal:
    low, high = given["low"], given["high"]
    if low >= high:
        return out_of_range("low", f"low is {low}, but must be below high, which is {high}")
    prepared = trial(given, others, [given.text("vary")])
    if isinstance(prepared, Refusal):
        return prepared
    search = Search(prepared, given.text("vary"), given["target"])
    solutions = _solutions(search, low, high)
    if isinstance(solutions, Refusal):
        return solutions
    if not solutions:
        reason = (
            f"no {search.vary} from {low} to {high} makes {prepared.output} "
            f"{search.target}; widen the range or choose another target"
        )
        return Refusal("NoSolution", reason, ("vary", "target"))
    return {
        "solutions": solutions,
        "solution": solutions[0] if len(solutions) == 1 else None,
    }


def _solutions(search: Search, low: Decimal, high: Decimal) -> list[Decimal] | Refusal:
    """Return the solutions, ascending; a point on the target has no sign."""
    solutions: list[Decimal] = []
    before: Point | None = None
    for step in range(STEPS + 1):
        point = search.point(low + (high - low) * step / STEPS)
        if isinstance(point, Refusal):
            return point
        if point is None:
            continue
        if abs(point.off) <= _ON_TARGET * search.unit:
            solutions.append(point.at)
            before = None
            continue
        if before is not None and (before.off > 0) != (point.off > 0):
            solutions += _crossing(search, before, point)
        before = point
    return solutions


def _crossing(search: Search, left: Point, right: Point) -> Iterator[Decimal]:
    """Yield where the difference vanishes between two points, unless it is a pole or a jump."""
    allowed = _NEAR_TARGET * max(search.unit, abs(left.off), abs(right.off))
    for _ in range(_HALVINGS):
        middle = _between(search, left, right)
        if middle is None:
            return
        if (middle.off > 0) == (left.off > 0):
            left = middle
        else:
            right = middle
        span = right.at - left.at
        if middle.off == 0 or span <= _FINE * max(abs(left.at), abs(right.at)):
            break
    found = _plain(search, min(left, right, key=lambda point: abs(point.off)))
    if abs(found.off) <= allowed:
        yield found.at


def _plain(search: Search, found: Point) -> Point:
    """Return the point rounded to twelve digits where that lies no farther from the target."""
    plain = search.point(Context(prec=12).plus(found.at))
    return plain if isinstance(plain, Point) and abs(plain.off) <= abs(found.off) else found


def _between(search: Search, left: Point, right: Point) -> Point | None:
    for cut in _CUTS:
        point = search.point(left.at + (right.at - left.at) * cut)
        if isinstance(point, Point):
            return point
    return None
