"""The nearest change of each driver that would turn a verdict, found by bisection on the rubric."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kuroji.tools.calculator import Given
from kuroji.tools.judging import judge
from kuroji.tools.refusal import Refusal

Overrides = Mapping[str, Decimal]

_FIRST_STEP: Final = Decimal("1e-4")
_WIDER: Final = Decimal("1.3")
_FARTHEST: Final = Decimal("1e6")
_NEAR_BOUND: Final = Decimal("1e-9")
_HALVINGS: Final = 60
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Flip:
    """Where one driver turns the verdict, the others held.

    `at` is the border: `inclusive` says whether the verdict changes there or only beyond.
    `verdict` R0 means that a figure is then needed that is absent, which is no flip. No `at`
    means that nothing in the admissible range turns it.
    """

    driver: str
    now: Decimal | None
    at: Decimal | None = None
    inclusive: bool = False
    verdict: str | None = None
    rule: str | None = None
    relative_change: Decimal | None = None

    @property
    def real(self) -> bool:
        return self.at is not None and self.verdict != "R0"


@dataclass(frozen=True, slots=True)
class Driver:
    """A figure that can move: its value today, its range, and what moves with it."""

    name: str
    now: Callable[[Given], Decimal | None]
    moved: Callable[[Given, Decimal], Overrides]
    low: Decimal | None = None
    high: Decimal | None = None
    is_ratio: bool = False


def flips(given: Given) -> tuple[Flip, ...]:
    """Return one entry for each driver: real flips by relative change, then the others."""
    today = _code(given, {})
    if today is None or today[0] == "R0":
        return ()
    found = [_nearest(given, driver, today[0]) for driver in DRIVERS]
    far = Decimal("Infinity")
    return tuple(
        sorted(
            found,
            key=lambda flip: (
                not flip.real,
                flip.at is None,
                far if flip.relative_change is None else flip.relative_change,
            ),
        )
    )


def _nearest(given: Given, driver: Driver, today: str) -> Flip:
    now = driver.now(given)
    if now is None:
        return Flip(driver.name, None)
    down = _towards(given, driver, now, today, upwards=False)
    up = _towards(given, driver, now, today, upwards=True)
    there = [flip for flip in (down, up) if flip is not None]
    if not there:
        return Flip(driver.name, now)
    return min(there, key=lambda flip: (not flip.real, flip.relative_change))


def _towards(
    given: Given, driver: Driver, now: Decimal, today: str, *, upwards: bool
) -> Flip | None:
    """Walk away from today in widening steps and halve the first one that turns the verdict."""
    scale = _scale(given, driver, now)
    bound = driver.high if upwards else driver.low
    end = bound if bound is not None else now + scale * (_FARTHEST if upwards else -_FARTHEST)
    same, step = now, scale * _FIRST_STEP
    while same != end:
        other = min(now + step, end) if upwards else max(now - step, end)
        code = _code(given, driver.moved(given, other))
        if code is None:
            return None
        if code[0] != today:
            return _flip(given, driver, now, _border(given, driver, same, other))
        same, step = other, step * _WIDER
    return None


def _scale(given: Given, driver: Driver, now: Decimal) -> Decimal:
    """Return what a change is measured by: the figure today, revenue where that is nothing."""
    return abs(now) or (Decimal(1) if driver.is_ratio else given["revenue"])


def _border(given: Given, driver: Driver, same: Decimal, other: Decimal) -> Decimal:
    """Return the nearest value found at which the verdict is no longer that of `same`."""
    today = _code(given, driver.moved(given, same))
    for _ in range(_HALVINGS):
        middle = (same + other) / 2
        if _differs(today, _code(given, driver.moved(given, middle))):
            other = middle
        else:
            same = middle
    return other


def _differs(today: tuple[str, str] | None, code: tuple[str, str] | None) -> bool:
    return today is not None and code is not None and code[0] != today[0]


def _flip(given: Given, driver: Driver, now: Decimal, border: Decimal) -> Flip:
    scale = _scale(given, driver, now)
    at = _round(border, scale)
    if driver.low is not None:
        at = max(at, driver.low)
    beyond = _code(given, driver.moved(given, border)) or ("", "")
    inclusive = _code(given, driver.moved(given, at)) == beyond
    change = abs(at - now) / scale
    return Flip(driver.name, now, at, inclusive, beyond[0], beyond[1], change)


def _round(border: Decimal, scale: Decimal) -> Decimal:
    """Return the border with twelve digits; what is nothing beside the scale is zero."""
    if abs(border) < scale.scaleb(-_DIGITS):
        return Decimal(0)
    rounded = border.quantize(Decimal(1).scaleb(border.adjusted() - _DIGITS + 1))
    return Decimal(f"{rounded.normalize():f}")


def _code(given: Given, overrides: Overrides) -> tuple[str, str] | None:
    """Return verdict and rule with some inputs replaced; None where the rubric refuses."""
    found = judge(Given({**given.values, **overrides}))
    if isinstance(found, Refusal):
        return None
    return str(found["verdict"]), str(found["rule"])


def _input(role: str) -> Callable[[Given], Decimal | None]:
    return lambda given: given.maybe(role)


def _only(role: str) -> Callable[[Given, Decimal], Overrides]:
    return lambda _, value: {role: value}


def _shifted(given: Given, amount: Decimal, *roles: str) -> dict[str, Decimal]:
    """Add one amount to those of the inputs that are there."""
    return {role: given[role] + amount for role in roles if given.maybe(role) is not None}


def _gross_margin(given: Given) -> Decimal | None:
    profit = given.maybe("gross_profit")
    return None if profit is None else profit / given["revenue"]


def _with_gross_margin(given: Given, margin: Decimal) -> Overrides:
    amount = margin * given["revenue"] - given["gross_profit"]
    moved = ("gross_profit", "operating_income", "operating_cash_flow")
    return _shifted(given, amount, *moved)


def _with_revenue(given: Given, revenue: Decimal) -> Overrides:
    amount = revenue - given["revenue"]
    moved = ("gross_profit", "operating_income", "operating_cash_flow")
    return {**_shifted(given, amount, *moved), "revenue": revenue}


def _growth(given: Given) -> Decimal | None:
    prior = given.maybe("prior_revenue")
    return given["revenue"] / prior - 1 if prior else None


def _with_growth(given: Given, growth: Decimal) -> Overrides:
    return {"prior_revenue": given["revenue"] / (1 + growth)}


def _gpu_life(given: Given) -> Decimal | None:
    return given.maybe("gpu_life_years") if given["gpu_depreciation"] > 0 else None


def _with_gpu_life(given: Given, life: Decimal) -> Overrides:
    more = given["gpu_depreciation"] * (given["gpu_life_years"] / life - 1)
    return {"operating_income": given["operating_income"] - more}


def _supplier_share(given: Given) -> Decimal:
    return given["supplier_financed_revenue"] / given["revenue"]


def _with_supplier_share(given: Given, share: Decimal) -> Overrides:
    return {"supplier_financed_revenue": share * given["revenue"]}


_ZERO: Final = Decimal(0)
DRIVERS: Final = (
    Driver("revenue", _input("revenue"), _with_revenue, low=_NEAR_BOUND),
    Driver("gross_margin", _gross_margin, _with_gross_margin, high=Decimal(1), is_ratio=True),
    Driver("operating_income", _input("operating_income"), _only("operating_income")),
    Driver(
        "capital_expenditure",
        _input("capital_expenditure"),
        _only("capital_expenditure"),
        low=_ZERO,
    ),
    Driver("growth", _growth, _with_growth, low=_NEAR_BOUND - 1, is_ratio=True),
    Driver("liquidity", _input("liquidity"), _only("liquidity"), low=_ZERO),
    Driver("gpu_life_years", _gpu_life, _with_gpu_life, low=_NEAR_BOUND, is_ratio=True),
    Driver(
        "supplier_financed_share",
        _supplier_share,
        _with_supplier_share,
        low=_ZERO,
        high=Decimal(1),
        is_ratio=True,
    ),
    Driver("committed_need", _input("committed_need"), _only("committed_need"), low=_ZERO),
)
