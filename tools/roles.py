"""Words for describing inputs: a number above zero, a share, a list of rows, a quantity."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from kuroji.tools.calculator import REQUIRED, Role
from kuroji.tools.quantity import BASES, KINDS, SCALES

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)


def _default(default: object) -> object:
    return Decimal(default) if isinstance(default, int | str) else default


def number(
    *,
    at_least: int | None = None,
    above: int | None = None,
    at_most: int | None = None,
    default: object = REQUIRED,
) -> Role:
    """Describe a number, by default any; `default=None` makes it optional."""
    low = above if above is not None else at_least
    return Role(
        "number",
        low=None if low is None else Decimal(low),
        high=None if at_most is None else Decimal(at_most),
        open_low=above is not None,
        default=_default(default),
    )


def share(*, default: object = REQUIRED) -> Role:
    """Describe a fraction from 0 to 1: 0.45, not 45, for 45 %."""
    return Role("number", low=_ZERO, high=_ONE, default=_default(default))


def whole(*, at_least: int) -> Role:
    return Role("whole", low=Decimal(at_least))


def text(*, default: object = REQUIRED) -> Role:
    return Role("text", default=default)


def choice(*words: str, default: object = REQUIRED) -> Role:
    return Role("enum", words=words, default=default)


def many(item: Role, *, default: object = REQUIRED, may_be_empty: bool = False) -> Role:
    """Describe a list whose items are like `item`."""
    return Role(
        "list", fields=MappingProxyType({"item": item}), default=default, may_be_empty=may_be_empty
    )


def record(**fields: Role) -> Role:
    """Describe an object with these fields and no others."""
    return Role("record", fields=MappingProxyType(fields))


def rows(**fields: Role) -> Role:
    """Describe a list of objects with these fields; a field `from_` is written `from`."""
    return many(record(**{name.rstrip("_"): role for name, role in fields.items()}))


NUMBERS: Final = many(number())
CURRENCY: Final = Role("currency")
DATE: Final = Role("date")
OBJECT: Final = Role("object")
GRADE: Final = choice("A", "B", "C", "D", "E")
RATE: Final = number(above=-1)

QUANTITY_FIELDS: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "value": number(),
        "currency": CURRENCY,
        "kind": choice(*KINDS),
        "basis": choice(*BASES),
        "period": text(),
        "perimeter": text(),
        "scale": choice(*SCALES, default="one"),
    }
)
QUANTITY: Final = Role("quantity", fields=QUANTITY_FIELDS)
