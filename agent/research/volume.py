"""Scenarios of a company that needs little equipment: other sales, another gross margin."""

from decimal import Decimal
from typing import Any

from kuroji.agent.research.desk import Desk
from kuroji.agent.research.simulating import simulate
from kuroji.knowledge.fiscal import Fiscal

_LIGHT = Decimal("0.1")  # below this share of revenue, equipment explains no scenario
CASES = {
    "base": ("unchanged", "unchanged"),
    "bear": ("volume_bear", "margin_bear"),
    "bull": ("volume_bull", "margin_bull"),
}
_OUTPUT = "'operating_income"
_NAMES = {
    "volume_change": ("sales at unchanged overhead", "間接費を据え置いた売上"),
    "margin_change": ("the gross margin", "粗利益率"),
}


def is_light(desk: Desk) -> bool:
    """Tell whether capital expenditure is so small that its life and return decide nothing."""
    share = desk.number("capint")
    return share is not None and share < _LIGHT and desk.has("gross_profit", "operating_income")


def place_volume(desk: Desk, when: Fiscal) -> None:
    """Put three cases of sales and margin, their swings, mean and simulation on the desk."""
    tag = when.label.lower()
    base = {role: desk.roles[role] for role in ("revenue", "gross_profit", "operating_income")}
    for name in CASES:
        desk.assume(f"probability_{name}")
        desk.calculate(
            f"sales-{name}-{tag}",
            "cost_volume_profit",
            {**base, **_changes(desk, name)},
            **{
                f"sales_{name}_income": "operating_income",
                f"sales_{name}_even": "break_even_revenue",
            },
        )
    if not desk.has("sales_bear_income"):
        return
    base |= _changes(desk, "base")
    _swing(desk, tag, base)
    _simulate(desk, tag, base)


def _changes(desk: Desk, name: str) -> dict[str, str]:
    volume, margin = CASES[name]
    return {"volume_change": desk.assume(volume), "margin_change": desk.assume(margin)}


def _over(base: dict[str, str]) -> dict[str, Any]:
    return {"calculator": "'cost_volume_profit", "inputs": base, "output": _OUTPUT}


def _swing(desk: Desk, tag: str, base: dict[str, str]) -> None:
    ranges = {
        "volume_change": [desk.assume("volume_bear"), desk.assume("volume_bull")],
        "margin_change": [desk.assume("margin_bear"), desk.assume("margin_bull")],
    }
    done = desk.calculate(
        f"sales-tornado-{tag}",
        "tornado",
        {**_over(base), "ranges": ranges},
        sales_first_swing="bars.0.swing",
        sales_second_swing="bars.1.swing",
    )
    bars = done.outputs["bars"] if done.outputs else ()
    for role, bar in zip(("sales_first", "sales_second"), bars, strict=False):
        desk.names[role] = _NAMES[bar["input"]]


def _simulate(desk: Desk, tag: str, base: dict[str, str]) -> None:
    draws = [
        {
            "input": f"'{name}",
            "shape": "'triangular",
            "low": desk.assume(f"{kind}_bear"),
            "mode": desk.assume("unchanged"),
            "high": desk.assume(f"{kind}_bull"),
        }
        for name, kind in (("volume_change", "volume"), ("margin_change", "margin"))
    ]
    simulate(desk, f"sales-simulation-{tag}", _over(base), draws, "sales")
