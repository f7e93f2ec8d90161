"""A typed figure, and which figures may be put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, get_args

from kuroji.tools.refusal import Code, Refusal

Kind = Literal["flow", "stock"]
Basis = Literal[
    "gaap",
    "ifrs",
    "jgaap",
    "non_gaap",
    "arr",
    "run_rate",
    "bookings",
    "rpo",
    "guidance",
    "projected",
    "press_reported",
    "survey",
    "estimate",
]

KINDS: Final[tuple[str, ...]] = get_args(Kind)
BASES: Final[tuple[str, ...]] = get_args(Basis)
RECOGNISED: Final = frozenset({"gaap", "ifrs", "jgaap"})
SCALES: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        "one": Decimal(1),
        "thousand": Decimal("1e3"),
        "million": Decimal("1e6"),
        "billion": Decimal("1e9"),
        "trillion": Decimal("1e12"),
        "man": Decimal("1e4"),
        "hyakuman": Decimal("1e6"),
        "oku": Decimal("1e8"),
        "cho": Decimal("1e12"),
    }
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Money with everything that decides what it may be compared with.

    A flow runs over its period, a stock stands at its date. `scale` is how the value
    was written; `amount` is in single units.

    >>> Quantity(Decimal("2.5"), "JPY", "flow", "jgaap", "FY2025-03", "company:X", "cho").amount
    Decimal('2.5E+12')
    """

    value: Decimal
    currency: str
    kind: str
    basis: str
    period: str
    perimeter: str
    scale: str = "one"

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.basis not in BASES or self.scale not in SCALES:
            raise ValueError(
                f"no such kind, basis or scale: {self.kind}, {self.basis}, {self.scale}"
            )

    @property
    def amount(self) -> Decimal:
        """Return the value in single units of the currency."""
        return self.value * SCALES[self.scale]


_DIMENSIONS: Final[tuple[tuple[str, Code], ...]] = (
    ("kind", "KindMismatch"),
    ("currency", "CurrencyMismatch"),
    ("basis", "BasisMismatch"),
    ("period", "PeriodMismatch"),
    ("perimeter", "PerimeterMismatch"),
)
_REMEDIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kind": "a flow and a stock are never put together",
        "currency": "translate one of them first with fx_convert and a dated rate",
        "basis": "choose figures of one basis",
        "period": "choose figures of one period",
        "perimeter": "choose figures of one perimeter",
    }
)


def mismatch(
    quantities: Sequence[Quantity], roles: tuple[str, ...], waived: Sequence[str] = ()
) -> Refusal | None:
    """Return the refusal of the first dimension in which the quantities differ.

    The order is kind, currency, basis, period, perimeter, each over all quantities.
    """
    for dimension, code in _DIMENSIONS:
        found = list(dict.fromkeys(str(getattr(q, dimension)) for q in quantities))
        if len(found) > 1 and dimension not in waived:
            reason = f"{dimension} differs ({found[0]} and {found[1]}): {_REMEDIES[dimension]}"
            return Refusal(code, reason, roles)
    return None
