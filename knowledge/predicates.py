"""Tests that make a word true: `gt(fact:a,fact:b)`, `neg(calc:fcf.free_cash_flow)`."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.resolve import Resolved, Unresolved, resolve

# One metric on two of these bases is two figures (rule 3): a comparison refuses.
_NOT_RECOGNISED: Final = frozenset({"arr", "run_rate", "bookings", "rpo", "non_gaap"})

_PAIRS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = MappingProxyType(
    {"gt": lambda a, b: a > b, "lt": lambda a, b: a < b}
)
_SINGLES: Final[Mapping[str, Callable[[Decimal], bool]]] = MappingProxyType(
    {"pos": lambda a: a > 0, "neg": lambda a: a < 0}
)


def parsed(predicate: str) -> tuple[str, tuple[str, ...]]:
    """Cut "gt(a,b)" into its name and its arguments."""
    name, _, rest = predicate.partition("(")
    return name, tuple(part.strip() for part in rest.rstrip(")").split(","))


def truth(ledger: Ledger, predicate: str) -> bool | Unresolved:
    """Tell whether `predicate` holds in `ledger`, or why it cannot be asked.

    A comparison of two amounts refuses where currencies or measures differ, and where one metric
    is given on two bases of which one is not recognised revenue or profit. It waives the period:
    a trend word compares two periods on purpose.
    """
    name, arguments = parsed(predicate)
    sides = [_side(ledger, argument) for argument in arguments]
    for side in sides:
        if isinstance(side, Unresolved):
            return side
    numbers = [s.number if isinstance(s, Resolved) else s for s in sides]
    if any(n is None for n in numbers):
        return Unresolved(f"{predicate} compares what is no number")
    if (clash := _clash([s for s in sides if isinstance(s, Resolved)])) is not None:
        return clash
    return _answer(name, [n for n in numbers if isinstance(n, Decimal)], predicate)


def _side(ledger: Ledger, argument: str) -> Resolved | Decimal | Unresolved:
    if ":" in argument:
        return resolve(ledger, argument)
    try:
        return Decimal(argument)
    except InvalidOperation:
        return Unresolved(f"{argument} is neither a reference nor a number")


def _clash(sides: list[Resolved]) -> Unresolved | None:
    for left, right in pairwise(sides):
        if left.dimension != right.dimension and "number" not in (left.dimension, right.dimension):
            return Unresolved(
                f"KindMismatch: {left.dimension} is not compared with {right.dimension}"
            )
        if left.currency and right.currency and left.currency != right.currency:
            return Unresolved(f"CurrencyMismatch: {left.currency} and {right.currency}")
        same = left.metric is not None and left.metric == right.metric
        bases = {left.basis, right.basis}
        if same and len(bases) == 2 and bases & _NOT_RECOGNISED:
            return Unresolved(f"BasisMismatch: {left.metric} as {left.basis} and as {right.basis}")
    return None


def _answer(name: str, numbers: list[Decimal], predicate: str) -> bool | Unresolved:
    match name, numbers:
        case (("gt" | "lt"), [left, right]):
            return _PAIRS[name](left, right)
        case (("pos" | "neg"), [one]):
            return _SINGLES[name](one)
        case "ratio_gt", [left, right, factor]:
            return right > 0 and left / right > factor
        case "between", [left, right, low, high]:
            return right != 0 and low <= left / right <= high
        case _:
            return Unresolved(f"no such test: {predicate}")
