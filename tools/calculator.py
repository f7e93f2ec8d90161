"""What a calculator is: named inputs with their ranges, a formula, outputs or a refusal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from kuroji.tools.quantity import Quantity
from kuroji.tools.refusal import Refusal

__all__ = [
    "WORKING",
    "Calculator",
    "Given",
    "Outputs",
    "Refusal",
    "Result",
    "Role",
    "Value",
    "calculator",
]

Value: TypeAlias = "Decimal | int | str | bool | Sequence[Value] | Mapping[str, Value] | None"
Outputs: TypeAlias = Mapping[str, Value]
Shape = Literal[
    "number", "whole", "text", "enum", "currency", "date", "quantity", "list", "record", "object"
]

REQUIRED: Final = object()
# Sixteen digits more than are shown: what cancels on the way is not seen in the result.
WORKING: Final = Context(
    prec=50,
    rounding=ROUND_HALF_EVEN,
    Emin=MIN_EMIN,
    Emax=MAX_EMAX,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)


@dataclass(frozen=True, slots=True)
class Role:
    """One input: its shape, its range, and what stands when it is absent.

    `low` and `high` belong to the range, `low` not if `open_low`. A list has one field, `item`.
    """

    shape: Shape
    low: Decimal | None = None
    high: Decimal | None = None
    open_low: bool = False
    default: object = REQUIRED
    words: tuple[str, ...] = ()
    fields: Mapping[str, "Role"] = field(default_factory=dict)
    may_be_empty: bool = False

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    def range(self) -> str:
        """Say the range in words, as `--help` and a refusal show it."""
        if self.words:
            return "one of " + ", ".join(self.words)
        bounds = []
        if self.low is not None:
            bounds.append(f"{'>' if self.open_low else '≥'} {self.low}")
        if self.high is not None:
            bounds.append(f"≤ {self.high}")
        return " and ".join(bounds)


@dataclass(frozen=True, slots=True)
class Given:
    """The inputs of one calculation after they were checked; `given["x"]` is a number."""

    values: Mapping[str, Any]

    def __getitem__(self, role: str) -> Decimal:
        number: Decimal = self.values[role]
        return number

    def maybe(self, role: str) -> Decimal | None:
        number: Decimal | None = self.values[role]
        return number

    def text(self, role: str) -> str:
        text: str = self.values[role]
        return text

    def numbers(self, role: str) -> tuple[Decimal, ...]:
        numbers: tuple[Decimal, ...] = self.values[role]
        return numbers

    def texts(self, role: str) -> tuple[str, ...]:
        texts: tuple[str, ...] = self.values[role]
        return texts

    def date(self, role: str) -> date:
        day: date = self.values[role]
        return day

    def series(self, role: str) -> tuple[tuple[Decimal, ...], ...]:
        series: tuple[tuple[Decimal, ...], ...] = self.values[role]
        return series

    def rows(self, role: str) -> tuple["Given", ...]:
        rows: tuple[Given, ...] = self.values[role]
        return rows

    def quantity(self, role: str) -> Quantity:
        quantity: Quantity = self.values[role]
        return quantity

    def quantities(self, role: str) -> tuple[Quantity, ...]:
        quantities: tuple[Quantity, ...] = self.values[role]
        return quantities

    def mappings(self, role: str) -> tuple[Mapping[str, object], ...]:
        mappings: tuple[Mapping[str, object], ...] = self.values[role]
        return mappings

    def mapping(self, role: str) -> Mapping[str, object]:
        mapping: Mapping[str, object] = self.values[role]
        return mapping


@dataclass(frozen=True, slots=True)
class Result:
    """The outputs of a calculation, numbers as Decimals of at most 34 digits."""

    outputs: Outputs


Run = Callable[[Given], Outputs | Refusal]
RunOver = Callable[[Given, "Others"], Outputs | Refusal]


@dataclass(frozen=True, slots=True)
class Calculator:
    """A pure function of checked inputs; a change of any result raises `version`."""

    name: str
    version: str
    roles: Mapping[str, Role]
    outputs: tuple[str, ...]
    formula: str
    title_en: str
    title_ja: str
    run: RunOver


@dataclass(frozen=True, slots=True)
class Others:
    """The other calculators, for those that run one again and again."""

    catalog: Mapping[str, Calculator]
    calculate: Callable[[str, object], Result | Refusal]


def calculator(
    *titles: str,
    roles: Mapping[str, Role],
    outputs: tuple[str, ...],
    formula: str,
    version: str = "1",
) -> Callable[[Run], Calculator]:
    """Make the function below a calculator of its name; titles are English and Japanese."""

    def made(run: Run) -> Calculator:
        def alone(given: Given, _: Others) -> Outputs | Refusal:
            return run(given)

        alone.__name__ = getattr(run, "__name__", "")
        return over(alone)

    over = calculator_of_calculators(
        *titles, roles=roles, outputs=outputs, formula=formula, version=version
    )
    return made


def calculator_of_calculators(
    *titles: str,
    roles: Mapping[str, Role],
    outputs: tuple[str, ...],
    formula: str,
    version: str = "1",
) -> Callable[[RunOver], Calculator]:
    """Make the function below a calculator that runs another one."""

    def made(run: RunOver) -> Calculator:
        name = getattr(run, "__name__", "")
        frozen = MappingProxyType(dict(roles))
        return Calculator(name, version, frozen, outputs, formula, titles[0], titles[1], run)

    return made
