"""What the capital asks for: required revenue under three sets of assumptions."""

from typing import Any
from zlib import crc32

from kuroji.agent.research.desk import Desk
from kuroji.agent.research.simulating import simulate
from kuroji.knowledge.fiscal import Fiscal

_CASES = {
    "base": ("equipment_life_years", "required_return"),
    "bear": ("equipment_life_short", "required_return_high"),
    "bull": ("equipment_life_long", "required_return_low"),
}
# Names of the two assumptions that are swung; a company keeps the one that falls to it.
_RETURN = (
    ("the required return", "要求収益率"), ("the cost of capital", "資本コスト"),
    ("what capital asks", "資本が求める率"), ("the yield demanded", "求める利回り"),
)  # fmt: skip
_LIFE = (
    ("the life of the newest equipment", "直近の設備の耐用年数"),
    ("how long machines last", "機器のもつ年数"), ("the service life", "使用年数"),
    ("useful life", "耐用年数"), ("the years in service", "稼働年数"),
)  # fmt: skip
_OUTPUT = "'gap"


def place_scenarios(desk: Desk, when: Fiscal) -> None:
    """Put the company's outlays and running costs through the revenue-gap model of SPEC §4.

    The equipment is that bought in the years on the desk; costs are revenue less operating income
    (all of it held still, so depreciation already charged is counted on the careful side).
    """
    if not desk.has("revenue", "operating_income", "capital_expenditure"):
        return
    tag = when.label.lower()
    costs = {
        "minuend": f"typed:{desk.roles['revenue']}",
        "subtrahend": f"typed:{desk.roles['operating_income']}",
    }
    if "stand_in_operating_income" in desk.flags:
        return
    cost = desk.calculate(f"operating-cost-{tag}", "quantity_difference", costs)
    if cost.outputs is None:
        return
    base = _model(desk, tag, *_CASES["base"])
    for name, (life, rate) in _CASES.items():
        desk.calculate(
            f"gap-{name}-{tag}",
            "revenue_gap",
            _model(desk, tag, life, rate),
            **{
                f"gap_{name}_required": "required_revenue",
                f"gap_{name}_gap": "gap",
                f"gap_{name}_coverage": "coverage",
                f"gap_{name}_life": "weighted_life",
            },
        )
    if not desk.has("gap_base_gap"):
        return
    desk.point("gap_return", desk.assume("required_return"))
    desk.point("gap_life", desk.assume("equipment_life_years"))
    _weigh(desk, tag, base)
    _swing(desk, tag, base)
    _simulate(desk, tag, base)


def _model(desk: Desk, tag: str, life: str, rate: str) -> dict[str, Any]:
    outlays = [r for r in ("prior_capital_expenditure", "capital_expenditure") if r in desk.roles]
    observed = f"typed:{desk.roles['revenue']}"
    return {
        "currency": f"'{desk.currency}",
        "period": f"'{desk.names['period_label'][0]}",
        "perimeter": f"'{desk.names['perimeter'][0]}",
        "asset_classes": [
            {"name": f"'{role}", "amount": desk.roles[role], "life_years": desk.assume(life)}
            for role in outlays
        ],
        "required_return": desk.assume(rate),
        "annual_operating_cost": f"calc:operating-cost-{tag}.value",
        "observed_revenue": observed,
        "accept_basis": f"'{desk.names['basis'][0]}",
    }


def _changes(desk: Desk, base: dict[str, Any], life: str, rate: str) -> dict[str, Any]:
    lives = {
        f"asset_classes.{n}.life_years": desk.assume(life)
        for n in range(len(base["asset_classes"]))
    }
    return {**lives, "required_return": desk.assume(rate)}


def _weigh(desk: Desk, tag: str, base: dict[str, Any]) -> None:
    rows = [
        {
            "name": f"'{name}",
            "changes": _changes(desk, base, life, rate),
            "probability": desk.assume(f"probability_{name}"),
        }
        for name, (life, rate) in _CASES.items()
    ]
    desk.calculate(
        f"scenarios-{tag}",
        "scenario_table",
        {"calculator": "'revenue_gap", "inputs": base, "output": _OUTPUT, "scenarios": rows},
        gap_expected="expected_value",
    )


def _swing(desk: Desk, tag: str, base: dict[str, Any]) -> None:
    last = len(base["asset_classes"]) - 1
    ranges = {
        f"asset_classes.{last}.life_years": [
            desk.assume("equipment_life_short"),
            desk.assume("equipment_life_long"),
        ],
        "required_return": [
            desk.assume("required_return_low"),
            desk.assume("required_return_high"),
        ],
    }
    done = desk.calculate(
        f"tornado-{tag}",
        "tornado",
        {"calculator": "'revenue_gap", "inputs": base, "output": _OUTPUT, "ranges": ranges},
        tor_first_swing="bars.0.swing",
        tor_second_swing="bars.1.swing",
    )
    if done.outputs is not None:
        turn = crc32(desk.company.encode())
        words = {"required_return": _RETURN[turn % len(_RETURN)]}
        life = _LIFE[turn // 7 % len(_LIFE)]
        for role, bar in zip(("tor_first", "tor_second"), done.outputs["bars"], strict=False):
            desk.names[role] = words.get(bar["input"], life)


def _simulate(desk: Desk, tag: str, base: dict[str, Any]) -> None:
    last = len(base["asset_classes"]) - 1
    draws = [
        {
            "input": f"'asset_classes.{last}.life_years",
            "shape": "'triangular",
            "low": "=3",
            "mode": desk.assume("equipment_life_years"),
            "high": desk.assume("equipment_life_long"),
        },
        {
            "input": "'required_return",
            "shape": "'uniform",
            "low": desk.assume("required_return_low"),
            "high": desk.assume("required_return_high"),
        },
    ]
    over = {"calculator": "'revenue_gap", "inputs": base, "output": _OUTPUT}
    simulate(desk, f"simulation-{tag}", over, draws, "mc")
