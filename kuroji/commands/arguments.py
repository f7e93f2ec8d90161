"""Arguments typed by a person → inputs of a calculator: $5bn, 2兆円, 50%, 4 years, [1, 2]."""

from decimal import Decimal

from kuroji.commands.plain_json import load
from kuroji.tools.calculator import Role

_AS_WRITTEN = ("text", "enum", "currency", "date")


class ArgumentError(ValueError):
    """An argument that cannot be read, in one sentence with the remedy."""


def value_of(role: Role, text: str) -> object:
    """Return what `text` means for this role; JSON wherever the role is no plain text."""
    if role.shape in _AS_WRITTEN:
        return None if text == "null" else text
    try:
        return load(text)
    except ValueError:
        pass
    if role.shape == "list" and role.fields["item"].shape == "number":
        return [number_of(part) for part in text.replace("、", ",").split(",")]
    if role.shape in ("number", "whole"):
        return number_of(text)
    raise ArgumentError(f"{text[:60]!r} is not JSON; write the {role.shape} as JSON")


def number_of(text: str) -> Decimal:
    """Return a number as a person writes it, money in single units, percent as a fraction."""
    try:
        plain = load(text)
    except ValueError:
        plain = None
    return plain if isinstance(plain, Decimal) else money_of(text)[0]


def money_of(text: str) -> tuple[Decimal, str | None]:
    """Return one figure as (number, currency); a percentage is a fraction."""
    from kuroji.tools.reading import read  # its patterns take a while to compile

    figures = read(text.strip())
    if len(figures) != 1:
        raise ArgumentError(f"cannot read {text[:60]!r} as one figure; write $5bn, 2兆円, 50% or 4")
    figure = figures[0]
    if figure.unit in ("percent", "percentage_point"):
        return figure.value / 100, None
    return figure.value, figure.currency
