"""A refusal: why there is no result, as a value and not as an exception."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Code = Literal[
    "UnknownCalculator",
    "InvalidInput",
    "MissingInput",
    "UnknownInput",
    "UnknownOutput",
    "NotANumber",
    "NotFinite",
    "NotAnInteger",
    "OutOfRange",
    "EmptySeries",
    "LengthMismatch",
    "InvalidDate",
    "ZeroDenominator",
    "NotMeaningful",
    "NoIRR",
    "NoSolution",
    "KindMismatch",
    "CurrencyMismatch",
    "BasisMismatch",
    "PeriodMismatch",
    "PerimeterMismatch",
    "Overflow",
]

CODES: Final[tuple[str, ...]] = get_args(Code)


@dataclass(frozen=True, slots=True)
class Refusal:
    """No result: `code` names the rule, `reason` is one sentence with the remedy.

    `roles` are the inputs that the rule looked at.
    """

    code: Code
    reason: str
    roles: tuple[str, ...] = ()


def zero(role: str, why: str) -> Refusal:
    """Refuse a division by `role`, which is zero."""
    return Refusal("ZeroDenominator", f"{role} is 0, so {why} cannot be calculated", (role,))


def out_of_range(role: str, why: str) -> Refusal:
    return Refusal("OutOfRange", why, (role,))
