"""Plain inputs → checked inputs, or the first refusal in the order that is laid down."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from numbers import Rational, Real
from types import MappingProxyType
from typing import Final

from kuroji.tools.calculator import Given, Role
from kuroji.tools.quantity import Quantity
from kuroji.tools.refusal import Refusal

LARGEST: Final = Decimal("1e300")
_CAPITALS: Final = re.compile(r"[A-Z]{3}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check(roles: Mapping[str, Role], inputs: object, where: str = "inputs") -> Given | Refusal:
    """Return the inputs as typed values, with defaults, or what is wrong with them.

    First the shape, then what is missing, then what is unknown, then the types field by
    field in the order of the roles.
    """
    if not isinstance(inputs, Mapping):
        return Refusal("InvalidInput", f"{where} is {_show(inputs)}, but must be an object")
    for name, role in roles.items():
        if role.required and name not in inputs:
            path = _join(where, name)
            return Refusal("MissingInput", f"{path} is missing; give it", (path,))
    for name in inputs:
        if name not in roles:
            path = _join(where, str(name))
            known = ", ".join(roles)
            return Refusal("UnknownInput", f"{path} is no input here; known are {known}", (path,))
    values: dict[str, object] = {}
    for name, role in roles.items():
        value = read(role, inputs.get(name), _join(where, name))
        if isinstance(value, Refusal):
            return value
        values[name] = value
    return Given(MappingProxyType(values))


def read(role: Role, value: object, path: str) -> object | Refusal:
    """Return one value as its role wants it."""
    if value is None and not role.required:
        return role.default
    if role.shape == "number" or role.shape == "whole":
        return _number(role, value, path)
    if role.shape == "list":
        return _list(role, value, path)
    if role.shape == "record":
        return check(role.fields, value, path)
    if role.shape == "quantity":
        return _quantity(role, value, path)
    if role.shape == "object":
        return value if isinstance(value, Mapping) else _wrong(value, path, "must be an object")
    if role.shape == "date":
        return _date(value, path)
    return _text(role, value, path)


def _join(where: str, name: str) -> str:
    return name if where == "inputs" else f"{where}.{name}"


def _show(value: object) -> str:
    names = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return names[value]
    if isinstance(value, str):
        return f'"{value[:40]}"'
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else str(value)[:40]


def _wrong(value: object, path: str, must: str) -> Refusal:
    return Refusal("InvalidInput", f"{path} is {_show(value)}, but {must}", (path,))


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Real) and not isinstance(value, Rational):
        # A binary number of the caller means the shortest decimal that is read as it.
        return Decimal(str(value))
    return None


def _number(role: Role, value: object, path: str) -> Decimal | Refusal:
    number = _decimal(value)
    if number is None:
        reason = f"{path} is {_show(value)}, but must be a number; text is never read as one here"
        return Refusal("NotANumber", reason, (path,))
    if not number.is_finite():
        return Refusal("NotFinite", f"{path} is {number}, but must be a finite number", (path,))
    if role.shape == "whole" and number != number.to_integral_value():
        reason = f"{path} is {_show(number)}, but must be a whole number"
        return Refusal("NotAnInteger", reason, (path,))
    if number.copy_abs() > LARGEST:
        return Refusal("OutOfRange", f"{path} is beyond 1e300; give a smaller number", (path,))
    if _outside(role, number):
        hint = "; rates and shares are fractions, 0.1 for 10 %" if role.high == 1 else ""
        reason = f"{path} is {_show(number)}, but must be {role.range()}{hint}"
        return Refusal("OutOfRange", reason, (path,))
    return number


def _outside(role: Role, number: Decimal) -> bool:
    low, high = role.low, role.high
    if low is not None and (number < low or (role.open_low and number == low)):
        return True
    return high is not None and number > high


def _list(role: Role, value: object, path: str) -> tuple[object, ...] | Refusal:
    if not isinstance(value, list | tuple):
        return _wrong(value, path, "must be a list")
    if not value and not role.may_be_empty:
        return Refusal("EmptySeries", f"{path} is an empty list; give at least one", (path,))
    items = []
    for place, item in enumerate(value):
        checked = read(role.fields["item"], item, f"{path}.{place}")
        if isinstance(checked, Refusal):
            return checked
        items.append(checked)
    return tuple(items)


def _quantity(role: Role, value: object, path: str) -> Quantity | Refusal:
    if isinstance(value, Quantity):
        return value
    checked = check(role.fields, value, path)
    return checked if isinstance(checked, Refusal) else Quantity(**checked.values)


def _date(value: object, path: str) -> date | Refusal:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    reason = f"{path} is {_show(value)}, but must be a real day as YYYY-MM-DD"
    return Refusal("InvalidDate", reason, (path,))


def _text(role: Role, value: object, path: str) -> str | Refusal:
    if not isinstance(value, str):
        return _wrong(value, path, f"must be {role.range() or 'text'}")
    if role.shape == "enum":
        return value if value in role.words else _wrong(value, path, f"must be {role.range()}")
    if role.shape == "currency" and not _CAPITALS.fullmatch(value):
        return _wrong(value, path, "must be three capitals, such as USD")
    return value if value.strip() else _wrong(value, path, "must not be empty")
