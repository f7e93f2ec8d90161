"""Internal rates of return: all of them, or a refusal."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.polynomials import value_at, whole_coefficients, without_repeated_roots
from kuroji.tools.refusal import Refusal
from kuroji.tools.returns import DATED_FLOWS
from kuroji.tools.roles import NUMBERS
from kuroji.tools.roots import PRECISION, Term, roots_between, sign_changes

LOWEST: Final = Decimal("-0.999999")
HIGHEST: Final = Decimal("1e6")
_TOUCHING: Final = Decimal("1e-15")
_OUTPUTS: Final = ("irr", "roots", "multiple", "sign_changes")
_PLAIN: Final = Decimal("1e-12")


@calculator(
    "internal rate of return (IRR), all roots",
    "内部収益率（IRR）、すべての解",
    roles={"cashflows": NUMBERS},
    outputs=_OUTPUTS,
    formula="all r in (−0.999999, 10^6) with Σ flow_t / (1 + r)^t = 0; irr is null when several",
)
def irr(given: Given) -> Outputs | Refusal:
    """Descartes' rule of signs; Norstrøm, JFQA 1972.

    A root that only touches zero is found in exact arithmetic.
    """
    flows = given.numbers("cashflows")
    changes = sign_changes([Term(t, flow) for t, flow in enumerate(flows)])
    if changes == 0:
        return _none("cashflows")
    polynomial = whole_coefficients(_stripped(flows))
    if changes > 1:
        polynomial = without_repeated_roots(polynomial)
    with localcontext(prec=PRECISION):
        low, high = 1 / (1 + HIGHEST), 1 / (1 + LOWEST)
        terms = [Term(power, Decimal(c)) for power, c in enumerate(polynomial)]
        found = roots_between(terms, low, high, Decimal(0))
        rates = [_plain(polynomial, 1 / root - 1) for root in reversed(found)]
    return _answer(rates, changes, "cashflows")


@calculator(
    "internal rate of return of dated flows (XIRR), all roots",
    "日付付き内部収益率（XIRR）、すべての解",
    roles={"flows": DATED_FLOWS},
    outputs=_OUTPUTS,
    formula="all r in (−0.999999, 10^6) with Σ amount / (1 + r)^(days / 365) = 0; flows of one "
    "date are added first",
)
def xirr(given: Given) -> Outputs | Refusal:
    """Actual/365 fixed."""
    with localcontext(prec=PRECISION):
        merged: dict[int, Decimal] = defaultdict(Decimal)
        for flow in given.rows("flows"):
            merged[flow.date("date").toordinal()] += flow["amount"]
        terms = [Term(day, merged[day]) for day in sorted(merged)]
        changes = sign_changes(terms)
        if changes == 0:
            return _none("flows")
        day = Decimal(1) / 365
        low, high = (1 + HIGHEST) ** -day, (1 + LOWEST) ** -day
        found = roots_between(terms, low, high, _TOUCHING)
        rates = [root**-365 - 1 for root in reversed(found)]
    return _answer(rates, changes, "flows")


def _answer(rates: list[Decimal], changes: int, role: str) -> Outputs | Refusal:
    if not rates:
        return _none(role)
    return {
        "irr": rates[0] if len(rates) == 1 else None,
        "roots": rates,
        "multiple": len(rates) > 1,
        "sign_changes": changes,
    }


def _none(role: str) -> Refusal:
    reason = f"no rate makes the present value of {role} zero; compare NPV at a stated rate instead"
    return Refusal("NoIRR", reason, (role,))


def _stripped(flows: Sequence[Decimal]) -> list[Decimal]:
    """Leave out the zeros before the first and after the last flow."""
    places = [t for t, flow in enumerate(flows) if flow != 0]
    return list(flows[places[0] : places[-1] + 1])


def _plain(polynomial: list[int], rate: Decimal) -> Decimal:
    """Return the rate rounded to twelve places where that is exactly a root."""
    rounded = rate.quantize(_PLAIN)
    exact = value_at(polynomial, 1 / Fraction(1 + rounded)) == 0
    return rounded.normalize() if exact else rate
