"""A pointer and what it says → the text that a reader sees."""

import re
from decimal import Decimal

from kuroji.knowledge.dimensions import VIEWS, Dimension
from kuroji.knowledge.passage import Language
from kuroji.knowledge.resolve import Resolved
from kuroji.tools.writing import PLAIN_VIEWS, money, price

_USUAL: dict[Dimension, str] = {
    "money": "money",
    "ratio": "pct",
    "years": "yr",
    "months": "mo",
    "count": "count",
    "number": "n0",
    "price": "price",
    "text": "text",
    "list": "count",
}
_TAIL = re.compile(r"[^\d.,]+$")
_HEAD = re.compile(r"[^\d−.,]+")
_ABOUT = {"about": ("about ", "約"), "over": ("over ", ""), "under": ("under ", "")}
_AFTER_JA = {"over": "超", "under": "未満"}


def usual_view(dimension: Dimension) -> str:
    """Return the view in which a figure of this measure is shown when none is named."""
    return _USUAL[dimension]


def shown(said: Resolved, view: str | None, language: Language, *, absolute: bool) -> str | None:
    """Write what a slot says; None where the view does not fit the measure."""
    chosen = view or usual_view(said.dimension)
    if chosen not in VIEWS[said.dimension]:
        return None
    match said.value:
        case str():
            return said.value
        case tuple():
            return str(len(said.value)) if chosen == "count" else ", ".join(said.value)
        case Decimal():
            number = abs(said.value) if absolute else said.value
            return _written(number, said, chosen, language)


def _written(number: Decimal, said: Resolved, chosen: str, language: Language) -> str | None:
    text = _number(number, said, chosen, language)
    if text is not None and said.high is not None:
        text = _range(text, _number(said.high, said, chosen, language), language)
    return text if text is None else _qualified(text, said.approx, language)


def _number(number: Decimal, said: Resolved, view: str, language: Language) -> str | None:
    most = 6 if view == "money6" else 3
    digits = min(most, max(said.digits, _digits(said.high))) if said.digits else most
    match view:
        case "money" | "money6":
            return None if said.currency is None else money(number, said.currency, language, digits)
        case "price":
            return None if said.currency is None else price(number, said.currency, language)
        case "pct" if said.digits is not None and number == number.quantize(Decimal("0.01")):
            return PLAIN_VIEWS["pct0"](number, language)
        case "x" | "x2" if said.digits is not None and number == number.to_integral():
            return PLAIN_VIEWS["x"](number, language).replace(".0", "")
        case _:
            return PLAIN_VIEWS[view](number, language)


def _digits(end: Decimal | None) -> int:
    return 0 if end is None else len(end.normalize().as_tuple().digits)


def _range(low: str, high: str | None, language: Language) -> str:
    """Write both ends with the unit once: "$30bn–35bn", 「300〜350億ドル」."""
    if high is None:
        return low
    if language == "ja":
        unit = _TAIL.search(high)
        once = low.removesuffix(unit.group()) if unit and low.endswith(unit.group()) else low
        return f"{once}〜{high}"
    sign = _HEAD.match(low)
    return f"{low}–{high.removeprefix(sign.group()) if sign else high}"


def _qualified(text: str, approx: str, language: Language) -> str:
    if language == "ja":
        return _ABOUT.get(approx, ("", ""))[1] + text + _AFTER_JA.get(approx, "")
    return _ABOUT.get(approx, ("", ""))[0] + text
