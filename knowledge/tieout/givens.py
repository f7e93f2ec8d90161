"""Calculations that are given as true, read as figures with the labels of their inputs."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from kuroji.knowledge.tieout.amounts import Amount, equal
from kuroji.knowledge.tieout.arithmetic import Derived
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.evidence import Given
from kuroji.knowledge.tieout.scene import Scene
from kuroji.tools.reading import read

_UNITS: dict[str, tuple[str, Decimal]] = {
    "%": ("percent", Decimal(1)),
    "percent": ("percent", Decimal(1)),
    "fraction": ("multiple", Decimal(1)),
    "ratio": ("multiple", Decimal(1)),
    "x": ("multiple", Decimal(1)),
    "times": ("multiple", Decimal(1)),
    "multiple": ("multiple", Decimal(1)),
    "percentage_point": ("point", Decimal(1)),
    "percentage_points": ("point", Decimal(1)),
    "points": ("point", Decimal(1)),
    "basis_points": ("point", Decimal("0.01")),
    "bp": ("point", Decimal("0.01")),
    "years": ("month", Decimal(12)),
    "year": ("month", Decimal(12)),
    "quarters": ("month", Decimal(3)),
    "months": ("month", Decimal(1)),
    "month": ("month", Decimal(1)),
    "weeks": ("day", Decimal(7)),
    "days": ("day", Decimal(1)),
    "hours": ("hour", Decimal(1)),
    "people": ("count", Decimal(1)),
    "employees": ("count", Decimal(1)),
    "count": ("count", Decimal(1)),
    "number": ("count", Decimal(1)),
    "GW": ("MW", Decimal(1000)),
    "kW": ("MW", Decimal("0.001")),
    "MWh": ("kWh", Decimal(1000)),
}
_SCALES = {
    "thousand": 3, "k": 3, "million": 6, "millions": 6, "mn": 6, "m": 6,
    "billion": 9, "billions": 9, "bn": 9, "trillion": 12,
    "man": 4, "hyakuman": 6, "oku": 8, "cho": 12,
    "千円": 3, "万円": 4, "百万円": 6, "億円": 8, "兆円": 12,
}  # fmt: skip


def given_figures(said: Claim, givens: tuple[Given, ...], scene: Scene) -> Iterator[Derived]:
    """Yield the calculations whose value is what `said` shows, in its unit or restated."""
    for given in givens:
        amount = _amount(given)
        terms = tuple(_terms(given, scene))
        moved = _moved(given)
        for form in _forms(amount, moved):
            if equal(said.amount, form):
                yield Derived(form, terms, moved if form is amount else 0, "given")
                break


def _amount(given: Given) -> Amount:
    family, factor = _unit(given.unit)
    return Amount(family, given.value * factor, None, Decimal(0), "exact")


def _unit(unit: str) -> tuple[str, Decimal]:
    known = _UNITS.get(unit) or _UNITS.get(unit.lower())
    if known:
        return known
    factor, family = Decimal(1), unit
    for word in unit.replace("/", " ").split():
        if word.lower() in _SCALES:
            factor = Decimal(10) ** _SCALES[word.lower()]
            family = "JPY" if word.endswith("円") else family
        elif len(word) == 3 and word.isupper():
            family = word
    if "/" in unit and "tokens" in unit.lower():
        sample = read(f"1 {unit}")
        family = sample[0].unit if sample else family
    return family, factor


def _forms(amount: Amount, moved: int) -> Iterator[Amount]:
    """The value as given, and growth as a multiple of what was before."""
    yield amount
    if amount.family == "percent" and moved:
        yield Amount("multiple", 1 + amount.low / 100, None, Decimal(0), "exact")
    if amount.family == "multiple" and moved:
        yield Amount("percent", (amount.low - 1) * 100, None, Decimal(0), "exact")


def _terms(given: Given, scene: Scene) -> Iterator[Claim]:
    """The figures of the evidence that went into the calculation, found by value."""
    for value in given.inputs.values():
        number = _number(value)
        if number is None:
            continue
        for claim in scene.claims:
            if claim.amount.size in (abs(number), abs(number) * 100) or _scaled(claim, number):
                yield claim


def _scaled(claim: Claim, number: Decimal) -> bool:
    """412.6 for 412.6 million: an input in the table's own unit."""
    size = claim.amount.size
    return (
        bool(number)
        and size >= 1000
        and size.normalize().as_tuple().digits == abs(number).normalize().as_tuple().digits
    )


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


_MOVEMENTS = ("growth", "change", "increase", "decrease", "delta", "yoy", "cagr", "difference")


def _moved(given: Given) -> int:
    named = any(word in given.calculator.lower() for word in _MOVEMENTS)
    inputs = {name.lower() for name in given.inputs}
    paired = any("prior" in n or "previous" in n or "last" in n or n == "begin" for n in inputs)
    if not named and not paired:
        return 0
    return (given.value > 0) - (given.value < 0)
