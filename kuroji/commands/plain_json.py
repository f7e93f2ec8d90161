"""JSON whose numbers are decimals both ways, so that no digit is lost at the edge."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

_PLAIN = 40


def load(text: str | bytes) -> object:
    """Read JSON; NaN, infinities and integers of any length are numbers here.

    >>> load('[0.1, 10, NaN]')
    [Decimal('0.1'), Decimal('10'), Decimal('NaN')]
    """
    loaded: object = json.loads(
        text, parse_float=_number, parse_int=_number, parse_constant=Decimal
    )
    return loaded


def dump(value: object) -> str:
    """Write JSON on one line, decimals as numbers with all their digits.

    >>> dump({"npv": Decimal("130.50"), "roots": (Decimal("1E+2"), None)})
    '{"npv": 130.5, "roots": [100, null]}'
    """
    if isinstance(value, Decimal):
        return _written(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(str(k))}: {dump(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(dump(item) for item in value) + "]"
    return _quoted(value)


def _number(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent of twenty digits
        sign, below = digits.startswith("-"), "e-" in digits.lower()
        return Decimal(0) if below else Decimal("-1e999" if sign else "1e999")


def _written(number: Decimal) -> str:
    if not -_PLAIN < number.adjusted() < _PLAIN:
        return str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
